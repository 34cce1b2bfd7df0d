import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Account } from './account-store.ts';
import * as accounts from './account-store.ts';
import * as store from './credential-store.ts';
import { verifyPassword } from './credentials/password.ts';
import { recoveryDigest } from './credentials/recovery-codes.ts';
import type { Channel } from './credentials/throttle.ts';
import { afterFailure, channelsOf, channelWaitMillis } from './credentials/throttle.ts';
import { checkTotp } from './credentials/totp.ts';
import type { Method, Origin } from './session.ts';
import { digestOf, newToken, openSession } from './session.ts';
import * as sessions from './session-store.ts';

export type SignedIn = {
  readonly session: string;
  /** Set when this browser gets a mark by which its own failed attempts are counted apart. */
  readonly device: string | undefined;
};

/** Spends a one-time link. Refuses with `auth.token_spent`, the same for unknown, used and expired ones. */
export async function signInByLink(ledger: Ledger, token: string, origin: Origin): Promise<SignedIn> {
  const { account, gives } = await ledger.db.as(systemActor, async (tx) => {
    const spent = await sessions.spendInvitation(tx, digestOf(token), ledger.clock.now());
    if (spent === undefined) throw new Refusal('auth.token_spent', {});
    const found = await accounts.accountById(tx, ledger, spent.account);
    if (found === undefined || found.state === 'disabled') throw new Refusal('auth.token_spent', {});
    if (spent.gives === 'session' && found.state === 'invited') await accounts.setState(tx, found.id, 'active');
    return spent;
  });
  const level = gives === 'session' ? 'full' : 'enrolment';
  return { session: await openSession(ledger, account, { level, method: 'link', origin }), device: undefined };
}

/** What somebody shows beside a login: a password and a code of the second factor, or a recovery code in its place. */
export type Shown = { readonly password: string; readonly code: string };

export type From = { readonly origin: Origin; readonly device: string | undefined };

/**
 * Signs in with password and second factor. Refuses with `auth.sign_in_failed`, the same for an unknown login, a wrong
 * password and a wrong code, after as much work in each case; with `auth.wait` where too many attempts failed from here.
 */
export async function signInByPassword(ledger: Ledger, login: string, shown: Shown, from: From): Promise<SignedIn> {
  const { account, method } = await guarded(ledger, login, from, async (found) => {
    const by = await provenBy(ledger, found, shown);
    return found === undefined || by === undefined ? undefined : { account: found, method: by };
  });
  const session = await openSession(ledger, account.id, { level: 'full', method, origin: from.origin });
  return { session, device: await deviceMark(ledger, account.id, from.device) };
}

/** Which method these prove, if any: the second factor is looked at even when the password is wrong. */
export async function provenBy(
  ledger: Ledger,
  account: Account | undefined,
  { password, code }: Shown,
): Promise<Method | undefined> {
  const usable = account?.state === 'active' ? account : undefined;
  const isRight = await verifyPassword(usable?.password ?? undefined, password);
  if (usable === undefined || !isRight) return undefined;
  const step = usable.totp === null ? undefined : checkTotp(usable.totp, code, ledger.clock.now(), usable.totpStep);
  if (step !== undefined) {
    const taken = await ledger.db.as(systemActor, (tx) => accounts.takeTotpStep(tx, usable.id, step));
    return taken ? 'password+totp' : undefined;
  }
  const digest = recoveryDigest(code);
  if (digest === undefined) return undefined;
  const spent = await ledger.db.as(systemActor, (tx) =>
    store.spendRecoveryCode(tx, usable.id, digest, ledger.clock.now()),
  );
  return spent ? 'password+recovery' : undefined;
}

/**
 * Runs one attempt under the counters of where it comes from. It is counted before it is judged, so that many at once are
 * many; a success takes that back for this browser or network, never for strangers. Refuses with `auth.wait`.
 */
async function guarded<T>(
  ledger: Ledger,
  login: string,
  { origin, device }: From,
  attempt: (account: Account | undefined) => Promise<T | undefined>,
): Promise<T> {
  const found = await ledger.db.as(systemActor, (tx) => accounts.accountByLogin(tx, ledger, login));
  const isKnown =
    device !== undefined &&
    found !== undefined &&
    (await ledger.db.as(systemActor, (tx) => store.isDeviceOf(tx, digestOf(device), found.id)));
  const account = accounts.loginMac(ledger, login).toString('hex');
  const channels = channelsOf({ account, device: isKnown ? device : undefined, address: origin.address });
  await countTry(ledger, channels);
  const done = await attempt(found);
  if (done === undefined) {
    const actor = { role: 'account' as const, id: found?.id ?? 'unknown', now: ledger.clock.now() };
    if (found !== undefined) await audit(ledger, actor, 'session.refused', {});
    throw new Refusal('auth.sign_in_failed', {});
  }
  await forgiveTries(ledger, channels);
  return done;
}

const macOf = (ledger: Ledger, { name }: Channel): Buffer => ledger.secrets.mac(Buffer.from(`try\0${name}`));

/** Counts one more attempt on each channel; one that must wait is refused with `auth.wait` and neither judged nor counted. */
export async function countTry(ledger: Ledger, channels: readonly Channel[]): Promise<void> {
  const now = ledger.clock.now();
  const wait = await ledger.db.as(systemActor, async (tx) => {
    const counted = channels.map((channel) => ({ channel, mac: macOf(ledger, channel) }));
    await store.lockTries(
      tx,
      counted.map(({ mac }) => mac),
    );
    const tries = await store.triesOf(
      tx,
      counted.map(({ mac }) => mac),
    );
    const waits = counted.map(({ channel, mac }) => channelWaitMillis(channel, tries.get(mac.toString('hex')), now));
    const longest = Math.max(0, ...waits);
    if (longest > 0) return longest;
    for (const { mac } of counted) await store.saveTries(tx, mac, afterFailure(tries.get(mac.toString('hex')), now));
    return 0;
  });
  if (wait > 0) throw new Refusal('auth.wait', { why: `try again in ${Math.ceil(wait / 1000)} s` });
}

export async function forgiveTries(ledger: Ledger, channels: readonly Channel[]): Promise<void> {
  await ledger.db.as(systemActor, async (tx) => {
    for (const channel of channels.filter(({ kind }) => kind !== 'strangers'))
      await store.clearTries(tx, macOf(ledger, channel));
  });
}

async function deviceMark(ledger: Ledger, account: string, device: string | undefined): Promise<string | undefined> {
  return await ledger.db.as(systemActor, async (tx) => {
    if (device !== undefined && (await store.isDeviceOf(tx, digestOf(device), account))) return undefined;
    const mark = newToken();
    await store.insertDevice(tx, digestOf(mark), account, ledger.clock.now());
    return mark;
  });
}
