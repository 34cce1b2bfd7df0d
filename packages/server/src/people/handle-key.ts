import type { Party } from '../kernel/party.ts';
import type { Fact } from './fact.ts';

/** For each system, the corps or instances that the records name. */
export type Realms = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects every realm that any record names, wherever in its body the party stands. */
export function realmsOf(facts: readonly Fact[]): Realms {
  const realms = new Map<string, Set<string>>();
  for (const fact of facts) {
    forEachParty(fact.record.body, (party) => {
      if (party.realm === undefined) return;
      const known = realms.get(party.system) ?? new Set();
      realms.set(party.system, known.add(party.realm));
    });
  }
  return realms;
}

/**
 * One text per account. An omitted realm means the installation's only one of that system; where the
 * records name two, an omitted one stays its own, since guessing would give one person another's words.
 */
export function handleKey(party: Party, realms: Realms): string {
  const known = realms.get(party.system);
  const realm = known === undefined || known.size <= 1 ? '' : (party.realm ?? '');
  return `${party.system}\n${realm}\n${foldRef(party.system, party.ref)}`;
}

export function foldRef(system: string, ref: string): string {
  if (system === 'email') return ref.trim().toLowerCase();
  if (system !== 'phone') return ref;
  const digits = ref.replaceAll(/[\s()-]/gu, '').replace(/^00/u, '+');
  return /^1\d{10}$/u.test(digits) ? `+86${digits}` : digits;
}

/** Calls `visit` for every party in a value, at any depth. */
export function forEachParty(value: unknown, visit: (party: Party) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) forEachParty(each, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isParty(value)) {
    visit(value);
    return;
  }
  for (const each of Object.values(value)) forEachParty(each, visit);
}

const partyKeys = new Set(['system', 'ref', 'realm', 'name']);

function isParty(value: object): value is Party {
  if (!('system' in value) || !('ref' in value)) return false;
  return (
    typeof value.system === 'string' &&
    typeof value.ref === 'string' &&
    Object.keys(value).every((key) => partyKeys.has(key))
  );
}
