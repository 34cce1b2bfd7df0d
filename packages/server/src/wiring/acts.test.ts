import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Line } from '../../../../tests/setup/deliver.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { setState } from '../access/account-store.ts';
import { endGrant, grantDirectly, makeAccount, setAccountState, wasEverGiven } from '../access/accounts.ts';
import type { Payload, ProposalKind } from '../access/acts/act.ts';
import { listActs } from '../access/acts/list-acts.ts';
import { decide, proposalNamed } from '../access/acts/propose.ts';
import { allGrants, grantsOf } from '../access/grant-store.ts';
import { holdNamed, placeHold } from '../access/holds.ts';
import { matrixNow } from '../access/matrix-store.ts';
import { personOf } from '../access/pseudonym.ts';
import type { Role } from '../access/roles.ts';
import { excluded } from '../access/roles.ts';
import { setWall } from '../access/walls.ts';
import { showAlerts } from '../access/watch/show.ts';
import { openCase } from '../cases/open-case.ts';
import { readConfig } from '../config/config.ts';
import { Desk } from '../intake/desk.ts';
import { randomId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { LAST_INSTANT } from '../kernel/time.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { worldOf } from '../people/facts.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { startMetrics } from '../platform/metrics.ts';
import { carryOutUnfinished, decideAct, proposeAct } from './acts.ts';
import { followers } from './followers.ts';
import { fsck } from './fsck.ts';
import type { Product } from './product.ts';
import { bringUp } from './run.ts';

const operator = { id: 'test', role: 'operator' } as const;
const now = Date.parse('2026-03-20T02:00:00Z');
let t: TestLedger;
let product: Product;
let folder: string;

const employee = (ref: string, name: string, handle: string): Line => ({
  kind: 'employee',
  id: ref,
  at: '2025-01-01T00:00:00+08:00',
  body: { employee: { system: 'hr', ref }, name, handles: [{ system: 'wecom', ref: handle }] },
});
const chat = (id: string, from: string, at = '2026-02-10T10:00:00+08:00'): Line => ({
  kind: 'chat',
  id,
  at,
  body: {
    conversation: `c-${from}`,
    from: { system: 'wecom', ref: from },
    to: [{ system: 'wecom', ref: 'wmOutside' }],
    form: 'text',
    text: '明天见',
  },
});

beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
  folder = mkdtempSync(join(tmpdir(), 'zl-acts-'));
  mkdirSync(join(folder, 'packages'));
  const { ledger, intake } = t;
  product = {
    ...{ config: readConfig({}, folder), db: ledger.db, ledger, intake, desk: new Desk(intake) },
    ...{
      followers: followers(),
      packageDir: join(folder, 'packages'),
      metrics: startMetrics(),
      oidc: undefined,
      custodians: [],
      signers: [],
      close: t.close,
    },
  };
  const source = await sourceNamed(ledger, 'wecom');
  await deliver(ledger, source, [
    employee('E1', '张三', 'zhangsan'),
    employee('E2', '李四', 'lisi'),
    employee('E3', '王五', 'wangwu'),
    ...['zhangsan', 'lisi', 'wangwu'].map((from) => chat(from, from)),
  ]);
  await bringUp(product);
});
afterAll(async () => {
  await product.desk.close();
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

type Person = Extract<Actor, { role: 'account' }>;
let people = 0;
async function person(roles: readonly Role[], number: string | null = null): Promise<Person> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login, employee: number }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  for (const role of roles) await grantDirectly(t.ledger, operator, id, role);
  return { role: 'account', id, now };
}

const reason = 'a test asks for it';
const ask = <K extends ProposalKind>(actor: Actor, kind: K, payload: Payload<K>) =>
  proposeAct(product, actor, kind, { payload, reason });
const confirm = (actor: Actor, id: string) => decideAct(product, actor, id, { decision: 'confirmed', reason: '' });
const grant = (account: string, role: Role) => ({ account, role, scope: {}, until: null });
const rolesOf = async ({ id }: Person) =>
  (await t.ledger.db.as(systemActor, (tx) => grantsOf(tx, id, now))).map(({ role }) => role).toSorted();
const failed = async () => (await fsck(product)).filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);

