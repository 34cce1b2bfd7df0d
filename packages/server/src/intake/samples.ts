import { encodeNative } from '../kernel/record.ts';
import { shownText } from '../kernel/shown-text.ts';
import type { Settings } from './connectors/connector.ts';
import type { Input } from './inputs.ts';
import { piecesOf } from './pieces.ts';
import type { Chosen } from './recognise.ts';
import { settle } from './settle.ts';

/** A record as it stands in its file and as it would be recorded, or why it cannot be. */
export type Sample = {
  readonly at: string;
  readonly before: string;
  readonly after: unknown;
  readonly code?: string;
  readonly why?: string;
};

const EACH = 5;
const MOST_CHARACTERS = 2_000;
const NO_REPEATS = { repeated: new Set<number>(), rows: new Map<string, number>() };

/** The first records of a file and the first of what cannot be read, before and after, for a person to compare. */
export async function samplesOf(
  input: Input,
  { connector, recognised: { layout } }: Chosen,
  settings: Settings,
): Promise<readonly Sample[]> {
  for await (const { bytes, first, firstLine } of piecesOf(input, connector, layout, 0)) {
    const samples = { good: [] as Sample[], bad: [] as Sample[] };
    for (const parsed of await connector.parse(bytes, { settings, layout, first })) {
      const { line, label, start, end } = parsed.at;
      const at = label ?? `line ${line + firstLine}`;
      const before = textOf(bytes.subarray(start, end));
      const read = parsed.ok && 'draft' in parsed ? settle(parsed.draft, parsed.at, NO_REPEATS) : parsed;
      const list = read.ok ? samples.good : samples.bad;
      if (list.length < EACH)
        list.push(
          read.ok
            ? { at, before, after: encodeNative(read.record) }
            : { at, before, after: null, code: read.code, why: read.why },
        );
      if (samples.good.length === EACH && samples.bad.length === EACH) break;
    }
    return [...samples.good, ...samples.bad];
  }
  return [];
}

/** What cannot be read as text is said to be so. */
export const textOf = (bytes: Uint8Array): string =>
  shownText(bytes, MOST_CHARACTERS) ?? `(${bytes.length} bytes that are no text)`;
