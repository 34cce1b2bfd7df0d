import { cellText, lineText } from './cell.ts';
import type { Compiled, Compiler, PathParts } from './compiler.ts';
import { ABSENT, columnSlot, compileCondition, compileText, compileValue, patternAt, report } from './compiler.ts';
import { atPath, stepsOf, textOfJson } from './json-path.ts';
import { compileMade } from './made.ts';
import { useOf } from './named.ts';
import { phoneNumber } from './phone.ts';
import { refined } from './refinement.ts';
import type { RowContext, TextOf } from './row-context.ts';
import type { Fields, Made, Path, Refinement, Selector, Value } from './schema.ts';

/** How every form of a value is compiled. */
export function valueOfLanguage(compiler: Compiler, value: Value, path: PathParts): Compiled {
  if (typeof value !== 'object' || value === null) return literalOf(value);
  const selected = compileSelector(compiler, value as Selector & Refinement, path);
  if (selected !== undefined) return refined(compiler, selected, value as Refinement, path);
  return compileMade(compiler, value as Made, path) ?? compileFields(compiler, value as Fields, path);
}

function literalOf(value: string | number | boolean | null): Compiled {
  if (value === null) return { type: 'null', text: undefined, any: () => null };
  if (value === '') return ABSENT;
  const text = String(value);
  const type = typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
  return { type, text: () => text, any: () => value };
}

/** Text as a value of a record. */
export const textual = (text: TextOf): Compiled => ({ type: 'text', text, any: (row) => text(row) || undefined });

function compileSelector(compiler: Compiler, value: Selector, path: PathParts): Compiled | undefined {
  if ('row' in value) return textual(printedCell(compiler, value, path));
  if ('column' in value) return textual(columnText(compiler, value, path));
  if ('path' in value) return pathValue(compiler, value.path, path);
  if ('preamble' in value || 'fileName' in value || 'sheetName' in value)
    return textual(captured(compiler, value, path));
  if ('envelope' in value) return textual(envelopeText(compiler, value.envelope, path));
  if ('setting' in value) return textual(settingText(value.setting));
  if ('use' in value) return useOf(compiler, value.use, path);
  if ('item' in value) return itemValue(compiler, path);
  if ('line' in value) return textual(({ cells }) => lineText(cells));
  if ('first' in value)
    return firstOf(value.first.map((each, i) => compileValue(compiler, each, [...path, 'first', i])));
  if ('join' in value) return textual(joinText(compiler, value, path));
  if ('if' in value) return choice(compiler, value, path);
  if ('phone' in value) {
    const text = compileText(compiler, value.phone, [...path, 'phone']);
    return textual((row) => phoneNumber(text(row)));
  }
  return undefined;
}

function columnText(compiler: Compiler, value: Extract<Selector, { column: unknown }>, path: PathParts): TextOf {
  const occurrence = 'occurrence' in value ? (value.occurrence ?? 1) : 1;
  const slot = columnSlot(compiler, value.column, occurrence, [...path, 'column']);
  return ({ cells, positions }) => {
    const cell = cells[positions[slot] as number];
    return cell === undefined ? '' : cellText(cell);
  };
}

/** The cell of the one row of the file that a condition names; nothing where several do, since each may be a part. */
function printedCell(compiler: Compiler, value: Extract<Selector, { row: unknown }>, path: PathParts): TextOf {
  if (!compiler.isPrinted) report(compiler, path, 'another row can be looked at only under printed');
  const test = compileCondition(compiler, value.row, [...path, 'row']);
  const text = columnText(compiler, { column: value.column }, path);
  return (row) => {
    const { cells } = row;
    const found: string[] = [];
    for (const other of row.rows ?? []) {
      row.cells = other;
      row.stamp++;
      if (test(row)) found.push(text(row));
    }
    row.cells = cells;
    row.stamp++;
    return found.length === 1 ? (found[0] ?? '') : '';
  };
}

function pathValue(compiler: Compiler, at: Path, path: PathParts): Compiled {
  if (compiler.mapping.file.form === 'table' && !compiler.isInside)
    report(compiler, [...path, 'path'], 'a table has columns and no paths');
  const steps = stepsOf(at);
  const found = compiler.isInside
    ? (row: RowContext) => atPath(row.item, steps)
    : (row: RowContext) => atPath(row.value, steps);
  return jsonValue(found);
}

function itemValue(compiler: Compiler, path: PathParts): Compiled {
  if (!compiler.isInside) report(compiler, path, 'item has a meaning only under each and split');
  return jsonValue((row) => row.item);
}

