import { createHash } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { fileMessage } from '../ledger/mac-messages.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { ANY_WRITER, ONE_IMPORT } from '../platform/locks.ts';
import type { FileSource } from './file-source.ts';
import { inOrder } from './in-order.ts';
import type { Intake } from './intake.ts';
import { keepWhole } from './media.ts';
import type { OriginalOf } from './original.ts';
import type { Piece } from './pieces.ts';
import { piecesOf } from './pieces.ts';
import type { Ids } from './prepare.ts';
import { prepare } from './prepare.ts';
import type { Circumstances, Cut, FileDigests, Reason } from './receive.ts';
import { BeganTooLate, recordStretch, sealStretch } from './receive.ts';
import { refuseFullDisk } from './room.ts';
import type { Scope } from './scope.ts';
import { sourceForImport } from './source.ts';
import type { Counts, SourceRow } from './store.ts';
import * as store from './store.ts';
import type { Sum, Sums } from './sums.ts';
import { addSum } from './sums.ts';
import type { Plan } from './survey.ts';

/** A plan that nothing is missing for. */
export type Ready = Plan & { readonly scope: Scope | undefined; readonly ids: Ids };

export type Done = {
  readonly counts: Counts;
  /** The first of them, in the order of the file. */
  readonly reasons: readonly Reason[];
  readonly sums: readonly Sum[];
  /** The delivery that brought it; undefined when nothing new came of it. */
  readonly delivery: { readonly log: string; readonly index: number } | undefined;
};

type Options = {
  readonly actor: Actor;
  readonly zone?: string;
  readonly progress: (fraction: number) => void;
  /** An earlier delivery of the same bytes that is read once more; its original serves for this one too. */
  readonly again?: number;
};

/** A report names so many reasons; the counts stay complete and every place is in the quarantine. */
export const NAMED_REASONS = 1_000;

/** How many stretches are decoded and sealed beside each other; each may take some ten times its bytes meanwhile. */
const WIDTH = 2;

/** Under a lock of the file's own, so that two imports of it cannot both go on with one delivery. */
export async function takeIn(intake: Intake, plan: Ready, options: Options): Promise<Done> {
  await refuseFullDisk(intake, plan.input);
  const source = await sourceForImport(intake.ledger, options.actor, plan.settings.source);
  const file = await digestsOf(plan.input.file);
  const within = plan.input.archive === undefined ? undefined : await digestsOf(plan.input.archive);
  const lock = await intake.ledger.db.connect();
  lock.on('error', () => undefined);
  try {
    await lock.query('select pg_advisory_lock_shared($1)', [ANY_WRITER]);
    const mac = intake.ledger.secrets.mac(Buffer.from(`import\0${source.name}\0${file.sha256}`));
    const { rows } = await lock.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
      ONE_IMPORT,
      mac.readInt32BE(0),
    ]);
    if (rows[0]?.got !== true)
      throw new Refusal('import.busy', { why: `${plan.input.path} is being imported already` });
    const original = await keepWholeFiles(intake, source, plan, { file, within }, options.again);
    const how: Circumstances = {
      method: options.again === undefined ? 'import' : 'reprocess',
      actor: options.actor,
      zone: options.zone ?? 'Asia/Shanghai',
      file,
      ...(within === undefined ? {} : { within }),
    };
    const begun = options.again === undefined ? await unfinished(intake, source, file.sha256) : undefined;
    const taking = { intake, source, plan, how, original, options };
    return await takeStretches(taking, begun, false).catch((error: unknown) => {
      if (!(error instanceof BeganTooLate)) throw error;
      return takeStretches(taking, undefined, true);
    });
  } finally {
    await lock.end().catch(() => undefined);
  }
}

type Files = { readonly file: FileDigests; readonly within: FileDigests | undefined };

/**
 * Seals whole what cannot be cut: a workbook, and the archive a file came in. Where only a part was handed over,
 * neither is kept: it would hold the rest as well.
 */
async function keepWholeFiles(
  intake: Intake,
  source: SourceRow,
  { input, scope }: Ready,
  { file, within }: Files,
  again: number | undefined,
): Promise<OriginalOf> {
  if (again !== undefined) return { as: 'whole', segments: [{ same: again }] };
  const isNarrowed = scope !== undefined;
  const keep = async (of: FileSource, digests: FileDigests) => {
    const expected = { sha256: digests.sha256, maxBytes: digests.sizeBytes };
    const put = await keepWhole(intake, source, 'original', of.stream(0), expected);
    if (put.as !== 'stored') throw new Refusal('import.damaged', { why: 'the file changed while it was read' });
    return digests.sha256;
  };
  const archive =
    input.archive === undefined || within === undefined || isNarrowed ? undefined : await keep(input.archive, within);
  if (input.workbook === undefined) return { as: 'bytes', within: archive };
  const whole = isNarrowed ? { outside: file.sizeBytes } : { blob: await keep(input.file, file) };
  return { as: 'whole', segments: [...(archive === undefined ? [] : [{ within: archive }]), whole] };
}

