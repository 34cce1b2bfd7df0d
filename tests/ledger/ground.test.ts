import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { setState } from '../../packages/server/src/access/account-store.ts';
import { grantDirectly, makeAccount } from '../../packages/server/src/access/accounts.ts';
import { decide, propose } from '../../packages/server/src/access/acts/propose.ts';
import { accountsOf } from '../../packages/server/src/access/reach.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { setWall } from '../../packages/server/src/access/walls.ts';
import { showAlerts } from '../../packages/server/src/access/watch/show.ts';
import { readingPage } from '../../packages/server/src/access/watch/store.ts';
import { groundFor } from '../../packages/server/src/cases/ground.ts';
import { openCase, setCaseMember } from '../../packages/server/src/cases/open-case.ts';
import { chainById, placesIn, showChains } from '../../packages/server/src/chain/show.ts';
import { findingInContext, showFindings } from '../../packages/server/src/detect/show.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import type { Place } from '../../packages/server/src/ledger/read.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import { showEntry } from '../../packages/server/src/ledger/show-entry.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { worldOf } from '../../packages/server/src/people/facts.ts';
import { partyMac } from '../../packages/server/src/people/follow.ts';
import type { Actor } from '../../packages/server/src/platform/db.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import { deliver, sourceNamed } from '../setup/deliver.ts';
import { call, startHttp } from '../setup/http.ts';
import { importPath } from '../setup/import.ts';

const operator = { id: 'test', role: 'operator' } as const;
const WHY = 'the building is on fire';
let t: TestLedger;
let reader: Person;
/** Every record of the company. */
let records: readonly Place[];
let tip: Place;
let finding: string;
let chain: string;

beforeAll(async () => {
  t = await testLedger();
  const folder = mkdtempSync(join(tmpdir(), 'zl-ground-'));
  for (const [path, content] of generate(1)) {
    if (path === 'truth.json') continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    await importPath(t.intake, file);
  }
  rmSync(folder, { recursive: true, force: true });
  const body = { channel: 'hotline', about: [{ system: 'hr', ref: 'E003' }], text: '有人收了好处' };
  const at = '2026-03-01T10:00:00+08:00';
  const brought = await deliver(t.ledger, await sourceNamed(t.ledger, 'tips'), [{ kind: 'tip', id: 't1', at, body }]);
  tip = { log: 'main', index: (brought.delivery ?? 0) + 1 };
  await bringUp();
  reader = await person(['investigator', 'counsel']);
  const page = { limit: 200, rule: undefined, after: undefined };
  let most = 0;
  for (const { id } of await showFindings(t.ledger, operator, page)) {
    const { context } = await findingInContext(t.ledger, operator, id);
    if (context.length > most) [finding, most] = [id, context.length];
  }
  chain = (await showChains(t.ledger, operator, 'strong'))[0]?.id ?? '';
  const { rows } = await t.superuser(
    "select l.name as log, e.index::int from entry e join log l using (log_id) where type = 'record' order by 1, 2",
  );
  records = rows as readonly Place[];
});
afterAll(() => t.close());

async function bringUp(): Promise<void> {
  for (const follower of followers()) await catchUp(t.ledger, follower);
}

type Person = Extract<Actor, { role: 'account' }>;
let people = 0;
async function person(roles: readonly Role[]): Promise<Person> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  for (const role of roles) await grantDirectly(t.ledger, operator, id, role);
  return { role: 'account', id, now: t.ledger.clock.now() };
}

const upon = (actor: Actor, place: Place, ground: string | undefined, why?: string) =>
  groundFor(t.ledger, actor, place, { ground, why });
const name = ({ log, index }: Place) => `${log}:${index}`;

/** What of all records this ground opens, without looking at more of them than it takes. */
async function opens(actor: Actor, ground: string, places: readonly Place[]): Promise<readonly string[]> {
  const opened: string[] = [];
  for (const place of places) {
    const answer = await upon(actor, place, ground).catch((error: { code?: string }) => error.code);
    if (answer === ground) opened.push(name(place));
    else expect(answer).toBe('reading.needs_ground');
  }
  return opened;
}

