import type { NativeRecord } from '../../../kernel/record.ts';
import { decodeRecord } from '../../../kernel/record.ts';
import type { Connector, Draft, Parsed, Settings } from '../connector.ts';

export type ReadStatement = {
  readonly parsed: readonly Parsed[];
  readonly drafts: readonly Draft[];
  /** Drafts as records, by their id or digest. */
  readonly records: readonly NativeRecord[];
  readonly faults: readonly string[];
  /** In less out of what is booked, for each currency. */
  readonly net: ReadonlyMap<string, bigint>;
  /** The bytes of each place as UTF-8 text. */
  readonly slices: readonly string[];
};

export const companyBooks: Settings = { source: 'bank', basis: 'company-books' };

const HEAD_BYTES = 64 * 1024;

/**
 * Reads a file as an import does: recognised by its head, cut into stretches of at least `stretchBytes`, each parsed
 * apart. Places are those of the file. Throws if the head is not recognised or a draft is no record.
 */
export function readStatement(
  connector: Connector,
  file: string | Uint8Array,
  {
    settings = companyBooks,
    stretchBytes = Number.POSITIVE_INFINITY,
  }: { settings?: Settings; stretchBytes?: number } = {},
): ReadStatement {
  const bytes = Buffer.from(file as Uint8Array);
  const recognised = connector.recognise({
    fileName: 'statement',
    bytes: bytes.subarray(0, HEAD_BYTES),
    table: undefined,
  });
  if (recognised === undefined) throw new Error('not recognised');
  const { layout } = recognised;
  const parsed: Parsed[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = nextCut(connector, bytes, start, stretchBytes, layout);
    const stretch = connector.parse(bytes.subarray(start, end), { settings, layout, first: start === 0 });
    if (stretch instanceof Promise) throw new Error('statements are read at once');
    for (const each of stretch) {
      parsed.push({ ...each, at: { ...each.at, start: each.at.start + start, end: each.at.end + start } });
    }
    start = end;
  }
  return { parsed, ...countedOf(parsed), slices: parsed.map(({ at }) => bytes.toString('utf8', at.start, at.end)) };
}

type Layout = Parameters<Connector['cut']>[1];

function nextCut(connector: Connector, bytes: Buffer, start: number, step: number, layout: Layout): number {
  for (let taken = step; start + taken < bytes.length; taken += step) {
    const cut = connector.cut(bytes.subarray(start, start + taken), layout, false);
    if (cut > 0) return start + cut;
  }
  return start + connector.cut(bytes.subarray(start), layout, true);
}

function countedOf(parsed: readonly Parsed[]): Omit<ReadStatement, 'parsed' | 'slices'> {
  const drafts = parsed.flatMap((each) => (each.ok && 'draft' in each ? [each.draft] : []));
  const net = new Map<string, bigint>();
  for (const { flow } of drafts) {
    if (flow === undefined || flow.direction === 'neutral') continue;
    const signed = flow.direction === 'in' ? flow.minor : -flow.minor;
    net.set(flow.currency, (net.get(flow.currency) ?? 0n) + signed);
  }
  const records = drafts.map(({ value, id, digest }) => {
    const decoded = decodeRecord({ ...value, externalId: id ?? digest() });
    if (!decoded.ok) throw new Error(decoded.why);
    return decoded.record;
  });
  const faults = parsed.flatMap((each) => (each.ok ? [] : [`${each.code}: ${each.why}`]));
  return { drafts, records, faults, net };
}
