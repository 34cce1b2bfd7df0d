import * as asn1js from 'asn1js';
import { hexOf } from '../bytes.ts';

/** Thrown for bytes that are no timestamp, certificate or key of the promised form; the message says what is wrong with them. */
export class TokenError extends Error {
  override readonly name: string = 'TokenError';
}

/** One ASN.1 value. `raw` is its whole encoding, over which signatures and digests are made. */
export type Asn1 = {
  readonly tag: string;
  readonly raw: Uint8Array;
  /** The content octets; of an OCTET STRING in pieces, all pieces together. */
  readonly octets: Uint8Array;
  readonly parts: readonly Asn1[];
};

const DEEPEST = 32;
const CLASSES = ['', 'universal', 'application', 'context', 'private'];

/** Reads exactly one BER value that fills `bytes`; refuses anything behind it and what lies deeper than any certificate does. */
export function readAsn1(bytes: Uint8Array, what: string): Asn1 {
  const { offset, result } = parsed(bytes, what);
  if (offset === -1 || result.error !== '') throw new TokenError(`${what} is not readable as ASN.1`);
  if (offset !== bytes.length) throw new TokenError(`${what} is followed by ${bytes.length - offset} more bytes`);
  return treeOf(result, what, 0);
}

function parsed(bytes: Uint8Array, what: string): asn1js.FromBerResult {
  try {
    return asn1js.fromBER(bytes);
  } catch {
    // The library throws for times and numbers that are none.
    throw new TokenError(`${what} is not readable as ASN.1`);
  }
}

function treeOf(block: asn1js.BaseBlock, what: string, depth: number): Asn1 {
  if (depth > DEEPEST) throw new TokenError(`${what} is nested too deeply`);
  const { tagClass, tagNumber, isConstructed } = block.idBlock;
  const inner: unknown = isConstructed ? (block.valueBlock as { value?: unknown }).value : undefined;
  const blocks = Array.isArray(inner) ? (inner as asn1js.BaseBlock[]) : [];
  const parts = blocks.map((each) => treeOf(each, what, depth + 1));
  const raw = block.valueBeforeDecodeView;
  const isPieces = block instanceof asn1js.OctetString && isConstructed;
  const octets = isPieces
    ? new Uint8Array(block.getValue())
    : raw.subarray(block.idBlock.blockLength + block.lenBlock.blockLength);
  // The library reads past a length that is too short, and stops before one that is too long.
  const isDefinite = !(block.lenBlock as { isIndefiniteForm?: boolean }).isIndefiniteForm;
  const content = raw.length - block.idBlock.blockLength - block.lenBlock.blockLength;
  const held = parts.reduce((sum, part) => sum + part.raw.length, 0);
  if (isDefinite && (block.lenBlock.length !== content || (isConstructed && held !== content)))
    throw new TokenError(`${what} holds a value whose length is not that of its parts`);
  const tag = tagClass === 1 ? String(tagNumber) : `${CLASSES[tagClass]} ${tagNumber}`;
  return { tag, raw, octets, parts };
}

const TAGS = {
  boolean: '1',
  integer: '2',
  bits: '3',
  octets: '4',
  null: '5',
  oid: '6',
  sequence: '16',
  set: '17',
  utcTime: '23',
  generalizedTime: '24',
} as const;
export type TagName = keyof typeof TAGS;

/** Tells whether `value` is of a universal type. */
export const isA = (value: Asn1 | undefined, name: TagName): value is Asn1 => value?.tag === TAGS[name];
/** Tells whether `value` carries the context-specific tag `n`. */
export const isTagged = (value: Asn1 | undefined, n: number): value is Asn1 => value?.tag === `context ${n}`;

function expectA(value: Asn1 | undefined, name: TagName, what: string): Asn1 {
  if (!isA(value, name)) throw new TokenError(`${what} is not there or of another type`);
  return value;
}

/** The parts of a SEQUENCE. Refuses a value of another type. */
export const partsOf = (value: Asn1 | undefined, what: string): readonly Asn1[] =>
  expectA(value, 'sequence', what).parts;

/** The members of a SET. Refuses a value of another type. */
export const membersOf = (value: Asn1 | undefined, what: string): readonly Asn1[] => expectA(value, 'set', what).parts;

/** What the explicit tag `n` holds. */
export function insideOf(value: Asn1 | undefined, n: number, what: string): Asn1 {
  const [only, more] = isTagged(value, n) ? value.parts : [];
  if (only === undefined || more !== undefined) throw new TokenError(`${what} does not hold exactly one value`);
  return only;
}

export const octetsOf = (value: Asn1 | undefined, what: string): Uint8Array => expectA(value, 'octets', what).octets;

/** The bits of a BIT STRING that fills whole octets. */
export function bitsOf(value: Asn1 | undefined, what: string): Uint8Array {
  const { octets } = expectA(value, 'bits', what);
  if (octets[0] !== 0) throw new TokenError(`${what} does not fill whole octets`);
  return octets.subarray(1);
}

/** Whether bit `n` of a BIT STRING is set. */
export function hasBit(value: Asn1 | undefined, n: number, what: string): boolean {
  const { octets } = expectA(value, 'bits', what);
  return ((octets[1 + (n >> 3)] ?? 0) & (128 >> (n & 7))) !== 0;
}

/** An INTEGER of any size. */
export function integerOf(value: Asn1 | undefined, what: string): bigint {
  const { octets } = expectA(value, 'integer', what);
  if (octets.length === 0) throw new TokenError(`${what} is an integer without digits`);
  return BigInt.asIntN(8 * octets.length, BigInt(`0x${hexOf(octets)}`));
}

/** An OBJECT IDENTIFIER in dots. */
export function oidOf(value: Asn1 | undefined, what: string): string {
  const { octets } = expectA(value, 'oid', what);
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const [i, octet] of octets.entries()) {
    arc = (arc << 7n) | BigInt(octet & 127);
    if (octet >= 128) {
      if (i === octets.length - 1) throw new TokenError(`${what} is an identifier that breaks off`);
      continue;
    }
    if (arcs.length === 0) {
      const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
      arcs.push(first, arc - 40n * first);
    } else arcs.push(arc);
    arc = 0n;
  }
  if (arcs.length === 0) throw new TokenError(`${what} is an empty identifier`);
  return arcs.join('.');
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/;

/** A UTCTime or GeneralizedTime in UTC, to seconds at least, as UTC milliseconds; digits beyond a millisecond are cut off. RFC 5280 4.1.2.5, RFC 3161 2.4.2. */
export function timeOf(value: Asn1 | undefined, what: string): number {
  const isShort = isA(value, 'utcTime');
  if (!isShort && !isA(value, 'generalizedTime')) throw new TokenError(`${what} is no time`);
  const text = String.fromCharCode(...value.octets);
  const found = (isShort ? UTC_TIME : GENERALIZED).exec(text);
  if (found === null) throw new TokenError(`${what} is not a time in UTC: ${text.replaceAll(/[^0-9A-Za-z.+-]/g, '?')}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const whole = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  const millis = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const at = Date.UTC(whole, month - 1, day, hour, minute, second, millis);
  const back = new Date(at);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || back.getUTCHours() !== hour)
    throw new TokenError(`${what} is a time that the calendar does not have`);
  return at;
}

/** The object identifier of an AlgorithmIdentifier, with its parameters. */
export function algorithmOf(
  value: Asn1 | undefined,
  what: string,
): { readonly oid: string; readonly parameters: Asn1 | undefined } {
  const [oid, parameters] = partsOf(value, what);
  return { oid: oidOf(oid, what), parameters };
}
