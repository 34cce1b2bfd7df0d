import type { Ledger } from '../../ledger/ledger.ts';
import { MAIN_LOG } from '../../ledger/ledger.ts';
import { readEntries } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { actorName, systemActor } from '../../platform/db.ts';
import * as accounts from '../account-store.ts';
import * as grants from '../grant-store.ts';
import { matrixNow } from '../matrix-store.ts';
import { wallsOfAccount } from '../reach-store.ts';
import type { Payload, ProposalKind } from './act.ts';
import { payloads } from './act.ts';
import { kinds } from './kinds.ts';
import { personsIn } from './propose.ts';
import type { Proposal } from './store.ts';
import * as store from './store.ts';

export type ShownAct = Omit<Proposal, 'logId' | 'state' | 'doneIndex'> & {
  readonly state: Proposal['state'] | 'expired';
  readonly title: { readonly zh: string; readonly en: string };
  readonly reason: string;
  readonly payload: Payload<ProposalKind> | null;
  readonly proposerName: string;
  readonly deciderName: string | null;
  /** Whether whoever asks may confirm or refuse it, and may withdraw it. */
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
};

const SHOWN = 200;

/** Two-person acts, newest first, with what each asks for and what this actor may do; none about whom they are walled off from. */
export async function listActs(ledger: Ledger, actor: Actor): Promise<readonly ShownAct[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const proposed = await store.proposals(tx, SHOWN);
    const names = new Map((await accounts.accounts(tx, ledger)).map(({ id, name }) => [`account:${id}`, name]));
    const may = await mayDecide(tx, ledger, actor);
    const stated = await statedIn(tx, ledger, proposed);
    const walls = actor.role === 'account' ? await wallsOfAccount(tx, actor.id) : [];
    const walled = new Set(walls.map(({ mac }) => mac.toString('hex')));
    const all = proposed.filter(
      ({ id }) => !personsIn(ledger, stated.get(id)?.payload).some((each) => walled.has(each)),
    );
    return all.map(({ logId: _, doneIndex: __, ...proposal }) => {
      const isLate = proposal.state === 'open' && ledger.clock.now() > proposal.expiresAt;
      const isOpen = proposal.state === 'open' && !isLate;
      const isOwn = proposal.proposer === actorName(actor);
      const { zh, en } = kinds[proposal.kind];
      return {
        ...proposal,
        state: isLate ? ('expired' as const) : proposal.state,
        title: { zh, en },
        reason: stated.get(proposal.id)?.reason ?? '',
        payload: stated.get(proposal.id)?.payload ?? null,
        proposerName: names.get(proposal.proposer) ?? proposal.proposer,
        deciderName: proposal.decider === null ? null : (names.get(proposal.decider) ?? proposal.decider),
        mayDecide: isOpen && !isOwn && may({ kind: proposal.kind, proposerRole: proposal.proposerRole }),
        mayWithdraw: isOpen && isOwn,
      };
    });
  });
}

async function mayDecide(
  tx: Tx,
  ledger: Ledger,
  actor: Actor,
): Promise<(proposal: Pick<Proposal, 'kind' | 'proposerRole'>) => boolean> {
  if (actor.role !== 'account') return () => false;
  const held = await grants.grantsOf(tx, actor.id, ledger.clock.now());
  const matrix = await matrixNow(tx);
  return ({ kind, proposerRole }) =>
    held.some(({ role }) => role !== proposerRole && matrix.get(role)?.has(kinds[kind].confirm) === true);
}

async function statedIn(tx: Tx, ledger: Ledger, all: readonly Proposal[]) {
  const log = await ledgerStore.logNamed(tx, MAIN_LOG);
  const read = await readEntries(
    tx,
    ledger,
    log,
    all.map(({ index }) => index),
  );
  const byIndex = new Map(read.map((entry) => [entry.place.index, entry.content]));
  return new Map(
    all.map(({ id, index, kind }) => {
      const content = byIndex.get(index);
      const body = content?.status === 'open' ? content.body : {};
      return [id, { reason: String(body.reason ?? ''), payload: payloads[kind].safeParse(body.payload).data ?? null }];
    }),
  );
}
