import { z } from 'zod';
import { accountNamed } from '../../access/accounts.ts';
import { askForOwnPasskey, proveAgain } from '../../access/enrol.ts';
import { askForPasskey, signInByPasskey } from '../../access/passkeys.ts';
import { FRESH_MILLIS, signOut } from '../../access/session.ts';
import { signInByLink, signInByPassword } from '../../access/sign-in.ts';
import { VERSION } from '../../wiring/product.ts';
import { accessIn, defineQuietRoute, defineRoute } from '../route.ts';
import { asked, askedPasskey, code, passkeyAnswer, password } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const way = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('link'), token: z.string().min(1).max(200) }),
  z.strictObject({ by: z.literal('password'), login: z.string().min(1).max(200), password, code }),
  z.strictObject({ by: z.literal('passkey'), asked, response: passkeyAnswer }),
]);

/** 登录. By a one-time link, by password and second factor, or by a passkey; the session travels in a cookie. */
export const openSession = defineQuietRoute({
  method: 'POST',
  path: 'session',
  needs: 'nothing',
  summary: 'Sign in',
  params: nothing,
  query: nothing,
  body: way,

  async handle({ caller: { access, origin, site, kept, keep }, body }, { ledger }) {
    const { session, device } =
      body.by === 'link'
        ? await signInByLink(ledger, body.token, origin)
        : body.by === 'password'
          ? await signInByPassword(ledger, body.login, body, { origin, device: kept('device') })
          : await signInByPasskey(ledger, site, body, origin);
    // Whoever was signed in in this browser before is not any more.
    if (access !== undefined) await signOut(ledger, access);
    keep('session', session);
    if (device !== undefined) keep('device', device);
  },
});

export const askSession = defineRoute({
  method: 'POST',
  path: 'session/passkey',
  needs: 'nothing',
  summary: 'Ask for a passkey to sign in with',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: askedPasskey,
  handle: async ({ caller }, { ledger }) => await askForPasskey(ledger, caller.site),
});

export const session = defineRoute({
  method: 'GET',
  path: 'session',
  needs: 'session.enrol',
  summary: 'Who is signed in, and what they may do',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    account: z.object({ id: z.string(), login: z.string(), name: z.string() }),
    level: z.enum(['full', 'enrolment']),
    method: z.string(),
    roles: z.array(z.string()).readonly(),
    permissions: z.array(z.string()),
    freshUntil: z.int(),
    expiresAt: z.int(),
    installation: z.string(),
    version: z.string(),
  }),

  async handle({ caller }, { ledger }) {
    const access = accessIn(caller);
    const { id, login, name } = await accountNamed(ledger, access.actor.id);
    const { level, method, roles, permissions, freshAt, expiresAt } = access;
    return {
      account: { id, login, name },
      ...{ level, method, roles, expiresAt },
      permissions: [...permissions].sort(),
      freshUntil: freshAt + FRESH_MILLIS,
      installation: ledger.secrets.installation,
      version: VERSION,
    };
  },
});

export const askProof = defineRoute({
  method: 'POST',
  path: 'session/proof/passkey',
  needs: 'session.own',
  summary: 'Ask for a passkey of one’s own, to prove again who one is',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: askedPasskey,
  handle: async ({ caller }, { ledger }) => await askForOwnPasskey(ledger, caller.site, accessIn(caller)),
});

/** 再次验证身份. The session gets another token; what needs a recent proof is open for ten minutes. */
export const proveSession = defineQuietRoute({
  method: 'POST',
  path: 'session/proof',
  needs: 'session.own',
  summary: 'Prove again who one is',
  params: nothing,
  query: nothing,
  body: z.union([z.strictObject({ password, code }), z.strictObject({ asked, response: passkeyAnswer })]),
  async handle({ caller, body }, { ledger }) {
    caller.keep('session', await proveAgain(ledger, caller.site, accessIn(caller), body));
  },
});

export const closeSession = defineQuietRoute({
  method: 'DELETE',
  path: 'session',
  needs: 'session.enrol',
  summary: 'Sign out',
  params: nothing,
  query: nothing,
  body: 'none',
  async handle({ caller }, { ledger }) {
    await signOut(ledger, accessIn(caller));
    caller.keep('session', null);
  },
});
