import { z } from 'zod';
import {
  beginPasskey,
  beginTotp,
  confirmTotp,
  finishPasskey,
  mySecurity,
  newOwnRecoveryCodes,
  removePasskey,
  setOwnPassword,
} from '../../access/enrol.ts';
import { endSessions, listSessions } from '../../access/session.ts';
import { accessIn, defineQuietRoute, defineRoute } from '../route.ts';
import { asked, askedPasskey, code, id, passkeyAnswer, password, sessionShown } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).readonly() });

/** 我的安全设置. */
export const security = defineRoute({
  method: 'GET',
  path: 'my/security',
  needs: 'session.enrol',
  summary: 'What one signs in with',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeys: z
      .array(z.object({ id: z.string(), label: z.string(), madeAt: z.int(), usedAt: z.int().nullable() }))
      .readonly(),
  }),
  handle: async ({ caller }, { ledger }) => await mySecurity(ledger, accessIn(caller)),
});

export const putPassword = defineQuietRoute({
  method: 'PUT',
  path: 'my/password',
  needs: 'session.enrol',
  summary: 'Set one’s password; one’s other sessions end',
  params: nothing,
  query: nothing,
  body: z.strictObject({ password }),
  handle: async ({ caller, body }, { ledger }) => await setOwnPassword(ledger, accessIn(caller), body.password),
});

export const askTotp = defineRoute({
  method: 'POST',
  path: 'my/totp',
  needs: 'session.enrol',
  summary: 'A new secret for an authenticator app',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: z.object({ asked: z.string(), uri: z.string(), secret: z.string() }),
  handle: async ({ caller }, { ledger }) => await beginTotp(ledger, accessIn(caller)),
});

export const putTotp = defineRoute({
  method: 'PUT',
  path: 'my/totp',
  needs: 'session.enrol',
  summary: 'Take the secret into use by showing a code of it',
  params: nothing,
  query: nothing,
  body: z.strictObject({ asked, code }),
  reply: recoveryCodes,
  async handle({ caller, body }, { ledger }) {
    const done = await confirmTotp(ledger, accessIn(caller), body.asked, body.code);
    if (done.session !== undefined) caller.keep('session', done.session);
    return { recoveryCodes: done.recoveryCodes };
  },
});

export const askOwnPasskey = defineRoute({
  method: 'POST',
  path: 'my/passkeys/ask',
  needs: 'session.enrol',
  summary: 'Begin enrolling a passkey',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: askedPasskey,
  handle: async ({ caller }, { ledger }) => await beginPasskey(ledger, caller.site, accessIn(caller)),
});

export const postPasskey = defineRoute({
  method: 'POST',
  path: 'my/passkeys',
  needs: 'session.enrol',
  summary: 'Enrol a passkey',
  params: nothing,
  query: nothing,
  body: z.strictObject({ asked, response: passkeyAnswer, label: z.string().trim().min(1).max(100) }),
  reply: recoveryCodes,
  async handle({ caller, body }, { ledger }) {
    const done = await finishPasskey(ledger, caller.site, accessIn(caller), body);
    if (done.session !== undefined) caller.keep('session', done.session);
    return { recoveryCodes: done.recoveryCodes };
  },
});

export const deletePasskey = defineQuietRoute({
  method: 'DELETE',
  path: 'my/passkeys/:id',
  needs: 'session.own',
  summary: 'Take a passkey out of use',
  params: z.object({ id: z.string().min(1).max(2_000) }),
  query: nothing,
  body: 'none',
  handle: async ({ caller, params }, { ledger }) => await removePasskey(ledger, accessIn(caller), params.id),
});

export const postRecoveryCodes = defineRoute({
  method: 'POST',
  path: 'my/recovery-codes',
  needs: 'session.own',
  summary: 'Ten fresh recovery codes in place of all there were',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: recoveryCodes,
  handle: async ({ caller }, { ledger }) => ({ recoveryCodes: await newOwnRecoveryCodes(ledger, accessIn(caller)) }),
});

export const mySessions = defineRoute({
  method: 'GET',
  path: 'my/sessions',
  needs: 'session.own',
  summary: 'Where one is signed in',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ current: z.string(), sessions: z.array(sessionShown).readonly() }),
  async handle({ caller }, { ledger }) {
    const { actor, session } = accessIn(caller);
    return { current: session, sessions: await listSessions(ledger, actor.id) };
  },
});

export const endMySession = defineQuietRoute({
  method: 'DELETE',
  path: 'my/sessions/:id',
  needs: 'session.own',
  summary: 'End one of one’s sessions',
  params: z.object({ id }),
  query: nothing,
  body: 'none',
  async handle({ caller, params }, { ledger }) {
    const { actor } = accessIn(caller);
    await endSessions(ledger, actor, actor.id, { only: params.id });
  },
});
