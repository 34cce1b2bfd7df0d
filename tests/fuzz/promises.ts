import { expect } from 'vitest';
import { assumed } from '../../packages/server/src/intake/assumed.ts';
import type { Connector, Layout, Parsed, Settings } from '../../packages/server/src/intake/connectors/connector.ts';
import { cutNowhere } from '../../packages/server/src/intake/connectors/connector.ts';
import type { FileSource } from '../../packages/server/src/intake/file-source.ts';
import { memoryFile } from '../../packages/server/src/intake/file-source.ts';
import type { Input } from '../../packages/server/src/intake/inputs.ts';
import { inputsIn } from '../../packages/server/src/intake/inputs.ts';
import type { Piece } from '../../packages/server/src/intake/pieces.ts';
import { MOST_BYTES, piecesOf } from '../../packages/server/src/intake/pieces.ts';
import { choose, headOf } from '../../packages/server/src/intake/recognise.ts';
import { identityOf, settle } from '../../packages/server/src/intake/settle.ts';
import type { Dialect } from '../../packages/server/src/intake/table/row.ts';
import { readTable } from '../../packages/server/src/intake/table/row-lines.ts';
import type { DecodedRecord } from '../../packages/server/src/kernel/record.ts';
import { Refusal } from '../../packages/server/src/kernel/refusal.ts';
import { linesIn } from './hostile.ts';
import { CANARY } from './mutate.ts';

/** A file as it is handed in. */
export type Given = { readonly name: string; readonly bytes: Buffer; readonly password: string | undefined };

/** What became of it: how many records and faults by format, and the refusals. */
export type Held = {
  readonly formats: readonly string[];
  readonly records: number;
  readonly faults: number;
  readonly refused: readonly string[];
  readonly millis: number;
};

const nothingBeside = async () => undefined;

/**
 * Reads a file as an import does, without a ledger, and holds every reader on the way to what it promises. `step` is
 * the size of the pieces that the file is read in once more.
 */
export async function holds({ name, bytes, password }: Given, step: number): Promise<Held> {
  const held = { formats: [] as string[], records: 0, faults: 0, refused: [] as string[], millis: 0 };
  const begun = performance.now();
  const compare: (() => Promise<void>)[] = [];
  for (const input of await inputsIn(memoryFile(name, bytes, nothingBeside), name, password)) {
    try {
      if ('refusal' in input) throw input.refusal;
      const { format, records, faults, again } = await holdsInput(input, step);
      compare.push(again);
      held.formats.push(format);
      held.records += records;
      held.faults += faults;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      saysNothing(error.code, error.message);
      held.refused.push(error.code);
    }
  }
  held.millis = performance.now() - begun;
  for (const again of compare) await again();
  return held;
}

async function holdsInput(input: Input, step: number) {
  const { connector, recognised } = choose(await headOf(input), undefined, []);
  const { layout, source, owner } = recognised;
  expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
  const said = { source: source ?? 'scan', ...(owner === undefined ? {} : { owner }) };
  const settings = assumed(said, connector.needs(said, recognised));
  const how = { connector, layout, settings };

  const pieces = await piecesIn(input, connector, layout);
  const content = Buffer.concat(pieces.map((piece) => piece.bytes));
  if (input.workbook === undefined) expect(content.equals(await wholeOf(input.file))).toBe(true);
  const whole = await readPieces(how, [wholePiece(content)]);
  inOrder(whole, content.length);
  if (!input.workbook) standsOnItsLine(connector, layout, whole, content);
  if (connector.name === 'native' || connector.name === 'wecom-archive') expect(whole.length).toBe(linesIn(content));
  const again = async () => {
    // What does not end within the most that is read at once is named once for each part of it.
    const isCut = pieces.some(({ bytes }) => bytes.length >= MOST_BYTES);
    if (pieces.length > 1 && !isCut) expect(shown(await readPieces(how, pieces))).toEqual(shown(whole));
    if (isCut) inOrder(await readPieces(how, pieces), content.length);
    else await samePieceByPiece(how, input, content, step, whole);
  };
  return { format: connector.name, ...settlesAll(connector, whole), again };
}