/** The newest reading of an actor, as the watcher sees it. */
async function lastReading({ id }: Person) {
  await bringUp();
  const filter = { limit: 1, before: undefined, actor: `account:${id}`, act: undefined };
  const [row] = await t.ledger.db.as(systemActor, (tx) => readingPage(tx, filter));
  return row;
}

async function alertsOf({ id }: Person): Promise<readonly string[]> {
  await bringUp();
  return (await showAlerts(t.ledger)).filter(({ actor }) => actor === `account:${id}`).map(({ kind }) => kind);
}

/** Records next to these in the ledger and some from everywhere, so that not all of a thousand are tried. */
const around = (places: readonly Place[]): readonly Place[] => {
  const wanted = new Set(places.map(name));
  return records.filter(
    (each, at) =>
      at % 40 === 0 ||
      wanted.has(name(each)) ||
      places.some(({ log, index }) => each.log === log && Math.abs(each.index - index) <= 3),
  );
};

describe('a finding', () => {
  test('opens the words of the hit and those shown around it, and nothing beyond', async () => {
    const { row, context } = await findingInContext(t.ledger, operator, finding);
    const shown = [row, ...context].map(({ log, index }) => ({ log, index }));
    expect(context.length).toBeGreaterThan(1);
    const opened = await opens(reader, `finding:${finding}`, around(shown));
    expect(new Set(opened)).toEqual(new Set(shown.map(name)));
  });

  test('of a person behind a wall opens nothing, and the attempt is recorded as walled', async () => {
    const walled = await person(['investigator']);
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E001', why: 'a friend' });
    const about = (await showChains(t.ledger, operator, 'weak')).find(({ employee }) => employee.ref === 'E001')?.id;
    const { rows } = await t.superuser(
      'select f.id from finding f join chain c on c.about_mac = f.about_mac where c.id = $1 limit 1',
      [about],
    );
    const [{ id } = { id: '' }] = rows as readonly { id: string }[];
    const { row } = await findingInContext(t.ledger, operator, id);
    await expect(upon(walled, row, `finding:${id}`)).rejects.toMatchObject({ code: 'not_found' });
    expect(await lastReading(walled)).toMatchObject({ act: 'finding.read', outcome: 'walled', items: 0 });
    expect(await alertsOf(walled)).toContain('walled');
  });

  test('that is not there opens nothing and is recorded as missed', async () => {
    const own = await person(['investigator']);
    await expect(upon(own, tip, `finding:${'0'.repeat(32)}`)).rejects.toMatchObject({ code: 'not_found' });
    expect(await lastReading(own)).toMatchObject({ outcome: 'missed' });
  });
});

describe('a chain', () => {
  test('opens what it rests on and the words around what was said, and nothing else', async () => {
    const { found } = await chainById(t.ledger, operator, chain);
    const places = await placesIn(t.ledger, operator, chain);
    const rests = [...found.timeline.map(({ entry }) => entry), ...found.chain.links.flatMap(({ entries }) => entries)];
    expect(places.map(name)).toEqual(expect.arrayContaining(rests.map(name)));
    const opened = await opens(reader, `chain:${chain}`, around(rests));
    expect(opened).toEqual(expect.arrayContaining([...new Set(rests.map(name))]));
    expect(opened.filter((each) => !places.map(name).includes(each))).toEqual([]);
    expect(opened.length).toBeLessThan(records.length / 2);
  });
});

describe('a tip', () => {
  test('opens itself and no other entry', async () => {
    expect(await opens(reader, `tip:${name(tip)}`, around([tip]))).toEqual([name(tip)]);
  });

  test('is no name for a record of another kind, nor for one that is not there', async () => {
    const [chat] = records;
    for (const place of [chat ?? tip, { log: 'main', index: 999_999 }, { log: 'nowhere', index: 0 }])
      await expect(upon(reader, place, `tip:${name(place)}`)).rejects.toMatchObject({ code: 'reading.needs_ground' });
  });
});

