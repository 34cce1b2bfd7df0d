import { Refusal } from '../kernel/refusal.ts';
import type { Connector, Head, Recognised } from './connectors/connector.ts';
import type { Format } from './connectors/index.ts';
import { connectorNames, connectorOf, formatOfMapping } from './connectors/index.ts';
import type { FileSource } from './file-source.ts';
import type { Input } from './inputs.ts';
import type { Mapping } from './mapping/schema.ts';
import { detectEncoding } from './table/encoding.ts';
import type { Encoding } from './table/row.ts';
import { sniffTable } from './table/sniff.ts';

const HEAD_BYTES = 64 * 1024;

/** The beginning of a file as connectors look at it. */
export async function headOf({ file, workbook }: Input): Promise<Head> {
  if (workbook !== undefined) return { fileName: file.name, bytes: new Uint8Array(0), table: await workbook.head() };
  const bytes = await file.read(0, HEAD_BYTES);
  const table = sniffTable(bytes);
  if (table?.dialect.form !== 'text' || !isAscii(bytes) || file.sizeBytes <= HEAD_BYTES)
    return { fileName: file.name, bytes, table };
  // A beginning of numbers and dates alone says nothing about how the names behind it are written.
  const dialect = { ...table.dialect, encoding: await encodingBehind(file) };
  return { fileName: file.name, bytes, table: { ...table, dialect } };
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** The encoding that the first bytes beyond ASCII are of, from the line on in which they stand. */
async function encodingBehind(file: FileSource): Promise<Encoding> {
  for await (const chunk of file.stream(HEAD_BYTES)) {
    const at = chunk.findIndex((byte) => byte >= 0x80);
    if (at !== -1) return detectEncoding(chunk.subarray(chunk.lastIndexOf(10, at) + 1));
  }
  return 'utf-8';
}

export type Chosen = { readonly format: Format; readonly connector: Connector; readonly recognised: Recognised };

/**
 * How a file that begins so is read: by the mapping that is named, else by the first format that knows its content,
 * the installation's own mappings before the built-in ones. Refuses with `import.unrecognised`, saying what was looked at.
 */
export function choose(head: Head, mapping: Mapping | undefined, saved: readonly Mapping[]): Chosen {
  const own = (mapping === undefined ? saved : [mapping]).map(formatOfMapping);
  const builtIn = mapping === undefined ? connectorNames.map((name): Format => ({ as: 'built-in', name })) : [];
  for (const format of [...own, ...builtIn]) {
    const connector = connectorOf(format);
    const recognised = connector.recognise(head);
    if (recognised !== undefined) return { format, connector, recognised };
  }
  throw new Refusal('import.unrecognised', { why: whyUnrecognised(head, mapping) });
}

function whyUnrecognised({ bytes, table }: Head, mapping: Mapping | undefined): string {
  if (mapping !== undefined)
    return `the mapping ${mapping.name} does not fit: its header, preamble or paths are not in the beginning of this file; nothing was recorded`;
  if (table !== undefined)
    return `a table of ${table.rows[table.rows.length - 1]?.cells.length ?? 0} columns that no known format has; propose a mapping for it (zl mapping propose FILE); nothing was recorded`;
  if (bytes.length === 0) return 'the file is empty; nothing was recorded';
  return 'no known format fits the beginning of this file; nothing was recorded';
}
