import { Refusal } from '../kernel/refusal.ts';
import type { Actor } from '../platform/db.ts';
import { assumed } from './assumed.ts';
import type { DeskFile, FileSettings } from './desk-store.ts';
import type { FileSource } from './file-source.ts';
import { importFile } from './import-file.ts';
import { inputsIn } from './inputs.ts';
import type { Intake } from './intake.ts';
import { keepMapping, mappingNamed, readMapping, savedMappings } from './keep-mapping.ts';
import type { Mapping } from './mapping/schema.ts';
import { choose, headOf } from './recognise.ts';
import type { ImportReport } from './report.ts';
import type { Sample } from './samples.ts';
import { samplesOf } from './samples.ts';

export type Looked = { readonly reports: readonly ImportReport[]; readonly samples: readonly Sample[] };

/** A rehearsal of one file, and its first records before and after. A file that cannot be looked at has a report that says why. */
export async function lookAt(
  intake: Intake,
  source: FileSource,
  file: DeskFile,
  how: { readonly actor: Actor; readonly progress: (fraction: number) => void },
): Promise<Looked> {
  try {
    const mapping = await mappingOf(intake, file, undefined);
    const options = { ...plainSettings(file.settings), ...mapping, ...how, dryRun: true };
    const reports = await importFile(intake, source, file.path, options);
    return { reports, samples: await samplesIn(intake, source, file, mapping.mapping) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const counts = { found: 0, accepted: 0, repeated: 0, changed: 0, quarantined: 0 };
    const reasons = [{ at: 'file', code: error.code, why: error.message }];
    const nothing = { format: null, source: null, delivery: null, needs: [], sums: [], warnings: [] };
    return { reports: [{ file: file.path, ...nothing, ...counts, reasons }], samples: [] };
  }
}

/** Of the first readable file of what was brought. */
async function samplesIn(
  intake: Intake,
  source: FileSource,
  { path, settings }: DeskFile,
  mapping: Mapping | undefined,
) {
  for (const input of await inputsIn(source, path, settings.password)) {
    if ('refusal' in input) continue;
    const chosen = choose(await headOf(input), mapping, await savedMappings(intake.ledger));
    const owner = settings.owner ?? chosen.recognised.owner;
    const name = settings.source ?? chosen.recognised.source ?? 'import';
    const given = { ...plainSettings(settings), source: name, ...(owner === undefined ? {} : { owner }) };
    const needs = chosen.connector.needs(given, chosen.recognised);
    return await samplesOf(input, chosen, assumed(given, needs));
  }
  return [];
}

/** A mapping given as text is kept once its file is taken in, in the name of whoever did so. */
export async function mappingOf(
  { ledger }: Intake,
  { settings: { mapping } }: DeskFile,
  keptBy: Actor | undefined,
): Promise<{ readonly mapping?: Mapping }> {
  if (mapping === undefined) return {};
  if ('name' in mapping) return { mapping: await mappingNamed(ledger, mapping.name) };
  if (keptBy !== undefined) await keepMapping(ledger, keptBy, mapping.text);
  return { mapping: readMapping(mapping.text) };
}

export function plainSettings({ mapping: _mapping, ...settings }: FileSettings) {
  return settings;
}