type How = { readonly connector: Connector; readonly layout: Layout; readonly settings: Settings };

const wholePiece = (bytes: Buffer): Piece => ({
  ...{ bytes, end: bytes.length, firstLine: 0, lines: 0, first: true, last: true, fraction: 1 },
});

async function piecesIn(input: Input, connector: Connector, layout: Layout, pieceBytes?: number): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const piece of piecesOf(input, connector, layout, 0, pieceBytes)) pieces.push(piece);
  expect(pieces.map(({ first }) => first)).toEqual(pieces.map((_, at) => at === 0));
  expect(pieces.map(({ last }) => last)).toEqual(pieces.map((_, at) => at === pieces.length - 1));
  return pieces;
}

async function wholeOf(file: FileSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.stream(0)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Everything the pieces hold, with places in the file. */
async function readPieces({ connector, layout, settings }: How, pieces: readonly Piece[]): Promise<readonly Parsed[]> {
  const parsed: Parsed[] = [];
  for (const { bytes, end, first, firstLine } of pieces) {
    const begin = end - bytes.length;
    for (const each of await connector.parse(bytes, { settings, layout, first })) {
      const { at } = each;
      expect(at.end).toBeLessThanOrEqual(bytes.length);
      parsed.push({ ...each, at: { ...at, line: at.line + firstLine, start: at.start + begin, end: at.end + begin } });
      if (!each.ok) saysNothing(each.code, each.why);
    }
  }
  return parsed;
}

/** Within the file, in order; only what comes of one row may share a place. */
function inOrder(parsed: readonly Parsed[], size: number): void {
  let [start, end, line] = [0, 0, 1];
  for (const { at } of parsed) {
    expect(at.start).toBeLessThanOrEqual(at.end);
    expect(at.end).toBeLessThanOrEqual(size);
    if (at.start !== start || at.end !== end) expect(at.start).toBeGreaterThanOrEqual(end);
    expect(at.line).toBeGreaterThanOrEqual(line);
    ({ start, end, line } = at);
  }
}

/** Text formats name the line that an editor shows; tables of old systems end theirs with a CR alone. */
function standsOnItsLine(connector: Connector, { dialect }: Layout, parsed: readonly Parsed[], content: Buffer): void {
  const table = dialect as Extract<Dialect, { form: 'text' }> | undefined;
  const isWide = table?.encoding.startsWith('utf-16') === true;
  if (isWide || connector.name === 'camt' || connector.name === 'ofx') return;
  const lineEnd = table === undefined ? /\n/g : /\r\n|\n|\r/g;
  const text = content.toString('latin1');
  const ends = [...text.matchAll(lineEnd)].map((found) => found.index + found[0].length);
  let before = 0;
  for (const { at } of parsed) {
    while ((ends[before] ?? Number.POSITIVE_INFINITY) <= at.start) before++;
    expect(at.line).toBe(before + 1);
  }
}

/** A document whose brackets or tags do not match has no parts of which one could say what they are. */
const isBroken = ({ name }: Connector, whole: readonly Parsed[]): boolean =>
  ['camt', 'freeswitch-json'].includes(name) &&
  whole.some((each) => !each.ok && ['record.invalid', 'record.not_json'].includes(each.code));

async function samePieceByPiece(
  how: How,
  input: Input,
  content: Buffer,
  step: number,
  whole: readonly Parsed[],
): Promise<void> {
  const { connector, layout } = how;
  if (connector.cut === cutNowhere || isBroken(connector, whole)) return;
  const head = input.workbook === undefined ? headerEnd(layout, content) : 0;
  const pieces = await piecesIn(rechunked(input, content, step, head), connector, layout, step);
  expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(content)).toBe(true);
  // An import's first piece is far longer than any preamble.
  if ((pieces[0]?.end ?? 0) < head) return;
  const parsed = await readPieces(how, pieces);
  inOrder(parsed, content.length);
  // Of what stands behind the end of a document only a part that begins there knows nothing.
  const compared = (all: readonly Parsed[]) => shown(connector.name === 'camt' ? all.filter(({ ok }) => ok) : all);
  expect(compared(parsed)).toEqual(compared(whole));
}

