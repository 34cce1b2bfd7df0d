import type { Connector, Layout } from './connectors/connector.ts';
import type { Input } from './inputs.ts';
import type { LineEnds } from './line-ends.ts';
import { lineEndsIn } from './line-ends.ts';

/** A stretch of a file that ends where a record ends. */
export type Piece = {
  readonly bytes: Buffer;
  /** Bytes of the file, or of a workbook's row lines, up to its end. */
  readonly end: number;
  readonly firstLine: number;
  /** How many lines end in it. */
  readonly lines: number;
  readonly first: boolean;
  readonly last: boolean;
  /** How much of the file is read with it, from 0 to 1. */
  readonly fraction: number;
};

/**
 * A stretch is cut at the first place behind this many bytes where a record ends: some thousand records, since each
 * takes about ten kilobytes while it is decoded and sealed.
 */
const PIECE_BYTES = 512 * 1024;
/** Where no record has ended within so much, it is handed on as it is, to be named by whoever reads it. */
export const MOST_BYTES = 64 * 1024 * 1024;

type Raw = { readonly bytes: Buffer; readonly fraction: number };

/**
 * The file in stretches, in order. `from` is the end of an earlier piece: what stands before it is passed over.
 * The cuts depend on the bytes and `pieceBytes` alone, so that the same file is cut at the same places every time.
 */
export async function* piecesOf(
  input: Input,
  connector: Connector,
  layout: Layout,
  from: number,
  pieceBytes: number = PIECE_BYTES,
): AsyncGenerator<Piece> {
  const raw = input.workbook === undefined ? cutFile(input, connector, layout, pieceBytes) : input.workbook.rowLines();
  const linesOf = lineEndsIn(input.workbook === undefined ? layout : {});
  let [end, firstLine] = [0, 0];
  let before: Piece | undefined;
  for await (const { bytes, fraction } of raw) {
    const lines = linesOf(bytes);
    const piece = { bytes, end: end + bytes.length, firstLine, lines, first: end === 0, last: false, fraction };
    if (before !== undefined && before.end > from) yield startingAt(before, from, linesOf);
    before = piece;
    end = piece.end;
    firstLine += lines;
  }
  const empty = { bytes: Buffer.alloc(0), end, firstLine, lines: 0, first: end === 0, fraction: 1 };
  yield { ...(before === undefined || before.end <= from ? empty : startingAt(before, from, linesOf)), last: true };
}

function startingAt(piece: Piece, from: number, linesOf: LineEnds): Piece {
  const over = from - (piece.end - piece.bytes.length);
  if (over <= 0) return piece;
  const passed = linesOf(piece.bytes.subarray(0, over));
  return {
    ...piece,
    bytes: piece.bytes.subarray(over),
    firstLine: piece.firstLine + passed,
    lines: piece.lines - passed,
    first: false,
  };
}

async function* cutFile(
  { file }: Input,
  connector: Connector,
  layout: Layout,
  pieceBytes: number,
): AsyncGenerator<Raw> {
  let kept: Buffer[] = [];
  let [size, done, next] = [0, 0, pieceBytes];
  for await (const chunk of file.stream(0)) {
    kept.push(chunk);
    size += chunk.length;
    if (size < next) continue;
    const bytes = Buffer.concat(kept);
    const cut = connector.cut(bytes, layout, false) || (size >= MOST_BYTES ? size : 0);
    kept = [bytes.subarray(cut)];
    size -= cut;
    done += cut;
    // Without an end in sight, looking again after each chunk would take the square of the time.
    next = cut === 0 ? Math.min(size * 2, MOST_BYTES) : Math.max(pieceBytes, size + 1);
    if (cut > 0) yield { bytes: bytes.subarray(0, cut), fraction: done / file.sizeBytes };
  }
  let rest = Buffer.concat(kept);
  while (rest.length > 0) {
    const cut = rest.length > pieceBytes * 2 ? connector.cut(rest, layout, false) || rest.length : rest.length;
    done += cut;
    yield { bytes: rest.subarray(0, cut), fraction: done / Math.max(1, file.sizeBytes) };
    rest = rest.subarray(cut);
  }
}
