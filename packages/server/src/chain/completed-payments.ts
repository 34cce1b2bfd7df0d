import type { Directory } from '../people/directory.ts';
import { compareText } from '../people/fact.ts';
import { compareMoments, orderOf } from './order.ts';
import type { Payment, TransferFact } from './read-payment.ts';
import { readPayment } from './read-payment.ts';

/**
 * Only completed payments count. One payment that two sources report (same reference, or same two accounts and
 * amount at a time that can be the same) is one payment, so that no sum counts it twice.
 */
export function completedPayments(facts: readonly TransferFact[], directory: Directory): readonly Payment[] {
  const bySum = new Map<string, Payment[]>();
  for (const fact of facts) {
    if ((fact.record.body.state ?? 'completed') !== 'completed') continue;
    const payment = readPayment(fact, directory);
    const key = `${payment.amount.currency} ${payment.amount.minor} ${directory.handleKey(payment.to)}`;
    const twins = bySum.get(key) ?? [];
    const at = twins.findIndex((twin) => isSamePayment(twin, payment, directory));
    const twin = twins[at];
    if (twin === undefined) {
      bySum.set(key, [...twins, payment]);
      continue;
    }
    bySum.set(key, twins.with(at, { ...twin, sameEntries: [...twin.sameEntries, payment.entry] }));
  }
  return [...bySum.values()]
    .flat()
    .toSorted((a, b) => compareMoments(a, b) || compareText(a.entry.log, b.entry.log) || a.entry.index - b.entry.index);
}

function isSamePayment(a: Payment, b: Payment, directory: Directory): boolean {
  const references = [a.fact.record.body.reference, b.fact.record.body.reference];
  if (references[0] !== undefined && references[1] !== undefined) return references[0] === references[1];
  if (a.entry.source === b.entry.source && a.entry.log === b.entry.log) return false;
  return directory.handleKey(a.from) === directory.handleKey(b.from) && orderOf(a, b) === 'unknown';
}
