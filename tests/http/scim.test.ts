import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertAccount } from '../../packages/server/src/access/account-store.ts';
import { accountNamed, grantDirectly, linkFor } from '../../packages/server/src/access/accounts.ts';
import { listActs } from '../../packages/server/src/access/acts/list-acts.ts';
import { propose } from '../../packages/server/src/access/acts/propose.ts';
import { keepProvisioner, removeProvisioner } from '../../packages/server/src/access/provisioners.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { roleNames } from '../../packages/server/src/access/roles.ts';
import { scimErrorOf } from '../../packages/server/src/access/scim/error.ts';
import { problemOf } from '../../packages/server/src/http/problem.ts';
import { randomId } from '../../packages/server/src/kernel/ids.ts';
import { Refusal } from '../../packages/server/src/kernel/refusal.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, operator, signIn, startHttp } from '../setup/http.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

let http: Http;
let key: string;
let security: { readonly id: string; readonly cookie: string };
let reader: string;
beforeAll(async () => {
  http = await startHttp('nothing');
  key = await keepProvisioner(http.product.ledger, operator, 'entra');
  security = await http.person(['security-admin']);
  reader = await http.session(['audit-admin']);
});
afterAll(() => http.close());

type Headers = Readonly<Record<string, string>>;

function ask(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
  return call(http.url, `/scim/v2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

type Resource = Record<string, unknown> & {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
  readonly members: readonly { readonly value: string }[];
  readonly meta: { readonly version: string; readonly location: string };
};
type Listed = Record<'totalResults' | 'startIndex' | 'itemsPerPage', number> & { readonly Resources: Resource[] };

const resourceOf = (answer: Answer): Resource => answer.json() as Resource;
const listOf = (answer: Answer): Listed => answer.json() as Listed;
const find = async (what: 'Users' | 'Groups', filter: string, more = '') =>
  listOf(await ask('GET', `${what}?filter=${encodeURIComponent(filter)}${more}`));
const patch = (path: string, Operations: readonly object[], headers: Headers = {}) =>
  ask('PATCH', path, { schemas: [PATCH], Operations }, headers);

let made = 0;
const someone = (more: object = {}) => {
  const n = ++made;
  return { schemas: [USER, ENTERPRISE], userName: `li.na${n}@example.com`, externalId: `oid-${n}`, ...more };
};
async function create(more: object = {}): Promise<Resource> {
  const answer = await ask('POST', 'Users', someone(more));
  expect(answer.status).toBe(201);
  return resourceOf(answer);
}
const get = async (id: string): Promise<Resource> => resourceOf(await ask('GET', `Users/${id}`));
const grant = (account: string, role: Role) => grantDirectly(http.product.ledger, operator, account, role);

/** Holds an answer to RFC 7644 3.12: the media type, the members, the status twice. */
function expectError(answer: Answer, status: number, scimType?: string, names?: RegExp): void {
  const told = JSON.parse(answer.text) as Record<string, string>;
  expect({ status: answer.status, ...told }).toMatchObject({ status: String(status), schemas: [ERROR] });
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/);
  expect(told.scimType).toBe(scimType);
  const allowed = ['detail', 'schemas', 'status', ...(scimType === undefined ? [] : ['scimType'])];
  expect(Object.keys(told).sort()).toEqual(allowed.sort());
  if (names !== undefined) expect(told.detail).toMatch(names);
}

async function actsOf(account: string): Promise<readonly Record<string, unknown>[]> {
  const { db, ledger } = http.product;
  return await db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    const all = await readRange(tx, ledger, log, { from: 0, to: log.size, types: ['act'] });
    return all
      .map(({ content }) => (content.status === 'open' ? (content.body as Record<string, unknown>) : {}))
      .filter((body) => body.account === account);
  });
}

describe('who may ask', () => {
  const paths = ['ServiceProviderConfig', 'ResourceTypes', 'Schemas', 'Users', 'Groups', `Users/${'0'.repeat(32)}`];

  test('only the key of a directory service opens these routes, and none is open without', async () => {
    const source = await http.keyOf('feed');
    const admin = await http.session(['system-admin']);
    for (const path of paths) {
      const without = await call(http.url, `/scim/v2/${path}`);
      expectError(without, 401);
      expect(without.headers['www-authenticate']).toBe('Bearer');
      expectError(await ask('GET', path, undefined, { authorization: 'Bearer zlp_wrong' }), 401);
      expectError(await ask('GET', path, undefined, { authorization: `Basic ${key}` }), 401);
      expectError(await ask('GET', path, undefined, { authorization: `Bearer ${source}` }), 403);
      expectError(await call(http.url, `/scim/v2/${path}`, { headers: { cookie: admin } }), 403);
    }
    expectError(await ask('POST', 'Users', someone(), { authorization: `Bearer ${source}` }), 403);
    expect((await call(http.url, '/api/v1/accounts', { headers: { authorization: `Bearer ${key}` } })).status).toBe(
      403,
    );
  });

  test('a key that was taken away opens nothing any more', async () => {
    const other = await keepProvisioner(http.product.ledger, operator, 'okta');
    const headers = { authorization: `Bearer ${other}` };
    expect((await ask('GET', 'Users', undefined, headers)).status).toBe(200);
    await removeProvisioner(http.product.ledger, operator, 'okta');
    expectError(await ask('GET', 'Users', undefined, headers), 401);
  });

  test('addresses that do not exist and bodies that cannot be read are errors of SCIM', async () => {
    expectError(await ask('GET', 'Me'), 404);
    expectError(await ask('POST', 'Bulk', {}), 404);
    expectError(await ask('GET', 'Users/%zz'), 400, 'invalidSyntax');
    for (const body of ['{', '[]', 'null', '"x"', '{}', '{"schemas":[]}', '{"__proto__":{"active":true}}'])
      expectError(await ask('POST', 'Users', body), 400, 'invalidSyntax');
    expectError(await ask('POST', 'Users', '', {}), 400, 'invalidSyntax');
    expectError(await ask('POST', 'Users', 'x', { 'content-type': 'application/xml' }), 415);
    const plain = await ask('POST', 'Users', someone(), { 'content-type': 'application/json' });
    expect(plain.status).toBe(201);
    expect(plain.headers['content-type']).toMatch(/^application\/scim\+json/);
    expect(plain.headers['cache-control']).toBe('no-store');
  });
});

describe('what the service says of itself', () => {
  test('it can patch, filter and compare versions, and neither bulk nor sort nor change passwords', async () => {
    const config = (await ask('GET', 'ServiceProviderConfig')).json() as Record<string, { supported: boolean }>;
    const can = ['patch', 'filter', 'etag', 'bulk', 'sort', 'changePassword'].map((name) => config[name]?.supported);
    expect(can).toEqual([true, true, true, false, false, false]);
  });

  test('every type names schemas that are there, one by one too', async () => {
    const types = listOf(await ask('GET', 'ResourceTypes')).Resources;
    expect(types.map((type) => [type.id, type.endpoint, type.schema])).toEqual([
      ['User', '/Users', USER],
      ['Group', '/Groups', GROUP],
    ]);
    const schemas = listOf(await ask('GET', 'Schemas')).Resources;
    expect(schemas.map(({ id }) => id)).toEqual([USER, GROUP, ENTERPRISE]);
    for (const each of schemas) expect((await ask('GET', `Schemas/${each.id}`)).json()).toEqual(each);
    expect((await ask('GET', 'ResourceTypes/User')).json()).toEqual(types[0]);
    expectError(await ask('GET', 'Schemas/urn:none'), 404);
    expectError(await ask('GET', 'Schemas?filter=id%20eq%20%22x%22'), 403);
  });
});

describe('users', () => {
  const full = {
    schemas: [USER, ENTERPRISE],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: 'zhang.san@example.com',
    active: true,
    displayName: '张三',
    emails: [
      { primary: false, type: 'home', value: 'home@example.com' },
      { primary: true, type: 'work', value: 'zhang.san@example.com' },
    ],
    meta: { resourceType: 'User', location: 'https://elsewhere', version: 'W/"mine"' },
    name: { formatted: '三 张', familyName: '张', givenName: '三' },
    roles: [],
    [ENTERPRISE]: { employeeNumber: 'E7', department: '销售' },
  };

  test('what Entra posts becomes an account nobody has signed in to, and is answered as it was kept', async () => {
    const answer = await ask('POST', 'Users', full);
    const user = resourceOf(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ location: user.meta.location, etag: user.meta.version });
    expect(user).toEqual({
      schemas: [USER, ENTERPRISE],
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      externalId: full.externalId,
      userName: 'zhang.san@example.com',
      name: { formatted: '张三' },
      displayName: '张三',
      active: true,
      emails: [{ value: 'zhang.san@example.com', type: 'work', primary: true }],
      groups: [],
      [ENTERPRISE]: { employeeNumber: 'E7' },
      meta: {
        resourceType: 'User',
        created: '2026-03-20T02:00:00.000Z',
        location: `${http.url}/scim/v2/Users/${user.id}`,
        version: expect.stringMatching(/^W\/"[0-9a-f]{24}"$/),
      },
    });
    const one = await ask('GET', `Users/${user.id}`);
    expect(one.json()).toEqual(user);
    expect(one.headers.etag).toBe(user.meta.version);
    expect(await accountNamed(http.product.ledger, user.id)).toMatchObject({ state: 'invited', password: null });
    expect(await actsOf(user.id)).toMatchObject([
      { act: 'account.make', via: 'provisioning', actor: 'provisioner:entra' },
    ]);
  });

  test('what Okta posts becomes one too, without the password it sends', async () => {
    const user = await create({
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'test.user@example.com', type: 'work' }],
      displayName: 'Test User',
      locale: 'en-US',
      groups: [],
      password: '1mz050nq-Secret',
      active: true,
    });
    expect(user).toMatchObject({ displayName: 'Test User', active: true, groups: [] });
    expect(user).not.toHaveProperty('password');
    expect(await accountNamed(http.product.ledger, user.id)).toMatchObject({ password: null });
  });

  test('a name is made of its parts where there is no whole one, and of the login where there is none', async () => {
    expect((await create({ name: { givenName: '娜', familyName: '李' } })).displayName).toBe('李娜');
    expect((await create({ name: { givenName: 'Ada', familyName: 'King' } })).displayName).toBe('Ada King');
    const bare = await create();
    expect(bare.displayName).toBe(bare.userName);
  });

  test('id, meta and groups of a body are not taken, and roles are refused rather than passed over', async () => {
    const user = await create({
      id: security.id,
      groups: [{ value: 'security-admin' }],
      isAdmin: true,
      state: 'active',
      password: 'x'.repeat(20),
    });
    expect(user.id).not.toBe(security.id);
    expect(user.groups).toEqual([]);
    expect(await accountNamed(http.product.ledger, user.id)).toMatchObject({ state: 'invited', password: null });
    const roles = [{ value: 'system-admin', primary: true }];
    expectError(await ask('POST', 'Users', someone({ roles })), 400, 'mutability', /^roles:/);
    expectError(await ask('PUT', `Users/${user.id}`, { ...someone(), roles }), 400, 'mutability', /^roles:/);
    expectError(await patch(`Users/${user.id}`, [{ op: 'add', value: { roles } }]), 400, 'mutability', /^roles:/);
    const path = 'roles[primary eq "True"].value';
    expectError(await patch(`Users/${user.id}`, [{ op: 'Add', path, value: 'x' }]), 400, 'mutability', /^roles:/);
    for (const each of ['id', 'meta.version', 'groups', 'schemas'])
      expectError(await patch(`Users/${user.id}`, [{ op: 'replace', path: each, value: 'x' }]), 400, 'mutability');
    expect(await get(user.id)).toEqual(user);
    expect((await patch(`Users/${user.id}`, [{ op: 'replace', path: 'password', value: 'x' }])).status).toBe(200);
    expect(await accountNamed(http.product.ledger, user.id)).toMatchObject({ password: null });
  });

  test('a login or an id of the directory that is in use is refused with uniqueness, whatever its case', async () => {
    const user = await create();
    const again = { schemas: [USER], userName: user.userName.toUpperCase() };
    expectError(await ask('POST', 'Users', again), 409, 'uniqueness', /^userName:/);
    expectError(
      await ask('POST', 'Users', someone({ externalId: user.externalId })),
      409,
      'uniqueness',
      /^externalId:/,
    );
    const other = await create();
    for (const value of [{ userName: user.userName }, { externalId: user.externalId }])
      expectError(await patch(`Users/${other.id}`, [{ op: 'replace', value }]), 409, 'uniqueness');
    expect(await get(other.id)).toEqual(other);
  });

  test('a login that somebody else took in between is refused the same way', () => {
    const lost = new Refusal('account.taken', { why: 'there is an account with this login already' });
    expect(scimErrorOf(lost, problemOf(lost))).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  });

  test('two requests at once do not make two accounts of one login', async () => {
    const body = someone();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('POST', 'Users', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  test('a value an attribute cannot have is refused by the name of the attribute, never with what was said', async () => {
    const wrong = [
      [{ userName: '' }, 'userName'],
      [{ userName: 'two words-SAID' }, 'userName'],
      [{ userName: 7 }, 'userName'],
      [{ userName: `SAID${'a'.repeat(200)}` }, 'userName'],
      [{ displayName: { SAID: 1 } }, 'displayName'],
      [{ active: 'SAID' }, 'active'],
      [{ active: 1 }, 'active'],
      [{ active: null }, 'active'],
      [{ externalId: ['SAID'] }, 'externalId'],
      [{ externalId: 'urn:zhenglian:removed:external:SAID' }, 'externalId'],
      [{ emails: [{ value: 'SAID' }] }, 'emails'],
      [{ emails: 'SAID' }, 'emails'],
      [{ name: 'SAID' }, 'name'],
      [{ [ENTERPRISE]: { employeeNumber: 9 } }, 'employeeNumber'],
    ] as const;
    for (const [said, attribute] of wrong) {
      const answer = await ask('POST', 'Users', JSON.stringify(someone(said)));
      expectError(answer, 400, 'invalidValue', new RegExp(`^${attribute}`));
      expect(answer.text).not.toContain('SAID');
    }
    for (const said of [{ userName: 'SAID\u0000' }, { displayName: 'SAID\ud800' }]) {
      const answer = await ask('POST', 'Users', JSON.stringify(someone(said)));
      expectError(answer, 400, 'invalidSyntax');
      expect(answer.text).not.toContain('SAID');
    }
    expectError(await ask('POST', 'Users', { schemas: [USER], displayName: 'x' }), 400, 'invalidValue', /^userName:/);
  });

  test('PUT says what a user is, and what it leaves out stays', async () => {
    const user = await create({ [ENTERPRISE]: { employeeNumber: 'E1' }, emails: [{ value: 'a@example.com' }] });
    const put = await ask('PUT', `Users/${user.id}`, {
      schemas: [USER],
      id: 'other',
      userName: 'new.login',
      displayName: '李娜',
      active: true,
      meta: { version: 'x' },
    });
    expect(put.status).toBe(200);
    expect(resourceOf(put)).toMatchObject({ id: user.id, userName: 'new.login', displayName: '李娜' });
    expect(resourceOf(put)).toMatchObject({ externalId: user.externalId, emails: user.emails });
    expect(resourceOf(put)[ENTERPRISE]).toEqual({ employeeNumber: 'E1' });
    const cleared = {
      schemas: [USER],
      userName: 'new.login',
      externalId: null,
      emails: [],
      [ENTERPRISE]: { employeeNumber: '' },
    };
    const bare = resourceOf(await ask('PUT', `Users/${user.id}`, cleared));
    expect(bare.displayName).toBe('李娜');
    for (const gone of ['externalId', 'emails', ENTERPRISE]) expect(bare).not.toHaveProperty([gone]);
    expectError(await ask('PUT', `Users/${user.id}`, { schemas: [USER] }), 400, 'invalidValue', /^userName:/);
  });

  test('a PUT of what is there changes nothing and records nothing', async () => {
    const user = await create();
    const before = await actsOf(user.id);
    expect(resourceOf(await ask('PUT', `Users/${user.id}`, user))).toEqual(user);
    expect(await actsOf(user.id)).toEqual(before);
  });

  test('unknown users are 404 however they are asked for', async () => {
    for (const id of ['f'.repeat(32), 'x', "'%20or%201=1", '%00', 'F'.repeat(32)]) {
      expectError(await ask('GET', `Users/${id}`), 404);
      expectError(await ask('PUT', `Users/${id}`, someone()), 404);
      expectError(await patch(`Users/${id}`, [{ op: 'replace', value: { active: false } }]), 404);
      expectError(await ask('DELETE', `Users/${id}`), 404);
    }
  });
});

describe('patching a user', () => {
  test('every path that directories send is understood, whatever its case', async () => {
    const { id } = await create();
    const answer = await patch(`Users/${id}`, [
      { op: 'Replace', path: 'userName', value: `p${id}` },
      { op: 'Add', path: 'displayName', value: '王五' },
      { op: 'Add', path: 'EMAILS[type eq "work"].value', value: 'w5@example.com' },
      { op: 'replace', path: 'externalid', value: `x${id}` },
      { op: 'Add', path: `${ENTERPRISE}:employeeNumber`, value: 'E5' },
      { op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '13800000000' },
      { op: 'Replace', path: 'name.familyName', value: '王' },
      { op: 'Add', path: `${ENTERPRISE}:manager`, value: 'x' },
    ]);
    expect(answer.status).toBe(200);
    expect(resourceOf(answer)).toMatchObject({
      ...{ id, userName: `p${id}`, displayName: '王五', externalId: `x${id}` },
      emails: [{ value: 'w5@example.com' }],
      [ENTERPRISE]: { employeeNumber: 'E5' },
    });
    const removed = await patch(`Users/${id}`, [
      { op: 'Remove', path: 'emails[type eq "work"]' },
      { op: 'remove', path: `${ENTERPRISE}:employeeNumber` },
      { op: 'remove', path: 'externalId' },
      { op: 'remove', path: 'displayName' },
    ]);
    expect(resourceOf(removed)).toMatchObject({ displayName: `p${id}`, name: { formatted: `p${id}` } });
    for (const gone of ['externalId', 'emails', ENTERPRISE]) expect(resourceOf(removed)).not.toHaveProperty([gone]);
  });

  test('an object without a path may name attributes plainly, with their schema, or by a path', async () => {
    const { id } = await create();
    const value = {
      displayName: 'A',
      'name.formatted': 'B',
      active: 'False',
      [`${ENTERPRISE}:employeeNumber`]: 'E6',
      'emails[type eq "work"].value': 'six@example.com',
      [`${USER}:externalId`]: `y${id}`,
    };
    expect(resourceOf(await patch(`Users/${id}`, [{ op: 'Replace', value }]))).toMatchObject({
      ...{ displayName: 'B', active: false, externalId: `y${id}` },
      emails: [{ value: 'six@example.com' }],
      [ENTERPRISE]: { employeeNumber: 'E6' },
    });
    const nested = {
      [ENTERPRISE]: { employeeNumber: 'E7' },
      name: { formatted: 'C' },
      emails: [{ value: 'seven@example.com' }],
    };
    expect(resourceOf(await patch(`Users/${id}`, [{ op: 'add', value: nested }]))).toMatchObject({
      displayName: 'C',
      // An address that is neither primary nor of work does not take the place of the one that is kept.
      emails: [{ value: 'six@example.com' }],
      [ENTERPRISE]: { employeeNumber: 'E7' },
    });
  });

  test.each([
    ['false', { op: 'replace', path: 'active', value: false }],
    ['Entra’s string', { op: 'Replace', path: 'active', value: 'False' }],
    ['Okta’s object', { op: 'replace', value: { active: false } }],
    ['an object with a string', { op: 'Add', value: { Active: 'false' } }],
  ])('active as %s disables at once, ends sessions and drops links, and true lets in again', async (_, operation) => {
    const { id } = await create();
    const { ledger } = http.product;
    const cookie = await signIn(http.url, await linkFor(ledger, operator, id, 'session'));
    const link = await linkFor(ledger, operator, id, 'session');
    const seen = () => call(http.url, '/api/v1/session', { headers: { cookie } });
    expect((await seen()).status).toBe(200);
    expect(resourceOf(await patch(`Users/${id}`, [operation]))).toMatchObject({ id, active: false });
    expect((await seen()).status).toBe(401);
    expect((await get(id)).active).toBe(false);
    const body = JSON.stringify({ by: 'link', token: link });
    const headers = { 'content-type': 'application/json' };
    expect((await call(http.url, '/api/v1/session', { method: 'POST', headers, body })).status).toBe(401);
    expect(resourceOf(await patch(`Users/${id}`, [{ op: 'replace', path: 'active', value: 'True' }])).active).toBe(
      true,
    );
    expect((await actsOf(id)).map(({ act, state }) => [act, state])).toEqual([
      ['account.make', undefined],
      ['account.state', 'disabled'],
      ['account.state', 'active'],
    ]);
  });

  test('operations are done in their order, and one that cannot be done leaves nothing done', async () => {
    const user = await create();
    const before = await actsOf(user.id);
    const good = { op: 'replace', path: 'displayName', value: 'changed' };
    const taken = (await create()).userName;
    const bad = [
      [{ op: 'replace', path: 'nothing', value: 1 }, 'invalidPath'],
      [{ op: 'replace', path: 'nothing.at[all', value: 1 }, 'invalidPath'],
      [{ op: 'replace', path: `${'a.'.repeat(300)}a`, value: 1 }, 'invalidPath'],
      [{ op: 'replace', path: 'constructor', value: 1 }, 'invalidPath'],
      [{ op: 'replace', path: 'active[type eq "work"]', value: true }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[type eq].value', value: 1 }, 'invalidFilter'],
      [{ op: 'replace', path: 'emails[value eq "other@example.com"].value', value: 'x@example.com' }, 'noTarget'],
      [{ op: 'replace', value: { actve: false } }, 'invalidPath'],
      [{ op: 'replace', value: 'x' }, 'invalidValue'],
      [{ op: 'replace', path: 'userName' }, 'invalidValue'],
      [{ op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
      [{ op: 'remove', path: 'userName' }, 'invalidValue'],
      [{ op: 'remove', path: 'active' }, 'invalidValue'],
      [{ op: 'remove' }, 'noTarget'],
      [{ op: 'move', path: 'userName', value: 'x' }, 'invalidSyntax'],
      [{ path: 'userName', value: 'x' }, 'invalidSyntax'],
    ] as const;
    for (const [operation, scimType] of bad) {
      const answer = await patch(`Users/${user.id}`, [
        good,
        { op: 'replace', path: 'active', value: false },
        operation,
      ]);
      expectError(answer, 400, scimType);
    }
    const clash = [
      good,
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'userName', value: taken },
    ];
    expectError(await patch(`Users/${user.id}`, clash), 409, 'uniqueness');
    expect(await get(user.id)).toEqual(user);
    expect(await actsOf(user.id)).toEqual(before);
    const twice = await patch(`Users/${user.id}`, [good, { ...good, value: 'last' }]);
    expect(resourceOf(twice).displayName).toBe('last');
  });

  test('a hundred operations are done, a hundred and one are refused', async () => {
    const { id } = await create();
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ op: 'replace', path: 'displayName', value: `n${i}` }));
    expect(resourceOf(await patch(`Users/${id}`, many(100))).displayName).toBe('n99');
    expect((await actsOf(id)).filter(({ act }) => act === 'account.change')).toHaveLength(1);
    expectError(await patch(`Users/${id}`, many(101)), 400, 'invalidSyntax');
    expectError(await patch(`Users/${id}`, []), 400, 'invalidSyntax');
    expectError(await ask('PATCH', `Users/${id}`, { Operations: many(1) }), 400, 'invalidSyntax');
  });
});

describe('finding users', () => {
  test('directories match by login without case, by their id, by ours and by whether they are active', async () => {
    const user = await create();
    const off = await create({ active: false });
    const only = async (filter: string) => (await find('Users', filter)).Resources.map(({ id }) => id);
    expect(await only(`userName eq "${user.userName}"`)).toEqual([user.id]);
    expect(await only(`USERNAME Eq "${user.userName.toUpperCase()}"`)).toEqual([user.id]);
    expect(await only(`${USER}:userName eq "${user.userName}"`)).toEqual([user.id]);
    expect(await only(`externalId eq "${user.externalId}"`)).toEqual([user.id]);
    expect(await only(`externalId eq "${String(user.externalId).toUpperCase()}"`)).toEqual([]);
    expect(await only(`id eq "${user.id}"`)).toEqual([user.id]);
    expect(await only(`id eq "${user.id}" and active eq true`)).toEqual([user.id]);
    expect(await only(`id eq "${user.id}" and active eq false`)).toEqual([]);
    expect(await only(`userName eq "${off.userName}" AND active eq "False"`)).toEqual([off.id]);
    expect(await only('active eq false')).toContain(off.id);
    expect(await only('active eq false')).not.toContain(user.id);
    expect(await only(`userName eq "${user.userName}" and externalId eq "${off.externalId}"`)).toEqual([]);
    expect(await find('Users', 'userName eq "b7a1c4f0-nobody"')).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      ...{ totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
    });
  });

  test('whatever else a filter says is refused, and reaches nothing', async () => {
    const hostile = [
      '',
      'userName',
      'userName eq',
      'userName eq li',
      'userName eq "a" or userName eq "b"',
      'userName eq "a" and',
      'userName eq "a"and active eq true',
      'not (userName eq "a")',
      '(userName eq "a")',
      `${'('.repeat(400)}userName eq "a"${')'.repeat(400)}`,
      'userName sw "a"',
      'userName pr',
      'userName eq "a\\x"',
      'userName eq "a\nb"',
      'userName eq "a',
      "userName eq 'a'",
      'userName eq "a"; drop table account',
      'userName eq "a" union select \'1\'',
      'password eq "x"',
      'constructor eq "x"',
      '__proto__ eq "x"',
      'emails[type eq "work"].value eq "x"',
      'state eq "active"',
      'active eq null',
      'id eq 7',
      `userName eq "${'a'.repeat(1_000)}"`,
      `${'id eq "a" and '.repeat(20)}id eq "a"`,
      `userName eq "a"${' '.repeat(900)}x`,
    ];
    for (const filter of hostile) {
      const answer = await ask('GET', `Users?filter=${encodeURIComponent(filter)}`);
      expectError(answer, 400, 'invalidFilter');
    }
    expectError(await ask('GET', 'Users?filter=id+eq+%22a%22&filter=id+eq+%22b%22'), 400, 'invalidSyntax');
    for (const value of ["' or 1=1 --", '%', '*', '\\u0000', '{"$ne":null}', '\\ud800'])
      for (const name of ['userName', 'externalId', 'id'])
        expect((await find('Users', `${name} eq "${value.replaceAll('"', '\\"')}"`)).Resources).toEqual([]);
  });

  test('pages follow each other without a gap, at most 200 at a time', async () => {
    for (let i = 0; i < 5; i++) await create();
    const page = async (query: string) => listOf(await ask('GET', `Users?${query}`));
    const all = await page('count=200');
    expect(all.itemsPerPage).toBe(all.totalResults);
    const paged: Resource[] = [];
    for (let at = 1; at <= all.totalResults; at += 3) {
      const { Resources, totalResults, startIndex } = await page(`startIndex=${at}&count=3`);
      expect([totalResults, startIndex]).toEqual([all.totalResults, at]);
      paged.push(...Resources);
    }
    expect(paged).toEqual(all.Resources);
    expect((await page('count=0')).Resources).toEqual([]);
    expect((await page('count=0')).totalResults).toBe(all.totalResults);
    expect((await page('count=-5')).itemsPerPage).toBe(0);
    expect(await page('startIndex=0&count=2')).toMatchObject({ startIndex: 1, itemsPerPage: 2 });
    expect((await page('startIndex=999999')).Resources).toEqual([]);
    for (const query of ['count=x', 'count=1.5', 'startIndex=', 'count=1e9', 'count=99999999999999999999'])
      expectError(await ask('GET', `Users?${query}`), 400, 'invalidValue');
    const { db, ledger } = http.product;
    await db.as(systemActor, async (tx) => {
      const about = { name: 'Many', employee: null, externalId: null, email: null };
      for (let i = all.totalResults; i < 205; i++)
        await insertAccount(tx, ledger, randomId(), { ...about, login: `many${i}` }, ledger.clock.now());
    });
    expect(await page('count=1000')).toMatchObject({ itemsPerPage: 200, totalResults: 205 });
  });

  test('only the attributes that were asked for are answered, and id and schemas always', async () => {
    const user = await create({ [ENTERPRISE]: { employeeNumber: 'E9' } });
    const keys = async (query: string) => Object.keys(resourceOf(await ask('GET', `Users/${user.id}?${query}`))).sort();
    expect(await keys('attributes=userName,NAME.formatted')).toEqual(['id', 'name', 'schemas', 'userName']);
    expect(await keys(`attributes=${ENTERPRISE}:employeeNumber,${USER}:active`)).toEqual(
      ['active', 'id', 'schemas', ENTERPRISE].sort(),
    );
    const rest = await keys('excludedAttributes=groups,id,emails,meta,schemas');
    expect(rest).toContain('userName');
    for (const gone of ['groups', 'meta']) expect(rest).not.toContain(gone);
    for (const kept of ['id', 'schemas']) expect(rest).toContain(kept);
    const [listed] = (await find('Users', `id eq "${user.id}"`, '&attributes=userName')).Resources;
    expect(Object.keys(listed ?? {}).sort()).toEqual(['id', 'schemas', 'userName']);
  });
});

describe('versions', () => {
  test('a change that means another version is refused and changes nothing', async () => {
    const user = await create();
    const off = [{ op: 'replace', path: 'active', value: false }];
    const old = { 'if-match': user.meta.version };
    const stale = { 'if-match': 'W/"000000000000000000000000"' };
    expectError(await patch(`Users/${user.id}`, off, stale), 412);
    expectError(await ask('PUT', `Users/${user.id}`, { ...user, active: false }, stale), 412);
    expectError(await ask('DELETE', `Users/${user.id}`, undefined, stale), 412);
    expect(await get(user.id)).toEqual(user);
    const changed = await patch(`Users/${user.id}`, off, old);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(user.meta.version);
    expectError(await patch(`Users/${user.id}`, off, old), 412);
    const several = { 'if-match': `${user.meta.version}, ${changed.headers.etag}` };
    expect((await patch(`Users/${user.id}`, [{ op: 'replace', path: 'active', value: true }], several)).status).toBe(
      200,
    );
    expect(resourceOf(await ask('GET', `Users/${user.id}`)).meta.version).toBe(user.meta.version);
    expect((await ask('DELETE', `Users/${user.id}`, undefined, { 'if-match': '*' })).status).toBe(204);
  });

  test('of several that mean the same version one is done', async () => {
    const user = await create();
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((value) =>
        patch(`Users/${user.id}`, [{ op: 'replace', path: 'displayName', value }], { 'if-match': user.meta.version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('a group has one too', async () => {
    const group = resourceOf(await ask('GET', 'Groups/union'));
    expect(group.meta.version).toMatch(/^W\/"/);
    const none = [{ op: 'remove', path: 'members' }];
    expectError(await patch('Groups/union', none, { 'if-match': 'W/"0"' }), 412);
    expect((await patch('Groups/union', none, { 'if-match': group.meta.version })).status).toBe(200);
  });
});

describe('deleting a user', () => {
  test('it is disabled, holds nothing and is not found any more, and entries still name it', async () => {
    const user = await create();
    await grant(user.id, 'counsel');
    const cookie = await signIn(http.url, await linkFor(http.product.ledger, operator, user.id, 'session'));
    const type = { 'content-type': 'application/scim+json' };
    expect((await ask('DELETE', `Users/${user.id}`, undefined, type)).status).toBe(204);
    expect((await call(http.url, '/api/v1/session', { headers: { cookie } })).status).toBe(401);
    expectError(await ask('GET', `Users/${user.id}`), 404);
    expectError(await ask('DELETE', `Users/${user.id}`), 404);
    expectError(await patch(`Users/${user.id}`, [{ op: 'replace', path: 'active', value: true }]), 404);
    for (const filter of [`userName eq "${user.userName}"`, `externalId eq "${user.externalId}"`, `id eq "${user.id}"`])
      expect((await find('Users', filter)).totalResults).toBe(0);
    expect(listOf(await ask('GET', 'Users?count=200')).Resources.map(({ id }) => id)).not.toContain(user.id);
    expect(resourceOf(await ask('GET', 'Groups/counsel')).members).toEqual([]);
    expect(await accountNamed(http.product.ledger, user.id)).toMatchObject({ state: 'disabled', login: user.userName });
  });

  test('the same externalId brings it back without its roles; the login alone does not', async () => {
    const user = await create({ [ENTERPRISE]: { employeeNumber: 'E11' } });
    await grant(user.id, 'hrbp');
    await ask('DELETE', `Users/${user.id}`);
    const namesake = { schemas: [USER], userName: user.userName };
    expectError(await ask('POST', 'Users', namesake), 409, 'uniqueness', /^userName:/);
    expectError(await ask('POST', 'Users', { ...namesake, externalId: 'another' }), 409, 'uniqueness', /^userName:/);
    const same = { schemas: [USER], userName: 'back.again', externalId: user.externalId };
    const other = { ...same, [ENTERPRISE]: { employeeNumber: 'E12' } };
    expectError(await ask('POST', 'Users', other), 409, 'uniqueness', /^externalId:/);
    const back = await ask('POST', 'Users', same);
    expect(back.status).toBe(201);
    expect(resourceOf(back)).toMatchObject({ id: user.id, userName: 'back.again', active: true, groups: [] });
    expect(resourceOf(back)[ENTERPRISE]).toEqual({ employeeNumber: 'E11' });
    expect((await get(user.id)).externalId).toBe(user.externalId);
  });

  test('two that had no externalId can both be deleted', async () => {
    for (const _ of [1, 2]) {
      const { id } = await create({ externalId: null });
      expect((await ask('DELETE', `Users/${id}`)).status).toBe(204);
      expectError(await ask('GET', `Users/${id}`), 404);
    }
  });
});

describe('administrators', () => {
  async function administrator(role: Role): Promise<Resource> {
    const user = await create();
    await grant(user.id, role);
    return await get(user.id);
  }

  test.each(['system-admin', 'security-admin', 'audit-admin'] as const)(
    'a directory disables an account that is %s and changes nothing else of it',
    async (role) => {
      const user = await administrator(role);
      for (const value of [
        { userName: 'mallory' },
        { displayName: 'M' },
        { emails: [{ value: 'm@example.com' }] },
        { externalId: 'm' },
      ])
        expectError(await patch(`Users/${user.id}`, [{ op: 'replace', value }]), 403);
      expectError(await patch(`Users/${user.id}`, [{ op: 'remove', path: 'externalId' }]), 403);
      expectError(await ask('PUT', `Users/${user.id}`, { ...user, userName: 'mallory' }), 403);
      expect((await ask('PUT', `Users/${user.id}`, user)).status).toBe(200);
      expect(await get(user.id)).toEqual(user);
      const leaving = await ask('PUT', `Users/${user.id}`, { ...user, displayName: 'M', active: false });
      expect(resourceOf(leaving)).toMatchObject({ active: false, displayName: user.displayName });
      expectError(await patch(`Users/${user.id}`, [{ op: 'replace', path: 'active', value: true }]), 403);
      expect((await ask('DELETE', `Users/${user.id}`)).status).toBe(204);
    },
  );

  test('the last system administrator is neither disabled nor deleted nor taken out', async () => {
    const { ledger } = http.product;
    const others = resourceOf(await ask('GET', 'Groups/system-admin')).members;
    const last = await administrator('system-admin');
    for (const { value } of others) await ask('DELETE', `Users/${value}`);
    expect(resourceOf(await ask('GET', 'Groups/system-admin')).members.map(({ value }) => value)).toEqual([last.id]);
    expectError(await patch(`Users/${last.id}`, [{ op: 'replace', path: 'active', value: false }]), 409);
    expectError(await ask('PUT', `Users/${last.id}`, { ...last, active: false, displayName: 'M' }), 409);
    expectError(await ask('DELETE', `Users/${last.id}`), 409);
    const off = await administrator('system-admin');
    await patch(`Users/${off.id}`, [{ op: 'replace', path: 'active', value: false }]);
    for (const operation of [
      { op: 'remove', path: 'members' },
      { op: 'remove', path: `members[value eq "${last.id}"]` },
      { op: 'replace', path: 'members', value: [{ value: off.id }] },
      { op: 'replace', path: 'members', value: [{ value: off.id }, { value: (await create()).id }] },
    ])
      expectError(await patch('Groups/system-admin', [operation]), 409);
    // Everything is looked at first: the one who would have come in was not proposed either.
    const acts = await listActs(ledger, systemActor);
    expect(
      acts.filter(({ payload }) => payload !== null && 'role' in payload && payload.role === 'system-admin'),
    ).toEqual([]);
    expect(await get(last.id)).toEqual(last);
    expect((await accountNamed(ledger, last.id)).state).toBe('invited');
    expect(resourceOf(await ask('GET', 'Groups/system-admin')).members).toHaveLength(2);
  });
});

describe('groups', () => {
  const members = async (role: Role) =>
    resourceOf(await ask('GET', `Groups/${role}`)).members.map(({ value }) => value);
  const add = (...ids: string[]) => [
    { op: 'Add', path: 'members', value: ids.map((value) => ({ $ref: null, value })) },
  ];
  async function openActs(account: string) {
    const all = await listActs(http.product.ledger, systemActor);
    return all.filter(
      ({ state, payload }) =>
        state === 'open' && payload !== null && 'account' in payload && payload.account === account,
    );
  }
  const decide = (id: string, decision: string, cookie = security.cookie) =>
    call(http.url, `/api/v1/acts/${id}/decision`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ decision, reason: 'as the directory says' }),
    });

  test('there is one of each role, found by its name', async () => {
    const all = listOf(await ask('GET', 'Groups'));
    expect(all.Resources.map((group) => [group.id, group.displayName])).toEqual(roleNames.map((name) => [name, name]));
    const found = await find('Groups', 'displayName eq "Auditor"', '&excludedAttributes=members');
    expect(found.Resources).toMatchObject([{ id: 'auditor', displayName: 'auditor', schemas: [GROUP] }]);
    expect(found.Resources[0]).not.toHaveProperty('members');
    expect(resourceOf(await ask('GET', 'Groups/auditor?excludedAttributes=members'))).not.toHaveProperty('members');
    expect((await find('Groups', 'displayName eq "Marketing"')).totalResults).toBe(0);
    expectError(await ask('GET', `Groups?filter=${encodeURIComponent('displayName sw "a"')}`), 400, 'invalidFilter');
    expectError(await ask('GET', 'Groups/marketing'), 404);
    expectError(await ask('GET', 'Groups/constructor'), 404);
  });

  test('no other can be made, renamed or deleted', async () => {
    const body = { schemas: [GROUP], displayName: 'Marketing', members: [] };
    expectError(await ask('POST', 'Groups', body), 400, 'invalidValue', /^displayName:.*auditor/);
    expectError(await ask('POST', 'Groups', { ...body, displayName: 'Auditor' }), 409, 'uniqueness');
    expectError(await ask('PUT', 'Groups/auditor', body), 400, 'mutability', /^displayName:/);
    const renamed = [{ op: 'replace', value: { id: 'auditor', displayName: 'Marketing' } }];
    expectError(await patch('Groups/auditor', renamed), 400, 'mutability', /^displayName:/);
    const same = [{ op: 'replace', value: { id: 'auditor', displayName: 'auditor', externalId: 'x' } }];
    expect((await patch('Groups/auditor', same)).status).toBe(200);
    expectError(await patch('Groups/auditor', [{ op: 'replace', path: 'id', value: 'x' }]), 400, 'mutability');
    expectError(await patch('Groups/auditor', [{ op: 'add', path: 'scope', value: {} }]), 400, 'invalidPath');
    expectError(await ask('DELETE', 'Groups/auditor'), 403);
  });

  test('a member who is added waits for the security administrator, once, and then holds the role', async () => {
    const { id } = await create();
    const answer = await patch('Groups/investigator', add(id));
    expect(answer.status).toBe(200);
    expect(resourceOf(answer).members.map(({ value }) => value)).not.toContain(id);
    expect((await get(id)).groups).toEqual([]);
    const [act, ...others] = await openActs(id);
    expect(others).toEqual([]);
    expect(act).toMatchObject({
      kind: 'role.grant',
      ...{ proposer: 'provisioner:entra', proposerRole: 'provisioner' },
      payload: { account: id, role: 'investigator', scope: {}, until: null },
    });
    await Promise.all([patch('Groups/investigator', add(id)), patch('Groups/investigator', add(id))]);
    expect(await openActs(id)).toHaveLength(1);
    expect((await decide(String(act?.id), 'confirmed', reader)).status).toBe(403);
    expect((await decide(String(act?.id), 'confirmed')).status).toBe(200);
    expect(await members('investigator')).toContain(id);
    expect((await get(id)).groups).toMatchObject([{ value: 'investigator', type: 'direct' }]);
    const has = `id eq "investigator" and members eq "${id}"`;
    expect((await find('Groups', has)).totalResults).toBe(1);
    expect((await patch('Groups/investigator', add(id))).status).toBe(200);
    expect(await openActs(id)).toEqual([]);
  });

  test.each([
    ['by the RFC', (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` })],
    ['by Entra', (id: string) => ({ op: 'Remove', path: 'members', value: [{ $ref: null, value: id }] })],
  ])('a member who is removed %s loses the role at once', async (_, operation) => {
    const [one, other] = [await create(), await create()];
    for (const { id } of [one, other]) await grant(id, 'hrbp');
    const cookie = await signIn(http.url, await linkFor(http.product.ledger, operator, one.id, 'session'));
    const roles = async () => (await call(http.url, '/api/v1/session', { headers: { cookie } })).json().roles;
    expect(await roles()).toEqual(['hrbp']);
    expect((await patch('Groups/hrbp', [operation(one.id)])).status).toBe(200);
    expect(await roles()).toEqual([]);
    expect(await members('hrbp')).toContain(other.id);
    expect(await members('hrbp')).not.toContain(one.id);
  });

  test('the whole list may be said, by Okta’s PATCH and by PUT, and what PUT leaves out stays', async () => {
    const [out, stays, joins] = [await create(), await create(), await create()];
    for (const { id } of [out, stays]) await grant(id, 'duty-officer');
    const value = [stays, joins].map(({ id, userName }) => ({ value: id, display: userName }));
    await patch('Groups/duty-officer', [{ op: 'replace', path: 'members', value }]);
    expect(await members('duty-officer')).toEqual([stays.id]);
    expect(await openActs(joins.id)).toHaveLength(1);
    const put = { schemas: [GROUP], id: 'duty-officer', displayName: 'duty-officer' };
    expect((await ask('PUT', 'Groups/duty-officer', put)).status).toBe(200);
    expect(await members('duty-officer')).toEqual([stays.id]);
    expect(await openActs(joins.id)).toHaveLength(1);
    expect((await ask('PUT', 'Groups/duty-officer', { ...put, members: [] })).status).toBe(200);
    expect(await members('duty-officer')).toEqual([]);
    expect(await openActs(joins.id)).toEqual([]);
  });

  test('a proposal is taken back when the directory takes the member out again or deletes them', async () => {
    const [one, other] = [await create(), await create()];
    await patch('Groups/counsel', add(one.id, other.id));
    const [act] = await openActs(one.id);
    await patch('Groups/counsel', [{ op: 'remove', path: `members[value eq "${one.id}"]` }]);
    expect(await openActs(one.id)).toEqual([]);
    expect((await decide(String(act?.id), 'confirmed')).status).toBe(409);
    expect(await openActs(other.id)).toHaveLength(1);
    await ask('DELETE', `Users/${other.id}`);
    expect(await openActs(other.id)).toEqual([]);
  });

  test('what somebody else proposed is neither proposed again nor taken back', async () => {
    const { id } = await create();
    const payload = { account: id, role: 'hrbp', scope: {}, until: null } as const;
    await propose(http.product.ledger, operator, 'role.grant', { payload, reason: 'by hand' });
    await patch('Groups/hrbp', add(id));
    expect(await openActs(id)).toHaveLength(1);
    const out = await patch('Groups/hrbp', [{ op: 'remove', path: `members[value eq "${id}"]` }]);
    expect(out.status).toBe(200);
    expect(await openActs(id)).toMatchObject([{ proposer: 'operator:test' }]);
  });

  test('roles that exclude each other are refused, one that waits counted as held, and nothing is done', async () => {
    const [user, other] = [await create(), await create()];
    await grant(user.id, 'auditor');
    const both = add(other.id, user.id);
    expectError(await patch('Groups/investigator', both), 400, 'invalidValue', /^members: auditor and investigator/);
    expect(await openActs(other.id)).toEqual([]);
    await patch('Groups/investigator', add(other.id));
    expectError(await patch('Groups/auditor', add(other.id)), 400, 'invalidValue', /^members:/);
    expectError(await patch('Groups/system-admin', add(user.id)), 400, 'invalidValue', /^members: system-admin/);
    expect(await openActs(user.id)).toEqual([]);
  });

  test('members that are no users are refused, and nothing is done', async () => {
    const { id } = await create();
    const gone = await create();
    await ask('DELETE', `Users/${gone.id}`);
    const wrong = [
      [{ value: 'f'.repeat(32) }],
      [{ value: gone.id }],
      [{ value: id, type: 'Group' }],
      [{ value: '' }],
      [{}],
      'x',
      Array.from({ length: 1_001 }, () => ({ value: id })),
    ];
    for (const value of wrong)
      expectError(await patch('Groups/hrbp', [...add(id), { op: 'add', path: 'members', value }]), 400, 'invalidValue');
    const path = 'members[display eq "x"]';
    expectError(await patch('Groups/hrbp', [{ op: 'remove', path }]), 400, 'invalidFilter');
    expectError(await patch('Groups/hrbp', [{ op: 'add', path: `members[value eq "${id}"]` }]), 400, 'invalidPath');
    expectError(await patch('Groups/hrbp', [{ op: 'remove' }]), 400, 'noTarget');
    expect(await openActs(id)).toEqual([]);
  });

  test('a directory that disabled every security administrator still cannot have one confirmed by nobody', async () => {
    const { id } = await create();
    for (const value of await members('security-admin'))
      await patch(`Users/${value}`, [{ op: 'replace', path: 'active', value: false }]);
    await patch('Groups/security-admin', add(id));
    expect(await openActs(id)).toHaveLength(1);
    expect(await members('security-admin')).not.toContain(id);
  });

  const path = fc.oneof(
    fc.constantFrom('active', 'name', 'emails', ENTERPRISE, 'members', 'emails[type eq "work"].value', 'roles', 'urn:'),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const value = fc.oneof(
    fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
    fc.dictionary(path, fc.string({ unit: 'binary', maxLength: 10 })),
  );
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'x'), path, value },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    fc.array(operation, { maxLength: 4 }).map((Operations) => ({ schemas: [PATCH], Operations })),
    value.map((said) => ({ ...(said as object), schemas: [USER, GROUP], displayName: 'hrbp' })),
    fc.dictionary(path, value).map((said) => ({ userName: 'hostile', schemas: [USER, GROUP], ...said })),
  );

  test('nothing that is sent makes the service fail, and every refusal is an error of SCIM', async () => {
    const { id } = await create();
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE');
    const place = fc.constantFrom('Users', 'Groups', `Users/${id}`, 'Groups/hrbp', 'Schemas', 'Me');
    const query = fc.tuple(
      fc.constantFrom('filter', 'count', 'attributes'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(method, place, query, body, async (how, where, [name, said], sent) => {
        const asked = `${where}?${name}=${encodeURIComponent(said.toWellFormed())}`;
        const answer = await ask(how, asked, how === 'GET' || how === 'DELETE' ? undefined : sent);
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.json().schemas).toEqual([ERROR]);
      }),
      { numRuns: Number(process.env.ZL_FUZZ_RUNS ?? 200) },
    );
  }, 300_000);

  test('nothing of all this was a failure of the server', async () => {
    expect((await call(http.url, '/metrics')).text).not.toContain('zhenglian_bugs_total');
  });
});
