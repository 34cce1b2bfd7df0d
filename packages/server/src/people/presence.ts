import type { Instant } from '../kernel/time.ts';
import { shanghaiParts, spanOf } from '../kernel/time.ts';
import type { AsOfIndex, View } from './as-of-index.ts';
import { asOfIndex, placeKey } from './as-of-index.ts';
import type { EmployeeState } from './directory.ts';
import type { EntryRef } from './fact.ts';

/**
 * Whether somebody was there. `unrecorded`: nothing is recorded of them as of then, which says neither yes nor no;
 * `unknown`: a change is recorded for that very day, month or minute and may have come before or after.
 */
export type Presence = 'employed' | 'left' | 'not-yet' | 'unrecorded' | 'unknown';

export type PresenceThen = {
  readonly presence: Presence;
  /** The records that say so. */
  readonly presenceBy: readonly EntryRef[];
};

/** The state that held, and every other one that may have held since its day is all that is recorded of its beginning. */
type StatesThen = {
  readonly state: EmployeeState | undefined;
  readonly others: readonly (EmployeeState | undefined)[];
};

export function presenceAt(view: View, employee: string, at: Instant): PresenceThen {
  const states = view.directory.employeeStates(employee);
  const first = states[0];
  if (first === undefined) return { presence: 'unrecorded', presenceBy: [] };
  const { state, others } = statesThen(view, employee, at);
  const seen = [state, ...others].map((each) => presenceIn(each, first, asOfIndex(view), at));
  const [then, ...rest] = seen;
  if (then === undefined || rest.some(({ presence }) => presence !== then.presence))
    return { presence: 'unknown', presenceBy: seen.flatMap(({ presenceBy }) => presenceBy) };
  return then;
}

export function statesThen(view: View, employee: string, at: Instant): StatesThen {
  const index = asOfIndex(view);
  const states = view.directory.employeeStates(employee);
  let place = states.findLastIndex(({ from }) => from <= at);
  const held = states[place];
  const others: (EmployeeState | undefined)[] = [];
  // Where only the day of a change is recorded, what held before it may hold still, and what it ends too.
  for (; place >= 0; place--) {
    const each = states[place];
    if (each === undefined || beginOf(each, index).last <= at) break;
    others.push(states[place - 1]);
  }
  for (const later of states.slice(states.findLastIndex(({ from }) => from <= at) + 1)) {
    if (beginOf(later, index).first > at) break;
    others.push(later);
  }
  return { state: held, others };
}

function presenceIn(
  state: EmployeeState | undefined,
  first: EmployeeState,
  index: AsOfIndex,
  at: Instant,
): PresenceThen {
  const entry = state?.entry ?? first.entry;
  if (state === undefined) {
    const isStated = typeof index.statements.get(placeKey(first.entry))?.record.body.since === 'number';
    return { presence: isStated ? 'not-yet' : 'unrecorded', presenceBy: [entry] };
  }
  if (state.value.status === 'left') return { presence: 'left', presenceBy: [entry] };
  const { until } = state;
  if (until === undefined || at < until || isNext(state, until)) return { presence: 'employed', presenceBy: [entry] };
  return { presence: isDate(until) && at < until + DAY ? 'unknown' : 'left', presenceBy: [entry] };
}

/** Whether a state ends because the next one begins, and not by an end of its own. */
const isNext = (state: EmployeeState, until: Instant): boolean => state.value.until !== until;

const DAY = 86_400_000;

/** Midnight in Shanghai is how a date is kept: it says the day and no more. */
function isDate(at: Instant): boolean {
  const { hour, minute } = shanghaiParts(at);
  return hour === 0 && minute === 0 && at % 60_000 === 0;
}

/** The first and the last moment at which a state may have begun. */
function beginOf(state: EmployeeState, { statements }: AsOfIndex): { readonly first: number; readonly last: number } {
  const record = statements.get(placeKey(state.entry))?.record;
  const precision =
    typeof record?.body.since === 'number' ? (isDate(state.from) ? 'day' : 'second') : (record?.precision ?? 'second');
  if (precision === 'ms' || precision === 'second') return { first: state.from, last: state.from };
  const { from, to } = spanOf(state.from, precision);
  return { first: from, last: to - 1 };
}
