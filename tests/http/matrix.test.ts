import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor } from '../../packages/server/src/access/accounts.ts';
import type { Permission } from '../../packages/server/src/access/matrix.ts';
import { isPermission, template } from '../../packages/server/src/access/matrix.ts';
import { keepProvisioner } from '../../packages/server/src/access/provisioners.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { roleNames } from '../../packages/server/src/access/roles.ts';
import type { Route } from '../../packages/server/src/http/route.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import { PREFIX } from '../../packages/server/src/http/server.ts';
import type { Http } from '../setup/http.ts';
import { call, operator, signIn, startHttp, unmask } from '../setup/http.ts';
import type { Asked, Case } from './matrix-rows.ts';
import { ROWS } from './matrix-rows.ts';
import type { Thing } from './matrix-things.ts';
import { things } from './matrix-things.ts';

/** Every role, with an account that sees all but itself (E002), and one whose grant reaches nothing that there is. */
type Person = { readonly id: string; readonly cookie: string };
let http: Http;
let thing: Thing;
let key: string;
let provisioner: string;
const whole = new Map<Role, Person>();
const limited = new Map<Role, Person>();

beforeAll(async () => {
  http = await startHttp('company');
  key = await http.keyOf('outside-feed');
  provisioner = await keepProvisioner(http.product.ledger, operator, 'directory');
  for (const role of roleNames) {
    whole.set(role, await http.person([role], { employee: 'E002' }));
    limited.set(role, await http.person([role], { scope: { sources: ['nowhere'] } }));
  }
  for (const { id } of [...whole.values(), ...limited.values()]) await unmask(http.product, id, 'E001');
  thing = await things(http, key);
});
afterAll(() => http.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const TYPES = { ndjson: 'application/x-ndjson', octets: 'application/octet-stream' } as const;

async function ask(route: Route, { path, body }: Asked, headers: Readonly<Record<string, string>>) {
  const form = route.schemas.body;
  const type = form === 'none' ? undefined : typeof form === 'string' ? TYPES[form] : 'application/json';
  const isScim = path.startsWith('/scim/') && type === 'application/json';
  const sent = body === undefined ? '{}' : typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await call(http.url, path.startsWith('/') ? path : `${PREFIX}/${path}`, {
    method: route.method,
    headers: { ...headers, ...(type === undefined ? {} : { 'content-type': isScim ? 'application/scim+json' : type }) },
    ...(type === undefined ? {} : { body: sent }),
  });
  // SCIM has errors of its own (RFC 7644 3.12), without our codes.
  if (path.startsWith('/scim/') && answer.status === 401) return '401 auth.required';
  if (path.startsWith('/scim/') && answer.status === 403) return '403 auth.forbidden';
  const problem = answer.status === 401 || answer.status === 403 ? (JSON.parse(answer.text) as { code?: string }) : {};
  return problem.code === undefined ? `${answer.status}` : `${answer.status} ${problem.code}`;
}

/** Who may, by the matrix as shipped; what stands outside of it is the same for every role. */
const may = (role: Role, need: string): boolean =>
  isPermission(need)
    ? (template[need as Permission].roles as readonly Role[]).includes(role)
    : need.startsWith('session.');

const CASES: readonly Case[] = ['own', 'other', 'walled'];

test('every route has a row, and every row a route', () => {
  expect(Object.keys(ROWS).sort()).toEqual(routes.map(nameOf).sort());
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  const row = ROWS[name];
  if (row === undefined) return;
  const need = row.permission ?? route.needs;

  test('whoever has no session or another key', async () => {
    const asked = row.ask('own', thing);
    const [nobody, byKey, byDirectory] = [
      await ask(route, asked, {}),
      await ask(route, asked, { authorization: `Bearer ${key}` }),
      await ask(route, asked, { authorization: `Bearer ${provisioner}` }),
    ];
    if (route.needs === 'nothing')
      return expect([nobody, byKey, byDirectory].filter((each) => /^403/.test(each))).toEqual([]);
    expect(nobody).toBe('401 auth.required');
    if (route.needs === 'record.post') expect([byKey.slice(0, 2), byDirectory]).not.toContain('40');
    expect(byKey).toBe(route.needs === 'record.post' ? row.answers.own : '403 auth.forbidden');
    expect(byDirectory).toBe(route.needs === 'account.provision' ? row.answers.own : '403 auth.forbidden');
  });

  test.each(roleNames)('%s', async (role) => {
    const seen: Record<string, string> = {};
    for (const kind of CASES) {
      const people = kind === 'other' ? limited : whole;
      const person = people.get(role);
      if (person === undefined) throw new Error('every role has its people');
      const headers = { cookie: row.endsSession === true ? await another(person.id) : person.cookie };
      seen[kind] = await ask(route, row.ask(kind, { ...thing, me: person.id, role }), headers);
    }
    const no = '403 auth.forbidden';
    const isOpen = route.needs === 'nothing' || may(role, need);
    expect(seen).toEqual(isOpen ? row.answers : { own: no, other: no, walled: no });
  });
});

const another = async (account: string): Promise<string> =>
  signIn(http.url, await linkFor(http.product.ledger, operator, account, 'session'));
