import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepProvisioner } from '../../packages/server/src/access/provisioners.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { roleNames } from '../../packages/server/src/access/roles.ts';
import type { Route } from '../../packages/server/src/http/route.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import type { Http } from '../setup/http.ts';
import { call, operator, startHttp, unmask } from '../setup/http.ts';
import type { Thing } from './matrix-things.ts';
import { things } from './matrix-things.ts';

/** The routes as somebody would leave them who forgot to ask: whoever is signed in gets through. */
const careless: readonly Route[] = routes.map((route) => ({
  ...route,
  needs: ['nothing', 'record.post', 'account.provision', 'session.enrol'].includes(route.needs)
    ? route.needs
    : 'session.own',
}));

let http: Http;
let thing: Thing;
beforeAll(async () => {
  http = await startHttp('company', careless);
  await keepProvisioner(http.product.ledger, operator, 'directory');
  thing = await things(http, await http.keyOf('outside-feed'));
});
afterAll(() => http.close());

const WHY = 'ground=urgent&why=a%20test%20opens%20it%20at%20once';
/** What holds content, with the roles whose policies open it; where it is not open it is as if it were not there. */
const CONTENT: readonly (readonly [string, (of: Thing) => string, readonly Role[]])[] = [
  ['a finding', ({ own }) => `findings/${own.finding}`, ['investigator', 'hrbp', 'counsel', 'duty-officer']],
  ['a chain', ({ own }) => `chains/${own.chain}`, ['investigator', 'counsel']],
  ['its history', ({ own }) => `chains/${own.chain}/history`, ['investigator', 'counsel']],
  ['its differences', ({ own }) => `chains/${own.chain}/diff?from=${own.shown}`, ['investigator', 'counsel']],
  [
    'an entry',
    ({ own }) => `entries/main/${own.entry}?${WHY}`,
    ['investigator', 'counsel', 'duty-officer', 'integrator'],
  ],
  ['a package', ({ own }) => `packages/${own.packed}`, ['investigator', 'counsel']],
  [
    'a file',
    ({ sha256, own }) => `blobs/${sha256}?log=main&index=${own.filed}&${WHY}`,
    ['investigator', 'counsel', 'duty-officer', 'integrator'],
  ],
  ['an original', ({ own }) => `deliveries/main/${own.delivery}/original`, ['integrator']],
  ['an entry of the log of readings', () => 'watch/readings/0', ['auditor', 'audit-admin']],
];
/** A finding's own words need the entry: policies of both must open it. */
const BOTH: Readonly<Record<string, readonly Role[]>> = { 'a finding': ['investigator', 'counsel', 'duty-officer'] };

describe('with every check of the routes taken out', () => {
  test.each(roleNames)('the database holds back from %s what the matrix does', async (role) => {
    const { id, cookie } = await http.person([role]);
    await unmask(http.product, id, 'E001');
    const seen: Record<string, string> = {};
    const told: Record<string, string> = {};
    for (const [name, path, open] of CONTENT) {
      const { status } = await call(http.url, `/api/v1/${path(thing)}`, { headers: { cookie } });
      seen[name] = status === 200 ? 'open' : status === 403 || status === 404 ? 'closed' : `${status}`;
      told[name] = (BOTH[name] ?? open).includes(role) ? 'open' : 'closed';
    }
    expect(seen).toEqual(told);
  });

  test.each(roleNames)('lists are empty for %s where the matrix closes them', async (role) => {
    const cookie = await http.session([role]);
    const count = async (path: string, member: string): Promise<number> =>
      ((await call(http.url, `/api/v1/${path}`, { headers: { cookie } })).json()[member] as unknown[]).length;
    expect((await count('chains', 'items')) > 0).toBe(['investigator', 'counsel'].includes(role));
    expect((await count('findings', 'items')) > 0).toBe(
      ['investigator', 'hrbp', 'counsel', 'duty-officer'].includes(role),
    );
    expect((await count('deliveries', 'deliveries')) > 0).toBe(
      ['integrator', 'investigator', 'counsel', 'duty-officer'].includes(role),
    );
  });

  test('walls stand too', async () => {
    const { id, cookie } = await http.person(['investigator', 'integrator'], { employee: 'E001' });
    await unmask(http.product, id, 'E002');
    for (const [name, path] of CONTENT.filter(([each]) => each !== 'an entry of the log of readings')) {
      const { status } = await call(http.url, `/api/v1/${path(thing)}`, { headers: { cookie } });
      // The file itself is there; a record of it is walled off.
      expect([name, status]).toEqual([name, name === 'an original' ? 403 : 404]);
    }
  });
});
