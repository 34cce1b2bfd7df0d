import { expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { parseInstant } from '../kernel/time.ts';
import type { AccessFact } from './as-of.ts';
import { customerAsOf } from './as-of.ts';
import type { View } from './as-of-index.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';
import { isKind } from './fact.ts';
import { differencesOf } from './known-then.ts';
import { organisationAt } from './organisation.ts';
import { personAsOf } from './person-as-of.ts';
import { personDifferences } from './person-differences.ts';

function at(text: string): Instant {
  const parsed = parseInstant(`${text.length === 10 ? `${text}T12:00:00` : text}+08:00`);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

type Line = readonly [
  kind: string,
  when: string,
  body: object,
  more?: { readonly told?: string; readonly id?: string },
];

/** A time that is a date alone stands for a record that knows no more than its day. */
function facts(...lines: readonly Line[]): readonly Fact[] {
  return lines.map(([kind, when, body, { told, id } = {}], index) => {
    const decoded = decodeRecord({
      ...{ v: 1, kind, source: 't', externalId: id ?? `x${index}`, basis: 'work-system', body },
      occurredAt: when.length === 10 ? `${when}T00:00:00+08:00` : `${when}+08:00`,
      precision: when.length === 10 ? 'day' : 'second',
    });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: at(told ?? '2025-01-01'), record: decoded.record };
  });
}

const view = (...lines: readonly Line[]): View => {
  const all = facts(...lines);
  return { facts: all, directory: buildDirectory(all) };
};

const hr = (ref: string) => ({ system: 'hr', ref }) as const;
const crm = (ref: string) => ({ system: 'crm', ref }) as const;
const staff = (ref: string, when: string, more: object = {}): Line => [
  'employee',
  when,
  { employee: hr(ref), name: `员工${ref}`, status: 'active', ...more },
];
const own = (ref: string, when: string, action = 'assigned', more: Line[3] = {}): Line => [
  'ownership',
  when,
  { customer: crm('C1'), employee: hr(ref), action },
  more,
];
const may = (ref: string, when: string, more: object = {}): Line => [
  'permission',
  when,
  { employee: hr(ref), resource: 'crm.customer', actions: ['view'], scope: 'all', action: 'granted', ...more },
];
const refs = (held: readonly { readonly who: { readonly ref: string } }[]) => held.map(({ who }) => who.ref);
const T = (time: string) => `2025-10-15T${time}:00`;

test('what was never withdrawn from somebody who had left stands apart and says both', () => {
  const left: Line = ['employee', '2025-10-01T18:00:00', { employee: hr('E1'), name: '员工E1', status: 'left' }];
  const given = view(staff('E1', '2025-01-01'), left, own('E1', '2025-02-01'), may('E1', '2025-02-01'));
  const { owners, permissions, limits } = customerAsOf(given, 'C1', at(T('14:30')));
  expect([owners.counts, permissions.counts]).toEqual([[], []]);
  expect([refs(owners.apart), refs(permissions.apart)]).toEqual([['E1'], ['E1']]);
  expect(owners.apart[0]?.note).toMatch(/^登记未收回，但人员已离职.*没有写明。$/);
  expect(owners.apart[0]?.presenceBy).toMatchObject([{ externalId: 'x1' }]);
  expect(limits).toContain('有2项登记未收回，但人员当时不在职，单列，未计入。');
  const before = customerAsOf(given, 'C1', at('2025-09-01'));
  expect([refs(before.owners.counts), before.owners.apart]).toEqual([['E1'], []]);
});

test('a rejoiner counts again by what was never withdrawn', () => {
  const given = view(
    staff('E1', '2025-01-01'),
    ['employee', '2025-03-01T09:00:00', { employee: hr('E1'), name: '员工E1', status: 'left' }],
    staff('E1', '2025-06-01T09:00:00'),
    own('E1', '2025-02-01'),
  );
  const where = (day: string) => {
    const { owners } = customerAsOf(given, 'C1', at(day));
    return [owners.counts.length, owners.apart.length];
  };
  expect([where('2025-02-15'), where('2025-04-01'), where('2025-07-01')]).toEqual([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
});

test('who is recorded to have come later stands apart; of whom nothing was recorded yet, it is only said', () => {
  const stated = view(staff('E1', '2025-06-01', { since: '2025-06-01' }), own('E1', '2025-02-01'));
  expect(customerAsOf(stated, 'C1', at('2025-03-01')).owners.apart).toMatchObject([{ presence: 'not-yet' }]);
  const unstated = view(staff('E1', '2025-06-01'), own('E1', '2025-02-01'));
  expect(customerAsOf(unstated, 'C1', at('2025-03-01')).owners.counts).toMatchObject([
    { presence: 'unrecorded', note: '该时点没有这名员工的员工登记，是否在职不明。' },
  ]);
});

test('a record that knows only the day decides nothing on that day', () => {
  const given = view(own('E1', '2025-02-01'), own('E1', '2025-10-15', 'released'), own('E2', '2025-10-15'));
  const then = customerAsOf(given, 'C1', at(T('14:30')));
  expect([then.owners.counts, refs(then.owners.unclear).toSorted()]).toEqual([[], ['E1', 'E2']]);
  expect(then.owners.unclear.map(({ note }) => note?.slice(0, 7))).toEqual(['同日，先后不明', '同日，先后不明']);
  expect(then.owners.unclear.find(({ who }) => who.ref === 'E1')?.entries.map((each) => each.externalId)).toEqual([
    'x0',
    'x1',
  ]);
  expect(then.limits).toContain('当日归属有2条变更，见所列条目。');
  expect(refs(customerAsOf(given, 'C1', at('2025-10-14')).owners.counts)).toEqual(['E1']);
  expect(refs(customerAsOf(given, 'C1', at('2025-10-16')).owners.counts)).toEqual(['E2']);
});

test('an order that the day leaves open stays open on later days', () => {
  const given = view(own('E1', '2025-10-15'), own('E1', T('10:00'), 'released'));
  expect(refs(customerAsOf(given, 'C1', at('2025-11-01')).owners.unclear)).toEqual(['E1']);
});

test('an employee whose last day is that day is neither there nor gone', () => {
  const given = view(staff('E1', '2025-01-01', { until: '2025-10-15' }), own('E1', '2025-02-01'));
  expect(customerAsOf(given, 'C1', at(T('14:30'))).owners.unclear).toMatchObject([
    { presence: 'unknown', note: '员工状态同日有变更，先后不明。' },
  ]);
  expect(refs(customerAsOf(given, 'C1', at('2025-10-16')).owners.apart)).toEqual(['E1']);
});

test('an owner that changed during the day is told with both entries', () => {
  const given = view(own('E1', '2025-02-01'), own('E1', T('09:00'), 'released'), own('E2', T('09:05')));
  const { owners, changedThatDay } = customerAsOf(given, 'C1', at(T('14:30')));
  expect(refs(owners.counts)).toEqual(['E2']);
  expect(changedThatDay.map(({ who, action, entry }) => [who.ref, action, entry.externalId])).toEqual([
    ['E1', 'released', 'x1'],
    ['E2', 'assigned', 'x2'],
  ]);
  expect(customerAsOf(given, 'C1', at('2025-10-16')).changedThatDay).toEqual([]);
});

test('an owner has been one since the first of several assignments in a row', () => {
  const given = view(own('E1', '2025-02-01'), own('E1', '2025-03-01'), own('E1', '2025-04-01'));
  expect(customerAsOf(given, 'C1', at('2025-05-01')).owners.counts[0]?.entries[0]?.externalId).toBe('x0');
});

test('permissions come with resource, actions, scope and entry; a list reaches what it names', () => {
  const given = view(
    may('E1', '2025-02-01', { actions: ['view', 'export'] }),
    may('E1', '2025-03-01', { actions: ['export'], action: 'revoked' }),
    may('E2', '2025-02-01', { scope: [crm('C2')] }),
    may('E3', '2025-02-01', { scope: [crm('C1')], actions: ['edit', 'view'], resource: 'crm.report' }),
  );
  const { permissions } = customerAsOf(given, 'C1', at('2025-05-01'));
  expect(permissions.counts.map(({ who, resource, actions, scope }) => [who.ref, resource, actions, scope])).toEqual([
    ['E1', 'crm.customer', ['view'], 'all'],
    ['E3', 'crm.report', ['view', 'edit'], 'listed'],
  ]);
});

test('uses by people without a known permission are told, and whether they owned the customer', () => {
  const used = (ref: string, when: string): Line => [
    'access',
    when,
    { employee: hr(ref), action: 'view', resource: 'crm.customer', customer: crm('C1') },
  ];
  const given = view(
    may('E1', '2025-02-01'),
    own('E2', '2025-02-01'),
    used('E1', T('10:00')),
    used('E2', T('10:01')),
    used('E3', T('10:02')),
    used('E3', '2025-10-14T10:00:00'),
  );
  const accesses = given.facts.filter((fact): fact is AccessFact => isKind(fact, 'access'));
  const found = customerAsOf(given, 'C1', at(T('14:30')), accesses);
  expect(found.accesses.map(({ who, isOwner }) => [who?.ref, isOwner])).toEqual([
    ['E2', true],
    ['E3', false],
  ]);
  expect(found.limits).toContain('当日有2条操作记录，操作人没有已知权限。');
});

test('without any permission on record nobody is said to have had none', () => {
  expect(customerAsOf(view(own('E1', '2025-02-01')), 'C1', at('2025-03-01')).limits).toContain(
    '截至该时点没有任何权限登记：不能据此认为没有人能够打开。',
  );
});

test('records of an account that belongs to no one person are counted and not guessed', () => {
  const account = { system: 'wecom', ref: 'desk' } as const;
  const given = view(
    ['ownership', '2025-02-01', { customer: crm('C1'), employee: account, action: 'assigned' }],
    ['permission', '2025-02-01', { ...may('E1', '')[2], employee: account }],
    ['permission', '2025-02-01', { ...may('E1', '')[2], employee: account, scope: [crm('C2')] }],
  );
  const { owners, unattributed } = customerAsOf(given, 'C1', at('2025-05-01'));
  expect([owners.counts.length, unattributed.count]).toEqual([0, 2]);
  expect(unattributed.entries.map(({ externalId }) => externalId)).toEqual(['x0', 'x1']);
});

test('a manager of the owner has no permission that is not on record', () => {
  const given = view(
    staff('E1', '2025-01-01', { manager: hr('E9') }),
    staff('E9', '2025-01-01'),
    own('E1', '2025-02-01'),
  );
  expect(customerAsOf(given, 'C1', at('2025-05-01')).managers).toMatchObject([
    { who: { ref: 'E9', name: '员工E9' }, of: { ref: 'E1' }, isPermitted: false },
  ]);
});

test('a correction that came later is a difference that names it', () => {
  const given = view(
    own('E1', '2025-02-01', 'assigned', { id: 'o1', told: '2025-02-01' }),
    own('E2', '2025-02-01', 'assigned', { id: 'o1', told: '2025-08-01' }),
  );
  const found = differencesOf(given, at('2025-03-01'), 'C1', at('2025-02-15'));
  expect(found.map(({ who, knownThen, knownNow }) => [who.ref, knownThen, knownNow])).toEqual([
    ['E1', 'counts', 'none'],
    ['E2', 'none', 'counts'],
  ]);
  for (const { arrived } of found)
    expect(arrived).toEqual([
      { entry: { log: 'main', source: 't', externalId: 'o1', index: 1 }, recordedAt: at('2025-08-01') },
    ]);
  for (const known of ['2025-08-01', '2025-09-01'])
    expect(differencesOf(given, at(known), 'C1', at('2025-02-15'))).toEqual([]);
});

const rule: Line = ['agreement', '2025-01-01', { type: 'handbook', title: '员工手册', version: '1', clauses: [] }];
const person = view(
  staff('E1', '2025-01-01', { department: '销售', title: '专员', manager: hr('E9') }),
  [
    'employee',
    '2025-06-01T09:00:00',
    { employee: hr('E1'), name: '员工E1', department: '客服' },
    { told: '2025-09-01' },
  ],
  own('E1', '2025-02-01'),
  may('E1', '2025-02-01', { scope: 'all' }),
  may('E1', '2025-03-01', { scope: [crm('C2')], action: 'revoked' }),
  may('E1', '2025-03-02', { scope: [crm('C3'), crm('C4')], actions: ['export'] }),
  ['binding', '2025-02-01', { handle: { system: 'wecom', ref: 'zs' }, person: hr('E1'), strength: 'login' }],
  [
    'binding',
    '2025-02-01',
    { handle: { system: 'phone', ref: '13800000001' }, person: hr('E1'), strength: 'declared' },
  ],
  [
    'binding',
    '2025-02-01',
    { handle: { system: 'phone', ref: '13800000001' }, person: hr('E2'), strength: 'declared' },
  ],
  rule,
  ['agreement', '2025-01-01', { type: 'nda', title: '别人的保密协议', version: '1', clauses: [] }],
  [
    'acknowledgement',
    '2025-02-01',
    {
      agreement: '员工手册',
      version: '1',
      employee: hr('E1'),
      method: 'paper',
      at: '2025-02-01T10:00:00+08:00',
      outcome: 'signed',
    },
  ],
);

test('a person as of a date: post, accounts, customers, permissions, rules', () => {
  const { state, history, handles, owned, permissions, agreements } = personAsOf(person, 'E1', at('2025-07-01'));
  expect(state).toMatchObject({ department: '客服', title: '专员', manager: { ref: 'E9' } });
  expect(history.map(({ department }) => department)).toEqual(['销售', '客服']);
  expect(handles.map(({ handle, strength, isShared }) => [handle.ref, strength, isShared])).toEqual([
    ['zs', 'login', false],
    ['13800000001', 'declared', true],
  ]);
  expect(owned.counts.map(({ customer }) => customer.ref)).toEqual(['C1']);
  expect(
    permissions.counts.map(({ actions, scope, customers }) => [actions, scope, customers.map(({ ref }) => ref)]),
  ).toEqual([
    [['view'], 'all', ['C2', 'C3', 'C4']],
    [['export'], 'listed', ['C3', 'C4']],
  ]);
  expect(agreements.map(({ title, receipt }) => [title, receipt])).toEqual([['员工手册', 'signed']]);
  expect(personAsOf(person, 'E1', at('2025-01-15')).agreements[0]?.receipt).toBe('none');
});

test('what was known otherwise of a person names the record that came in between', () => {
  const found = personDifferences(person, at('2025-07-02'), 'E1', at('2025-07-01'));
  expect(found.map(({ what, name, knownThen, knownNow }) => [what, name, knownThen, knownNow])).toEqual([
    ['state', 'department', '销售', '客服'],
  ]);
  expect(found[0]?.arrived).toMatchObject([{ entry: { externalId: 'x1' }, recordedAt: at('2025-09-01') }]);
});

test('an organisation lists who was there, by department', () => {
  const gone: Line = ['employee', '2025-03-01T09:00:00', { employee: hr('E2'), name: '员工E2', status: 'left' }];
  const given = view(
    staff('E1', '2025-01-01', { department: '销售', manager: hr('E9') }),
    staff('E2', '2025-01-01', { department: '销售' }),
    gone,
  );
  const seen = (day: string) =>
    organisationAt(given, at(day)).map(({ department, people }) => [department, refs(people)]);
  expect([seen('2025-02-01'), seen('2025-04-01')]).toEqual([[['销售', ['E1', 'E2']]], [['销售', ['E1']]]]);
});
