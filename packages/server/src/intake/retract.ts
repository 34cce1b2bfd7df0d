import { Refusal } from '../kernel/refusal.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import { append } from '../ledger/append.ts';
import { commitBody, sealBody } from '../ledger/body.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import type { Place } from '../ledger/read.ts';
import type { RetractionBody } from '../ledger/retraction.ts';
import * as retractionStore from '../ledger/retraction-store.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';

const MOST_WORDS = 2_000;

/** A delivery by the log it stands in and its index there. */
type DeliveryPlace = { readonly log: string; readonly delivery: number };

/**
 * Undoes a delivery: one `retraction` entry in its log says so, who did it and why. Every entry, body and original
 * stays and keeps verifying. What was derived from its records goes, and the same may be recorded again as if it had
 * never come. What was destroyed stays destroyed and is not recorded again.
 *
 * Refuses with `request.invalid` when `why` is empty or over 2,000 characters, with `not_found` when there is no such
 * delivery, and with `import.retracted` when it was undone already.
 */
export async function retractDelivery(
  ledger: Ledger,
  actor: Actor,
  { log: name, delivery }: DeliveryPlace,
  why: string,
): Promise<{ readonly index: number; readonly records: number }> {
  const reason = checkedReason(why);
  const { logId } = await deliveryOrRefuse(ledger, actor, { log: name, index: delivery });
  const holderMac = ledger.secrets.mac(holderMessage('retractions'));
  const month = shanghaiMonth(ledger.clock.now());
  const [key] = await ledger.keys.resolve(logId, [{ holderMac, class: 'act', month }]);
  if (key === undefined) throw new Error('a retraction has a data key');
  return await ledger.db.servingAs(actor, async (tx) => {
    await ledgerStore.lockHead(tx, logId);
    const standing = await retractionStore.deliveryAt(tx, logId, delivery);
    if (standing?.retracted !== undefined) {
      const already = `delivery ${name}:${delivery} was undone already by ${name}:${standing.retracted}`;
      throw new Refusal('import.retracted', { why: already });
    }
    const records = await retractionStore.countBrought(tx, logId, delivery);
    const body: RetractionBody = { delivery, records, why: reason, by: `${actor.role}:${actor.id}` };
    const committed = commitBody(name, 'retraction', body, new Uint8Array(0));
    const { sha256, sm3 } = committed;
    const draft = { type: 'retraction' as const, sha256, sm3, keyId: key.keyId, sealed: sealBody(key.key, committed) };
    const { outcomes } = await append(tx, ledger.clock, logId, [draft], { own: true });
    const index = outcomes[0]?.index;
    if (index === undefined) throw new Error('a retraction has an index');
    await retractionStore.markRetracted(tx, logId, delivery, index);
    return { index, records };
  });
}

function checkedReason(why: string): string {
  const reason = why.trim();
  if (reason === '' || reason.length > MOST_WORDS || !reason.isWellFormed())
    throw new Refusal('request.invalid', { why: `say why in 1 to ${MOST_WORDS} characters` });
  return reason;
}

async function deliveryOrRefuse(ledger: Ledger, actor: Actor, { log: name, index }: Place) {
  return await ledger.db.as(actor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    const found = log && Number.isSafeInteger(index) && (await retractionStore.deliveryAt(tx, log.logId, index));
    if (!log || !found) throw new Refusal('not_found', { what: `a delivery ${name}:${index}` });
    return log;
  });
}
