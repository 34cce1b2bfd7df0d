import { base64Of, bytesOfBase64, EncodingError } from './bytes.ts';
import { HASH_BYTES } from './merkle.ts';
import { NoteError } from './signed-note.ts';

/** The head of a log: how many entries it had, and the root of its SHA-256 tree over them. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** The text of a checkpoint after c2sp.org/tlog-checkpoint: origin, size and root, a line each, without extension lines. */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!/^[^\s\p{Cc}+]+$/u.test(origin)) throw new NoteError('the origin of a checkpoint is a key name');
  if (!Number.isSafeInteger(size) || size < 0) throw new NoteError('the size of a checkpoint is an integer from 0');
  if (root.length !== HASH_BYTES) throw new NoteError('the root of a checkpoint has 32 bytes');
  return `${origin}\n${size}\n${base64Of(root)}\n`;
}

/** Reads what `encodeCheckpoint` writes and refuses with NoteError everything else, extension lines included. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, digits, base64] = /^([^\s\p{Cc}+]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/u.exec(text) ?? [];
  if (origin === undefined || digits === undefined || base64 === undefined) throw new NoteError('not a checkpoint');
  const size = Number(digits);
  if (!Number.isSafeInteger(size)) throw new NoteError('the size of a checkpoint is beyond 2^53 - 1');
  return { origin, size, root: rootBytes(base64) };
}

function rootBytes(base64: string): Uint8Array {
  try {
    const root = bytesOfBase64(base64);
    if (root.length === HASH_BYTES) return root;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
  }
  throw new NoteError('the root of a checkpoint is not base64 of 32 bytes');
}