test('the installation confirms the first security administrator, says so to the auditor, and no second one', async () => {
  const [admin, first, second] = [await person(['system-admin']), await person([]), await person([])];
  expect((await ask(admin, 'role.grant', grant(first.id, 'security-admin'))).state).toBe('confirmed');
  expect(await rolesOf(first)).toEqual(['security-admin']);
  const { id, state } = await ask(admin, 'role.grant', grant(second.id, 'security-admin'));
  expect([state, await rolesOf(second)]).toEqual(['open', []]);
  await bringUp(product);
  expect((await showAlerts(t.ledger)).map(({ kind, actor }) => `${kind} ${actor}`)).toContain(
    'one-person-grant system:system',
  );
  expect((await confirm(first, id)).state).toBe('confirmed');
});

const takingAway: readonly (readonly [string, (admin: Person, holders: readonly string[]) => Promise<void>])[] = [
  [
    'takes the role away from every security administrator',
    async (admin, holders) => {
      const all = await t.ledger.db.as(systemActor, (tx) => allGrants(tx, t.ledger));
      for (const { id, account, role, endedAt } of all)
        if (holders.includes(account) && role === 'security-admin' && endedAt === null)
          await endGrant(t.ledger, admin, id, reason);
    },
  ],
  [
    'disables every security administrator',
    async (admin, holders) => {
      for (const id of holders) await setAccountState(t.ledger, admin, id, 'disabled', reason);
    },
  ],
];
test.each(takingAway)('a system administrator who %s cannot name another one alone', async (_how, takeAway) => {
  const [admin, friend] = [await person(['system-admin']), await person([])];
  await person(['security-admin']);
  const all = await t.ledger.db.as(systemActor, (tx) => allGrants(tx, t.ledger));
  const holders = all.filter(({ role, endedAt }) => role === 'security-admin' && endedAt === null);
  const alone = async () => {
    await takeAway(
      admin,
      holders.map(({ account }) => account),
    );
    await ask(admin, 'role.grant', grant(friend.id, 'security-admin'));
  };
  await alone().catch(() => undefined);
  expect(await rolesOf(friend)).toEqual([]);
});

test('what makes no sense is refused with a code of its own before anybody is asked to confirm it', async () => {
  const [admin, security] = [await person(['system-admin']), await person(['security-admin'])];
  const [investigator, auditor] = [await person(['investigator']), await person(['auditor'])];
  const before = (await t.superuser('select count(*)::int as n from proposal')).rows;
  const refused = async (asked: Promise<unknown>, code: string) =>
    await expect(asked, code).rejects.toMatchObject({ code });
  await refused(ask(admin, 'role.grant', grant(randomId(), 'investigator')), 'account.unknown');
  await refused(ask(admin, 'role.grant', grant(auditor.id, 'investigator')), 'role.excluded');
  await refused(ask(admin, 'role.grant', grant(security.id, 'investigator')), 'role.excluded');
  const cell = (role: Role, permission: Payload<'matrix.change'>['permission'], allowed = true) =>
    ask(security, 'matrix.change', { role, permission, allowed });
  await refused(cell('system-admin', 'finding.read'), 'matrix.locked');
  await refused(cell('auditor', 'case.open'), 'matrix.locked');
  await refused(cell('employee', 'act.read'), 'matrix.locked');
  await refused(cell('investigator', 'relation.confirm'), 'matrix.locked');
  await refused(ask(security, 'wall.lift', { wall: randomId() }), 'not_found');
  await refused(ask(investigator, 'hold.release', { hold: randomId() }), 'hold.unknown');
  await refused(ask(investigator, 'case.close', { case: randomId(), outcome: 'x' }), 'case.unknown');
  const rule = { rule: 'kickback-promise', version: 999, live: true, assessment: 'x', notice: 'x' };
  await refused(ask(investigator, 'rule.live', rule), 'not_found');
  await refused(
    ask(investigator, 'name.unmask', { person: randomId(), accounts: [auditor.id], hours: 1 }),
    'not_found',
  );
  const gone = { person: 'E1', month: '2020-01', withConversations: false, withOriginals: false };
  await refused(ask(investigator, 'key.destroy', gone), 'not_found');
  expect((await t.superuser('select count(*)::int as n from proposal')).rows).toEqual(before);
});

test('two roles that exclude each other are not held together by two acts that were open at once', async () => {
  const [admin, security, gets] = [await person(['system-admin']), await person(['security-admin']), await person([])];
  const asked = [
    await ask(admin, 'role.grant', grant(gets.id, 'investigator')),
    await ask(admin, 'role.grant', grant(gets.id, 'audit-admin')),
  ];
  for (const { id } of asked) await confirm(security, id).catch(() => undefined);
  expect(excluded((await rolesOf(gets)) as Role[])).toBeUndefined();
});

