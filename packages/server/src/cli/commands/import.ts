import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport } from '../../intake/import-file.ts';
import { importFile } from '../../intake/import-file.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command, Context } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const NAMES = ['source', 'basis', 'owner', 'zone', 'handover'] as const;

export const importCommand: Command = {
  name: 'import',
  usage: 'import PATH… [--source NAME] [--basis B] [--owner SYSTEM:REF] [--zone Z] [--handover ID] [--dry-run]',
  does: 'take files in, recognised by content; the same file again goes on or changes nothing',
  options: {
    ...Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }])),
    'dry-run': { type: 'boolean' },
  },

  async run(context) {
    if (context.args.length === 0)
      throw new Refusal('cli.usage', { why: 'name at least one file or folder to import' });
    const files = context.args.flatMap(filesAt);
    const given = Object.fromEntries(
      NAMES.flatMap((name) => (text(context.values, name) === undefined ? [] : [[name, text(context.values, name)]])),
    );
    const dryRun = context.values['dry-run'] === true;
    const reports = await withProduct(context, async ({ intake }) => {
      const done: ImportReport[] = [];
      for (const file of files) {
        const report = await importFile(intake, file, {
          ...given,
          dryRun,
          actor: operator,
          progress: bar(context, file),
        });
        context.json(report);
        context.say(line(report));
        done.push(report);
      }
      return done;
    });
    const total = totals(reports);
    context.json({ total });
    context.say(`${dryRun ? 'would be' : 'in all'}: ${counts(total)}`);
    if (context.args.length > 1 || reports.some((report) => report.format !== null)) return 0;
    throw new Refusal('import.unrecognised', { why: `${context.args[0]} holds nothing in a known format` });
  },
};

/** Files in a folder by name, folders inside it included; links are not followed, nor pipes and devices read. */
function filesAt(path: string): readonly string[] {
  const kind = lstatSync(path);
  if (!kind.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(path, name))
    .filter((each) => lstatSync(each).isFile() || lstatSync(each).isDirectory())
    .flatMap(filesAt);
}

type Totals = Pick<ImportReport, 'found' | 'accepted' | 'repeated' | 'changed' | 'quarantined'>;

const counts = (t: Totals) =>
  `${t.found} found, ${t.accepted} accepted, ${t.repeated} repeated, ${t.changed} changed, ${t.quarantined} quarantined`;

function line(report: ImportReport): string {
  const reasons = report.reasons.slice(0, 20).map(({ at, code, why }) => `\n    ${at}: ${code}: ${why}`);
  const more = report.reasons.length > 20 ? `\n    and ${report.reasons.length - 20} more` : '';
  const needs = report.needs.length === 0 ? '' : `; still needs ${report.needs.join(', ')}`;
  return `${report.file} (${report.format ?? 'not recognised'}): ${counts(report)}${needs}${reasons.join('')}${more}`;
}

function totals(reports: readonly ImportReport[]): Totals {
  const sum = (name: keyof Totals) => reports.reduce((all, report) => all + report[name], 0);
  return {
    found: sum('found'),
    accepted: sum('accepted'),
    repeated: sum('repeated'),
    changed: sum('changed'),
    quarantined: sum('quarantined'),
  };
}

/** A bar on standard error, redrawn in place on a terminal and silent elsewhere until the end. */
function bar({ note }: Context, file: string): (done: number, size: number) => void {
  return (done, size) => {
    if (!process.stderr.isTTY) return;
    const part = size === 0 ? 1 : done / size;
    const filled = '█'.repeat(Math.round(part * 30)).padEnd(30, '░');
    note(`\r${filled} ${Math.round(part * 100)} % ${file}${done === size ? '\n' : ''}`);
  };
}
