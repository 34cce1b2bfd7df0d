import { hash, randomBytes } from 'node:crypto';
import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import * as detectStore from '../detect/store.ts';
import type { Party } from '../kernel/party.ts';
import type { Follower } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { World } from '../people/facts.ts';
import { readWorld } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import type { Tx } from '../platform/db.ts';
import { seal } from '../platform/seal.ts';
import type { Reconstruction } from './chain.ts';
import { defaultSettings } from './chain.ts';
import { findDue } from './due.ts';
import { reconstructFor } from './reconstruct.ts';
import * as store from './store.ts';
import type { Subject } from './subject.ts';
import { gatherFacts, keyOf } from './subject.ts';
import * as subjectStore from './subject-store.ts';

/** Keeps the chains as the ledger gives them now. What was shown of them before stands in the ledger for good. */
export const chainFollower: Follower = {
  name: 'chain',
  after: 'detect',
  reads: ['finding', 'reconstruction', 'package'],
  tables: ['chain_key', 'chain', 'chain_subject', 'chain_watch', 'chain_state', 'shown', 'package'],

  async apply(tx, _ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    for (const entry of entries) await noteOwn(tx, entry, ids.get(entry.place.log) ?? 0);
  },

  settlesOn: ['record', 'retraction', 'destruction', 'act'],
  async settle(tx, ledger) {
    const world = await readWorld(tx, ledger);
    const due = await findDue(tx, ledger, world);
    if (due.all)
      await store.dropChainsExcept(
        tx,
        due.subjects.map(({ mac }) => mac),
      );
    for (const subject of due.subjects) await makeAnew(tx, ledger, world, subject);
    await subjectStore.writeState(tx, due.state);
  },
};

/** Makes the chains about one subject from everything that concerns it, and notes what else would. */
async function makeAnew(tx: Tx, ledger: Ledger, world: World, subject: Subject): Promise<void> {
  const { facts, watch } = await gatherFacts(tx, ledger, world, subject);
  const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
  const spots = facts.map(({ log, index }) => ({ logId: ids.get(log) ?? 0, index }));
  const findings = (await detectStore.findingsAt(tx, ledger, spots)).map(({ logId: _, ...finding }) => finding);
  const { directory } = world;
  const given = { facts, findings, directory, settings: defaultSettings };
  const found = reconstructFor(keyOf(subject, directory), given);
  if (found === undefined) await subjectStore.dropSubject(tx, subject.mac);
  else await subjectStore.keepSubject(tx, ledger, subject, watch);
  const keys = new Map(facts.map((fact) => [`${fact.log}\n${fact.index}`, fact.keyId]));
  const rows = (found ?? []).map((each) =>
    rowOf(ledger, { ...each, keyIds: keysUnder(each, keys), reach: reachOf(ledger, directory, each) }),
  );
  await store.replaceChains(tx, subject.mac, rows);
}

type Found = Reconstruction & { readonly keyIds: readonly number[]; readonly reach: store.Reach };

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
export function reachOf(
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
