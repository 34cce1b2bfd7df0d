import { insertReceipt } from '../../../packages/server/src/deposit/receipt-store.ts';
import { commitBody, openBody, sealBody } from '../../../packages/server/src/ledger/body.ts';
import { entryOf } from '../../../packages/server/src/ledger/read.ts';
import * as store from '../../../packages/server/src/ledger/store.ts';
import type { Tx } from '../../../packages/server/src/platform/db.ts';
import type { Random } from '../../setup/random.ts';
import { carryThrough, cutTo, dropEpochs, ownHand } from './rewrite.ts';
import type { Mutation } from './rows.ts';
import { headsIn, placeOf, rowsOf } from './rows.ts';
import type { World } from './world.ts';

/**
 * History written anew from one entry on: what the entry says, or when it was recorded, or the rest cut off; then every
 * leaf, tile, head, checkpoint and epoch made to fit and signed by the company itself. Receipts stay, go, or come from an
 * authority of the insider's own.
 */
export const rewrite: Mutation = async (tx, world, random) => {
  const place = await placeOf(tx, random);
  const how = random.one(['words', 'time', 'cut'] as const);
  const receipts = random.one(['kept', 'removed', 'own'] as const);
  if (how === 'words' && !(await otherWords(tx, world, place))) return undefined;
  if (how === 'time' && !(await otherTime(tx, place, random))) return undefined;
  if (how === 'cut') await cutTo(tx, place.logId, place.index);
  await carryThrough(tx, world.ledger, place.name, ownHand(world.ledger));
  const touched = await epochsFrom(tx, place);
  if (receipts !== 'kept')
    await tx.client.query('delete from receipt where epoch = any($1::int8[])', [touched.map(({ epoch }) => epoch)]);
  if (receipts === 'own') await attestOwn(tx, world, touched);
  const isYounger = place.index >= (world.seenSizes.get(place.name) ?? 0);
  const what = `${place.name}:${place.index} written anew (${how}), receipts ${receipts}`;
  if (!isYounger) return { what, named: /^outside\./ };
  const mayBeMissed = receipts === 'removed' || touched.length === 0;
  return { what, named: /^(receipts$|originals\.)/, ...(mayBeMissed ? { missable: place.name } : {}) };
};

type Place = Awaited<ReturnType<typeof placeOf>>;

async function otherWords(tx: Tx, { ledger }: World, { logId, name, index }: Place): Promise<boolean> {
  const [row] = await store.entriesAt(tx, logId, [index]);
  const sealed = (await store.bodiesAt(tx, logId, [index])).get(index);
  if (row === undefined || sealed?.wrapped == null) return false;
  const key = ledger.keys.open(sealed.keyId, sealed.wrapped);
  const opened = openBody(key, entryOf(name, row), sealed.sealed);
  // A delivery's or a record's words are tied to originals and marks: those are changed along in what says neither.
  if (opened === undefined || row.type === 'delivery' || row.type === 'record') return false;
  const made = commitBody(name, row.type, { ...opened.body, by: 'somebody else' }, opened.original);
  await tx.client.query(
    'update entry set commitment_sha256 = $3, commitment_sm3 = $4 where log_id = $1 and index = $2',
    [logId, index, made.sha256, made.sm3],
  );
  await tx.client.query('update body set sealed = $3 where log_id = $1 and index = $2', [
    logId,
    index,
    sealBody(key, made),
  ]);
  return true;
}

/** Moves the time of an entry within those of its neighbours; where they leave no room there is nothing to do. */
async function otherTime(tx: Tx, { logId, index }: Place, random: Random): Promise<boolean> {
  const near = await rowsOf(tx, 'select index, recorded_at from entry where log_id = $1 and index between $2 and $3', [
    logId,
    index - 1,
    index + 1,
  ]);
  const at = (of: number): number | undefined => {
    const row = near.find((each) => Number(each.index) === of);
    return row === undefined ? undefined : Number(row.recorded_at);
  };
  const now = at(index) ?? 0;
  const [least, most] = [at(index - 1) ?? now - 1000, at(index + 1) ?? now + 1000];
  const moved = least + random.below(most - least + 1);
  if (moved === now) return false;
  await tx.client.query('update entry set recorded_at = $3 where log_id = $1 and index = $2', [logId, index, moved]);
  return true;
}

/** The epochs whose head of this log holds the entry, or what is behind it. */
async function epochsFrom(tx: Tx, { name, index }: Place) {
  const rows = await rowsOf(tx, 'select epoch, note from epoch order by epoch');
  return rows
    .map(({ epoch, note }) => ({ epoch: Number(epoch), note: String(note) }))
    .filter(({ note }) => headsIn(note).some((head) => head.log === name && head.size > index));
}

async function attestOwn(tx: Tx, { own }: World, epochs: readonly { epoch: number; note: string }[]): Promise<void> {
  const [custodian] = own;
  if (custodian?.gives !== 'token') throw new Error('the custodians of this world give tokens');
  for (const { epoch, note } of epochs) {
    const made = await custodian.deposit(Buffer.from(note));
    await insertReceipt(tx, { epoch, custodian: 'tsa-1' }, { format: 'rfc3161', ...made }, made.at);
  }
}

/** The whole database put back to what it was at an epoch, as from a backup. */
export const rollBack: Mutation = async (tx, world, random) => {
  const rows = await rowsOf(tx, 'select epoch, note from epoch order by epoch');
  const { epoch, note } = random.one(rows);
  const logs = headsIn(note);
  for (const { logId, name } of await store.logs(tx)) {
    await cutTo(tx, logId, logs.find((head) => head.log === name)?.size ?? 0);
    await carryThrough(tx, world.ledger, name, ownHand(world.ledger));
  }
  await dropEpochs(tx, Number(epoch) + 1);
  const isYounger = logs.every(({ log, size }) => size >= (world.seenSizes.get(log) ?? 0));
  const what = `the database put back to epoch ${String(epoch)}`;
  return { what, named: /^outside\./, ...(isYounger ? { missable: 'all' } : {}) };
};
