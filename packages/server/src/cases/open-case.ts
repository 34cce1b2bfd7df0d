import { accountNamed } from '../access/accounts.ts';
import { recordAct } from '../access/acts/record-act.ts';
import { randomId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { LAST_INSTANT } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readWorld } from '../people/facts.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { caseNamed } from './list-cases.ts';

export type NewCase = {
  readonly title: string;
  /** What it is opened upon: a finding, a chain or a tip, as a reading names its ground. */
  readonly ground: string;
  /** Employee numbers of those it is about. */
  readonly employees: readonly string[];
  /** Accounts that work on it, besides whoever opens it. */
  readonly members: readonly string[];
  readonly why: string;
};

/**
 * Opens a case (调查事项). Its members may read what names the persons it is about beyond the words around a hit; names
 * stay covered until two persons un-mask them. Refuses with `request.invalid` for a number no employee has.
 */
export async function openCase(ledger: Ledger, actor: Actor, given: NewCase): Promise<string> {
  const { directory } = await ledger.db.as(systemActor, (tx) => readWorld(tx, ledger));
  const unknown = given.employees.filter(
    (ref) =>
      directory.employee(ref, LAST_INSTANT) === undefined && directory.employeeName(ref, LAST_INSTANT) === undefined,
  );
  if (unknown.length > 0)
    throw new Refusal('request.invalid', { why: `${unknown.length} of these employee numbers are not known` });
  for (const member of given.members) await accountNamed(ledger, member);
  const id = randomId();
  const members = [...new Set([...(actor.role === 'account' ? [actor.id] : []), ...given.members])];
  await recordAct(ledger, actor, {
    act: 'case.open',
    case: id,
    title: given.title,
    ground: given.ground,
    employees: [...given.employees],
    members,
    why: given.why,
  });
  return id;
}

/** Lets an account work on an open case, or no longer. */
export async function setCaseMember(
  ledger: Ledger,
  actor: Actor,
  id: string,
  member: { readonly account: string; readonly member: boolean; readonly why: string },
): Promise<void> {
  const found = await caseNamed(ledger, id);
  if (found.state !== 'open') throw new Refusal('case.unknown', { what: 'an open case' });
  if (actor.role === 'account' && !found.members.includes(actor.id))
    throw new Refusal('case.unknown', { what: 'this case' });
  await accountNamed(ledger, member.account);
  await recordAct(ledger, actor, { act: 'case.member', case: id, ...member });
}