type Taking = {
  readonly intake: Intake;
  readonly source: SourceRow;
  readonly plan: Ready;
  readonly how: Circumstances;
  readonly original: OriginalOf;
  readonly options: Options;
};

type Begun = { readonly index: number; readonly doneBytes: number; readonly counts: Counts };

/**
 * Stretches are sealed beside each other and recorded one after the other. Where rows go by their digest, each
 * needs the ordinals that the one before it used, so that these are sealed one by one.
 */
async function takeStretches(taking: Taking, begun: Begun | undefined, evenIfKnown: boolean): Promise<Done> {
  const { intake, source, how, options } = taking;
  const tally = startTally(begun?.counts);
  let delivery = begun?.index;
  let asideBefore: number | undefined;
  for await (const { piece, sealed, cut } of sealedPieces(taking, begun?.doneBytes ?? 0)) {
    const received = await recordStretch(
      intake,
      source,
      how,
      {
        ...cut,
        delivery,
        openAlways: options.again === undefined,
        ...(options.again === undefined ? {} : { again: options.again }),
        evenIfKnown,
        doneBytes: piece.end,
        last: piece.last,
        firstLine: piece.firstLine,
        lines: piece.lines,
        ...(asideBefore === undefined ? {} : { asideBefore }),
        original: taking.original,
      },
      sealed,
    );
    delivery = received.delivery;
    asideBefore = received.reasons.at(-1)?.line ?? asideBefore;
    tally.add(received, received.reasons, sealed.needs.sums);
    options.progress(piece.fraction);
  }
  return { ...tally.done(), delivery: delivery === undefined ? undefined : { log: source.log, index: delivery } };
}

async function* sealedPieces({ intake, source, plan }: Taking, from: number) {
  const { input, format, connector, layout, settings, scope, ids } = plan;
  const inSequence = ids.repeated.length > 0;
  let rows = inSequence && from > 0 ? await rowsBefore(intake, source, plan, from) : ids.rows;
  const pieces = piecesOf(input, connector, layout, from);
  yield* inOrder(pieces, inSequence ? 1 : WIDTH, async (piece) => {
    const cut: Cut = {
      bytes: piece.bytes,
      format,
      settings,
      layout,
      first: piece.first,
      scope,
      ids: { repeated: ids.repeated, rows },
      onlySource: undefined,
      beside: input.file.beside,
    };
    const sealed = await sealStretch(intake, source, cut);
    if (inSequence) rows = sealed.needs.rows;
    return { piece, sealed, cut };
  });
}

/** The ordinals that the stretches of an interrupted import used up before it stopped. */
async function rowsBefore(intake: Intake, source: SourceRow, plan: Ready, until: number): Promise<Ids['rows']> {
  let rows = plan.ids.rows;
  for await (const piece of piecesOf(plan.input, plan.connector, plan.layout, 0)) {
    if (piece.end > until) break;
    rows = (await readOnly(intake, source, plan, piece, rows)).rows;
  }
  return rows;
}

/** What a stretch holds, with nothing kept of it. */
export async function readOnly(
  intake: Intake,
  source: Pick<SourceRow, 'log'>,
  { format, settings, layout, scope, ids }: Ready,
  { bytes, first }: Piece,
  rows: Ids['rows'],
) {
  const job = { format, settings, layout, first, scope, log: source.log, onlySource: undefined, bytes };
  return await prepare({ ...job, ids: { repeated: ids.repeated, rows } }, intake.ledger.secrets.mac);
}

/** Counts, the first reasons and the sums of the stretches so far. */
export function startTally(before: Counts = { accepted: 0, repeated: 0, changed: 0, quarantined: 0 }) {
  let counts = before;
  const reasons: Reason[] = [];
  const sums: Sums = new Map();
  return {
    add(more: Counts, named: readonly Reason[], flows: readonly Sum[]) {
      counts = {
        accepted: counts.accepted + more.accepted,
        repeated: counts.repeated + more.repeated,
        changed: counts.changed + more.changed,
        quarantined: counts.quarantined + more.quarantined,
      };
      for (const reason of named.slice(0, NAMED_REASONS - reasons.length)) reasons.push(reason);
      for (const sum of flows) addSum(sums, sum);
    },
    done: () => ({ counts, reasons, sums: [...sums.values()] }),
  };
}

async function unfinished(intake: Intake, source: SourceRow, sha256: string): Promise<Begun | undefined> {
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

async function digestsOf(file: FileSource): Promise<FileDigests> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  for await (const chunk of file.stream(0)) {
    sha256.update(chunk);
    sm3.update(chunk);
  }
  return { name: file.name, sizeBytes: file.sizeBytes, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}
