import type { TimelineItem } from '../../api/types.ts';

/** Where a record comes from, as a reader of the story groups them. */
export const lanes = ['talk', 'crm', 'deal', 'money', 'rules'] as const;
export type Lane = (typeof lanes)[number];

const kinds: Readonly<Record<string, Lane>> = {
  ...{ chat: 'talk', recall: 'talk', email: 'talk', call: 'talk', conversation: 'talk' },
  ...{ ownership: 'crm', permission: 'crm', access: 'crm', customer: 'crm', 'follow-up': 'crm' },
  deal: 'deal',
  ...{ transfer: 'money', claim: 'money', binding: 'money' },
};

/** What is neither talk, customer system, deal nor money is about rules and what was done by procedure. */
export const laneOf = ({ kind }: Pick<TimelineItem, 'kind'>): Lane => kinds[kind] ?? 'rules';

const dayMs = 24 * 3600 * 1000;
const lateMs = 30 * dayMs;

export type Lateness = {
  /** Set where nearly all came in much later than they happened, as with a first import: told once, not at each. */
  readonly allAbout: number | undefined;
  readonly isLate: (item: Pick<TimelineItem, 'at' | 'recordedAt'>) => boolean;
};

/**
 * Which records came much later than their sources say they happened: more than thirty days; where that holds for nearly
 * all of them, those that came more than a day after the others.
 */
export function latenessOf(items: readonly Pick<TimelineItem, 'at' | 'recordedAt'>[]): Lateness {
  const late = items.filter(({ at, recordedAt }) => recordedAt - at > lateMs);
  if (late.length < items.length * 0.6 || items.length < 3)
    return { allAbout: undefined, isLate: ({ at, recordedAt }) => recordedAt - at > lateMs };
  const middle =
    late.map(({ recordedAt }) => recordedAt).toSorted((a, b) => a - b)[Math.floor((late.length - 1) / 2)] ?? 0;
  return {
    allAbout: middle,
    isLate: ({ at, recordedAt }) => recordedAt - at > lateMs && recordedAt - middle > dayMs,
  };
}
