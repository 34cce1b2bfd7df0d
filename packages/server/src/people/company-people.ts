import type { Party } from '../kernel/party.ts';
import { isMasked } from '../kernel/party.ts';
import type { Company } from './company-index.ts';
import { foldName } from './company-name.ts';
import type { EntryRef } from './fact.ts';
import type { Realms } from './handle-key.ts';
import { handleKey } from './handle-key.ts';

export type CompanyPerson = {
  readonly name: string;
  readonly role: string;
  readonly entry: EntryRef;
  /** Whether the person was found by an account of theirs, or by nothing but the same name. */
  readonly by: 'handle' | 'name';
};

export type People = ReadonlyMap<string, readonly { readonly company: Company; readonly person: CompanyPerson }[]>;

/** Everyone whom a company's record names, by account and by name. */
export function indexPeople(companies: readonly Company[], realms: Realms): People {
  const found = new Map<string, { company: Company; person: CompanyPerson }[]>();
  const add = (key: string, company: Company, person: CompanyPerson): void => {
    const list = found.get(key) ?? [];
    if (!list.some((each) => each.company === company)) found.set(key, [...list, { company, person }]);
  };
  for (const company of companies) {
    // The newest statement of a person's role is the one that is cited.
    for (const state of company.states.toReversed()) {
      for (const { name, role, handle } of state.value.people ?? []) {
        const person = { name, role, entry: state.entry };
        if (handle !== undefined && handle !== null)
          add(handleKey(handle, realms), company, { ...person, by: 'handle' });
        add(`name\n${foldName(name)}`, company, { ...person, by: 'name' });
      }
    }
  }
  return found;
}

export function peopleBy(
  party: Party,
  people: People,
  realms: Realms,
): readonly { readonly company: Company; readonly person: CompanyPerson }[] {
  const byHandle = isMasked(party) ? undefined : people.get(handleKey(party, realms));
  if (byHandle !== undefined) return byHandle;
  const name = party.system === 'name' ? party.ref : party.name;
  return name === undefined ? [] : (people.get(`name\n${foldName(name)}`) ?? []);
}
