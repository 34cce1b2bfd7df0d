import { readNumber } from './amount.ts';
import type { Compiler, PathParts } from './compiler.ts';
import { compileCondition, compileText, patternAt, report } from './compiler.ts';
import { namedAt, TESTS } from './named.ts';
import type { RowContext, Test } from './row-context.ts';
import type { Condition, Tests, Value } from './schema.ts';

/** How every form of a condition is compiled. */
export function conditionOfLanguage(compiler: Compiler, condition: Condition, path: PathParts): Test {
  if ('all' in condition)
    return every(condition.all.map((each, i) => compileCondition(compiler, each, [...path, 'all', i])));
  if ('any' in condition)
    return some(condition.any.map((each, i) => compileCondition(compiler, each, [...path, 'any', i])));
  if ('not' in condition) {
    const test = compileCondition(compiler, condition.not, [...path, 'not']);
    return (row) => !test(row);
  }
  const { is, matches, blank, above, below, ...value } = condition as Tests & Record<string, unknown>;
  const tests = { is, matches, blank, above, below };
  if (TESTS.some((test) => tests[test] !== undefined)) return tested(compiler, value as Value, tests, path);
  const named =
    typeof value.use === 'string' && Object.keys(value).length === 1 ? namedAt(compiler, value.use, path) : 'none';
  if (named === undefined) return () => false;
  if (named !== 'none' && named.as === 'condition') return named.test;
  report(compiler, path, `must test its value by one of ${TESTS.join(', ')}`);
  return () => false;
}

function tested(compiler: Compiler, value: Value, tests: Tests, path: PathParts): Test {
  const text = compileText(compiler, value, path);
  const { is, matches, blank, above, below } = tests;
  const checks: ((found: string) => boolean)[] = [];
  if (blank !== undefined) checks.push((found) => (found === '') === blank);
  if (is !== undefined) checks.push(oneOf(Array.isArray(is) ? is : [is as string]));
  if (matches !== undefined) {
    const { test } = patternAt(compiler, matches, [...path, 'matches']);
    checks.push(test);
  }
  if (above !== undefined) checks.push((found) => readNumber(found) > above);
  if (below !== undefined) checks.push((found) => readNumber(found) < below);
  const [only, ...others] = checks;
  if (only !== undefined && others.length === 0) return quietly((row) => only(text(row)));
  return quietly((row) => {
    const found = text(row);
    return checks.every((check) => check(found));
  });
}

/** What cannot be read within a condition is no fault of the record: the condition does not hold. */
function quietly(test: Test): Test {
  return (row: RowContext) => {
    const { fault } = row;
    const holds = test(row);
    if (row.fault === fault) return holds;
    row.fault = fault;
    return false;
  };
}

function oneOf(literals: readonly unknown[]): (found: string) => boolean {
  const texts = literals.map((each) => (each === null ? '' : String(each)));
  const [only, ...others] = texts;
  if (others.length === 0) return (found) => found === only;
  const set = new Set(texts);
  return (found) => set.has(found);
}

function every(tests: readonly Test[]): Test {
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

function some(tests: readonly Test[]): Test {
  return (row) => {
    for (const test of tests) if (test(row)) return true;
    return false;
  };
}
