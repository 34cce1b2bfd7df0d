import { expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { instantFromMillis, parseInstant } from '../kernel/time.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';

function at(text: string): Instant {
  const parsed = parseInstant(`${text}T12:00:00+08:00`);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function facts(...lines: readonly (readonly [string, string, object])[]): readonly Fact[] {
  return lines.map(([kind, day, body], index) => {
    const decoded = decodeRecord({
      v: 1,
      kind,
      source: 't',
      externalId: `x${index}`,
      occurredAt: `${day}T00:00:00+08:00`,
      basis: 'work-system',
      body,
    });
    if (!decoded.ok) throw new Error(decoded.why);
    return {
      log: 'main',
      index,
      recordedAt: instantFromMillis(0) ?? decoded.record.occurredAt,
      record: decoded.record,
    };
  });
}

const hr = (ref: string) => ({ system: 'hr', ref }) as const;
const crm = (ref: string) => ({ system: 'crm', ref }) as const;
const account = { system: 'wecom', ref: 'zs' } as const;
const employee = (ref: string, more: object) => ({ employee: hr(ref), name: `员工${ref}`, ...more });

test('an account belongs to whoever it was bound to at the instant asked about', () => {
  const directory = buildDirectory(
    facts(
      ['employee', '2025-01-01', employee('E1', { handles: [account], until: '2025-06-01' })],
      ['employee', '2025-07-01', employee('E2', { handles: [account] })],
    ),
  );
  expect(directory.personOf(account, at('2025-03-01'))?.person.ref).toBe('E1');
  expect(directory.personOf(account, at('2025-06-15'))).toBeUndefined();
  expect(directory.personOf(account, at('2025-08-01'))?.person.ref).toBe('E2');
  expect(directory.personOf(account, at('2024-12-31'))).toBeUndefined();
});

test('a field left out stays, null clears it, and a list given anew replaces the old one', () => {
  const directory = buildDirectory(
    facts(
      ['employee', '2025-01-01', employee('E1', { department: '销售', handles: [account] })],
      ['employee', '2025-02-01', employee('E1', { title: '经理' })],
      ['employee', '2025-03-01', employee('E1', { department: null, handles: [] })],
    ),
  );
  expect(directory.employee('E1', at('2025-02-10'))?.value).toMatchObject({ department: '销售', title: '经理' });
  expect(directory.personOf(account, at('2025-02-10'))?.person.ref).toBe('E1');
  expect(directory.employee('E1', at('2025-03-10'))?.value).not.toHaveProperty('department');
  expect(directory.personOf(account, at('2025-03-10'))).toBeUndefined();
});

test('a shared account resolves to nobody and names both', () => {
  const binding = (ref: string, strength: string) => ({ handle: account, person: hr(ref), strength });
  const directory = buildDirectory(
    facts(['binding', '2025-01-01', binding('E1', 'device')], ['binding', '2025-01-01', binding('E2', 'real-name')]),
  );
  expect(directory.personOf(account, at('2025-02-01'))).toBeUndefined();
  expect(directory.personsOf(account, at('2025-02-01')).map((each) => `${each.person.ref}:${each.strength}`)).toEqual([
    'E2:real-name',
    'E1:device',
  ]);
});

test('a masked account never resolves, even if the mask itself was bound', () => {
  const masked = { system: 'bank', ref: '6222****1' } as const;
  const directory = buildDirectory(
    facts(['binding', '2025-01-01', { handle: masked, person: hr('E1'), strength: 'real-name' }]),
  );
  expect(directory.personOf(masked, at('2025-02-01'))).toBeUndefined();
});

test('a realm left out means the only one, and nothing once there are two', () => {
  const one = facts([
    'binding',
    '2025-01-01',
    { handle: { ...account, realm: 'corp-a' }, person: hr('E1'), strength: 'login' },
  ]);
  expect(buildDirectory(one).personOf(account, at('2025-02-01'))?.person.ref).toBe('E1');
  const two = facts(
    ['binding', '2025-01-01', { handle: { ...account, realm: 'corp-a' }, person: hr('E1'), strength: 'login' }],
    ['binding', '2025-01-01', { handle: { ...account, realm: 'corp-b' }, person: hr('E2'), strength: 'login' }],
  );
  expect(buildDirectory(two).personOf(account, at('2025-02-01'))).toBeUndefined();
  expect(buildDirectory(two).personOf({ ...account, realm: 'corp-b' }, at('2025-02-01'))?.person.ref).toBe('E2');
});

test('a customer’s account is the customer’s before the CRM knew it, an employee’s is not', () => {
  const contact = { system: 'wecom', ref: 'wmX' } as const;
  const directory = buildDirectory(
    facts(
      ['customer', '2025-05-01', { customer: crm('C1'), name: '李四', handles: [contact] }],
      ['employee', '2025-05-01', employee('E1', { handles: [account] })],
    ),
  );
  expect(directory.personOf(contact, at('2025-01-01'))).toMatchObject({ person: { ref: 'C1' }, strength: 'inferred' });
  expect(directory.personOf(account, at('2025-01-01'))).toBeUndefined();
  expect(directory.sideOf(account, at('2025-01-01'))).toBe('employee');
  expect(directory.sideOf({ system: 'wecom', ref: 'wmY' }, at('2025-01-01'))).toBe('outside');
});

test('owners change by assignment and release, and a second assignment does not release the first', () => {
  const own = (ref: string, action: string) => ({ customer: crm('C1'), employee: hr(ref), action });
  const directory = buildDirectory(
    facts(
      ['ownership', '2025-01-01', own('E1', 'assigned')],
      ['ownership', '2025-02-01', own('E2', 'assigned')],
      ['ownership', '2025-03-01', own('E1', 'released')],
    ),
  );
  expect(directory.ownerOf('C1', at('2024-12-01'))).toBeUndefined();
  expect(directory.ownerOf('C1', at('2025-01-10'))?.employee).toBe('E1');
  expect(directory.ownerOf('C1', at('2025-02-10'))?.employee).toBe('E2');
  expect(directory.owned('E1', 'C1', at('2025-02-10'))?.alsoOwnedBy).toEqual(['E2']);
  expect(directory.owned('E1', 'C1', at('2025-03-10'))).toBeUndefined();
});

test('a revocation takes away what it names and leaves the rest', () => {
  const permission = (actions: readonly string[], action: string) => ({
    ...{ employee: hr('E1'), resource: 'crm.customer', scope: 'all' },
    ...{ actions, action },
  });
  const directory = buildDirectory(
    facts(
      ['permission', '2025-01-01', permission(['view', 'export'], 'granted')],
      ['permission', '2025-02-01', permission(['export'], 'revoked')],
      ['permission', '2025-03-01', permission(['view'], 'revoked')],
    ),
  );
  const actionsAt = (day: string) => directory.permitted('E1', 'C1', at(day)).map(({ actions }) => actions);
  expect([actionsAt('2025-01-10'), actionsAt('2025-02-10'), actionsAt('2025-03-10')]).toEqual([
    [['view', 'export']],
    [['view']],
    [],
  ]);
});

test('a permission holds from its grant to its revocation and only for what it covers', () => {
  const grant = (scope: unknown, action: string) => ({
    employee: hr('E1'),
    resource: 'crm.customer',
    actions: ['view'],
    scope,
    action,
  });
  const directory = buildDirectory(
    facts(
      ['permission', '2025-01-01', grant([crm('C1')], 'granted')],
      ['permission', '2025-02-01', grant('all', 'revoked')],
    ),
  );
  expect(directory.permitted('E1', 'C1', at('2025-01-10'))).toHaveLength(1);
  expect(directory.permitted('E1', 'C2', at('2025-01-10'))).toEqual([]);
  expect(directory.permitted('E1', 'C1', at('2025-02-10'))).toEqual([]);
});

const hs = (name: string, more: object = {}) => ({ company: { system: 'company', ref: name }, name, ...more });

test('a company is found by name, alias, code and unambiguous short name, each with its reason', () => {
  const directory = buildDirectory(
    facts(['company', '2025-01-01', hs('北京华晟科技有限公司', { uscc: '91350100M000100Y43', aliases: ['晟哥家'] })]),
  );
  const found = (name: string) => directory.companyOf(name)?.how;
  expect(['北京华晟科技有限公司', '91350100m000100y43', '晟哥家', '华晟科技', '华晟公司'].map(found)).toEqual([
    'exact',
    'uscc',
    'alias',
    'form',
    'short',
  ]);
  expect(directory.companyOf('华晟公司')?.reason).toContain('简称');
});

test('a short name that two companies could mean finds neither', () => {
  const directory = buildDirectory(
    facts(['company', '2025-01-01', hs('华晟科技有限公司')], ['company', '2025-01-01', hs('华晟贸易有限公司')]),
  );
  expect(directory.companyOf('华晟公司')).toBeUndefined();
  expect(directory.companyOf('华晟贸易')?.company.name).toBe('华晟贸易有限公司');
  expect(directory.companies.findIn('去华晟看看,华晟贸易也行').map((each) => each.company.name)).toEqual([
    '华晟贸易有限公司',
  ]);
});

test('the relation of a company is that of the instant', () => {
  const directory = buildDirectory(
    facts(
      ['company', '2025-01-01', hs('华晟科技有限公司', { relation: 'supplier' })],
      ['company', '2025-06-01', hs('华晟科技有限公司', { relation: 'competitor' })],
    ),
  );
  const company = directory.companyOf('华晟科技有限公司')?.company;
  expect(company && directory.relation(company, at('2025-03-01'))).toBe('supplier');
  expect(company && directory.relation(company, at('2025-08-01'))).toBe('competitor');
});

test('the same facts in another order give the same answers', () => {
  const given = facts(
    ['employee', '2025-01-01', employee('E1', { handles: [account] })],
    ['employee', '2025-01-01', employee('E1', { handles: [] })],
    ['company', '2025-01-01', hs('华晟科技有限公司')],
  );
  for (const directory of [buildDirectory(given), buildDirectory(given.toReversed())]) {
    expect(directory.personOf(account, at('2025-02-01'))).toBeUndefined();
    expect(directory.companies.companies.map((each) => each.key)).toEqual(['华晟科技有限公司']);
  }
});
