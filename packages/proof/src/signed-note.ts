import { ed25519 } from '@noble/curves/ed25519.js';
import { base64Of, bytesOfBase64, bytesOfHex, concatBytes, EncodingError, hexOf, sameBytes } from './bytes.ts';
import { sha256 } from './sha256.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

/** A note that is not one, or that none of the verifiers vouches for. The message says which, and never quotes content. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

export type NoteSigner = { readonly name: string; readonly privateKey: Uint8Array };

/** A name and the 32-byte Ed25519 public key that is trusted to sign under it. */
export type NoteVerifier = { readonly name: string; readonly publicKey: Uint8Array };

export type OpenedNote = {
  readonly text: string;
  /** Which of the verifiers signed, by name. Never empty. */
  readonly by: readonly string[];
};

const ED25519 = 0x01;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MOST_SIGNATURES = 100;

/** The key id of c2sp.org/signed-note: the first four bytes of SHA-256(name ‖ "\n" ‖ type ‖ public key). */
export function noteKeyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8Of(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, 4);
}

/** The verifier key text of c2sp.org/signed-note: name+hexkeyid+base64(0x01 ‖ public key). */
export function encodeVerifier({ name, publicKey }: NoteVerifier): string {
  checkName(name);
  return `${name}+${hexOf(noteKeyId(name, publicKey))}+${base64Of(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** Reads a verifier key text; refuses other types of key and a key id that is not that of the key. */
export function decodeVerifier(text: string): NoteVerifier {
  const parts = text.split('+');
  const [name = '', keyId = ''] = parts;
  const publicKey = decoded(() => bytesOfBase64(parts.slice(2).join('+')));
  if (publicKey.length !== 1 + KEY_BYTES || publicKey[0] !== ED25519)
    throw new NoteError('not an Ed25519 verifier key');
  checkName(name);
  const verifier = { name, publicKey: publicKey.slice(1) };
  if (
    !sameBytes(
      decoded(() => bytesOfHex(keyId)),
      noteKeyId(name, verifier.publicKey),
    )
  ) {
    throw new NoteError('a verifier key with the key id of another');
  }
  return verifier;
}

/** Signs `text`, which ends in a newline, and gives the whole note. The private key is the 32-byte seed of RFC 8032. */
export function signNote(text: string, { name, privateKey }: NoteSigner): string {
  checkName(name);
  checkText(text);
  const signature = ed25519.sign(utf8Of(text), privateKey);
  const stamp = concatBytes(noteKeyId(name, ed25519.getPublicKey(privateKey)), signature);
  return `${text}\n— ${name} ${base64Of(stamp)}\n`;
}

/**
 * Opens a note: gives its text when at least one verifier signed it and none of their signatures is wrong.
 *
 * Signatures by others are ignored, as c2sp.org/signed-note asks: they may be cosignatures. Refuses with NoteError every
 * other shape, base64 that is not canonical, two signatures by one key, and signatures with S not below the group order.
 */
export function openNote(note: Uint8Array | string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const by: string[] = [];
  for (const verifier of verifiers) {
    const keyId = noteKeyId(verifier.name, verifier.publicKey);
    const own = signatures.filter(
      ({ name, stamp }) => name === verifier.name && sameBytes(stamp.subarray(0, 4), keyId),
    );
    if (own.length > 1) throw new NoteError('one key signed the note twice');
    for (const { stamp } of own) {
      if (!verifySignature(text, stamp.subarray(4), verifier.publicKey))
        throw new NoteError('a signature does not fit the text');
      by.push(verifier.name);
    }
  }
  if (by.length === 0) throw new NoteError('none of the trusted keys signed the note');
  return { text, by };
}

/** The text of a note without any judgement on who signed it. */
export const noteText = (note: Uint8Array | string): string => splitNote(note).text;

type Signature = { readonly name: string; readonly stamp: Uint8Array };

function splitNote(note: Uint8Array | string): { text: string; signatures: readonly Signature[] } {
  const whole = typeof note === 'string' ? note : decoded(() => textOfUtf8(note));
  const border = whole.lastIndexOf('\n\n');
  if (border === -1 || !whole.endsWith('\n')) throw new NoteError('not a signed note');
  const text = whole.slice(0, border + 1);
  checkText(text);
  const lines = whole.slice(border + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new NoteError('a note with too many signatures');
  return { text, signatures: lines.map(readSignature) };
}

function readSignature(line: string): Signature {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  if (name === undefined || base64 === undefined) throw new NoteError('not a signature line');
  checkName(name);
  const stamp = decoded(() => bytesOfBase64(base64));
  if (stamp.length < 5) throw new NoteError('a signature line without a signature');
  return { name, stamp };
}

function verifySignature(text: string, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== KEY_BYTES) return false;
  try {
    return ed25519.verify(signature, utf8Of(text), publicKey, { zip215: false });
  } catch {
    return false;
  }
}

function checkName(name: string): void {
  const refused = name === '' || /[\s+\p{Cc}]/u.test(name) || !name.isWellFormed();
  if (refused) throw new NoteError('a key name is empty or holds white space, a plus sign or a control character');
}

function checkText(text: string): void {
  const refused = !text.endsWith('\n') || !text.isWellFormed() || /[^\P{Cc}\n]/u.test(text);
  if (refused) throw new NoteError('a text that does not end in a newline or holds control characters');
}

function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof EncodingError) throw new NoteError(error.message);
    throw error;
  }
}
