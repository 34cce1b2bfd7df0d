import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from './roles.ts';
import { administrators, excluded, isRole, roleNames } from './roles.ts';

const several = fc.uniqueArray(fc.constantFrom(...roleNames), { maxLength: roleNames.length });

test('an administrator holds no other role at all', () => {
  fc.assert(
    fc.property(several, fc.constantFrom(...administrators), (held, admin) => {
      const isAlone = held.every((role) => role === admin);
      expect(excluded([...held, admin]) === undefined).toBe(isAlone);
    }),
  );
});

test('there are three administrators, and each excludes the two others', () => {
  expect(administrators.toSorted()).toEqual(['audit-admin', 'security-admin', 'system-admin']);
  for (const one of administrators)
    for (const other of administrators) expect(excluded([one, other]) === undefined).toBe(one === other);
});

test('whoever reads over others works beside none of those they read over', () => {
  const readOver = (role: Role) => roleNames.filter((other) => excluded([role, other]) !== undefined);
  expect(readOver('auditor').toSorted()).toEqual(
    [...administrators, 'counsel', 'duty-officer', 'hrbp', 'integrator', 'investigator'].toSorted(),
  );
  expect(readOver('union').toSorted()).toEqual([...administrators, 'hrbp', 'investigator'].toSorted());
  expect(readOver('employee').toSorted()).toEqual(administrators.toSorted());
});

test('neither the order of roles nor holding one twice makes a difference, and one more never un-excludes', () => {
  fc.assert(
    fc.property(several, fc.constantFrom(...roleNames), (held, more) => {
      const isExcluded = excluded(held) !== undefined;
      expect(excluded(held.toReversed()) !== undefined).toBe(isExcluded);
      expect(excluded([...held, ...held]) !== undefined).toBe(isExcluded);
      if (isExcluded) expect(excluded([...held, more])).toBeDefined();
    }),
  );
});

test('nobody is excluded by holding nothing or a single role', () => {
  expect(excluded([])).toBeUndefined();
  for (const role of roleNames) expect(excluded([role])).toBeUndefined();
});

test('what every object has is no role', () => {
  expect(['toString', 'constructor', '__proto__', '', 'Auditor'].filter((name) => isRole(name))).toEqual([]);
});
