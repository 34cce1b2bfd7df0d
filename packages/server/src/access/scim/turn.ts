import type { Ledger } from '../../ledger/ledger.ts';

const last = new WeakMap<Ledger, Promise<unknown>>();

/**
 * Runs what directories change one after the other, so that nothing changes between looking at a version and writing, and
 * two requests at once do not propose the same twice. One server answers for a ledger at a time.
 */
export async function inTurn<T>(ledger: Ledger, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(ledger) ?? Promise.resolve()).then(work);
  last.set(
    ledger,
    mine.catch(() => undefined),
  );
  return await mine;
}
