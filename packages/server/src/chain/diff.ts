import { compareEntries, type EntryRef } from '../people/fact.ts';
import type { Named, ReasonedLink, Reconstruction, Rival, Tier, TimelineItem } from './chain.ts';
import { distinct } from './make-link.ts';
import { pairLinks } from './pair-links.ts';
import { punctuate } from './punctuate.ts';
import { reasonOf } from './weighing.ts';
import { citeSome, sum, when } from './wording.ts';
import { LINK, OUTCOME, RIVAL, ROLE, STRENGTH, TIER, TIER_STATE } from './words.ts';

export const differenceParts = ['strength', 'sum', 'party', 'link', 'rival', 'timeline', 'tier'] as const;
export const changes = ['came', 'went', 'changed'] as const;

/** One thing in which two reconstructions of a chain differ. */
export type Difference = {
  readonly part: (typeof differenceParts)[number];
  readonly change: (typeof changes)[number];
  /** What is different and by which entries, in one Chinese line. */
  readonly says: string;
  /** How it stood and how it stands, in Chinese; absent where it did not stand. */
  readonly before?: string;
  readonly after?: string;
  /** What made it so: entries only one of the two rests on, else those that it rests on itself. */
  readonly entries: readonly EntryRef[];
};

/** The entries that came with the later reconstruction, and those it no longer rests on. */
type Moved = { readonly came: readonly EntryRef[]; readonly went: readonly EntryRef[] };

/**
 * What came, what went and what changed from one reconstruction of a chain to another; nothing where they are the same.
 * Of an explanation that was looked for, outcome and entries count, not how much was searched meanwhile.
 */
export function diff(before: Reconstruction, after: Reconstruction): readonly Difference[] {
  const moved: Moved = {
    came: without(restsOn(after), restsOn(before)),
    went: without(restsOn(before), restsOn(after)),
  };
  return [
    ...strengthDiff(before, after, moved),
    ...sumDiff(before, after, moved),
    ...partyDiff(before, after, moved),
    ...linkDiff(before, after),
    ...rivalDiff(before.chain.rivals, after.chain.rivals, moved),
    ...timelineDiff(before.timeline, after.timeline),
    ...tierDiff(before, after, moved),
  ];
}

/** Every entry a reconstruction rests on, each once, in ledger order. */
export function restsOn({ chain, timeline }: Reconstruction): readonly EntryRef[] {
  return distinct([
    ...[...chain.links, ...chain.rivals].flatMap(({ entries }) => entries),
    ...timeline.map(({ entry }) => entry),
  ]);
}

const without = (all: readonly EntryRef[], some: readonly EntryRef[]): readonly EntryRef[] =>
  all.filter((entry) => !some.some((each) => compareEntries(each, entry) === 0));
const within = (all: readonly EntryRef[], some: readonly EntryRef[]): readonly EntryRef[] =>
  all.filter((entry) => some.some((each) => compareEntries(each, entry) === 0));

/** `；新用条目(a:1)；不再采用(a:2)`, or that the entries are the same as before. */
function byWhich({ came, went }: Moved): string {
  const parts = [
    ...(came.length > 0 ? [`新用条目${citeSome(came)}`] : []),
    ...(went.length > 0 ? [`不再采用${citeSome(went)}`] : []),
  ];
  return parts.length > 0 ? parts.join('；') : '所用条目未变，由其他条目的变化引起';
}

const both = ({ came, went }: Moved): readonly EntryRef[] => distinct([...came, ...went]);
const line = (text: string): string => `${punctuate(text)}。`;

function strengthDiff(before: Reconstruction, after: Reconstruction, moved: Moved): readonly Difference[] {
  const said = ({ chain, weighing }: Reconstruction) =>
    punctuate(`相互印证${STRENGTH[chain.strength]}:${reasonOf(weighing)}`);
  if (said(before) === said(after)) return [];
  const [was, is] = [STRENGTH[before.chain.strength], STRENGTH[after.chain.strength]];
  const what = was === is ? `相互印证仍为“${is}”，理由有变化` : `相互印证由“${was}”变为“${is}”`;
  const told = { before: said(before), after: said(after) };
  return [
    { part: 'strength', change: 'changed', says: line(`${what}；${byWhich(moved)}`), ...told, entries: both(moved) },
  ];
}

