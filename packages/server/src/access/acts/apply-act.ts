import { randomBytes } from 'node:crypto';
import type { Ledger } from '../../ledger/ledger.ts';
import { MAIN_LOG } from '../../ledger/ledger.ts';
import { readEntries } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import { partyMac } from '../../people/follow.ts';
import type { Tx } from '../../platform/db.ts';
import { seal } from '../../platform/seal.ts';
import { grantsOf } from '../grant-store.ts';
import type { Permission } from '../matrix.ts';
import { lockedBecause } from '../matrix.ts';
import { matrixNow } from '../matrix-store.ts';
import { excluded } from '../roles.ts';
import type { Act, Payload, ProposalKind } from './act.ts';
import { payloads } from './act.ts';
import * as store from './store.ts';

/** An act with its place in the ledger, who did it (`role:id`) and when it was recorded. */
export type Recorded = {
  readonly act: Act;
  readonly actor: string;
  readonly at: number;
  readonly logId: number;
  readonly index: number;
};

const HOUR = 3_600_000;

/** Writes down what follows from one act. The same acts in the same order give the same rows. */
export async function applyAct(tx: Tx, ledger: Ledger, recorded: Recorded): Promise<void> {
  const { act, at, logId, index } = recorded;
  switch (act.act) {
    case 'account.make':
    case 'account.change':
    case 'account.state':
      return;
    case 'role.grant':
      return await applyGrant(tx, ledger, act.grant, act, recorded);
    case 'role.end':
      return await store.endGrant(tx, act.grant, at);
    case 'wall.set':
      return await store.insertWallSet(tx, {
        id: act.wall,
        account_id: act.account,
        sealed: sealCache(ledger, `wall:${act.wall}`, { employee: act.employee, why: act.why }),
        log_id: logId,
        index,
      });
    case 'hold.place':
      return await store.insertHold(tx, { id: act.hold, placed_at: at, log_id: logId, index });
    case 'case.open':
      return await openCase(tx, ledger, act, recorded);
    case 'case.member':
      return await store.setMember(tx, act.case, act.account, act.member);
    case 'watch.review':
      return await store.insertReview(tx, {
        alert_id: act.alert,
        account_id: accountIn(recorded.actor),
        at,
        log_id: logId,
        index,
      });
    case 'suggestion.decide':
      return act.decision === 'reopened'
        ? await store.dropRefusal(tx, act.suggestion)
        : await store.insertRefusal(tx, {
            ...{ id: act.suggestion, kind: act.kind, actor: recorded.actor },
            ...{ at, log_id: logId, index },
          });
    case 'propose':
      return await store.insertProposal(tx, {
        id: act.proposal,
        kind: act.kind,
        state: 'open',
        proposer: recorded.actor,
        proposer_role: act.role,
        at,
        expires_at: act.expiresAt,
        log_id: logId,
        index,
      });
    case 'decide':
      return await decide(tx, ledger, act, recorded);
    case 'done':
      return await store.markDone(tx, act.proposal, index);
  }
}

const accountIn = (actor: string): string => actor.slice(actor.indexOf(':') + 1);

async function openCase(
  tx: Tx,
  ledger: Ledger,
  act: Extract<Act, { act: 'case.open' }>,
  { at, logId, index }: Recorded,
): Promise<void> {
  await store.insertCase(tx, { id: act.case, state: 'open', opened_at: at, log_id: logId, index });
  for (const account of act.members) await store.setMember(tx, act.case, account, true);
  for (const ref of act.employees) await store.insertCasePerson(tx, act.case, partyMac(ledger, { system: 'hr', ref }));
}

