import { isObject } from '../connectors/connector.ts';
import { columnKey } from './cell.ts';
import type { Pattern } from './pattern.ts';
import { compilePattern } from './pattern.ts';
import type { AnyOf, Test, TextOf } from './row-context.ts';
import type { ColumnNames, Condition, Mapping, Value } from './schema.ts';

export type PathParts = readonly (string | number)[];
export type Problem = { readonly path: PathParts; readonly why: string };

/** A column that a mapping names, in any of its spellings. */
export type Column = {
  readonly names: readonly (string | number)[];
  /** The spellings as they are compared. */
  readonly keys: readonly string[];
  readonly occurrence: number;
};

/** Something that is looked for once in the beginning of a file. */
export type Capture =
  | { readonly in: 'preamble' | 'fileName' | 'sheetName'; readonly pattern: Pattern; readonly source: string }
  | { readonly in: 'envelope'; readonly path: readonly string[]; readonly source: string };

/** What a value gives; a date is the text of an instant. */
export type ValueType = 'text' | 'date' | 'money' | 'party' | 'list' | 'number' | 'boolean' | 'object' | 'null' | 'any';

export type Compiled = {
  readonly type: ValueType;
  /** '' where there is nothing; missing where the value is no text. */
  readonly text: TextOf | undefined;
  /** `undefined` where there is nothing. */
  readonly any: AnyOf;
};

export type Named =
  | { readonly as: 'value'; readonly value: Compiled; readonly columns: ReadonlySet<number> }
  | { readonly as: 'condition'; readonly test: Test; readonly columns: ReadonlySet<number> };

/** How the parts of the language are compiled: each may hold every other, so none of them imports the others. */
export type Language = {
  readonly value: (compiler: Compiler, value: Value, path: PathParts) => Compiled;
  readonly condition: (compiler: Compiler, condition: Condition, path: PathParts) => Test;
};

/** What is gathered while a mapping is turned into functions: every column, every capture, every mistake. */
export type Compiler = {
  readonly language: Language;
  readonly mapping: Mapping;
  readonly problems: Problem[];
  readonly columns: Column[];
  readonly captures: Capture[];
  readonly named: Map<string, Named | 'open'>;
  /** Columns that what is being compiled reads. */
  reads: Set<number>;
  /** Whether `path` begins at the part that is being gone through, and not at the row. */
  isInside: boolean;
  /** Whether other rows of the file may be looked at. */
  isPrinted: boolean;
  readonly patterns: Map<string, Pattern>;
};

export function startCompiler(mapping: Mapping, language: Language): Compiler {
  return {
    ...{
      language,
      mapping,
      problems: [],
      columns: [],
      captures: [],
      named: new Map(),
      reads: new Set(),
      isInside: false,
    },
    ...{ isPrinted: false, patterns: new Map() },
  };
}

export const ABSENT: Compiled = { type: 'null', text: () => '', any: () => undefined };

/** Turns a value of the language into functions of a row, and reports what is wrong in it. */
export const compileValue = (compiler: Compiler, value: Value, path: PathParts): Compiled =>
  compiler.language.value(compiler, value, path);

export const compileCondition = (compiler: Compiler, condition: Condition, path: PathParts): Test =>
  compiler.language.condition(compiler, condition, path);

/** A value where only text will do. */
export function compileText(compiler: Compiler, value: Value, path: PathParts): TextOf {
  const { text, type } = compileValue(compiler, value, path);
  if (text !== undefined) return text;
  report(compiler, path, whyNoText(value, type));
  return ABSENT.text as TextOf;
}

/** An object without any key of the language is most often a key that is misspelt. */
function whyNoText(value: Value, type: string): string {
  if (type === 'any') return 'must be text here, and is not always';
  const keys = isObject(value) ? Object.keys(value) : [];
  if (type !== 'object' || keys.length === 0) return `must be text here, and is of type ${type}`;
  return `must be text here; ${keys.slice(0, 3).join(', ')} selects nothing (column, path, preamble, use, first, join, if … do)`;
}

export function report(compiler: Compiler, path: PathParts, why: string): void {
  compiler.problems.push({ path, why });
}

const NOTHING: Pattern = { test: () => false, find: () => '', groups: 0 };

export function patternAt(compiler: Compiler, text: string, path: PathParts): Pattern {
  const known = compiler.patterns.get(text);
  if (known !== undefined) return known;
  const made = compilePattern(text);
  if (typeof made === 'string') {
    report(compiler, path, made);
    return NOTHING;
  }
  compiler.patterns.set(text, made);
  return made;
}

/** The position of a column among all that the mapping names. */
export function columnSlot(compiler: Compiler, given: ColumnNames, occurrence: number, path: PathParts): number {
  const names = typeof given === 'object' ? given : [given];
  const { file } = compiler.mapping;
  if (file.form !== 'table') report(compiler, path, 'only a table has columns; use path');
  else if (file.columns !== undefined) checkNames(compiler, names, file.columns, path);
  const keys = names.map((name) => (typeof name === 'number' ? '' : columnKey(name)));
  const same = compiler.columns.findIndex(
    (column) => column.occurrence === occurrence && column.names.join('\0') === names.join('\0'),
  );
  const slot = same === -1 ? compiler.columns.push({ names, keys, occurrence }) - 1 : same;
  compiler.reads.add(slot);
  return slot;
}

function checkNames(
  compiler: Compiler,
  names: readonly (string | number)[],
  all: readonly string[],
  path: PathParts,
): void {
  const keys = new Set(all.map(columnKey));
  const isKnown = (name: string | number) =>
    typeof name === 'number' ? name <= all.length : keys.has(columnKey(name));
  if (!names.some(isKnown)) report(compiler, path, 'is not among file.columns');
}

/** Compiles with `isInside` set or cleared for the time being. */
export function within<T>(compiler: Compiler, isInside: boolean, task: () => T): T {
  const before = compiler.isInside;
  compiler.isInside = isInside;
  const made = task();
  compiler.isInside = before;
  return made;
}
