import { z } from 'zod';
import type { PartySystem } from '../../kernel/party.ts';
import { partySystems } from '../../kernel/party.ts';
import type { Basis, Kind, OriginalForm } from '../../kernel/record.ts';
import { bases, kinds, originals } from '../../kernel/record.ts';
import type { Precision } from '../../kernel/time.ts';
import { precisions } from '../../kernel/time.ts';
import type { Encoding } from '../table/row.ts';
import { encodings } from '../table/row.ts';

/** A value as it stands in the mapping itself; null clears a field of a state. */
export type Literal = string | number | boolean | null;

/** Column names, of which the first that the header has is meant; a number is a position, from 1. */
export type ColumnNames = string | number | readonly (string | number)[];
export type Path = string | readonly string[];

/** What may be said of any text that was selected, in the order in which it is applied. */
export type Refinement = {
  /** Texts that stand for nothing. */
  readonly empty?: readonly string[] | undefined;
  readonly lower?: boolean | undefined;
  /** What of the text is meant: group 1 of the pattern, or `group`, or all it matched; nothing where it does not match. */
  readonly match?: string | undefined;
  readonly group?: number | undefined;
  readonly codes?: Readonly<Record<string, Literal>> | undefined;
  /** Instead of a text that `codes` does not name; without it such a text stays as it is. */
  readonly otherwise?: Literal | undefined;
};

export type Selector =
  | { readonly column: ColumnNames; readonly occurrence?: number | undefined }
  | { readonly row: Condition; readonly column: ColumnNames }
  | { readonly path: Path }
  | { readonly envelope: Path }
  | { readonly preamble: string }
  | { readonly fileName: string }
  | { readonly sheetName: string }
  | { readonly setting: 'owner' | 'source' | 'zone' }
  | { readonly use: string }
  | { readonly item: true }
  | { readonly line: true }
  | { readonly first: readonly Value[] }
  | { readonly join: readonly Value[]; readonly with?: string | undefined }
  | { readonly if: Condition; readonly then: Value; readonly else?: Value | undefined }
  | { readonly phone: Value };

export type DateValue = {
  readonly date: Value;
  readonly time?: Value | undefined;
  readonly formats?: readonly string[] | undefined;
  readonly year?: Value | undefined;
  readonly month?: Value | undefined;
  readonly precision?: Precision | undefined;
};

export type MoneyValue = {
  readonly money: Value;
  readonly currency?: Value | undefined;
  readonly unit?: 'major' | 'minor' | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly absolute?: boolean | undefined;
};

export type Made =
  | DateValue
  | MoneyValue
  | {
      readonly party: PartySystem;
      readonly ref: Value;
      readonly name?: Value | undefined;
      readonly realm?: Value | undefined;
    }
  | { readonly holder: true; readonly name?: Value | undefined }
  | {
      readonly counterparty: {
        readonly name?: Value | undefined;
        readonly account?: Value | undefined;
        readonly system: PartySystem;
      };
    }
  | { readonly list: readonly Value[] }
  | { readonly split: Value; readonly on: string | readonly string[]; readonly as?: Value | undefined }
  | { readonly each: Path; readonly as: Value }
  | { readonly number: Value }
  | { readonly duration: Value }
  | { readonly boolean: Value };

export type Value = Literal | (Selector & Refinement) | Made | Fields;
/** An object of a record. */
export type Fields = { readonly [field: string]: Value };

export type Tests = {
  readonly is?: Literal | readonly Literal[] | undefined;
  readonly matches?: string | undefined;
  readonly blank?: boolean | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
};

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | (Selector & Refinement & Tests);

const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const name = z.string().min(1).max(200);
const pattern = z.string().min(1).max(2_000).describe('a pattern in RE2 syntax');
const columnName = z.union([name, z.int().min(1).max(16_384)]);
const columnNames = z.union([columnName, z.array(columnName).min(1).max(100)]);
const path = z.union([name, z.array(name).min(1).max(32)]);

const refinement = {
  empty: z.array(z.string()).max(100).exactOptional(),
  lower: z.boolean().exactOptional(),
  match: pattern.exactOptional(),
  group: z.int().min(0).max(100).exactOptional(),
  codes: z.record(z.string(), literal).exactOptional(),
  otherwise: literal.exactOptional(),
};

const tests = {
  is: z.union([literal, z.array(literal).min(1).max(1_000)]).exactOptional(),
  matches: pattern.exactOptional(),
  blank: z.boolean().exactOptional(),
  above: z.number().exactOptional(),
  below: z.number().exactOptional(),
};

const system = z.enum(partySystems);

/** The schemas in which values and conditions hold one another. */
type Language = {
  readonly value: z.ZodType<Value>;
  readonly condition: z.ZodType<Condition>;
  /** Either of them, as under `let`. */
  readonly entry: z.ZodType<Value | Condition>;
};

