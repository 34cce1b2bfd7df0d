import type { Person } from '../api/types.ts';
import { isPseudonym } from './pseudonym.ts';

/** What to call a person: the name (else the number), or the account that is not yet attributed to anybody. */
export function personLabel(person: Person): string {
  if (person.ref !== null) return person.name || person.ref;
  return person.handle.name ?? `${person.handle.system}:${person.handle.ref}`;
}

/** The number beside the name; none where it says no more than the name does. */
export function personNumber(person: Person): string {
  return person.ref === null || person.ref === personLabel(person) ? '' : person.ref;
}

/** Whether the name of a person is covered for this reader. */
export const isCovered = (person: Person): boolean => isPseudonym(personLabel(person));
