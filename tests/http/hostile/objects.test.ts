import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor } from '../../../packages/server/src/access/accounts.ts';
import { personOf as personKey } from '../../../packages/server/src/access/pseudonym.ts';
import { setWall } from '../../../packages/server/src/access/walls.ts';
import type { About } from '../../setup/http.ts';
import { operator, post, unmask } from '../../setup/http.ts';
import type { Hostile } from './support.ts';
import { attack, cookiesOf, promiseKept, refuses, send, startHostile, UNKNOWN } from './support.ts';

/** The employee that the strongest chain is about. */
const SUBJECT = 'E001';
const ABSENT = '0'.repeat(32);
const WHY = encodeURIComponent('a hostile look at once');
const NEEDS_GROUND = [403, 'reading.needs_ground'] as const;

let http: Hostile;
let lead: { readonly id: string; readonly cookie: string };
let person: string;
let chain: string;
let packed: string;
let findings: readonly { readonly id: string; readonly index: number }[];
let caseId: string;
beforeAll(async () => {
  http = await startHostile({ holds: 'company' });
  const { ledger } = http.product;
  person = personKey(ledger, SUBJECT);
  const feed = await http.keyOf('hr-extra');
  // Declared kin: the cashier E020 is married to the subject, who said nothing of it.
  const declared = {
    ...{ v: 1, kind: 'declaration', source: 'hr-extra', externalId: 'd1', occurredAt: '2026-03-01T10:00:00+08:00' },
    basis: 'work-system',
    body: {
      employee: { system: 'hr', ref: 'E020' },
      relation: 'spouse',
      name: '张三',
      rule: { title: '办法', version: '1' },
      at: '2026-03-01T10:00:00+08:00',
    },
  };
  const done = await post(http.url, 'hr-extra', feed, JSON.stringify(declared));
  expect(done.json(), done.text).toMatchObject({ accepted: 1 });
  lead = await http.person(['investigator']);
  await unmask(http.product, lead.id, SUBJECT);
  type Item = { id: string; employee: { person: string }; entries: { index: number }[] };
  const itemsOf = async (path: string) =>
    ((await send(http.url, 'GET', path, { as: lead.cookie })).json().items as Item[]).filter(
      (each) => each.employee.person === person,
    );
  chain = (await itemsOf('chains'))[0]?.id ?? '';
  findings = (await itemsOf('findings?limit=200')).map(({ id, entries }) => ({ id, index: entries[0]?.index ?? 0 }));
  expect([chain, findings.length > 1]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), true]);
  packed = String((await send(http.url, 'POST', `chains/${chain}/packages`, { as: lead.cookie, body: {} })).json().id);
  const opened = { title: '泄密', ground: `chain:${chain}`, persons: [person], members: [], why: 'a case of its own' };
  caseId = String((await send(http.url, 'POST', 'cases', { as: lead.cookie, body: opened })).json().id);
  expect(caseId).toMatch(/^[0-9a-f]{32}$/);
});
afterAll(() => http.close());

/** What is walled off answers, byte for byte, as what is not there. */
async function asIfAbsent(as: string, method: string, path: string, id: string, body?: unknown): Promise<void> {
  const answer = await refuses(http.url, UNKNOWN, [method, path], { as, body });
  const absent = await send(http.url, method, path.replaceAll(id, ABSENT), { as, body });
  expect(answer.text.replaceAll(id, ABSENT)).toBe(absent.text);
}

type Who = readonly [string, About, (account: string) => Promise<unknown>];
const nothing = async () => undefined;
const WALLED: readonly Who[] = [
  ['the person themselves', { employee: SUBJECT }, nothing],
  ['kin who declared them', { employee: 'E020' }, nothing],
  [
    'whom two persons never let out of a wall',
    {},
    (account) => setWall(http.product.ledger, operator, { account, employee: SUBJECT, why: 'old friends' }),
  ],
];
const LIMITED: readonly Who[] = [
  ['another department', { scope: { departments: ['技术事业部'] } }, nothing],
  ['another employer', { scope: { employers: ['别家有限公司'] } }, nothing],
  ['another source', { scope: { sources: ['hr'] } }, nothing],
  ['an earlier time', { scope: { to: Date.parse('2020-01-01') } }, nothing],
  ['a later time', { scope: { from: Date.parse('2026-03-19') } }, nothing],
  ['a case that is not there', { scope: { cases: [ABSENT] } }, nothing],
];

