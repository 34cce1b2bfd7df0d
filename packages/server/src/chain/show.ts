import type { Canonical } from '@zhenglian/proof';
import type { Message } from '../detect/messages.ts';
import { messagesAroundEach, placeOf } from '../detect/messages.ts';
import type { Kind } from '../kernel/record.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { appendOwn, audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import { recordMissed } from '../ledger/record-missed.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { World } from '../people/facts.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { unseal } from '../platform/seal.ts';
import type { Chain, LinkInputs, Reconstruction, Strength, TimelineItem, Weighing } from './chain.ts';
import { describeRecord } from './describe.ts';
import { punctuate } from './punctuate.ts';
import type { ChainRow } from './store.ts';
import * as store from './store.ts';
import type { Board } from './sufficiency/hold-against.ts';
import { holdAgainstAll } from './sufficiency/hold-against.ts';
import { titleOf } from './titles.ts';
import { reasonOf } from './weighing.ts';

const RANK: Readonly<Record<Strength, number>> = { weak: 0, medium: 1, strong: 2 };

/** Every chain of at least this strength, strongest first. That it was shown is recorded before this answers. */
export async function showChains(ledger: Ledger, actor: Actor, min: Strength): Promise<readonly Chain[]> {
  const rows = await ledger.db.as(actor, (tx) => store.chains(tx));
  const wanted = rows
    .map((row) => ({ row, found: openChain(ledger, row) }))
    .filter(({ found }) => RANK[found.chain.strength] >= RANK[min])
    .sort((a, b) => RANK[b.found.chain.strength] - RANK[a.found.chain.strength] || (a.row.id < b.row.id ? -1 : 1));
  if (wanted.length > 0)
    await audit(
      ledger,
      actor,
      'chains.read',
      { ids: wanted.map(({ row }) => row.id) },
      { ground: 'list', about: aboutOf(wanted.map(({ row }) => row)), items: wanted.length },
    );
  for (const { row, found } of wanted) await recordReconstruction(ledger, actor, row, found);
  return wanted.map(({ found }) => found.chain);
}

/** Whom these are about, each once, as readings name persons. */
export const aboutOf = (rows: readonly ChainRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ reach }) => reach.aboutMac?.toString('hex') ?? [])),
];

export type TimelineEntry = TimelineItem & {
  /** The kind of record in Chinese, and what it says in one line. */
  readonly title: string;
  readonly detail: string;
  readonly kind: Kind;
  readonly recordedAt: Instant;
  readonly message?: Message;
  readonly context?: readonly Message[];
};

export type ShownChain = {
  readonly chain: Chain;
  /** What the strength rests on, in one sentence without figures. */
  readonly strengthBecause: string;
  readonly weighing: Weighing;
  /** What each link was computed from, in the order of the links. */
  readonly inputs: readonly LinkInputs[];
  readonly timeline: readonly TimelineEntry[];
  /** The ledger entry that says exactly this was shown. */
  readonly reconstruction: Place;
  readonly board: Board;
  /** How many items of the timeline are held back from whoever asks. */
  readonly withheld: number;
};

/** One chain with its timeline and the words in their context. Refuses with `not_found`. */
export async function showChain(ledger: Ledger, actor: Actor, id: string): Promise<ShownChain> {
  const { row, found } = await chainById(ledger, actor, id);
  const world = await worldOf(ledger);
  const timeline = await ledger.db.as(actor, (tx) => withWords(tx, ledger, world, found.timeline));
  const entries = timeline.map(({ entry: { log, index } }) => ({ log, index }));
  const reading = { ground: `chain:${id}`, about: aboutOf([row]), items: entries.length };
  await audit(ledger, actor, 'chain.read', { id, entries }, reading);
  const reconstruction = await recordReconstruction(ledger, actor, row, found);
  const board = holdAgainstAll(found.sufficiency);
  return {
    chain: found.chain,
    strengthBecause: reasonOf(found.weighing),
    weighing: found.weighing,
    inputs: found.links.map(({ inputs }) => inputs),
    timeline,
    reconstruction,
    board,
    withheld: found.timeline.length - timeline.length,
  };
}

