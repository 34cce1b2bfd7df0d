import type { Intake } from '../../packages/server/src/intake/intake.ts';
import { originalParts } from '../../packages/server/src/intake/original.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';

/** The bytes of a delivery as they came; `undefined` where a part of them is not kept any more. */
export async function originalOf(intake: Intake, delivery: number, name = 'main'): Promise<Buffer | undefined> {
  return await intake.ledger.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, name);
    const parts: Uint8Array[] = [];
    for await (const part of originalParts({ tx, ...intake }, { log, delivery })) {
      if (typeof part === 'string') return undefined;
      parts.push(part);
    }
    return Buffer.concat(parts);
  });
}