describe.each([...WALLED, ...LIMITED])('V8.2.2 what is held back from %s', (_, about, wall) => {
  let as: string;
  let id: string;
  beforeAll(async () => {
    ({ id, cookie: as } = await http.person(['investigator'], about));
    await wall(id);
  });

  test('a chain, its package, a finding: by id as if there were none', async () => {
    await asIfAbsent(as, 'GET', `chains/${chain}`, chain);
    await asIfAbsent(as, 'POST', `chains/${chain}/packages`, chain, {});
    await asIfAbsent(as, 'GET', `packages/${packed}`, packed);
    for (const finding of findings) await asIfAbsent(as, 'GET', `findings/${finding.id}`, finding.id);
  });

  test('in no list, by no filter and on no page', async () => {
    for (const path of [
      'chains',
      'chains?min=strong',
      'findings?limit=200',
      'findings?limit=1',
      'findings?rule=kickback-promise',
      'findings?rule=diversion-push',
    ]) {
      const answer = await attack(http.url, 'GET', path, { as });
      expect(answer.status).toBe(200);
      for (const secret of [chain, person, ...findings.map((finding) => finding.id)])
        expect(answer.text).not.toContain(secret);
    }
  });

  test('no entry upon any ground', async () => {
    for (const { id: finding, index } of findings) {
      for (const ground of [`finding:${finding}`, `chain:${chain}`, `case:${caseId}`, 'urgent']) {
        const answer = await attack(http.url, 'GET', `entries/main/${index}?ground=${ground}&why=${WHY}`, { as });
        expect([403, 404], `${ground} ${answer.text.slice(0, 200)}`).toContain(answer.status);
      }
    }
  });
});

describe.each(WALLED)('V8.2.2 what %s cannot set about themselves', (_, about, wall) => {
  test('no un-masking, no case and no part in one, no destruction', async () => {
    const { id, cookie: as } = await http.person(['investigator'], about);
    await wall(id);
    const propose = (kind: string, payload: object) => ({ as, body: { kind, payload, reason: 'a hostile wish' } });
    await refuses(http.url, UNKNOWN, ['POST', 'acts'], propose('name.unmask', { person, accounts: [id], hours: 1 }));
    await refuses(
      http.url,
      UNKNOWN,
      ['POST', 'acts'],
      propose('name.unmask', { person, accounts: [lead.id], hours: 1 }),
    );
    const destroy = { person: SUBJECT, month: '2026-03', withConversations: true, withOriginals: true };
    await refuses(http.url, UNKNOWN, ['POST', 'acts'], propose('key.destroy', destroy));
    const body = { title: 'mine', ground: 'urgent', persons: [person], members: [], why: 'a hostile case' };
    await refuses(http.url, UNKNOWN, ['POST', 'cases'], { as, body });
    const joined = { as: lead.cookie, body: { member: true, why: 'a hostile member' } };
    await refuses(http.url, UNKNOWN, ['PUT', `cases/${caseId}/members/${id}`], joined);
    await refuses(http.url, UNKNOWN, ['POST', 'cases'], { as: lead.cookie, body: { ...body, members: [id] } });
  });

  test('no entry of what others decide about them', async () => {
    const { id, cookie: as } = await http.person(['investigator'], about);
    await wall(id);
    await send(http.url, 'POST', 'holds', {
      as: lead.cookie,
      body: { query: { employees: [SUBJECT] }, why: 'about this very person' },
    });
    const [{ index: opening } = {}] = await http.superuser('select index from case_file where id = $1', [caseId]);
    const [{ index: held } = {}] = await http.superuser('select max(index) as index from hold');
    for (const index of [opening, held]) {
      const answer = await attack(http.url, 'GET', `entries/main/${index}?ground=urgent&why=${WHY}`, { as });
      expect([403, 404], answer.text.slice(0, 300)).toContain(answer.status);
    }
  });

  test.each(['acts', 'holds', 'cases'])('no line about them among %s', async (path) => {
    const { id, cookie: as } = await http.person(['investigator'], about);
    await wall(id);
    const hold = { query: { employees: [SUBJECT] }, why: 'about this very person' };
    await send(http.url, 'POST', 'holds', { as: lead.cookie, body: hold });
    const answer = await attack(http.url, 'GET', path, { as });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(person);
    expect(answer.text).not.toContain('about this very person');
  });

  test('no original and nothing set aside of a delivery that holds their words', async () => {
    const { id, cookie: as } = await http.person(['integrator'], about);
    await wall(id);
    const rows = await http.superuser(
      "select d.index from delivery d join source s using (source_id) where s.name in ('wecom', 'crm', 'hr-desk')",
    );
    for (const { index } of rows) {
      const answer = await attack(http.url, 'GET', `deliveries/main/${index}/original`, { as });
      const names = answer.status === 200 && /张三|zhangsan|E001/.test(answer.text);
      expect([index, names]).toEqual([index, false]);
    }
  });
});

