import { z } from 'zod';
import { personOf } from '../../access/pseudonym.ts';
import { linkTypes, rivalKinds } from '../../chain/chain.ts';
import { changes, differenceParts } from '../../chain/diff.ts';
import type { Party } from '../../kernel/party.ts';
import { partySchema } from '../../kernel/party.ts';
import { precisions } from '../../kernel/time.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { attributionKinds, attributionStandings } from '../../people/attribution-file.ts';

/** The shapes that more than one route answers; `.readonly()` because they come straight from the modules. */
const at = z.number().int().describe('UTC milliseconds');
export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const money = z.object({ currency: z.string(), minor: z.string() }).readonly();
export const strength = z.enum(['weak', 'medium', 'strong']);
export const entryRef = z
  .object({ log: z.string(), source: z.string(), externalId: z.string(), index: z.int() })
  .readonly();
const named = z.object({ ref: z.string(), name: z.string() }).readonly();
/** `person` is the key under which an employee can be asked after where the name is covered; null where none is known. */
const personKey = { person: z.string().nullable() };
const employee = z.union([
  z.object({ ref: z.string(), name: z.string(), ...personKey }).readonly(),
  z.object({ ref: z.null(), handle: partySchema, ...personKey }).readonly(),
]);

type Employee = { readonly ref: string; readonly name: string } | { readonly ref: null; readonly handle: Party };

/** Adds the person's key before names are covered. */
export function withPerson<T extends { readonly employee: Employee }>(ledger: Ledger, value: T) {
  const { employee: who } = value;
  return { ...value, employee: { ...who, person: who.ref === null ? null : personOf(ledger, who.ref) } };
}

const person = z
  .object({ label: z.string(), party: partySchema, side: z.enum(['employee', 'customer', 'outside']) })
  .readonly();
const mark = z.object({ start: z.int(), end: z.int(), rule: z.string(), kind: z.string() }).readonly();

export const message = z
  .object({
    log: z.string(),
    index: z.int(),
    at,
    precision: z.enum(precisions),
    kind: z.string(),
    field: z.string(),
    from: person,
    to: list(person),
    text: z.string(),
    marks: list(mark),
    focus: z.boolean(),
  })
  .readonly();

export const finding = z.object({
  id: z.string(),
  kind: z.string(),
  rule: z.string(),
  version: z.int(),
  severity: z.enum(['low', 'medium', 'high']),
  title: z.string(),
  employee,
  at,
  entries: list(entryRef),
  status: z.literal('open'),
});

const link = z.object({ type: z.enum(linkTypes), strength, entries: list(entryRef), grounds: z.string() }).readonly();
const rival = z
  .object({
    kind: z.enum(rivalKinds),
    outcome: z.enum(['none-found', 'explains', 'weakens', 'not-searchable']),
    entries: list(entryRef),
    because: z.string(),
  })
  .readonly();
const tier = z
  .object({ have: list(z.string()), weak: list(z.string()), missing: list(z.string()), next: list(z.string()) })
  .readonly();

/** The JSON of `zl chains`. */
export const chain = z
  .object({
    id: z.string(),
    employee,
    customers: list(named),
    outside: list(z.object({ ref: z.string().exactOptional(), name: z.string() }).readonly()),
    promised: money.exactOptional(),
    received: money.exactOptional(),
    strength,
    links: list(link),
    rivals: list(rival),
    tiers: z.object({ basic: tier, core: tier, process: tier }).readonly(),
  })
  .readonly();

/** How the strength of a chain was summed up: every part, the least sums, and what holds it back. */
export const weighing = z.object({
  version: z.int(),
  parts: z
    .array(z.object({ part: z.string(), weight: z.int(), because: z.string(), entries: z.array(entryRef).readonly() }))
    .readonly(),
  total: z.int(),
  medium: z.int(),
  strong: z.int(),
  limits: z.array(z.object({ atMost: strength, because: z.string() })).readonly(),
  strength,
  wouldRaise: z.array(z.string()).readonly(),
  wouldLower: z.array(z.string()).readonly(),
});

/** What a link was computed from. */
export const linkInputs = z
  .object({
    customer: z.string().exactOptional(),
    company: z.string().exactOptional(),
    percentBps: z.int().exactOptional(),
    fixed: money.exactOptional(),
    dealTotal: money.exactOptional(),
    paid: money.exactOptional(),
    differenceMinor: z.string().exactOptional(),
    order: z.enum(['before', 'after', 'unknown']).exactOptional(),
    days: z.int().exactOptional(),
    count: z.int().exactOptional(),
  })
  .readonly();

export const timelineEntry = z
  .object({
    entry: entryRef,
    role: z.string(),
    at,
    precision: z.enum(precisions),
    title: z.string(),
    detail: z.string(),
    kind: z.string(),
    recordedAt: at,
    message: message.exactOptional(),
    context: list(message).exactOptional(),
  })
  .readonly();

/** One thing in which two reconstructions of a chain differ. */
export const difference = z
  .object({
    part: z.enum(differenceParts),
    change: z.enum(changes),
    says: z.string(),
    before: z.string().exactOptional(),
    after: z.string().exactOptional(),
    entries: list(entryRef),
  })
  .readonly();

/** One time at which a chain was shown otherwise than before; null where that cannot or may not be said. */
export const reconstructionShown = z
  .object({
    log: z.string(),
    index: z.int(),
    recordedAt: at,
    status: z.enum(['open', 'destroyed', 'withheld']),
    digest: z.string().nullable(),
    strength: strength.nullable(),
    isNow: z.boolean(),
  })
  .readonly();

export const place = z.object({ log: z.string(), index: z.int() }).readonly();

/** 账号归属 of one account. */
export const attributionFile = z
  .object({
    handle: partySchema,
    from: at,
    to: at,
    standing: z.enum(attributionStandings),
    says: z.string(),
    items: list(z.object({ kind: z.enum(attributionKinds), says: z.string(), entries: list(entryRef) }).readonly()),
    missing: list(z.string()),
  })
  .readonly();
