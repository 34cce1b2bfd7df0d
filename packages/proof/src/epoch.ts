import type { Canonical } from './canonical.ts';
import { CanonicalError, canonicalText, parseCanonical } from './canonical.ts';
import { isDigest, isIndex, isLogName, LAST_INSTANT } from './entry.ts';
import { NoteError } from './signed-note.ts';
import { utf8Of } from './utf8.ts';

/** One log in an epoch, with the roots of both of its trees at that size. */
export type EpochLog = { readonly log: string; readonly size: number; readonly sha256: string; readonly sm3: string };

/** The heads of all logs of an installation at one moment. Custodians and cosigners are given this, and nothing else. */
export type Epoch = { readonly epoch: number; readonly at: number; readonly logs: readonly EpochLog[] };

/** The text of the note that an epoch is signed as: canonical JSON and a newline. Sorts the logs by name. */
export function encodeEpoch({ epoch, at, logs }: Epoch): string {
  const sorted = [...logs].sort((a, b) => (a.log < b.log ? -1 : 1));
  const value = { epoch, at, logs: sorted.map(({ log, size, sha256, sm3 }) => ({ log, size, sha256, sm3 })) };
  check(value);
  return `${canonicalText(value)}\n`;
}

/** Reads what `encodeEpoch` writes; refuses everything else with NoteError. */
export function parseEpoch(text: string): Epoch {
  if (!text.endsWith('\n')) throw new NoteError('an epoch ends in a newline');
  let value: Canonical;
  try {
    value = parseCanonical(utf8Of(text.slice(0, -1)));
  } catch (error) {
    if (error instanceof CanonicalError) throw new NoteError(error.message);
    throw error;
  }
  check(value);
  return value as Epoch;
}

function check(value: unknown): void {
  const { epoch, at, logs, ...rest } = members(value);
  if (Object.keys(rest).length > 0) throw new NoteError('an epoch has a member that is unknown');
  if (!isIndex(epoch) || !isIndex(at) || at > LAST_INSTANT) throw new NoteError('an epoch has a number and a time');
  if (!Array.isArray(logs)) throw new NoteError('an epoch has a list of logs');
  let before = '';
  for (const log of logs) before = checkLog(log, before);
}

function checkLog(value: unknown, before: string): string {
  const { log, size, sha256, sm3, ...rest } = members(value);
  if (Object.keys(rest).length > 0) throw new NoteError('a log in an epoch has a member that is unknown');
  if (!isLogName(log) || log <= before) throw new NoteError('the logs of an epoch are ordered by name, each once');
  if (!isIndex(size) || !isDigest(sha256) || !isDigest(sm3))
    throw new NoteError('a log in an epoch has a size and roots');
  return log;
}

function members(value: unknown): { readonly [name: string]: unknown } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new NoteError('not an epoch');
  return value as { readonly [name: string]: unknown };
}
