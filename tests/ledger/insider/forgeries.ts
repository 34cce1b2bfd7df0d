import { noteText, signNote } from '@zhenglian/proof';
import { keyPair } from '../../../packages/proof/src/testkit.ts';
import { originOf } from '../../../packages/server/src/ledger/ledger.ts';
import type { Random } from '../../setup/random.ts';
import { flipped } from '../../setup/random.ts';
import type { Hand } from './rewrite.ts';
import { ownHand } from './rewrite.ts';
import type { Mutation } from './rows.ts';
import { nameOf, put, rowOf, rowsOf } from './rows.ts';
import type { World } from './world.ts';

const stranger = keyPair(77);
export const strangersHand =
  (world: World): Hand =>
  async (_tx, name) => ({
    name: originOf(world.ledger, name),
    ...stranger,
  });

/** A note of another root, signed by the company's own key or by another. */
export const signAgain: Mutation = async (tx, world, random) => {
  const table = random.one(['checkpoint', 'epoch'] as const);
  const isOwn = random.below(2) === 0;
  const row = await rowOf(tx, table, random);
  if (row === undefined) return undefined;
  const hand = isOwn ? ownHand(world.ledger) : strangersHand(world);
  const text = noteText(Buffer.from(String(row.note)));
  const other = isOwn ? otherRoot(text, table, random) : text;
  const [log] = await rowsOf(tx, 'select name from log where log_id = $1', [row.log_id ?? 0]);
  const signer = await hand(tx, table === 'epoch' ? 'epoch' : String(log?.name));
  await put(tx, table, row, 'note', signNote(other, signer));
  const named = table === 'epoch' ? (isOwn ? /^epochs\./ : /^epochs$/) : /^checkpoints\./;
  return { what: `${nameOf(table, row)} signed again by ${isOwn ? 'the company' : 'a stranger'}`, named };
};

/** The same text with one digit of one root changed. */
function otherRoot(text: string, table: 'checkpoint' | 'epoch', random: Random): string {
  if (table === 'checkpoint') {
    const [origin = '', size = '', root = ''] = text.split('\n');
    return `${[origin, size, flipped(Buffer.from(root, 'base64'), random).toString('base64')].join('\n')}\n`;
  }
  const roots = [...text.matchAll(/"(?:sha256|sm3)":"([0-9a-f]{64})"/g)];
  const { 1: root = '' } = random.one(roots);
  return text.replace(root, flipped(Buffer.from(root, 'hex'), random).toString('hex'));
}

/** A receipt of another epoch, of another authority, or of the same authority over other bytes. */
export const substituteReceipt: Mutation = async (tx, { own, custodians }, random) => {
  const row = await rowOf(tx, 'receipt', random);
  if (row === undefined) return undefined;
  const [epoch] = await rowsOf(tx, 'select note from epoch where epoch = $1', [row.epoch]);
  const isOwn = random.below(2) === 0;
  const [custodian] = isOwn ? own : custodians;
  const note = Buffer.from(String(epoch?.note));
  if (custodian?.gives !== 'token') throw new Error('the custodians of this world give tokens');
  const made = await custodian.deposit(isOwn ? note : flipped(note, random));
  await put(tx, 'receipt', row, 'response', Buffer.from(made.response));
  await put(tx, 'receipt', row, 'at', made.at);
  const what = `a receipt of ${isOwn ? 'an authority of the insider’s own' : 'other bytes'} for ${nameOf('receipt', row)}`;
  return { what, named: /^receipts$/ };
};

/** A data key wiped as if it had been decided. */
export const wipeKey: Mutation = async (tx, _world, random) => {
  const row = await rowOf(tx, 'data_key', random);
  if (row === undefined) return undefined;
  await tx.client.query('update data_key set wrapped = null, destroyed_by = $2 where key_id = $1', [
    row.key_id,
    random.below(300),
  ]);
  return { what: `${nameOf('data_key', row)} wiped`, named: /^destructions$/ };
};
