import { patchGroup, replaceGroup } from '../../access/scim/change-groups.ts';
import type { Change } from '../../access/scim/change-users.ts';
import { createUser, deleteUser, patchUser, replaceUser } from '../../access/scim/change-users.ts';
import { resourceTypes, schemas, serviceProviderConfig } from '../../access/scim/discovery.ts';
import { getGroup, groupNamed, listGroups, refuseNewGroup } from '../../access/scim/groups.ts';
import type { Json } from '../../access/scim/names.ts';
import { patchSchema } from '../../access/scim/patch.ts';
import type { Projection, Shown } from '../../access/scim/show.ts';
import { projected, showList } from '../../access/scim/show.ts';
import { getUser, listUsers } from '../../access/scim/users.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller, Route, ScimAnswer } from '../route.ts';
import { defineScimRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import { discovered, group, id, listed, shown, user } from './scim-shapes.ts';

/** SCIM 2.0 (RFC 7643, 7644): a directory service keeps accounts and asks for roles; see `access/scim`. */
const ROOT = '/scim/v2';
const baseOf = ({ site }: Caller): string => `${site.origin}${ROOT}`;
type From = { readonly caller: Caller; readonly ifMatch: string | undefined };
const changeOf = ({ caller, ifMatch }: From): Change => ({ actor: caller.actor, base: baseOf(caller), ifMatch });

const one = { params: id, query: shown } as const;
const read = { ...one, method: 'GET', body: 'none' } as const;
const list = { method: 'GET', params: nothing, query: listed, body: 'none' } as const;

const answerOf = ({ resource, ...where }: Shown, projection: Projection): ScimAnswer => ({
  ...where,
  body: projected(resource, projection),
});

/** RFC 7644 4: what a service is cannot be filtered. */
function discoverable(all: (base: string) => readonly Json[], path: string, summary: string): readonly Route[] {
  const common = { method: 'GET', params: nothing, query: discovered, body: 'none', summary } as const;
  return [
    defineScimRoute({
      ...common,
      path: `${ROOT}/${path}`,
      async handle({ caller, query }) {
        if (query.filter !== undefined) throw new Refusal('auth.forbidden', { why: 'filter: not here' });
        const found = all(baseOf(caller));
        return { body: showList(found, found.length, 1) };
      },
    }),
    defineScimRoute({
      ...common,
      path: `${ROOT}/${path}/:id`,
      params: id,
      async handle({ caller, params }) {
        const found = all(baseOf(caller)).find((each) => each.id === params.id);
        if (found === undefined) throw new Refusal('not_found', { what: path });
        return { body: found };
      },
    }),
  ];
}

const config = defineScimRoute({
  method: 'GET',
  path: `${ROOT}/ServiceProviderConfig`,
  summary: 'SCIM: what this service can do',
  params: nothing,
  query: nothing,
  body: 'none',
  handle: async ({ caller }) => ({ body: serviceProviderConfig(baseOf(caller)) }),
});

const users = defineScimRoute({
  ...list,
  path: `${ROOT}/Users`,
  summary: 'SCIM: accounts',
  handle: async ({ caller, query }, { ledger }) => ({ body: await listUsers(ledger, baseOf(caller), query) }),
});

const userById = defineScimRoute({
  ...read,
  path: `${ROOT}/Users/:id`,
  summary: 'SCIM: one account',
  handle: async ({ caller, params, query }, { ledger }) =>
    answerOf(await getUser(ledger, baseOf(caller), params.id), query),
});

const postUser = defineScimRoute({
  method: 'POST',
  path: `${ROOT}/Users`,
  summary: 'SCIM: make an account, or bring back one that was deleted',
  params: nothing,
  query: shown,
  body: user,
  handle: async (request, { ledger }) =>
    answerOf(await createUser(ledger, changeOf(request), request.body), request.query),
});

const putUser = defineScimRoute({
  method: 'PUT',
  path: `${ROOT}/Users/:id`,
  summary: 'SCIM: say what an account is',
  ...one,
  body: user,
  handle: async (request, { ledger }) =>
    answerOf(await replaceUser(ledger, changeOf(request), request.params.id, request.body), request.query),
});

const patchUserRoute = defineScimRoute({
  method: 'PATCH',
  path: `${ROOT}/Users/:id`,
  summary: 'SCIM: change an account, all operations or none',
  ...one,
  body: patchSchema,
  handle: async (request, { ledger }) =>
    answerOf(await patchUser(ledger, changeOf(request), request.params.id, request.body.Operations), request.query),
});

const removeUser = defineScimRoute({
  method: 'DELETE',
  path: `${ROOT}/Users/:id`,
  summary: 'SCIM: disable an account, end its roles and hear of it no more',
  params: id,
  query: nothing,
  body: 'none',
  handle: async (request, { ledger }) => ({ body: await deleteUser(ledger, changeOf(request), request.params.id) }),
});

const groups = defineScimRoute({
  ...list,
  path: `${ROOT}/Groups`,
  summary: 'SCIM: roles as groups',
  handle: async ({ caller, query }, { ledger }) => ({ body: await listGroups(ledger, baseOf(caller), query) }),
});

const groupById = defineScimRoute({
  ...read,
  path: `${ROOT}/Groups/:id`,
  summary: 'SCIM: one role with those who hold it now',
  handle: async ({ caller, params, query }, { ledger }) =>
    answerOf(await getGroup(ledger, baseOf(caller), params.id), query),
});

const postGroup = defineScimRoute({
  method: 'POST',
  path: `${ROOT}/Groups`,
  summary: 'SCIM: refused, since every role is there',
  params: nothing,
  query: shown,
  body: group,
  handle: ({ body }) => refuseNewGroup(body),
});

const putGroup = defineScimRoute({
  method: 'PUT',
  path: `${ROOT}/Groups/:id`,
  summary: 'SCIM: say who is in a group',
  ...one,
  body: group,
  handle: async (request, { ledger }) =>
    answerOf(await replaceGroup(ledger, changeOf(request), request.params.id, request.body), request.query),
});

const patchGroupRoute = defineScimRoute({
  method: 'PATCH',
  path: `${ROOT}/Groups/:id`,
  summary: 'SCIM: propose a role for a member, or take it away at once',
  ...one,
  body: patchSchema,
  handle: async (request, { ledger }) =>
    answerOf(await patchGroup(ledger, changeOf(request), request.params.id, request.body.Operations), request.query),
});

const removeGroup = defineScimRoute({
  method: 'DELETE',
  path: `${ROOT}/Groups/:id`,
  summary: 'SCIM: refused, since roles stay; take the members out',
  params: id,
  query: nothing,
  body: 'none',
  async handle({ params }) {
    groupNamed(params.id);
    throw new Refusal('auth.forbidden', { why: 'a role stays; take its members out' });
  },
});

export const scim: readonly Route[] = [
  config,
  ...discoverable(resourceTypes, 'ResourceTypes', 'SCIM: kinds of resources'),
  ...discoverable(schemas, 'Schemas', 'SCIM: attributes that are kept'),
  users,
  userById,
  postUser,
  putUser,
  patchUserRoute,
  removeUser,
  groups,
  groupById,
  postGroup,
  putGroup,
  patchGroupRoute,
  removeGroup,
];
