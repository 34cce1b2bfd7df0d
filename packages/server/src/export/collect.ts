import type { ItemParts } from '@zhenglian/proof';
import { disclose } from '@zhenglian/proof';
import type { Reconstruction } from '../chain/chain.ts';
import type { NativeRecord } from '../kernel/record.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordKeyMessage } from '../ledger/mac-messages.ts';
import type { Prover } from '../ledger/prove.ts';
import type { Place, ReadEntry } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import * as retractionStore from '../ledger/retraction-store.ts';
import * as ledgerStore from '../ledger/store.ts';
import { recordIn } from '../people/facts.ts';
import type { Tx } from '../platform/db.ts';

/** A thing that is not in the package, and the reason. */
export type LeftOut = { readonly what: string; readonly why: string };

export type Picked = { readonly read: ReadEntry; readonly role: string };
export type Collected = { readonly picked: readonly Picked[]; readonly leftOut: readonly LeftOut[] };

/**
 * Everything a chain rests on: the records its links, rivals and timeline point at, what those records were
 * before they were changed, the hand-overs that brought them, and the deliveries. `also` are entries of our own.
 * Refuses with `import.retracted` when the import of one of those records was undone since the chain was made; an
 * earlier version whose import was undone is left out and named.
 */
export async function collect(
  tx: Tx,
  ledger: Ledger,
  found: Reconstruction,
  also: readonly (Place & { role: string })[],
): Promise<Collected> {
  const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log]));
  const roles = new Map<string, string>();
  const name = ({ log, index }: Place) => `${log}\n${index}`;
  const add = (place: Place, role: string) => {
    if (!roles.has(name(place))) roles.set(name(place), role);
  };
  for (const { entry, role } of found.timeline) add(entry, role);
  for (const { entries } of [...found.chain.links, ...found.chain.rivals])
    for (const entry of entries) add(entry, 'ground');
  for (const each of also) add(each, each.role);

  const picked = new Map<string, Picked>();
  const leftOut: LeftOut[] = [];
  for (let todo = [...roles.keys()]; todo.length > 0; ) {
    const next: string[] = [];
    for (const [log, indexes] of byLog(todo)) {
      const row = logs.get(log);
      if (row === undefined) throw new Error(`an entry of ${log} is named, which is no log`);
      const entries = await readEntries(tx, ledger, row, indexes);
      const undone = await undoneAmong(tx, row.logId, entries);
      for (const read of entries) {
        const gone = destroyed(read) ?? retracted(read, undone, roles.get(name(read.place)));
        if (gone === undefined) picked.set(name(read.place), { read, role: roles.get(name(read.place)) ?? 'ground' });
        leftOut.push(...(gone === undefined ? mediaOf(read) : [gone]));
        const earlier = read.content.status === 'open' ? priorOf(read) : [];
        for (const each of gone === undefined ? await behind(tx, ledger, read) : earlier) {
          add(each, each.role);
          if (!picked.has(name(each))) next.push(name(each));
        }
      }
    }
    todo = [...new Set(next)];
  }
  const order = (a: Picked, b: Picked) =>
    a.read.place.log < b.read.place.log
      ? -1
      : a.read.place.log > b.read.place.log
        ? 1
        : a.read.place.index - b.read.place.index;
  return { picked: [...picked.values()].sort(order), leftOut };
}

function byLog(names: readonly string[]): ReadonlyMap<string, number[]> {
  const logs = new Map<string, number[]>();
  for (const each of names) {
    const [log = '', index] = each.split('\n');
    logs.set(log, [...(logs.get(log) ?? []), Number(index)]);
  }
  return logs;
}

/** What must come along: the version before, the delivery that brought it, and its hand-over. */
async function behind(
  tx: Tx,
  ledger: Ledger,
  { entry, place, ...read }: ReadEntry,
): Promise<readonly (Place & { role: string })[]> {
  const along: (Place & { role: string })[] = [...priorOf({ entry, place })];
  if (entry.delivery !== null) along.push({ log: place.log, index: entry.delivery, role: 'delivery' });
  const record = recordIn({ entry, place, ...read });
  if (record === undefined) return along;
  const handover = await handoverOf(tx, ledger, record);
  refuseWithoutHandover(record, handover);
  if (handover !== undefined) along.push({ ...handover, role: 'handover' });
  return along;
}

function priorOf({ entry, place }: Pick<ReadEntry, 'entry' | 'place'>): readonly (Place & { role: string })[] {
  return entry.prior === undefined ? [] : [{ log: place.log, index: entry.prior, role: 'prior' }];
}

