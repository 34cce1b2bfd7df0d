import type { Instant } from '../kernel/time.ts';
import { spanOf } from '../kernel/time.ts';
import type { Fact } from './fact.ts';
import { compareByTime } from './fact.ts';

/** A record that turns something on or off, at any moment from `first` to `last` as far as its source says. */
export type Switch<F extends Fact = Fact> = {
  readonly isOn: boolean;
  readonly first: Instant;
  readonly last: Instant;
  readonly fact: F;
};

/** Switches of one thing in the order of the times they state. */
export type Timeline<F extends Fact = Fact> = {
  readonly switches: readonly Switch<F>[];
  /** For each switch that is on, the place of the one with which it had been on without a break. */
  readonly starts: readonly number[];
  /** The longest that any of them may have come after its `first`. */
  readonly width: number;
};

export type Verdict = 'on' | 'off' | 'unknown';

/** What decides at an instant: every switch that can have been the last one up to then. */
export type Decision<F extends Fact = Fact> = {
  readonly verdict: Verdict;
  /** In order; the last is the one that decides if the stated times are taken as they are. */
  readonly deciding: readonly Switch<F>[];
};

/** Times down to the second are taken as stated; a minute, a day or a month is all that its source says. */
export function switchOf<F extends Fact>(fact: F, isOn: boolean): Switch<F> {
  const { occurredAt, precision } = fact.record;
  if (precision === 'ms' || precision === 'second') return { isOn, first: occurredAt, last: occurredAt, fact };
  const { from, to } = spanOf(occurredAt, precision);
  // The end of a span stands behind its last moment; both are whole milliseconds.
  return { isOn, first: from, last: (to - 1) as Instant, fact };
}

export function timelineOf<F extends Fact>(switches: readonly Switch<F>[]): Timeline<F> {
  const sorted = switches.toSorted(compareSwitches);
  const starts: number[] = [];
  let width = 0;
  for (const [at, { isOn, first, last }] of sorted.entries()) {
    starts.push(isOn && sorted[at - 1]?.isOn === true ? (starts[at - 1] ?? at) : at);
    width = Math.max(width, last - first);
  }
  return { switches: sorted, starts, width };
}

/** Of those that may have come first together, what is stated to the second stands behind what is stated roughly. */
const compareSwitches = (a: Switch, b: Switch): number =>
  a.first - b.first || b.last - a.last || compareByTime(a.fact, b.fact);

/**
 * Decides what holds at an instant between switches that stand in several timelines. A switch that may have come before
 * or after the instant, or before or after another one, leaves it open where they say different things.
 */
export function decide<F extends Fact>(timelines: readonly Timeline<F>[], at: Instant): Decision<F> {
  const ends = timelines.map((timeline) => ({ timeline, end: endOf(timeline.switches, at) }));
  const certain = ends
    .flatMap(({ timeline, end }) => lastCertain(timeline, end, at) ?? [])
    .toSorted(compareSwitches)
    .at(-1);
  const deciding = ends.flatMap(({ timeline, end }) => mayBeLast(timeline, end, at, certain)).toSorted(compareSwitches);
  const isOn = deciding.some((each) => each.isOn);
  const isOff = certain === undefined || deciding.some((each) => !each.isOn);
  return { verdict: isOn && isOff ? 'unknown' : isOn ? 'on' : 'off', deciding };
}

/** How many switches can have come by the instant, by halving. */
export function endOf(switches: readonly Switch[], at: Instant): number {
  let low = 0;
  let high = switches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((switches[middle]?.first ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The latest switch that came by the instant whatever its exact time; only those within `width` of it are passed over. */
function lastCertain<F extends Fact>({ switches }: Timeline<F>, end: number, at: Instant): Switch<F> | undefined {
  for (let place = end - 1; place >= 0; place--) {
    const each = switches[place];
    if (each !== undefined && each.last <= at) return each;
  }
  return undefined;
}

function mayBeLast<F extends Fact>(
  { switches, width }: Timeline<F>,
  end: number,
  at: Instant,
  certain: Switch<F> | undefined,
): readonly Switch<F>[] {
  const found: Switch<F>[] = [];
  for (let place = end - 1; place >= 0; place--) {
    const each = switches[place];
    if (each === undefined || (certain !== undefined && each.first < certain.first - width)) break;
    if (!isBehind(each, certain, at)) found.push(each);
  }
  return found;
}

/** Whether a switch came before the one that certainly came; of two for the same instant the later entry has the last word. */
function isBehind(each: Switch, certain: Switch | undefined, at: Instant): boolean {
  if (certain === undefined || each === certain) return false;
  const latest = Math.min(each.last, at);
  if (latest !== certain.first) return latest < certain.first;
  const areInstants = each.first === each.last && certain.first === certain.last;
  return areInstants && compareByTime(each.fact, certain.fact) < 0;
}

/** The switch with which a thing had been on without a break, where `latest` decides. */
export function startOf<F extends Fact>({ switches, starts }: Timeline<F>, latest: Switch<F>): Switch<F> {
  let place = endOf(switches, latest.first) - 1;
  while (place > 0 && switches[place] !== latest) place--;
  return switches[starts[place] ?? place] ?? latest;
}
