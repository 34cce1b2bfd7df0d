import { z } from 'zod';
import { personOf } from '../../access/pseudonym.ts';
import type { ShownCustomer, ShownPerson } from '../../cases/show-as-of.ts';
import { partySchema } from '../../kernel/party.ts';
import { precisions } from '../../kernel/time.ts';
import type { Ledger } from '../../ledger/ledger.ts';

const at = z.number().int().describe('UTC milliseconds');
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const entryRef = z.object({ log: z.string(), source: z.string(), externalId: z.string(), index: z.int() }).readonly();
const entries = list(entryRef);
const named = z.object({ ref: z.string(), name: z.string() }).readonly();
/** `person` is the key under which an employee can be asked after where the name is covered. */
const who = z.object({ ref: z.string(), name: z.string(), person: z.string() }).readonly();
const precision = z.enum(precisions);
const presence = z.enum(['employed', 'left', 'not-yet', 'unrecorded', 'unknown']);

const holding = z.object({
  who,
  presence,
  presenceBy: entries,
  since: at,
  precision,
  entries,
  note: z.string().exactOptional(),
});
const permission = holding.extend({
  resource: z.string(),
  actions: list(z.enum(['view', 'edit', 'export'])),
  scope: z.enum(['all', 'listed']),
});
/** What counts, what is recorded of people who were not there, and what the records leave open: never to be added up. */
const sorted = <T extends z.ZodType>(of: T) =>
  z.object({ counts: list(of), apart: list(of), unclear: list(of) }).readonly();
const arrived = list(z.object({ entry: entryRef, recordedAt: at }).readonly());
const standing = z.enum(['counts', 'apart', 'unclear', 'none']);
const common = {
  at,
  known: at.nullable(),
  limits: list(z.string()),
  withheld: z.int(),
  ground: z.string(),
};

export const customerAsOf = z.object({
  ...common,
  customer: named,
  owners: sorted(holding.readonly()),
  permissions: sorted(permission.readonly()),
  changedThatDay: list(
    z.object({ who, action: z.enum(['assigned', 'released']), at, precision, entry: entryRef }).readonly(),
  ),
  managers: list(z.object({ who, of: who, entry: entryRef, isPermitted: z.boolean() }).readonly()),
  accesses: list(
    z
      .object({
        ...{ who: who.exactOptional(), account: z.string(), action: z.string(), at, precision },
        ...{ entry: entryRef, isOwner: z.boolean() },
      })
      .readonly(),
  ),
  unattributed: z.object({ count: z.int(), entries }).readonly(),
  differences: list(
    z
      .object({
        ...{ what: z.enum(['owner', 'permission']), who, resource: z.string().exactOptional() },
        ...{ action: z.string().exactOptional(), knownThen: standing, knownNow: standing, arrived },
      })
      .readonly(),
  ),
});

const stretch = z
  .object({
    from: at,
    until: at.exactOptional(),
    department: z.string().exactOptional(),
    title: z.string().exactOptional(),
    manager: who.exactOptional(),
    status: z.string().exactOptional(),
    entry: entryRef,
  })
  .readonly();

export const personAsOf = z.object({
  ...common,
  who,
  presence,
  presenceBy: entries,
  state: stretch.nullable(),
  isStateUnclear: z.boolean(),
  history: list(stretch),
  handles: list(
    z
      .object({
        ...{ handle: partySchema.readonly(), strength: z.string() },
        ...{ entry: entryRef.exactOptional(), isShared: z.boolean() },
      })
      .readonly(),
  ),
  owned: sorted(holding.extend({ customer: named }).readonly()),
  permissions: sorted(permission.extend({ customers: list(named) }).readonly()),
  agreements: list(
    z
      .object({
        ...{ title: z.string(), version: z.string(), type: z.string(), from: at, entry: entryRef },
        receipt: z.enum(['signed', 'refused', 'other-version', 'none']),
        receipts: entries,
      })
      .readonly(),
  ),
  differences: list(
    z
      .object({
        what: z.enum(['state', 'handle', 'owner', 'permission', 'agreement']),
        ...{ name: z.string(), knownThen: z.string().nullable(), knownNow: z.string().nullable(), arrived },
      })
      .readonly(),
  ),
});

type Employee = 'who' | 'of' | 'manager';
type Keyed<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Each)[]
    ? readonly Keyed<Each>[]
    : { readonly [Name in keyof T]: Name extends Employee ? T[Name] & { readonly person: string } : Keyed<T[Name]> };

const EMPLOYEES: ReadonlySet<string> = new Set<Employee>(['who', 'of', 'manager']);

/** Adds the key of every employee that an answer names, before names are covered. */
export function withKeys<T extends ShownCustomer | ShownPerson>(ledger: Ledger, answer: T): Keyed<T> {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        EMPLOYEES.has(name) ? { ...each, person: personOf(ledger, each.ref) } : walk(each),
      ]),
    );
  };
  // The walk changes nothing but what `Keyed` says; the reply is held against its schema by the routes' tests.
  return walk(answer) as Keyed<T>;
}