/** The first decision in the order of the log that finds the proposal open and in time decides; others change nothing. */
async function decide(tx: Tx, ledger: Ledger, act: Extract<Act, { act: 'decide' }>, recorded: Recorded): Promise<void> {
  const proposal = await store.proposalById(tx, act.proposal);
  if (proposal === undefined || proposal.state !== 'open' || recorded.at > proposal.expiresAt) return;
  const decided = { decider: recorded.actor, role: act.role, at: recorded.at, index: recorded.index };
  await store.decideProposal(tx, act.proposal, act.decision, decided);
  if (act.decision !== 'confirmed') return;
  const payload = await payloadOf(tx, ledger, proposal);
  if (payload !== undefined)
    await carry[proposal.kind](tx, ledger, payload as never, { ...recorded, id: act.proposal });
}

/** What was proposed, out of the entry that proposed it. */
export async function payloadOf(
  tx: Tx,
  ledger: Ledger,
  proposal: Pick<store.Proposal, 'kind' | 'index'>,
): Promise<Payload<ProposalKind> | undefined> {
  const log = await ledgerStore.logNamed(tx, MAIN_LOG);
  const [read] = await readEntries(tx, ledger, log, [proposal.index]);
  if (read === undefined || read.content.status !== 'open') return undefined;
  return payloads[proposal.kind].safeParse(read.content.body.payload).data;
}

type Confirmed = Recorded & { readonly id: string };
type Carry = {
  readonly [K in ProposalKind]: (tx: Tx, ledger: Ledger, what: Payload<K>, by: Confirmed) => Promise<void>;
};

/** What a confirmed proposal does by itself. The kinds that act on the ledger or on records are carried out by `wiring`. */
const carry: Carry = {
  'role.grant': (tx, ledger, what, by) => applyGrant(tx, ledger, by.id, what, by),
  async 'matrix.change'(tx, _ledger, what, { logId, index }) {
    const matrix = await matrixNow(tx);
    const has = (each: Permission): boolean => matrix.get(what.role)?.has(each) === true;
    // Two changes may have been open at once: the second to be confirmed meets the first.
    if (what.allowed && lockedBecause(what.role, what.permission, has) !== undefined) return;
    await store.setCell(tx, { ...what, log_id: logId, index });
  },
  async 'name.unmask'(tx, _ledger, { person, accounts, hours }, { id, at }) {
    for (const [n, account] of accounts.entries())
      await store.insertUnmasking(tx, {
        id: `${id}.${n}`,
        person_mac: Buffer.from(person, 'hex'),
        account_id: account,
        since: at,
        until: at + hours * HOUR,
      });
  },
  'wall.lift': (tx, _ledger, { wall }, { at }) => store.endWallSet(tx, wall, at),
  'hold.release': (tx, _ledger, { hold }, { at }) => store.releaseHold(tx, hold, at),
  'case.close': (tx, _ledger, what, { at }) => store.closeCase(tx, what.case, at),
  'rule.live': (tx, _ledger, { rule, version, live }, { logId, index }) =>
    store.setRule(tx, { rule, version, live, log_id: logId, index }),
  'account.recover': () => Promise.resolve(),
  'relation.confirm': () => Promise.resolve(),
  'key.destroy': () => Promise.resolve(),
};

async function applyGrant(
  tx: Tx,
  ledger: Ledger,
  id: string,
  { account, role, scope, until }: Payload<'role.grant'>,
  { at, logId, index }: Recorded,
): Promise<void> {
  const held = (await grantsOf(tx, account, at)).map((grant) => grant.role);
  // Two grants may have been open at once: the second to be confirmed meets the first.
  if (excluded([...held, role]) !== undefined) return;
  const { employers, departments, cases, sources = null, from = null, to = null } = scope;
  await store.insertGrant(tx, {
    id,
    account_id: account,
    role,
    scoped: employers !== undefined || departments !== undefined || cases !== undefined,
    sealed: sealCache(ledger, `grant:${id}`, scope),
    sources,
    from_at: from,
    to_at: to,
    since: at,
    until,
    log_id: logId,
    index,
  });
}

const sealCache = (ledger: Ledger, name: string, value: object): Buffer =>
  seal(ledger.secrets.cacheKey, randomBytes(12), Buffer.from(name), Buffer.from(JSON.stringify(value)));
