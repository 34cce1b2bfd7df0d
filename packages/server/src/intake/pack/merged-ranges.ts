import { damaged, tooLarge } from './member.ts';
import { decoder, xmlReader } from './xml-events.ts';

/** A range of cells merged into its first one; columns from 0, rows from 1, all of them included. */
export type Range = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

export const MAX_COLUMNS = 16_384;
const MAX_RANGES = 1_000_000;
const MAX_TAG_UNITS = 64 * 1024;

const MERGE_CELL = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"'<>]*)["']/gu;

/**
 * The merged ranges of a sheet (ECMA-376 part 1, 18.3.1.55), which stand behind its rows and so need a pass of their
 * own. The text is searched for their tags; only where comments or CDATA could imitate one is it parsed.
 */
export async function readMergedRanges(open: () => AsyncIterable<Uint8Array>, part: string): Promise<readonly Range[]> {
  const found: string[] = [];
  let uncertain = false;
  let carried = '';
  const decode = decoder(part);
  for await (const chunk of open()) {
    const text = carried + decode(chunk);
    uncertain ||= text.includes('<!');
    if (text.includes('mergeCell')) for (const [, ref = ''] of text.matchAll(MERGE_CELL)) add(found, ref, part);
    const tag = text.lastIndexOf('<');
    carried = tag === -1 || text.includes('>', tag) || text.length - tag > MAX_TAG_UNITS ? '' : text.slice(tag);
  }
  const refs = uncertain && found.length > 0 ? await parsedRefs(open(), part) : found;
  return refs.map((ref) => rangeOf(ref, part)).sort((a, b) => a.top - b.top);
}

async function parsedRefs(chunks: AsyncIterable<Uint8Array>, part: string): Promise<readonly string[]> {
  const found: string[] = [];
  const open = (name: string, { ref = '' }: { readonly [name: string]: string }) => {
    if (name === 'mergeCell') add(found, ref, part);
  };
  const reader = xmlReader(part, { open, close: () => undefined, text: () => undefined });
  for await (const chunk of chunks) reader.write(chunk);
  reader.end();
  return found;
}

function add(found: string[], ref: string, part: string): void {
  if (found.push(ref) > MAX_RANGES) throw tooLarge(`more than ${MAX_RANGES} merged ranges`, part);
}

const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/u;

function rangeOf(ref: string, part: string): Range {
  const [, left = '', top = '', right = left, bottom = top] = RANGE.exec(ref) ?? [];
  const range = { top: Number(top), bottom: Number(bottom), left: columnOf(left), right: columnOf(right) };
  const sound = range.left >= 0 && range.right >= range.left && range.right < MAX_COLUMNS && range.bottom >= range.top;
  if (!sound) throw damaged('a merged range of a sheet has no sound reference', part);
  return range;
}

/** The number, from 0, of a column named by letters; -1 of no letters. */
export function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/**
 * The columns of a row that are covered, in order: those of merged ranges but their first cells. Rows are to be asked
 * for in rising order. Throws `import.damaged` where ranges overlap, as they never may.
 */
export function coveredColumns(ranges: readonly Range[], part: string): (row: number) => readonly number[] {
  let next = 0;
  let active: Range[] = [];
  let covered: readonly number[] = [];
  /** The first row in which `covered` no longer holds. */
  let until = 0;
  return (row) => {
    if (row < until) return covered;
    active = active.filter(({ bottom }) => bottom >= row);
    for (let range = ranges[next]; range !== undefined && range.top <= row; range = ranges[++next]) {
      if (range.bottom >= row) active.push(range);
    }
    covered = columnsIn(active, row, part);
    const ends = active.map(({ top, bottom }) => (top === row ? row : bottom) + 1);
    until = Math.min(ranges[next]?.top ?? Number.POSITIVE_INFINITY, ...ends);
    return covered;
  };
}

function columnsIn(active: readonly Range[], row: number, part: string): readonly number[] {
  let width = 0;
  for (const { left, right } of active) width += right - left + 1;
  if (width > MAX_COLUMNS) throw damaged('merged ranges of a sheet overlap', part);
  const columns = active.flatMap(({ top, left, right }) => {
    const first = top === row ? left + 1 : left;
    return Array.from({ length: right - first + 1 }, (_, at) => first + at);
  });
  return columns.sort((a, b) => a - b);
}
