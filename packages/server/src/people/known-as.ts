import type { Party } from '../kernel/party.ts';
import { catchUp } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Directory } from './directory.ts';
import { readWorld } from './facts.ts';
import { peopleFollower } from './follow.ts';

/**
 * These parties, and every account and full name under which the directory knows them now. What a bill shows is a
 * name or an account; what a hand-over declares is often an employee or a customer number.
 */
export async function knownAs(ledger: Ledger, parties: readonly Party[]): Promise<readonly Party[]> {
  if (parties.length === 0) return [];
  await catchUp(ledger, peopleFollower);
  const { directory } = await ledger.db.as(systemActor, (tx) => readWorld(tx, ledger));
  return parties.flatMap((party) => [party, ...othersOf(directory, party, ledger)]);
}

function othersOf(directory: Directory, party: Party, { clock }: Ledger): readonly Party[] {
  const now = clock.now();
  if (party.system === 'company') {
    const company = directory.companyOf(party)?.company;
    return company === undefined ? [] : [{ system: 'company', ref: company.name }];
  }
  const person = directory.personOf(party, now)?.person;
  if (person === undefined) return [];
  const name =
    person.system === 'hr' ? directory.employeeName(person.ref, now) : directory.customerName(person.ref, now);
  const company = person.system === 'crm' ? directory.customer(person.ref, now)?.value.company : undefined;
  return [
    ...directory.handlesOf(person),
    ...(name === undefined ? [] : [{ system: 'name', ref: name } as const]),
    ...(company === undefined || company === null ? [] : [company]),
  ];
}
