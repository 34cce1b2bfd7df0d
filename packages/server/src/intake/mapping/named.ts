import type { Compiled, Compiler, Named, PathParts } from './compiler.ts';
import { ABSENT, compileCondition, compileValue, report, within } from './compiler.ts';
import type { AnyOf, RowContext, Test, TextOf } from './row-context.ts';
import type { Condition, Value } from './schema.ts';

/** What makes a selected text a condition. */
export const TESTS = ['is', 'matches', 'blank', 'above', 'below'] as const;

/** Whether an entry of `let` is a condition: it tests something, or is made of conditions. */
function isCondition(compiler: Compiler, entry: Value | Condition, depth = 0): entry is Condition {
  if (typeof entry !== 'object' || entry === null) return false;
  if ('all' in entry || 'any' in entry || 'not' in entry || TESTS.some((test) => test in entry)) return true;
  if (!('use' in entry) || typeof entry.use !== 'string' || Object.keys(entry).length > 1 || depth > 100) return false;
  const next = compiler.mapping.let?.[entry.use];
  return next !== undefined && isCondition(compiler, next, depth + 1);
}

/** What `use` stands for; each name is compiled once, when it is first used. */
export function namedAt(compiler: Compiler, name: string, path: PathParts): Named | undefined {
  const known = compiler.named.get(name);
  if (known === 'open') {
    report(compiler, path, `let.${name} leads back to itself`);
    return undefined;
  }
  const entry = compiler.mapping.let?.[name];
  if (known === undefined && entry === undefined) {
    report(compiler, path, `let names no ${name}`);
    return undefined;
  }
  const made = known ?? compileNamed(compiler, name, entry as Value | Condition);
  for (const column of made.columns) compiler.reads.add(column);
  return made;
}

function compileNamed(compiler: Compiler, name: string, entry: Value | Condition): Named {
  compiler.named.set(name, 'open');
  const before = compiler.reads;
  const columns = new Set<number>();
  compiler.reads = columns;
  const made = within(compiler, false, (): Named => {
    if (isCondition(compiler, entry))
      return { as: 'condition', test: rememberedTest(compileCondition(compiler, entry, ['let', name])), columns };
    return { as: 'value', value: remembered(compileValue(compiler, entry as Value, ['let', name])), columns };
  });
  compiler.reads = before;
  compiler.named.set(name, made);
  return made;
}

export function useOf(compiler: Compiler, name: string, path: PathParts): Compiled {
  const named = namedAt(compiler, name, [...path, 'use']);
  if (named?.as === 'value') return named.value;
  if (named !== undefined) report(compiler, path, `let.${name} is a condition and no value`);
  return ABSENT;
}

/** Worked out once a row, whichever files are read at the same time. What could not be read is tried again, so that each record of the row learns of it. */
function remembered({ type, text, any }: Compiled): Compiled {
  return { type, text: text && rememberedText(text), any: rememberedAny(any) };
}

function rememberedText(text: TextOf): TextOf {
  let [of, stamp, found, precision] = [
    undefined as RowContext | undefined,
    -1,
    '',
    'second' as RowContext['precision'],
  ];
  return (row) => {
    if (row !== of || row.stamp !== stamp) {
      of = row;
      found = text(row);
      precision = row.precision;
      stamp = row.fault === undefined ? row.stamp : -1;
    }
    row.precision = precision;
    return found;
  };
}

function rememberedAny(any: AnyOf): AnyOf {
  let [of, stamp, found, precision] = [
    undefined as RowContext | undefined,
    -1,
    undefined as unknown,
    'second' as RowContext['precision'],
  ];
  return (row) => {
    if (row !== of || row.stamp !== stamp) {
      of = row;
      found = any(row);
      precision = row.precision;
      stamp = row.fault === undefined ? row.stamp : -1;
    }
    row.precision = precision;
    return found;
  };
}

function rememberedTest(test: Test): Test {
  let [of, stamp, found] = [undefined as RowContext | undefined, -1, false];
  return (row) => {
    if (row !== of || row.stamp !== stamp) {
      of = row;
      found = test(row);
      stamp = row.stamp;
    }
    return found;
  };
}
