import type { Connector, Layout } from './connectors/connector.ts';
import { cutAtLineEnd } from './connectors/connector.ts';
import type { Input } from './inputs.ts';
import { lineEnds } from './line-ends.ts';

/** A stretch of a file that ends where a record ends. */
export type Piece = {
  readonly bytes: Buffer;
  /** Bytes of the file, or of a workbook's row lines, up to its end. */
  readonly end: number;
  readonly firstLine: number;
  readonly first: boolean;
  readonly last: boolean;
  /** How much of the file is read with it, from 0 to 1. */
  readonly fraction: number;
};

/** A stretch is cut at the first place behind this many bytes where a record ends. */
const PIECE_BYTES = 2 * 1024 * 1024;
/** Where no record has ended within so much, it is handed on as it is, to be named by whoever reads it. */
export const MOST_BYTES = 64 * 1024 * 1024;

type Raw = { readonly bytes: Buffer; readonly fraction: number };

/**
 * The file in stretches, in order. `from` is the end of an earlier piece: what stands before it is passed over.
 * The cuts depend on the bytes alone, so that the same file is cut at the same places every time.
 */
export async function* piecesOf(
  input: Input,
  connector: Connector,
  layout: Layout,
  from: number,
): AsyncGenerator<Piece> {
  const raw = input.workbook === undefined ? cutFile(input, connector, layout) : input.workbook.rowLines();
  const loneToo = input.workbook === undefined && connector.cut !== cutAtLineEnd;
  let [end, firstLine] = [0, 0];
  let before: Piece | undefined;
  for await (const { bytes, fraction } of raw) {
    const piece = { bytes, end: end + bytes.length, firstLine, first: end === 0, last: false, fraction };
    if (before !== undefined && before.end > from) yield startingAt(before, from, loneToo);
    before = piece;
    end = piece.end;
    firstLine += lineEnds(bytes, loneToo);
  }
  const empty = { bytes: Buffer.alloc(0), end, firstLine, first: end === 0, fraction: 1 };
  yield { ...(before === undefined || before.end <= from ? empty : startingAt(before, from, loneToo)), last: true };
}

function startingAt(piece: Piece, from: number, loneToo: boolean): Piece {
  const over = from - (piece.end - piece.bytes.length);
  if (over <= 0) return piece;
  const passed = piece.bytes.subarray(0, over);
  return {
    ...piece,
    bytes: piece.bytes.subarray(over),
    firstLine: piece.firstLine + lineEnds(passed, loneToo),
    first: false,
  };
}

async function* cutFile({ file }: Input, connector: Connector, layout: Layout): AsyncGenerator<Raw> {
  let kept: Buffer[] = [];
  let [size, done, next] = [0, 0, PIECE_BYTES];
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
    next = cut === 0 ? Math.min(size * 2, MOST_BYTES) : Math.max(PIECE_BYTES, size + 1);
    if (cut > 0) yield { bytes: bytes.subarray(0, cut), fraction: done / file.sizeBytes };
  }
  let rest = Buffer.concat(kept);
  while (rest.length > 0) {
    const cut = rest.length > PIECE_BYTES * 2 ? connector.cut(rest, layout, false) || rest.length : rest.length;
    done += cut;
    yield { bytes: rest.subarray(0, cut), fraction: done / Math.max(1, file.sizeBytes) };
    rest = rest.subarray(cut);
  }
}