/** Behind the row that names the columns; what stands above it is told from the first piece alone. */
function headerEnd({ dialect, tables }: Layout, content: Buffer): number {
  const header = Math.max(
    0,
    ...((tables as readonly { header: number }[] | undefined) ?? []).map((each) => each.header),
  );
  let end = 0;
  if (header === 0) return 0;
  for (const { at } of readTable(content, dialect as Dialect, true)) {
    if (at.line > header) break;
    end = at.end + 4;
  }
  return end;
}

function rechunked(input: Input, content: Buffer, step: number, head: number): Input {
  if (input.workbook !== undefined) {
    const { workbook } = input;
    return {
      ...input,
      workbook: {
        head: workbook.head,
        async *rowLines() {
          for (let at = 0; at < content.length; ) {
            const end = content.indexOf(10, Math.min(at + step, content.length - 1)) + 1 || content.length;
            yield { bytes: content.subarray(at, end), fraction: end / content.length };
            at = end;
          }
        },
      },
    };
  }
  const stream = async function* () {
    if (head > 0) yield content.subarray(0, head);
    for (let at = head; at < content.length; at += step) yield content.subarray(at, at + step);
  };
  return { ...input, file: { ...input.file, stream } };
}

/** What is compared of a record: its place, what it says and what identifies it, or by which code it is set aside. */
const shown = (parsed: readonly Parsed[]): readonly string[] =>
  parsed.map((each) => {
    const { start, end, line, label } = each.at;
    const place = `${line} ${start}-${end} ${label ?? ''}`;
    if (!each.ok) return `${place} ${each.code}`;
    if ('record' in each) return `${place} ${plain(each.record)}`;
    const { value, id, flow, digest } = each.draft;
    return `${place} ${plain({ value, id, flow })} ${digest()}`;
  });

const plain = (value: unknown): string =>
  JSON.stringify(value, (_name, each) => (typeof each === 'bigint' ? `${each}n` : each));

/** Every draft becomes a record or a reason, and no two records of a table go by one id. */
function settlesAll(connector: Connector, parsed: readonly Parsed[]): { records: number; faults: number } {
  const drafts = parsed.flatMap((each) => (each.ok && 'draft' in each ? [{ draft: each.draft, at: each.at }] : []));
  const [seen, repeated, ids] = [new Set<number>(), new Set<number>(), new Set<string>()];
  for (const { draft, at } of drafts) {
    const identity = identityOf(draft, at);
    (seen.has(identity) ? repeated : seen).add(identity);
  }
  const repeats = { repeated, rows: new Map<string, number>() };
  let [records, faults] = [0, 0];
  for (const each of parsed) {
    const found: DecodedRecord = !each.ok ? each : 'draft' in each ? settle(each.draft, each.at, repeats) : each;
    if (!found.ok) {
      saysNothing(found.code, found.why);
      faults++;
      continue;
    }
    records++;
    if (connector.ids === 'own') continue;
    const id = `${each.at.label?.replace(/!\d+$/, '') ?? ''} ${found.record.externalId}`;
    expect(ids.has(id)).toBe(false);
    ids.add(id);
  }
  expect(records + faults).toBe(parsed.length);
  return { records, faults };
}

/** A reason is sound text of one line's length and repeats nothing of what the file says. */
export function saysNothing(code: string, why: string): void {
  expect(why.isWellFormed()).toBe(true);
  expect(why).not.toBe('');
  expect(why.length).toBeLessThan(2_000);
  // A member of JSON that no record has, or of an archive, is named by the name it has.
  const said = why.replace(/; member: .*$/s, '').toLowerCase();
  if (code !== 'record.field_unknown') expect(said).not.toContain(CANARY);
}
