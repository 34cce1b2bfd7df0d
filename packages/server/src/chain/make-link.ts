import type { EntryRef } from '../people/fact.ts';
import { compareEntries } from '../people/fact.ts';
import type { LinkInputs, LinkType, ReasonedLink, Strength } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { punctuate } from './punctuate.ts';
import type { Said } from './read-said.ts';
import { percent, sum, when } from './wording.ts';

/** More entries than this say nothing new; the grounds give the whole number. */
const mostEntries = 50;

export function makeLink(
  type: LinkType,
  strength: Strength,
  grounds: string,
  entries: readonly EntryRef[],
  inputs: LinkInputs,
): ReasonedLink {
  return { type, strength, entries: distinct(entries).slice(0, mostEntries), grounds: punctuate(grounds), inputs };
}

/** Each entry once, in ledger order. */
export function distinct(entries: readonly EntryRef[]): readonly EntryRef[] {
  const sorted = entries.toSorted(compareEntries);
  return sorted.filter((entry, i) => {
    const before = sorted[i - 1];
    return before === undefined || compareEntries(before, entry) !== 0;
  });
}

export function customerLabel(ref: string, { world, first }: Evidence): string {
  const name = world.directory.customerName(ref, first.at);
  return name === undefined ? `客户${ref}` : `${name}(客户号${ref})`;
}

/** Who said when what, by its figures and names alone; the words themselves stay in their entry. */
export function sayingOf(said: Said, evidence: Evidence): string {
  const speaker = said.by === 'employee' ? evidence.employeeName : '对方';
  const to = said.customers.map((ref) => customerLabel(ref, evidence));
  const listeners = said.by === 'employee' && to.length > 0 ? `对${to.join('、')}` : '';
  return `${when(said)} ${speaker}${listeners}${contentOf(said)}`;
}

function contentOf(said: Said): string {
  const kinds = new Set(said.findings.map((finding) => finding.kind));
  const about =
    said.findings.length === 0
      ? '提到数额'
      : kinds.has('kickback') || kinds.has('private-payment')
        ? '谈到好处'
        : '谈到另找合作方';
  const figures = [...said.percents.map(percent), ...said.fixed.map(sum)];
  const figure = figures.length === 0 ? ',未说数额' : `,数额为${figures.join('、')}`;
  return `${about}${figure},${namingOf(said.names)}`;
}

/** A company is named as it was called; if that is not its registered name, the reason for the match stands beside it. */
function namingOf(names: Said['names']): string {
  if (names.type === 'text') return `点名“${names.name}”,未见该公司的登记资料`;
  if (names.type !== 'company') return '未点名公司';
  const { match, text } = names;
  return match.company.name === text ? `点名${text}` : `点名“${text}”(对应${match.company.name}:${match.reason})`;
}

export function orderWords(order: 'before' | 'after' | 'unknown'): string {
  return { before: '在先', after: '在后', unknown: '同日,先后不明' }[order];
}