describe('V8.2.2 a case that one is no member of', () => {
  test('is not listed, not changed, not closed and no ground', async () => {
    const { id, cookie: as } = await http.person(['investigator']);
    expect((await attack(http.url, 'GET', 'cases', { as })).json()).toEqual({ cases: [] });
    const body = { member: true, why: 'a hostile member' };
    for (const which of [caseId, ABSENT]) {
      await refuses(http.url, [404, 'case.unknown'], ['PUT', `cases/${which}/members/${id}`], { as, body });
      await refuses(http.url, [404, 'case.unknown'], ['PUT', `cases/${which}/members/${lead.id}`], {
        as,
        body: { ...body, member: false },
      });
      const close = {
        kind: 'case.close',
        payload: { case: which, outcome: 'closed by a stranger' },
        reason: 'hostile',
      };
      await refuses(http.url, [404, 'case.unknown'], ['POST', 'acts'], { as, body: close });
      const index = findings[0]?.index;
      await refuses(http.url, NEEDS_GROUND, ['GET', `entries/main/${index}?ground=case:${which}`], { as });
    }
  });

  test('what opened it is read by its members alone', async () => {
    const { cookie: as } = await http.person(['investigator']);
    const [{ index } = {}] = await http.superuser('select index from case_file where id = $1', [caseId]);
    const answer = await attack(http.url, 'GET', `entries/main/${index}?ground=urgent&why=${WHY}`, { as });
    expect([403, 404], answer.text.slice(0, 400)).toContain(answer.status);
  });
});

