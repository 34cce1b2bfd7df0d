import { z } from 'zod';
import type { Payload, ProposalKind } from '../../access/acts/act.ts';
import { payloads, proposalKinds } from '../../access/acts/act.ts';
import { kinds } from '../../access/acts/kinds.ts';
import { listActs } from '../../access/acts/list-acts.ts';
import { proposalNamed } from '../../access/acts/propose.ts';
import type { Permission } from '../../access/matrix.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { decideAct, proposeAct } from '../../wiring/acts.ts';
import { refusedBecause } from '../needs.ts';
import type { Caller } from '../route.ts';
import { accessIn, defineRoute } from '../route.ts';
import { id, why } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const payload = z.record(z.string(), z.unknown());
const state = z.enum(['open', 'confirmed', 'refused', 'withdrawn', 'done', 'expired']);
const act = z.object({
  id: z.string(),
  kind: z.enum(proposalKinds),
  title: z.object({ zh: z.string(), en: z.string() }).readonly(),
  state,
  proposer: z.string(),
  proposerName: z.string(),
  proposerRole: z.string(),
  at: z.int(),
  expiresAt: z.int(),
  reason: z.string(),
  payload: payload.nullable(),
  index: z.int(),
  decider: z.string().nullable(),
  deciderName: z.string().nullable(),
  deciderRole: z.string().nullable(),
  decidedAt: z.int().nullable(),
  decidedIndex: z.int().nullable(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
const outcome = z.object({ id: z.string(), kind: z.string(), state });

/** What a single permission would refuse, for acts whose permission depends on their kind. */
function demand(caller: Caller, permission: Permission): void {
  const refused = refusedBecause({ is: 'account', access: accessIn(caller) }, permission);
  if (refused !== undefined) throw new Refusal(refused, {});
}

/**
 * 双人办理事项, newest first. What people wrote stands as they wrote it: covered, it would tell whose pseudonym is whose to
 * whoever writes a name.
 */
export const acts = defineRoute({
  method: 'GET',
  path: 'acts',
  needs: 'act.read',
  summary: 'Acts that take two persons',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ acts: z.array(act).readonly() }),
  async handle({ caller }, { ledger }) {
    const all = await listActs(ledger, caller.actor);
    return { acts: all.map((each) => ({ ...each, payload: each.payload as Record<string, unknown> | null })) };
  },
});

/** 提请. What is asked for is looked at first; nothing follows from it before somebody else confirms. */
export const postAct = defineRoute({
  method: 'POST',
  path: 'acts',
  needs: 'session.own',
  summary: 'Propose an act; which permission it takes depends on its kind',
  params: nothing,
  query: nothing,
  body: z.strictObject({ kind: z.enum(proposalKinds), payload, reason: why }),
  reply: outcome,
  async handle({ caller, body: { kind, payload: given, reason } }, product) {
    demand(caller, kinds[kind].propose);
    // The schema of this kind and no other was asked.
    const asked = payloads[kind].parse(given) as Payload<ProposalKind> as never;
    const { id: made, state: now } = await proposeAct(product, caller.actor, kind, { payload: asked, reason });
    return { id: made, kind, state: now };
  },
});

/** 确认、不同意或撤回. */
export const decideOnAct = defineRoute({
  method: 'POST',
  path: 'acts/:id/decision',
  needs: 'session.own',
  summary: 'Confirm, refuse or withdraw an act',
  params: z.object({ id }),
  query: nothing,
  body: z.strictObject({
    decision: z.enum(['confirmed', 'refused', 'withdrawn']),
    reason: z.string().trim().max(2_000),
  }),
  reply: outcome,
  async handle({ caller, params, body }, product) {
    const { kind } = await proposalNamed(product.ledger, params.id);
    demand(caller, body.decision === 'withdrawn' ? kinds[kind].propose : kinds[kind].confirm);
    const { state: now } = await decideAct(product, caller.actor, params.id, body);
    return { id: params.id, kind, state: now };
  },
});
