import { shanghaiMonth } from '../kernel/time.ts';
import type { Draft, Outcome } from '../ledger/append.ts';
import { append, KeyGone } from '../ledger/append.ts';
import type { Body } from '../ledger/body.ts';
import { commitBody, sealBody } from '../ledger/body.ts';
import type { DataKey, KeyNeed } from '../ledger/data-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fileMessage, holderMessage } from '../ledger/mac-messages.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Settings } from './connectors/connector.ts';
import type { Intake } from './intake.ts';
import { withoutMedia } from './media.ts';
import type { Placed } from './original.ts';
import { keepOriginal } from './original.ts';
import type { Columns, FromWorker } from './prepare-worker.ts';
import { sourceForImport } from './source.ts';
import type { Counts, SourceRow } from './store.ts';
import * as store from './store.ts';

/** What is known of how the bytes came: the conditions of 证据规定 93 as they hold now. */
export type Circumstances = {
  readonly method: 'post' | 'import';
  readonly actor: Actor;
  readonly zone: string;
  readonly file:
    | { readonly name?: string; readonly sizeBytes: number; readonly sha256: string; readonly sm3: string }
    | undefined;
};

/** One stretch of bytes to take in, and the delivery it belongs to if that is already open. */
export type Stretch = {
  readonly bytes: Uint8Array;
  readonly connector: string;
  readonly settings: Settings;
  readonly onlySource: string | undefined;
  readonly delivery: number | undefined;
  /** Set for an import: the delivery is opened even when this stretch brings nothing new. */
  readonly openAlways: boolean;
  /** Opens it then although the same bytes came before. */
  readonly evenIfKnown?: boolean;
  /** Bytes of the file that are done once this stretch is, and whether that is all of it. */
  readonly doneBytes: number;
  readonly last: boolean;
  readonly firstLine: number;
  /** The folder of an imported file, where its media stand; absent where media were put beforehand. */
  readonly mediaFolder?: string;
};

export type Reason = { readonly line: number; readonly code: string; readonly why: string };

export type Received = Counts & {
  readonly reasons: readonly Reason[];
  readonly delivery: number | undefined;
  /** First index of what is new and the one behind the last; equal when nothing is. */
  readonly from: number;
  readonly to: number;
};

/**
 * A file that was taken in before has something new only behind its first stretch. A delivery opened there would
 * not hold the whole original, so nothing is recorded; the caller begins again and opens it with the first stretch.
 */
export class BeganTooLate extends Error {}

const RETRIES = 3;

/**
 * Takes one stretch in: everything in it that can be read is appended, the rest is kept and named.
 * When this answers, it is durable; when it throws, nothing of the stretch was recorded.
 */
export async function receive(
  intake: Intake,
  source: SourceRow,
  how: Circumstances,
  stretch: Stretch,
): Promise<Received> {
  for (let tried = 0; ; tried++) {
    const sealed = await sealStretch(intake, source, stretch);
    try {
      return await intake.ledger.db.as(how.actor, (tx) => record(tx, intake, { source, how, stretch, ...sealed }));
    } catch (error) {
      if (!(error instanceof KeyGone) || tried === RETRIES) throw error;
      intake.ledger.keys.forget();
    }
  }
}

/** A thread is kept only while it decodes and seals; the next stretch has it while this one is appended. */
async function sealStretch(intake: Intake, source: SourceRow, stretch: Stretch) {
  const { connector, settings, onlySource, bytes, mediaFolder: folder } = stretch;
  return await intake.workers.borrow(async (call) => {
    const job = { connector, settings, log: source.log, onlySource, bytes };
    const first = expect(await call({ job }), 'needs');
    const elsewhere = onlySource === undefined ? await sourcesElsewhere(intake.ledger, source, first.sources) : [];
    const read = elsewhere.length === 0 ? first : expect(await call({ job: { ...job, elsewhere } }), 'needs');
    const missing =
      read.media.length === 0 ? [] : await withoutMedia(intake, read.media, { source, folder, keep: true });
    const keys = await resolveKeys(intake.ledger, source, read.needs);
    const without = missing.map(({ record: at }) => at);
    const { columns } = expect(await call({ keys: keys.records, without }), 'sealed');
    const needs = missing.length === 0 ? read : { ...read, quarantined: [...read.quarantined, ...missing] };
    return { needs, keys, columns };
  });
}

/** Adds the sources a file names and nobody has added, and answers those whose records belong into another log. */
async function sourcesElsewhere(ledger: Ledger, into: SourceRow, names: readonly string[]) {
  const elsewhere: { source: string; log: string }[] = [];
  for (const name of names.filter((each) => each !== into.name)) {
    const source = await sourceForImport(ledger, systemActor, name, into.log);
    if (source.log !== into.log) elsewhere.push({ source: name, log: source.log });
  }
  return elsewhere;
}

function expect<S extends FromWorker['step']>(answer: FromWorker, step: S): Extract<FromWorker, { step: S }> {
  if (answer.step !== step) throw new Error(`a worker answered ${answer.step} instead of ${step}`);
  return answer as Extract<FromWorker, { step: S }>;
}

type Keys = { readonly source: DataKey; readonly records: readonly DataKey[] };

async function resolveKeys(ledger: Ledger, source: SourceRow, needs: readonly KeyNeed[]): Promise<Keys> {
  const holderMac = ledger.secrets.mac(holderMessage(`source:${source.name}`));
  const own: KeyNeed = { holderMac, class: 'source', month: shanghaiMonth(ledger.clock.now()) };
  const [first, ...records] = await ledger.keys.resolve(source.logId, [own, ...needs]);
  if (first === undefined) throw new Error('a source has a data key');
  return { source: first, records };
}

