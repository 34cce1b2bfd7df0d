import { readBare } from '../detect/values/read-bare.ts';
import type { EntryRef } from '../people/fact.ts';
import { compareEntries } from '../people/fact.ts';
import type { LinkInputs, LinkType, ReasonedLink, Strength } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { punctuate } from './punctuate.ts';
import type { Said } from './read-said.ts';
import type { Talk } from './read-talk.ts';
import { isSameRound } from './with-them.ts';
import { cite, percent, sum, when } from './wording.ts';

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
  return `${when(said)} ${speaker}${listeners}${contentOf(said, evidence)}`;
}

/** The words, and where their figures were spoken in a message beside them that one too. */
export function entriesOfSaying(said: Said, evidence: Evidence): readonly EntryRef[] {
  return [
    said.entry,
    ...figuresOf(said, evidence).beside.flatMap(({ talk }) => (talk === undefined ? [] : talk.entry)),
  ];
}

type Beside = { readonly figure: string; readonly talk: Talk | undefined };
const besideMs = 3_600_000;

/** Figures are read along with the messages around: each is told as said where it was said. */
function figuresOf(
  said: Said,
  { world }: Evidence,
): { readonly own: readonly string[]; readonly beside: readonly Beside[] } {
  const figures = [...said.percents.map(percent), ...said.fixed.map(sum)];
  const inText = figuresIn(said.text);
  const around = (world.talks.get(said.employee.key) ?? []).filter(
    (talk) =>
      talk.fact !== said.fact && Math.abs(talk.at - said.at) <= besideMs && isSameRound(talk, said, world.directory),
  );
  const others = figures.filter((figure) => !inText.has(figure));
  const known = around.map((talk) => ({
    talk,
    figures: others.length === 0 ? new Set<string>() : figuresIn(talk.text),
  }));
  return {
    own: figures.filter((figure) => inText.has(figure)),
    beside: others.map((figure) => ({ figure, talk: known.findLast((each) => each.figures.has(figure))?.talk })),
  };
}

function figuresIn(text: string): ReadonlySet<string> {
  const reads = readBare(text).flatMap(({ reading, alternatives }) => [reading, ...alternatives]);
  return new Set(reads.map((read) => (typeof read === 'number' ? percent(read) : sum(read))));
}

function contentOf(said: Said, evidence: Evidence): string {
  const kinds = new Set(said.findings.map((finding) => finding.kind));
  const about =
    said.findings.length === 0
      ? '提到数额'
      : kinds.has('kickback') || kinds.has('private-payment')
        ? '谈到好处'
        : '谈到另找合作方';
  const { own, beside } = figuresOf(said, evidence);
  const figure = own.length === 0 ? ',未说数额' : `,数额为${own.join('、')}`;
  const others = beside.map(({ figure: what, talk }) => {
    if (talk === undefined) return `;同一谈话中的数额为${what}`;
    return `;${when(talk)} ${talk.by === 'employee' ? evidence.employeeName : '对方'}说到${what}${cite(talk.entry)}`;
  });
  return `${about}${figure},${namingOf(said.names)}${others.join('')}`;
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
