import type { Fact } from '../../people/fact.ts';
import type { Evidence } from '../evidence.ts';
import { handoverOf, isHanded } from '../tiers/lawful.ts';
import type { Article90 } from './sufficiency.ts';

const electronic: readonly Fact['record']['kind'][] = ['chat', 'email', 'call', 'access', 'recall', 'follow-up'];
/** Forms that cannot be held against an original by themselves; a printout of electronic data counts as one (证据规定 15). */
const cutForms: readonly Fact['record']['original'][] = ['copy', 'screenshot', 'extract'];
const official: readonly Fact['record']['basis'][] = ['public-record', 'authority-order'];

/**
 * The class by which the item cannot stand alone (证据规定 90), or undefined where none shows.
 *
 * What others handed over is in a class until its form is stated: a copy nobody compared is a copy. Any witness is
 * taken for an interested one, since no record shows that one is not.
 */
export function classOf(fact: Fact, evidence: Evidence): Article90 | undefined {
  const { record } = fact;
  if (record.kind === 'testimony')
    return isPartyHimself(record.body.by, fact, evidence) ? 'party-statement' : 'interested-witness';
  if (record.kind === 'document' && record.body.type === 'notarial') return undefined;
  if (official.includes(record.basis)) return undefined;
  const isElectronic = electronic.includes(record.kind);
  const isMachines = (record.kind === 'chat' || record.kind === 'call') && record.body.transcript?.by === 'machine';
  const isCut = cutForms.includes(record.original) || (record.original === undefined && isHanded(fact));
  if (isElectronic) return isCut || isMachines ? 'doubtful-electronic' : undefined;
  return isCut || record.original === 'printout' ? 'uncheckable-copy' : undefined;
}

type Party = Extract<Fact['record'], { readonly kind: 'testimony' }>['body']['by'];

/** The employee, or our own company, whose word is that of a party to the dispute. */
function isPartyHimself(by: Party, { record }: Fact, { story, world: { directory } }: Evidence): boolean {
  const person = directory.personOf(by, record.occurredAt)?.person;
  if (person !== undefined) return `${person.system}:${person.ref}` === story.employee.key;
  const company = by.system === 'company' ? directory.companyOf(by.ref)?.company : undefined;
  return company !== undefined && directory.relation(company, record.occurredAt) === 'own';
}

/**
 * Where the item comes from. Two items are independent only if this differs: several papers from one hand, and
 * several lines of one system, bear out nothing of each other.
 */
export function originOf(fact: Fact, { world }: Evidence): string {
  const { record } = fact;
  const { directory } = world;
  const giver = record.kind === 'testimony' ? record.body.by : handoverOf(fact, world)?.record.body.from;
  if (giver === undefined) return `own\n${record.source}\n${record.kind}`;
  const person = directory.personOf(giver, record.occurredAt)?.person;
  return person === undefined ? `by\n${directory.handleKey(giver)}` : `by\n${person.system}:${person.ref}`;
}
