import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import * as accounts from './account-store.ts';
import { accountNamed } from './accounts.ts';
import * as store from './credential-store.ts';
import type { RelyingParty } from './credentials/passkey.ts';
import { checkEnrolment, enrolOptions, signInOptions } from './credentials/passkey.ts';
import { hashPassword, refusePassword } from './credentials/password.ts';
import { newRecoveryCodes, recoveryDigest } from './credentials/recovery-codes.ts';
import { checkTotp, newTotp, totpUri } from './credentials/totp.ts';
import type { Asked } from './passkeys.ts';
import { answered, ask, askAgain, provenByPasskey } from './passkeys.ts';
import type { Access } from './session.ts';
import { endSessions, FRESH_MILLIS, renew } from './session.ts';
import type { Shown } from './sign-in.ts';
import { countTry, forgiveTries, provenBy } from './sign-in.ts';

const ISSUER = '证链';

export type Security = {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly {
    readonly id: string;
    readonly label: string;
    readonly madeAt: number;
    readonly usedAt: number | null;
  }[];
};

/** What one has to sign in with. */
export async function mySecurity(ledger: Ledger, { actor }: Access): Promise<Security> {
  const { password, hasTotp } = await accountNamed(ledger, actor.id);
  return await ledger.db.as(systemActor, async (tx) => ({
    hasPassword: password !== null,
    hasTotp,
    recoveryCodesLeft: await store.recoveryCodesLeft(tx, actor.id),
    passkeys: (await store.passkeysOf(tx, ledger, actor.id)).map(({ id, label, madeAt, usedAt }) => ({
      id,
      label,
      madeAt,
      usedAt,
    })),
  }));
}

/** Whoever only opened an invitation has nothing to prove yet; everyone else proved it lately. */
function refuseUnproven({ level, freshAt, actor }: Access): void {
  if (level !== 'enrolment' && actor.now - freshAt > FRESH_MILLIS)
    throw new Refusal('auth.fresh_needed', { why: 'prove again who you are' });
}

/** Sets one's password; other sessions end. Refuses with `auth.password_weak`. */
export async function setOwnPassword(ledger: Ledger, access: Access, password: string): Promise<void> {
  refuseUnproven(access);
  const { login, name } = await accountNamed(ledger, access.actor.id);
  refusePassword(password, [login, name]);
  const made = await hashPassword(password);
  await ledger.db.as(systemActor, (tx) => accounts.setPassword(tx, access.actor.id, made));
  await audit(ledger, access.actor, 'password.set', {});
  await endSessions(ledger, access.actor, access.actor.id, { but: access.session });
}

/** A new shared secret for an authenticator app, kept aside until a code of it was shown. */
export async function beginTotp(
  ledger: Ledger,
  access: Access,
): Promise<{ readonly asked: string; readonly uri: string; readonly secret: string }> {
  refuseUnproven(access);
  const { login } = await accountNamed(ledger, access.actor.id);
  const { secret } = newTotp();
  const asked = await ask(ledger, 'totp.enrol', access.actor.id, Buffer.from(secret).toString('hex'));
  const uri = totpUri(secret, login, ISSUER);
  return { asked, uri, secret: new URL(uri).searchParams.get('secret') ?? '' };
}

export type Enrolled = {
  /** The token that replaces the session's, where it became a full one. */
  readonly session: string | undefined;
  /** Shown this once; empty where there were some already. */
  readonly recoveryCodes: readonly string[];
};

/** Takes the secret into use. Refuses with `auth.sign_in_failed` when the code is not of it. */
export async function confirmTotp(ledger: Ledger, access: Access, asked: string, code: string): Promise<Enrolled> {
  refuseUnproven(access);
  const challenge = await answered(ledger, 'totp.enrol', asked);
  const secret = challenge?.account === access.actor.id ? Buffer.from(challenge.value, 'hex') : undefined;
  const step = secret && checkTotp(secret, code, ledger.clock.now(), 0);
  if (secret === undefined || step === undefined) {
    // A mistyped code does not spend the secret, which stands in the app by now.
    if (challenge !== undefined && secret !== undefined) await askAgain(ledger, 'totp.enrol', challenge, asked);
    throw new Refusal('auth.sign_in_failed', { why: 'this code does not fit' });
  }
  await ledger.db.as(systemActor, async (tx) => {
    await accounts.setTotp(tx, ledger, access.actor.id, secret);
    await accounts.takeTotpStep(tx, access.actor.id, step);
  });
  await audit(ledger, access.actor, 'totp.set', {});
  return await enrolled(ledger, access);
}

export async function beginPasskey(ledger: Ledger, rp: RelyingParty, access: Access): Promise<Asked> {
  refuseUnproven(access);
  const { login, name, handle } = await accountNamed(ledger, access.actor.id);
  const known = await ledger.db.as(systemActor, (tx) => store.passkeysOf(tx, ledger, access.actor.id));
  const options = await enrolOptions(rp, { id: handle, login, name }, known);
  return { asked: await ask(ledger, 'passkey.enrol', access.actor.id, options.challenge), options };
}

