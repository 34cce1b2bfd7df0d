import type { Kind } from '../kernel/record.ts';
import type { Follower, Places, Reach } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Retraction } from '../ledger/retraction.ts';
import { recordsUndone, retractionIn } from '../ledger/retraction.ts';
import * as ledgerStore from '../ledger/store.ts';
import { compareFacts } from '../people/fact.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { factIn, factsAt, readWorld, STANDING_KINDS } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import { forEachParty } from '../people/handle-key.ts';
import type { Spot } from '../people/store.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import type { RawFinding } from './detect-record.ts';
import { detectRecord, findingId, settingsDigest } from './detect-record.ts';
import { employeeParty } from './employee-in.ts';
import { neighboursBefore, spotsAfter } from './neighbours.ts';
import type { DetectContext } from './side.ts';
import { contextOf } from './side.ts';
import * as store from './store.ts';

/** What rules look at. */
const READ: readonly Kind[] = ['chat', 'email', 'transfer', 'access'];
/** A new company can change what any words mean, a new calendar what any access does. */
const CHANGES_ALL: ReadonlySet<Kind> = new Set(['company', 'calendar']);

const FOLLOWER = 'detect';

/**
 * Runs the rules over every record they read, and again over earlier ones when a later record says who
 * somebody was or such a record is retracted, so that the findings do not depend on the order in which
 * records arrived, nor on what was undone meanwhile.
 */
export const detectFollower: Follower = {
  name: FOLLOWER,
  after: 'access',
  reads: ['record', 'retraction'],
  tables: ['finding'],
  settlesOn: [],
  settle: async () => undefined,

  async apply(tx, ledger, entries, reach) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    const facts = entries.flatMap((entry) => factIn(entry) ?? []);
    const fresh = facts.filter(({ record }) => READ.includes(record.kind));
    const undone = entries.flatMap((entry) => retractionIn(entry) ?? []);
    const gone = await recordsOf(tx, ledger, undone);
    const standing = { said: facts.filter(isStanding), undone: gone.filter(isStanding) };
    const older = readUnderOlder(ledger, await readWorld(tx, ledger), reach);
    const touched = (await meansAnythingNew(tx, ledger, standing))
      ? allSpots(tx, older)
      : inStretches((await spotsTouched(tx, ledger, standing)).filter(isBefore(older)));
    for await (const spots of touched) await evaluate(tx, ledger, ids, await factsAt(tx, ledger, spots));
    const known = new Set(fresh.map((fact) => `${ids.get(fact.log)} ${fact.index}`));
    const followed = (await spotsAfter(tx, ledger, ids, [...fresh, ...gone]))
      .filter(isBefore(reach.to))
      .filter(({ logId, index }) => !known.has(`${logId} ${index}`));
    for (const spots of inStretches(followed)) await evaluate(tx, ledger, ids, await factsAt(tx, ledger, spots));
    await evaluate(tx, ledger, ids, fresh);
    for (const each of undone) await store.dropFindings(tx, ids.get(each.log) ?? 0, each);
  },
};

const isBefore =
  (places: Places) =>
  ({ logId, index }: Spot): boolean =>
    index < (places.get(logId) ?? 0);

const isStanding = ({ record }: KeyedFact): boolean => STANDING_KINDS.includes(record.kind);

/** What retracted deliveries had brought: nobody relies on it any more. */
async function recordsOf(tx: Tx, ledger: Ledger, retractions: readonly Retraction[]): Promise<readonly KeyedFact[]> {
  const all: KeyedFact[] = [];
  for (const retraction of retractions)
    for await (const records of recordsUndone(tx, ledger, retraction))
      all.push(
        ...records
          .flatMap((entry) => factIn(entry) ?? [])
          .filter((fact) => isStanding(fact) || fact.record.kind === 'chat'),
      );
  return all;
}

/** From where on this process has read every record under the same world, and how far it has come with that. */
type Run = { readonly world: World; readonly from: Places; readonly to: Places };
const runs = new WeakMap<Ledger, Run>();

/**
 * Up to where records were read under an older world than this one, or may have been: another process may have read them,
 * or this one in a transaction that came to nothing. Behind that, what these entries say of anybody was known already:
 * the notes on who is named where are ahead of what rules read. So a long import is read once, whoever comes up in it.
 */
function readUnderOlder(ledger: Ledger, world: World, { from, to }: Reach): Places {
  const known = runs.get(ledger);
  const goesOn = known?.world === world && [...from].every(([logId, index]) => (known.to.get(logId) ?? 0) === index);
  const begun = known !== undefined && goesOn ? known.from : from;
  runs.set(ledger, { world, from: begun, to });
  return begun;
}

/** How many entries are read again at a time. */
const STRETCH = 1_000;

/** Everything that rules look at, up to these places. */
async function* allSpots(tx: Tx, places: Places): AsyncGenerator<readonly Spot[]> {
  for (const [logId, end] of places)
    for (let from = 0; from < end; from += STRETCH)
      yield await peopleStore.spotsOfKindsWithin(tx, READ, { logId, from, to: Math.min(end, from + STRETCH) });
}

