import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFile } from '../../intake/file-source.ts';
import { importFile } from '../../intake/import-file.ts';
import { keepMapping, mappingNamed, readMapping } from '../../intake/keep-mapping.ts';
import type { Mapping } from '../../intake/mapping/schema.ts';
import type { ImportReport, ReportedSum } from '../../intake/report.ts';
import { formatMoney } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Command, Context } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const NAMES = ['source', 'basis', 'owner', 'zone', 'handover'] as const;

export const importCommand: Command = {
  name: 'import',
  usage:
    'import PATH… [--source NAME] [--basis B] [--owner SYSTEM:REF] [--zone Z] [--handover ID] [--mapping FILE|NAME] [--password-file FILE] [--dry-run]',
  does: 'take files in, recognised by content; the same file again goes on or changes nothing',
  options: {
    ...Object.fromEntries([...NAMES, 'mapping', 'password-file'].map((name) => [name, { type: 'string' as const }])),
    'dry-run': { type: 'boolean' },
  },

  async run(context) {
    if (context.args.length === 0)
      throw new Refusal('cli.usage', { why: 'name at least one file or folder to import' });
    const files = context.args.flatMap(filesAt);
    const given = settingsIn(context);
    const mapping = text(context.values, 'mapping');
    const dryRun = context.values['dry-run'] === true;
    const reports = await withProduct(context, async ({ intake }) => {
      const read = mapping === undefined ? {} : { mapping: await mappingAt(intake.ledger, mapping, dryRun) };
      const done: ImportReport[] = [];
      for (const file of files) {
        const options = { ...given, ...read, dryRun, actor: operator, progress: bar(context, file) };
        for (const report of await importFile(intake, await diskFile(file), file, options)) {
          context.json(withoutEmpty(report));
          context.say(line(report));
          done.push(report);
        }
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

function settingsIn({ values }: Context) {
  const given = NAMES.flatMap((name) => (text(values, name) === undefined ? [] : [[name, text(values, name)]]));
  const file = text(values, 'password-file');
  const password = file === undefined ? {} : { password: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  return { ...Object.fromEntries(given), ...password };
}

/** A mapping file, kept from now on unless this is only a rehearsal; else one that is kept, by its name. */
export async function mappingAt(ledger: Ledger, named: string, dryRun: boolean): Promise<Mapping> {
  if (!existsSync(named)) return await mappingNamed(ledger, named);
  const yaml = readFileSync(named, 'utf8');
  if (!dryRun) await keepMapping(ledger, operator, yaml);
  return readMapping(yaml);
}

/** What a file without payments or anything to warn of has nothing to say about is left out. */
function withoutEmpty({ sums, warnings, ...report }: ImportReport): object {
  return { ...report, ...(sums.length > 0 && { sums }), ...(warnings.length > 0 && { warnings }) };
}

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
  const sums = report.sums.map((sum) => `\n    ${sumLine(sum)}`);
  const warnings = report.warnings.map((warning) => `\n    look: ${warning}`);
  const rest = [...reasons, more, ...sums, ...warnings].join('');
  return `${report.file} (${report.format ?? 'not recognised'}): ${counts(report)}${needs}${rest}`;
}

/** What went one way, and what the file itself prints of it where it does. */
function sumLine({ direction, currency, count, minor, printed }: ReportedSum): string {
  const amount = (text: string) => formatMoney({ currency, minor: text });
  const own = [
    ...(printed?.count === undefined ? [] : [`${printed.count} rows`]),
    ...(printed?.minor === undefined ? [] : [amount(printed.minor)]),
  ];
  return `${direction}: ${count} rows, ${amount(minor)}${own.length > 0 ? `; the file prints ${own.join(', ')}` : ''}`;
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
function bar({ note }: Context, file: string): (fraction: number) => void {
  return (part) => {
    if (!process.stderr.isTTY) return;
    const filled = '█'.repeat(Math.round(part * 30)).padEnd(30, '░');
    note(`\r${filled} ${Math.round(part * 100)} % ${file}${part === 1 ? '\n' : ''}`);
  };
}
