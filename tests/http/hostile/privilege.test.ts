import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endGrant } from '../../../packages/server/src/access/accounts.ts';
import { isPermission, template } from '../../../packages/server/src/access/matrix.ts';
import type { Role } from '../../../packages/server/src/access/roles.ts';
import { roleNames } from '../../../packages/server/src/access/roles.ts';
import type { Route } from '../../../packages/server/src/http/route.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import { operator } from '../../setup/http.ts';
import type { Cast, Hostile } from './support.ts';
import {
  addressOf,
  attack,
  bodyFor,
  castOf,
  FORBIDDEN,
  NOBODY,
  ownerOf,
  promiseKept,
  refuses,
  send,
  snapshot,
  startHostile,
  totpOf,
  valuesFor,
} from './support.ts';

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile();
  cast = await castOf(http);
});
afterAll(() => http.close());

const named = (all: readonly Route[]) => all.map((route) => [`${route.method} ${route.path}`, route] as const);
const placeOf = (route: Route): readonly [string, string] => {
  const query = new URLSearchParams(valuesFor(route.schemas.query)).toString();
  return [route.method, `${addressOf(route.path, valuesFor(route.schemas.params))}${query === '' ? '' : `?${query}`}`];
};
const closed = routes.filter(({ needs }) => needs !== 'nothing');
const byPermission = routes.filter(({ needs }) => isPermission(needs));

describe('V8.2.1 nobody, a wrong key and a made-up session open nothing', () => {
  test.each(named(closed))('%s', async (_, route) => {
    const before = await snapshot(http);
    const body = bodyFor(route);
    await refuses(http.url, NOBODY, placeOf(route), body);
    for (const key of [`zls_${'A'.repeat(32)}`, `zlp_${'A'.repeat(32)}`, 'x'])
      await refuses(http.url, NOBODY, placeOf(route), { ...body, key });
    await refuses(http.url, NOBODY, placeOf(route), { ...body, as: `zl_session=${'A'.repeat(32)}` });
    expect(await snapshot(http)).toEqual(before);
  });
});

describe('V8.2.1 a key opens its own route alone, and no session beside it helps', () => {
  test.each(named(closed))('%s', async (_, route) => {
    const as = cast.owner.cookie;
    if (route.needs !== 'record.post')
      await refuses(http.url, FORBIDDEN, placeOf(route), { ...bodyFor(route), as, key: cast.source });
    if (route.needs !== 'account.provision')
      await refuses(http.url, FORBIDDEN, placeOf(route), { ...bodyFor(route), as, key: cast.provisioner });
    if (route.needs === 'record.post' || route.needs === 'account.provision')
      await refuses(http.url, FORBIDDEN, placeOf(route), { ...bodyFor(route), as });
  });

  test('a source does not post as another one', async () => {
    await http.keyOf('victim');
    const asked = { key: cast.source, body: '{}', headers: { 'content-type': 'application/x-ndjson' } };
    await refuses(http.url, FORBIDDEN, ['POST', 'sources/victim/records'], asked);
    await refuses(http.url, [404, 'source.unknown'], ['POST', 'sources/nobody/records'], asked);
  });
});

describe.each(roleNames)('V8.2.1 %s gets what the template gives and no more', (role: Role) => {
  test('every other route is refused', async () => {
    const before = await snapshot(http);
    const as = cast.of[role].cookie;
    const others = byPermission.filter(
      ({ needs }) => isPermission(needs) && !(template[needs].roles as readonly Role[]).includes(role),
    );
    for (const route of others) await refuses(http.url, FORBIDDEN, placeOf(route), { ...bodyFor(route), as });
    expect(others.length).toBeGreaterThan(10);
    expect(await snapshot(http)).toEqual(before);
  });
});

/** Written down once more by hand, so that a slip in the template does not pass for right. */
const CONTENT = [
  'findings',
  `findings/${'f'.repeat(32)}`,
  'chains',
  `chains/${'f'.repeat(32)}`,
  'entries/main/0',
  `packages/${'f'.repeat(32)}`,
  'cases',
  'deliveries',
  'deliveries/main/0/original',
  'deliveries/main/0/quarantine',
  'imports',
  `blobs/${'f'.repeat(64)}?log=main&index=0`,
];
describe.each(['system-admin', 'security-admin', 'audit-admin', 'auditor', 'union', 'employee'] as const)(
  'V8.2.1 %s reads no content',
  (role) => {
    test.each(CONTENT)('%s', async (path) => {
      await refuses(http.url, FORBIDDEN, ['GET', path], { as: cast.of[role].cookie });
    });
  },
);