function selectorShapes({ value, condition }: Language) {
  const values = z.array(value).min(1).max(1_000);
  return [
    { column: columnNames, occurrence: z.int().min(1).max(100).exactOptional() },
    { row: condition, column: columnNames },
    { path },
    { envelope: path },
    { preamble: pattern },
    { fileName: pattern },
    { sheetName: pattern },
    { setting: z.enum(['owner', 'source', 'zone']) },
    { use: name },
    { item: z.literal(true) },
    { line: z.literal(true) },
    { first: values },
    { join: values, with: z.string().max(20).exactOptional() },
    // biome-ignore lint/suspicious/noThenProperty: it is a schema of the language and never awaited.
    { if: condition, then: value, else: value.exactOptional() },
    { phone: value },
  ];
}

function madeShapes({ value }: Language) {
  return [
    {
      date: value,
      time: value.exactOptional(),
      formats: z.array(z.string().min(1).max(40)).min(1).max(30).exactOptional(),
      year: value.exactOptional(),
      month: value.exactOptional(),
      precision: z.enum(precisions).exactOptional(),
    },
    {
      money: value,
      currency: value.exactOptional(),
      unit: z.enum(['major', 'minor']).exactOptional(),
      decimal: z.enum(['.', ',']).exactOptional(),
      absolute: z.boolean().exactOptional(),
    },
    { party: system, ref: value, name: value.exactOptional(), realm: value.exactOptional() },
    { holder: z.literal(true), name: value.exactOptional() },
    {
      counterparty: z.strictObject({ name: value.exactOptional(), account: value.exactOptional(), system }),
    },
    { list: z.array(value).max(1_000) },
    { split: value, on: z.union([name, z.array(name).min(1).max(20)]), as: value.exactOptional() },
    { each: path, as: value },
    { number: value },
    { duration: value },
    { boolean: value },
  ];
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** Every form of a value and of a condition under the key that tells it; the object of a record has none. */
function formsOf(language: Language) {
  const { value, condition } = language;
  const keyed = (shapes: readonly Shape[], more: Shape) =>
    new Map(shapes.map((shape) => [Object.keys(shape)[0] ?? '', z.strictObject({ ...shape, ...more })] as const));
  const selectors: readonly Shape[] = selectorShapes(language);
  const conditions = z.array(condition).min(1).max(1_000);
  return {
    // A cell of another row also names a column, so that `row` is looked for first.
    values: new Map([...keyed(selectors.toReversed(), refinement), ...keyed(madeShapes(language), {})]),
    conditions: new Map([
      ...keyed([{ all: conditions }, { any: conditions }, { not: condition }], {}),
      ...keyed(selectors.toReversed(), { ...refinement, ...tests }),
    ]),
    fields: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, 'must be a name of letters and digits'), value),
  };
}

const isEntries = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const CONDITION_KEYS = ['all', 'any', 'not', 'is', 'matches', 'blank', 'above', 'below'];

/** Asks only the schema whose key an object has: it is many times as fast as asking all of them, and says what is wrong. */
function chosenBy<T>(choose: (given: unknown) => z.ZodType | string): z.ZodType<T> {
  const chosen = z.unknown().check((payload) => {
    const schema = choose(payload.value);
    if (typeof schema === 'string') {
      payload.issues.push({ code: 'custom', input: payload.value, message: schema });
      return;
    }
    const found = schema.safeParse(payload.value, { reportInput: true });
    for (const issue of found.error?.issues ?? []) payload.issues.push({ ...issue, path: [...issue.path] } as never);
  });
  return chosen as unknown as z.ZodType<T>;
}

function byKey(forms: ReadonlyMap<string, z.ZodType>, given: Readonly<Record<string, unknown>>): z.ZodType | undefined {
  for (const [key, schema] of forms) if (Object.hasOwn(given, key)) return schema;
  return undefined;
}

/** For reading mappings. */
function readingLanguage(): Language {
  const value = chosenBy<Value>((given) => {
    if (given === undefined) return 'is missing';
    if (Array.isArray(given))
      return 'must be a value, and is a list: {list: …}, or {column: […]} for names of a column';
    return isEntries(given) ? (byKey(forms.values, given) ?? forms.fields) : literal;
  });
  const condition = chosenBy<Condition>(
    (given) =>
      (isEntries(given) ? byKey(forms.conditions, given) : undefined) ??
      'is no condition: {column: NAME, is: TEXT}, or all, any, not and use',
  );
  const entry = chosenBy<Value | Condition>((given) =>
    isEntries(given) && CONDITION_KEYS.some((key) => Object.hasOwn(given, key)) ? condition : value,
  );
  const language = { value, condition, entry };
  const forms = formsOf(language);
  return language;
}

/** For the JSON Schema, which has no other way to say it than all forms side by side. */
function schemaLanguage(): Language {
  const value: z.ZodType<Value> = z.lazy(() => anyValue);
  const condition: z.ZodType<Condition> = z.lazy(() => anyCondition);
  const language = { value, condition, entry: z.union([condition, value]) };
  const forms = formsOf(language);
  const anyValue = z.union([literal, ...forms.values.values(), forms.fields]) as unknown as z.ZodType<Value>;
  const anyCondition = z.union([...forms.conditions.values()]) as unknown as z.ZodType<Condition>;
  return language;
}

