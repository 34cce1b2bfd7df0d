import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { wallsOf } from './reach.ts';

type Said = readonly [kind: string, body: object];

function world(...said: readonly Said[]): World {
  const facts = said.map(([kind, body], index): KeyedFact => {
    const about = { v: 1, kind, source: 't', externalId: `x${index}`, basis: 'work-system', body };
    const decoded = decodeRecord({ ...about, occurredAt: `2025-01-01T00:00:${String(index).padStart(2, '0')}+08:00` });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: 0 as Instant, record: decoded.record, keyId: 1 };
  });
  return { facts, directory: buildDirectory(facts) };
}

const hr = (ref: string) => ({ system: 'hr', ref }) as const;
const employee = (ref: string, name: string, more: object = {}): Said => [
  'employee',
  { employee: hr(ref), name, handles: [{ system: 'wecom', ref: `w${ref}` }], ...more },
];
const declares = (ref: string, more: object): Said => [
  'declaration',
  {
    ...{ employee: hr(ref), relation: 'spouse', rule: { title: '申报办法', version: '1' } },
    ...{ at: '2025-01-01T00:00:00+08:00', ...more },
  },
];

/** Whom this employee must not see over, as `why ref`, by number alone. */
const whom = (given: World, ref: string): readonly string[] =>
  wallsOf(given, ref)
    .map(({ parties, why }) => `${why} ${parties[0]?.ref}`)
    .toSorted();

test('everyone is walled off from themselves, under every account that was ever theirs', () => {
  const given = world(
    employee('E1', '张三', { until: '2025-06-01' }),
    ['binding', { handle: { system: 'phone', ref: '13800000001' }, person: hr('E1'), strength: 'real-name' }],
    employee('E2', '李四'),
  );
  expect(whom(given, 'E1')).toEqual(['self E1']);
  expect(wallsOf(given, 'E1')[0]?.parties.map(({ system, ref }) => `${system}:${ref}`)).toEqual(
    expect.arrayContaining(['hr:E1', 'wecom:wE1', 'phone:13800000001']),
  );
});

test('an employee nobody recorded is walled off from their own number all the same', () => {
  expect(whom(world(), 'E404')).toEqual(['self E404']);
});

test('managers are walled off up the whole line, and nobody beside or below it', () => {
  const given = world(
    employee('E1', '张三', { manager: hr('E2') }),
    employee('E2', '李四', { manager: hr('E3') }),
    employee('E3', '王五'),
    employee('E4', '赵六', { manager: hr('E2') }),
  );
  expect(whom(given, 'E1')).toEqual(['manager E2', 'manager E3', 'self E1']);
  expect(whom(given, 'E2')).toEqual(['manager E3', 'self E2']);
  expect(whom(given, 'E3')).toEqual(['self E3']);
});

test('a manager of now counts, one of before does not', () => {
  const given = world(
    employee('E1', '张三', { manager: hr('E2'), since: '2025-01-01' }),
    employee('E1', '张三', { manager: hr('E3'), since: '2025-02-01' }),
  );
  expect(whom(given, 'E1')).toEqual(['manager E3', 'self E1']);
});

test('lines of managers that run in a ring end', () => {
  const size = fc.integer({ min: 1, max: 14 });
  fc.assert(
    fc.property(size, fc.array(fc.nat(13), { minLength: 14, maxLength: 14 }), fc.nat(13), (count, above, start) => {
      const given = world(
        ...Array.from({ length: count }, (_, at) =>
          employee(`E${at}`, `甲${at}`, { manager: hr(`E${(above[at] ?? 0) % count}`) }),
        ),
      );
      const own = `E${start % count}`;
      const found = whom(given, own);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((each) => each.endsWith(` ${own}`))).toEqual([`self ${own}`]);
    }),
    { numRuns: 60 },
  );
});

test('kinship counts from both sides: whom one declared, and who declared one', () => {
  const given = world(employee('E1', '张三'), employee('E2', '李四'), declares('E1', { name: '李四' }));
  expect(whom(given, 'E1')).toEqual(['kin E2', 'self E1']);
  expect(whom(given, 'E2')).toEqual(['kin E1', 'self E2']);
});

test('kinship counts from both sides however the name was spaced and in whatever width', () => {
  const given = world(employee('E1', '张三'), employee('E2', '李四'), declares('E1', { name: '李 四' }));
  expect(whom(given, 'E1')).toEqual(['kin E2', 'self E1']);
  expect(whom(given, 'E2')).toEqual(['kin E1', 'self E2']);
});

test('kinship counts from both sides also after either has taken another name', () => {
  const given = world(
    employee('E1', '张三'),
    employee('E2', '李四', { since: '2025-01-01' }),
    declares('E1', { name: '李四' }),
    employee('E2', '李思', { since: '2025-02-01' }),
  );
  expect([whom(given, 'E1'), whom(given, 'E2')]).toEqual([
    ['kin E2', 'self E1'],
    ['kin E1', 'self E2'],
  ]);
});

test('everyone of a declared name counts, since nobody can tell which of them it is', () => {
  const given = world(
    employee('E1', '张三'),
    employee('E2', '李四'),
    employee('E3', '李四'),
    declares('E1', { name: '李四' }),
  );
  expect(whom(given, 'E1')).toEqual(['kin E2', 'kin E3', 'self E1']);
  expect(whom(given, 'E3')).toEqual(['kin E1', 'self E3']);
});

test('a name that merely resembles one, and a relative who works elsewhere, wall nobody off', () => {
  const given = world(employee('E1', '张三'), employee('E2', '李四'), declares('E1', { name: '李四光' }));
  expect(whom(given, 'E1')).toEqual(['self E1']);
  expect(whom(given, 'E2')).toEqual(['self E2']);
});

test('one who declares a company is walled off from it under its number and its name', () => {
  const given = world(
    employee('E1', '张三'),
    ['company', { company: { system: 'company', ref: 'K1' }, name: '华晟科技有限公司' }],
    declares('E1', { relation: 'shareholding', company: { system: 'company', ref: 'K1', name: '华晟科技有限公司' } }),
  );
  const companies = wallsOf(given, 'E1').filter(({ why }) => why === 'company');
  expect(companies.flatMap(({ parties }) => parties.map(({ ref }) => ref)).toSorted()).toEqual(
    ['K1', '华晟科技有限公司'].toSorted(),
  );
});

test('the companies of those whom one declared, or who declared one, are walled off as well', () => {
  const given = world(
    employee('E1', '张三'),
    employee('E2', '李四'),
    declares('E1', { name: '李四' }),
    declares('E2', { relation: 'shareholding', company: { system: 'company', ref: '华晟科技有限公司' } }),
  );
  expect(whom(given, 'E1')).toContain('company 华晟科技有限公司');
});
