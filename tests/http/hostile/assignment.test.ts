import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Route } from '../../../packages/server/src/http/route.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import type { Cast, Hostile } from './support.ts';
import {
  addressOf,
  allowed,
  attack,
  castOf,
  INVALID,
  promiseKept,
  refuses,
  samplesOf,
  send,
  snapshot,
  startHostile,
  valuesFor,
} from './support.ts';

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile();
  cast = await castOf(http);
});
afterAll(() => http.close());

const EXTRA = {
  role: 'system-admin',
  roles: ['system-admin'],
  permissions: ['finding.read'],
  state: 'active',
  id: '0'.repeat(32),
  account_id: '0'.repeat(32),
  account: '0'.repeat(32),
  level: 'full',
  isAdmin: true,
  actor: 'operator:test',
  made_at: 0,
  freshAt: 9e15,
  password_hash: 'x',
  until: null,
};
const pathOf = (route: Route): string => addressOf(route.path, valuesFor(route.schemas.params));
const talking = routes.filter(({ schemas, path }) => typeof schemas.body !== 'string' && !path.startsWith('/scim'));
const isClosed = ({ schemas }: Route): boolean =>
  Object.keys((samplesOf(schemas.body as z.ZodType)[0] ?? {}) as object).length > 0;
const named = (all: readonly Route[]) => all.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('V15.3.3 fields that a body does not have are refused by name', () => {
  test.each(named(talking.filter(isClosed)))('%s', async (_, route) => {
    const before = await snapshot(http);
    for (const sample of samplesOf(route.schemas.body as z.ZodType) as object[])
      for (const [name, value] of Object.entries(EXTRA).filter(([each]) => !(each in sample)))
        await refuses(http.url, INVALID, [route.method, pathOf(route)], {
          ...allowed(cast, route),
          body: { ...sample, [name]: value },
        });
    expect(await snapshot(http)).toEqual(before);
  });
});

describe('V15.3.3 a body that says nothing says nothing by extra fields', () => {
  const quiet = talking.filter((route) => !isClosed(route) && ['POST', 'PUT'].includes(route.method));
  test.each(named(quiet))('%s', async (_, route) => {
    const asked = allowed(cast, route);
    const plain = await send(http.url, route.method, pathOf(route), { ...asked, body: {} });
    const grants = await http.superuser('select account_id, role from role_grant order by id');
    const answer = await attack(http.url, route.method, pathOf(route), { ...asked, body: EXTRA });
    expect([answer.status === plain.status || answer.status === 422, answer.text]).toEqual([true, expect.any(String)]);
    expect(await http.superuser('select account_id, role from role_grant order by id')).toEqual(grants);
    const { level, roles } = (await send(http.url, 'GET', 'session', { as: cast.owner.cookie })).json();
    expect([level, roles]).toEqual(['full', []]);
  });
});

describe('V15.3.3 fields within fields', () => {
  const scope = { account: '0'.repeat(32), role: 'hrbp', until: null };
  const CASES: readonly (readonly [
    string,
    string,
    string,
    object,
    'system-admin' | 'security-admin' | 'investigator' | 'integrator',
  ])[] = [
    [
      'a scope',
      'POST',
      'acts',
      { kind: 'role.grant', payload: { ...scope, scope: { all: true } }, reason: 'hostile' },
      'system-admin',
    ],
    [
      'a grant',
      'POST',
      'acts',
      { kind: 'role.grant', payload: { ...scope, scope: {}, since: 0 }, reason: 'hostile' },
      'system-admin',
    ],
    [
      'a grant that is confirmed already',
      'POST',
      'acts',
      { kind: 'role.grant', payload: { ...scope, scope: {}, state: 'confirmed' }, reason: 'hostile' },
      'system-admin',
    ],
    [
      'a cell',
      'POST',
      'acts',
      {
        kind: 'matrix.change',
        payload: { role: 'hrbp', permission: 'rule.read', allowed: true, locked: false },
        reason: 'hostile',
      },
      'security-admin',
    ],
    [
      'another payload than its kind',
      'POST',
      'acts',
      { kind: 'matrix.change', payload: { ...scope, scope: {} }, reason: 'hostile' },
      'security-admin',
    ],
    [
      'a query of a hold',
      'POST',
      'holds',
      { query: { employees: ['E001'], all: true }, why: 'hostile' },
      'investigator',
    ],
    [
      'a relation',
      'POST',
      'acts',
      {
        kind: 'relation.confirm',
        payload: { relation: { type: 'company', company: 'a', alias: 'b', strength: 'proven' } },
        reason: 'hostile',
      },
      'investigator',
    ],
    [
      'a permission that is none',
      'POST',
      'acts',
      { kind: 'matrix.change', payload: { role: 'hrbp', permission: 'everything', allowed: true }, reason: 'hostile' },
      'security-admin',
    ],
    [
      'a permission of the prototype',
      'POST',
      'acts',
      { kind: 'matrix.change', payload: { role: 'hrbp', permission: 'constructor', allowed: true }, reason: 'hostile' },
      'security-admin',
    ],
    [
      'a role of the prototype',
      'POST',
      'acts',
      { kind: 'role.grant', payload: { ...scope, role: 'toString', scope: {} }, reason: 'hostile' },
      'system-admin',
    ],
    ['an act that is none', 'POST', 'acts', { kind: '__proto__', payload: {}, reason: 'hostile' }, 'system-admin'],
    [
      'settings of an import',
      'POST',
      'imports/AAAAAAAAAAAA/settings',
      { settings: { actor: 'operator:x' } },
      'integrator',
    ],
    [
      'an account with a password',
      'POST',
      'accounts',
      { login: 'x', name: 'x', employee: null, password: 'x' },
      'system-admin',
    ],
    [
      'an account that is active',
      'POST',
      'accounts',
      { login: 'x', name: 'x', employee: null, state: 'active' },
      'system-admin',
    ],
    [
      'a state that is none',
      'PUT',
      `accounts/${'0'.repeat(32)}/state`,
      { state: 'invited', why: 'hostile' },
      'system-admin',
    ],
  ];
  test.each(CASES)('%s', async (_, method, path, body, role) => {
    const before = await snapshot(http);
    await refuses(http.url, INVALID, [method, path], { as: cast.of[role].cookie, body });
    expect(await snapshot(http)).toEqual(before);
  });
});

