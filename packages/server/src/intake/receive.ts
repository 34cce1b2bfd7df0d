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
import { describeFiles } from './beside.ts';
import type { Layout, Settings } from './connectors/connector.ts';
import type { Format } from './connectors/index.ts';
import type { FileSource } from './file-source.ts';
import type { Intake } from './intake.ts';
import { withoutMedia } from './media.ts';
import type { OriginalOf, Placed } from './original.ts';
import { keepOriginal } from './original.ts';
import type { Ids } from './prepare.ts';
import { NO_IDS } from './prepare.ts';
import type { Columns, FromWorker } from './prepare-worker.ts';
import type { Scope } from './scope.ts';
import { sourceForImport } from './source.ts';
import type { Counts, SourceRow } from './store.ts';
import * as store from './store.ts';

/** What is known of how the bytes came: the conditions of 证据规定 93 as they hold now. */
export type Circumstances = {
  readonly method: 'post' | 'import' | 'reprocess';
  readonly actor: Actor;
  readonly zone: string;
  readonly file: FileDigests | undefined;
  /** The archive that the file stood in. */
  readonly within?: FileDigests;
};

export type FileDigests = {
  readonly name?: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sm3: string;
};

/** One stretch of bytes and how it is read. */
export type Cut = {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly settings: Settings;
  readonly layout: Layout;
  /** Whether it is the beginning of the file. */
  readonly first: boolean;
  readonly scope: Scope | undefined;
  readonly ids: Ids;
  readonly onlySource: string | undefined;
  /** What stands beside an imported file; undefined where media were put beforehand. */
  readonly beside: FileSource['beside'] | undefined;
};

/** A stretch to take in, and the delivery it belongs to if that is already open. */
export type Stretch = Cut & {
  readonly delivery: number | undefined;
  /** Set for an import: the delivery is opened even when this stretch brings nothing new. */
  readonly openAlways: boolean;
  /** Opens it then although the same bytes came before. */
  readonly evenIfKnown?: boolean;
  /** An earlier delivery of the same bytes, of which what was set aside is read once more. */
  readonly again?: number;
  /** Bytes of the file that are done once this stretch is, and whether that is all of it. */
  readonly doneBytes: number;
  readonly last: boolean;
  readonly firstLine: number;
  /** How many lines end in it. */
  readonly lines: number;
  /** The last line that a stretch before it set aside: a line may go on from one into the next. */
  readonly asideBefore?: number;
  readonly original: OriginalOf;
};

/** Native records of one source as a POST brings them: a file of its own, whose digest opens its delivery. */
export const posted = (source: SourceRow, bytes: Uint8Array): Stretch => ({
  bytes,
  format: { as: 'built-in', name: 'native' },
  settings: { source: source.name, ...(source.basis === null ? {} : { basis: source.basis }) },
  layout: {},
  first: true,
  scope: undefined,
  ids: NO_IDS,
  beside: undefined,
  onlySource: source.name,
  delivery: undefined,
  openAlways: false,
  doneBytes: bytes.length,
  last: true,
  firstLine: 0,
  lines: 0,
  original: { as: 'bytes', within: undefined },
});

/** `at` is the place in the words of the file: its line, or the sheet and row of a workbook. */
export type Reason = { readonly line: number; readonly at: string; readonly code: string; readonly why: string };

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
  return await recordStretch(intake, source, how, stretch, await sealStretch(intake, source, stretch));
}

/** What `sealStretch` made of a stretch, before the writer's lock. */
export type Sealed = {
  readonly needs: Extract<FromWorker, { step: 'needs' }>;
  readonly keys: Keys;
  readonly columns: Columns;
};

/** Records what was sealed; where a data key was destroyed in between, it is sealed once more under a new one. */
export async function recordStretch(
  intake: Intake,
  source: SourceRow,
  how: Circumstances,
  stretch: Stretch,
  first: Sealed,
): Promise<Received> {
  let sealed = first;
  for (let tried = 0; ; tried++) {
    const batch = { source, how, stretch, ...sealed };
    try {
      return await intake.ledger.db.servingAs(how.actor, (tx) => record(tx, intake, batch));
    } catch (error) {
      if (!(error instanceof KeyGone) || tried === RETRIES) throw error;
      intake.ledger.keys.forget();
      sealed = await sealStretch(intake, source, stretch);
    }
  }
}

/** A thread is kept only while it decodes and seals; the next stretch has it while this one is appended. */
export async function sealStretch(intake: Intake, source: SourceRow, cut: Cut): Promise<Sealed> {
  const { beside, ...rest } = cut;
  return await intake.workers.borrow(async (call) => {
    const job = { ...jobOf(rest), log: source.log };
    const first = expect(await call({ job }), 'needs');
    const elsewhere = cut.onlySource === undefined ? await sourcesElsewhere(intake.ledger, source, first.sources) : [];
    const files = await describeFiles(first.files, beside);
    const isSame = elsewhere.length === 0 && files.length === 0;
    const read = isSame ? first : expect(await call({ job: { ...job, elsewhere, files } }), 'needs');
    const missing =
      read.media.length === 0 ? [] : await withoutMedia(intake, read.media, { source, beside, keep: true });
    const keys = await resolveKeys(intake.ledger, source, read.needs);
    const without = missing.map(({ record: at }) => at);
    const { columns } = expect(await call({ keys: keys.records, without }), 'sealed');
    const needs = missing.length === 0 ? read : { ...read, quarantined: [...read.quarantined, ...missing] };
    return { needs, keys, columns };
  });
}