export async function chainById(
  ledger: Ledger,
  actor: Actor,
  id: string,
): Promise<{ row: ChainRow; found: Reconstruction }> {
  const row = await ledger.db.as(actor, (tx) => store.chainById(tx, id));
  if (row !== undefined) return { row, found: openChain(ledger, row) };
  const hidden = await ledger.db.as(systemActor, (tx) => store.chainById(tx, id));
  const about = hidden === undefined ? [] : aboutOf([hidden]);
  await recordMissed(ledger, actor, 'chain.read', { id }, about, hidden !== undefined);
  throw new Refusal('not_found', { what: 'this chain' });
}

function openChain(ledger: Ledger, row: ChainRow): Reconstruction {
  const bytes = unseal(ledger.secrets.cacheKey, Buffer.from(`chain:${row.id}`), row.sealed);
  if (bytes === undefined) throw new Error(`chain ${row.id} does not open`);
  // Our own row, sealed by `follow.ts`, opened with the tag checked. One made before grounds were held against it has no answers.
  const found = JSON.parse(bytes.toString('utf8')) as Omit<Reconstruction, 'sufficiency'> & Partial<Reconstruction>;
  return { ...found, sufficiency: found.sufficiency ?? [] };
}

async function withWords(
  tx: Tx,
  ledger: Ledger,
  world: World,
  timeline: readonly TimelineItem[],
): Promise<readonly TimelineEntry[]> {
  const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
  const spotOf = ({ entry }: TimelineItem) => ({ logId: logs.get(entry.log) ?? 0, index: entry.index });
  const facts = await factsAt(tx, ledger, timeline.map(spotOf));
  const byPlace = new Map(facts.map((fact) => [placeOf(fact), fact]));
  const said = timeline.flatMap((item) => {
    const focus = byPlace.get(placeOf(item.entry));
    return focus !== undefined && WORDS.includes(item.role) ? [{ spot: spotOf(item), focus }] : [];
  });
  const around = await messagesAroundEach(tx, ledger, world, said);
  return timeline.flatMap((item) => {
    const fact = byPlace.get(placeOf(item.entry));
    if (fact === undefined) return [];
    const detail = punctuate(describeRecord(fact.record, world.directory));
    const messages = WORDS.includes(item.role) ? (around.get(placeOf(fact)) ?? []) : [];
    const message = messages.find((each) => each.focus);
    const words = message === undefined ? {} : { message, context: messages };
    const { kind } = fact.record;
    return [{ ...item, title: titleOf(kind), detail, kind, recordedAt: fact.recordedAt, ...words }];
  });
}

/** Every entry that a chain shows to this actor: what it rests on, and the words around what was said. */
export async function placesIn(ledger: Ledger, actor: Actor, id: string): Promise<readonly Place[]> {
  const { found } = await chainById(ledger, actor, id);
  const world = await worldOf(ledger);
  const timeline = await ledger.db.as(actor, (tx) => withWords(tx, ledger, world, found.timeline));
  const grounds = [...found.chain.links, ...found.chain.rivals, ...found.sufficiency].flatMap(({ entries }) => entries);
  return [...timeline.map(({ entry }) => entry), ...grounds, ...timeline.flatMap(({ context = [] }) => context)];
}

/** Roles whose own words are shown with those around them. */
const WORDS: readonly string[] = ['said', 'recalled', 'sent'];

/**
 * Appends what is shown now where it differs from what was shown last; earlier reconstructions stay for good.
 * Its body is the chain itself, sealed under a key that is destroyed with any of the bodies it rests on.
 */
export async function recordReconstruction(
  ledger: Ledger,
  actor: Actor,
  row: ChainRow,
  found: Reconstruction,
): Promise<Place> {
  const { id, digest, keyIds } = row;
  const last = await ledger.db.as(systemActor, (tx) => store.latestShown(tx, id));
  if (last !== undefined && last.digest === digest) return { log: MAIN_LOG, index: last.index };
  const body = { id, digest, ...(found as unknown as { readonly [name: string]: Canonical }) };
  const holder = `chain:${id}`;
  const index = await appendOwn(ledger, actor, {
    log: MAIN_LOG,
    type: 'reconstruction',
    body,
    holder,
    class: 'derived',
    derivedFrom: keyIds,
  });
  await ledger.db.as(systemActor, async (tx) => {
    const { logId } = await ledgerStore.logNamed(tx, MAIN_LOG);
    await store.noteShown(tx, { id, digest, logId, index });
  });
  return { log: MAIN_LOG, index };
}
