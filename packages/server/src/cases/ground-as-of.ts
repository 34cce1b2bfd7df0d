import { personOf } from '../access/pseudonym.ts';
import { chainById } from '../chain/show.ts';
import { findingInContext } from '../detect/show.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Body } from '../ledger/body.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Person } from '../people/attribution.ts';
import { worldOf } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Stated } from './ground.ts';
import { FORM, isUrgent } from './ground.ts';
import { casesOf } from './list-cases.ts';
import * as store from './store.ts';

/**
 * The ground upon which this actor looks up where a customer or a person stood. Without a case that is what an alert or a
 * chain is about; a case opens the persons it names and the customers they ever had; `urgent` opens anything at once with
 * a reason, and alerts the auditor. Refuses with `reading.needs_ground`, which is recorded too.
 */
export async function groundAsOf(
  ledger: Ledger,
  actor: Actor,
  subject: Person,
  what: Body,
  stated: Stated,
): Promise<string> {
  if (actor.role !== 'account') return 'command-line';
  const { ground, why = '' } = stated;
  const found = FORM.exec(ground ?? '');
  const [, kind, id = '', , , urgent] = found ?? [];
  if (isUrgent(urgent, why)) return 'urgent';
  const holds =
    kind === 'finding'
      ? await isInFinding(ledger, actor, id, subject)
      : kind === 'chain'
        ? await isInChain(ledger, actor, id, subject)
        : kind === 'case' && (await isInCase(ledger, actor, id, subject));
  if (holds) return ground ?? 'none';
  const refused = { ground: found === null ? 'none' : (ground ?? 'none'), items: 0, outcome: 'refused' } as const;
  await audit(ledger, actor, 'as-of.read', what, refused);
  throw new Refusal('reading.needs_ground', {
    why: 'name the finding, chain or case that this customer or person belongs to, or `urgent` with a reason of ten characters',
  });
}

async function isInFinding(ledger: Ledger, actor: Actor, id: string, { system, ref }: Person): Promise<boolean> {
  const { row } = await findingInContext(ledger, actor, id);
  if (system === 'hr') return row.aboutMac?.toString('hex') === personOf(ledger, ref);
  const { directory } = await worldOf(ledger);
  const accounts = [{ system, ref }, ...directory.handlesOf({ system, ref })];
  const macs = accounts.map((party) => partyMac(ledger, party));
  return await ledger.db.as(systemActor, (tx) => store.entryNames(tx, row, macs));
}

async function isInChain(ledger: Ledger, actor: Actor, id: string, { system, ref }: Person): Promise<boolean> {
  const { chain } = (await chainById(ledger, actor, id)).found;
  return system === 'hr' ? chain.employee.ref === ref : chain.customers.some((customer) => customer.ref === ref);
}

async function isInCase(ledger: Ledger, actor: Actor, id: string, { system, ref }: Person): Promise<boolean> {
  const found = (await casesOf(ledger, actor)).find((each) => each.id === id && each.state === 'open');
  if (found === undefined) return false;
  if (system === 'hr') return found.employees.includes(ref);
  const { directory } = await worldOf(ledger);
  return found.employees.some((employee) => directory.everOwned(employee).includes(ref));
}
