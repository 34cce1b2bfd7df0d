import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { foresee } from '../ledger/append.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { fileMessage } from '../ledger/mac-messages.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { ANY_WRITER, ONE_IMPORT } from '../platform/locks.ts';
import type { Connector, Settings } from './connectors/connector.ts';
import { connectors } from './connectors/index.ts';
import type { Intake } from './intake.ts';
import { withoutMedia } from './media.ts';
import { prepare } from './prepare.ts';
import type { Circumstances, Reason } from './receive.ts';
import { BeganTooLate, receive } from './receive.ts';
import { sourceForImport } from './source.ts';
import type { Counts, SourceRow } from './store.ts';
import * as store from './store.ts';

export type ImportOptions = {
  readonly source?: string;
  readonly basis?: string;
  readonly owner?: string;
  readonly zone?: string;
  readonly handover?: string;
  readonly dryRun: boolean;
  readonly actor: Actor;
  /** Told after every stretch, in bytes of the file. */
  readonly progress: (doneBytes: number, sizeBytes: number) => void;
};

export type ImportReport = Counts & {
  readonly file: string;
  readonly format: string | null;
  readonly found: number;
  readonly needs: readonly string[];
  readonly reasons: readonly { readonly at: string; readonly code: string; readonly why: string }[];
};

/** A stretch ends at the first line end behind this many bytes. */
const STRETCH_BYTES = 2 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
/** A report names so many reasons; the counts stay complete and every place is in the quarantine. */
const NAMED_REASONS = 1_000;

const NOTHING: Counts = { accepted: 0, repeated: 0, changed: 0, quarantined: 0 };

/**
 * Takes a file in, recognised by its content. Each stretch is durable before the next begins, so an import
 * that was cut short goes on where it stopped when the same file is imported again.
 */
export async function importFile(intake: Intake, path: string, options: ImportOptions): Promise<ImportReport> {
  const head = await readHead(path);
  const connector = connectors.find((each) => each.recognise(head, basename(path)));
  if (connector === undefined) {
    const reasons = [
      {
        at: 'file',
        code: 'import.unrecognised',
        why: 'no known format fits the beginning of this file; nothing was recorded',
      },
    ];
    return { file: path, format: null, found: 0, ...NOTHING, needs: [], reasons };
  }
  const settings = settingsOf(connector, head, options);
  const needs = connector.needs(settings);
  if (needs.length > 0 && !options.dryRun) throw new Refusal('import.needs', { file: path, needs: needs.join(', ') });
  const file = { name: basename(path), ...(await digests(path)) };
  const plan = { connector, settings, file, path };
  const done = options.dryRun ? await rehearse(intake, plan, options) : await takeIn(intake, plan, options);
  const { counts, reasons } = done;
  const found = counts.accepted + counts.repeated + counts.changed + counts.quarantined;
  const named = reasons.map(({ line, code, why }) => ({ at: `line ${line}`, code, why }));
  return { file: path, format: connector.name, found, ...counts, needs, reasons: named };
}

type Plan = {
  readonly connector: Connector;
  readonly settings: Settings;
  readonly file: { readonly name: string; readonly sizeBytes: number; readonly sha256: string; readonly sm3: string };
  readonly path: string;
};

type Done = { readonly counts: Counts; readonly reasons: readonly Reason[] };

/** Under a lock of the file's own, so that two imports of it cannot both go on with one delivery. */
async function takeIn(intake: Intake, plan: Plan, options: ImportOptions): Promise<Done> {
  const source = await sourceForImport(intake.ledger, options.actor, plan.settings.source);
  const lock = await intake.ledger.db.connect();
  lock.on('error', () => undefined);
  try {
    await lock.query('select pg_advisory_lock_shared($1)', [ANY_WRITER]);
    const mac = intake.ledger.secrets.mac(Buffer.from(`import\0${source.name}\0${plan.file.sha256}`));
    const { rows } = await lock.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
      ONE_IMPORT,
      mac.readInt32BE(0),
    ]);
    if (rows[0]?.got !== true) throw new Refusal('import.busy', { why: `${plan.path} is being imported already` });
    return await takeStretches(intake, source, plan, options, false).catch((error: unknown) => {
      if (!(error instanceof BeganTooLate)) throw error;
      return takeStretches(intake, source, plan, options, true);
    });
  } finally {
    await lock.end().catch(() => undefined);
  }
}

async function takeStretches(
  intake: Intake,
  source: SourceRow,
  { connector, settings, file, path }: Plan,
  options: ImportOptions,
  evenIfKnown: boolean,
): Promise<Done> {
  const how: Circumstances = { method: 'import', actor: options.actor, zone: options.zone ?? 'Asia/Shanghai', file };
  const begun = await unfinished(intake, source, file.sha256);
  let counts = begun?.counts ?? NOTHING;
  let delivery = begun?.index;
  const reasons: Reason[] = [];
  for await (const stretch of stretches(path, begun?.doneBytes ?? 0)) {
    const received = await receive(intake, source, how, {
      bytes: stretch.bytes,
      connector: connector.name,
      settings,
      onlySource: undefined,
      delivery,
      openAlways: true,
      evenIfKnown,
      doneBytes: stretch.end,
      last: stretch.end === file.sizeBytes,
      firstLine: stretch.firstLine,
      mediaFolder: dirname(path),
    });
    delivery = received.delivery;
    counts = sum(counts, received);
    for (const reason of received.reasons.slice(0, NAMED_REASONS - reasons.length)) reasons.push(reason);
    options.progress(stretch.end, file.sizeBytes);
  }
  return { counts, reasons };
}

