import type { Canonical } from './canonical.ts';
import { parseCanonical } from './canonical.ts';
import { isObject } from './fields.ts';

/** Thrown by the decoders of files in a package; the message names the member at fault. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

export type Members = { readonly [name: string]: Canonical | undefined };

/** The members of an object that has these and no others. */
export function membersOf(value: Canonical | undefined, what: string, names: readonly string[]): Members {
  if (value === undefined || !isObject(value)) throw new PackageError(`${what} is not an object`);
  for (const name of Object.keys(value))
    if (!names.includes(name)) throw new PackageError(`${what} has an unknown member`);
  return value;
}

export function parsedMembers(bytes: Uint8Array, what: string, names: readonly string[]): Members {
  return membersOf(parseCanonical(bytes), what, names);
}

export function listOf(value: Canonical | undefined, what: string): readonly Canonical[] {
  if (!Array.isArray(value)) throw new PackageError(`${what} is not a list`);
  return value;
}

export function textOf(value: Canonical | undefined, what: string, form = /^.{0,10000}$/su): string {
  if (typeof value !== 'string' || !form.test(value)) throw new PackageError(`${what} is not text of its form`);
  return value;
}

export function countOf(value: Canonical | undefined, what: string, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= most)) throw new PackageError(`${what} is not a count`);
  return value;
}
