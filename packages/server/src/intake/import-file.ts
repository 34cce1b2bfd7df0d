import { Refusal } from '../kernel/refusal.ts';
import type { Actor } from '../platform/db.ts';
import { assumed } from './assumed.ts';
import type { Settings } from './connectors/connector.ts';
import { cutNowhere } from './connectors/connector.ts';
import type { FileSource } from './file-source.ts';
import { scopeOf } from './hand-over.ts';
import type { Input } from './inputs.ts';
import { inputsIn } from './inputs.ts';
import type { Intake } from './intake.ts';
import { savedMappings } from './keep-mapping.ts';
import type { Mapping } from './mapping/schema.ts';
import { MOST_BYTES } from './pieces.ts';
import type { Chosen } from './recognise.ts';
import { choose, headOf } from './recognise.ts';
import { rehearse } from './rehearse.ts';
import type { ImportReport } from './report.ts';
import { reportOf, warningsOf } from './report.ts';
import type { Counts } from './store.ts';
import type { Plan } from './survey.ts';
import { repeatedIn } from './survey.ts';
import { takeIn } from './take-in.ts';

export type ImportOptions = {
  readonly source?: string;
  readonly basis?: string;
  readonly owner?: string;
  readonly zone?: string;
  readonly handover?: string;
  /** Opens a protected archive. */
  readonly password?: string;
  /** Reads the file by this mapping and no other format. */
  readonly mapping?: Mapping;
  readonly dryRun: boolean;
  readonly actor: Actor;
  /** Told after every stretch: how much of the file is done, from 0 to 1. */
  readonly progress: (fraction: number) => void;
  /** An earlier delivery of the same bytes, of which what was set aside is read once more. */
  readonly again?: number;
};

const NOTHING: Counts = { accepted: 0, repeated: 0, changed: 0, quarantined: 0 };

/**
 * Takes in what a file holds, recognised by its content: itself, or the members of an archive, one report each.
 * Each stretch is durable before the next begins, so an import that was cut short goes on where it stopped when the
 * same file is imported again. Refuses with `import.needs` when something must still be said, before anything is kept.
 */
export async function importFile(
  intake: Intake,
  file: FileSource,
  path: string,
  options: ImportOptions,
): Promise<readonly ImportReport[]> {
  const reports: ImportReport[] = [];
  for (const input of await inputsIn(file, path, options.password)) {
    if ('refusal' in input) reports.push(refused(input.path, input.refusal, options));
    else reports.push(await importInput(intake, input, options));
  }
  return reports;
}

/** What says something about one file and nothing about the others that are imported with it. */
const FILE_ONLY: ReadonlySet<string> = new Set([
  'import.unrecognised',
  'import.damaged',
  'import.too_large',
  'import.old_excel',
  'import.ids_repeat',
]);

export async function importInput(intake: Intake, input: Input, options: ImportOptions): Promise<ImportReport> {
  try {
    return await readInput(intake, input, options);
  } catch (error) {
    if (!(error instanceof Refusal && FILE_ONLY.has(error.code))) throw error;
    return refused(input.path, error, options);
  }
}

function refused(file: string, { code, message }: Refusal, { dryRun }: ImportOptions): ImportReport {
  const needs = code === 'import.password' ? ['password'] : [];
  if (needs.length > 0 && !dryRun) throw new Refusal('import.needs', { file, needs: needs.join(', ') });
  const reasons = [{ at: 'file', code, why: message }];
  return {
    file,
    format: null,
    source: null,
    delivery: null,
    found: 0,
    ...NOTHING,
    needs,
    reasons,
    sums: [],
    warnings: [],
  };
}

async function readInput(intake: Intake, input: Input, options: ImportOptions): Promise<ImportReport> {
  const chosen = choose(await headOf(input), options.mapping, await savedMappings(intake.ledger));
  const { connector, recognised } = chosen;
  if (connector.cut === cutNowhere && input.file.sizeBytes > MOST_BYTES)
    throw new Refusal('import.too_large', { why: `a file of this format may measure ${MOST_BYTES} bytes at most` });
  const plan = planOf(input, chosen, options);
  const needs = connector.needs(plan.settings, recognised);
  if (needs.length > 0 && !options.dryRun)
    throw new Refusal('import.needs', { file: input.path, needs: needs.join(', ') });
  const { handover, source } = plan.settings;
  const scope = handover === undefined ? undefined : await scopeOf(intake, source, handover);
  const settings = needs.length === 0 ? plan.settings : assumed(plan.settings, needs);
  const said = { ...plan, settings };
  const ready = { ...said, scope, ids: { repeated: await repeatedIn(intake, said), rows: [] } };
  const done = options.dryRun ? await rehearse(intake, ready, options) : await takeIn(intake, ready, options);
  return { ...reportOf(plan, done), needs, warnings: await warningsOf(ready, done) };
}

/** What is known before a record is read: how the file is read, and what was said about it or stands in it. */
export function planOf(input: Input, { format, connector, recognised }: Chosen, options: ImportOptions): Plan {
  const { basis, zone, handover } = options;
  const owner = options.owner ?? recognised.owner;
  const settings: Settings = {
    source: options.source ?? recognised.source ?? 'import',
    ...(basis && { basis }),
    ...(owner && { owner }),
    ...(zone && { zone }),
    ...(handover && { handover }),
  };
  return { input, format, connector, layout: recognised.layout, settings };
}
