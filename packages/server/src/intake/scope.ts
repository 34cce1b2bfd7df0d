import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { spanOf } from '../kernel/time.ts';

/**
 * What a hand-over covers: payments with these parties in this time. A bill shows far more than was handed over
 * for a purpose, and what is outside must not be kept (个人信息保护法 6, 28, 29).
 */
export type Scope = {
  /** Every name and account by which a declared counterparty is known; empty when none was declared. */
  readonly counterparties: readonly Party[];
  readonly since: Instant | undefined;
  readonly until: Instant | undefined;
};

/** Whether a record may be kept under `scope`; only payments are narrowed by it. */
export function isInScope(record: NativeRecord, scope: Scope): boolean {
  if (record.kind !== 'transfer') return true;
  const happened = spanOf(record.occurredAt, record.precision);
  if (scope.since !== undefined && happened.to <= scope.since) return false;
  if (scope.until !== undefined && happened.from >= endOf(scope.until)) return false;
  if (scope.counterparties.length === 0) return true;
  const sides = [record.body.from, record.body.to];
  return sides.some((side) => scope.counterparties.some((party) => isSame(side, party)));
}

/** The first moment behind it. A last day is stated as a date and stored as its beginning; the whole day is meant. */
function endOf(until: Instant): number {
  const day = spanOf(until, 'day');
  return day.from === until ? day.to : until + 1;
}

/** The same account, or the same full name; a masked account is the same as nothing. */
function isSame(side: Party, party: Party): boolean {
  if (side.system === party.system && side.ref === party.ref && !side.ref.includes('*')) return true;
  const names = namesOf(party);
  return namesOf(side).some((name) => names.includes(name));
}

function namesOf({ system, ref, name }: Party): readonly string[] {
  const own = system === 'company' || system === 'name' ? [ref] : [];
  return [...own, ...(name === undefined ? [] : [name])].map((each) => each.normalize('NFKC').trim());
}
