import type { NativeRecord } from '../../../kernel/record.ts';
import { encodeNative } from '../../../kernel/record.ts';
import type { Parsed, Recognised, Settings } from '../../connectors/connector.ts';
import { settle } from '../../settle.ts';
import { sniffTable } from '../../table/sniff.ts';
import { mappingConnector } from '../compile.ts';
import { parseMapping } from '../mapping-file.ts';
import type { Mapping } from '../schema.ts';

export type ReadFile = {
  readonly recognised: Recognised | undefined;
  readonly parsed: readonly Parsed[];
  readonly records: readonly NativeRecord[];
  /** Bodies as RECORDS.md writes them. */
  readonly bodies: readonly unknown[];
  readonly faults: readonly string[];
  readonly needs: readonly string[];
};

export const SETTINGS: Settings = {
  source: 's',
  basis: 'provided-by-employee',
  handover: 'h:1',
  owner: 'bank:6200',
};

export function mappingOf(text: string): Mapping {
  const parsed = parseMapping(text);
  if (parsed.ok) return parsed.mapping;
  throw new Error(parsed.problems.map(({ path, line, why }) => `${line} ${path}: ${why}`).join('\n'));
}

/** Reads a file by a mapping, cut into stretches of about `stretchBytes`. */
export function readFile(
  text: string,
  file: string | Uint8Array,
  { settings = SETTINGS, stretchBytes = Number.POSITIVE_INFINITY, fileName = 'export.csv' } = {},
): ReadFile {
  const connector = mappingConnector(mappingOf(text));
  const bytes = Buffer.from(file as string);
  const head = bytes.subarray(0, 64 * 1024);
  const recognised = connector.recognise({ fileName, bytes: head, table: sniffTable(head) });
  const needs = recognised === undefined ? [] : connector.needs(settings, recognised);
  const parsed: Parsed[] = [];
  let rest = bytes;
  for (let first = true; recognised !== undefined && (first || rest.length > 0); first = false) {
    const { layout } = recognised;
    let cut = 0;
    for (let size = stretchBytes; cut === 0 && size < rest.length; size *= 2)
      cut = connector.cut(rest.subarray(0, size), layout, false);
    const piece = rest.subarray(0, cut || rest.length);
    parsed.push(...(connector.parse(piece, { settings, layout, first }) as Iterable<Parsed>));
    rest = rest.subarray(piece.length);
  }
  return { recognised, parsed, needs, ...settled(parsed) };
}

function settled(parsed: readonly Parsed[]): Pick<ReadFile, 'records' | 'bodies' | 'faults'> {
  const repeats = { repeated: { has: () => false }, rows: new Map<string, number>() };
  const records: NativeRecord[] = [];
  const faults: string[] = [];
  for (const each of parsed) {
    const read = each.ok && 'draft' in each ? settle(each.draft, each.at, repeats) : each;
    if (read.ok) records.push(read.record);
    else faults.push(`${read.code} ${read.why}`);
  }
  const bodies = records.map((record) => (encodeNative(record) as { readonly body: unknown }).body);
  return { records, bodies, faults };
}