/** Keeps a passkey. Refuses with `auth.sign_in_failed` when the answer does not fit what was asked here. */
export async function finishPasskey(
  ledger: Ledger,
  rp: RelyingParty,
  access: Access,
  given: { readonly asked: string; readonly response: unknown; readonly label: string },
): Promise<Enrolled> {
  refuseUnproven(access);
  const challenge = await answered(ledger, 'passkey.enrol', given.asked);
  const passkey =
    challenge?.account === access.actor.id ? await checkEnrolment(rp, challenge.value, given.response) : undefined;
  if (passkey === undefined) throw new Refusal('auth.sign_in_failed', { why: 'this passkey does not fit' });
  const about = { label: given.label, madeAt: ledger.clock.now() };
  const added = await ledger.db.as(systemActor, (tx) =>
    store.insertPasskey(tx, ledger, access.actor.id, passkey, about),
  );
  if (!added) throw new Refusal('account.taken', { why: 'this passkey is enrolled already' });
  await audit(ledger, access.actor, 'passkey.set', {});
  return await enrolled(ledger, access);
}

/** Makes the session of an invitation a full one once its person can sign in again by themselves. */
async function enrolled(ledger: Ledger, access: Access): Promise<Enrolled> {
  const { hasPassword, hasTotp, passkeys, recoveryCodesLeft } = await mySecurity(ledger, access);
  const canSignIn = passkeys.length > 0 || (hasPassword && hasTotp);
  const recoveryCodes = canSignIn && recoveryCodesLeft === 0 ? await newOwnRecoveryCodes(ledger, access) : [];
  if (!canSignIn || access.level === 'full') return { session: undefined, recoveryCodes };
  await ledger.db.as(systemActor, (tx) => accounts.setState(tx, access.actor.id, 'active'));
  const method = passkeys.length > 0 ? 'passkey' : 'password+totp';
  return { session: await renew(ledger, access, { level: 'full', method }), recoveryCodes };
}

/** Ten fresh codes in place of all there were, shown this once. */
export async function newOwnRecoveryCodes(ledger: Ledger, access: Access): Promise<readonly string[]> {
  refuseUnproven(access);
  const codes = newRecoveryCodes();
  const digests = codes.flatMap((code) => recoveryDigest(code) ?? []);
  await ledger.db.as(systemActor, (tx) => store.replaceRecoveryCodes(tx, access.actor.id, digests));
  await audit(ledger, access.actor, 'recovery.set', { codes: codes.length });
  return codes;
}

/** Takes a passkey out of use. Refuses with `auth.last_factor` when it is all one has to sign in with. */
export async function removePasskey(ledger: Ledger, access: Access, id: string): Promise<void> {
  refuseUnproven(access);
  const { hasPassword, hasTotp, passkeys } = await mySecurity(ledger, access);
  if (!(hasPassword && hasTotp) && passkeys.every((each) => each.id === id))
    throw new Refusal('auth.last_factor', { why: 'this is all you can sign in with' });
  const gone = await ledger.db.as(systemActor, (tx) => store.deletePasskey(tx, access.actor.id, id));
  if (!gone) throw new Refusal('not_found', { what: 'this passkey' });
  await audit(ledger, access.actor, 'passkey.remove', {});
}

/** Asks for a passkey of one's own, to prove again who one is. */
export async function askForOwnPasskey(ledger: Ledger, rp: RelyingParty, access: Access): Promise<Asked> {
  const known = await ledger.db.as(systemActor, (tx) => store.passkeysOf(tx, ledger, access.actor.id));
  const options = await signInOptions(rp, known);
  return { asked: await ask(ledger, 'passkey.prove', access.actor.id, options.challenge), options };
}

export type Proof = Shown | { readonly asked: string; readonly response: unknown };

/** Proves again who one is, for sealed things. Answers the session's new token; refuses with `auth.sign_in_failed`. */
export async function proveAgain(ledger: Ledger, rp: RelyingParty, access: Access, proof: Proof): Promise<string> {
  // A stolen session must not be a place to guess in: it is counted like a browser of its own.
  const channels = [{ kind: 'device' as const, name: `proof:${access.session}` }];
  await countTry(ledger, channels);
  const method =
    'password' in proof
      ? await againByPassword(ledger, access, proof)
      : await againByPasskey(ledger, rp, access, proof);
  if (method === undefined) {
    await audit(ledger, access.actor, 'session.refused', {});
    throw new Refusal('auth.sign_in_failed', {});
  }
  await forgiveTries(ledger, channels);
  return await renew(ledger, access, { level: 'full', method });
}

const againByPassword = async (ledger: Ledger, { actor }: Access, shown: Shown) =>
  await provenBy(ledger, await accountNamed(ledger, actor.id), shown);

async function againByPasskey(
  ledger: Ledger,
  rp: RelyingParty,
  { actor }: Access,
  { asked, response }: { readonly asked: string; readonly response: unknown },
) {
  const challenge = await answered(ledger, 'passkey.prove', asked);
  const account =
    challenge?.account === actor.id ? await provenByPasskey(ledger, rp, challenge.value, response) : undefined;
  return account?.id === actor.id ? ('passkey' as const) : undefined;
}
