import * as accounts from '../access/account-store.ts';
import * as grants from '../access/grant-store.ts';
import type { Permission } from '../access/matrix.ts';
import { matrixNow } from '../access/matrix-store.ts';
import { wallsOfAccount } from '../access/reach-store.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';

export type Seen = { readonly finding?: string; readonly chain?: string; readonly entry?: string };

export type Seer = {
  readonly id: string;
  readonly name: string;
  readonly sees: boolean;
  readonly because: readonly string[];
};

/** Any of these lets its holder see such a thing, as the row policies have it. */
const BY: Readonly<Record<keyof Seen, readonly Permission[]>> = {
  finding: ['finding.list', 'finding.read', 'chain.read'],
  chain: ['chain.read', 'package.read'],
  entry: ['entry.read', 'chain.read', 'finding.read', 'delivery.read'],
};

/**
 * Who can see a thing, and why. Whether somebody sees it is not reasoned but tried: the database is asked as each account
 * in turn, under the very policies that hold. Refuses with `not_found` where there is no such thing.
 */
export async function whoSees(ledger: Ledger, seen: Seen): Promise<readonly Seer[]> {
  const kind = (['finding', 'chain', 'entry'] as const).find((each) => seen[each] !== undefined);
  if (kind === undefined) throw new Refusal('request.invalid', { why: 'name a finding, a chain or an entry' });
  if (!(await isThere(ledger, systemActor, seen))) throw new Refusal('not_found', { what: `this ${kind}` });
  const now = ledger.clock.now();
  const all = await ledger.db.as(systemActor, (tx) => accounts.accounts(tx, ledger));
  const seers: Seer[] = [];
  for (const { id, name } of all) {
    const sees = await isThere(ledger, { role: 'account', id, now }, seen);
    seers.push({
      id,
      name,
      sees,
      because: await ledger.db.as(systemActor, (tx) => reasons(tx, ledger, id, BY[kind], sees)),
    });
  }
  return seers;
}

async function isThere(ledger: Ledger, actor: Actor, { finding, chain, entry }: Seen): Promise<boolean> {
  return await ledger.db.as(actor, async (tx) => {
    if (finding !== undefined)
      return (await tx.q.selectFrom('finding').select('id').where('id', '=', finding).executeTakeFirst()) !== undefined;
    if (chain !== undefined)
      return (await tx.q.selectFrom('chain').select('id').where('id', '=', chain).executeTakeFirst()) !== undefined;
    const [name, index] = (entry ?? '').split(':');
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    if (log === undefined) return false;
    return (await ledgerStore.bodiesAt(tx, log.logId, [Number(index)])).size > 0;
  });
}

async function reasons(
  tx: Tx,
  ledger: Ledger,
  account: string,
  by: readonly Permission[],
  sees: boolean,
): Promise<readonly string[]> {
  const now = ledger.clock.now();
  const found = await accounts.accountById(tx, ledger, account);
  const matrix = await matrixNow(tx);
  const held = (await grants.allGrants(tx, ledger)).filter((grant) => grant.account === account);
  const inForce = held.filter(({ endedAt, until }) => endedAt === null && (until === null || until > now));
  const giving = inForce.filter(({ role }) => by.some((each) => matrix.get(role)?.has(each) === true));
  if (sees) return giving.map(({ role, scope }) => `${role}${describe(scope)}`);
  if (found?.state !== 'active') return [`account is ${found?.state ?? 'unknown'}`];
  if (giving.length === 0) return [inForce.length === 0 ? 'no role' : `no role of theirs has ${by.join(' or ')}`];
  const walls = await wallsOfAccount(tx, account);
  const limited = giving.filter(({ scope }) => Object.keys(scope).length > 0);
  return [
    ...(walls.length > 0 ? [`walls: ${[...new Set(walls.map(({ why }) => why))].join(', ')}`] : []),
    ...limited.map(({ role, scope }) => `outside of ${role}${describe(scope)}`),
  ];
}

const describe = (scope: object): string =>
  Object.keys(scope).length === 0 ? '' : ` limited to ${JSON.stringify(scope)}`;
