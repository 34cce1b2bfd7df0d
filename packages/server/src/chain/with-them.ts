import type { Party } from '../kernel/party.ts';
import type { Company } from '../people/company-index.ts';
import { foldName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { Talk } from './read-talk.ts';
import type { Paid } from './world.ts';

/** Whether somebody of the company was on the other side, by an account that its record names or by the name it shows. */
export function isWithPeopleOf(
  company: Company | undefined,
  { others }: Pick<Talk, 'others'>,
  directory: Directory,
): boolean {
  return company !== undefined && others.some((party) => companiesOf(party, directory).includes(company));
}

const known = new WeakMap<Directory, Map<string, readonly Company[]>>();

/** The companies whose record names the account, or that the person shows behind its own name: 莫言(华晟), 吴用-华晟科技. */
export function companiesOf(party: Party, directory: Directory): readonly Company[] {
  const byParty = known.get(directory) ?? new Map<string, readonly Company[]>();
  known.set(directory, byParty);
  const key = `${directory.handleKey(party)} ${party.name ?? ''}`;
  const found = byParty.get(key) ?? [
    ...new Set([
      ...directory.companies
        .peopleBy(party)
        .filter(({ person }) => person.by === 'handle')
        .map(({ company }) => company),
      ...(behindName.test(party.name ?? '') ? directory.companies.findIn(party.name ?? '') : []).map(
        ({ company }) => company,
      ),
    ]),
  ];
  byParty.set(key, found);
  return found;
}

const behindName = /[-—_@|/·•(（[【「\s]/u;

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
