import { readBare } from '../detect/values/read-bare.ts';
import type { Money } from '../kernel/money.ts';
import type { EntryRef } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import type { Story } from './find-stories.ts';
import type { Moment } from './order.ts';
import { withinDays } from './order.ts';
import type { Said } from './read-said.ts';
import type { Talk } from './read-talk.ts';
import { isSameRound, isWithPeopleOf } from './with-them.ts';
import type { World } from './world.ts';

/** So many days before and after what rules saw, people still speak of the same matter. */
const daysAround = 30;
const mostFigures = 200;

/**
 * What was said in figures, between the same people or with the beneficiary's own, in messages no rule saw anything in:
 * “三家一共424000,七个点的话是29680”. Figures promise nothing by themselves; they only enter equations.
 */
export function figuresAround(story: Story, world: World): readonly Said[] {
  const seen = new Set(story.said.map((said) => said.fact));
  const talks = (world.talks.get(story.employee.key) ?? []).filter(
    (talk) => !seen.has(talk.fact) && isAbout(talk, story, world),
  );
  return talks.flatMap((talk) => figuresIn(talk, story) ?? []).slice(0, mostFigures);
}

function isAbout(talk: Talk, { said, company }: Story, world: World): boolean {
  if (talk.text === '') return false;
  if (isWithPeopleOf(company, talk, world.directory)) return true;
  return said.some((each) => isNear(each, talk) && isSameRound(each, talk, world.directory));
}

const isNear = (a: Moment, b: Moment): boolean => withinDays(a, b, daysAround) && withinDays(b, a, daysAround);

function figuresIn(talk: Talk, { employee }: Story): Said | undefined {
  const reads = readBare(talk.text).flatMap(({ reading, alternatives }) => [reading, ...alternatives]);
  const percents = [...new Set(reads.filter((each) => typeof each === 'number'))].toSorted((a, b) => a - b);
  const sums = reads.filter((each): each is Money => typeof each !== 'number');
  const fixed = [...new Map(sums.map((each) => [`${each.currency} ${each.minor}`, each])).values()];
  if (percents.length === 0 && fixed.length === 0) return undefined;
  return { ...talk, employee, findings: [], severity: 'low', percents, fixed, names: { type: 'unnamed' } };
}

/** So many customers or records at once, taken out by the employee. */
export type TakenOut = Moment & { readonly count: number; readonly entry: EntryRef };

export function countsTakenOut({ employee }: Story, world: World): readonly TakenOut[] {
  return (world.access.get(employee.ref ?? '') ?? []).flatMap((fact) => {
    const { action, count } = fact.record.body;
    if ((action !== 'export' && action !== 'download') || count === undefined || count < 2) return [];
    return [{ at: fact.record.occurredAt, precision: fact.record.precision, count, entry: entryOf(fact) }];
  });
}