/** What is asked with a body, so that no address shows it, and changes nothing. */
const ASKED_BY_POST: ReadonlySet<string> = new Set(['rules/try']);
const CHANGES = byPermission.filter(({ method, path }) => method !== 'GET' && !ASKED_BY_POST.has(path));
describe.each(['auditor', 'employee'] as const)('V8.2.1 %s changes nothing', (role) => {
  test.each(named(CHANGES))('%s', async (_, route) => {
    await refuses(http.url, FORBIDDEN, placeOf(route), { ...bodyFor(route), as: cast.of[role].cookie });
  });
});

describe('V8.3.2 a role counts while it lasts', () => {
  const TRIED = ['findings', 'chains', 'cases', 'rules', 'holds', 'acts', 'matrix', 'trust'] as const;

  test('not after it ended', async () => {
    const { id, cookie: as } = await http.person(['investigator']);
    const [grant] = await http.superuser('select id from role_grant where account_id = $1', [id]);
    expect((await send(http.url, 'GET', 'findings', { as })).status).toBe(200);
    await endGrant(http.product.ledger, operator, String(grant?.id), 'moved to another team');
    for (const path of TRIED) await refuses(http.url, FORBIDDEN, ['GET', path], { as });
  });

  test('not after its time', async () => {
    const { cookie: as } = await http.person(['investigator'], { until: http.now() + 60_000 });
    expect((await send(http.url, 'GET', 'findings', { as })).status).toBe(200);
    http.wait(60_000);
    for (const path of TRIED) await refuses(http.url, FORBIDDEN, ['GET', path], { as });
  });

  test('not of an account that was disabled and let in again with another session', async () => {
    const { cookie: admin } = await ownerOf(http, ['system-admin']);
    const { id, cookie: as } = await http.person(['investigator']);
    const state = (to: string) =>
      send(http.url, 'PUT', `accounts/${id}/state`, { as: admin, body: { state: to, why: 'a test' } });
    expect((await state('disabled')).status).toBe(204);
    for (const path of TRIED) await refuses(http.url, NOBODY, ['GET', path], { as });
    expect((await state('active')).status).toBe(204);
    await refuses(http.url, NOBODY, ['GET', 'findings'], { as });
  });
});

describe('V8.2.1 an administrator does not become somebody else', () => {
  test('the link of another account that can sign in by itself is no way in for who asked for it', async () => {
    const admin = await ownerOf(http, ['system-admin']);
    const victim = await ownerOf(http, ['investigator']);
    const answer = await attack(http.url, 'POST', `accounts/${victim.id}/link`, { as: admin.cookie, body: {} });
    const token = /token=([\w-]+)/.exec(String(answer.status === 200 ? answer.json().path : ''))?.[1] ?? 'none';
    const begun = await attack(http.url, 'POST', 'session', { body: { by: 'link', token } });
    const as = (begun.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
    await attack(http.url, 'PUT', 'my/password', { as, body: { password: 'taken over by admin 42' } });
    const asked = await attack(http.url, 'POST', 'my/totp', { as, body: {} });
    const code = asked.status === 200 ? totpOf(String(asked.json().secret), http.now()) : '000000';
    const body = { asked: asked.status === 200 ? asked.json().asked : 'x', code };
    const done = await attack(http.url, 'PUT', 'my/totp', { as, body });
    const full = (done.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
    expect((await attack(http.url, 'GET', 'findings', { as: full })).status).toBeGreaterThanOrEqual(400);
  });

  test('a fresh link for somebody is recorded', async () => {
    const victim = await http.person([]);
    const before = await http.superuser('select size from log order by log_id');
    await attack(http.url, 'POST', `accounts/${victim.id}/link`, { as: cast.of['system-admin'].cookie, body: {} });
    expect(await http.superuser('select size from log order by log_id')).not.toEqual(before);
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('privilege'));
