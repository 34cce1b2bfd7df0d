import type { Instant } from '../kernel/time.ts';
import type { View } from './as-of-index.ts';
import { asOfIndex } from './as-of-index.ts';
import { compareText, isKind } from './fact.ts';
import type { Arrived } from './known-then.ts';
import { arrivedSince, knownAt } from './known-then.ts';
import type { PersonAsOf } from './person-as-of.ts';
import { personAsOf } from './person-as-of.ts';

/** Something of a person that was known differently then. */
export type PersonDifference = {
  readonly what: 'state' | 'handle' | 'owner' | 'permission' | 'agreement';
  /** Which one: a field, an account, a customer, a resource and action, a title. */
  readonly name: string;
  readonly knownThen: string | null;
  readonly knownNow: string | null;
  /** Every record about it that came in between. */
  readonly arrived: readonly Arrived[];
};

/** What differs of a person at an instant between what was known then and what is known now. */
export function personDifferences(
  now: View,
  known: Instant,
  employee: string,
  at: Instant,
): readonly PersonDifference[] {
  const then = knownAt(now, known);
  if (then === now) return [];
  const [before, after] = [linesOf(personAsOf(then, employee, at)), linesOf(personAsOf(now, employee, at))];
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText);
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    if (was === is) return [];
    const [what = 'state', ...name] = key.split('\n');
    return [
      {
        // The first word of every key below is one of these.
        what: what as PersonDifference['what'],
        name: name.join(' '),
        knownThen: was,
        knownNow: is,
        arrived: arrivedAbout(now, known, employee, what as PersonDifference['what'], name[0] ?? ''),
      },
    ];
  });
}

function linesOf({
  presence,
  state,
  handles,
  owned,
  permissions,
  agreements,
}: PersonAsOf): ReadonlyMap<string, string> {
  const lines = new Map<string, string>([['state\npresence', presence]]);
  for (const [name, value] of Object.entries(state ?? {}))
    if (typeof value === 'string') lines.set(`state\n${name}`, value);
  if (state?.manager !== undefined) lines.set('state\nmanager', state.manager.ref);
  for (const { handle, strength } of handles) lines.set(`handle\n${handle.system}:${handle.ref}`, strength);
  for (const standing of ['counts', 'apart', 'unclear'] as const) {
    for (const { customer } of owned[standing]) lines.set(`owner\n${customer.ref}`, standing);
    for (const { resource, actions, scope, customers } of permissions[standing])
      for (const action of actions)
        for (const customer of scope === 'all' ? ['*'] : customers.map(({ ref }) => ref))
          lines.set(`permission\n${resource}\n${action}\n${customer}`, standing);
  }
  for (const { title, version, receipt } of agreements) lines.set(`agreement\n${title}`, `${version} ${receipt}`);
  return lines;
}

const KINDS = {
  state: ['employee'],
  handle: ['employee', 'binding'],
  owner: ['ownership', 'employee'],
  permission: ['permission', 'employee'],
  agreement: ['acknowledgement'],
} as const;

function arrivedAbout(
  now: View,
  known: Instant,
  employee: string,
  what: PersonDifference['what'],
  name: string,
): readonly Arrived[] {
  const { about, agreements } = asOfIndex(now);
  const kinds: readonly string[] = KINDS[what];
  const own = (about.get(employee) ?? []).filter((fact) => {
    if (!kinds.includes(fact.record.kind)) return false;
    if (isKind(fact, 'ownership'))
      return now.directory.customerOf(fact.record.body.customer, fact.record.occurredAt) === name;
    if (isKind(fact, 'permission')) return fact.record.body.resource === name;
    if (isKind(fact, 'acknowledgement')) return fact.record.body.agreement === name;
    return true;
  });
  const rules = what === 'agreement' ? agreements.filter(({ record }) => record.body.title === name) : [];
  return arrivedSince(known, [...own, ...rules]);
}
