import type { Layout } from './connectors/connector.ts';
import type { Reason } from './receive.ts';
import type { Scope } from './scope.ts';
import type { Counts } from './store.ts';
import type { Sum } from './sums.ts';
import type { Plan } from './survey.ts';
import type { Done } from './take-in.ts';

/** What the rows of a file say went one way, whatever became of them, and what the file itself prints of it. */
export type ReportedSum = {
  readonly direction: Sum['direction'];
  readonly currency: string;
  readonly count: number;
  readonly minor: string;
  readonly printed?: { readonly count?: number; readonly minor?: string };
};

export type ImportReport = Counts & {
  readonly file: string;
  readonly format: string | null;
  readonly source: string | null;
  /** The delivery that brought it, as `LOG:INDEX`; null when nothing was recorded. */
  readonly delivery: string | null;
  readonly found: number;
  readonly needs: readonly string[];
  readonly reasons: readonly { readonly at: string; readonly code: string; readonly why: string }[];
  /** Empty where the file shows no payments. */
  readonly sums: readonly ReportedSum[];
  /** What is worth a look although nothing was refused. */
  readonly warnings: readonly string[];
};

/** A total that a file prints; `net` is what came in less what went out. */
type Printed = {
  readonly direction: Sum['direction'] | 'net';
  readonly currency?: string;
  readonly minor?: string;
  readonly count?: number;
};

const printedIn = (layout: Layout): readonly Printed[] =>
  Array.isArray(layout.printed) ? (layout.printed as readonly Printed[]) : [];

/** The report of a file that was read, rehearsed or taken in. */
export function reportOf(
  { input, connector, settings, layout }: Plan,
  { counts, reasons, sums, delivery }: Done,
): Omit<ImportReport, 'needs' | 'warnings'> {
  const printed = printedIn(layout);
  return {
    file: input.path,
    format: connector.name,
    source: settings.source,
    delivery: delivery === undefined ? null : `${delivery.log}:${delivery.index}`,
    found: counts.accepted + counts.repeated + counts.changed + counts.quarantined,
    ...counts,
    reasons: reasons.map(({ at, code, why }: Reason) => ({ at, code, why })),
    sums: sums.map((sum) => reportedSum(sum, printed)),
  };
}

function reportedSum({ direction, currency, count, minor }: Sum, printed: readonly Printed[]): ReportedSum {
  const sum = { direction, currency, count, minor: minor.toString() };
  const own = printed.find((each) => each.direction === direction && (each.currency ?? currency) === currency);
  if (own === undefined) return sum;
  const { count: printedCount, minor: printedMinor } = own;
  return {
    ...sum,
    printed: {
      ...(printedCount === undefined ? {} : { count: printedCount }),
      ...(printedMinor === undefined ? {} : { minor: printedMinor }),
    },
  };
}

/** What whoever imports should look at, though nothing stands in the way. */
export async function warningsOf(
  plan: Plan & { readonly scope: Scope | undefined },
  done: Done,
): Promise<readonly string[]> {
  const { handover } = plan.settings;
  const { accepted, changed, repeated, quarantined } = done.counts;
  const warnings: string[] = [];
  if (accepted + changed + repeated === 0)
    warnings.push(quarantined > 0 ? 'nothing of this file can be read as it stands' : 'the file holds no record');
  if (handover !== undefined && plan.scope === undefined)
    warnings.push(`the ledger holds no hand-over ${handover} yet, so nothing was narrowed to what it covers`);
  if (differs(plan.layout, done.sums)) warnings.push('the file prints other totals than its rows add up to');
  const unread = await sheetsUnread(plan);
  if (unread.length > 0) warnings.push(`not read, since no known header stands there: ${unread.join(', ')}`);
  return warnings;
}

function differs(layout: Layout, sums: readonly Sum[]): boolean {
  return printedIn(layout).some(({ direction, currency, minor, count }) => {
    const own = sums.filter((sum) => currency === undefined || sum.currency === currency);
    const sumOf = (way: Sum['direction']) => own.filter((sum) => sum.direction === way);
    const total = (way: Sum['direction']) => sumOf(way).reduce((all, sum) => all + sum.minor, 0n);
    const found = direction === 'net' ? total('in') - total('out') : total(direction);
    const rows = direction === 'net' ? count : sumOf(direction).reduce((all, sum) => all + sum.count, 0);
    return (minor !== undefined && BigInt(minor) !== found) || (count !== undefined && count !== rows);
  });
}

/** Sheets of a workbook that hold rows and were not recognised. */
async function sheetsUnread({ input, layout }: Plan): Promise<readonly string[]> {
  if (input.workbook === undefined) return [];
  const read = Array.isArray(layout.tables) ? (layout.tables as readonly { readonly sheet: string | null }[]) : [];
  const names = new Set((await input.workbook.head()).rows.map(({ sheet }) => sheet ?? ''));
  return [...names].filter((name) => !read.some(({ sheet }) => sheet === name)).map((name) => `sheet ${name}`);
}
