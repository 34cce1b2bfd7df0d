import type { Compiled, Compiler, PathParts } from './compiler.ts';
import { patternAt, report } from './compiler.ts';
import type { TextOf } from './row-context.ts';
import type { Literal, Refinement } from './schema.ts';

/** Applies `empty`, `lower`, `match`, `codes` and `otherwise`, in this order, to a text that was selected. */
export function refined(compiler: Compiler, selected: Compiled, refinement: Refinement, path: PathParts): Compiled {
  const { empty, lower, match, group, codes, otherwise } = refinement;
  const isPlain = [empty, lower, match, codes].every((each) => each === undefined);
  if (isPlain && (group !== undefined || otherwise !== undefined))
    report(compiler, path, group === undefined ? 'otherwise needs codes' : 'group needs match');
  if (isPlain) return selected;
  if (selected.text === undefined) {
    report(
      compiler,
      path,
      `empty, lower, match and codes are for text, and this is ${selected.type === 'any' ? 'not always text' : `a ${selected.type}`}`,
    );
    return selected;
  }
  let text = selected.text;
  if (empty !== undefined) text = withEmpty(text, empty);
  if (lower === true) text = lowered(text);
  if (match !== undefined) text = matched(compiler, text, match, group, path);
  if (codes !== undefined) return coded(text, codes, otherwise);
  return { type: 'text', text, any: (row) => text(row) || undefined };
}

function withEmpty(text: TextOf, empty: readonly string[]): TextOf {
  const [only, ...others] = empty;
  if (only !== undefined && others.length === 0)
    return (row) => {
      const found = text(row);
      return found === only ? '' : found;
    };
  return (row) => {
    const found = text(row);
    return found !== '' && empty.includes(found) ? '' : found;
  };
}

function lowered(text: TextOf): TextOf {
  return (row) => text(row).toLowerCase();
}

function matched(compiler: Compiler, text: TextOf, match: string, group: number | undefined, path: PathParts): TextOf {
  const { find, groups } = patternAt(compiler, match, [...path, 'match']);
  const chosen = group ?? Math.min(1, groups);
  if (chosen > groups) report(compiler, [...path, 'group'], `the pattern has ${groups} groups`);
  return (row) => {
    const found = text(row);
    return found === '' ? '' : find(found, chosen).trim();
  };
}

function coded(text: TextOf, codes: Readonly<Record<string, Literal>>, otherwise: Literal | undefined): Compiled {
  const table = new Map(Object.entries(codes));
  const literal = (found: string): Literal => {
    const code = table.get(found);
    if (code !== undefined) return code;
    return otherwise === undefined ? found : otherwise;
  };
  const all = [...table.values(), ...(otherwise === undefined ? [] : [otherwise])];
  const type = all.every((each) => typeof each === 'boolean') ? 'boolean' : 'text';
  return {
    type,
    text(row) {
      const found = text(row);
      return found === '' ? '' : String(literal(found) ?? '');
    },
    any(row) {
      const found = text(row);
      if (found === '') return undefined;
      const code = literal(found);
      return code === '' ? undefined : code;
    },
  };
}
