import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../kernel/refusal.ts';
import { isPersonal, isRepeated, isRun, isWellKnown } from './guessable.ts';

/**
 * Lengths in code points. ASVS 5 and, beside a second factor, NIST SP 800-63B-4 ask for 8; without a second factor
 * NIST asks for 15. The most only bounds what a request may cost.
 */
const LEAST = 12;
const MOST = 256;

/** The least that OWASP recommends for argon2id, which is what the library makes unless told otherwise. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** The hash of 32 random bytes that nobody kept, of the same cost as those of real accounts. */
const NOBODY = [
  `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}`,
  'rFEtE0YBtZzYkkheK1DrAA$1IV+eBZkjNXOncqx6lcqFw7S6e4bfqEE0TknEp9aoVA',
].join('$');

/** Why a password is refused. There is no rule about which characters must occur: such rules make passwords alike. */
const FAULTS = {
  short: `at least ${LEAST} characters are needed`,
  long: `at most ${MOST} characters are taken`,
  unprintable: 'control characters cannot be typed again everywhere',
  personal: 'it contains a name that belongs to this account or to this product',
  repeated: 'it is one short piece over and over',
  run: 'it follows the keyboard or the alphabet',
  well_known: 'it is on lists of leaked passwords, apart from capitals, digits or punctuation',
};

/** Answers a PHC string with salt and cost inside. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(opaque(password), COST);
}

/**
 * Whether the password belongs to the hash. An account that does not exist (`undefined`) costs the same time and gets
 * `false`, so that the answer does not tell which logins exist. Throws when the hash is not one that `hashPassword` made.
 */
export async function verifyPassword(hashed: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(hashed ?? NOBODY, opaque(password));
  return hashed !== undefined && fits;
}

/**
 * Refuses with `auth.password_weak` what could be guessed. `words` are the login, the display name and whatever else
 * an acquaintance would try; the name of this product is always among them. The refusal never repeats the password.
 */
export function refusePassword(password: string, words: readonly string[]): void {
  const fault = faultOf(opaque(password), words);
  if (fault !== undefined) throw new Refusal('auth.password_weak', { why: FAULTS[fault] });
}

function faultOf(password: string, words: readonly string[]): keyof typeof FAULTS | undefined {
  const length = [...password].length;
  if (length < LEAST) return 'short';
  if (length > MOST) return 'long';
  if (/[\p{Cc}\p{Cs}]/u.test(password)) return 'unprintable';
  if (isPersonal(password, words)) return 'personal';
  if (isRepeated(password)) return 'repeated';
  if (isRun(password)) return 'run';
  return isWellKnown(password) ? 'well_known' : undefined;
}

/** As OpaqueString of RFC 8265: one form for what keyboards compose differently, every space alike, nothing trimmed. */
const opaque = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
