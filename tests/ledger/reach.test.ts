import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { setState } from '../../packages/server/src/access/account-store.ts';
import { grantDirectly, makeAccount, setAccountState } from '../../packages/server/src/access/accounts.ts';
import type { Scope } from '../../packages/server/src/access/acts/act.ts';
import { accountsOf } from '../../packages/server/src/access/reach.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { setWall } from '../../packages/server/src/access/walls.ts';
import { openCase } from '../../packages/server/src/cases/open-case.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { LAST_INSTANT } from '../../packages/server/src/kernel/time.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import { logNamed } from '../../packages/server/src/ledger/store.ts';
import { worldOf } from '../../packages/server/src/people/facts.ts';
import { partyMac } from '../../packages/server/src/people/follow.ts';
import type { Actor } from '../../packages/server/src/platform/db.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import { whoSees } from '../../packages/server/src/wiring/who-sees.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { Line } from '../setup/deliver.ts';
import { deliver, sourceNamed } from '../setup/deliver.ts';
import { importPath } from '../setup/import.ts';

const operator = { id: 'test', role: 'operator' } as const;
const READERS = ['investigator', 'counsel', 'hrbp', 'duty-officer', 'integrator'] as const satisfies readonly Role[];
let t: TestLedger;
let folder: string;
/** Everything there is, as the server itself sees it. */
let all: Seen;

beforeAll(async () => {
  t = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-reach-'));
  mkdirSync(join(folder, 'packages'));
  for (const [path, content] of generate(1)) {
    if (path === 'truth.json') continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    await importPath(t.intake, file);
  }
  await bringUp();
  for (const { id } of await showChains(t.ledger, operator, 'weak'))
    await exportChain(
      { ledger: t.ledger, packageDir: join(folder, 'packages'), custodians: [], signers: [] },
      operator,
      id,
      'internal-report',
    );
  await openCase(t.ledger, operator, {
    ...{ title: 'E001', ground: 'tip:main:1', employees: ['E001'], why: 'a tip' },
    members: [(await person([])).id],
  });
  await bringUp();
  all = await seenBy(systemActor);
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bringUp(): Promise<void> {
  for (const follower of followers()) await catchUp(t.ledger, follower);
}

type Person = Extract<Actor, { role: 'account' }>;
let people = 0;
async function person(
  roles: readonly Role[],
  { employee = null, scope = {} }: { readonly employee?: string | null; readonly scope?: Scope } = {},
): Promise<Person> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login, employee }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  for (const role of roles) await grantDirectly(t.ledger, operator, id, role, { scope });
  return { role: 'account', id, now: t.ledger.clock.now() };
}

type Kept = 'findings' | 'chains' | 'packages' | 'records' | 'derived' | 'acts' | 'audit';
type Seen = Readonly<Record<Kept, readonly string[]>>;

/** What the database itself answers this actor, without any route in between. */
async function seenBy(actor: Actor): Promise<Seen> {
  return await t.ledger.db.as(actor, async (tx) => {
    const of = async (sql: string): Promise<readonly string[]> =>
      (await tx.client.query<{ id: string }>(`${sql} order by id`)).rows.map(({ id }) => id);
    const bodies = (which: string) =>
      of(
        `select b.log_id || ':' || b.index as id from body b join entry e using (log_id, index) join log l using (log_id) where ${which}`,
      );
    return {
      findings: await of('select id from finding'),
      chains: await of('select id from chain'),
      packages: await of('select id from package'),
      records: await bodies("e.type = 'record'"),
      derived: await bodies("e.type in ('finding', 'reconstruction', 'package')"),
      acts: await bodies("e.type = 'act'"),
      audit: await bodies("l.name = 'audit'"),
    };
  });
}

async function macsOf(ref: string): Promise<readonly Buffer[]> {
  const { directory } = await worldOf(t.ledger);
  return accountsOf(directory, ref).map((party) => partyMac(t.ledger, party));
}

/** Of everything there is, what names this employee, by a superuser who asks the tables. */
async function about(ref: string): Promise<Pick<Seen, 'findings' | 'chains' | 'packages' | 'records'>> {
  const macs = await macsOf(ref);
  const ids = async (sql: string) => (await t.superuser(sql, [macs])).rows.map(({ id }: { id: string }) => id);
  const chains = await ids('select id from chain where party_macs && $1::bytea[] order by id');
  const packages = (
    await t.superuser('select id from package_subject where chain_id = any($1::text[]) order by id', [chains])
  ).rows.map(({ id }: { id: string }) => id);
  return {
    findings: await ids(
      'select distinct f.id from finding f join mention m using (log_id, index) where m.party_mac = any($1) order by id',
    ),
    chains,
    packages,
    records: await ids(
      "select distinct log_id || ':' || index as id from mention where party_mac = any($1) order by id",
    ),
  };
}

