import type { Reconstruction } from '../chain/chain.ts';
import type { Kind, NativeRecord } from '../kernel/record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import type { Fact } from '../people/fact.ts';
import { factsAt, recordIn } from '../people/facts.ts';
import * as peopleStore from '../people/store.ts';
import { systemActor } from '../platform/db.ts';
import type { Picked } from './collect.ts';
import type { Keeping } from './profile.ts';
import type { Who } from './who.ts';

const STATING: readonly Kind[] = ['testimony', 'declaration', 'document'];

/** Whether a record is what the employee stated or handed in. */
function isStatement(record: NativeRecord, who: Who): boolean {
  const { kind, body, basis, occurredAt: at } = record;
  if (basis === 'provided-by-employee') return namesEmployee(record, who);
  if (kind === 'testimony') return who.isEmployee(body.by, at);
  return kind === 'document' && body.type === 'minutes' && namesEmployee(record, who);
}

const isDeclaration = ({ kind, body, occurredAt: at }: NativeRecord, who: Who): boolean =>
  kind === 'declaration' && who.isEmployee(body.employee, at);

function namesEmployee({ kind, body, occurredAt: at }: NativeRecord, who: Who): boolean {
  if (kind !== 'document' && kind !== 'testimony') return true;
  return body.about.some((party) => who.isEmployee(party, at)) || (kind === 'testimony' && who.isEmployee(body.by, at));
}

export const nameOf = ({ log, index }: Place): string => `${log}:${index}`;
/** An entry as what a package leaves out names it. */
export const placeNamed = (place: Place): string => `登记条目 ${nameOf(place)}`;

/** Tells what may be neither left out nor masked. */
export function protectedBy(
  keeps: readonly Keeping[],
  { chain, timeline }: Reconstruction,
  who: Who,
): (picked: Picked) => boolean {
  const grounds = chain.rivals.filter(({ outcome }) => outcome === 'explains' || outcome === 'weakens');
  const marked = timeline.filter(({ role }) => role === 'favourable').map(({ entry }) => entry);
  const favourable = new Set([...grounds.flatMap(({ entries }) => entries), ...marked].map(nameOf));
  const isKept: Readonly<Record<Keeping, (place: Place, record: NativeRecord) => boolean>> = {
    favourable: (place, { kind, body, occurredAt: at }) =>
      favourable.has(nameOf(place)) || (kind === 'approval' && who.isEmployee(body.for, at)),
    statements: (_, record) => isStatement(record, who),
    declarations: (_, record) => isDeclaration(record, who),
  };
  return ({ read }) => {
    const record = recordIn(read);
    return record !== undefined && keeps.some((each) => isKept[each](read.place, record));
  };
}

/** Where the employee's statements and declarations stand in the ledger, the chain resting on them or not. */
export async function statementsIn(ledger: Ledger, who: Who): Promise<readonly (Place & { role: string })[]> {
  const facts = await ledger.db.as(
    systemActor,
    async (tx): Promise<readonly Fact[]> => factsAt(tx, ledger, await peopleStore.spotsOfKinds(tx, STATING)),
  );
  return facts
    .filter(({ record }) => isStatement(record, who) || isDeclaration(record, who))
    .map(({ log, index }) => ({ log, index, role: 'statement' }));
}
