import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';

const About = z.strictObject({
  login: z.string(),
  name: z.string(),
  /** The employee number, by which the account is walled off from its own person, managers and kin. */
  employee: z.string().nullable(),
  /** What a directory service calls it (SCIM externalId). */
  externalId: z.string().nullable(),
  email: z.string().nullable(),
});
export type About = z.output<typeof About>;
export type AccountState = 'invited' | 'active' | 'disabled';

export type Account = About & {
  readonly id: string;
  readonly state: AccountState;
  readonly madeAt: number;
  readonly password: string | null;
  readonly hasTotp: boolean;
  /** Whether a person at the company's provider signs in to it. */
  readonly isLinked: boolean;
  readonly totp: Buffer | null;
  readonly totpStep: number;
  readonly handle: Buffer;
};

/** Logins are told apart without case and without the differences Unicode calls compatible. */
export const foldLogin = (login: string): string => login.trim().normalize('NFKC').toLowerCase();

const macOf = (ledger: Ledger, kind: string, text: string): Buffer =>
  ledger.secrets.mac(Buffer.from(`${kind}\0${text}`));
export const loginMac = (ledger: Ledger, login: string): Buffer => macOf(ledger, 'login', foldLogin(login));
export const oidcMac = (ledger: Ledger, issuer: string, subject: string): Buffer =>
  macOf(ledger, 'oidc', `${issuer}\0${subject}`);
const employeeMac = (ledger: Ledger, ref: string): Buffer => macOf(ledger, 'account-employee', ref);
const externalMac = (ledger: Ledger, id: string): Buffer => macOf(ledger, 'external', id);

function sealedAbout(ledger: Ledger, id: string, about: About): Buffer {
  const text = Buffer.from(JSON.stringify(about));
  return seal(ledger.secrets.accountKey, randomBytes(12), Buffer.from(`account:${id}`), text);
}

function columnsOf(ledger: Ledger, id: string, about: About) {
  return {
    login_mac: loginMac(ledger, about.login),
    sealed: sealedAbout(ledger, id, about),
    employee_mac: about.employee === null ? null : employeeMac(ledger, about.employee),
    external_mac: about.externalId === null ? null : externalMac(ledger, about.externalId),
  };
}

/** Adds an account; false when the login or the directory's id is taken. */
export async function insertAccount(
  tx: Tx,
  ledger: Ledger,
  id: string,
  about: About,
  madeAt: number,
): Promise<boolean> {
  const row = await tx.q
    .insertInto('account')
    .values({ id, ...columnsOf(ledger, id, about), state: 'invited', made_at: madeAt, handle: randomBytes(32) })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateAbout(tx: Tx, ledger: Ledger, id: string, about: About): Promise<void> {
  await tx.q
    .updateTable('account')
    .set(columnsOf(ledger, id, about))
    .where('id', '=', id)
    .execute();
}

export async function setState(tx: Tx, id: string, state: AccountState): Promise<void> {
  await tx.q.updateTable('account').set({ state }).where('id', '=', id).execute();
}

export async function setPassword(tx: Tx, id: string, password: string): Promise<void> {
  await tx.q.updateTable('account').set({ password }).where('id', '=', id).execute();
}

export async function setTotp(tx: Tx, ledger: Ledger, id: string, secret: Uint8Array | null): Promise<void> {
  const totp =
    secret === null ? null : seal(ledger.secrets.accountKey, randomBytes(12), Buffer.from(`totp:${id}`), secret);
  await tx.q.updateTable('account').set({ totp, totp_step: 0 }).where('id', '=', id).execute();
}

/** Takes a time step; false when it or a later one was taken already, so that no code opens two doors. */
export async function takeTotpStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const row = await tx.q
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where('totp_step', '<', BigInt(step))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ties an account to a person at a provider, and lets in who was only invited; false when it is tied to another one. */
export async function linkOidc(tx: Tx, id: string, mac: Buffer): Promise<boolean> {
  const row = await tx.q
    .updateTable('account')
    .set({ oidc_mac: mac, state: 'active' })
    .where('id', '=', id)
    .where('oidc_mac', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const all = (tx: Tx) => tx.q.selectFrom('account').selectAll().orderBy('made_at').orderBy('id');
type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

function accountOf(ledger: Ledger, row: Row): Account {
  const plain = unseal(ledger.secrets.accountKey, Buffer.from(`account:${row.id}`), row.sealed);
  if (plain === undefined) throw new Error(`account ${row.id} does not open`);
  const totp =
    row.totp === null ? null : (unseal(ledger.secrets.accountKey, Buffer.from(`totp:${row.id}`), row.totp) ?? null);
  return {
    ...About.parse(JSON.parse(plain.toString('utf8'))),
    id: row.id,
    state: row.state as AccountState,
    madeAt: Number(row.made_at),
    password: row.password,
    hasTotp: row.totp !== null,
    isLinked: row.oidc_mac !== null,
    totp,
    totpStep: Number(row.totp_step),
    handle: row.handle,
  };
}

export async function accounts(tx: Tx, ledger: Ledger): Promise<readonly Account[]> {
  return (await all(tx).execute()).map((row) => accountOf(ledger, row));
}

const one = async (ledger: Ledger, row: Promise<Row | undefined>): Promise<Account | undefined> => {
  const found = await row;
  return found === undefined ? undefined : accountOf(ledger, found);
};

export const accountById = (tx: Tx, ledger: Ledger, id: string) =>
  one(ledger, all(tx).where('id', '=', id).executeTakeFirst());
export const accountByLogin = (tx: Tx, ledger: Ledger, login: string) =>
  one(ledger, all(tx).where('login_mac', '=', loginMac(ledger, login)).executeTakeFirst());
export const accountByOidc = (tx: Tx, ledger: Ledger, mac: Buffer) =>
  one(ledger, all(tx).where('oidc_mac', '=', mac).executeTakeFirst());
export const accountByExternalId = (tx: Tx, ledger: Ledger, id: string) =>
  one(ledger, all(tx).where('external_mac', '=', externalMac(ledger, id)).executeTakeFirst());

/** Accounts that belong to an employee, for working out whom they must not see. */
export async function accountsWithEmployee(
  tx: Tx,
  ledger: Ledger,
): Promise<readonly { readonly id: string; readonly employee: string }[]> {
  const rows = await all(tx).where('employee_mac', 'is not', null).execute();
  return rows.flatMap((row) => {
    const { id, employee } = accountOf(ledger, row);
    return employee === null ? [] : [{ id, employee }];
  });
}
