import { randomBytes } from 'node:crypto';
import { canonicalBytes, parseCanonical } from '@zhenglian/proof';
import { z } from 'zod';
import type { Outcome } from '../ledger/append.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { DataKey } from '../ledger/data-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readEntries } from '../ledger/read.ts';
import type { LogRow } from '../ledger/store.ts';
import { getBlob, hasBlob } from '../platform/blobs.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import { addressOf } from './media.ts';
import * as store from './store.ts';

/**
 * How a stretch of a delivery is put together again: `entries` is a run of consecutive entries whose own
 * bytes follow each other with `joint` behind each but the last, `rest` is bytes of its own (blanks,
 * quarantined lines), `slice` another sealed slice, `forgotten` the length of what was destroyed and not kept again,
 * `outside` the length of what was not handed over and so is not kept. What cannot be cut is sealed whole as a `blob`,
 * named by its SHA-256; `within` is the archive it came in, which adds no bytes; `same` is an earlier delivery.
 */
const Layout = z.strictObject({
  format: z.literal(1),
  segments: z.array(
    z.union([
      z.strictObject({ entries: z.tuple([z.int(), z.int()]), joint: z.base64() }),
      z.strictObject({ rest: z.base64() }),
      z.strictObject({ slice: z.int() }),
      z.strictObject({ forgotten: z.int() }),
      z.strictObject({ outside: z.int() }),
      z.strictObject({ blob: z.string() }),
      z.strictObject({ within: z.string() }),
      z.strictObject({ same: z.int() }),
    ]),
  ),
});
type Segment = z.infer<typeof Layout>['segments'][number];

/** Bytes of a stretch and what became of them, in the order of the bytes or not. */
export type Placed = { readonly start: number; readonly end: number } & (
  | { readonly outcome: Outcome; readonly key: DataKey }
  | { readonly outcome: 'outside' }
);

type Where = { readonly log: LogRow; readonly delivery: number };

/** What the original of a stretch is: its own bytes, or a file sealed whole, of which the stretch is a rendering. */
export type OriginalOf =
  | { readonly as: 'bytes'; readonly within: string | undefined }
  | { readonly as: 'whole'; readonly segments: readonly WholeSegment[] };

export type WholeSegment = Extract<
  Segment,
  { blob: string } | { within: string } | { same: number } | { outside: number }
>;

/**
 * Keeps a stretch of an original as it came: bytes of new entries are already sealed with them, those of
 * repeated ones are sealed again under their own data key, everything else under the source's key.
 */
export async function keepOriginal(
  tx: Tx,
  where: Where,
  stretch: { readonly bytes: Uint8Array; readonly first: boolean; readonly original: OriginalOf },
  placed: readonly Placed[],
  sourceKey: DataKey,
): Promise<void> {
  const { original, first: isFirst } = stretch;
  if (original.as === 'whole' && !isFirst) return;
  const first = await store.nextSlice(tx, where.log.logId, where.delivery);
  const { segments, slices } =
    original.as === 'whole'
      ? { segments: original.segments, slices: [] }
      : layOut(
          where,
          first,
          stretch.bytes,
          [...placed].sort((a, b) => a.start - b.start),
        );
  const within =
    original.as === 'bytes' && isFirst && original.within !== undefined ? [{ within: original.within }] : [];
  const layout = canonicalBytes({ format: 1, segments: [...within, ...segments] });
  const row = {
    seq: first,
    layout: true,
    keyId: sourceKey.keyId,
    sealed: sealSlice(sourceKey.key, where, first, layout),
  };
  await store.insertSlices(tx, where.log.logId, where.delivery, [row, ...slices]);
}

function layOut(where: Where, first: number, bytes: Uint8Array, placed: readonly Placed[]) {
  const slices: store.SliceRow[] = [];
  const segments: Segment[] = [];
  let at = 0;
  for (const each of placed) {
    const { start, end, outcome } = each;
    if (start === end) continue;
    const gap = bytes.subarray(at, start);
    at = end;
    if (outcome === 'outside') {
      addRest(segments, gap);
      segments.push({ outside: end - start });
    } else if (outcome.as === 'repeated') {
      addRest(segments, gap);
      const seq = first + 1 + slices.length;
      const { keyId, key } = each.key;
      slices.push({ seq, layout: false, keyId, sealed: sealSlice(key, where, seq, bytes.subarray(start, end)) });
      segments.push({ slice: seq });
    } else if (outcome.as === 'forgotten') {
      addRest(segments, gap);
      segments.push({ forgotten: end - start });
    } else if (!extendRun(segments, outcome.index, gap)) {
      addRest(segments, gap);
      segments.push({ entries: [outcome.index, 1], joint: '' });
    }
  }
  addRest(segments, bytes.subarray(at));
  return { segments, slices };
}

function addRest(segments: Segment[], bytes: Uint8Array): void {
  if (bytes.length > 0) segments.push({ rest: Buffer.from(bytes).toString('base64') });
}

