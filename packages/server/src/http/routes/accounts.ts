import { z } from 'zod';
import { changeAccount, endGrant, linkFor, listAccounts, makeAccount, setAccountState } from '../../access/accounts.ts';
import { keepProvisioner, provisioners, removeProvisioner } from '../../access/provisioners.ts';
import { endSessions, listSessions } from '../../access/session.ts';
import { freshLink } from '../../wiring/acts.ts';
import { defineQuietRoute, defineRoute } from '../route.ts';
import { account, id, sessionShown, why } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const login = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\s\p{Cc}]+$/u);
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u);
const employee = z.string().trim().min(1).max(256).nullable();
const link = z.object({ account: z.string(), path: z.string() });
const pathOf = (token: string): string => `/sign-in?token=${token}`;

/** 账户列表, with what each account holds and held. */
export const accounts = defineRoute({
  method: 'GET',
  path: 'accounts',
  needs: 'account.read',
  summary: 'Accounts with their roles',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ accounts: z.array(account).readonly() }),
  handle: async (_request, { ledger }) => ({ accounts: await listAccounts(ledger) }),
});

/** How accounts are called, for whoever sees what others decide. */
export const accountNames = defineRoute({
  method: 'GET',
  path: 'account-names',
  needs: 'act.read',
  summary: 'Names of accounts by id',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ names: z.record(z.string(), z.string()) }),
  async handle(_request, { ledger }) {
    return { names: Object.fromEntries((await listAccounts(ledger)).map(({ id: of, name: called }) => [of, called])) };
  },
});

/** 邀请. The link is shown this once; it lets its person set a password and a second factor, and carries no role. */
export const postAccount = defineRoute({
  method: 'POST',
  path: 'accounts',
  needs: 'account.invite',
  summary: 'Invite somebody',
  params: nothing,
  query: nothing,
  body: z.strictObject({ login, name, employee }),
  reply: link,
  async handle({ caller, body }, { ledger }) {
    const made = await makeAccount(ledger, caller.actor, body, 'invitation');
    return { account: made, path: pathOf(await linkFor(ledger, caller.actor, made, 'enrolment')) };
  },
});

export const patchAccount = defineQuietRoute({
  method: 'PATCH',
  path: 'accounts/:id',
  needs: 'account.invite',
  summary: 'Change what is known of an account; null clears the employee number',
  params: z.object({ id }),
  query: nothing,
  body: z.strictObject({
    login: login.exactOptional(),
    name: name.exactOptional(),
    employee: employee.exactOptional(),
  }),
  handle: async ({ caller, params, body }, { ledger }) => await changeAccount(ledger, caller.actor, params.id, body),
});

/**
 * A fresh link for somebody who lost every factor; what they had before stays until they replace it. For an account that
 * holds roles the first asking proposes it, and asking again after the security administrator confirmed gives the link.
 */
export const postLink = defineRoute({
  method: 'POST',
  path: 'accounts/:id/link',
  needs: 'account.invite',
  summary: 'A fresh invitation for an account; two persons for one that holds roles',
  params: z.object({ id }),
  query: nothing,
  body: nothing,
  reply: z.object({ account: z.string(), path: z.string().nullable(), proposal: z.string().nullable() }),
  async handle({ caller, params }, product) {
    const made = await freshLink(product, caller.actor, params.id);
    const path = 'token' in made ? pathOf(made.token) : null;
    return { account: params.id, path, proposal: 'proposal' in made ? made.proposal : null };
  },
});

export const putAccountState = defineQuietRoute({
  method: 'PUT',
  path: 'accounts/:id/state',
  needs: 'account.invite',
  summary: 'Disable an account, which ends its sessions at once, or let it in again',
  params: z.object({ id }),
  query: nothing,
  body: z.strictObject({ state: z.enum(['active', 'disabled']), why }),
  handle: async ({ caller, params, body }, { ledger }) =>
    await setAccountState(ledger, caller.actor, params.id, body.state, body.why),
});

export const accountSessions = defineRoute({
  method: 'GET',
  path: 'accounts/:id/sessions',
  needs: 'session.end',
  summary: 'Where an account is signed in',
  params: z.object({ id }),
  query: nothing,
  body: 'none',
  reply: z.object({ sessions: z.array(sessionShown).readonly() }),
  handle: async ({ params }, { ledger }) => ({ sessions: await listSessions(ledger, params.id) }),
});

export const endAccountSessions = defineQuietRoute({
  method: 'DELETE',
  path: 'accounts/:id/sessions',
  needs: 'session.end',
  summary: 'End every session of an account',
  params: z.object({ id }),
  query: nothing,
  body: 'none',
  handle: async ({ caller, params }, { ledger }) => void (await endSessions(ledger, caller.actor, params.id)),
});

/** 收回角色. One person is enough to take away; giving needs two. */
export const deleteGrant = defineQuietRoute({
  method: 'DELETE',
  path: 'grants/:id',
  needs: 'role.end',
  summary: 'Take a role away; it counts from the next request on',
  params: z.object({ id }),
  query: z.object({ why }),
  body: 'none',
  handle: async ({ caller, params, query }, { ledger }) => await endGrant(ledger, caller.actor, params.id, query.why),
});

const provisioner = z.object({ name: z.string().regex(/^[a-z0-9-]{1,40}$/) });

export const provisionerList = defineRoute({
  method: 'GET',
  path: 'provisioners',
  needs: 'provisioner.keep',
  summary: 'Directory services that keep accounts by SCIM',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ provisioners: z.array(z.object({ name: z.string(), madeAt: z.int() })).readonly() }),
  handle: async (_request, { ledger }) => ({ provisioners: await provisioners(ledger) }),
});

export const putProvisioner = defineRoute({
  method: 'PUT',
  path: 'provisioners/:name',
  needs: 'provisioner.keep',
  summary: 'Give a directory service a key, shown this once',
  params: provisioner,
  query: nothing,
  body: nothing,
  reply: z.object({ name: z.string(), key: z.string() }),
  handle: async ({ caller, params }, { ledger }) => ({
    name: params.name,
    key: await keepProvisioner(ledger, caller.actor, params.name),
  }),
});

export const deleteProvisioner = defineQuietRoute({
  method: 'DELETE',
  path: 'provisioners/:name',
  needs: 'provisioner.keep',
  summary: 'Take a directory service’s key away',
  params: provisioner,
  query: nothing,
  body: 'none',
  handle: async ({ caller, params }, { ledger }) => await removeProvisioner(ledger, caller.actor, params.name),
});