test('one role does not come to propose and confirm by two changes of the matrix that were open at once', async () => {
  const [security, audit] = [await person(['security-admin']), await person(['audit-admin'])];
  const cell = (permission: Payload<'matrix.change'>['permission']) =>
    ask(security, 'matrix.change', { role: 'integrator', permission, allowed: true });
  const asked = [await cell('hold.release.propose'), await cell('hold.release.confirm')];
  for (const { id } of asked) await confirm(audit, id).catch(() => undefined);
  const has = (await t.ledger.db.as(systemActor, matrixNow)).get('integrator');
  expect([has?.has('hold.release.propose'), has?.has('hold.release.confirm')]).not.toEqual([true, true]);
});

test('nobody is un-masked for an account that is walled off from them, nor on the proposal of one', async () => {
  const [walled, open] = [await person(['investigator'], 'E3'), await person(['investigator'])];
  const what = (accounts: readonly Person[]) => ({
    ...{ person: personOf(t.ledger, 'E3'), hours: 1 },
    accounts: accounts.map(({ id }) => id),
  });
  await expect(ask(open, 'name.unmask', what([open, walled]))).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask(walled, 'name.unmask', what([open]))).rejects.toMatchObject({ code: 'not_found' });
  expect((await ask(open, 'name.unmask', what([open]))).state).toBe('open');
});

test('whoever is walled off from a person does not decide about them either', async () => {
  const [open, counsel] = [await person(['investigator']), await person(['counsel'], 'E3')];
  const asked = [
    await ask(open, 'name.unmask', { person: personOf(t.ledger, 'E3'), accounts: [open.id], hours: 1 }),
    await ask(open, 'key.destroy', {
      ...{ person: 'E3', month: '2026-02', withConversations: false, withOriginals: false },
    }),
  ];
  const decided = await Promise.all(asked.map(({ id }) => confirm(counsel, id).catch(() => undefined)));
  expect(decided.map((each) => each?.state)).toEqual([undefined, undefined]);
});

test('whoever is walled off from a person is not told of acts about them', async () => {
  const [open, walled] = [await person(['investigator']), await person(['investigator'], 'E3')];
  const { id } = await ask(open, 'name.unmask', { person: personOf(t.ledger, 'E3'), accounts: [open.id], hours: 1 });
  const told = async (actor: Actor) => (await listActs(t.ledger, actor)).some((act) => act.id === id);
  expect([await told(open), await told(walled)]).toEqual([true, false]);
});

test('a hold is released by two persons and by no one alone', async () => {
  const [investigator, counsel] = [await person(['investigator']), await person(['counsel'])];
  const hold = await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'a lawsuit');
  const { id } = await ask(investigator, 'hold.release', { hold });
  expect((await holdNamed(t.ledger, hold)).releasedAt).toBeNull();
  expect((await confirm(counsel, id)).state).toBe('confirmed');
  expect((await holdNamed(t.ledger, hold)).releasedAt).toBe(now);
  expect((await proposalNamed(t.ledger, id)).state).toBe('done');
  await expect(ask(investigator, 'hold.release', { hold })).rejects.toMatchObject({ code: 'hold.unknown' });
  expect((await t.superuser('select key_id from data_key where held')).rows).toEqual([]);
});

const gone = async () =>
  (await t.superuser('select key_id from data_key where destroyed_by is not null')).rowCount ?? 0;

test('a destruction that was confirmed while a hold came up is not carried out and says why', async () => {
  const [investigator, counsel] = [await person(['investigator']), await person(['counsel'])];
  const before = await gone();
  const what = { person: 'E1', month: '2026-02', withConversations: true, withOriginals: false };
  const { id } = await ask(investigator, 'key.destroy', what);
  await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'a lawsuit');
  await confirm(counsel, id);
  const { doneIndex } = await proposalNamed(t.ledger, id);
  const read = await t.ledger.db.as(systemActor, async (tx) =>
    readEntries(tx, t.ledger, await ledgerStore.logNamed(tx, 'main'), [doneIndex ?? -1]),
  );
  expect(read.map(({ content }) => content)).toMatchObject([{ body: { act: 'done', outcome: 'refused: key.held' } }]);
  expect(await gone()).toBe(before);
});

test('two persons destroy what is held for a person in one month', async () => {
  const [investigator, counsel] = [await person(['investigator']), await person(['counsel'])];
  const before = await gone();
  const what = { person: 'E2', month: '2026-02', withConversations: true, withOriginals: false };
  const { id } = await ask(investigator, 'key.destroy', what);
  expect(await gone()).toBe(before);
  await confirm(counsel, id);
  expect((await proposalNamed(t.ledger, id)).state).toBe('done');
  expect(await gone()).toBe(before + 1);
});

