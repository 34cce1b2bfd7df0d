import { accountNamed } from '../access/accounts.ts';
import { recordAct } from '../access/acts/record-act.ts';
import { personOf } from '../access/pseudonym.ts';
import { isWalled } from '../access/reach-store.ts';
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
 * stay covered until two persons un-mask them. Refuses with `request.invalid` for a number no employee has and with
 * `not_found` where a member is walled off from one of them.
 */
export async function openCase(ledger: Ledger, actor: Actor, given: NewCase): Promise<string> {
  const { directory } = await ledger.db.as(systemActor, (tx) => readWorld(tx, ledger));
  const unknown = given.employees.filter(
    (ref) =>
      directory.employee(ref, LAST_INSTANT) === undefined && directory.employeeName(ref, LAST_INSTANT) === undefined,
  );
  if (unknown.length > 0)
    throw new Refusal('request.invalid', { why: `${unknown.length} of these employee numbers are not known` });
  const id = randomId();
  const members = [...new Set([...(actor.role === 'account' ? [actor.id] : []), ...given.members])];
  for (const member of members) await refuseMember(ledger, member, given.employees);
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

/** Nobody works on a case about themselves, their managers or kin: to them it is not there. Refuses with `not_found`. */
async function refuseMember(ledger: Ledger, account: string, employees: readonly string[]): Promise<void> {
  await accountNamed(ledger, account);
  const persons = employees.map((ref) => personOf(ledger, ref));
  if (await ledger.db.as(systemActor, (tx) => isWalled(tx, account, persons)))
    throw new Refusal('not_found', { what: 'one of these persons' });
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
  if (member.member) await refuseMember(ledger, member.account, found.employees);
  await recordAct(ledger, actor, { act: 'case.member', case: id, ...member });
}
