import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposalKinds } from './acts/act.ts';
import { kinds } from './acts/kinds.ts';
import type { Permission } from './matrix.ts';
import { isPermission, lockedBecause, matrixWith, needsFresh, permissions, template } from './matrix.ts';
import type { Role } from './roles.ts';
import { administrators, roleNames } from './roles.ts';

const shipped = matrixWith([]);
const has = (role: Role) => (permission: Permission) => shipped.get(role)?.has(permission) === true;
/** What lets its holder see words, originals, or what was made of them, or touch them. */
const CONTENT: readonly Permission[] = permissions.filter(
  (each) =>
    /^(finding|chain|entry|package|delivery|import)\./.test(each) || each === 'case.read' || each === 'case.open',
);
const cell = fc.record({
  role: fc.constantFrom(...roleNames),
  permission: fc.constantFrom(...permissions),
  allowed: fc.boolean(),
});

describe('the template', () => {
  test('gives no role what no act could give it', () => {
    const broken = roleNames.flatMap((role) =>
      permissions
        .filter((permission) => has(role)(permission) && lockedBecause(role, permission, has(role)) !== undefined)
        .map((permission) => `${role} ${permission}`),
    );
    expect(broken).toEqual([]);
  });

  test('lets no role propose and confirm one kind of act', () => {
    for (const kind of proposalKinds) {
      const { propose, confirm } = kinds[kind];
      expect(
        roleNames.filter((role) => has(role)(propose) && has(role)(confirm)),
        kind,
      ).toEqual([]);
    }
  });

  test('has for every kind of act somebody who proposes and somebody else who confirms', () => {
    for (const kind of proposalKinds) {
      const { propose, confirm } = kinds[kind];
      expect([isPermission(propose), isPermission(confirm), propose === confirm], kind).toEqual([true, true, false]);
      for (const permission of [propose, confirm])
        expect(roleNames.filter((role) => has(role)(permission)).length, permission).toBeGreaterThan(0);
    }
  });

  test('lets administrators see no content', () => {
    expect(CONTENT.length).toBeGreaterThan(9);
    for (const role of administrators) expect(CONTENT.filter(has(role)), role).toEqual([]);
  });

  test('lets auditors look and change nothing', () => {
    const own = permissions.filter(has('auditor'));
    expect(own.filter((each) => !each.endsWith('.read') && each !== 'watch.report')).toEqual([]);
    expect(own.filter((each) => CONTENT.includes(each))).toEqual([]);
    expect(own).toContain('watch.read');
  });

  test('gives an employee nothing', () => {
    expect(permissions.filter(has('employee'))).toEqual([]);
  });

  test('gives each role once and every permission to somebody', () => {
    for (const permission of permissions) {
      const { roles } = template[permission];
      expect(new Set(roles).size, permission).toBe(roles.length);
      expect(roles.length, permission).toBeGreaterThan(0);
    }
  });

  test('asks for a recent proof wherever two persons decide about names, holds, keys, roles, walls or the matrix', () => {
    const sealed = permissions.filter(
      (each) => /^(name|hold|key|role|wall|matrix)\./.test(each) && /(propose|confirm)$/.test(each),
    );
    expect(sealed.filter((each) => !needsFresh(each))).toEqual([]);
    expect(needsFresh('finding.list')).toBe(false);
  });
});

describe('what no act can give', () => {
  const nothing = () => false;
  test.each(administrators)('%s any content', (role) => {
    for (const permission of CONTENT) expect(lockedBecause(role, permission, nothing), permission).toBeDefined();
  });

  test('an auditor any permission to change something, or to read content', () => {
    const open = permissions.filter((each) => lockedBecause('auditor', each, nothing) === undefined);
    expect(open.filter((each) => CONTENT.includes(each))).toEqual([]);
    expect(open.filter((each) => !each.endsWith('.read') && each !== 'watch.report')).toEqual([]);
  });

  test('an employee anything', () => {
    for (const permission of permissions) expect(lockedBecause('employee', permission, nothing)).toBeDefined();
  });

  test.each(proposalKinds)('any role both sides of %s', (kind) => {
    const { propose, confirm } = kinds[kind];
    for (const role of roleNames) {
      expect(
        lockedBecause(role, propose, (each) => each === confirm),
        role,
      ).toBeDefined();
      expect(
        lockedBecause(role, confirm, (each) => each === propose),
        role,
      ).toBeDefined();
    }
    expect(lockedBecause('investigator', propose, (each) => each === propose)).toBeUndefined();
  });
});

describe('the matrix of an installation', () => {
  test('differs from the template in its own cells and in no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: (c) => `${c.role} ${c.permission}`, maxLength: 20 }), (cells) => {
        const matrix = matrixWith(cells);
        for (const role of roleNames)
          for (const permission of permissions) {
            const own = cells.find((each) => each.role === role && each.permission === permission);
            expect(matrix.get(role)?.has(permission)).toBe(own?.allowed ?? has(role)(permission));
          }
      }),
      { numRuns: 50 },
    );
  });

  test('has a column for every role, also one that may do nothing', () => {
    expect([...matrixWith([]).keys()]).toEqual([...roleNames]);
  });
});

test('what every object has is no permission', () => {
  expect(['toString', 'constructor', '', 'entry', 'entry.Read'].filter((name) => isPermission(name))).toEqual([]);
});

test('what two persons decide lapses within two weeks', () => {
  for (const kind of proposalKinds) {
    expect(kinds[kind].hours).toBeGreaterThanOrEqual(24);
    expect(kinds[kind].hours).toBeLessThanOrEqual(14 * 24);
  }
});
