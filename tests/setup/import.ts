import { diskFile } from '../../packages/server/src/intake/file-source.ts';
import type { ImportOptions } from '../../packages/server/src/intake/import-file.ts';
import { importFile } from '../../packages/server/src/intake/import-file.ts';
import type { Intake } from '../../packages/server/src/intake/intake.ts';
import type { ImportReport } from '../../packages/server/src/intake/report.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';

/** Imports one plain file and answers its report. */
export async function importPath(
  intake: Intake,
  path: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const given = { dryRun: false, actor: systemActor, progress: () => undefined, ...options };
  const [report, ...more] = await importFile(intake, await diskFile(path), path, given);
  if (report === undefined || more.length > 0) throw new Error(`${path} is not one plain file`);
  return report;
}
