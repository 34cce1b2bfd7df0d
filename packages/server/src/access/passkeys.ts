import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Account } from './account-store.ts';
import * as accounts from './account-store.ts';
import type { ChallengePurpose } from './credential-store.ts';
import * as store from './credential-store.ts';
import type { RelyingParty } from './credentials/passkey.ts';
import { checkSignIn, signInOptions } from './credentials/passkey.ts';
import type { Origin } from './session.ts';
import { digestOf, newToken, openSession } from './session.ts';
import type { SignedIn } from './sign-in.ts';

const CHALLENGE_MILLIS = 5 * 60_000;

/** Keeps a value until whoever holds the token answers, once. */
export async function ask(
  ledger: Ledger,
  purpose: ChallengePurpose,
  account: string | null,
  value: string,
): Promise<string> {
  const token = newToken();
  const expiresAt = ledger.clock.now() + CHALLENGE_MILLIS;
  await ledger.db.as(systemActor, (tx) =>
    store.insertChallenge(tx, ledger, { digest: digestOf(token), account, purpose, value, expiresAt }),
  );
  return token;
}

/** Keeps an answered value once more under the same token. */
export async function askAgain(
  ledger: Ledger,
  purpose: ChallengePurpose,
  { account, value }: { readonly account: string | null; readonly value: string },
  token: string,
): Promise<void> {
  const expiresAt = ledger.clock.now() + CHALLENGE_MILLIS;
  const row = { digest: digestOf(token), account, purpose, value, expiresAt };
  await ledger.db.as(systemActor, (tx) => store.insertChallenge(tx, ledger, row));
}

/** What was asked under this token, which is spent by that; `undefined` for unknown, answered and late ones. */
export async function answered(ledger: Ledger, purpose: ChallengePurpose, token: string) {
  const now = ledger.clock.now();
  return await ledger.db.as(systemActor, (tx) =>
    store.takeChallenge(tx, ledger, { digest: digestOf(token), purpose, now }),
  );
}

export type Asked = { readonly asked: string; readonly options: object };

/** Asks for any passkey of this installation: nothing is said about who has one. */
export async function askForPasskey(ledger: Ledger, rp: RelyingParty): Promise<Asked> {
  const options = await signInOptions(rp, []);
  return { asked: await ask(ledger, 'passkey.sign-in', null, options.challenge), options };
}

/** Signs in with a passkey. Refuses with `auth.sign_in_failed`. */
export async function signInByPasskey(
  ledger: Ledger,
  rp: RelyingParty,
  { asked, response }: { readonly asked: string; readonly response: unknown },
  origin: Origin,
): Promise<SignedIn> {
  const challenge = await answered(ledger, 'passkey.sign-in', asked);
  const account = challenge && (await provenByPasskey(ledger, rp, challenge.value, response));
  if (account === undefined) throw new Refusal('auth.sign_in_failed', {});
  return {
    session: await openSession(ledger, account.id, { level: 'full', method: 'passkey', origin }),
    device: undefined,
  };
}

/** The active account whose passkey answered the challenge. */
export async function provenByPasskey(
  ledger: Ledger,
  rp: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<Account | undefined> {
  const id = (response as { readonly id?: unknown } | null)?.id;
  if (typeof id !== 'string') return undefined;
  const passkey = await ledger.db.as(systemActor, (tx) => store.passkeyById(tx, ledger, id));
  const passed = passkey && (await checkSignIn(rp, challenge, passkey, response));
  if (passkey === undefined || passed === undefined) return undefined;
  return await ledger.db.as(systemActor, async (tx) => {
    const account = await accounts.accountById(tx, ledger, passkey.account);
    if (account === undefined || account.state !== 'active') return undefined;
    await store.usePasskey(tx, passkey.id, passed.counter, ledger.clock.now());
    return account;
  });
}