/** Of these entries of one log, the deliveries that were undone since. */
async function undoneAmong(tx: Tx, logId: number, entries: readonly ReadEntry[]): Promise<ReadonlyMap<number, number>> {
  const deliveries = entries.flatMap(({ entry }) => entry.delivery ?? []);
  return await retractionStore.retractedAmong(tx, logId, [...new Set(deliveries)]);
}

/** What was undone stays out: as an earlier version it is named, and a chain that rests on it is not handed out. */
function retracted(
  { entry, place }: ReadEntry,
  undone: ReadonlyMap<number, number>,
  role: string | undefined,
): LeftOut | undefined {
  const by = entry.delivery === null ? undefined : undone.get(entry.delivery);
  if (by === undefined) return undefined;
  const what = `${place.log}:${place.index}`;
  if (role === 'prior')
    return { what, why: '其导入已撤销 its import was undone; the retraction is recorded in the ledger' };
  const why = `${what} came with an import that was undone by ${place.log}:${by}; look at the chain again`;
  throw new Refusal('import.retracted', { why });
}

/** Refuses with `import.retracted` when what was picked was undone while the package was being built. */
export async function refuseUndone(tx: Tx, picked: readonly Picked[]): Promise<void> {
  for (const log of await ledgerStore.logs(tx)) {
    const entries = picked.map(({ read }) => read).filter(({ place }) => place.log === log.name);
    const undone = await undoneAmong(tx, log.logId, entries);
    for (const read of entries) retracted(read, undone, undefined);
  }
}

/** What was destroyed stays out and is named. */
function destroyed(read: ReadEntry): LeftOut | undefined {
  const what = `${read.place.log}:${read.place.index}`;
  if (read.content.status === 'open') return undefined;
  if (read.content.status === 'withheld')
    throw new Refusal('auth.forbidden', {
      why: 'part of this chain is walled off from you; somebody else must pack it',
    });
  return { what, why: '内容已按保存期限销毁 its content was destroyed under the retention rules' };
}

/**
 * `provided-*`, `public-record` and `authority-order` must name the hand-over they came by. The chain rests on the
 * item and says so, so leaving it out would still show it: the whole package is refused until the hand-over is recorded.
 */
function refuseWithoutHandover(record: NativeRecord, handover: Place | undefined): void {
  if (record.basis === 'work-system' || record.basis === 'company-books' || handover !== undefined) return;
  const item = `${record.source}:${record.externalId}`;
  const why = `${item} (${record.basis}) names no recorded hand-over, so its lawful source cannot be shown`;
  throw new Refusal('package.item_without_basis', { why });
}

/** A package of this version holds no media files: the record in it names each by its SHA-256. */
function mediaOf(read: ReadEntry): readonly LeftOut[] {
  const record = recordIn(read);
  const count = record?.media?.length ?? 0;
  if (record === undefined || count === 0) return [];
  return [
    {
      what: `${record.source}:${record.externalId} 的附件 ${count} 个 its ${count} media files`,
      why: '本版本的证据包不收录附件;记录中的 SHA-256 校验值已将其固定,可凭以核对 not included in packages of this version; the record binds each by its SHA-256',
    },
  ];
}

/** The hand-over a record names, in whichever log its source writes to; what was retracted is none. */
async function handoverOf(tx: Tx, ledger: Ledger, record: NativeRecord): Promise<Place | undefined> {
  if (record.handover === undefined) return undefined;
  const colon = record.handover.indexOf(':');
  const named = colon === -1 ? [] : [[record.handover.slice(0, colon), record.handover.slice(colon + 1)] as const];
  for (const [source, externalId] of [...named, [record.source, record.handover] as const]) {
    const mac = ledger.secrets.mac(recordKeyMessage(source, externalId));
    for (const log of await ledgerStore.logs(tx)) {
      const index = (await ledgerStore.seenOf(tx, log.logId, [mac])).reduce(
        (last, row) => Math.max(last, row.index),
        -1,
      );
      const [read] = index === -1 ? [] : await readEntries(tx, ledger, log, [index]);
      if (read !== undefined && recordIn(read)?.kind === 'handover') return { log: log.name, index };
    }
  }
  return undefined;
}

/** The parts of one item as the package format wants them. An item with masked places comes without its original. */
export async function itemParts(
  { read, role, title, masked }: Picked & { readonly title: string; readonly masked: ReadonlyMap<string, unknown> },
  prover: Prover,
  size: number,
): Promise<ItemParts> {
  const { entry, content } = read;
  if (content.status !== 'open') throw new Error('a destroyed body was picked');
  const isWhole = content.original.length > 0 && masked.size === 0;
  const original = isWhole ? { original: { extension: 'json', bytes: content.original } } : {};
  return {
    entry,
    role,
    title,
    disclosure: disclose(content.body, content.salt, new Set(masked.keys())),
    path: await prover.inclusion(entry.index, size),
    ...original,
  };
}
