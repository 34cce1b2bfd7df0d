import type { Ledger } from '../../ledger/ledger.ts';
import { MAIN_LOG } from '../../ledger/ledger.ts';
import { readEntries } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { actorName } from '../../platform/db.ts';
import { payloads } from '../acts/act.ts';
import { decide } from '../acts/propose.ts';
import type { Role } from '../roles.ts';
import { openGrantProposals } from './scim-store.ts';

/** A role that somebody proposed to give and nobody decided about yet. */
export type Pending = {
  readonly proposal: string;
  readonly proposer: string;
  readonly account: string;
  readonly role: Role;
};

export async function pendingGrants(tx: Tx, ledger: Ledger): Promise<readonly Pending[]> {
  const open = await openGrantProposals(tx, ledger.clock.now());
  if (open.length === 0) return [];
  const log = await ledgerStore.logNamed(tx, MAIN_LOG);
  const indexes = open.map(({ index }) => index);
  const read = await readEntries(tx, ledger, log, indexes);
  const bodies = new Map(read.map(({ place, content }) => [place.index, content]));
  return open.flatMap(({ id, index, proposer }) => {
    const content = bodies.get(index);
    const payload =
      content?.status === 'open' ? payloads['role.grant'].safeParse(content.body.payload).data : undefined;
    return payload === undefined ? [] : [{ proposal: id, proposer, account: payload.account, role: payload.role }];
  });
}

export const isOwn = (actor: Actor, { proposer }: Pending): boolean => proposer === actorName(actor);

/** Takes back what this directory proposed: a role it no longer asks for must not be confirmed later. */
export async function withdraw(ledger: Ledger, actor: Actor, proposal: string): Promise<void> {
  await decide(ledger, actor, proposal, { decision: 'withdrawn', reason: 'the directory no longer asks for it' });
}