const without = (whole: readonly string[], gone: readonly string[]) => whole.filter((id) => !gone.includes(id));
const nothing: Seen = { findings: [], chains: [], packages: [], records: [], derived: [], acts: [], audit: [] };

/** A record that names somebody in such an entry of our own: by number, name, account, or the person's key. */
async function ownEntriesAbout(ref: string, type: string): Promise<readonly string[]> {
  const { directory } = await worldOf(t.ledger);
  const name = directory.employeeName(ref, LAST_INSTANT) ?? ref;
  return await t.ledger.db.as(systemActor, async (tx) => {
    const log = await logNamed(tx, 'main');
    const read = await readRange(tx, t.ledger, log, { from: 0, to: log.size, types: [type as 'act'] });
    return read.flatMap(({ place, content }) => {
      const text = content.status === 'open' ? JSON.stringify(content.body) : '';
      return text.includes(`"${ref}"`) || text.includes(name) ? [`${log.logId}:${place.index}`] : [];
    });
  });
}

describe('without a wall or a limit', () => {
  test('there is something of everything to see', () => {
    for (const [kept, ids] of Object.entries(all)) expect(ids.length, kept).toBeGreaterThan(0);
  });

  test('an account with every reading role sees everything but who read what', async () => {
    const seen = await seenBy(await person(READERS));
    expect({ ...seen, acts: [] }).toEqual({ ...all, acts: [], audit: [] });
  });

  test.each([
    ['no role', []],
    ['the role of an employee', ['employee']],
    ['the role of a system administrator', ['system-admin']],
    ['the role of a security administrator', ['security-admin']],
    ['the role of the union', ['union']],
  ] as const)('an account with %s sees no record, finding, chain or package', async (_which, roles) => {
    const { acts: _, ...seen } = await seenBy(await person(roles));
    const { acts: __, ...none } = nothing;
    expect(seen).toEqual(none);
  });

  test.each(['auditor', 'audit-admin'] as const)(
    'an account with the role %s sees who read what and no content',
    async (role) => {
      const { acts: _, audit, ...seen } = await seenBy(await person([role]));
      const { acts: __, audit: ___, ...none } = nothing;
      expect(audit.length).toBeGreaterThan(0);
      expect(seen).toEqual(none);
    },
  );

  test('an account that is invited, or disabled, sees nothing whatever it holds', async () => {
    const invited = await person(READERS);
    await t.ledger.db.as(systemActor, (tx) => setState(tx, invited.id, 'invited'));
    expect(await seenBy(invited)).toEqual(nothing);
    const disabled = await person(READERS);
    await setAccountState(t.ledger, operator, disabled.id, 'disabled', 'left');
    expect(await seenBy(disabled)).toEqual(nothing);
  });

  test('an actor that no account stands behind sees nothing', async () => {
    expect(await seenBy({ role: 'account', id: '0'.repeat(32), now: t.ledger.clock.now() })).toEqual(nothing);
    expect(await seenBy({ ...(await person(READERS)), now: 0 })).toEqual(nothing);
  });
});