function extendRun(segments: Segment[], index: number, gap: Uint8Array): boolean {
  const last = segments.at(-1);
  if (last === undefined || !('entries' in last)) return false;
  const [from, count] = last.entries;
  const joint = Buffer.from(gap).toString('base64');
  if (from + count !== index || (count > 1 && last.joint !== joint)) return false;
  last.entries = [from, count + 1];
  last.joint = joint;
  return true;
}

/** Why a part of an original is not there any more, or never was; `withheld` from whoever asks, and there for others. */
export type Gap = 'destroyed' | 'outside' | 'withheld';

type Reader = { readonly tx: Tx; readonly ledger: Ledger; readonly blobDir: string };

/** The bytes of a delivery as they came, in order; a part that is not kept is named instead of given. */
export async function* originalParts(reader: Reader, where: Where): AsyncGenerator<Uint8Array | Gap> {
  const { tx, ledger } = reader;
  const layouts = await store.layouts(tx, where.log.logId, where.delivery);
  if (layouts.length === 0 && tx.isHeld) yield 'withheld';
  for (const seq of layouts) {
    const bytes = await sliceBytes(reader, where, seq);
    if (bytes === undefined) {
      yield 'destroyed';
      continue;
    }
    for (const segment of Layout.parse(parseCanonical(bytes)).segments) {
      if ('rest' in segment) yield Buffer.from(segment.rest, 'base64');
      else if ('slice' in segment) yield (await sliceBytes(reader, where, segment.slice)) ?? 'destroyed';
      else if ('forgotten' in segment) yield 'destroyed';
      else if ('outside' in segment) yield 'outside';
      else if ('entries' in segment) yield* runBytes(tx, ledger, where.log, segment.entries, segment.joint);
      else if ('blob' in segment) yield* blobBytes(reader, segment.blob);
      else if ('same' in segment) yield* originalParts(reader, { log: where.log, delivery: segment.same });
    }
  }
}

/** The digests of files that a delivery keeps sealed whole: itself, or the archive it came in. */
export async function wholeFilesOf(reader: Reader, where: Where): Promise<readonly string[]> {
  const found: string[] = [];
  for (const seq of await store.layouts(reader.tx, where.log.logId, where.delivery)) {
    const bytes = await sliceBytes(reader, where, seq);
    if (bytes === undefined) continue;
    for (const segment of Layout.parse(parseCanonical(bytes)).segments) {
      if ('blob' in segment) found.push(segment.blob);
      if ('within' in segment) found.push(segment.within);
    }
  }
  return found;
}

async function* blobBytes({ tx, ledger, blobDir }: Reader, sha256: string): AsyncGenerator<Uint8Array | Gap> {
  const address = addressOf(ledger, sha256);
  const held = await hasBlob(blobDir, address);
  if (held === undefined) throw new Error('a file that an original names is not there');
  const wrapped = await keyStore.wrappedKey(tx, held.keyId);
  if (wrapped === undefined) yield 'destroyed';
  else yield* getBlob(blobDir, address, ledger.keys.open(held.keyId, wrapped));
}

async function sliceBytes({ tx, ledger }: Reader, where: Where, seq: number): Promise<Buffer | undefined> {
  const row = await store.sliceAt(tx, where.log.logId, where.delivery, seq);
  if (row === undefined) throw new Error(`slice ${seq} of delivery ${where.log.name}:${where.delivery} is not there`);
  return openSlice(ledger, where, row);
}

/** How many entries of a run are opened at a time. */
const RUN = 1_000;

async function* runBytes(
  tx: Tx,
  ledger: Ledger,
  log: LogRow,
  [from, count]: readonly [number, number],
  joint: string,
): AsyncGenerator<Uint8Array | Gap> {
  const between = Buffer.from(joint, 'base64');
  for (let at = from; at < from + count; at += RUN) {
    const indexes = Array.from({ length: Math.min(RUN, from + count - at) }, (_, i) => at + i);
    const read = await readEntries(tx, ledger, log, indexes);
    if (read.length !== indexes.length) throw new Error(`the original of ${log.name} names entries that are not there`);
    for (const { place, content } of read) {
      if (place.index > from) yield between;
      yield content.status === 'open' ? content.original : content.status;
    }
  }
}

const sliceData = ({ log, delivery }: Where, seq: number): Uint8Array =>
  canonicalBytes({ delivery, format: 1, log: log.name, seq });

const sealSlice = (key: Uint8Array, where: Where, seq: number, bytes: Uint8Array): Buffer =>
  seal(key, randomBytes(12), sliceData(where, seq), bytes);

function openSlice(ledger: Ledger, where: Where, row: store.SliceRow & { wrapped: Buffer | null }): Buffer | undefined {
  if (row.wrapped === null) return undefined;
  const opened = unseal(ledger.keys.open(row.keyId, row.wrapped), sliceData(where, row.seq), row.sealed);
  if (opened === undefined)
    throw new Error(`slice ${row.seq} of delivery ${where.log.name}:${where.delivery} does not open`);
  return opened;
}
