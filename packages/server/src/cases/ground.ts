import { personOf } from '../access/pseudonym.ts';
import { accountsOf } from '../access/reach.ts';
import { placesBefore } from '../chain/history.ts';
import { placesIn } from '../chain/show.ts';
import { placesOfAttribution } from '../chain/show-attribution.ts';
import { findingInContext } from '../detect/show.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { recordIn, worldOf } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import { forEachParty } from '../people/handle-key.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { casesOf } from './list-cases.ts';
import * as store from './store.ts';

/** What somebody says they read an entry upon, as it came: `finding:ID`, `chain:ID`, `case:ID`, `tip:LOG:INDEX`, `urgent`. */
export type Stated = { readonly ground: string | undefined; readonly why: string | undefined };

export const FORM = /^(?:(finding|chain|case):([0-9a-f]{32})|tip:([a-z0-9-]{1,40}):(\d{1,15})|(urgent))$/;
/** Opens anything at once, with a reason of at least so many characters. */
export const isUrgent = (urgent: string | undefined, why: string): boolean =>
  urgent !== undefined && why.trim().length >= 10;

/**
 * The ground upon which this actor reads this entry, as it is recorded. Without a case only what stands around a hit can be
 * read: an alert opens the words around it, a tip itself, a case what names its persons to its members. `urgent` opens
 * anything at once with a reason, and alerts the auditor. Refuses with `reading.needs_ground`, which is recorded too.
 */
export async function groundFor(ledger: Ledger, actor: Actor, place: Place, stated: Stated): Promise<string> {
  if (actor.role !== 'account') return 'command-line';
  const { ground, why = '' } = stated;
  const found = FORM.exec(ground ?? '');
  const [, kind, id = '', log, index, urgent] = found ?? [];
  if (isUrgent(urgent, why)) return 'urgent';
  const holds =
    kind === 'finding'
      ? await isAroundFinding(ledger, actor, id, place)
      : kind === 'chain'
        ? await isOfChain(ledger, actor, id, place)
        : kind === 'case'
          ? await isOfCase(ledger, actor, id, place)
          : log !== undefined && (await isTip(ledger, { log, index: Number(index) }, place));
  if (holds) return ground ?? 'none';
  await audit(
    ledger,
    actor,
    'entry.read',
    { log: place.log, index: place.index },
    { ground: found === null ? 'none' : (ground ?? 'none'), items: 0, outcome: 'refused' },
  );
  throw new Refusal('reading.needs_ground', {
    why: 'name the finding, chain, tip or case that this entry belongs to, or `urgent` with a reason of ten characters',
  });
}

/** The employees whom the record at this place names, as readings name persons. */
export async function aboutEntry(ledger: Ledger, { log: name, index }: Place): Promise<readonly string[]> {
  const { directory } = await worldOf(ledger);
  const record = await ledger.db.as(systemActor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    return read === undefined ? undefined : recordIn(read);
  });
  const persons = new Set<string>();
  if (record !== undefined)
    forEachParty(record.body, (party) => {
      const person = directory.personOf(party, record.occurredAt)?.person ?? party;
      if (person.system === 'hr') persons.add(personOf(ledger, person.ref));
    });
  return [...persons];
}

/** What was shown of a chain stays open to whoever reads it, so that they can see why it is no longer part of it. */
const isOfChain = async (ledger: Ledger, actor: Actor, id: string, place: Place): Promise<boolean> =>
  (await placesIn(ledger, actor, id)).some((each) => isSame(each, place)) ||
  (await placesBefore(ledger, actor, id)).some((each) => isSame(each, place)) ||
  (await placesOfAttribution(ledger, actor, id)).some((each) => isSame(each, place));

const isSame = (a: Place, b: Place): boolean => a.log === b.log && a.index === b.index;

async function isAroundFinding(ledger: Ledger, actor: Actor, id: string, place: Place): Promise<boolean> {
  const { context, row } = await findingInContext(ledger, actor, id);
  return isSame(row, place) || context.some((each) => isSame(each, place));
}

async function isOfCase(ledger: Ledger, actor: Actor, id: string, { log: name, index }: Place): Promise<boolean> {
  const found = (await casesOf(ledger, actor)).find((each) => each.id === id && each.state === 'open');
  if (found === undefined) return false;
  const { directory } = await worldOf(ledger);
  const macs = found.employees.flatMap((ref) => accountsOf(directory, ref)).map((party) => partyMac(ledger, party));
  return await ledger.db.as(systemActor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    return log !== undefined && (await store.entryNames(tx, { logId: log.logId, index }, macs));
  });
}

async function isTip(ledger: Ledger, tip: Place, place: Place): Promise<boolean> {
  if (!isSame(tip, place)) return false;
  return await ledger.db.as(systemActor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === tip.log);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [tip.index]);
    return read !== undefined && recordIn(read)?.kind === 'tip';
  });
}
