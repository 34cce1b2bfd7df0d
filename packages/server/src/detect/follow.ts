import type { Kind } from '../kernel/record.ts';
import type { Follower } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { KeyedFact } from '../people/facts.ts';
import { factIn, factsAt, readWorld, STANDING_KINDS } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import { forEachParty } from '../people/handle-key.ts';
import type { Spot } from '../people/store.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { detectRecord, findingId, settingsDigest } from './detect-record.ts';
import { contextOf } from './side.ts';
import * as store from './store.ts';

/** What rules look at. */
const READ: readonly Kind[] = ['chat', 'email', 'transfer', 'access'];
/** A new company can change what any words mean, a new calendar what any access does. */
const CHANGES_ALL: ReadonlySet<Kind> = new Set(['company', 'calendar']);

const FOLLOWER = 'detect';

/**
 * Runs the rules over every record they read, and again over earlier ones when a later record says who
 * somebody was, so that the findings do not depend on the order in which records arrived.
 */
export const detectFollower: Follower = {
  name: FOLLOWER,
  after: 'people',
  tables: ['finding'],
  settle: async () => undefined,

  async apply(tx, ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    const facts = entries.flatMap((entry) => factIn(entry) ?? []);
    const fresh = facts.filter(({ record }) => READ.includes(record.kind));
    const again = await touchedBefore(
      tx,
      ledger,
      facts.filter(({ record }) => STANDING_KINDS.includes(record.kind)),
    );
    const known = new Set(fresh.map((fact) => `${ids.get(fact.log)} ${fact.index}`));
    const earlier = again.filter(({ logId, index }) => !known.has(`${logId} ${index}`));
    for (let from = 0; from < earlier.length; from += 1_000) {
      await evaluate(tx, ledger, ids, await factsAt(tx, ledger, earlier.slice(from, from + 1_000)));
    }
    await evaluate(tx, ledger, ids, fresh);
  },
};

/** Entries already in the ledger that name somebody these facts speak of. */
async function touchedBefore(tx: Tx, ledger: Ledger, standing: readonly KeyedFact[]): Promise<readonly Spot[]> {
  if (standing.length === 0) return [];
  const all = standing.some(
    ({ record }) => CHANGES_ALL.has(record.kind) || (record.kind === 'schedule' && record.body.employee == null),
  );
  if (all) return await peopleStore.spotsOfKinds(tx, READ);
  const macs = new Map<string, Buffer>();
  const { directory } = await readWorld(tx, ledger);
  const add = (party: Parameters<typeof partyMac>[1]) => {
    const mac = partyMac(ledger, party);
    macs.set(mac.toString('latin1'), mac);
  };
  for (const { record } of standing) {
    forEachParty(record.body, (party) => {
      add(party);
      const person =
        party.system === 'hr' || party.system === 'crm'
          ? { system: party.system, ref: party.ref }
          : directory.personOf(party, record.occurredAt)?.person;
      if (person === undefined) return;
      add(person);
      for (const handle of directory.handlesOf(person)) add(handle);
    });
  }
  return await peopleStore.spotsNaming(tx, [...macs.values()], READ);
}

async function evaluate(
  tx: Tx,
  ledger: Ledger,
  ids: ReadonlyMap<string, number>,
  facts: readonly KeyedFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const world = await readWorld(tx, ledger);
  const context = contextOf(
    world.directory,
    world.facts.map(({ record }) => record),
  );
  const settings = settingsDigest();
  const rows: store.FindingRow[] = [];
  for (const { log, index, keyId, record } of facts) {
    const logId = ids.get(log) ?? 0;
    for (const hit of detectRecord(record, context)) {
      if ('failed' in hit) {
        await followStore.recordFailure(tx, FOLLOWER, logId, index, `rule.failed ${hit.failed.rule} ${hit.failed.why}`);
        continue;
      }
      rows.push({
        ...hit,
        id: findingId(hit, { log, index }, settings),
        logId,
        log,
        index,
        keyId,
        at: record.occurredAt,
      });
    }
  }
  await store.replaceFindings(
    tx,
    ledger,
    facts.map(({ log, index }) => ({ logId: ids.get(log) ?? 0, index })),
    rows,
  );
}
