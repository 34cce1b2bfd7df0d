import type { Person } from '../api/types.ts';

/** What to call a person: the name (else the number), or the account that is not yet attributed to anybody. */
export function personLabel(person: Person): string {
  if (person.ref !== null) return person.name || person.ref;
  return person.handle.name ?? `${person.handle.system}:${person.handle.ref}`;
}
