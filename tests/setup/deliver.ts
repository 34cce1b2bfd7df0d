import { createHash } from 'node:crypto';
import { holderOf, retentionClassOf } from '../../packages/server/src/intake/holder.ts';
import { addSource } from '../../packages/server/src/intake/source.ts';
import type { SourceRow } from '../../packages/server/src/intake/store.ts';
import * as intakeStore from '../../packages/server/src/intake/store.ts';
import type { NativeRecord } from '../../packages/server/src/kernel/record.ts';
import { decodeRecord } from '../../packages/server/src/kernel/record.ts';
import { shanghaiMonth } from '../../packages/server/src/kernel/time.ts';
import type { Appended, Draft } from '../../packages/server/src/ledger/append.ts';
import { append } from '../../packages/server/src/ledger/append.ts';
import type { Body } from '../../packages/server/src/ledger/body.ts';
import { commitBody, sealBody } from '../../packages/server/src/ledger/body.ts';
import type { RetentionClass } from '../../packages/server/src/ledger/data-keys.ts';
import type { Ledger } from '../../packages/server/src/ledger/ledger.ts';
import { contentMessage, holderMessage, recordKeyMessage } from '../../packages/server/src/ledger/mac-messages.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';

/** A record as a source writes it, of which the test says only what it is about. */
export type Line = {
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly body: unknown;
  readonly basis?: string;
  readonly handover?: string;
};

/** Records one delivery without threads or files: into a new delivery, or into one that is open already. */
export async function deliver(
  ledger: Ledger,
  source: SourceRow,
  lines: readonly Line[],
  into?: number,
): Promise<Appended> {
  const records = lines.map((line) => recordOf(source, line));
  const drafts: Draft[] = [];
  for (const record of records) drafts.push(await draftOf(ledger, source, record));
  const file = { sizeBytes: 0, sha256: createHash('sha256').digest('hex'), sm3: createHash('sm3').digest('hex') };
  const opening = { type: 'delivery' as const, body: { source: source.name, file }, holder: `source:${source.name}` };
  const open = await sealed(ledger, source, { ...opening, class: 'source', at: ledger.clock.now() });
  return await ledger.db.as(systemActor, async (tx) => {
    const brought = into === undefined ? { open, evenIfNothingNew: false } : { index: into };
    const done = await append(tx, ledger.clock, source.logId, drafts, brought);
    const { delivery: index } = done;
    if (index === null) return done;
    const { logId, sourceId } = source;
    if (into === undefined)
      await intakeStore.openDelivery(tx, { logId, index, sourceId, fileMac: Buffer.alloc(16, 1) });
    const count = (as: string) => done.outcomes.filter((outcome) => outcome.as === as).length;
    const counts = { accepted: count('accepted'), repeated: count('repeated'), changed: count('changed') };
    await intakeStore.advanceDelivery(tx, logId, index, 0, true, { ...counts, quarantined: count('forgotten') });
    return done;
  });
}

export async function sourceNamed(ledger: Ledger, name: string): Promise<SourceRow> {
  return (await addSource(ledger, systemActor, { name })).source;
}

function recordOf(source: SourceRow, { id, at, basis = 'work-system', ...rest }: Line): NativeRecord {
  const decoded = decodeRecord({ v: 1, source: source.name, externalId: id, occurredAt: at, basis, ...rest });
  if (!decoded.ok) throw new Error(`${id}: ${decoded.why}`);
  return decoded.record;
}

async function draftOf(ledger: Ledger, source: SourceRow, record: NativeRecord): Promise<Draft> {
  const content = record as unknown as Body;
  const body = { ...content, slice: { sha256: createHash('sha256').digest('hex'), sizeBytes: 0 } };
  const what = { type: 'record' as const, body, holder: holderOf(record), class: retentionClassOf(record) };
  const keyMac = ledger.secrets.mac(recordKeyMessage(record.source, record.externalId));
  const contentMac = ledger.secrets.mac(contentMessage(content));
  return { ...(await sealed(ledger, source, { ...what, at: record.occurredAt })), seen: { keyMac, contentMac } };
}

type What = {
  readonly type: Draft['type'];
  readonly body: Body;
  readonly holder: string;
  readonly class: RetentionClass;
  readonly at: Parameters<typeof shanghaiMonth>[0];
};

async function sealed(
  ledger: Ledger,
  source: SourceRow,
  { type, body, holder, class: kind, at }: What,
): Promise<Draft> {
  const need = { holderMac: ledger.secrets.mac(holderMessage(holder)), class: kind, month: shanghaiMonth(at) };
  const [key] = await ledger.keys.resolve(source.logId, [need]);
  if (key === undefined) throw new Error('a draft has a data key');
  const committed = commitBody(source.log, type, body, new Uint8Array(0));
  const { sha256, sm3 } = committed;
  return { type, keyId: key.keyId, sha256, sm3, sealed: sealBody(key.key, committed) };
}
