import type { Element, Pattern } from './pattern.ts';
import type { Stretch } from './reading.ts';

export type Span = { readonly start: number; readonly end: number };

/** How many places of one pattern are looked at in one stretch: more of the same say nothing new. */
const MOST_PLACES = 8;

/**
 * Where a pattern stands in a stretch of text, shortest first of those that overlap. The work is bounded by the number of
 * elements times that of words found, whatever the gaps allow: of several ways to the same end only the shortest is kept.
 */
export function matchPattern(pattern: Pattern, stretch: Stretch): readonly Span[] {
  const [first = [], ...others] = pattern.rows.map((row) => matchRow(row, stretch));
  let found: readonly Span[] = first;
  for (const row of others) {
    found = found.flatMap((one) => {
      const other = nearest(one, row);
      return other === undefined ? [] : [hull(one, other)];
    });
  }
  return found;
}

function matchRow(row: readonly Element[], stretch: Stretch): readonly Span[] {
  let reached: ReadonlyMap<number, number> | undefined;
  for (const element of row) {
    const next = step(element, reached, stretch);
    reached = element.optional && reached !== undefined ? merge(next, reached) : next;
    if (reached.size === 0) return [];
  }
  const spans = [...(reached ?? [])].map(([end, start]) => ({ start, end })).toSorted((a, b) => length(a) - length(b));
  const kept: Span[] = [];
  for (const span of spans) {
    if (kept.length === MOST_PLACES) break;
    if (!kept.some((one) => one.start < span.end && span.start < one.end)) kept.push(span);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** Ends that the next element leads to, each with the latest start that does. */
function step(
  { slots, gap }: Element,
  reached: ReadonlyMap<number, number> | undefined,
  stretch: Stretch,
): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  for (const slot of slots) {
    for (const span of stretch.spansOf(slot)) {
      const start = reached === undefined ? span.start : startFrom(span.start);
      if (start !== undefined && start > (next.get(span.end) ?? -1)) next.set(span.end, start);
    }
  }
  return next;

  function startFrom(at: number): number | undefined {
    let best: number | undefined;
    for (let end = at; end >= at - gap.most && end >= 0; end -= 1) {
      const start = reached?.get(end);
      if (start !== undefined && (best === undefined || start > best) && stretch.spans(end, at, gap.over)) best = start;
    }
    return best;
  }
}

function merge(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const all = new Map(a);
  for (const [end, start] of b) all.set(end, Math.max(start, all.get(end) ?? -1));
  return all;
}

function nearest(to: Span, among: readonly Span[]): Span | undefined {
  return among.toSorted((a, b) => distance(a, to) - distance(b, to))[0];
}

const length = ({ start, end }: Span): number => end - start;
const distance = (a: Span, b: Span): number => Math.max(0, a.start - b.end, b.start - a.end);

export function hull(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
