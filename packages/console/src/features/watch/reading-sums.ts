import type { MonthlyReport } from '../../api/access-types.ts';

type Row = MonthlyReport['readings'][number];

/** Numbers by person, act, kind of ground and outcome: which finding or chain it was is no matter of a report. */
export function readingSums(rows: readonly Row[]): readonly Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const ground = row.ground.split(':')[0] ?? '';
    const key = [row.actor, row.act, ground, row.outcome].join(' ');
    const before = sums.get(key);
    sums.set(key, {
      ...row,
      ground,
      times: row.times + (before?.times ?? 0),
      items: row.items + (before?.items ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => a.actorName.localeCompare(b.actorName, 'zh') || b.times - a.times);
}
