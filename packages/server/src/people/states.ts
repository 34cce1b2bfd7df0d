import type { Instant } from '../kernel/time.ts';
import type { EntryRef } from './fact.ts';
import { compareEntries } from './fact.ts';

/** One statement about a subject: which fields it gives, from when, and at most until when. */
export type Statement<B extends object> = {
  readonly from: Instant;
  readonly until: Instant | undefined;
  readonly fields: B;
  readonly entry: EntryRef;
};

/** The fields of a subject after earlier states were carried over; a cleared field is absent. */
export type Held<B extends object> = { readonly [K in keyof B]?: NonNullable<B[K]> };

/** What held from `from` until `until`, after the omitted fields were carried over from the state before. */
export type State<T> = {
  readonly from: Instant;
  readonly until: Instant | undefined;
  readonly value: T;
  /** The statement that opened this state. */
  readonly entry: EntryRef;
};

/**
 * Lays statements about one subject end to end.
 *
 * A state holds until its own `until` or the next state, whichever comes first; an omitted field stays
 * as it was, `null` clears it. Of two statements for the same instant the later entry has the last word.
 */
export function layStates<B extends object>(statements: readonly Statement<B>[]): readonly State<Held<B>>[] {
  const sorted = statements.toSorted((a, b) => a.from - b.from || compareEntries(a.entry, b.entry));
  let carried: Held<B> = {};
  return sorted.map((statement, i) => {
    carried = overlay(carried, statement.fields);
    const next = sorted[i + 1]?.from;
    const ends = [next, statement.until].filter((each) => each !== undefined);
    const until = ends.toSorted((a, b) => a - b)[0];
    return { from: statement.from, until, value: carried, entry: statement.entry };
  });
}

/** The state that holds at the instant, by halving; a state of no length never holds. */
export function stateAt<T>(states: readonly State<T>[], at: Instant): State<T> | undefined {
  let low = 0;
  let high = states.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const state = states[middle];
    if (state !== undefined && state.from <= at) low = middle + 1;
    else high = middle;
  }
  const found = states[low - 1];
  return found !== undefined && (found.until === undefined || at < found.until) ? found : undefined;
}

function overlay<B extends object>(before: Held<B>, fields: B): Held<B> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...before, ...Object.fromEntries(given) }).filter(([, value]) => value !== null);
  // The compiler cannot follow entries back to their names; every member comes from `B` and null is filtered out.
  return Object.fromEntries(merged) as Held<B>;
}
