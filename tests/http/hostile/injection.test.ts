import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payloads, proposalKinds } from '../../../packages/server/src/access/acts/act.ts';
import { kinds } from '../../../packages/server/src/access/acts/kinds.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import type { Answer } from '../../setup/http.ts';
import type { Cast, Hostile, Slipped } from './support.ts';
import {
  allowed,
  attack,
  castOf,
  INVALID,
  NOBODY,
  promiseKept,
  refuses,
  samplesOf,
  send,
  slippedInto,
  startHostile,
  textsIn,
  withAt,
} from './support.ts';

let http: Hostile;
let cast: Cast;
let before: string;
let accounts: readonly unknown[];
beforeAll(async () => {
  http = await startHostile({ holds: 'company' });
  cast = await castOf(http);
  accounts = (await http.superuser('select id from account')).map(({ id }) => id);
  before = await standing();
});
afterAll(() => http.close());

/** What no statement that was slipped in may change: the schema, and every account, grant and entry there was. */
async function standing(): Promise<string> {
  const rows = await http.superuser(
    `select (select md5(string_agg(relname || relkind::text, ',' order by relname)) from pg_class c
         join pg_namespace n on n.oid = c.relnamespace where nspname = 'public') as schema,
       (select md5(string_agg(proname, ',' order by proname)) from pg_proc p
         join pg_namespace n on n.oid = p.pronamespace where nspname = 'public') as functions,
       (select md5(string_agg(rolname || rolsuper::text, ',' order by rolname)) from pg_roles) as roles,
       (select md5(string_agg(id || state || encode(login_mac, 'hex'), ',' order by id)) from account
         where id = any($1)) as accounts,
       (select md5(string_agg(id || role || coalesce(ended_at, 0), ',' order by id)) from role_grant) as grants,
       (select md5(string_agg(index || leaf_sha256::text, ',' order by index)) from entry
         where log_id = 1 and index < 893) as entries`,
    [accounts],
  );
  return JSON.stringify(rows);
}

/** A lock of the session outlives the transaction, also one that is rolled back: a statement that got in leaves it behind. */
const LEFT_BEHIND = 909_090;
const TAKE = `pg_try_advisory_lock(${LEFT_BEHIND})`;
const SQL = [
  "'",
  "' or '1'='1",
  "'; drop table account; --",
  `1; select ${TAKE}; --`,
  `' || ${TAKE} || '`,
  `'; select ${TAKE}; --`,
  "') union select encode(token_digest, 'hex') from session; --",
  '" or ""="',
  '$$; update account set state = $$disabled$$; --',
  '/**/or/**/1=1#',
  "\\'; copy account to program 'id'; --",
];

async function unharmed(work: () => Promise<Answer>): Promise<Answer> {
  const answer = await work();
  expect(answer.status, answer.text).toBeLessThan(500);
  return answer;
}

const HARMLESS = 'nothing-of-this-name';

/** What the shapes do not take is refused by name; asked after with what is no statement, a reading answers the same. */
async function slip({ route: { method }, place, path, asked, isTaken }: Slipped): Promise<void> {
  const answer = await unharmed(() =>
    isTaken ? attack(http.url, method, path, asked) : refuses(http.url, INVALID, [method, path], asked),
  );
  if (!isTaken || method !== 'GET' || !place.startsWith('?')) return;
  const harmless = new URL(path, 'http://x');
  harmless.searchParams.set(place.slice(1), HARMLESS);
  const same = await send(
    http.url,
    method,
    `${harmless.pathname.slice(path.startsWith('/') ? 0 : 1)}${harmless.search}`,
    asked,
  );
  expect([answer.status, answer.text]).toEqual([same.status, same.text]);
}

const slippable = routes.filter(
  ({ path, schemas }) => schemas.reply !== 'events' && !['/healthz', '/metrics'].includes(path),
);

