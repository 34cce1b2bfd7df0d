import { hash, randomBytes } from 'node:crypto';
import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import * as detectStore from '../detect/store.ts';
import type { Party } from '../kernel/party.ts';
import type { Kind } from '../kernel/record.ts';
import type { Follower } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { factsAt, readWorld } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import { forEachParty } from '../people/handle-key.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { seal } from '../platform/seal.ts';
import type { Reconstruction } from './chain.ts';
import { defaultSettings } from './chain.ts';
import { reconstruct } from './reconstruct.ts';
import * as store from './store.ts';

/** What a chain can rest on and what is few enough to be read whole. */
const FEW: readonly Kind[] = ['approval', 'deal', 'transfer', 'claim', 'testimony', 'document', 'handover'];
/** What is much: read only where it names an employee a chain could be about, or one of that employee's customers. */
const MUCH: readonly Kind[] = ['chat', 'recall', 'conversation', 'email', 'call', 'access', 'follow-up'];

/** Keeps the chains as the ledger gives them now. What was shown of them before stands in the ledger for good. */
export const chainFollower: Follower = {
  name: 'chain',
  after: 'detect',
  reads: ['finding', 'reconstruction', 'package'],
  tables: ['chain_key', 'chain', 'shown', 'package'],

  async apply(tx, _ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    for (const entry of entries) await noteOwn(tx, entry, ids.get(entry.place.log) ?? 0);
  },

  settlesOn: ['record', 'retraction', 'destruction', 'act'],
  async settle(tx, ledger) {
    await store.replaceChains(
      tx,
      (await currentChains(tx, ledger)).map((found) => rowOf(ledger, found)),
    );
  },
};

export type Found = Reconstruction & { readonly keyIds: readonly number[]; readonly reach: store.Reach };

/** Every chain that the facts and findings of this moment give, whoever it is about. */
export async function currentChains(tx: Tx, ledger: Ledger): Promise<readonly Found[]> {
  const world = await readWorld(tx, ledger);
  const findings = await detectStore.allFindings(tx, ledger);
  const few = await factsAt(tx, ledger, await peopleStore.spotsOfKinds(tx, FEW));
  const about = await factsAt(
    tx,
    ledger,
    findings.map(({ logId, index }) => ({ logId, index })),
  );
  const macs = scopeOf(ledger, world, [...few, ...about]);
  const much = await factsAt(tx, ledger, await peopleStore.spotsNaming(tx, macs, MUCH));
  const facts = [...world.facts, ...few, ...much];
  const found = reconstruct({
    facts,
    findings: findings.map(({ logId: _, ...finding }) => finding),
    directory: world.directory,
    settings: defaultSettings,
  });
  const keys = new Map(facts.map((fact) => [`${fact.log}\n${fact.index}`, fact.keyId]));
  return found.map((each) => ({
    ...each,
    keyIds: keysUnder(each, keys),
    reach: reachOf(ledger, world.directory, each),
  }));
}

/** The handles of employees who said something, were paid, or whose customer bought elsewhere, and of their customers. */
function scopeOf(ledger: Ledger, { directory }: World, facts: readonly KeyedFact[]): readonly Buffer[] {
  const macs = new Map<string, Buffer>();
  const add = (party: { system: string; ref: string }) => {
    const mac = partyMac(ledger, party as Parameters<typeof partyMac>[1]);
    macs.set(mac.toString('latin1'), mac);
  };
  const employees = new Set<string>();
  for (const fact of facts) {
    for (const party of partiesOf(fact)) {
      if (directory.sideOf(party, fact.record.occurredAt) !== 'employee') continue;
      add(party);
      const person = directory.personOf(party, fact.record.occurredAt);
      if (person?.person.system === 'hr') employees.add(person.person.ref);
    }
    if (fact.record.kind !== 'deal') continue;
    const owner = directory.ownerOf(fact.record.body.customer.ref, fact.record.occurredAt);
    if (owner !== undefined) employees.add(owner.employee);
  }
  for (const ref of employees) {
    add({ system: 'hr', ref });
    for (const handle of directory.handlesOf({ system: 'hr', ref })) add(handle);
    for (const customer of directory.everOwned(ref)) {
      add({ system: 'crm', ref: customer });
      for (const handle of directory.handlesOf({ system: 'crm', ref: customer })) add(handle);
    }
  }
  return [...macs.values()];
}

function partiesOf(fact: KeyedFact) {
  const found: Parameters<World['directory']['sideOf']>[0][] = [];
  forEachParty(fact.record.body, (party) => found.push(party));
  return found;
}

function keysUnder(
  { chain, timeline, sufficiency }: Reconstruction,
  keys: ReadonlyMap<string, number>,
): readonly number[] {
  const places = [
    ...chain.links.flatMap((link) => link.entries),
    ...chain.rivals.flatMap((rival) => rival.entries),
    ...timeline.map((item) => item.entry),
    ...sufficiency.flatMap((each) => each.entries),
  ];
  const ids = places.flatMap(({ log, index }) => keys.get(`${log}\n${index}`) ?? []);
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** Whom a chain tells of: the employee under every account, and the companies and persons outside under every name. */
function reachOf(
  ledger: Ledger,
  directory: World['directory'],
  { chain, timeline, sufficiency }: Reconstruction,
): store.Reach {
  const { employee, outside } = chain;
  const own: readonly Party[] =
    employee.ref === null
      ? [employee.handle]
      : [{ system: 'hr', ref: employee.ref }, ...directory.handlesOf({ system: 'hr', ref: employee.ref })];
  const names = outside.flatMap(({ ref, name }) => {
    const known = directory.companyOf(name)?.company;
    return [ref, name, known?.ref, known?.name].flatMap((each) => each ?? []);
  });
  const companies = [...new Set(names)].map((ref): Party => ({ system: 'company', ref }));
  const macs = [...own, ...companies].map((party) => partyMac(ledger, party));
  const times = timeline.map(({ at }) => at);
  const entries = [...chain.links, ...chain.rivals, ...sufficiency].flatMap((each) => each.entries);
  const sources = [...timeline.map(({ entry }) => entry.source), ...entries.map(({ source }) => source)];
  return {
    aboutMac: macs[0] ?? null,
    partyMacs: macs,
    sources: [...new Set(sources)].sort(),
    fromAt: times.reduce((least, at) => Math.min(least, at), times[0] ?? 0),
    toAt: times.reduce((most, at) => Math.max(most, at), times[0] ?? 0),
  };
}

function rowOf(ledger: Ledger, { keyIds, reach, ...found }: Found): store.ChainRow {
  const text = canonicalText(found as unknown as Canonical);
  const { id, strength } = found.chain;
  const sealed = seal(ledger.secrets.cacheKey, randomBytes(12), Buffer.from(`chain:${id}`), Buffer.from(text));
  return { id, strength, digest: hash('sha256', text), sealed, keyIds, reach };
}

/** Entries that say what was shown or packed: rows made from them can be made again. */
async function noteOwn(tx: Tx, { place, entry, content }: ReadEntry, logId: number): Promise<void> {
  if (content.status !== 'open') return;
  const { id, digest } = content.body as { readonly id?: string; readonly digest?: string };
  if (id === undefined) return;
  if (entry.type === 'reconstruction' || entry.type === 'finding')
    await store.noteShown(tx, { id, digest: digest ?? '', logId, index: place.index });
  if (entry.type === 'package') await store.notePackage(tx, { id, logId, index: place.index, at: entry.recordedAt });
}
