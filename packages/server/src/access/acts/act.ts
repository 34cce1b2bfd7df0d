import { z } from 'zod';
import { personParty } from '../../kernel/party.ts';
import { suggestionKinds } from '../../people/suggestions.ts';
import { permissions } from '../matrix.ts';
import { roleNames } from '../roles.ts';

const id = z.string().regex(/^[0-9a-f]{32}$/);
const at = z.int().min(0);
const words = z.string().min(1).max(2_000);
const name = z.string().min(1).max(200);
export const role = z.enum(roleNames);
const employees = z.array(z.string().min(1).max(256)).min(1).max(500);

/**
 * To what a grant is limited; what is left out is not limited. Employers and departments by name, cases by id, sources
 * by name; `from` ≤ the time of what is seen < `to`, UTC milliseconds.
 */
export const scopeSchema = z.strictObject({
  employers: z.array(name).min(1).max(100).exactOptional(),
  departments: z.array(name).min(1).max(500).exactOptional(),
  cases: z.array(id).min(1).max(500).exactOptional(),
  sources: z
    .array(z.string().regex(/^[a-z0-9-]{1,40}$/))
    .min(1)
    .max(200)
    .exactOptional(),
  from: at.exactOptional(),
  to: at.exactOptional(),
});
export type Scope = z.output<typeof scopeSchema>;

/** Exactly what must not be destroyed: everything that names one of these employees, within a time and from sources. */
export const holdQuery = z.strictObject({
  employees,
  sources: z
    .array(z.string().regex(/^[a-z0-9-]{1,40}$/))
    .min(1)
    .max(200)
    .exactOptional(),
  from: at.exactOptional(),
  to: at.exactOptional(),
});
export type HoldQuery = z.output<typeof holdQuery>;

const grant = { account: id, role, scope: scopeSchema, until: at.nullable() };

/** What two persons decide, by kind: what the proposer asks for. Persons are named by their keyed digest where that is enough. */
export const payloads = {
  'role.grant': z.strictObject(grant),
  'matrix.change': z.strictObject({ role, permission: z.enum(permissions), allowed: z.boolean() }),
  'account.recover': z.strictObject({ account: id }),
  'name.unmask': z.strictObject({
    person: z.string().regex(/^[0-9a-f]{32}$/),
    accounts: z.array(id).min(1).max(20),
    hours: z
      .int()
      .min(1)
      .max(24 * 90),
  }),
  'wall.lift': z.strictObject({ wall: id }),
  'hold.release': z.strictObject({ hold: id }),
  'case.close': z.strictObject({ case: id, outcome: words }),
  'rule.live': z.strictObject({
    rule: z.string().regex(/^[a-z0-9-]{1,64}$/),
    version: z.int().min(1),
    live: z.boolean(),
    /** 个人信息保护影响评估 and the version of the notice that names this use: where they are found. */
    assessment: words,
    notice: words,
  }),
  'relation.confirm': z.strictObject({
    /** An account that belongs to a person, or another name of a company. */
    relation: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('account'),
        handle: z.strictObject({ system: z.string().max(20), ref: name, realm: name.exactOptional() }),
        person: personParty.pick({ system: true, ref: true }),
      }),
      z.strictObject({ type: z.literal('company'), company: name, alias: name }),
    ]),
  }),
  'key.destroy': z.strictObject({
    person: name,
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    withConversations: z.boolean(),
    withOriginals: z.boolean(),
  }),
} as const;
export type ProposalKind = keyof typeof payloads;
export type Payload<K extends ProposalKind> = z.output<(typeof payloads)[K]>;
export const proposalKinds = [
  'role.grant',
  'matrix.change',
  'account.recover',
  'name.unmask',
  'wall.lift',
  'hold.release',
  'case.close',
  'rule.live',
  'relation.confirm',
  'key.destroy',
] as const satisfies readonly ProposalKind[];

/** Every act that says who may do what, or that somebody decided something about it. Stored JSON depends on these. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('account.make'),
    account: id,
    login: name,
    name,
    employee: name.nullable(),
    via: z.enum(['command-line', 'invitation', 'provisioning']),
  }),
  z.object({ act: z.literal('account.change'), account: id, login: name, name, employee: name.nullable() }),
  z.object({ act: z.literal('account.state'), account: id, state: z.enum(['active', 'disabled']), why: words }),
  z.object({ act: z.literal('role.grant'), grant: id, ...grant }),
  z.object({ act: z.literal('role.end'), grant: id, why: words }),
  z.object({ act: z.literal('wall.set'), wall: id, account: id, employee: name, why: words }),
  z.object({ act: z.literal('hold.place'), hold: id, query: holdQuery, why: words }),
  z.object({
    act: z.literal('case.open'),
    case: id,
    title: name,
    ground: words,
    employees,
    members: z.array(id).min(1).max(50),
    why: words,
  }),
  z.object({ act: z.literal('case.member'), case: id, account: id, member: z.boolean(), why: words }),
  z.object({ act: z.literal('watch.review'), alert: id, outcome: words }),
  z.object({
    act: z.literal('suggestion.decide'),
    suggestion: id,
    kind: z.enum(suggestionKinds),
    decision: z.enum(['refused', 'reopened']),
    why: words,
  }),
  z.object({
    act: z.literal('propose'),
    proposal: id,
    kind: z.enum(proposalKinds),
    payload: z.unknown(),
    role: z.string(),
    reason: words,
    expiresAt: at,
  }),
  z.object({
    act: z.literal('decide'),
    proposal: id,
    kind: z.enum(proposalKinds),
    decision: z.enum(['confirmed', 'refused', 'withdrawn']),
    role: z.string(),
    reason: z.string().max(2_000),
  }),
  z.object({ act: z.literal('done'), proposal: id, outcome: words }),
]);
export type Act = z.output<typeof actSchema>;
