import { randomBytes } from 'node:crypto';
import { canonicalBytes, parseCanonical } from '@zhenglian/proof';
import { z } from 'zod';
import type { Outcome } from '../ledger/append.ts';
import type { DataKey } from '../ledger/data-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readEntries } from '../ledger/read.ts';
import type { LogRow } from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import * as store from './store.ts';

/**
 * How a stretch of a delivery is put together again: `entries` is a run of consecutive entries whose own
 * bytes follow each other with `joint` behind each but the last, `rest` is bytes of its own (blanks,
 * quarantined lines), `slice` another sealed slice, `forgotten` the length of what was destroyed and not kept again.
 */
const Layout = z.strictObject({
  format: z.literal(1),
  segments: z.array(
    z.union([
      z.strictObject({ entries: z.tuple([z.int(), z.int()]), joint: z.base64() }),
      z.strictObject({ rest: z.base64() }),
      z.strictObject({ slice: z.int() }),
      z.strictObject({ forgotten: z.int() }),
    ]),
  ),
});
type Segment = z.infer<typeof Layout>['segments'][number];

export type Placed = { readonly start: number; readonly end: number; readonly outcome: Outcome; readonly key: DataKey };

type Where = { readonly log: LogRow; readonly delivery: number };

/**
 * Keeps a stretch of an original as it came: bytes of new entries are already sealed with them, those of
 * repeated ones are sealed again under their own data key, everything else under the source's key.
 */
export async function keepOriginal(
  tx: Tx,
  where: Where,
  bytes: Uint8Array,
  placed: readonly Placed[],
  sourceKey: DataKey,
): Promise<void> {
  const first = await store.nextSlice(tx, where.log.logId, where.delivery);
  const slices: store.SliceRow[] = [];
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, outcome, key } of placed) {
    const gap = bytes.subarray(at, start);
    at = end;
    if (outcome.as === 'repeated') {
      addRest(segments, gap);
      const seq = first + 1 + slices.length;
      slices.push({
        seq,
        layout: false,
        keyId: key.keyId,
        sealed: sealSlice(key.key, where, seq, bytes.subarray(start, end)),
      });
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
  const layout = canonicalBytes({ format: 1, segments });
  const row = {
    seq: first,
    layout: true,
    keyId: sourceKey.keyId,
    sealed: sealSlice(sourceKey.key, where, first, layout),
  };
  await store.insertSlices(tx, where.log.logId, where.delivery, [row, ...slices]);
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

/** The bytes of a delivery as they came, or `undefined` where part of them was destroyed. */
export async function readOriginal(tx: Tx, ledger: Ledger, where: Where): Promise<Buffer | undefined> {
  const rows = await store.slices(tx, where.log.logId, where.delivery);
  const opened = new Map(rows.map((row) => [row.seq, openSlice(ledger, where, row)]));
  const parts: (Uint8Array | undefined)[] = [];
  for (const row of rows.filter((each) => each.layout)) {
    const bytes = opened.get(row.seq);
    if (bytes === undefined) return undefined;
    for (const segment of Layout.parse(parseCanonical(bytes)).segments) {
      if ('rest' in segment) parts.push(Buffer.from(segment.rest, 'base64'));
      else if ('slice' in segment) parts.push(opened.get(segment.slice));
      else if ('forgotten' in segment) parts.push(undefined);
      else parts.push(...(await runBytes(tx, ledger, where.log, segment.entries, segment.joint)));
    }
  }
  const whole = parts.flatMap((part) => (part === undefined ? [] : [part]));
  return whole.length === parts.length ? Buffer.concat(whole) : undefined;
}

async function runBytes(
  tx: Tx,
  ledger: Ledger,
  log: LogRow,
  [from, count]: [number, number],
  joint: string,
): Promise<(Uint8Array | undefined)[]> {
  const read = await readEntries(
    tx,
    ledger,
    log,
    Array.from({ length: count }, (_, i) => from + i),
  );
  if (read.length !== count) throw new Error(`the original of ${log.name} names entries that are not there`);
  const between = Buffer.from(joint, 'base64');
  return read.flatMap(({ content }, i) => [
    ...(i === 0 ? [] : [between]),
    content.status === 'open' ? content.original : undefined,
  ]);
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