test('a relation that two persons confirmed is a record of its own, and carried out once after a crash', async () => {
  const [investigator, counsel] = [await person(['investigator']), await person(['counsel'])];
  const handle = { system: 'wechat', ref: 'night_owl' } as const;
  const relation = { type: 'account', handle, person: { system: 'hr', ref: 'E1' } } as const;
  const { id } = await ask(investigator, 'relation.confirm', { relation });
  // The process ends here: decided, and nothing done about it.
  await decide(t.ledger, counsel, id, { decision: 'confirmed', reason: '' });
  expect((await proposalNamed(t.ledger, id)).state).toBe('confirmed');
  await carryOutUnfinished(product);
  await carryOutUnfinished(product);
  await bringUp(product);
  expect((await proposalNamed(t.ledger, id)).state).toBe('done');
  const { directory } = await worldOf(t.ledger);
  expect(directory.personOf(handle, LAST_INSTANT)?.person.ref).toBe('E1');
  const { rows } = await t.superuser(
    "select 1 from delivery d join source s using (source_id) where s.name = 'decisions'",
  );
  expect(rows).toHaveLength(1);
});

test('a case is closed by a member and a counsel, and is no case to anybody else', async () => {
  const [member, other] = [await person(['investigator']), await person(['investigator'])];
  const given = { title: 'a case', ground: 'tip:main:1', employees: ['E1'], members: [], why: reason };
  const id = await openCase(t.ledger, member, given);
  const close = { case: id, outcome: 'nothing in it' };
  await expect(ask(other, 'case.close', close)).rejects.toMatchObject({ code: 'case.unknown' });
  await confirm(await person(['counsel']), (await ask(member, 'case.close', close)).id);
  await expect(ask(member, 'case.close', close)).rejects.toMatchObject({ code: 'case.unknown' });
});

test('fsck finds nothing wrong with all that was decided', async () => {
  const someone = await person(['investigator'], 'E1');
  await setWall(t.ledger, operator, { account: someone.id, employee: 'E2', why: 'a friend' });
  expect(await wasEverGiven(t.ledger, 'security-admin')).toBe(true);
  expect(await failed()).toEqual([]);
});

const id = "repeat('0', 32)";
test.each([
  [
    'a role nobody gave',
    `insert into role_grant select ${id}, account_id, 'counsel', false, sealed, null, null, null, 0, null, null, log_id, index from role_grant limit 1`,
    'role_grant',
  ],
  ['a grant that never ends', 'update role_grant set ended_at = null where ended_at is not null', 'role_grant'],
  ['a grant widened', 'update role_grant set since = 0', 'role_grant'],
  ['a wall torn down', 'delete from wall where why = $$self$$', 'wall'],
  ['a wall set by hand lifted', 'update wall_set set ended_at = 1', 'wall_set'],
  ['a cell of the matrix', "insert into matrix_cell values ('auditor', 'entry.read', true, 1, 0)", 'matrix_cell'],
  ['a name un-masked', `insert into unmasking values (${id}, '\\x00', ${id}, 0, 9)`, 'unmasking'],
  ['a hold released', 'update hold set released_at = 1 where released_at is null', 'hold'],
  ['an act decided', "update proposal set state = 'confirmed' where state = 'open'", 'proposal'],
  ['a member of a case', `insert into case_member select id, ${id} from case_file`, 'case_member'],
  ['a reading removed', 'delete from reading', 'reading'],
  ['an alert removed', 'delete from watch_alert', 'watch_alert'],
])('a superuser changing %s is found', async (_what, edit, table) => {
  await t.superuser(`create table kept as select * from ${table}`);
  try {
    expect((await t.superuser(edit)).rowCount).toBeGreaterThan(0);
    expect(await failed()).toContain(`derived.${table}`);
  } finally {
    await t.superuser(`delete from ${table}`);
    await t.superuser(`insert into ${table} select * from kept`);
    await t.superuser('drop table kept');
  }
});

test('a permission that a superuser gives to a role in the table the policies ask is found', async () => {
  await t.superuser("insert into permission values ('auditor', 'entry.read')");
  try {
    expect(await failed()).not.toEqual([]);
  } finally {
    await t.superuser("delete from permission where role = 'auditor' and permission = 'entry.read'");
  }
});
