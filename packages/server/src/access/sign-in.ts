import { hash, randomBytes } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import type { Clock } from '../kernel/time.ts';
import type { Actor, Db } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './store.ts';

const LINK_MILLIS = 24 * 3600 * 1000;
const SESSION_MILLIS = 12 * 3600 * 1000;

/** Makes a one-time sign-in token for an administrator; only its digest is kept. */
export async function inviteAdministrator(db: Db, clock: Clock): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = clock.now() + LINK_MILLIS;
  await db.as(systemActor, (tx) =>
    store.insertSignIn(tx, { digest: digestOf(token), actor: 'administrator', role: 'administrator', expiresAt }),
  );
  return token;
}

/** Whether nobody has signed in on this installation yet, so that a first start prints its link. */
export async function isUnclaimed(db: Db): Promise<boolean> {
  return await db.as(systemActor, async (tx) => (await store.countSessions(tx)) === 0);
}

/** Spends the token and opens a session. Refuses with `auth.token_spent`, the same for unknown, used and expired ones. */
export async function signIn(db: Db, clock: Clock, token: string): Promise<{ session: string; actor: Actor }> {
  return await db.as(systemActor, async (tx) => {
    const spent = await store.spendSignIn(tx, digestOf(token), clock.now());
    if (spent === undefined) throw new Refusal('auth.token_spent', {});
    const session = randomBytes(24).toString('base64url');
    await store.insertSession(tx, { digest: digestOf(session), ...spent, expiresAt: clock.now() + SESSION_MILLIS });
    return { session, actor: { id: spent.actor, role: 'administrator' } };
  });
}

export async function actorOfSession(db: Db, clock: Clock, session: string): Promise<Actor | undefined> {
  const row = await db.as(systemActor, (tx) => store.session(tx, digestOf(session), clock.now()));
  return row === undefined ? undefined : { id: row.actor, role: 'administrator' };
}

export async function signOut(db: Db, session: string): Promise<void> {
  await db.as(systemActor, (tx) => store.deleteSession(tx, digestOf(session)));
}

const digestOf = (token: string): Buffer => hash('sha256', token, 'buffer');