describe('V1.2.4 no statement gets in by an address, a query or a body', () => {
  test.each(slippable.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    for (const each of sampled(slippedInto(cast, route, SQL), route)) await slip(each);
  });

  test.each(proposalKinds)('what is proposed: %s', async (kind) => {
    const by = allowed(cast, { needs: kinds[kind].propose });
    for (const payload of samplesOf(payloads[kind]))
      for (const place of textsIn(payload))
        for (const text of SQL) {
          const body = { kind, payload: withAt(payload, place, text), reason: 'a hostile proposal' };
          await unharmed(() => attack(http.url, 'POST', 'acts', { ...by, body }));
        }
  });

  test.each(SQL)('names of fields, cookies, keys and headers: %s', async (text) => {
    const { cookie } = cast.of.investigator;
    const query = { [text]: ['E001'] };
    await refuses(http.url, INVALID, ['POST', 'session'], { body: { by: 'link', token: 'x', [text]: 1 } });
    await refuses(http.url, INVALID, ['POST', 'holds'], { as: cookie, body: { query, why: 'because' } });
    await unharmed(() => attack(http.url, 'GET', `findings?${encodeURIComponent(text)}=1`, { as: cookie }));
    await refuses(http.url, NOBODY, ['GET', 'findings'], { as: `zl_session=${encodeURIComponent(text)}` });
    await refuses(http.url, [401, 'auth.sign_in_failed'], ['POST', 'session'], {
      headers: { 'user-agent': text, 'x-forwarded-for': text },
      body: { by: 'password', login: `nobody ${text}`, password: text, code: '000000' },
    });
    for (const kind of ['zls_', 'zlp_', ''])
      await refuses(http.url, NOBODY, ['GET', 'findings'], { key: `${kind}${text.replaceAll(/\s/g, '+')}` });
  });
});

test('V1.2.4 no statement that was slipped in ran: none left its lock behind', async () => {
  const held = `select pid from pg_locks where locktype = 'advisory' and objid = ${LEFT_BEHIND}`;
  expect(await http.superuser(held)).toEqual([]);
  expect(
    await http.superuser(`select held.pid from (select ${TAKE}) as taken, lateral (${held}) as held`),
  ).toHaveLength(1);
});

test('V1.2.4 nothing that was there changed, and the server met no fault of its own', async () => {
  expect(await standing()).toBe(before);
  expect(http.lines).toEqual([]);
});

/** Broken texts, and what other interpreters would take for their own. */
const OTHERS = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e\u2066',
  '{{1337*1337}}<%= 1337*1337 %>#{1337*1337}',
  '$.__proto__[?(@.a)]',
  '../../etc/passwd\r\nset-cookie: a=b',
  '`id`$(id)|id;id',
  '%s%n%x',
  '<script>alert(1)</script>',
];

describe('V1.3, V2.2 broken texts and those of other interpreters are texts or refused', () => {
  test.each(slippable.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    const harmed: unknown[] = [];
    for (const { place, text, path, asked } of sampled(slippedInto(cast, route, OTHERS), route)) {
      const answer = await attack(http.url, route.method, path, asked);
      expect(answer.headers['set-cookie']?.join() ?? '').not.toContain('a=b');
      expect(answer.text).not.toContain('1787569');
      if (answer.status >= 500) harmed.push(`${place} ${JSON.stringify(text)}`);
    }
    expect(harmed).toEqual([]);
  });

  test.each(proposalKinds)('what is proposed: %s', async (kind) => {
    const by = allowed(cast, { needs: kinds[kind].propose });
    const harmed: unknown[] = [];
    for (const payload of samplesOf(payloads[kind]))
      for (const place of ['reason', ...textsIn(payload)])
        for (const text of OTHERS) {
          const isReason = place === 'reason';
          const given = isReason ? payload : withAt(payload, place as readonly string[], text);
          const body = { kind, payload: given, reason: isReason ? `${text} because` : 'a hostile proposal' };
          const answer = await attack(http.url, 'POST', 'acts', { ...by, body });
          if (answer.status >= 500) harmed.push(`${place} ${JSON.stringify(text)}`);
        }
    expect(harmed).toEqual([]);
  });
});

/** One in so many of a route's, each route beginning elsewhere; `npm run long -- hostile` sends all of them. */
const ONE_IN = Number(process.env.ZL_INJECTIONS_ONE_IN ?? 3);
function sampled<T>(all: Iterable<T>, route: (typeof slippable)[number]): readonly T[] {
  const from = slippable.indexOf(route) % ONE_IN;
  return [...all].filter((_, n) => n % ONE_IN === from);
}

test('makes as many hostile requests as the total counts on', () => promiseKept('injection'));
