import { z } from 'zod';
import type { Instant } from '../time.ts';
import { formatInstant, parseDateOrInstant, parseInstant } from '../time.ts';

/** The refusals that a single field can cause by itself; whatever else is wrong is `record.invalid`. */
export type FieldCode = 'record.time_invalid' | 'record.text_invalid';

const REF_CHARS = 256;
const LINE_CHARS = 4_096;
const TEXT_CHARS = 1_000_000;
const LIST_ITEMS = 10_000;

/** Text that can be stored and hashed as it is: no zero byte (PostgreSQL refuses it), no half of a surrogate pair. */
function words(min: number, max: number, control?: RegExp) {
  const schema = z.string().check(({ value, issues }) => {
    if (value.length < min || value.length > max) {
      issues.push({ code: 'custom', input: value, message: `must have ${min} to ${max} characters` });
    } else if (!value.isWellFormed() || value.includes('\0')) {
      issues.push(refusal('record.text_invalid', value, 'holds a zero character or half of a surrogate pair'));
    } else if (control?.test(value) === true) {
      issues.push(refusal('record.text_invalid', value, 'must hold no control character'));
    }
  });
  return schema.meta(min === 0 ? { maxLength: max } : { minLength: min, maxLength: max });
}

function refusal(code: FieldCode, input: string, message: string) {
  return { code: 'custom', input, message, params: { refusal: code } } as const;
}

/** What identifies or names: an account, a number, a version. */
export const ref = words(1, REF_CHARS);
/** A name, a title or a short remark; may be empty, as sources leave it so. */
export const line = words(0, LINE_CHARS);
export const text = words(0, TEXT_CHARS);

/** The source's own id of a record: as a ref, and no control character. */
export const externalId = words(1, REF_CHARS, /\p{Cc}/u);

export const sourceName = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -');

/** Text outside, UTC milliseconds inside. */
function timed(outside: z.ZodString, parse: (text: string) => Instant | undefined, message: string) {
  // Only the parsers below make these numbers, so they are instants; Zod has no number of a branded type.
  const inside = z.number() as unknown as z.ZodType<Instant, Instant>;
  return z.codec(outside, inside, {
    decode(value, { issues }) {
      const at = parse(value);
      if (at !== undefined) return at;
      issues.push(refusal('record.time_invalid', value, message));
      return z.NEVER;
    },
    encode: formatInstant,
  });
}

/** An instant; decoded to UTC milliseconds. */
export const instant = timed(
  z.string().meta({ format: 'date-time' }),
  parseInstant,
  'must be an RFC 3339 time with offset, years 1970 to 9999',
);

/** A date of Asia/Shanghai or an instant; decoded to the UTC milliseconds at which it begins. */
export const dateOrInstant = timed(
  z.string().meta({ anyOf: [{ format: 'date' }, { format: 'date-time' }] }),
  parseDateOrInstant,
  'must be a date YYYY-MM-DD or an RFC 3339 time with offset, years 1970 to 9999',
);

/** Something counted: pieces, bytes, seconds. Minus zero is refused, for canonical JSON has none. */
export const count = z
  .int()
  .check(({ value, issues }) => {
    if (value < 0 || Object.is(value, -0))
      issues.push({ code: 'custom', input: value, message: 'must not be negative' });
  })
  .meta({ minimum: 0 });

/**
 * A percentage from 0 to 1000 with at most two decimals: a JSON number outside, its shortest decimal text
 * inside (`1.5`), because what is hashed holds no fractions.
 */
export const percent = z.codec(
  z
    .number()
    .min(0)
    .max(1000)
    .check(({ value, issues }) => {
      if (Number(value.toFixed(2)) !== value) {
        issues.push({ code: 'custom', input: value, message: 'must have at most two decimals' });
      }
    }),
  z.string(),
  { decode: (value) => String(value), encode: (value) => Number(value) },
);

/** A percentage of a record in hundredths of a percent: `1.5` is 150. */
export function percentBps(value: string): number {
  return Math.round(Number(value) * 100);
}

export function list<T extends z.ZodType>(item: T) {
  return z.array(item).max(LIST_ITEMS, `must have at most ${LIST_ITEMS} items`);
}

/** A field of a state: left out it stays as it was, `null` clears it. */
export function clearable<T extends z.ZodType>(schema: T) {
  return schema.nullable().exactOptional();
}

/** A field of an event: there or not. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.exactOptional();
}

export const transcript = z.strictObject({ text, by: z.enum(['human', 'machine']) });