/** What of a stretch goes to a thread: plain data alone. */
const jobOf = ({ format, settings, layout, first, scope, ids, onlySource, bytes }: Omit<Cut, 'beside'>) => ({
  ...{ format, settings, layout, first, scope, ids, onlySource, bytes },
});

/** Adds the sources a file names and nobody has added, and answers those whose records belong into another log. */
async function sourcesElsewhere(ledger: Ledger, into: SourceRow, names: readonly string[]) {
  const elsewhere: { source: string; log: string }[] = [];
  for (const name of names.filter((each) => each !== into.name)) {
    const source = await sourceForImport(ledger, systemActor, name, into.log);
    if (source.log !== into.log) elsewhere.push({ source: name, log: source.log });
  }
  return elsewhere;
}

/** The answer of a worker to the step it was asked for. */
export function expect<S extends FromWorker['step']>(answer: FromWorker, step: S): Extract<FromWorker, { step: S }> {
  if (answer.step !== step) throw new Error(`a worker answered ${answer.step} instead of ${step}`);
  return answer as Extract<FromWorker, { step: S }>;
}

export type Keys = { readonly source: DataKey; readonly records: readonly DataKey[] };

async function resolveKeys(ledger: Ledger, source: SourceRow, needs: readonly KeyNeed[]): Promise<Keys> {
  const holderMac = ledger.secrets.mac(holderMessage(`source:${source.name}`));
  const own: KeyNeed = { holderMac, class: 'source', month: shanghaiMonth(ledger.clock.now()) };
  const [first, ...records] = await ledger.keys.resolve(source.logId, [own, ...needs]);
  if (first === undefined) throw new Error('a source has a data key');
  return { source: first, records };
}

type Batch = Sealed & {
  readonly source: SourceRow;
  readonly how: Circumstances;
  readonly stretch: Stretch;
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
  if (stretch.again !== undefined) await markTaken(tx, batch, stretch.again, delivery, reasons);
  if (delivery === null) return { ...answer, delivery: undefined };
  if (stretch.delivery === undefined && !stretch.first) throw new BeganTooLate();
  if (stretch.delivery === undefined)
    await store.openDelivery(tx, { logId: source.logId, index: delivery, sourceId: source.sourceId, fileMac });
  const log = await ledgerStore.logNamed(tx, source.log);
  const placed = [...placedOf(columns, keys.records, outcomes), ...outsideOf(needs.quarantined)];
  await keepOriginal(tx, { log, delivery }, stretch, placed, keys.source);
  const setAside = stretch.again === undefined ? reasons : [];
  await store.insertQuarantine(
    tx,
    source.logId,
    delivery,
    setAside.filter(({ line }, at) => setAside[at - 1]?.line !== line),
  );
  await store.advanceDelivery(tx, source.logId, delivery, stretch.doneBytes, stretch.last, counts);
  return { ...answer, delivery };
}

/** What was set aside before and is not any more, in the lines of this stretch. */
async function markTaken(
  tx: Tx,
  { source, stretch }: Batch,
  again: number,
  delivery: number | null,
  reasons: readonly Reason[],
): Promise<void> {
  const { firstLine, lines, last, asideBefore } = stretch;
  // A line that does not end here is judged where it does.
  const range = { from: firstLine + 1, to: firstLine + lines + (last ? 1 : 0) };
  const at = { logId: source.logId, delivery: again, takenBy: delivery ?? again };
  const still = asideBefore === undefined ? [] : [asideBefore];
  await store.markTaken(tx, at, { ...range, except: [...still, ...reasons.map(({ line }) => line)] });
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

/** Bytes that were not handed over: they are left out of the original, and how many is said. */
const outsideOf = (quarantined: Batch['needs']['quarantined']): readonly Placed[] =>
  quarantined.flatMap(({ start, end, outside }) => (outside === true ? [{ start, end, outcome: 'outside' }] : []));

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
  const named = (line: number, label: string | undefined, code: string, why: string) => ({
    line: line + stretch.firstLine,
    at: label ?? `line ${line + stretch.firstLine}`,
    code,
    why,
  });
  const unreadable = needs.quarantined.map(({ line, label, code, why }) => named(line, label, code, why));
  const forgotten = outcomes.flatMap((outcome, i) => {
    const why = 'what this line holds was destroyed under the retention rules and is not recorded again';
    const line = columns.places[i * 4] ?? 0;
    return outcome.as === 'forgotten' ? [named(line, undefined, 'record.forgotten', why)] : [];
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
    connector: stretch.format.as === 'built-in' ? stretch.format.name : 'mapping',
    mapping: stretch.format.as === 'mapping' ? stretch.format.digest : null,
    owner: settings.owner ?? null,
    tool: intake.tool,
    host: intake.host,
    clock: { at: intake.ledger.clock.now(), offsetMillis: null },
    zone: how.zone,
    basis: settings.basis ?? source.basis,
    handover: settings.handover ?? null,
    file,
    within: how.within ?? null,
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
