import type { Company } from '../people/company-index.ts';
import { foldName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { Talk } from './read-talk.ts';
import type { Paid } from './world.ts';

/** Whether somebody of the company was on the other side, by an account that its record names. */
export function isWithPeopleOf(
  company: Company | undefined,
  { others }: Pick<Talk, 'others'>,
  directory: Directory,
): boolean {
  if (company === undefined) return false;
  return others.some((party) =>
    directory.companies.peopleBy(party).some((found) => found.person.by === 'handle' && found.company === company),
  );
}

/** Whether two talks have somebody of the other side in common. */
export function isSameRound(a: Pick<Talk, 'others'>, b: Pick<Talk, 'others'>, directory: Directory): boolean {
  const keys = new Set(a.others.map((party) => directory.handleKey(party)));
  return b.others.some((party) => keys.has(directory.handleKey(party)));
}

/** Whether the payer goes by the name of somebody on the other side: a bill often gives no more of a person. */
export function isNamesake({ payment: { from } }: Paid, { others }: Pick<Talk, 'others'>): boolean {
  const holder = from.system === 'name' ? from.ref : from.name;
  if (holder === undefined || from.system === 'company' || holder.length < 2 || holder.includes('*')) return false;
  return others.some((party) => party.name !== undefined && foldName(party.name) === foldName(holder));
}

/** Whether the payer, a company or a person of some name, is called by it in the text. */
export function isPayerCalled(
  { payment: { from, payer } }: Paid,
  { text }: Pick<Talk, 'text'>,
  directory: Directory,
): boolean {
  if (payer.type === 'company')
    return directory.companies.findIn(text).some(({ company }) => company === payer.company);
  const holder = from.system === 'name' ? from.ref : from.name;
  return holder !== undefined && holder.length >= 3 && !holder.includes('*') && text.includes(holder);
}