/** A list of plain values stays one, where a list will do. */
function jsonValue(found: (row: RowContext) => unknown): Compiled {
  const text: TextOf = (row) => textOfJson(found(row));
  const any = (row: RowContext) => {
    const value = found(row);
    const isList = Array.isArray(value) && value.every((each) => typeof each !== 'object');
    return isList ? value.map(String) : textOfJson(value) || undefined;
  };
  return { type: 'text', text, any };
}

function captured(
  compiler: Compiler,
  value: Extract<Selector, { preamble: string } | { fileName: string } | { sheetName: string }>,
  path: PathParts,
): TextOf {
  const place = 'preamble' in value ? 'preamble' : 'fileName' in value ? 'fileName' : 'sheetName';
  const source = 'preamble' in value ? value.preamble : 'fileName' in value ? value.fileName : value.sheetName;
  if (place !== 'fileName' && compiler.mapping.file.form !== 'table')
    report(compiler, [...path, place], 'only a table has it; use envelope');
  const same = compiler.captures.findIndex((capture) => capture.in === place && capture.source === source);
  const pattern = patternAt(compiler, source, [...path, place]);
  const slot = same === -1 ? compiler.captures.push({ in: place, pattern, source }) - 1 : same;
  return ({ captures }) => captures[slot] ?? '';
}

function envelopeText(compiler: Compiler, at: Path, path: PathParts): TextOf {
  if (compiler.mapping.file.form !== 'json') report(compiler, path, 'only a JSON file has what stands around its list');
  const steps = stepsOf(at);
  const slot = compiler.captures.push({ in: 'envelope', path: steps, source: steps.join('.') }) - 1;
  return ({ captures }) => captures[slot] ?? '';
}

function settingText(setting: 'owner' | 'source' | 'zone'): TextOf {
  return ({ settings }) => settings[setting] ?? '';
}

const sameType = (parts: readonly Compiled[]): Compiled['type'] => {
  const types = new Set(parts.map(({ type }) => type).filter((type) => type !== 'null'));
  const [only = 'null', other] = types;
  return other === undefined ? only : 'any';
};

function firstOf(parts: readonly Compiled[]): Compiled {
  const anys = parts.map(({ any }) => any);
  const texts = parts.flatMap(({ text }) => text ?? []);
  const text: TextOf = (row) => {
    for (const each of texts) {
      const found = each(row);
      if (found !== '') return found;
    }
    return '';
  };
  return {
    type: sameType(parts),
    text: texts.length === parts.length ? text : undefined,
    any(row) {
      for (const each of anys) {
        const found = each(row);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Nothing where all parts that are not written in the mapping itself are missing. */
function joinText(compiler: Compiler, value: Extract<Selector, { join: unknown }>, path: PathParts): TextOf {
  const parts = value.join.map((each, i) => compileText(compiler, each, [...path, 'join', i]));
  const isFixed = value.join.map((each) => typeof each !== 'object');
  const separator = value.with ?? '';
  const isAllFixed = !isFixed.includes(false);
  return (row) => {
    let joined = '';
    let isThere = isAllFixed;
    for (let i = 0; i < parts.length; i++) {
      const text = (parts[i] as TextOf)(row);
      if (text === '') continue;
      joined += joined === '' ? text : separator + text;
      if (!isFixed[i]) isThere = true;
    }
    return isThere ? joined : '';
  };
}

function choice(compiler: Compiler, value: Extract<Selector, { if: unknown }>, path: PathParts): Compiled {
  const test = compileCondition(compiler, value.if, [...path, 'if']);
  const yes = compileValue(compiler, value.then, [...path, 'then']);
  const no = value.else === undefined ? ABSENT : compileValue(compiler, value.else, [...path, 'else']);
  const [then, otherwise] = [yes.text, no.text];
  return {
    type: sameType([yes, no]),
    text: then && otherwise && ((row) => (test(row) ? then(row) : otherwise(row))),
    any: (row) => (test(row) ? yes.any(row) : no.any(row)),
  };
}

function compileFields(compiler: Compiler, value: Fields, path: PathParts): Compiled {
  const fields = Object.entries(value).map(
    ([name, each]) => [name, compileValue(compiler, each, [...path, name]).any] as const,
  );
  const any = (row: RowContext) => {
    const made: Record<string, unknown> = {};
    let isEmpty = true;
    for (const [name, of] of fields) {
      const found = of(row);
      if (found === undefined) continue;
      made[name] = found;
      isEmpty = false;
    }
    return isEmpty ? undefined : made;
  };
  return { type: 'object', text: undefined, any };
}