describe('V8.2.2 grounds that do not fit', () => {
  test.each([
    '',
    'urgent',
    'finding:',
    `finding:${ABSENT}`,
    `chain:${ABSENT}`,
    'tip:main:1',
    'tip:audit:0',
    'case:*',
    'command-line',
    'none',
    'finding:%00',
    `FINDING:${ABSENT}`,
  ])('%j', async (ground) => {
    const { cookie: as } = await http.person(['investigator']);
    for (const why of ['', 'short', '         x']) {
      const answer = await attack(http.url, 'GET', `entries/main/3?ground=${ground}&why=${encodeURIComponent(why)}`, {
        as,
      });
      expect(ground.includes('%00') ? [422] : [403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('"body"');
    }
  });
});

describe('V8.2.2 what belongs to somebody else', () => {
  test('their session is not ended, their passkey not removed, their sessions not listed', async () => {
    const [{ id, cookie: as }, theirs] = [await http.person(['investigator']), await http.person(['investigator'])];
    const { current } = (await send(http.url, 'GET', 'my/sessions', { as: theirs.cookie })).json();
    await attack(http.url, 'DELETE', `my/sessions/${current}`, { as });
    expect((await send(http.url, 'GET', 'session', { as: theirs.cookie })).status).toBe(200);
    const listed = await attack(http.url, 'GET', `my/sessions?account=${theirs.id}&id=${theirs.id}`, { as });
    expect(listed.text).not.toContain(String(current));
    for (const account of [theirs.id, id, ABSENT]) {
      await refuses(http.url, [403, 'auth.forbidden'], ['GET', `accounts/${account}/sessions`], { as });
      await refuses(http.url, [403, 'auth.forbidden'], ['DELETE', `accounts/${account}/sessions`], { as });
      await refuses(http.url, [403, 'auth.forbidden'], ['PATCH', `accounts/${account}`], {
        as,
        body: { employee: null },
      });
      await refuses(http.url, [403, 'auth.forbidden'], ['POST', `accounts/${account}/link`], { as, body: {} });
      const state = { state: 'disabled', why: 'hostile' };
      await refuses(http.url, [403, 'auth.forbidden'], ['PUT', `accounts/${account}/state`], { as, body: state });
    }
  });

  test('a name that was un-masked for one stays covered for all others, and the one for no longer than given', async () => {
    const { cookie: as } = await http.person(['investigator']);
    expect((await send(http.url, 'GET', `chains/${chain}`, { as: lead.cookie })).text).toContain('张三');
    for (const path of [`chains/${chain}`, 'chains', 'findings?limit=200', `findings/${findings[0]?.id}`]) {
      const answer = await attack(http.url, 'GET', path, { as });
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/张三|zhangsan|E001\b|13800100551/);
    }
    await refuses(http.url, [403, 'auth.forbidden'], ['POST', `chains/${chain}/packages`], { as, body: {} });
    await refuses(http.url, [403, 'auth.forbidden'], ['GET', `packages/${packed}`], { as });
    http.wait(25 * 3_600_000);
    const { url } = http;
    const token = await linkFor(http.product.ledger, operator, lead.id, 'session');
    const later = cookiesOf(await send(url, 'POST', 'session', { body: { by: 'link', token } }));
    expect((await attack(url, 'GET', `chains/${chain}`, { as: later })).text).not.toMatch(/张三|zhangsan/);
    await refuses(url, [403, 'auth.forbidden'], ['GET', `packages/${packed}`], { as: later });
    await refuses(url, [403, 'auth.forbidden'], ['POST', `chains/${chain}/packages`], { as: later, body: {} });
  });
});

describe('V8.2.2 one person alone does not find out whose pseudonym it is', () => {
  const OWN: readonly (readonly [string, string, string, object])[] = [
    ['their number in a hold', 'holds', 'holds', { query: { employees: [SUBJECT] }, why: 'whoever that may be' }],
    [
      'their name in the reason of a hold',
      'holds',
      'holds',
      { query: { employees: ['E019'] }, why: 'who is 张三 here' },
    ],
    [
      'their name in the title of a case',
      'cases',
      'cases',
      { title: '张三', ground: 'x', members: [], why: 'who is that' },
    ],
    [
      'their account in the reason of a proposal',
      'acts',
      'acts',
      { kind: 'rule.live', reason: 'who is zhangsan here' },
    ],
  ];
  test.each(OWN)('by writing %s and reading it again', async (_, posted, read, body) => {
    const { cookie: as } = await http.person(['investigator']);
    type Chain = { id: string; employee: { name: string; person: string } };
    const chains = (await send(http.url, 'GET', 'chains', { as })).json().items as Chain[];
    const label = chains.find(({ id }) => id === chain)?.employee.name ?? 'none';
    expect(label).toMatch(/^员工/);
    const others = chains.filter(({ id }) => id !== chain).map(({ employee }) => employee.person);
    const payload = { rule: 'kickback-promise', version: 1, live: true, assessment: 'x', notice: 'x' };
    const { version } = (
      (await send(http.url, 'GET', 'rules', { as })).json().rules as { id: string; version: number }[]
    ).find(({ id }) => id === payload.rule) ?? { version: 1 };
    const more =
      posted === 'cases'
        ? { persons: others.slice(0, 1) }
        : posted === 'acts'
          ? { payload: { ...payload, version } }
          : {};
    const made = await attack(http.url, 'POST', posted, { as, body: { ...body, ...more } });
    const lines = Object.values((await send(http.url, 'GET', read, { as })).json())[0] as { id: string }[];
    const mine = lines.find(({ id }) => id === made.json().id);
    expect(JSON.stringify(mine ?? {})).not.toContain(label);
  });
});

describe('V8.2.2 a limited integrator', () => {
  test('neither sees nor undoes nor reads again what another source brought', async () => {
    const { cookie: as } = await http.person(['integrator'], { scope: { sources: ['crm'] } });
    const rows = await http.superuser(
      "select d.index, s.name from delivery d join source s using (source_id) where s.name <> 'crm'",
    );
    const before = await http.superuser('select count(*) from entry where log_id = 1');
    for (const { index } of rows) {
      for (const what of ['original', 'quarantine'])
        await refuses(http.url, UNKNOWN, ['GET', `deliveries/main/${index}/${what}`], { as });
      await refuses(http.url, UNKNOWN, ['POST', `deliveries/main/${index}/reprocess`], { as, body: {} });
      await refuses(http.url, UNKNOWN, ['POST', `deliveries/main/${index}/retract`], { as, body: { why: 'hostile' } });
    }
    expect(await http.superuser('select count(*) from entry where log_id = 1')).toEqual(before);
  });

  test('does not list what another source brought', async () => {
    const { cookie: as } = await http.person(['integrator'], { scope: { sources: ['crm'] } });
    for (const path of ['deliveries', 'deliveries?source=wecom', 'deliveries?source=hr-desk']) {
      const { deliveries } = (await attack(http.url, 'GET', path, { as })).json() as {
        deliveries: { source: string }[];
      };
      expect([...new Set(deliveries.map(({ source }) => source))].filter((source) => source !== 'crm')).toEqual([]);
    }
  });

  test('does not read what waits in the import of somebody else', async () => {
    const mine = await http.person(['integrator']);
    const id = String((await send(http.url, 'POST', 'imports', { as: mine.cookie, body: {} })).json().id);
    const headers = { 'content-type': 'application/octet-stream' };
    const bytes = '日期,附言\n2026-03-05,waiting-words\n';
    await send(http.url, 'PUT', `imports/${id}/files?path=a.csv`, { as: mine.cookie, headers, body: bytes });
    const { cookie: as } = await http.person(['integrator'], { scope: { sources: ['crm'] } });
    await refuses(http.url, UNKNOWN, ['GET', `imports/${id}`], { as });
    await refuses(http.url, UNKNOWN, ['POST', 'mappings/propose'], { as, body: { import: id, file: 1 } });
    await refuses(http.url, UNKNOWN, ['DELETE', `imports/${id}`], { as });
    expect((await attack(http.url, 'GET', 'imports', { as })).text).not.toContain(id);
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('objects'));
