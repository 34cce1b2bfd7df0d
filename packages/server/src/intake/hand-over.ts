import { recordKeyMessage } from '../ledger/mac-messages.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import type { Intake } from './intake.ts';
import type { Scope } from './scope.ts';
import * as store from './store.ts';

/**
 * What the hand-over `reference` (`SOURCE:ID`, or an id of the same source) covers, by its newest record; undefined
 * when the ledger holds no such record or it was destroyed.
 */
export async function scopeOf(intake: Intake, source: string, reference: string): Promise<Scope | undefined> {
  const { ledger } = intake;
  const places = [[source, reference], splitAtColon(reference)].filter((each) => each !== undefined);
  const scope = await ledger.db.as(systemActor, async (tx) => {
    for (const [name, externalId] of places) {
      const row = await store.sourceNamed(tx, name ?? '');
      const log = row && (await ledgerStore.logNamed(tx, row.log));
      if (row === undefined || log === undefined) continue;
      const seen = await ledgerStore.seenOf(tx, log.logId, [
        ledger.secrets.mac(recordKeyMessage(row.name, externalId ?? '')),
      ]);
      const newest = seen.reduce((last, { index }) => Math.max(last, index), -1);
      const [entry] = newest === -1 ? [] : await readEntries(tx, ledger, log, [newest]);
      if (entry?.content.status !== 'open') continue;
      const { kind, body } = entry.content.body as { kind?: unknown; body?: { scope?: unknown } };
      if (kind === 'handover') return body?.scope as Partial<Scope> | undefined;
    }
    return undefined;
  });
  if (scope === undefined) return undefined;
  const { counterparties = [], since, until } = scope;
  return { counterparties: await intake.knownAs(counterparties), since, until };
}

function splitAtColon(reference: string): readonly [string, string] | undefined {
  const at = reference.indexOf(':');
  return at === -1 ? undefined : [reference.slice(0, at), reference.slice(at + 1)];
}