describe('a case', () => {
  let id: string;
  let member: Person;
  let naming: readonly string[];
  beforeAll(async () => {
    member = await person(['investigator']);
    const given = { title: 'a case', ground: `tip:${name(tip)}`, employees: ['E003'], members: [], why: WHY };
    id = await openCase(t.ledger, member, given);
    const { directory } = await worldOf(t.ledger);
    const macs = accountsOf(directory, 'E003').map((party) => partyMac(t.ledger, party));
    const { rows } = await t.superuser(
      `select distinct l.name || ':' || m.index as place from mention m join log l using (log_id) where m.party_mac = any($1)`,
      [macs],
    );
    naming = (rows as readonly { place: string }[]).map(({ place }) => place);
  });

  test('opens to its member what names its persons under any account, and nothing else', async () => {
    const tried = records.filter((each, at) => at % 12 === 0 || naming.includes(name(each)));
    const opened = await opens(member, `case:${id}`, tried);
    expect(new Set(opened)).toEqual(new Set(naming));
    expect(tried.length).toBeGreaterThan(opened.length * 1.5);
    expect(opened).toContain(name(tip));
  });

  test('opens nothing to who is no member, whatever roles they hold', async () => {
    await expect(upon(reader, tip, `case:${id}`)).rejects.toMatchObject({ code: 'reading.needs_ground' });
  });

  test('opens to who became a member and no longer to who was taken off it', async () => {
    const other = await person(['investigator']);
    const let_ = (isMember: boolean) =>
      setCaseMember(t.ledger, member, id, { account: other.id, member: isMember, why: WHY });
    await let_(true);
    expect(await upon(other, tip, `case:${id}`)).toBe(`case:${id}`);
    await let_(false);
    await expect(upon(other, tip, `case:${id}`)).rejects.toMatchObject({ code: 'reading.needs_ground' });
  });

  test('lets nobody but its members bring in others, and is no case to them', async () => {
    const asked = { account: reader.id, member: true, why: WHY };
    await expect(setCaseMember(t.ledger, reader, id, asked)).rejects.toMatchObject({ code: 'case.unknown' });
  });

  test('does not let a member read behind a wall that came up since', async () => {
    const walled = await person(['investigator']);
    await setCaseMember(t.ledger, member, id, { account: walled.id, member: true, why: WHY });
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E003', why: 'a friend' });
    const ground = await upon(walled, tip, `case:${id}`).catch(() => 'none');
    const shown = showEntry(t.ledger, walled, tip, { ground, about: [] });
    await expect(shown).rejects.toMatchObject({ code: 'not_found' });
    expect(await lastReading(walled)).toMatchObject({ act: 'entry.read', outcome: 'walled' });
  });

  test('about a person opens to nobody who is walled off from them, nor takes them in', async () => {
    const walled = await person(['investigator']);
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E003', why: 'a friend' });
    const given = { title: 'a case', ground: 'tip:main:1', employees: ['E003'], members: [], why: WHY };
    await expect(openCase(t.ledger, walled, given)).rejects.toMatchObject({ code: 'not_found' });
    const asked = { account: walled.id, member: true, why: WHY };
    await expect(setCaseMember(t.ledger, member, id, asked)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('opens nothing once it is closed', async () => {
    const payload = { case: id, outcome: 'nothing in it' };
    const { id: act } = await propose(t.ledger, member, 'case.close', { payload, reason: WHY });
    expect(await upon(member, tip, `case:${id}`)).toBe(`case:${id}`);
    await decide(t.ledger, await person(['counsel']), act, { decision: 'confirmed', reason: '' });
    await expect(upon(member, tip, `case:${id}`)).rejects.toMatchObject({ code: 'reading.needs_ground' });
  });

  test('is not opened about an employee nobody knows', async () => {
    const given = { title: 'a case', ground: 'tip:main:1', employees: ['E003', 'E404'], members: [], why: WHY };
    await expect(openCase(t.ledger, member, given)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('in a hurry', () => {
  test('anything opens with a reason of ten characters, and the watcher is alerted', async () => {
    const own = await person(['investigator']);
    const [place = tip] = records;
    const ground = await upon(own, place, 'urgent', 'ten chars!');
    expect(ground).toBe('urgent');
    await showEntry(t.ledger, own, place, { ground, about: [] });
    expect(await lastReading(own)).toMatchObject({ act: 'entry.read', ground: 'urgent', outcome: 'read', items: 1 });
    expect(await alertsOf(own)).toEqual(['no-ground']);
  });

  test.each([['nine char'], ['        x        '], [''], [undefined]])(
    'nothing opens with the reason %j',
    async (why) => {
      const own = await person(['investigator']);
      await expect(upon(own, tip, 'urgent', why)).rejects.toMatchObject({ code: 'reading.needs_ground' });
      expect(await lastReading(own)).toMatchObject({
        act: 'entry.read',
        ground: 'urgent',
        outcome: 'refused',
        items: 0,
      });
      expect(await alertsOf(own)).toEqual(['no-ground']);
    },
  );

  test('the reason stands in the ledger with the reading', async () => {
    const http = await startHttp('nothing');
    try {
      const { product, url } = http;
      const body = { channel: 'hotline', about: [], text: '有人收了好处' };
      const at = '2026-03-01T10:00:00+08:00';
      await deliver(product.ledger, await sourceNamed(product.ledger, 'tips'), [{ kind: 'tip', id: 't1', at, body }]);
      const cookie = await http.session(['investigator']);
      const answer = await call(url, `/api/v1/entries/main/1?ground=urgent&why=${encodeURIComponent(WHY)}`, {
        headers: { cookie },
      });
      expect(answer.status).toBe(200);
      const said = await product.db.as(systemActor, async (tx) => {
        const log = await ledgerStore.logNamed(tx, 'audit');
        return await readRange(tx, product.ledger, log, { from: 0, to: log.size });
      });
      const read = said.flatMap(({ content }) => (content.status === 'open' ? [JSON.stringify(content.body)] : []));
      expect(read.filter((text) => text.includes('"urgent"'))).toHaveLength(1);
      expect(read.filter((text) => text.includes(WHY))).toHaveLength(1);
    } finally {
      await http.close();
    }
  });

  test('nothing behind a wall opens', async () => {
    const walled = await person(['investigator']);
    await setWall(t.ledger, operator, { account: walled.id, employee: 'E003', why: 'a friend' });
    const ground = await upon(walled, tip, 'urgent', WHY);
    await expect(showEntry(t.ledger, walled, tip, { ground, about: [] })).rejects.toMatchObject({ code: 'not_found' });
    expect(await alertsOf(walled)).toContain('walled');
  });
});

describe('without a ground', () => {
  const id = '0'.repeat(32);
  test.each([
    [undefined],
    [''],
    ['none'],
    ['list'],
    ['command-line'],
    ['finding:'],
    [`finding:${id}0`],
    [`FINDING:${id}`],
    [`finding:${id} `],
    [`finding:${id}\nurgent`],
    ['tip:main'],
    ['tip:main:-1'],
    ['tip:main:1e3'],
    ['tip:MAIN:1'],
    ['tip:main:1234567890123456'],
    [' urgent'],
    ['urgent:x'],
    [`delivery:main:1`],
    [`case:${id}`],
  ])('%j is refused and recorded', async (ground) => {
    const own = await person(['investigator', 'counsel']);
    await expect(upon(own, tip, ground, WHY)).rejects.toMatchObject({ code: 'reading.needs_ground' });
    // What is no ground by its form is not written down as one.
    const recorded = ground === `case:${id}` ? ground : 'none';
    expect(await lastReading(own)).toMatchObject({ act: 'entry.read', ground: recorded, outcome: 'refused' });
  });

  test('whoever is at the command line reads, and is recorded as such', async () => {
    expect(await upon(operator, tip, undefined)).toBe('command-line');
  });
});
