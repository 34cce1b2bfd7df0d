import type { ImportFile, ImportReport, ImportState, ImportSum } from '../../api/types.ts';

export const settingNames = ['basis', 'handover', 'owner', 'zone', 'password', 'source'] as const;
export type SettingName = (typeof settingNames)[number];

/** One need of the server: `basis (one of …)` names the setting and says more in brackets. */
export type Need = { readonly name: string; readonly more: string };

export function needOf(text: string): Need {
  const [, name = text, more = ''] = /^(\S+)(?:\s+\((.*)\))?$/su.exec(text.trim()) ?? [];
  return { name, more };
}

/** The bases that a need names in brackets, `provided-by-*` being all of that kind; all of them where it names none. */
export function basesIn(more: string, all: readonly string[]): readonly string[] {
  const named = all.filter(
    (basis) => more.includes(basis) || (more.includes('provided-by-*') && basis.startsWith('provided-by-')),
  );
  return named.length > 0 ? named : all;
}

/** `bank:6222…` as its system and the account in it, which may hold colons itself. */
export function ownerOf(text: string): { readonly system: string; readonly ref: string } {
  const at = text.indexOf(':');
  return at === -1 ? { system: '', ref: text } : { system: text.slice(0, at), ref: text.slice(at + 1) };
}

/** What one file still needs, each once, in the order in which a person is asked. */
export function needsOf(file: Pick<ImportFile, 'reports'>): readonly Need[] {
  const all = new Map(file.reports.flatMap((report) => report.needs.map(needOf)).map((need) => [need.name, need]));
  const rank = ({ name }: Need) => (settingNames as readonly string[]).indexOf(name) + 1 || settingNames.length + 1;
  return [...all.values()].toSorted((a, b) => rank(a) - rank(b));
}

export type Agreement = 'agrees' | 'differs' | 'not-printed';

/** Whether what was added up is what the file prints of itself; of a total that is not printed nothing is said. */
export function agreementOf({ count, minor, printed }: Pick<ImportSum, 'count' | 'minor' | 'printed'>): Agreement {
  if (printed?.count === undefined && printed?.minor === undefined) return 'not-printed';
  const same =
    (printed.count === undefined || printed.count === count) &&
    (printed.minor === undefined || BigInt(printed.minor) === BigInt(minor));
  return same ? 'agrees' : 'differs';
}

type Counted = Pick<ImportReport, 'found' | 'accepted' | 'repeated' | 'changed' | 'quarantined'>;
export const countNames = ['found', 'accepted', 'repeated', 'changed', 'quarantined'] as const;

/** The counts of several reports together. */
export function totalOf(reports: readonly Counted[]): Counted {
  const total = { found: 0, accepted: 0, repeated: 0, changed: 0, quarantined: 0 };
  for (const report of reports) for (const name of countNames) total[name] += report[name];
  return total;
}

/** `nothing`: no record was found; `set-aside`: some were, and none can be taken. */
export function zeroYield(report: Counted & Pick<ImportReport, 'format'>): 'nothing' | 'set-aside' | undefined {
  if (report.format === null || report.accepted + report.changed + report.repeated > 0) return undefined;
  return report.quarantined > 0 ? 'set-aside' : 'nothing';
}

/** What the console says itself, in the reader's language, and so does not repeat in the server's words. */
const saidHere = [/^nothing of this file can be read as it stands$/, /^the file holds no record$/];
export const otherWarnings = ({ warnings }: Pick<ImportReport, 'warnings'>): readonly string[] =>
  warnings.filter((text) => !saidHere.some((known) => known.test(text)));
export const isHandOverMissing = (warning: string): boolean => /^the ledger holds no hand-over\b/.test(warning);

/** How the parts of a file were read, each format once. */
export function formatsOf({ reports }: Pick<ImportFile, 'reports'>): readonly string[] {
  return [...new Set(reports.flatMap(({ format }) => format ?? []))];
}

export type FileSign = 'waiting' | 'reading' | 'running' | 'needs' | 'unread' | 'empty' | 'partly' | 'ready' | 'done';

const isUnread = (report: ImportReport) => report.format === null && report.needs.length === 0;

/** The one word for a file: what has to be done about it comes before what is merely worth knowing. */
export function signOf(file: ImportFile, state: ImportState['state']): FileSign {
  const { reports, progress, ran } = file;
  if (state === 'running' && !ran) return progress > 0 ? 'running' : 'waiting';
  if (reports.length === 0) return state === 'rehearsing' && progress > 0 ? 'reading' : 'waiting';
  if (reports.some((report) => report.needs.length > 0)) return 'needs';
  if (reports.some(isUnread)) return 'unread';
  if (reports.some((report) => zeroYield(report) !== undefined)) return 'empty';
  if (reports.some((report) => report.quarantined > 0)) return 'partly';
  return ran || state === 'done' ? 'done' : 'ready';
}

/** Which files a person wants to look at. */
export type Look = 'all' | 'needs' | 'problems' | 'unread';
const looks: Readonly<Record<Look, readonly FileSign[] | undefined>> = {
  all: undefined,
  needs: ['needs'],
  problems: ['partly', 'empty'],
  unread: ['unread'],
};

export function lookAt(files: readonly ImportFile[], state: ImportState['state'], look: Look): readonly ImportFile[] {
  const signs = looks[look];
  return signs === undefined ? files : files.filter((file) => signs.includes(signOf(file, state)));
}

/** Why an import cannot be started now; undefined when it can. */
export type Obstacle = 'empty' | 'uploading' | 'reading' | 'needs' | 'unread';

export function obstacleOf(state: ImportState, isUploading: boolean): Obstacle | undefined {
  if (isUploading) return 'uploading';
  if (state.files.length === 0) return 'empty';
  if (lookAt(state.files, state.state, 'needs').length > 0) return 'needs';
  if (lookAt(state.files, state.state, 'unread').length === state.files.length) return 'unread';
  return state.state === 'rehearsed' || state.state === 'failed' ? undefined : 'reading';
}

/** How much of all files is done, weighed by their sizes, from 0 to 1. */
export function progressOf(files: readonly ImportFile[]): number {
  const whole = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (whole === 0) return 0;
  return files.reduce((sum, { sizeBytes, progress }) => sum + sizeBytes * progress, 0) / whole;
}