type Batch = {
  readonly source: SourceRow;
  readonly how: Circumstances;
  readonly stretch: Stretch;
  readonly needs: Extract<FromWorker, { step: 'needs' }>;
  readonly keys: Keys;
  readonly columns: Columns;
};

async function record(tx: Tx, intake: Intake, batch: Batch): Promise<Received> {
  const { source, stretch, needs, keys, columns, how } = batch;
  const { ledger } = intake;
  const fileMac = ledger.secrets.mac(fileMessage(how.file?.sha256 ?? needs.sha256));
  const drafts = draftsOf(columns, keys.records);
  const mayOpenForNothing = stretch.delivery === undefined && (stretch.openAlways || needs.quarantined.length > 0);
  // Only under the writer's lock is it certain that nobody is bringing the same bytes at this moment.
  if (mayOpenForNothing) await ledgerStore.lockHead(tx, source.logId);
  const known = mayOpenForNothing && (await store.deliveriesOf(tx, source.sourceId, fileMac)).length > 0;
  const evenIfNothingNew = stretch.evenIfKnown === true || (mayOpenForNothing && !known);
  const brought =
    stretch.delivery === undefined
      ? { open: deliveryDraft(intake, batch), evenIfNothingNew }
      : { index: stretch.delivery };
  const { outcomes, delivery, size } = await append(tx, ledger.clock, source.logId, drafts, brought);
  const counts = countsOf(outcomes, needs.quarantined.length);
  const reasons = reasonsOf(batch, outcomes);
  const fresh = counts.accepted + counts.changed;
  const answer = { ...counts, reasons, from: size - fresh, to: size };
  if (delivery === null) return { ...answer, delivery: undefined };
  if (stretch.delivery === undefined && stretch.doneBytes > stretch.bytes.length) throw new BeganTooLate();
  if (stretch.delivery === undefined)
    await store.openDelivery(tx, { logId: source.logId, index: delivery, sourceId: source.sourceId, fileMac });
  const log = await ledgerStore.logNamed(tx, source.log);
  await keepOriginal(tx, { log, delivery }, stretch.bytes, placedOf(columns, keys.records, outcomes), keys.source);
  await store.insertQuarantine(
    tx,
    source.logId,
    delivery,
    reasons.filter(({ line }, at) => reasons[at - 1]?.line !== line),
  );
  await store.advanceDelivery(tx, source.logId, delivery, stretch.doneBytes, stretch.last, counts);
  return { ...answer, delivery };
}

function draftsOf(columns: Columns, keys: readonly DataKey[]): readonly Draft[] {
  return Array.from({ length: columns.count }, (_, i): Draft => {
    const digest = (from: number, to: number) => columns.digests.subarray(i * 96 + from, i * 96 + to);
    const key = keys[columns.places[i * 4 + 3] ?? -1];
    if (key === undefined) throw new Error('a record names no data key');
    return {
      type: 'record',
      keyId: key.keyId,
      sha256: digest(32, 64),
      sm3: digest(64, 96),
      sealed: columns.sealed.subarray(i === 0 ? 0 : columns.ends[i - 1], columns.ends[i]),
      seen: { keyMac: digest(0, 16), contentMac: digest(16, 32) },
    };
  });
}

function placedOf(columns: Columns, keys: readonly DataKey[], outcomes: readonly Outcome[]): readonly Placed[] {
  return outcomes.map((outcome, i) => {
    const [start, end, need] = [
      columns.places[i * 4 + 1] ?? 0,
      columns.places[i * 4 + 2] ?? 0,
      columns.places[i * 4 + 3] ?? 0,
    ];
    const key = keys[need];
    if (key === undefined) throw new Error('a record names no data key');
    return { start, end, outcome, key };
  });
}

function countsOf(outcomes: readonly Outcome[], unreadable: number): Counts {
  const count = (as: Outcome['as']) => outcomes.filter((outcome) => outcome.as === as).length;
  return {
    accepted: count('accepted'),
    repeated: count('repeated'),
    changed: count('changed'),
    quarantined: unreadable + count('forgotten'),
  };
}

function reasonsOf({ needs, columns, stretch }: Batch, outcomes: readonly Outcome[]): readonly Reason[] {
  const unreadable = needs.quarantined.map(({ line, code, why }) => ({ line: line + stretch.firstLine, code, why }));
  const forgotten = outcomes.flatMap((outcome, i) => {
    const line = (columns.places[i * 4] ?? 0) + stretch.firstLine;
    const why = 'what this line holds was destroyed under the retention rules and is not recorded again';
    return outcome.as === 'forgotten' ? [{ line, code: 'record.forgotten', why }] : [];
  });
  return [...unreadable, ...forgotten].sort((a, b) => a.line - b.line);
}

function deliveryDraft(intake: Intake, { source, how, stretch, needs, keys }: Batch): Draft {
  const { settings } = stretch;
  const file = how.file ?? { sizeBytes: stretch.bytes.length, sha256: needs.sha256, sm3: needs.sm3 };
  const body: Body = {
    source: source.name,
    actor: `${how.actor.role}:${how.actor.id}`,
    collectors: [],
    method: how.method,
    connector: stretch.connector,
    tool: intake.tool,
    host: intake.host,
    clock: { at: intake.ledger.clock.now(), offsetMillis: null },
    zone: how.zone,
    basis: settings.basis ?? source.basis,
    handover: settings.handover ?? null,
    file,
  };
  const committed = commitBody(source.log, 'delivery', body, new Uint8Array(0));
  return {
    type: 'delivery',
    keyId: keys.source.keyId,
    sha256: committed.sha256,
    sm3: committed.sm3,
    sealed: sealBody(keys.source.key, committed),
  };
}