function sumDiff(before: Reconstruction, after: Reconstruction, moved: Moved): readonly Difference[] {
  const sums = [
    { name: '所说金额', was: before.chain.promised, is: after.chain.promised },
    { name: '所收金额', was: before.chain.received, is: after.chain.received },
  ];
  return sums.flatMap(({ name, was, is }): readonly Difference[] => {
    const told = { ...(was && { before: sum(was) }), ...(is && { after: sum(is) }) };
    if (told.before === told.after) return [];
    const change = was === undefined ? 'came' : is === undefined ? 'went' : 'changed';
    const what = `${name}由${told.before ?? '未查得'}变为${told.after ?? '未查得'}`;
    return [{ part: 'sum', change, says: line(`${what}；${byWhich(moved)}`), ...told, entries: both(moved) }];
  });
}

function partyDiff({ chain: was }: Reconstruction, { chain: is }: Reconstruction, moved: Moved): readonly Difference[] {
  const nameOf = ({ ref, name }: Partial<Named>) =>
    name && ref && name !== ref ? `${name}(${ref})` : (name ?? ref ?? '');
  const kinds = [
    { kind: '客户', was: was.customers.map(nameOf), is: is.customers.map(nameOf) },
    { kind: '外部公司或付款人', was: was.outside.map(nameOf), is: is.outside.map(nameOf) },
  ];
  return kinds.flatMap(({ kind, was: old, is: now }): readonly Difference[] => [
    ...now
      .filter((name) => !old.includes(name))
      .map((name): Difference => {
        const says = line(`新涉及${kind}${name}；${byWhich({ came: moved.came, went: [] })}`);
        return { part: 'party', change: 'came', says, after: name, entries: moved.came };
      }),
    ...old
      .filter((name) => !now.includes(name))
      .map((name): Difference => {
        const says = line(`不再涉及${kind}${name}；${byWhich({ came: [], went: moved.went })}`);
        return { part: 'party', change: 'went', says, before: name, entries: moved.went };
      }),
  ]);
}

function linkDiff(before: Reconstruction, after: Reconstruction): readonly Difference[] {
  const { came, went, changed } = pairLinks(before.links, after.links);
  const known = restsOn(before);
  const kept = restsOn(after);
  const nameOf = ({ type, inputs: { customer, company } }: ReasonedLink, { chain }: Reconstruction) => {
    const about = chain.customers.find(({ ref }) => ref === customer)?.name ?? customer ?? company;
    return `“${LINK[type]}”${about === undefined ? '' : `（${about}）`}`;
  };
  return [
    ...came.map((link): Difference => {
      const fresh = without(link.entries, known);
      const by = fresh.length > 0 ? `新用条目${citeSome(fresh)}` : `所用条目此前已在链中${citeSome(link.entries)}`;
      const says = line(`新增关联${nameOf(link, after)}，${STRENGTH[link.strength]}；${by}`);
      return { part: 'link', change: 'came', says, after: link.grounds, entries: orAll(fresh, link.entries) };
    }),
    ...went.map((link): Difference => {
      const gone = without(link.entries, kept);
      const by = gone.length > 0 ? `不再采用${citeSome(gone)}` : `所用条目仍在链中${citeSome(link.entries)}`;
      const says = line(`不再有关联${nameOf(link, before)}；${by}`);
      return { part: 'link', change: 'went', says, before: link.grounds, entries: orAll(gone, link.entries) };
    }),
    ...changed.map(({ before: was, after: is }): Difference => {
      const own = { came: without(is.entries, was.entries), went: without(was.entries, is.entries) };
      const weight =
        was.strength === is.strength ? '理由有变化' : `由${STRENGTH[was.strength]}变为${STRENGTH[is.strength]}`;
      const says = line(`关联${nameOf(is, after)}${weight}；${byWhich(own)}`);
      const told = { before: was.grounds, after: is.grounds };
      return { part: 'link', change: 'changed', says, ...told, entries: orAll(both(own), is.entries) };
    }),
  ];
}