const width = z.int().min(1).max(16_384);
const paths = z.array(path).min(1).max(50);

const table = z.strictObject({
  form: z.literal('table'),
  header: z
    .array(z.union([name, z.array(name).min(1).max(100)]))
    .min(1)
    .max(200)
    .exactOptional(),
  columns: z.array(name).min(1).max(500).exactOptional(),
  width: z.union([width, z.array(width).min(1).max(100)]).exactOptional(),
  looks: z.record(name, pattern).exactOptional(),
  preamble: z.array(pattern).min(1).max(20).exactOptional(),
  encoding: z.enum(encodings).exactOptional(),
  delimiter: z.enum([',', ';', '\t', '|']).exactOptional(),
  sheet: pattern.exactOptional(),
});

const json = z.strictObject({
  form: z.literal('json'),
  items: path.exactOptional(),
  recognise: z.strictObject({ has: paths }),
});

const ndjson = z.strictObject({ form: z.literal('ndjson'), recognise: z.strictObject({ has: paths }) });

function mappingWith({ value, condition, entry }: Language) {
  const printedSum = z.strictObject({ count: value.exactOptional(), amount: value.exactOptional() });

  const record = z.strictObject({
    kind: z.enum(kinds as readonly [Kind, ...Kind[]]),
    each: path.exactOptional(),
    when: condition.exactOptional(),
    id: value.exactOptional(),
    at: value,
    body: z.record(z.string().regex(/^[A-Za-z]{1,40}$/, 'must be the name of a field'), value),
    media: z
      .array(z.strictObject({ file: value }))
      .max(100)
      .exactOptional(),
  });

  return z.strictObject({
    mapping: z.literal(1),
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -'),
    title: name,
    source: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -')
      .exactOptional(),
    account: z.enum(['none', 'personal', 'company']).exactOptional(),
    owner: value.exactOptional(),
    needs: z
      .array(z.enum(['owner', 'zone', 'basis', 'handover']))
      .max(4)
      .exactOptional(),
    basis: z.enum(bases).exactOptional(),
    original: z.enum(originals).exactOptional(),
    zone: name.exactOptional(),
    file: z.discriminatedUnion('form', [table, json, ndjson]),
    skip: z.array(condition).max(100).exactOptional(),
    let: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, 'must be a name of letters and digits'), entry)
      .exactOptional(),
    direction: z.strictObject({ in: condition.exactOptional(), out: condition.exactOptional() }).exactOptional(),
    amount: value.exactOptional(),
    printed: z
      .strictObject({
        in: printedSum.exactOptional(),
        out: printedSum.exactOptional(),
        neutral: printedSum.exactOptional(),
      })
      .exactOptional(),
    records: z.array(record).min(1).max(50),
  });
}

export type TableFile = {
  readonly form: 'table';
  readonly header?: readonly (string | readonly string[])[];
  readonly columns?: readonly string[];
  readonly width?: number | readonly number[];
  readonly looks?: Readonly<Record<string, string>>;
  readonly preamble?: readonly string[];
  readonly encoding?: Encoding;
  readonly delimiter?: ',' | ';' | '\t' | '|';
  readonly sheet?: string;
};
export type JsonFile = {
  readonly form: 'json';
  readonly items?: Path;
  readonly recognise: { readonly has: readonly Path[] };
};
export type NdjsonFile = { readonly form: 'ndjson'; readonly recognise: { readonly has: readonly Path[] } };

export type PrintedValues = { readonly count?: Value; readonly amount?: Value };

export type RecordMapping = {
  readonly kind: Kind;
  readonly each?: Path;
  readonly when?: Condition;
  readonly id?: Value;
  readonly at: Value;
  readonly body: Fields;
  readonly media?: readonly { readonly file: Value }[];
};

/** How the rows of one kind of file become records: plain JSON, and the same after every reading of the same text. */
export type Mapping = {
  readonly mapping: 1;
  readonly name: string;
  readonly title: string;
  readonly source?: string;
  readonly account?: 'none' | 'personal' | 'company';
  readonly owner?: Value;
  readonly needs?: readonly ('owner' | 'zone' | 'basis' | 'handover')[];
  readonly basis?: Basis;
  readonly original?: OriginalForm;
  readonly zone?: string;
  readonly file: TableFile | JsonFile | NdjsonFile;
  readonly skip?: readonly Condition[];
  readonly let?: Readonly<Record<string, Value | Condition>>;
  readonly direction?: { readonly in?: Condition; readonly out?: Condition };
  readonly amount?: Value;
  readonly printed?: {
    readonly in?: PrintedValues;
    readonly out?: PrintedValues;
    readonly neutral?: PrintedValues;
  };
  readonly records: readonly RecordMapping[];
};

export const mappingSchema = mappingWith(readingLanguage()) as unknown as z.ZodType<Mapping>;

/** JSON Schema 2020-12 of a mapping, for editors; reading one checks more than it can say. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(mappingWith(schemaLanguage()), { io: 'input', unrepresentable: 'any' });
}
