import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Directory } from '../people/directory.ts';
import { forEachParty } from '../people/handle-key.ts';

/** The employee in a record: by number where an account of our side is attributed, else that account; `undefined` for none. */
export function employeeParty(record: NativeRecord, directory: Directory): Party | undefined {
  const ours: Party[] = [];
  const { from } = record.body as { readonly from?: unknown };
  // Whoever spoke comes before whoever only got a copy.
  for (const part of [from, record.body])
    forEachParty(part, (party) => {
      if (directory.sideOf(party, record.occurredAt) === 'employee') ours.push(party);
    });
  for (const party of ours) {
    const person = directory.personOf(party, record.occurredAt)?.person;
    if (person?.system === 'hr') return { system: 'hr', ref: person.ref };
    if (party.system === 'hr') return { system: 'hr', ref: party.ref };
  }
  return ours[0];
}