/** Each once. */
function* inStretches(spots: readonly Spot[]): Generator<readonly Spot[]> {
  const all = [...new Map(spots.map((spot) => [`${spot.logId} ${spot.index}`, spot])).values()];
  for (let from = 0; from < all.length; from += STRETCH) yield all.slice(from, from + STRETCH);
}

/** What entries say of somebody, and what was said until they retracted it. */
type Standing = { readonly said: readonly KeyedFact[]; readonly undone: readonly KeyedFact[] };

/** Whether any record may mean something else after these. */
async function meansAnythingNew(tx: Tx, ledger: Ledger, { said, undone }: Standing): Promise<boolean> {
  return [...said, ...undone].some(changesAll) || undone.some(namesRealm) || (await bringsRealm(tx, ledger, said));
}

/** Entries in the ledger that name somebody these facts speak of, or spoke of until they were retracted. */
async function spotsTouched(tx: Tx, ledger: Ledger, { said, undone }: Standing): Promise<readonly Spot[]> {
  const standing = [...said, ...undone];
  if (standing.length === 0) return [];
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

const changesAll = ({ record }: KeyedFact): boolean =>
  CHANGES_ALL.has(record.kind) || (record.kind === 'schedule' && record.body.employee == null);

/** Whether one or several corps are known of a system decides about every account of it. */
const namesRealm = ({ record }: KeyedFact): boolean => realmsIn(record.body).length > 0;

function realmsIn(body: unknown): readonly string[] {
  const found: string[] = [];
  forEachParty(body, ({ system, realm }) => {
    if (realm !== undefined) found.push(`${system}\n${realm}`);
  });
  return found;
}

/** Whether one of these is the first of all facts that names a corp. */
async function bringsRealm(tx: Tx, ledger: Ledger, said: readonly KeyedFact[]): Promise<boolean> {
  const naming = said.filter(namesRealm);
  if (naming.length === 0) return false;
  const first = new Map<string, KeyedFact>();
  for (const fact of (await readWorld(tx, ledger)).facts)
    for (const realm of realmsIn(fact.record.body)) {
      const known = first.get(realm);
      if (known === undefined || compareFacts(fact, known) < 0) first.set(realm, fact);
    }
  const firsts = new Set([...first.values()].map(({ log, index }) => `${log} ${index}`));
  return naming.some(({ log, index }) => firsts.has(`${log} ${index}`));
}

/** Whom a finding in this record is about: the employee where the account is attributed, else the account itself. */
function aboutIn(ledger: Ledger, record: KeyedFact['record'], directory: World['directory']): Buffer | null {
  const about = employeeParty(record, directory);
  return about === undefined ? null : partyMac(ledger, about);
}

const contexts = new WeakMap<World, DetectContext>();

/** The context of a world, made once for as long as nothing says anything new of anybody. */
function contextFor(world: World): DetectContext {
  const known = contexts.get(world);
  if (known !== undefined) return known;
  const context = contextOf(
    world.directory,
    world.facts.map(({ record }) => record),
  );
  contexts.set(world, context);
  return context;
}

async function evaluate(
  tx: Tx,
  ledger: Ledger,
  ids: ReadonlyMap<string, number>,
  facts: readonly KeyedFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const world = await readWorld(tx, ledger);
  const context = contextFor(world);
  const first = facts.map((fact) => ({ fact, detected: detectRecord(fact.record, context) }));
  const before = await neighboursBefore(
    tx,
    ledger,
    ids,
    first.filter(({ detected }) => detected.lacking).map(({ fact }) => fact),
  );
  const rows: store.FindingRow[] = [];
  for (const { fact, detected } of first) {
    const near = before.get(fact) ?? [];
    const { findings } = near.length === 0 ? detected : detectRecord(fact.record, context, { before: near });
    rows.push(...(await rowsOf(tx, ledger, ids.get(fact.log) ?? 0, fact, findings, world.directory)));
  }
  await store.replaceFindings(
    tx,
    ledger,
    facts.map(({ log, index }) => ({ logId: ids.get(log) ?? 0, index })),
    rows,
  );
}

async function rowsOf(
  tx: Tx,
  ledger: Ledger,
  logId: number,
  { log, index, keyId, record }: KeyedFact,
  found: readonly RawFinding[],
  directory: World['directory'],
): Promise<readonly store.FindingRow[]> {
  const settings = settingsDigest();
  const rows: store.FindingRow[] = [];
  for (const hit of found) {
    if ('failed' in hit) {
      await followStore.recordFailure(tx, FOLLOWER, logId, index, `rule.failed ${hit.failed.rule} ${hit.failed.why}`);
      continue;
    }
    const place = { logId, log, index, keyId, at: record.occurredAt };
    rows.push({
      ...hit,
      ...place,
      id: findingId(hit, { log, index }, settings),
      aboutMac: aboutIn(ledger, record, directory),
    });
  }
  return rows;
}
