/** One thing that was looked at, what came out and why. */
export type Check = {
  readonly check: string;
  readonly outcome: 'pass' | 'fail' | 'not_checked';
  readonly because: string;
};

/** So many differences of one kind are named; the rest is counted. */
const NAMED = 5;

export type Faults = { readonly named: string[]; count: number };
export const faults = (): Faults => ({ named: [], count: 0 });
export function fault(list: Faults, what: string): void {
  list.count++;
  if (list.named.length < NAMED) list.named.push(what);
}

export function result(check: string, { named, count }: Faults, good: string): Check {
  if (count === 0) return { check, outcome: 'pass', because: good };
  return {
    check,
    outcome: 'fail',
    because: `${named.join('; ')}${count > named.length ? `; and ${count - named.length} more` : ''}`,
  };
}
