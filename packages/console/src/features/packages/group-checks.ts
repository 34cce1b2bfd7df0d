import type { Check, CheckOutcome } from '@zhenglian/proof';

/** A check of one item: which item, and which aspect of it. */
export type ItemChecks = {
  readonly log: string;
  readonly index: number;
  readonly checks: readonly (Check & { readonly aspect: string })[];
};
export type Grouped = { readonly whole: readonly Check[]; readonly items: readonly ItemChecks[] };

const itemId = /^item\.([a-z0-9-]+)\.(\d+)\.([a-z0-9-]+)$/;

/** Parts the checks of the package as a whole from those of its items, which come in order of log and index. */
export function groupChecks(checks: readonly Check[]): Grouped {
  const items = new Map<string, { log: string; index: number; checks: (Check & { aspect: string })[] }>();
  const whole: Check[] = [];
  for (const check of checks) {
    const [, log, index, aspect] = itemId.exec(check.id) ?? [];
    if (log === undefined || index === undefined || aspect === undefined) {
      whole.push(check);
      continue;
    }
    const item = items.get(`${log}.${index}`) ?? { log, index: Number(index), checks: [] };
    item.checks.push({ ...check, aspect });
    items.set(`${log}.${index}`, item);
  }
  const ordered = [...items.values()].sort((a, b) => (a.log < b.log ? -1 : a.log > b.log ? 1 : a.index - b.index));
  return { whole, items: ordered };
}

/** The key under which the words for a check stand: `log.signature.main` is told by `log.signature`. */
export function wordKeyOf(id: string): string {
  const [, , , aspect] = itemId.exec(id) ?? [];
  if (aspect !== undefined) return `item.${aspect}`;
  return id.split('.').slice(0, 2).join('.');
}

/** How many checks came out which way. */
export function countOutcomes(checks: readonly Check[]): Readonly<Record<CheckOutcome, number>> {
  const counts = { pass: 0, fail: 0, not_checked: 0, masked: 0 };
  for (const check of checks) counts[check.outcome] += 1;
  return counts;
}

/** The worst that was found about something: one `fail` outweighs everything, a `pass` needs all to pass. */
export function worstOf(checks: readonly Check[]): CheckOutcome {
  const order: readonly CheckOutcome[] = ['fail', 'not_checked', 'masked'];
  return order.find((outcome) => checks.some((check) => check.outcome === outcome)) ?? 'pass';
}
