import { foresee } from '../ledger/append.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { describeFiles } from './beside.ts';
import type { Intake } from './intake.ts';
import { withoutMedia } from './media.ts';
import { piecesOf } from './pieces.ts';
import { prepare } from './prepare.ts';
import type { SourceRow } from './store.ts';
import * as store from './store.ts';
import type { Done, Ready } from './take-in.ts';
import { startTally } from './take-in.ts';

type Options = { readonly actor: Actor; readonly progress: (fraction: number) => void };

/** What an import would answer, from the same decoding and the same question to the ledger, recording nothing. */
export async function rehearse(intake: Intake, plan: Ready, { actor, progress }: Options): Promise<Done> {
  const { ledger } = intake;
  const { input, format, connector, layout, settings, scope, ids } = plan;
  const source = await ledger.db.servingAs(actor, (tx) => store.sourceNamed(tx, settings.source));
  const tally = startTally();
  const before = new Map<string, Set<string>>();
  let rows = ids.rows;
  for await (const { bytes, first: isFirst, firstLine, fraction } of piecesOf(input, connector, layout, 0)) {
    const job = {
      ...{
        format,
        settings,
        layout,
        first: isFirst,
        scope,
        log: source?.log ?? MAIN_LOG,
        onlySource: undefined,
        bytes,
      },
      ids: { repeated: ids.repeated, rows },
    };
    const first = await prepare(job, ledger.secrets.mac);
    const elsewhere = await ledger.db.servingAs(actor, (tx) => knownElsewhere(tx, source, first.sources));
    const files = await describeFiles(first.files, input.file.beside);
    const isSame = elsewhere.length === 0 && files.length === 0;
    const read = isSame ? first : await prepare({ ...job, elsewhere, files }, ledger.secrets.mac);
    rows = read.rows;
    const missing = await withoutMedia(intake, read.media, { source, beside: input.file.beside, keep: false });
    const left = new Set(missing.map(({ record }) => record));
    const records = read.records.filter((_, at) => !left.has(at));
    const quarantined = [...read.quarantined, ...missing].sort((a, b) => a.line - b.line);
    const outcomes = await ledger.db.servingAs(actor, (tx) => foresee(tx, source?.logId, records, before));
    const count = (as: string) => outcomes.filter((outcome) => outcome === as).length;
    const counts = {
      accepted: count('accepted'),
      repeated: count('repeated'),
      changed: count('changed'),
      quarantined: quarantined.length + count('forgotten'),
    };
    const reasons = quarantined.map(({ line, label, code, why }) => ({
      line: line + firstLine,
      at: label ?? `line ${line + firstLine}`,
      code,
      why,
    }));
    tally.add(counts, reasons, read.sums);
    progress(fraction);
  }
  return { ...tally.done(), delivery: undefined };
}

/** As `receive` decides it, adding no source. */
async function knownElsewhere(tx: Tx, into: SourceRow | undefined, names: readonly string[]) {
  const rows = await Promise.all(names.map((name) => store.sourceNamed(tx, name)));
  const log = into?.log ?? MAIN_LOG;
  return rows.flatMap((row) => (row === undefined || row.log === log ? [] : [{ source: row.name, log: row.log }]));
}
