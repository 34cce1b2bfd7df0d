import { hash, randomBytes } from 'node:crypto';
import { randomId } from '../kernel/ids.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import type { Permission } from './matrix.ts';
import type { Role } from './roles.ts';
import type { SessionLevel } from './session-store.ts';
import * as store from './session-store.ts';

const HOUR = 3_600_000;
/** A session ends after this long whatever happens, and after this long without a request. ASVS 5, 7.3. */
export const SESSION_MILLIS = 12 * HOUR;
const IDLE_MILLIS = 2 * HOUR;
/** How recent a proof of who it is must be before sealed things are opened. */
export const FRESH_MILLIS = 10 * 60_000;
const TOUCH_MILLIS = 60_000;

/** How somebody proved who they are: `link` is the one-time link that an operator printed. */
export type Method = 'link' | 'password+totp' | 'password+recovery' | 'passkey' | 'oidc';

/** From where a session was opened, as the browser says; shown to its person alone. */
export type Origin = { readonly agent: string; readonly address: string };

/** Who asks, with what they may do at this moment. */
export type Access = {
  readonly actor: Extract<Actor, { role: 'account' }>;
  readonly session: string;
  readonly level: SessionLevel;
  readonly method: string;
  readonly freshAt: number;
  readonly expiresAt: number;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
};

export const digestOf = (token: string): Buffer => hash('sha256', token, 'buffer');
export const newToken = (): string => randomBytes(24).toString('base64url');

/** Opens a session and answers its token, of which only the digest is kept. That it was opened is recorded. */
export async function openSession(
  ledger: Ledger,
  account: string,
  how: { readonly level: SessionLevel; readonly method: Method; readonly origin: Origin },
): Promise<string> {
  const token = newToken();
  const [now, id] = [ledger.clock.now(), randomId()];
  const text = Buffer.from(JSON.stringify(how.origin));
  const sealed = seal(ledger.secrets.accountKey, randomBytes(12), Buffer.from(`session:${id}`), text);
  await audit(ledger, { role: 'account', id: account, now }, 'session.open', { session: id, method: how.method });
  await ledger.db.as(systemActor, (tx) =>
    store.insertSession(tx, {
      digest: digestOf(token),
      id,
      account,
      level: how.level,
      method: how.method,
      madeAt: now,
      seenAt: now,
      freshAt: now,
      expiresAt: now + SESSION_MILLIS,
      sealed,
    }),
  );
  return token;
}

/**
 * Who stands behind a token now; `undefined` when it is unknown, ended, idle for too long, or its account disabled.
 * Asking this way is use of the session, from which its idle time counts anew.
 */
export async function accessOf(ledger: Ledger, token: string): Promise<Access | undefined> {
  return await accessNow(ledger, token, true);
}

/** The same, without counting as use: a page left open must not keep a session alive. */
export async function lookAtAccess(ledger: Ledger, token: string): Promise<Access | undefined> {
  return await accessNow(ledger, token, false);
}

async function accessNow({ clock, db }: Ledger, token: string, isUse: boolean): Promise<Access | undefined> {
  const now = clock.now();
  const found = await store.sessionNow(db, digestOf(token), now, now - IDLE_MILLIS);
  if (found === undefined) return undefined;
  if (isUse && now - found.seenAt > TOUCH_MILLIS)
    await db.as(systemActor, (tx) => store.touchSession(tx, found.id, now));
  const { account, id: session, level, method, freshAt, expiresAt, roles, permissions } = found;
  const actor = { role: 'account', id: account, now } as const;
  return { actor, session, level, method, freshAt, expiresAt, roles, permissions };
}

/** Gives the session a new token after its person proved again who they are, so that an old one stolen before is worth nothing. */
export async function renew(
  ledger: Ledger,
  { actor, session }: Access,
  how: { readonly level: SessionLevel; readonly method: Method },
): Promise<string> {
  const token = newToken();
  const now = ledger.clock.now();
  await audit(ledger, actor, 'session.renew', { session, method: how.method });
  await ledger.db.as(systemActor, (tx) =>
    store.renewSession(tx, session, { digest: digestOf(token), level: how.level, method: how.method, now }),
  );
  return token;
}

export async function signOut(ledger: Ledger, { actor, session }: Access): Promise<void> {
  await audit(ledger, actor, 'session.close', { session });
  await ledger.db.as(systemActor, (tx) => store.endSessions(tx, actor.id, { only: session }));
}

export type ShownSession = {
  readonly id: string;
  readonly method: string;
  readonly madeAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly agent: string;
  readonly address: string;
};

export async function listSessions(ledger: Ledger, account: string): Promise<readonly ShownSession[]> {
  const rows = await ledger.db.as(systemActor, (tx) => store.sessionsOf(tx, account, ledger.clock.now()));
  return rows.map(({ id, method, madeAt, seenAt, expiresAt, sealed }) => {
    const plain = unseal(ledger.secrets.accountKey, Buffer.from(`session:${id}`), sealed);
    // Our own row, sealed by `openSession`.
    const origin = plain === undefined ? { agent: '', address: '' } : (JSON.parse(plain.toString()) as Origin);
    return { id, method, madeAt, seenAt, expiresAt, ...origin };
  });
}

/** Ends sessions of an account, one's own or somebody else's; recorded with how many. */
export async function endSessions(
  ledger: Ledger,
  actor: Actor,
  account: string,
  which: { readonly only?: string; readonly but?: string } = {},
): Promise<number> {
  const ended = await ledger.db.as(systemActor, (tx) => store.endSessions(tx, account, which));
  await audit(ledger, actor, 'session.end', { account, ended });
  return ended;
}
