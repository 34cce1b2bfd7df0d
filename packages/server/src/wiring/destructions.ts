import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { digestId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { formatInstant } from '../kernel/time.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { writeWhole } from '../platform/write-whole.ts';
import type { Product } from './product.ts';

/**
 * One destruction, beside the database, so that a restored backup which is older than it does not bring the keys back:
 * when, the index of its entry in the main log, the ids of the keys, and for each a digest of what it was a key for.
 * An id alone would name another key in a ledger that went on from an older backup.
 */
const Line = z
  .strictObject({
    at: z.string(),
    index: z.int().nonnegative(),
    keys: z.array(z.int().nonnegative()),
    needs: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
  })
  .refine(({ keys, needs }) => keys.length === needs.length);
export type Destruction = z.infer<typeof Line>;

export const destructionsPath = (dataDir: string): string => join(dataDir, 'destructions.ndjson');

/** Refuses with `backup.invalid` where a line cannot be read: what it says must not be passed over. */
export function readDestructions(path: string): readonly Destruction[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, at) => {
    try {
      return Line.parse(JSON.parse(line));
    } catch {
      throw new Refusal('backup.invalid', { why: `line ${at + 1} of ${path} cannot be read` });
    }
  });
}

export const textOf = (all: readonly Destruction[]): Buffer =>
  Buffer.from(all.map((each) => `${JSON.stringify(each)}\n`).join(''));

/** What a key was made for. Its holder is a keyed digest already. */
export const needOf = ({ logId, holderMac, class: kind, month }: keyStore.Tombstone): string =>
  digestId('data-key-need', [logId, Buffer.from(holderMac).toString('hex'), kind, month]);

const nameOf = (key: number, need: string | undefined): string => `${key} ${need}`;

/**
 * Writes down every destruction of this ledger that the file does not hold yet, durable when it answers. It compares
 * with the database, so one that was cut off between its commit and its line is written down by the next.
 */
export async function noteDestructions({ db, config }: Pick<Product, 'db' | 'config'>): Promise<void> {
  const path = destructionsPath(config.dataDir);
  await db.as(systemActor, async (tx) => {
    await keyStore.lockDestructions(tx);
    const known = readDestructions(path);
    const missing = await notYetIn(tx, known);
    if (missing.length > 0) await writeWhole(path, [textOf([...known, ...missing])]);
  });
}

async function notYetIn(tx: Tx, known: readonly Destruction[]): Promise<readonly Destruction[]> {
  const names = new Set(known.flatMap(({ keys, needs }) => keys.map((key, at) => nameOf(key, needs[at]))));
  const missing = new Map<number, Destruction>();
  for (const tombstone of await keyStore.tombstones(tx)) {
    const need = needOf(tombstone);
    if (names.has(nameOf(tombstone.keyId, need))) continue;
    const { destroyedBy: index, recordedAt } = tombstone;
    const line = missing.get(index) ?? { at: formatInstant(recordedAt as Instant), index, keys: [], needs: [] };
    missing.set(index, { ...line, keys: [...line.keys, tombstone.keyId], needs: [...line.needs, need] });
  }
  return [...missing.values()];
}
