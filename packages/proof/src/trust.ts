import { bytesOfBase64, EncodingError } from './bytes.ts';
import { readCertificate } from './time/certificate.ts';

/** What a verifier was told to trust. It never comes out of the package that is checked. */
export type Trust = {
  readonly v: 1;
  /** Origins (of logs, and of the epochs) with the base64 of the 32-byte Ed25519 key that signs under each. */
  readonly logs: readonly { readonly origin: string; readonly key: string }[];
  /** Root certificates of custodians, base64 of DER. */
  readonly custodians: readonly { readonly root: string }[];
  readonly witnesses: readonly { readonly name: string; readonly key: string }[];
  readonly atLeastWitnesses: number;
};

/** Thrown for a value that is no trust file, naming the member at fault. */
export class TrustError extends Error {
  override readonly name = 'TrustError';
}

type Members = { readonly [name: string]: unknown };

/** Reads a parsed trust file; refuses with TrustError unknown members and keys that are not 32 bytes in base64. */
export function decodeTrust(value: unknown): Trust {
  const { v, logs, custodians, witnesses, atLeastWitnesses, ...rest } = membersOf(value, 'the trust file');
  if (v !== 1) throw new TrustError('v is not 1');
  if (Object.keys(rest).length > 0) throw new TrustError('the trust file has an unknown member');
  const least = atLeastWitnesses;
  const list = listOf(witnesses, 'witnesses').map((item) => keyed(item, 'name'));
  if (typeof least !== 'number' || !Number.isSafeInteger(least) || least < 0 || least > list.length) {
    throw new TrustError('atLeastWitnesses is not a count of the witnesses');
  }
  return {
    v,
    logs: listOf(logs, 'logs').map((item) => keyed(item, 'origin')),
    custodians: listOf(custodians, 'custodians').map(custodianOf),
    witnesses: list,
    atLeastWitnesses: least,
  };
}

function custodianOf(value: unknown): { readonly root: string } {
  const { root, ...rest } = membersOf(value, 'a custodian');
  if (Object.keys(rest).length > 0) throw new TrustError('a custodian has an unknown member');
  const text = textOf(root, 'root');
  try {
    readCertificate(bytesOfBase64(text));
  } catch {
    throw new TrustError('root is not the base64 of a certificate in DER');
  }
  return { root: text };
}

function keyed<Name extends string>(value: unknown, name: Name): { readonly [K in Name | 'key']: string } {
  const members = membersOf(value, name);
  if (Object.keys(members).some((member) => member !== name && member !== 'key'))
    throw new TrustError(`${name} has an unknown member`);
  const key = textOf(members.key, 'key');
  const whole = { [name]: textOf(members[name], name), key } as { readonly [K in Name | 'key']: string };
  try {
    if (bytesOfBase64(key).length === 32) return whole;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
  }
  throw new TrustError('key is not the base64 of 32 bytes');
}

function membersOf(value: unknown, what: string): Members {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new TrustError(`${what} is not an object`);
  return value as Members;
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TrustError(`${what} is not a list`);
  return value;
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new TrustError(`${what} is not text`);
  return value;
}
