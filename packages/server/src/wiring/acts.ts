import { accountNamed, linkFor, refuseExcluded, wasEverGiven } from '../access/accounts.ts';
import type { Payload, ProposalKind } from '../access/acts/act.ts';
import { kinds } from '../access/acts/kinds.ts';
import type { Decision } from '../access/acts/propose.ts';
import { askedFor, confirmFirst, decide, proposalNamed, propose } from '../access/acts/propose.ts';
import { recordAct } from '../access/acts/record-act.ts';
import type { Proposal } from '../access/acts/store.ts';
import * as actStore from '../access/acts/store.ts';
import { grantsOf } from '../access/grant-store.ts';
import { holdNamed, refreshHeld } from '../access/holds.ts';
import type { Permission } from '../access/matrix.ts';
import { lockedBecause } from '../access/matrix.ts';
import { matrixNow } from '../access/matrix-store.ts';
import { employeeOfPerson, personOf } from '../access/pseudonym.ts';
import { isWalled } from '../access/reach-store.ts';
import { caseNamed } from '../cases/list-cases.ts';
import { ruleNamed } from '../detect/rules/index.ts';
import { posted, receive } from '../intake/receive.ts';
import { sourceForImport } from '../intake/source.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { formatInstant } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { worldOf } from '../people/facts.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { destroyPersonMonth, planDestruction } from './destroy-person.ts';
import type { Product } from './product.ts';
import { bringUp } from './run.ts';

type Step = 'proposed' | 'confirmed';
type Check = {
  readonly [K in ProposalKind]: (product: Product, what: Payload<K>, actor: Actor, step: Step) => Promise<void>;
};

/** Whether what is asked for makes sense now; each refuses with a code of its own. */
const check: Check = {
  async 'role.grant'({ ledger }, { account, role }) {
    await accountNamed(ledger, account);
    await refuseExcluded(ledger, account, role);
  },
  async 'matrix.change'({ ledger }, { role, permission, allowed }) {
    const matrix = await ledger.db.as(systemActor, matrixNow);
    const has = (each: Permission) => matrix.get(role)?.has(each) === true;
    const why = allowed ? lockedBecause(role, permission as Permission, has) : undefined;
    if (why !== undefined) throw new Refusal('matrix.locked', { why });
  },
  async 'name.unmask'({ ledger }, { person, accounts }, actor) {
    for (const account of accounts) {
      await accountNamed(ledger, account);
      await refuseWalled(ledger, account, person);
    }
    if (actor.role === 'account') await refuseWalled(ledger, actor.id, person);
    await employeeOfPerson(ledger, person);
  },
  'wall.lift': async ({ ledger }, { wall }) => {
    const sets = await ledger.db.as(systemActor, (tx) => actStore.standingWalls(tx));
    if (!sets.includes(wall)) throw new Refusal('not_found', { what: 'this wall' });
  },
  async 'hold.release'({ ledger }, { hold }, actor) {
    const { query } = await holdNamed(ledger, hold);
    if (actor.role === 'account')
      for (const ref of query.employees) await refuseWalled(ledger, actor.id, personOf(ledger, ref));
    if ((await holdNamed(ledger, hold)).releasedAt !== null)
      throw new Refusal('hold.unknown', { what: 'a standing hold' });
  },
  async 'case.close'({ ledger }, what, actor, step) {
    const found = await caseNamed(ledger, what.case);
    // Whoever confirms is no member: a second pair of eyes.
    const isMember = step === 'confirmed' || actor.role !== 'account' || found.members.includes(actor.id);
    if (found.state !== 'open' || !isMember) throw new Refusal('case.unknown', { what: 'an open case of yours' });
  },
  'rule.live': async (_product, { rule, version }) => {
    if (ruleNamed(rule)?.version !== version)
      throw new Refusal('not_found', { what: `the rule ${rule} in version ${version}` });
  },
  'relation.confirm': async () => undefined,
  'account.recover': async ({ ledger }, { account }) => void (await accountNamed(ledger, account)),
  'key.destroy': async (product, what, actor) => {
    const { ledger } = product;
    if (actor.role === 'account') await refuseWalled(ledger, actor.id, personOf(ledger, what.person));
    await bringUp(product);
    await planDestruction(product, what);
  },
};

async function refuseWalled(ledger: Ledger, account: string, person: string): Promise<void> {
  if (await ledger.db.as(systemActor, (tx) => isWalled(tx, account, [person])))
    throw new Refusal('not_found', { what: 'this person' });
}

/**
 * Proposes an act of two persons after looking at whether it makes sense. The first security administrator is confirmed by
 * the installation itself, since nobody else could; that too stands in the ledger, and the auditor is alerted.
 */
export async function proposeAct<K extends ProposalKind>(
  product: Product,
  actor: Actor,
  kind: K,
  asked: { readonly payload: Payload<K>; readonly reason: string },
): Promise<Proposal> {
  await check[kind](product, asked.payload, actor, 'proposed');
  const proposed = await propose(product.ledger, actor, kind, asked);
  const isFirst = 'role' in asked.payload && kind === 'role.grant' && asked.payload.role === 'security-admin';
  if (!isFirst || (await wasEverGiven(product.ledger, 'security-admin'))) return proposed;
  return await confirmFirst(product.ledger, proposed.id);
}

/** What made sense when it was proposed must still make sense, and to whoever confirms it: two acts may have been open at once. */
async function checkAgain(product: Product, actor: Actor, id: string): Promise<void> {
  const proposal = await proposalNamed(product.ledger, id);
  const payload = proposal.state === 'open' ? await askedFor(product.ledger, proposal) : undefined;
  if (payload !== undefined) await check[proposal.kind](product, payload as never, actor, 'confirmed');
}

