import type { Kind } from '../../kernel/record.ts';
import { zoneNamed } from '../zone.ts';
import type { Capture, Column, Compiled, Compiler, PathParts, Problem, ValueType } from './compiler.ts';
import { compileCondition, compileText, compileValue, patternAt, report, startCompiler, within } from './compiler.ts';
import { conditionOfLanguage } from './condition.ts';
import { stepsOf } from './json-path.ts';
import type { FieldType } from './kind-fields.ts';
import { fieldsOf } from './kind-fields.ts';
import { namedAt } from './named.ts';
import type { AnyOf, Test, TextOf } from './row-context.ts';
import type { Fields, Mapping, PrintedValues, RecordMapping, Value } from './schema.ts';
import { valueOfLanguage } from './value.ts';

export type BodyField = { readonly name: string; readonly any: AnyOf; readonly isOptional: boolean };

export type RecordProgram = {
  readonly kind: Kind;
  /** The list whose every item is a record; undefined where the row is one. */
  readonly each: readonly string[] | undefined;
  readonly when: Test | undefined;
  readonly id: TextOf | undefined;
  readonly at: TextOf;
  readonly body: readonly BodyField[];
  readonly media: readonly TextOf[];
  /** Columns it reads. */
  readonly columns: readonly number[];
};

export type PrintedProgram = {
  readonly direction: 'in' | 'out' | 'neutral';
  readonly count: TextOf | undefined;
  readonly amount: AnyOf | undefined;
};

/** A mapping as functions. */
export type Program = {
  readonly columns: readonly Column[];
  readonly captures: readonly Capture[];
  readonly owner: TextOf | undefined;
  readonly skip: readonly Test[];
  readonly directionIn: Test | undefined;
  readonly directionOut: Test | undefined;
  readonly amount: AnyOf | undefined;
  readonly printed: readonly PrintedProgram[];
  readonly records: readonly RecordProgram[];
  readonly looks: readonly { readonly column: string; readonly test: (text: string) => boolean }[];
  readonly preamble: readonly { readonly test: (text: string) => boolean }[];
  readonly sheet: { readonly test: (text: string) => boolean } | undefined;
  readonly problems: readonly Problem[];
};

/** Turns a mapping into functions of a row and finds whatever is wrong in it that its schema cannot say. */
export function compileProgram(mapping: Mapping): Program {
  const compiler = startCompiler(mapping, { value: valueOfLanguage, condition: conditionOfLanguage });
  const records = mapping.records.map((record, i) => compileRecord(compiler, record, ['records', i]));
  const optional = <T, R>(value: T | undefined, compile: (value: T) => R): R | undefined =>
    value === undefined ? undefined : compile(value);
  const parts = {
    owner: optional(mapping.owner, (owner) => compileText(compiler, owner, ['owner'])),
    skip: (mapping.skip ?? []).map((each, i) => compileCondition(compiler, each, ['skip', i])),
    directionIn: optional(mapping.direction?.in, (each) => compileCondition(compiler, each, ['direction', 'in'])),
    directionOut: optional(mapping.direction?.out, (each) => compileCondition(compiler, each, ['direction', 'out'])),
    amount: optional(mapping.amount, (each) => compileMoney(compiler, each, ['amount'])),
    printed: compilePrinted(compiler),
    ...compileFile(compiler),
  };
  for (const name of Object.keys(mapping.let ?? {})) namedAt(compiler, name, ['let', name]);
  if (mapping.zone !== undefined && zoneNamed(mapping.zone) === undefined)
    report(compiler, ['zone'], 'is no name of a time zone (IANA, as Asia/Shanghai)');
  const { columns, captures, problems } = compiler;
  return { columns, captures, problems, records, ...parts };
}

function compileRecord(compiler: Compiler, record: RecordMapping, path: PathParts): RecordProgram {
  compiler.reads = new Set();
  const each = record.each === undefined ? undefined : stepsOf(record.each);
  if (each !== undefined && compiler.mapping.file.form === 'table')
    report(compiler, [...path, 'each'], 'a table has no lists');
  const made = within(compiler, each !== undefined, () => ({
    when: record.when && compileCondition(compiler, record.when, [...path, 'when']),
    id: record.id === undefined ? undefined : compileText(compiler, record.id, [...path, 'id']),
    at: compileTime(compiler, record.at, [...path, 'at']),
    body: compileBody(compiler, record.kind, record.body, [...path, 'body']),
    media: (record.media ?? []).map(({ file }, i) => compileText(compiler, file, [...path, 'media', i, 'file'])),
  }));
  return { kind: record.kind, each, ...made, columns: [...compiler.reads] };
}