describe('V15.3.6 no way to the prototype of everything', () => {
  const POLLUTED = [
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"a":{"__proto__":{"isAdmin":true}}}',
    '{"\\u005f_proto__":{"isAdmin":true}}',
    '[{"__proto__":{"isAdmin":true}}]',
    '{"by":"link","token":"x","__proto__":{"by":"password"}}',
  ];
  test.each(POLLUTED)('%s', async (body) => {
    for (const [method, path] of [
      ['POST', 'session'],
      ['POST', 'accounts'],
      ['POST', 'acts'],
      ['PUT', 'mappings'],
      ['POST', 'imports'],
      ['POST', '/scim/v2/Users'],
      ['PATCH', '/scim/v2/Users/x'],
      ['PATCH', '/scim/v2/Groups/x'],
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      const needs = path.startsWith('/scim') ? { key: cast.provisioner } : { as: cast.of['system-admin'].cookie };
      await refuses(http.url, INVALID, [method, path], { ...needs, headers, body });
    }
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  test.each([
    '__proto__[isAdmin]=1',
    'constructor[prototype][isAdmin]=1',
    '__proto__.isAdmin=1',
    '__proto__=1',
    'toString=1',
    'hasOwnProperty=1',
  ])('?%s', async (query) => {
    const answer = await attack(http.url, 'GET', `findings?${query}`, { as: cast.of.investigator.cookie });
    expect(answer.status).toBe(200);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });
});

describe('V15.3.7 a parameter that is there twice', () => {
  test.each([
    ['investigator', 'findings?limit=1&limit=200'],
    ['investigator', 'findings?rule=a&rule=b'],
    ['investigator', 'chains?min=weak&min=strong'],
    ['auditor', 'watch/readings?actor=a&actor=b'],
    ['auditor', 'watch/report?month=2026-03&month=2026-02'],
    ['integrator', 'deliveries?source=a&source=b'],
    ['investigator', 'entries/main/0?ground=urgent&ground=none&why=because+of+this'],
  ] as const)('%s %s', async (role, path) => {
    await refuses(http.url, INVALID, ['GET', path], { as: cast.of[role].cookie });
  });
});

describe('V15.3.3 a directory gives no role, state or id but by the ways it has', () => {
  const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
  const FIELDS = {
    roles: [{ value: 'system-admin' }],
    entitlements: [{ value: 'finding.read' }],
    groups: [{ value: 'system-admin' }],
    password: 'set by the directory 1',
    id: '0'.repeat(32),
    meta: { resourceType: 'User', version: 'W/"0"' },
    x509Certificates: [{ value: 'x' }],
    state: 'active',
    permissions: ['finding.read'],
  };
  test.each(Object.entries(FIELDS))('%s', async (name, value) => {
    const body = {
      schemas: [USER],
      userName: `scim-${name}`,
      externalId: `ext-${name}`,
      displayName: 'Somebody',
      active: true,
      [name]: value,
    };
    const before = await snapshot(http);
    const answer = await attack(http.url, 'POST', '/scim/v2/Users', { key: cast.provisioner, body });
    expect(answer.status, answer.text).toBeLessThan(500);
    const after = await snapshot(http);
    for (const table of ['role_grant', 'session', 'passkey', 'recovery_code', 'unmasking', 'matrix_cell'] as const)
      expect(after[table]).toBe(before[table]);
    expect(
      await http.superuser('select id from account where id = $1 or (password is not null and id <> $2)', [
        '0'.repeat(32),
        cast.owner.id,
      ]),
    ).toEqual([]);
    expect(answer.text).not.toContain('set by the directory 1');
  });

  test('a role for a member is proposed and not given', async () => {
    const { id } = await http.person([]);
    const groups = (await send(http.url, 'GET', '/scim/v2/Groups', { key: cast.provisioner })).json().Resources as {
      id: string;
    }[];
    for (const group of groups) {
      const Operations = [{ op: 'add', path: 'members', value: [{ value: id }] }];
      const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
      await attack(http.url, 'PATCH', `/scim/v2/Groups/${group.id}`, { key: cast.provisioner, body });
    }
    expect(groups.length).toBeGreaterThan(5);
    expect(await http.superuser('select role from role_grant where account_id = $1', [id])).toEqual([]);
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('assignment'));
