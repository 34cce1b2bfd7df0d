import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { AttributionFile } from '../people/attribution-file.ts';
import { attributionFilesOf } from '../people/attribution-file.ts';
import type { Directory } from '../people/directory.ts';
import { inOrder } from '../people/fact.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import type { Actor } from '../platform/db.ts';
import type { Chain, Reconstruction } from './chain.ts';
import { aboutOf, chainById } from './show.ts';
import { usesOfAccounts } from './uses-of-accounts.ts';

/**
 * 账号归属 of every account in a chain, those of its employee first. Refuses with `not_found`; an entry of the chain
 * that this actor may not see tells nothing of its accounts here either.
 */
export async function showAttribution(ledger: Ledger, actor: Actor, id: string): Promise<readonly AttributionFile[]> {
  const { row, found } = await chainById(ledger, actor, id);
  const { files, entries } = await attributionIn(ledger, actor, found);
  const reading = { ground: `chain:${id}`, about: aboutOf([row]), items: entries.length };
  await audit(ledger, actor, 'chain.attribution', { id, entries }, reading);
  return files;
}

/** Every entry on which the 账号归属 of a chain rests, as it is shown to this actor. */
export async function placesOfAttribution(ledger: Ledger, actor: Actor, id: string): Promise<readonly Place[]> {
  const { found } = await chainById(ledger, actor, id);
  const { files } = await attributionIn(ledger, actor, found);
  return files.flatMap(({ items }) => items.flatMap(({ entries }) => entries));
}

async function attributionIn(
  ledger: Ledger,
  actor: Actor,
  { chain, timeline }: Reconstruction,
): Promise<{ readonly files: readonly AttributionFile[]; readonly entries: readonly Place[] }> {
  const { facts, directory } = await worldOf(ledger);
  const events = await ledger.db.as(actor, async (tx) => {
    const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    const spots = timeline.map(({ entry }) => ({ logId: logs.get(entry.log) ?? 0, index: entry.index }));
    return await factsAt(tx, ledger, spots);
  });
  const files = attributionFilesOf(usesOfAccounts(events, directory), directory, inOrder([...facts, ...events]));
  return {
    files: files.toSorted((a, b) => rank(a, chain, directory) - rank(b, chain, directory)),
    entries: events.map(({ log, index }) => ({ log, index })),
  };
}

/** The employee's accounts, then those that nobody is known behind, then the others'. */
function rank({ handle, from, standing }: AttributionFile, { employee }: Chain, directory: Directory): number {
  const persons = directory.personsOf(handle, from).map(({ person }) => person);
  const isTheirs =
    employee.ref === null
      ? directory.handleKey(handle) === directory.handleKey(employee.handle)
      : persons.some(({ system, ref }) => system === 'hr' && ref === employee.ref);
  if (isTheirs) return 0;
  return standing === 'real-name' || standing === 'supported' ? 2 : 1;
}
