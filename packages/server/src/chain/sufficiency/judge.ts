import type { EntryRef, Fact } from '../../people/fact.ts';
import { entryOf } from '../../people/fact.ts';
import { distinct } from '../make-link.ts';
import { punctuate } from '../punctuate.ts';
import { handoverOf, splitByLawful } from '../tiers/lawful.ts';
import { classOf, originOf } from './article-90.ts';
import type { QuestionId } from './questions.ts';
import type { Article90, Assessed } from './sufficiency.ts';
import type { Found, View } from './view.ts';
import type { WayId } from './ways.ts';

/** Classes that an item leaves once it was held against its original. */
const comparable: readonly Article90[] = ['uncheckable-copy', 'doubtful-electronic'];
/** More say nothing new; the words count them all. */
const mostEntries = 12;

/**
 * What holds for every element, whatever it asks: an item that others gave needs its hand-over (what
 * was not lawfully obtained is excluded), and items that cannot stand alone need another of a different origin.
 */
export function judge(question: QuestionId, found: Found, ways: readonly WayId[], view: View): Assessed {
  const { evidence } = view;
  const facts = factsAt(found.entries, view);
  const { lawful, not } = splitByLawful(facts, evidence.world);
  const backing = splitByLawful(factsAt(found.backing, view), evidence.world).lawful;
  const classes = lawful.flatMap((fact) => classOf(fact, evidence) ?? []);
  const standsAlone = classes.length < lawful.length;
  const origins = new Set([...lawful, ...backing].map((fact) => originOf(fact, evidence)));
  const needsSecond = found.present && lawful.length > 0 && !standsAlone && origins.size < 2;
  const doubts = [
    ...found.doubts,
    ...(not.length > 0 ? [`${not.length}份材料由他人提供而没有移交记录,不能进入证据包`] : []),
    ...(needsSecond ? ['现有材料不能单独认定,尚无来源独立的第二份材料(证据规定90)'] : []),
  ];
  const state = !found.present ? 'missing' : doubts.length > 0 ? 'weak' : 'proven';
  const next: readonly WayId[] = [
    ...(not.length > 0 ? ['handover' as const] : []),
    ...(needsSecond ? ['second-item' as const] : []),
    ...(!standsAlone && classes.some((each) => comparable.includes(each)) ? ['original' as const] : []),
    ...(state === 'proven' ? [] : [...found.next, ...ways]),
  ];
  const handovers = [...lawful, ...backing].flatMap((fact) => handoverOf(fact, evidence.world) ?? []);
  return {
    question,
    state,
    entries: cited([...found.entries, ...found.backing], [...found.beside, ...handovers.map(entryOf)]),
    because: punctuate(`${[found.says, ...new Set(doubts)].join(';')}。`),
    article90: [...new Set(classes)].toSorted(),
    standsAlone,
    needsSecond,
    next: [...new Set(next)],
  };
}

function factsAt(entries: readonly EntryRef[], { factAt }: View): readonly Fact[] {
  return distinct(entries).flatMap((entry) => factAt(entry) ?? []);
}

/** What proves before what merely stands beside. */
function cited(entries: readonly EntryRef[], beside: readonly EntryRef[]): readonly EntryRef[] {
  const first = distinct(entries).slice(0, mostEntries);
  return distinct([...first, ...distinct(beside).slice(0, mostEntries - first.length)]);
}