/** Decides an act and, once it is confirmed, carries it out. Refuses as `decide` does, and as the act itself may. */
export async function decideAct(
  product: Product,
  actor: Actor,
  id: string,
  decision: { readonly decision: Decision; readonly reason: string },
): Promise<Proposal> {
  if (decision.decision === 'confirmed') await checkAgain(product, actor, id);
  const decided = await decide(product.ledger, actor, id, decision);
  if (decided.state === 'confirmed') await carryOut(product, decided);
  await bringUp(product);
  return decided;
}

/** Confirmed acts that a process left behind before it carried them out. */
export async function carryOutUnfinished(product: Product): Promise<void> {
  const left = await product.db.as(systemActor, (tx) => actStore.unfinished(tx, CARRIED));
  for (const proposal of left) await carryOut(product, proposal);
}

/** Those that do more than stand in the ledger. Each may be begun twice and does the same. */
const CARRIED = ['hold.release', 'relation.confirm', 'key.destroy'] as const satisfies readonly ProposalKind[];

async function carryOut(product: Product, proposal: Proposal): Promise<void> {
  const { ledger } = product;
  const payload = await askedFor(ledger, proposal);
  if (payload === undefined || !(CARRIED as readonly string[]).includes(proposal.kind)) return;
  const outcome = await carried(product, proposal, payload).catch((error: unknown) => {
    // What was decided and cannot be done any more is said so, not tried for ever.
    if (error instanceof Refusal && error.code !== 'database.unavailable') return `refused: ${error.code}`;
    throw error;
  });
  await recordAct(ledger, systemActor, { act: 'done', proposal: proposal.id, outcome });
}

async function carried(product: Product, proposal: Proposal, payload: Payload<ProposalKind>): Promise<string> {
  const { ledger } = product;
  if ('hold' in payload) {
    await ledger.db.as(systemActor, (tx) => refreshHeld(tx, ledger));
    return 'released';
  }
  if ('relation' in payload) return await recordRelation(product, proposal, payload);
  if (!('month' in payload)) return 'nothing to do';
  const { proposer, decider, id } = proposal;
  const names = { proposal: id, by: proposer, confirmedBy: decider ?? '', reason: kinds[proposal.kind].zh };
  const done = await destroyPersonMonth(product, { ...payload, ...names });
  return `${done.keys} keys, entry ${done.index}; ${done.othersAffected} other parties, ${done.leftConversations} shared keys and ${done.leftOriginals} whole files left`;
}

/** The source that decisions of two persons are recorded under. */
const SOURCE = 'decisions';

/** A confirmed relation becomes a record like any other, from a source of its own, so that everything reads it alike. */
async function recordRelation(
  { intake, ledger }: Product,
  proposal: Proposal,
  { relation }: Payload<'relation.confirm'>,
): Promise<string> {
  const occurredAt = formatInstant((proposal.decidedAt ?? proposal.at) as Instant);
  const common = { v: 1, source: SOURCE, externalId: proposal.id, occurredAt, basis: 'work-system' };
  // A company is confirmed by the number its records bear; its name stays what they say.
  const { companies } = (await worldOf(ledger)).directory.companies;
  const known = relation.type === 'company' ? companies.find(({ ref }) => ref === relation.company) : undefined;
  const record =
    relation.type === 'account'
      ? {
          ...common,
          kind: 'binding',
          body: { handle: relation.handle, person: relation.person, strength: 'declared' },
        }
      : {
          ...common,
          kind: 'company',
          body: {
            company: { system: 'company', ref: relation.company },
            name: known?.name ?? relation.company,
            aliases: [relation.alias],
          },
        };
  const source = await sourceForImport(ledger, systemActor, SOURCE);
  const how = { method: 'post' as const, actor: systemActor, zone: 'Asia/Shanghai', file: undefined };
  const line = Buffer.from(`${JSON.stringify(record)}\n`);
  const { quarantined, reasons } = await receive(intake, source, how, posted(source, line));
  return quarantined > 0 ? `refused: ${reasons[0]?.code}` : `recorded as ${SOURCE} ${proposal.id}`;
}

const RECOVER_MILLIS = 72 * 3_600_000;
const WHY = 'a fresh link for an account that holds roles';

/**
 * A fresh link for an account. Whoever holds the link is that person, so that for one that holds roles it takes two: the
 * first asking proposes it, and once it was confirmed, asking again within three days gives the link, once.
 */
export async function freshLink(
  product: Product,
  actor: Actor,
  account: string,
): Promise<{ readonly token: string } | { readonly proposal: string }> {
  const { ledger, db } = product;
  const { state } = await accountNamed(ledger, account);
  const held = await db.as(systemActor, (tx) => grantsOf(tx, account, ledger.clock.now()));
  if (state === 'invited' || held.length === 0) return { token: await linkFor(ledger, actor, account, 'enrolment') };
  const proposals = await db.as(systemActor, (tx) => actStore.proposals(tx, 1_000));
  for (const proposal of proposals.filter(({ kind }) => kind === 'account.recover')) {
    const payload = (await askedFor(ledger, proposal)) as Payload<'account.recover'> | undefined;
    if (payload?.account !== account) continue;
    const now = ledger.clock.now();
    if (proposal.state === 'open' && proposal.expiresAt > now) return { proposal: proposal.id };
    if (proposal.state !== 'confirmed' || now - (proposal.decidedAt ?? 0) > RECOVER_MILLIS) continue;
    await recordAct(ledger, actor, { act: 'done', proposal: proposal.id, outcome: 'a link was made' });
    return { token: await linkFor(ledger, actor, account, 'enrolment') };
  }
  const made = await proposeAct(product, actor, 'account.recover', { payload: { account }, reason: WHY });
  return { proposal: made.id };
}
