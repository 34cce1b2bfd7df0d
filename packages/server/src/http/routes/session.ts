import { z } from 'zod';
import { signIn, signOut } from '../../access/sign-in.ts';
import { VERSION } from '../../wiring/product.ts';
import { defineBytesRoute, defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

/** 登录. Spends a one-time administrator link; the session travels in an HttpOnly, SameSite=Strict cookie. */
export const openSession = defineBytesRoute({
  method: 'POST',
  path: 'session',
  needs: 'nothing',
  summary: 'Sign in with a one-time link',
  params: nothing,
  query: nothing,
  body: z.strictObject({ token: z.string().min(1).max(200) }),

  async handle({ body }, { db, ledger }) {
    const { session: cookie } = await signIn(db, ledger.clock, body.token);
    return { type: 'text/plain', bytes: '', cookie };
  },
});

export const session = defineRoute({
  method: 'GET',
  path: 'session',
  needs: 'session.own',
  summary: 'Who is signed in',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    actor: z.object({ id: z.string(), role: z.string() }),
    installation: z.string(),
    version: z.string(),
  }),

  async handle({ caller }, { ledger }) {
    return {
      actor: { id: caller.actor.id, role: caller.actor.role },
      installation: ledger.secrets.installation,
      version: VERSION,
    };
  },
});

export const closeSession = defineBytesRoute({
  method: 'DELETE',
  path: 'session',
  needs: 'session.own',
  summary: 'Sign out',
  params: nothing,
  query: nothing,
  body: 'none',

  async handle({ caller }, { db }) {
    if (caller.token !== undefined) await signOut(db, caller.token);
    return { type: 'text/plain', bytes: '', cookie: null };
  },
});
