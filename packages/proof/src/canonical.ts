import { EncodingError } from './bytes.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

/** The values that have canonical bytes. Numbers are safe integers and not -0; the compiler cannot say so, `canonicalText` does. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [name: string]: Canonical };

/** A value that is not canonical, or bytes that are not the canonical bytes of a value. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';
}

/** Lists and objects may stand this deep in each other. */
const DEEPEST = 64;

/**
 * The JSON text of RFC 8785 (JCS), restricted to integers.
 *
 * Refuses, with CanonicalError, floats, -0, integers beyond 2^53 - 1, undefined, holes in lists, lone surrogates
 * (in names too), instances of classes and nesting deeper than 64. Text is never normalised and `toJSON` never called.
 */
export function canonicalText(value: Canonical): string {
  return textOf(value, 0);
}

/** UTF-8 of `canonicalText`: the only bytes of JSON that are ever hashed. */
export function canonicalBytes(value: Canonical): Uint8Array {
  return utf8Of(textOf(value, 0));
}

/** Reads canonical bytes back. Whatever does not serialise to the very same bytes is refused with CanonicalError. */
export function parseCanonical(bytes: Uint8Array): Canonical {
  let text: string;
  let value: Canonical;
  try {
    text = textOfUtf8(bytes);
    value = JSON.parse(text) as Canonical;
  } catch (error) {
    if (error instanceof EncodingError || error instanceof SyntaxError) throw new CanonicalError(error.message);
    throw error;
  }
  if (endOf(value, text, 0, 0) !== text.length) throw notCanonical();
  return value;
}

const notCanonical = (): CanonicalError => new CanonicalError('JSON, but not in its canonical form');

/** Where the canonical text of `value`, which must stand in `text` at `at`, ends. It is what `textOf` writes, compared instead of written. */
function endOf(value: unknown, text: string, at: number, depth: number): number {
  if (typeof value === 'string') return endOfString(value, text, at);
  if (value === null || typeof value !== 'object') return endOfWord(textOf(value, depth), text, at);
  if (depth === DEEPEST) throw new CanonicalError('nested too deeply');
  return Array.isArray(value) ? endOfList(value, text, at, depth + 1) : endOfObject(value, text, at, depth + 1);
}

function endOfWord(word: string, text: string, at: number): number {
  if (!text.startsWith(word, at)) throw notCanonical();
  return at + word.length;
}

/** Text that was read out of JSON and holds no backslash needs no escapes if it stood there as it is. */
function endOfString(value: string, text: string, at: number): number {
  const end = at + 1 + value.length;
  const asItIs = text.startsWith(value, at + 1) && text.charCodeAt(end) === 0x22 && text.charCodeAt(at) === 0x22;
  return asItIs && !value.includes('\\') ? end + 1 : endOfWord(quote(value), text, at);
}

function endOfList(list: readonly unknown[], text: string, from: number, depth: number): number {
  let at = from;
  for (let i = 0; i < list.length; i++) at = endOf(list[i], text, endOfWord(i === 0 ? '[' : ',', text, at), depth);
  return endOfWord(list.length === 0 ? '[]' : ']', text, at);
}

function endOfObject(object: object, text: string, from: number, depth: number): number {
  const names = sortedNames(object);
  const members = object as Readonly<Record<string, unknown>>;
  let at = from;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    at = endOfString(name, text, endOfWord(i === 0 ? '{' : ',', text, at));
    at = endOf(members[name], text, endOfWord(':', text, at), depth);
  }
  return endOfWord(names.length === 0 ? '{}' : '}', text, at);
}

function textOf(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        throw new CanonicalError('a number is not a safe integer');
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === DEEPEST) throw new CanonicalError('nested too deeply');
      return Array.isArray(value) ? listText(value, depth + 1) : objectText(value, depth + 1);
    default:
      throw new CanonicalError(`a value of type ${typeof value} has no canonical form`);
  }
}

function listText(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < list.length; i++) text += i === 0 ? textOf(list[i], depth) : `,${textOf(list[i], depth)}`;
  return `${text}]`;
}

function objectText(object: object, depth: number): string {
  const names = sortedNames(object);
  const members = object as Readonly<Record<string, unknown>>;
  let text = '{';
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    text += `${i === 0 ? '' : ','}${quote(name)}:${textOf(members[name], depth)}`;
  }
  return `${text}}`;
}

/** The names of a plain object in the order of their UTF-16 units. */
export function sortedNames(object: object): string[] {
  const kind: unknown = Object.getPrototypeOf(object);
  if (kind !== Object.prototype && kind !== null) throw new CanonicalError('only plain objects have a canonical form');
  const names = Object.keys(object);
  for (let i = 1; i < names.length; i++) if ((names[i - 1] as string) > (names[i] as string)) return names.sort();
  return names;
}

/** The JSON string of RFC 8785 §3.2.2.2, which for well-formed text is what JSON.stringify writes. */
export function quote(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new CanonicalError('text with a lone surrogate');
  return JSON.stringify(text);
}

/** Printable ASCII without the quote and the backslash stands in JSON as it is; a loop is faster here than a pattern. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return false;
  }
  return true;
}
