import type { ItemParts } from '@zhenglian/proof';
import { disclose } from '@zhenglian/proof';
import type { Reconstruction } from '../chain/chain.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Prover } from '../ledger/prove.ts';
import type { Place, ReadEntry } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import type { LogRow } from '../ledger/store.ts';
import * as ledgerStore from '../ledger/store.ts';
import { recordIn } from '../people/facts.ts';
import type { Tx } from '../platform/db.ts';
import { titleOf } from './titles.ts';

/** A thing that is not in the package, and the reason. */
export type LeftOut = { readonly what: string; readonly why: string };

export type Picked = { readonly read: ReadEntry; readonly role: string };
export type Collected = { readonly picked: readonly Picked[]; readonly leftOut: readonly LeftOut[] };

/**
 * Everything a chain rests on: the records its links, rivals and timeline point at, what those records were
 * before they were changed, the hand-overs that brought them, and the deliveries. `also` are entries of our own.
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
      for (const read of await readEntries(tx, ledger, row, indexes)) {
        const refused = await whyNot(tx, ledger, row, read);
        if (refused !== undefined) {
          leftOut.push(refused);
          continue;
        }
        picked.set(name(read.place), { read, role: roles.get(name(read.place)) ?? 'ground' });
        for (const each of await behind(tx, ledger, row, read)) {
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
  log: LogRow,
  { entry, place, ...read }: ReadEntry,
): Promise<readonly (Place & { role: string })[]> {
  const along: (Place & { role: string })[] = [];
  if (entry.prior !== undefined) along.push({ log: place.log, index: entry.prior, role: 'prior' });
  if (entry.delivery !== null) along.push({ log: place.log, index: entry.delivery, role: 'delivery' });
  const record = recordIn({ entry, place, ...read });
  const handover = record === undefined ? undefined : await handoverOf(tx, ledger, log, record);
  if (handover !== undefined) along.push({ log: place.log, index: handover, role: 'handover' });
  return along;
}

/** `provided-*`, `public-record` and `authority-order` name the hand-over they came by, or stay outside (证据规定 93 的来源). */
async function whyNot(tx: Tx, ledger: Ledger, log: LogRow, read: ReadEntry): Promise<LeftOut | undefined> {
  const what = `${read.place.log}:${read.place.index}`;
  if (read.content.status === 'destroyed')
    return { what, why: '内容已按保存期限销毁 its content was destroyed under the retention rules' };
  const record = recordIn(read);
  if (record === undefined || record.basis === 'work-system' || record.basis === 'company-books') return undefined;
  if ((await handoverOf(tx, ledger, log, record)) !== undefined) return undefined;
  return {
    what: `${record.source}:${record.externalId}`,
    why: '未注明移交,合法来源无从说明 it names no hand-over, so its lawful source cannot be shown',
  };
}

async function handoverOf(tx: Tx, ledger: Ledger, log: LogRow, record: NativeRecord): Promise<number | undefined> {
  if (record.handover === undefined) return undefined;
  const colon = record.handover.indexOf(':');
  const named =
    colon === -1
      ? undefined
      : await indexOf(tx, ledger, log, record.handover.slice(0, colon), record.handover.slice(colon + 1));
  return named ?? (await indexOf(tx, ledger, log, record.source, record.handover));
}

async function indexOf(
  tx: Tx,
  ledger: Ledger,
  log: LogRow,
  source: string,
  externalId: string,
): Promise<number | undefined> {
  const rows = await ledgerStore.seenOf(tx, log.logId, [
    ledger.secrets.mac(Buffer.from(`key\0${source}\0${externalId}`)),
  ]);
  return rows.reduce<number | undefined>(
    (last, row) => (last === undefined || row.index > last ? row.index : last),
    undefined,
  );
}

/** The parts of one item as the package format wants them. */
export async function itemParts({ read, role }: Picked, prover: Prover, size: number): Promise<ItemParts> {
  const { entry, content } = read;
  if (content.status === 'destroyed') throw new Error('a destroyed body was picked');
  const record = recordIn(read);
  const original = content.original.length === 0 ? {} : { original: { extension: 'json', bytes: content.original } };
  return {
    entry,
    role,
    title: titleOf(entry.type, record),
    disclosure: disclose(content.body, content.salt, new Set()),
    path: await prover.inclusion(entry.index, size),
    ...original,
  };
}
