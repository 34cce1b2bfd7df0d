import type { NativeRecord } from '../../../kernel/record.ts';
import type { Connector, Draft, Head, Parsed, Recognised, Settings } from '../../connectors/connector.ts';
import { settle } from '../../settle.ts';
import { sniffTable } from '../../table/sniff.ts';

const HEAD_BYTES = 64 * 1024;
const FIRST_BYTES = 16 * 1024;

export type ReadRow = { readonly draft: Draft; readonly record: NativeRecord };

export type ReadMade = {
  readonly connector: Connector;
  readonly recognised: Recognised;
  readonly needs: readonly string[];
  readonly rows: readonly ReadRow[];
  readonly faults: readonly string[];
};

const headOf = (fileName: string, file: Uint8Array): Head => {
  const bytes = file.subarray(0, HEAD_BYTES);
  return { fileName, bytes, table: sniffTable(bytes) };
};

/**
 * Reads a file as an import does: by the first of `connectors` that recognises it, in stretches of at least
 * `stretchBytes`, ids that repeat left to digests. Throws where no connector recognises it.
 */
export async function readMade(
  connectors: readonly Connector[],
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Buffer },
  { settings, stretchBytes, head = headOf(fileName, bytes) }: { settings: Settings; stretchBytes: number; head?: Head },
): Promise<ReadMade> {
  for (const connector of connectors) {
    const recognised = connector.recognise(head);
    if (recognised === undefined) continue;
    const owner = settings.owner ?? recognised.owner;
    const given = { ...settings, source: recognised.source ?? settings.source, ...(owner && { owner }) };
    const parsed = await parseAll(connector, bytes, recognised, given, stretchBytes);
    return { connector, recognised, needs: connector.needs(given, recognised), ...settled(parsed) };
  }
  throw new Error(`${fileName} is not recognised`);
}

async function parseAll(
  connector: Connector,
  bytes: Buffer,
  { layout }: Recognised,
  settings: Settings,
  stretchBytes: number,
): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = 0;
    // The first stretch of an import is longer than any preamble.
    for (
      let taken = start === 0 ? Math.max(stretchBytes, FIRST_BYTES) : stretchBytes;
      end === 0 && start + taken < bytes.length;
      taken *= 2
    )
      end = connector.cut(bytes.subarray(start, start + taken), layout, false);
    if (end === 0) end = connector.cut(bytes.subarray(start), layout, true);
    const stretch = bytes.subarray(start, start + end);
    parsed.push(...(await connector.parse(stretch, { settings, layout, first: start === 0 })));
    start += end;
  }
  return parsed;
}

function settled(parsed: readonly Parsed[]): Pick<ReadMade, 'rows' | 'faults'> {
  const rows: ReadRow[] = [];
  const faults: string[] = [];
  const seen = new Set<string>();
  const repeats = { repeated: { has: () => true }, rows: new Map<string, number>() };
  for (const each of parsed) {
    if (!each.ok) {
      faults.push(`${each.code}: ${each.why}`);
      continue;
    }
    if ('record' in each) throw new Error('a mapping gives drafts');
    const draft = withoutFiles(each.draft);
    const decoded = settle(draft, each.at, repeats);
    if (!decoded.ok) {
      faults.push(`${decoded.code}: ${decoded.why}`);
      continue;
    }
    if (seen.has(decoded.record.externalId)) throw new Error('two records of one file have one id');
    seen.add(decoded.record.externalId);
    rows.push({ draft: each.draft, record: decoded.record });
  }
  return { rows, faults };
}

/** Files are described where they stand, which a mapping does not know. */
function withoutFiles(draft: Draft): Draft {
  const { media: _, ...value } = draft.value;
  return { ...draft, value };
}
