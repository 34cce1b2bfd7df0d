/** What the contract of records says of a record, in this generator's own words: it knows nothing of the product. */
export type Party = { readonly system: string; readonly ref: string; readonly name?: string };
export type Money = { readonly currency: 'CNY'; readonly minor: string };
export type Basis =
  | 'work-system'
  | 'company-books'
  | 'provided-by-customer'
  | 'provided-by-employee'
  | 'provided-by-third-party'
  | 'public-record';
export type Entry = {
  readonly v: 1;
  readonly kind: string;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: string;
  readonly precision?: 'minute' | 'day';
  readonly basis: Basis;
  readonly handover?: string;
  readonly original?: 'original' | 'copy' | 'screenshot' | 'printout' | 'recording' | 'extract';
  readonly body: Readonly<Record<string, unknown>>;
};
export type Extra = Partial<Pick<Entry, 'precision' | 'basis' | 'handover' | 'original'>>;

/** Where entries are written. What is handed over late is read out last, whatever its own time. */
export type Book = {
  readonly write: (kind: string, source: string, at: number, body: Entry['body'], extra?: Extra) => string;
  readonly late: (kind: string, source: string, at: number, body: Entry['body'], extra?: Extra) => string;
  readonly entries: () => readonly Entry[];
};

export const DAY = 86_400_000;
/** Monday 2025-03-03, midnight in Shanghai: day 0 of every company. */
const FIRST = Date.UTC(2025, 2, 2, 16);

/** The instant of a clock time on a day of the company. */
export function at(day: number, clock = '09:00'): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return FIRST + day * DAY + (Number(hours) * 60 + Number(minutes)) * 60_000;
}

export const dayOf = (instant: number): number => Math.floor((instant - FIRST) / DAY);
export const dateOf = (instant: number): string => shanghai(instant).slice(0, 10);
export const yuan = (sum: number): Money => ({ currency: 'CNY', minor: String(Math.round(sum * 100)) });

export function shanghai(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().replace(/\.\d{3}Z$/, '+08:00');
}

export function bookOf(): Book {
  const kept: { readonly order: number; readonly entry: Entry }[] = [];
  const counts = new Map<string, number>();
  const put = (order: (instant: number) => number): Book['write'] => {
    return (kind, source, instant, body, extra = {}) => {
      const number = (counts.get(source) ?? 0) + 1;
      counts.set(source, number);
      const externalId = `${source}-${kind}-${String(number).padStart(6, '0')}`;
      const when = extra.precision === 'day' ? at(dayOf(instant), '00:00') : instant;
      const head = { v: 1, kind, source, externalId, occurredAt: shanghai(when), basis: 'work-system' } as const;
      kept.push({ order: order(instant), entry: { ...head, ...extra, body } });
      return externalId;
    };
  };
  return {
    write: put((instant) => instant),
    late: put((instant) => instant + 10_000 * DAY),
    entries: () => [...kept].sort((a, b) => a.order - b.order).map(({ entry }) => entry),
  };
}
