import { randomBytes } from 'node:crypto';
import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import type { StoredPasskey } from './credentials/passkey.ts';
import type { Tries } from './credentials/throttle.ts';

export type PasskeyRow = StoredPasskey & {
  readonly account: string;
  readonly label: string;
  readonly madeAt: number;
  readonly usedAt: number | null;
};

const passkeys = (tx: Tx) => tx.q.selectFrom('passkey').selectAll().orderBy('made_at').orderBy('id');
type Row = Awaited<ReturnType<ReturnType<typeof passkeys>['execute']>>[number];

function passkeyOf(ledger: Ledger, row: Row): PasskeyRow {
  const label = unseal(ledger.secrets.accountKey, Buffer.from(`passkey:${row.id}`), row.sealed);
  return {
    id: row.id,
    account: row.account_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports === '' ? [] : row.transports.split(','),
    label: label?.toString('utf8') ?? '',
    madeAt: Number(row.made_at),
    usedAt: row.used_at === null ? null : Number(row.used_at),
  };
}

export async function insertPasskey(
  tx: Tx,
  ledger: Ledger,
  account: string,
  passkey: StoredPasskey,
  about: { readonly label: string; readonly madeAt: number },
): Promise<boolean> {
  const aad = Buffer.from(`passkey:${passkey.id}`);
  const row = await tx.q
    .insertInto('passkey')
    .values({
      id: passkey.id,
      account_id: account,
      public_key: Buffer.from(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports.join(','),
      sealed: seal(ledger.secrets.accountKey, randomBytes(12), aad, Buffer.from(about.label)),
      made_at: about.madeAt,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function passkeysOf(tx: Tx, ledger: Ledger, account: string): Promise<readonly PasskeyRow[]> {
  return (await passkeys(tx).where('account_id', '=', account).execute()).map((row) => passkeyOf(ledger, row));
}

export async function passkeyById(tx: Tx, ledger: Ledger, id: string): Promise<PasskeyRow | undefined> {
  const row = await passkeys(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : passkeyOf(ledger, row);
}

export async function usePasskey(tx: Tx, id: string, counter: number, now: number): Promise<void> {
  await tx.q.updateTable('passkey').set({ counter, used_at: now }).where('id', '=', id).execute();
}

export async function deletePasskey(tx: Tx, account: string, id: string): Promise<boolean> {
  const done = await tx.q
    .deleteFrom('passkey')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(done.numDeletedRows) > 0;
}

/** Puts fresh recovery codes in place of all there were. */
export async function replaceRecoveryCodes(tx: Tx, account: string, digests: readonly Buffer[]): Promise<void> {
  await tx.q.deleteFrom('recovery_code').where('account_id', '=', account).execute();
  await tx.q
    .insertInto('recovery_code')
    .values(digests.map((digest) => ({ account_id: account, digest })))
    .execute();
}

/** Spends a recovery code in the statement that finds it unused. */
export async function spendRecoveryCode(tx: Tx, account: string, digest: Buffer, now: number): Promise<boolean> {
  const row = await tx.q
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', account)
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .returning('digest')
    .executeTakeFirst();
  return row !== undefined;
}

export async function recoveryCodesLeft(tx: Tx, account: string): Promise<number> {
  const row = await tx.q
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('account_id', '=', account)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Holds off others that count on these channels until the transaction ends; in one order, so that nobody waits in a ring. */
export async function lockTries(tx: Tx, macs: readonly Buffer[]): Promise<void> {
  for (const mac of macs.toSorted(Buffer.compare))
    await tx.client.query('select pg_advisory_xact_lock(745, $1)', [mac.readInt32BE(0)]);
}

/** How often each of these channels failed; those that never did are left out. */
export async function triesOf(tx: Tx, macs: readonly Buffer[]): Promise<ReadonlyMap<string, Tries>> {
  const rows = await tx.q.selectFrom('try').selectAll().where('channel_mac', 'in', macs).execute();
  return new Map(rows.map((row) => [row.channel_mac.toString('hex'), { failed: row.failed, last: Number(row.last) }]));
}

export async function saveTries(tx: Tx, mac: Buffer, tries: Tries): Promise<void> {
  await tx.q
    .insertInto('try')
    .values({ channel_mac: mac, failed: tries.failed, last: tries.last })
    .onConflict((c) => c.column('channel_mac').doUpdateSet({ failed: tries.failed, last: tries.last }))
    .execute();
}

export async function clearTries(tx: Tx, mac: Buffer): Promise<void> {
  await tx.q.deleteFrom('try').where('channel_mac', '=', mac).execute();
}

export async function insertDevice(tx: Tx, digest: Buffer, account: string, madeAt: number): Promise<void> {
  await tx.q.insertInto('device').values({ digest, account_id: account, made_at: madeAt }).execute();
}

export async function isDeviceOf(tx: Tx, digest: Buffer, account: string): Promise<boolean> {
  const row = await tx.q
    .selectFrom('device')
    .select('digest')
    .where('digest', '=', digest)
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row !== undefined;
}

export type ChallengePurpose = 'passkey.sign-in' | 'passkey.enrol' | 'passkey.prove' | 'totp.enrol' | 'oidc';

/** Keeps what was asked until it is answered once; `digest` is that of a token only the asker holds. */
export async function insertChallenge(
  tx: Tx,
  ledger: Ledger,
  row: {
    readonly digest: Buffer;
    readonly account: string | null;
    readonly purpose: ChallengePurpose;
    readonly value: string;
    readonly expiresAt: number;
  },
): Promise<void> {
  const sealed = seal(
    ledger.secrets.accountKey,
    randomBytes(12),
    aadOf(row.purpose, row.digest),
    Buffer.from(row.value),
  );
  await tx.q
    .insertInto('challenge')
    .values({
      digest: row.digest,
      account_id: row.account,
      purpose: row.purpose,
      sealed,
      expires_at: row.expiresAt,
    })
    .execute();
}

/** Takes a challenge away and answers it: nothing is answered twice. Old ones are swept on the way. */
export async function takeChallenge(
  tx: Tx,
  ledger: Ledger,
  { digest, purpose, now }: { readonly digest: Buffer; readonly purpose: ChallengePurpose; readonly now: number },
): Promise<{ readonly account: string | null; readonly value: string } | undefined> {
  await tx.q.deleteFrom('challenge').where('expires_at', '<=', BigInt(now)).execute();
  const row = await tx.q
    .deleteFrom('challenge')
    .where('digest', '=', digest)
    .where('purpose', '=', purpose)
    .returning(['account_id', 'sealed'])
    .executeTakeFirst();
  const value = row && unseal(ledger.secrets.accountKey, aadOf(purpose, digest), row.sealed);
  return row === undefined || value === undefined ? undefined : { account: row.account_id, value: value.toString() };
}

const aadOf = (purpose: string, digest: Buffer): Buffer =>
  Buffer.from(`challenge:${purpose}:${digest.toString('hex')}`);