async function unfinished(intake: Intake, source: SourceRow, sha256: string) {
  const fileMac = intake.ledger.secrets.mac(fileMessage(sha256));
  return await intake.ledger.db.as(systemActor, async (tx) => {
    const begun = (await store.deliveriesOf(tx, source.sourceId, fileMac)).find(
      (row) => !row.finished && row.doneBytes > 0,
    );
    return begun === undefined
      ? undefined
      : { ...begun, counts: await store.deliveryCounts(tx, begun.logId, begun.index) };
  });
}

/** What an import would answer, from the same decoding and the same question to the ledger, recording nothing. */
async function rehearse(
  intake: Intake,
  { connector, settings, path, file }: Plan,
  options: ImportOptions,
): Promise<Done> {
  const { ledger } = intake;
  const source = await ledger.db.as(options.actor, (tx) => store.sourceNamed(tx, settings.source));
  let counts = NOTHING;
  const reasons: Reason[] = [];
  const before = new Map<string, Set<string>>();
  for await (const stretch of stretches(path, 0)) {
    const job = { connector: connector.name, settings, log: 'main', onlySource: undefined, bytes: stretch.bytes };
    const first = prepare(job, ledger.secrets.mac);
    const elsewhere = await ledger.db.as(options.actor, (tx) => knownElsewhere(tx, source, first.sources));
    const read = elsewhere.length === 0 ? first : prepare({ ...job, elsewhere }, ledger.secrets.mac);
    const missing = await withoutMedia(intake, read.media, { source, folder: dirname(path), keep: false });
    const left = new Set(missing.map(({ record }) => record));
    const records = read.records.filter((_, at) => !left.has(at));
    const quarantined = [...read.quarantined, ...missing].sort((a, b) => a.line - b.line);
    const outcomes = await ledger.db.as(options.actor, (tx) => foresee(tx, source?.logId, records, before));
    const count = (as: string) => outcomes.filter((outcome) => outcome === as).length;
    counts = sum(counts, {
      accepted: count('accepted'),
      repeated: count('repeated'),
      changed: count('changed'),
      quarantined: quarantined.length + count('forgotten'),
    });
    for (const { line, code, why } of quarantined.slice(0, NAMED_REASONS - reasons.length))
      reasons.push({ line: line + stretch.firstLine, code, why });
    options.progress(stretch.end, file.sizeBytes);
  }
  return { counts, reasons };
}

/** As `receive` decides it, adding no source. */
async function knownElsewhere(tx: Tx, into: SourceRow | undefined, names: readonly string[]) {
  const rows = await Promise.all(names.map((name) => store.sourceNamed(tx, name)));
  const log = into?.log ?? MAIN_LOG;
  return rows.flatMap((row) => (row === undefined || row.log === log ? [] : [{ source: row.name, log: row.log }]));
}

const sum = (a: Counts, b: Counts): Counts => ({
  accepted: a.accepted + b.accepted,
  repeated: a.repeated + b.repeated,
  changed: a.changed + b.changed,
  quarantined: a.quarantined + b.quarantined,
});

function settingsOf(connector: Connector, head: Uint8Array, options: ImportOptions): Settings {
  const { basis, owner, zone, handover } = options;
  const given = {
    ...(basis && { basis }),
    ...(owner && { owner }),
    ...(zone && { zone }),
    ...(handover && { handover }),
  };
  const source = options.source ?? connector.sourceIn(head) ?? 'import';
  return { source, ...given };
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function digests(path: string): Promise<{ sizeBytes: number; sha256: string; sm3: string }> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  for await (const chunk of createReadStream(path)) {
    sha256.update(chunk);
    sm3.update(chunk);
  }
  return { sizeBytes: (await stat(path)).size, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}

type Piece = { readonly bytes: Buffer; readonly end: number; readonly firstLine: number };

/** The file from byte `from` in stretches that end at line ends; `firstLine` counts the lines before each. */
async function* stretches(path: string, from: number): AsyncGenerator<Piece> {
  let firstLine = from === 0 ? 0 : await linesBefore(path, from);
  let end = from;
  let kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path, {
    start: from,
    highWaterMark: 256 * 1024,
  }) as AsyncIterable<Buffer>) {
    const cut = size + chunk.length >= STRETCH_BYTES ? chunk.lastIndexOf(10) + 1 : 0;
    kept.push(cut > 0 ? chunk.subarray(0, cut) : chunk);
    size += cut > 0 ? cut : chunk.length;
    if (cut === 0) continue;
    const bytes = Buffer.concat(kept);
    end += bytes.length;
    yield { bytes, end, firstLine };
    firstLine += count(bytes);
    kept = cut < chunk.length ? [chunk.subarray(cut)] : [];
    size = chunk.length - cut;
  }
  if (size > 0 || end === 0) yield { bytes: Buffer.concat(kept), end: end + size, firstLine };
}

async function linesBefore(path: string, end: number): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path, { end: end - 1 }) as AsyncIterable<Buffer>) lines += count(chunk);
  return lines;
}

function count(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
