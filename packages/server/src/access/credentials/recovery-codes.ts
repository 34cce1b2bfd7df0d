import { randomBytes } from 'node:crypto';
import { digest } from '../../platform/digest.ts';

const COUNT = 10;
/** Crockford's base 32: no I, L, O and U, so that what is read off paper is read right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 65 bits each. */
const LENGTH = 13;

/** Ten codes of 65 random bits as `XXXXX-XXXXX-XXX`, to be shown once; only their digests are kept. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const code = [...randomBytes(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    return `${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`;
  });
}

/**
 * What is kept of a code, the same however it was typed: case, spaces, dashes, full width, O for 0, I and L for 1.
 * `undefined` for what cannot be a code. A plain SHA-256 is enough: slow hashing makes up for secrets that people
 * choose, and nobody can try 2^65 codes; for the same reason it needs no salt and can be looked up by its value.
 */
export function recoveryDigest(code: string): Buffer | undefined {
  const typed = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (typed.length !== LENGTH || [...typed].some((each) => !ALPHABET.includes(each))) return undefined;
  return digest('sha256', Buffer.from(typed, 'ascii'));
}