describe('behind a wall', () => {
  test('an employee with every reading role sees nothing of their own, and everything else', async () => {
    const mine = await about('E001');
    expect(mine.chains.length * mine.findings.length * mine.packages.length * mine.records.length).toBeGreaterThan(0);
    const seen = await seenBy(await person(READERS, { employee: 'E001' }));
    // A manager and kin of E001 are walled off too, so that less is seen than only E001 would take away.
    for (const kept of ['findings', 'chains', 'packages', 'records'] as const)
      expect(
        seen[kept].filter((id) => mine[kept].includes(id)),
        kept,
      ).toEqual([]);
    expect(seen.chains.length * seen.findings.length * seen.packages.length * seen.records.length).toBeGreaterThan(0);
  });

  test('a wall set by hand takes away exactly what names that person', async () => {
    const walled = await person(READERS);
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E002', why: 'a friend' });
    const [seen, theirs] = [await seenBy(walled), await about('E002')];
    for (const kept of ['findings', 'chains', 'packages', 'records'] as const)
      expect(seen[kept], kept).toEqual(without(all[kept], theirs[kept]));
  });

  test.each([
    ['what was shown of a chain', 'reconstruction'],
    ['what was decided', 'act'],
  ] as const)(
    'an entry of our own with %s about a person is held back from whoever is walled off',
    async (_what, type) => {
      const walled = await person(READERS);
      await setWall(t.ledger, operator, { account: walled.id, employee: 'E001', why: 'a friend' });
      const theirs = await ownEntriesAbout('E001', type);
      expect(theirs.length).toBeGreaterThan(0);
      const seen = await seenBy(walled);
      expect([...seen.derived, ...seen.acts].filter((id) => theirs.includes(id))).toEqual([]);
    },
  );

  test('an account that is found to be theirs later is behind the wall with all that came before', async () => {
    const walled = await person(READERS);
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E009', why: 'a friend' });
    const chat: Line = {
      kind: 'chat',
      id: 'night-1',
      at: '2026-03-02T23:15:00+08:00',
      body: {
        ...{ conversation: 'night', form: 'text', text: '介绍成了给你10个点好处费' },
        ...{ from: { system: 'wechat', ref: 'night_owl' }, to: [{ system: 'wecom', ref: 'wmNight' }] },
      },
    };
    const source = await sourceNamed(t.ledger, 'late');
    const { delivery } = await deliver(t.ledger, source, [chat]);
    await bringUp();
    const spot = `${source.logId}:${(delivery ?? 0) + 1}`;
    expect((await seenBy(walled)).records).toContain(spot);
    const binding = {
      handle: { system: 'wechat', ref: 'night_owl' },
      person: { system: 'hr', ref: 'E009' },
      strength: 'declared',
    };
    await deliver(t.ledger, source, [
      { kind: 'binding', id: 'night-2', at: '2026-01-01T00:00:00+08:00', body: binding },
    ]);
    await bringUp();
    const seen = await seenBy(walled);
    expect(seen.records).not.toContain(spot);
    expect(seen.findings.filter((id) => !all.findings.includes(id))).toEqual([]);
    all = await seenBy(systemActor);
  });

  test('who sees a thing is asked of the same policies and says why not', async () => {
    const [open, walled] = [await person(['investigator']), await person(['investigator'], { employee: 'E001' })];
    const [chain] = (await about('E001')).chains;
    const seers = await whoSees(t.ledger, { chain: chain ?? '' });
    expect(seers.find(({ id }) => id === open.id)).toMatchObject({ sees: true, because: ['investigator'] });
    const why = seers.find(({ id }) => id === walled.id);
    expect(why?.sees).toBe(false);
    expect(why?.because.join()).toContain('self');
    await expect(whoSees(t.ledger, { chain: '0'.repeat(32) })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('nobody but readers of entries is named among those who see a record', async () => {
    const roles = ['system-admin', 'security-admin', 'audit-admin', 'auditor', 'union'] as const;
    const none = await Promise.all(roles.map((role) => person([role])));
    const { rows } = await t.superuser(
      "select l.name || ':' || e.index as id from entry e join log l using (log_id) where e.type = 'record' limit 1",
    );
    const seers = await whoSees(t.ledger, { entry: (rows[0] as { id: string }).id });
    const ids = none.map(({ id }) => id);
    expect(seers.filter(({ id, sees }) => sees && ids.includes(id))).toEqual([]);
  });
});

describe('within a limited grant', () => {
  /** What lies within, asked by a superuser; `where` speaks of a mention m of entry e from source s. */
  async function within(where: string, values: unknown[]): Promise<Pick<Seen, 'findings' | 'records'>> {
    const spots = `select distinct m.log_id, m.index from mention m join entry e using (log_id, index)
      join delivery d on d.log_id = e.log_id and d.index = e.delivery join source s using (source_id) where ${where}`;
    const ids = async (sql: string) => (await t.superuser(sql, values)).rows.map(({ id }: { id: string }) => id);
    return {
      findings: await ids(`select f.id from finding f join (${spots}) x using (log_id, index) order by id`),
      records: await ids(`select log_id || ':' || index as id from (${spots}) x order by id`),
    };
  }

  async function departmentOf(...refs: readonly string[]): Promise<string> {
    const { directory } = await worldOf(t.ledger);
    return refs.map((ref) => directory.employee(ref, LAST_INSTANT)?.value.department ?? '').join();
  }

  async function expectWithin(reader: Person, where: string, values: unknown[]): Promise<Seen> {
    const [seen, expected] = [await seenBy(reader), await within(where, values)];
    expect(seen.findings).toEqual(expected.findings);
    expect(seen.records).toEqual(expected.records);
    expect(seen.records.length).toBeGreaterThan(0);
    expect(seen.records.length).toBeLessThan(all.records.length);
    return seen;
  }

  const reading = ['investigator', 'counsel'] as const;

  test('of a department, only what names its people is seen, and only chains about them', async () => {
    const department = await departmentOf('E001');
    const { directory, facts } = await worldOf(t.ledger);
    const refs = new Set(facts.flatMap(({ record: r }) => (r.kind === 'employee' ? [r.body.employee.ref] : [])));
    const members = [...refs].filter((ref) => directory.employee(ref, LAST_INSTANT)?.value.department === department);
    const macs = (await Promise.all(members.map(macsOf))).flat();
    const seen = await expectWithin(
      await person(reading, { scope: { departments: [department] } }),
      'm.party_mac = any($1)',
      [macs],
    );
    const { rows } = await t.superuser('select id from chain where party_macs && $1::bytea[] order by id', [macs]);
    expect(seen.chains).toEqual(rows.map(({ id }: { id: string }) => id));
    expect((await seenBy(await person(reading, { scope: { departments: ['no such'] } }))).records).toEqual([]);
  });

  test('of an employer, everyone employed there is covered and nobody else', async () => {
    const seen = await seenBy(await person(reading, { scope: { employers: ['嘉木贸易有限公司'] } }));
    expect(seen.chains).toEqual(all.chains);
    expect((await seenBy(await person(reading, { scope: { employers: ['嘉木贸易'] } }))).chains).toEqual([]);
  });

  test('of a case, only what names its persons is seen', async () => {
    const given = { title: 'E002', ground: 'tip:main:1', employees: ['E002'], why: 'a tip' };
    const id = await openCase(t.ledger, operator, { ...given, members: [(await person([])).id] });
    const macs = await macsOf('E002');
    const seen = await expectWithin(await person(reading, { scope: { cases: [id] } }), 'm.party_mac = any($1)', [macs]);
    expect(seen.chains).toEqual((await about('E002')).chains);
  });

  test('of a department and a case, only what lies within both', async () => {
    const given = { title: 'both', ground: 'tip:main:1', employees: ['E002'], why: 'a tip' };
    const id = await openCase(t.ledger, operator, { ...given, members: [(await person([])).id] });
    const scope = { cases: [id], departments: ['财务部'] };
    expect((await seenBy(await person(reading, { scope }))).records).toEqual([]);
  });

  test('of a source, only its records are seen, and no chain that rests on another one', async () => {
    const seen = await expectWithin(await person(reading, { scope: { sources: ['wecom'] } }), 's.name = any($1)', [
      ['wecom'],
    ]);
    expect(seen.chains).toEqual([]);
    const sources = (await t.superuser('select name from source order by name')).rows.map(
      (row: { name: string }) => row.name,
    );
    expect((await seenBy(await person(reading, { scope: { sources } }))).chains).toEqual(all.chains);
  });

  test('of a period, its first millisecond is seen and its last is not, and no chain that began before', async () => {
    const { rows } = await t.superuser(
      'select m.at::text from mention m join finding f using (log_id, index) order by m.at limit 1 offset 5',
    );
    const from = Number((rows[0] as { at: string }).at);
    const { rows: spans } = await t.superuser('select id, from_at::text, to_at::text from chain order by id');
    const chains = spans as readonly { id: string; from_at: string; to_at: string }[];
    const seen = await expectWithin(await person(reading, { scope: { from } }), 'm.at >= $1', [from]);
    expect(seen.chains).toEqual(chains.filter((each) => Number(each.from_at) >= from).map(({ id }) => id));
    const before = await expectWithin(await person(reading, { scope: { to: from } }), 'm.at < $1', [from]);
    expect(before.records.filter((id) => seen.records.includes(id))).toEqual([]);
    expect(chains.length).toBeGreaterThan(0);
    expect(before.chains).toEqual(chains.filter((each) => Number(each.to_at) < from).map(({ id }) => id));
    for (const { id, from_at, to_at } of chains.slice(0, 1)) {
      const exactly = { from: Number(from_at), to: Number(to_at) + 1 };
      expect((await seenBy(await person(reading, { scope: exactly }))).chains).toContain(id);
      const short = { from: Number(from_at), to: Number(to_at) };
      expect((await seenBy(await person(reading, { scope: short }))).chains).not.toContain(id);
    }
  });

  test('two limited grants show what either shows', async () => {
    const reader = await person(['investigator'], { scope: { sources: ['wecom'] } });
    await grantDirectly(t.ledger, operator, reader.id, 'counsel', { scope: { sources: ['hr'] } });
    await expectWithin(reader, 's.name = any($1)', [['wecom', 'hr']]);
  });

  test('a limited grant beside a wall shows nothing behind the wall', async () => {
    const reader = await person(reading, { employee: 'E001', scope: { departments: [await departmentOf('E001')] } });
    const mine = await about('E001');
    const seen = await seenBy(reader);
    expect(seen.records.filter((id) => mine.records.includes(id))).toEqual([]);
    expect(seen.chains.filter((id) => mine.chains.includes(id))).toEqual([]);
  });

  test('a limited grant follows whoever moves to another department', async () => {
    const reader = await person(reading, { scope: { departments: ['新事业部'] } });
    expect((await seenBy(reader)).records).toEqual([]);
    const body = { employee: { system: 'hr', ref: 'E002' }, name: '李某', department: '新事业部' };
    const at = '2026-03-10T00:00:00+08:00';
    await deliver(t.ledger, await sourceNamed(t.ledger, 'moves'), [{ kind: 'employee', id: 'moved', at, body }]);
    await bringUp();
    const seen = await expectWithin(reader, 'm.party_mac = any($1)', [await macsOf('E002')]);
    expect(seen.chains).toEqual((await about('E002')).chains);
  });
});

describe('the role that a transaction for an account takes on', () => {
  let reader: Person;
  beforeAll(async () => {
    reader = await person(READERS);
  });
  const SECRET = [
    'account',
    'passkey',
    'recovery_code',
    'provisioner',
    'invitation',
    'session',
    'device',
    'try',
    'challenge',
  ];
  const ACCESS = [
    ...['role_grant', 'scope_person', 'wall', 'wall_set', 'matrix_cell', 'proposal', 'unmasking', 'hold'],
    ...['case_file', 'case_member', 'case_person', 'reading', 'watch_alert', 'watch_review', 'permission'],
    'suggestion_refusal',
  ];
  test.each([...SECRET, ...ACCESS, 'secret', 'installation'])('cannot read %s', async (table) => {
    const read = t.ledger.db.as(reader, (tx) => tx.client.query(`select 1 from ${table}`));
    await expect(read).rejects.toThrow(`permission denied for table ${table}`);
  });

  test('cannot write to any table', async () => {
    const { rows } = await t.superuser(
      "select c.relname as name, (select attname from pg_attribute where attrelid = c.oid and attnum = 1) as first from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')",
    );
    const may: string[] = [];
    for (const { name, first } of rows as readonly { name: string; first: string }[])
      for (const sql of [
        `insert into ${name} default values`,
        `update ${name} set ${first} = default`,
        `delete from ${name}`,
        `truncate ${name}`,
      ])
        await t.ledger.db
          .as(reader, (tx) => tx.client.query(sql))
          .then(
            () => may.push(sql),
            (error: Error) => {
              if (!error.message.includes('permission denied')) may.push(`${sql}: ${error.message}`);
            },
          );
    expect(may).toEqual([]);
  });

  test('cannot read a part of the ledger past its policies', async () => {
    const { rows } = await t.superuser(
      "select c.oid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { name } of rows as readonly { name: string }[])
      await expect(
        t.ledger.db.as(reader, (tx) => tx.client.query(`select 1 from ${name}`)),
        name,
      ).rejects.toThrow('permission denied');
  });

  test('has no right to pass the policies, to sign in or to become another role', async () => {
    const { rows } = await t.superuser(
      `select rolbypassrls, rolcanlogin, rolsuper, rolcreaterole,
         (select count(*)::int from pg_auth_members where member = pg_roles.oid) as becomes
       from pg_roles where rolname = 'zl_person'`,
    );
    const none = { rolbypassrls: false, rolcanlogin: false, rolsuper: false, rolcreaterole: false, becomes: 0 };
    expect(rows).toEqual([none]);
  });
});