const orAll = (some: readonly EntryRef[], all: readonly EntryRef[]): readonly EntryRef[] =>
  some.length > 0 ? some : all;

/** A search that gives another answer without entries of its own does so by whatever else came or went. */
function rivalDiff(before: readonly Rival[], after: readonly Rival[], moved: Moved): readonly Difference[] {
  const kinds = [...new Set([...before, ...after].map(({ kind }) => kind))];
  return kinds.flatMap((kind): readonly Difference[] => {
    const was = before.find((rival) => rival.kind === kind);
    const is = after.find((rival) => rival.kind === kind);
    const own = {
      came: without(is?.entries ?? [], was?.entries ?? []),
      went: without(was?.entries ?? [], is?.entries ?? []),
    };
    if (was?.outcome === is?.outcome && both(own).length === 0) return [];
    const by = both(own).length > 0 ? own : moved;
    const told = { ...(was && { before: was.because }), ...(is && { after: is.because }) };
    const change = was === undefined ? 'came' : is === undefined ? 'went' : 'changed';
    const [from, to] = [was, is].map((each) => (each === undefined ? '未查找' : OUTCOME[each.outcome]));
    const what = from === to ? `仍为“${to}”，所用条目有变化` : `由“${from}”变为“${to}”`;
    const says = line(`其他合理解释“${RIVAL[kind]}”${what}；${byWhich(by)}`);
    return [{ part: 'rival', change, says, ...told, entries: both(by) }];
  });
}

function timelineDiff(before: readonly TimelineItem[], after: readonly TimelineItem[]): readonly Difference[] {
  const at = (items: readonly TimelineItem[], { entry }: TimelineItem) =>
    items.find((each) => compareEntries(each.entry, entry) === 0);
  const told = (item: TimelineItem) => `${when(item)} ${ROLE[item.role]}`;
  const one = (item: TimelineItem, change: 'came' | 'went'): Difference => {
    const says = line(`时间线${change === 'came' ? '新增' : '不再有'}${told(item)}${citeSome([item.entry])}`);
    return { part: 'timeline', change, says, entries: [item.entry] };
  };
  return [
    ...after.flatMap((item): readonly Difference[] => {
      const was = at(before, item);
      if (was === undefined) return [one(item, 'came')];
      if (told(was) === told(item)) return [];
      const says = line(`时间线上的${told(was)}改列为${told(item)}${citeSome([item.entry])}`);
      return [
        { part: 'timeline', change: 'changed', says, before: told(was), after: told(item), entries: [item.entry] },
      ];
    }),
    ...before.filter((item) => at(after, item) === undefined).map((item) => one(item, 'went')),
  ];
}

/** A sentence names the entries it rests on, if any: those of them that moved made it so, else all that moved. */
function tierDiff(before: Reconstruction, after: Reconstruction, moved: Moved): readonly Difference[] {
  const tiers = ['basic', 'core', 'process'] as const;
  const states: readonly (keyof Tier)[] = ['have', 'weak', 'missing', 'next'];
  const made = (sentence: string) => {
    const all = both(moved);
    return orAll(
      all.filter(({ source, externalId }) => sentence.includes(`${source}:${externalId}`)),
      all,
    );
  };
  return tiers.flatMap((tier) =>
    states.flatMap((state): readonly Difference[] => {
      const [was, is] = [before.chain.tiers[tier][state], after.chain.tiers[tier][state]];
      const name = `${TIER[tier]}“${TIER_STATE[state]}”`;
      const one = (sentence: string, change: 'came' | 'went'): Difference => {
        const entries = made(sentence);
        const by = byWhich({ came: within(entries, moved.came), went: within(entries, moved.went) });
        const says = line(`${name}${change === 'came' ? '新增' : '不再有'}一项；${by}`);
        return {
          part: 'tier',
          change,
          says,
          ...(change === 'came' ? { after: sentence } : { before: sentence }),
          entries,
        };
      };
      return [
        ...is.filter((sentence) => !was.includes(sentence)).map((sentence) => one(sentence, 'came')),
        ...was.filter((sentence) => !is.includes(sentence)).map((sentence) => one(sentence, 'went')),
      ];
    }),
  );
}