/** A time; text is read by the usual formats. */
function compileTime(compiler: Compiler, value: Value, path: PathParts): TextOf {
  const { problems } = compiler;
  const before = problems.length;
  const compiled = compileValue(compiler, value, path);
  if (compiled.type === 'date' && compiled.text !== undefined) return compiled.text;
  if (compiled.type === 'text') {
    problems.length = before;
    return compileText(compiler, { date: value }, path);
  }
  if (problems.length === before) report(compiler, path, 'must be a time: {date: …}');
  return () => '';
}

function compileBody(compiler: Compiler, kind: Kind, body: Fields, path: PathParts): readonly BodyField[] {
  const known = fieldsOf(kind);
  for (const [name, { isOptional }] of known)
    if (!isOptional && !(name in body))
      report(compiler, path, `${name} is missing; a record of kind ${kind} must have it`);
  return Object.entries(body).map(([name, value]) => {
    const field = known.get(name);
    const inside = [...path, name];
    if (field === undefined)
      report(compiler, inside, `a record of kind ${kind} has no such field; it has ${[...known.keys()].join(', ')}`);
    const { type, any } = compileValue(compiler, value, inside);
    if (field !== undefined && !fits(compiler, field.type, type))
      report(compiler, inside, `must be ${FORMS[field.type]}, and is of type ${type}`);
    return { name, any, isOptional: field?.isOptional ?? true };
  });
}

const FORMS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  time: 'a time: {date: …}',
  number: 'a number: {number: …}',
  boolean: '{boolean: …}, or codes of true and false',
  party: 'a party: {party: …}, {counterparty: …} or {holder: true}',
  money: 'an amount: {money: …}',
  object: 'an object of fields',
  list: 'a list: {list: …}, {split: …} or {each: …}',
  any: 'anything',
};

/** Whether a value may be what a field takes. What only a row can tell is left to it. */
function fits({ mapping }: Compiler, field: FieldType, value: ValueType): boolean {
  if (value === 'any' || value === 'null' || field === 'any' || value === field) return true;
  if (field === 'time') return value === 'date' || value === 'text';
  // A path may lead to a list of plain values.
  return field === 'list' && value === 'text' && mapping.file.form !== 'table';
}

/** Money; text is read as an amount of CNY, or of the currency it names. */
function compileMoney(compiler: Compiler, value: Value, path: PathParts): AnyOf {
  const compiled: Compiled = compileValue(compiler, value, path);
  if (compiled.type === 'money' || compiled.type === 'any') return compiled.any;
  if (compiled.text !== undefined) return compileValue(compiler, { money: value }, path).any;
  report(compiler, path, 'must be an amount: {money: …}');
  return compiled.any;
}

const DIRECTIONS = ['in', 'out', 'neutral'] as const;

function compilePrinted(compiler: Compiler): readonly PrintedProgram[] {
  const { printed } = compiler.mapping;
  compiler.isPrinted = true;
  const made = DIRECTIONS.flatMap((direction) => {
    const given: PrintedValues | undefined = printed?.[direction];
    if (given === undefined) return [];
    const path = ['printed', direction];
    return {
      direction,
      count: given.count === undefined ? undefined : compileText(compiler, given.count, [...path, 'count']),
      amount: given.amount === undefined ? undefined : compileMoney(compiler, given.amount, [...path, 'amount']),
    };
  });
  compiler.isPrinted = false;
  return made;
}

function compileFile(compiler: Compiler): Pick<Program, 'looks' | 'preamble' | 'sheet'> {
  const { file } = compiler.mapping;
  if (file.form !== 'table') return { looks: [], preamble: [], sheet: undefined };
  const { header, columns, looks = {}, preamble = [], sheet, width } = file;
  if ((header === undefined) === (columns === undefined))
    report(compiler, ['file'], 'must have either header or columns');
  if (columns === undefined && width !== undefined) report(compiler, ['file', 'width'], 'goes with columns');
  return {
    looks: Object.entries(looks).map(([column, pattern]) => ({
      column,
      test: patternAt(compiler, pattern, ['file', 'looks', column]).test,
    })),
    preamble: preamble.map((pattern, i) => patternAt(compiler, pattern, ['file', 'preamble', i])),
    sheet: sheet === undefined ? undefined : patternAt(compiler, sheet, ['file', 'sheet']),
  };
}
