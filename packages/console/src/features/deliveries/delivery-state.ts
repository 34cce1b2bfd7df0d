import type { Delivery } from '../../api/types.ts';

export type DeliveryState = 'retracted' | 'unfinished' | 'finished';

/** One word for a delivery; that it was undone outweighs everything else. */
export function deliveryState({ retracted, finished }: Pick<Delivery, 'retracted' | 'finished'>): DeliveryState {
  if (retracted !== null) return 'retracted';
  return finished ? 'finished' : 'unfinished';
}

/** How many records of the ledger came with a delivery: what is taken back when it is undone. */
export function recordsOf({ accepted, changed }: Pick<Delivery, 'accepted' | 'changed'>): number {
  return accepted + changed;
}
