import { Refusal } from '../kernel/refusal.ts';
import type { Place } from '../ledger/read.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { importInput } from './import-file.ts';
import { inputsIn } from './inputs.ts';
import type { Intake } from './intake.ts';
import { readMapping } from './keep-mapping.ts';
import type { Mapping } from './mapping/schema.ts';
import type { Delivered } from './original-file.ts';
import { readDelivery, withOriginal } from './original-file.ts';
import type { ImportReport } from './report.ts';
import * as store from './store.ts';

/**
 * Reads the original of a delivery once more, with the formats as they are now or by another mapping: what was set
 * aside and can be read now is recorded, what is recorded already stays as it is. The answer is a report as of an
 * import; rows that are read now are noted as taken.
 */
export async function reprocess(
  intake: Intake,
  actor: Actor,
  place: Place,
  mapping: Mapping | undefined,
): Promise<ImportReport> {
  await refuseUndone(intake, actor, place);
  return await withOriginal(intake, actor, place, async (file, delivered) => {
    const [input, ...more] = await inputsIn(file, delivered.name, undefined);
    if (input === undefined || 'refusal' in input || more.length > 0)
      throw new Refusal('import.unrecognised', { why: 'this delivery is not one readable file' });
    const chosen = mapping ?? (await mappingOf(intake, delivered));
    return await importInput(intake, input, {
      ...delivered.settings,
      source: delivered.source.name,
      ...(chosen === undefined ? {} : { mapping: chosen }),
      dryRun: false,
      actor,
      progress: () => undefined,
      again: place.index,
    });
  });
}

async function refuseUndone(intake: Intake, actor: Actor, place: Place): Promise<void> {
  const { log } = await readDelivery(intake, actor, place);
  const all = await intake.ledger.db.as(actor, (tx) => store.allDeliveries(tx, log.logId));
  if (all.find(({ index }) => index === place.index)?.isRetracted === true)
    throw new Refusal('import.retracted', {
      why: `delivery ${place.log}:${place.index} was undone; import its file again`,
    });
}

/** The newest version of the mapping that read it then. */
export async function mappingOf({ ledger }: Intake, { mapping: digest }: Delivered): Promise<Mapping | undefined> {
  if (digest === undefined) return undefined;
  return await ledger.db.as(systemActor, async (tx) => {
    const then = await store.mappingBy(tx, { digest });
    const now = then && (await store.mappingBy(tx, { name: then.name }));
    return now && readMapping(now.text);
  });
}
