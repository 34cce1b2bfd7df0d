import type { Node } from 'yaml';
import { isAlias, isNode, LineCounter, parseDocument } from 'yaml';
import type { PathParts } from './compiler.ts';
import { explain } from './explain.ts';
import { compileProgram } from './program.ts';
import type { Mapping } from './schema.ts';
import { mappingSchema } from './schema.ts';

/** What is wrong in a mapping, and in which line of its text. */
export type MappingProblem = { readonly path: string; readonly line: number; readonly why: string };

export type ParsedMapping =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

const MOST_BYTES = 256 * 1024;
const MOST_ALIASES = 1_000;
const MOST_DEPTH = 64;
const MOST_PROBLEMS = 100;

/**
 * Reads a mapping file: YAML 1.2 (core schema, no tags of its own) of at most 256 KiB. Every mistake is named by its
 * place; never throws.
 */
export function parseMapping(text: string): ParsedMapping {
  try {
    return read(text);
  } catch {
    // The parser recurses as deep as its text is nested.
    return refused([{ path: 'mapping', line: 1, why: 'is nested too deeply' }]);
  }
}

const refused = (problems: readonly MappingProblem[]): ParsedMapping => ({
  ok: false,
  problems: problems.slice(0, MOST_PROBLEMS),
});

function read(text: string): ParsedMapping {
  if (Buffer.byteLength(text) > MOST_BYTES)
    return refused([{ path: 'mapping', line: 1, why: `is larger than ${MOST_BYTES} bytes` }]);
  if (nestingOf(text) > MOST_DEPTH)
    return refused([{ path: 'mapping', line: 1, why: `is nested deeper than ${MOST_DEPTH} levels` }]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const mistakes = [...document.errors, ...document.warnings].map(({ pos: [at], code, message }) => ({
    path: 'mapping',
    line: lines.linePos(at).line,
    why: code === 'DUPLICATE_KEY' ? 'names a key twice' : `is no YAML 1.2 of the core schema: ${message}`,
  }));
  if (mistakes.length > 0) return refused(mistakes);
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  const parsed = mappingSchema.safeParse(value, { reportInput: true });
  const problems = parsed.success ? compileProgram(parsed.data).problems : explain(parsed.error.issues);
  if (parsed.success && problems.length === 0) return { ok: true, mapping: parsed.data };
  return refused(
    problems.map(({ path, why }) => ({
      path: path.join('.') || 'mapping',
      line: lineOf(document.contents, path, lines),
      why,
    })),
  );
}

/** How deep flow collections and indentation nest, before anything recurses into them. */
function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const unit of text) {
    if (unit === '{' || unit === '[') deepest = Math.max(deepest, ++depth);
    else if (unit === '}' || unit === ']') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** The line of the innermost node on the way to `path`. */
function lineOf(root: Node | null, path: PathParts, lines: LineCounter): number {
  let node: unknown = root;
  let line = 1;
  for (const part of [undefined, ...path]) {
    if (part !== undefined) {
      const pair = pairAt(node, part);
      if (pair === undefined) break;
      line = lineAt(pair.key, lines) ?? line;
      node = pair.value;
    }
    line = lineAt(node, lines, part === undefined) ?? line;
  }
  return line;
}

function pairAt(node: unknown, part: string | number): { readonly key: unknown; readonly value: unknown } | undefined {
  if (!isNode(node) || isAlias(node) || !('items' in node) || !Array.isArray(node.items)) return undefined;
  const items = node.items as readonly unknown[];
  if (typeof part === 'number') return part < items.length ? { key: items[part], value: items[part] } : undefined;
  for (const item of items) {
    const { key, value } = item as { readonly key?: unknown; readonly value?: unknown };
    const name = isNode(key) && 'value' in key ? key.value : key;
    if (String(name) === part) return { key, value };
  }
  return undefined;
}

/** Only of keys, list items and the document itself: a value begins where its key stands, for whoever looks for it. */
function lineAt(node: unknown, lines: LineCounter, wanted = true): number | undefined {
  if (!wanted || !isNode(node) || node.range === undefined || node.range === null) return undefined;
  return lines.linePos(node.range[0]).line;
}
