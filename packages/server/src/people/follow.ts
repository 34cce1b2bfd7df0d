import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Follower } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import { retractionIn } from '../ledger/retraction.ts';
import * as ledgerStore from '../ledger/store.ts';
import { foldName, parseCompanyName } from './company-name.ts';
import { recordIn } from './facts.ts';
import { foldRef, forEachParty } from './handle-key.ts';
import type { MentionRow } from './store.ts';
import * as store from './store.ts';
import { isWrittenAsCode } from './uscc.ts';

/**
 * Notes which entries name which account, conversation and kind, by keyed digests alone. The realm of an
 * account is left out here, so that looking up gives too many entries rather than too few; the directory decides.
 */
export const peopleFollower: Follower = {
  name: 'people',
  after: null,
  reads: ['record', 'retraction'],
  tables: ['mention'],
  settlesOn: [],
  settle: async () => undefined,

  async apply(tx, ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    await store.insertMentions(
      tx,
      entries.flatMap((entry) => mentionsIn(ledger, entry, ids.get(entry.place.log) ?? 0)),
    );
    for (const undone of entries.flatMap((entry) => retractionIn(entry) ?? []))
      await store.retireMentions(tx, ids.get(undone.log) ?? 0, undone);
  },
};

export const partyMac = (ledger: Ledger, { system, ref }: Pick<Party, 'system' | 'ref'>): Buffer =>
  ledger.secrets.mac(Buffer.from(`party\0${system}\0${foldRef(system, ref)}`));

export const conversationMac = (ledger: Ledger, conversation: string): Buffer =>
  ledger.secrets.mac(Buffer.from(`conversation\0${conversation}`));

/** Whoever an account is said to belong to, in a payment: a bill often gives no more of the other side than a name. */
export const holderMac = (ledger: Ledger, name: string): Buffer =>
  ledger.secrets.mac(Buffer.from(`holder\0${foldName(name)}`));

/** A company by the core of its name: spellings that can be of one company share it, or are names in its record. */
export const coreMac = (ledger: Ledger, name: string): Buffer =>
  ledger.secrets.mac(Buffer.from(`core\0${parseCompanyName(name).core}`));

/** The device of an access, as a binding names it. */
export const deviceMac = (ledger: Ledger, device: string): Buffer =>
  partyMac(ledger, { system: 'device', ref: device });

/** A hand-over by its number, `SOURCE:ID`. */
export const handoverMac = (ledger: Ledger, id: string): Buffer => ledger.secrets.mac(Buffer.from(`handover\0${id}`));

function holdersIn(record: NativeRecord): readonly string[] {
  if (record.kind !== 'transfer') return [];
  const { from, to } = record.body;
  return [from, to].flatMap((party) => (party.system === 'name' ? party.ref : (party.name ?? [])));
}

function mentionsIn(ledger: Ledger, entry: ReadEntry, logId: number): readonly MentionRow[] {
  const record = recordIn(entry);
  if (record === undefined) return [];
  const macs = new Map<string, Buffer>();
  const add = (mac: Buffer) => macs.set(mac.toString('latin1'), mac);
  forEachParty(record.body, (party) => {
    add(partyMac(ledger, party));
    if (party.system === 'company')
      for (const name of [party.ref, party.name ?? []].flat()) if (!isWrittenAsCode(name)) add(coreMac(ledger, name));
  });
  for (const holder of holdersIn(record)) add(holderMac(ledger, holder));
  if (record.kind === 'access' && record.body.device != null) add(deviceMac(ledger, record.body.device));
  if (record.kind === 'handover') add(handoverMac(ledger, `${record.source}:${record.externalId}`));
  const conversation = conversationOf(record);
  if (conversation !== undefined) add(conversationMac(ledger, conversation));
  if (macs.size === 0) add(ledger.secrets.mac(Buffer.from(`nobody\0${record.kind}`)));
  const { index } = entry.place;
  return [...macs.values()].map((mac) => ({
    partyMac: mac,
    logId,
    index,
    keyId: entry.keyId,
    kind: record.kind,
    at: record.occurredAt,
  }));
}

export function conversationOf(record: NativeRecord): string | undefined {
  const { conversation } = record.body as { readonly conversation?: unknown };
  return typeof conversation === 'string' ? conversation : undefined;
}
