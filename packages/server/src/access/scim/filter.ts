import { ScimRefusal } from './error.ts';
import { GROUP, USER } from './names.ts';

/** One comparison of a filter. The attribute is in lower case and without the URN of its schema. */
export type Condition = { readonly attribute: string; readonly value: string | boolean };

const MAX_CHARACTERS = 1_000;
const MAX_CONDITIONS = 10;
const COMPARISON = /\s*([a-z][\w$.:-]*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)(?:\s+(and)\s+|\s*$)/iy;

const refused = (why: string): ScimRefusal => new ScimRefusal(400, 'invalidFilter', `filter: ${why}`);

/**
 * Reads the part of RFC 7644 3.4.2.2 that directories match by: comparisons with `eq`, joined by `and`. Refuses everything
 * else with `invalidFilter`; what is read is compared with decoded accounts and reaches no query.
 */
export function parseFilter(text: string, known: readonly string[]): readonly Condition[] {
  if (text.length > MAX_CHARACTERS) throw refused(`at most ${MAX_CHARACTERS} characters`);
  const conditions: Condition[] = [];
  COMPARISON.lastIndex = 0;
  for (let isMore = true; isMore; ) {
    const found = COMPARISON.exec(text);
    if (found === null) throw refused('only comparisons with eq, joined by and, are understood');
    const [, name = '', literal = '', and] = found;
    conditions.push({ attribute: attributeOf(name, known), value: decodedLiteral(literal) });
    if (conditions.length > MAX_CONDITIONS) throw refused(`at most ${MAX_CONDITIONS} comparisons`);
    isMore = and !== undefined;
  }
  return conditions;
}

function attributeOf(name: string, known: readonly string[]): string {
  const lower = name.toLowerCase();
  const urn = [USER, GROUP].find((each) => lower.startsWith(`${each.toLowerCase()}:`));
  const attribute = urn === undefined ? lower : lower.slice(urn.length + 1);
  if (known.includes(attribute)) return attribute;
  throw refused(`only ${known.join(', ')} can be asked for`);
}

function decodedLiteral(literal: string): string | boolean {
  try {
    const value: unknown = JSON.parse(literal.startsWith('"') ? literal : literal.toLowerCase());
    if (typeof value === 'string' || typeof value === 'boolean') return value;
  } catch {
    // Falls through: an escape that JSON does not have.
  }
  throw refused('a value is a JSON string, true or false');
}

/** Entra sends booleans as the strings "True" and "False". `undefined` for what is neither. */
export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const lower = typeof value === 'string' ? value.toLowerCase() : undefined;
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}
