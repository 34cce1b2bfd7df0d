/** What the contract's page says of a record, as far as it is written here. */
export type Party = { readonly system: string; readonly ref: string; readonly name?: string };
export type Money = { readonly currency: 'CNY'; readonly minor: string };
export type Basis =
  | 'work-system'
  | 'company-books'
  | 'provided-by-customer'
  | 'provided-by-employee'
  | 'provided-by-third-party'
  | 'public-record';
export type Precision = 'ms' | 'second' | 'minute' | 'day';

export type NativeRecord = {
  readonly v: 1;
  readonly kind: string;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: string;
  readonly precision?: Precision;
  readonly basis: Basis;
  readonly handover?: string;
  readonly original?: string;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Came = {
  readonly source: string;
  readonly basis?: Basis;
  readonly precision?: Precision;
  readonly handover?: string;
  readonly original?: string;
};

/** Takes records in any order of time and numbers them by source. */
export type Sink = {
  /** Returns the record's id within its source. */
  readonly add: (kind: string, at: number, body: Readonly<Record<string, unknown>>, came: Came) => string;
  readonly all: () => readonly NativeRecord[];
};

export function makeSink(): Sink {
  const records: { readonly at: number; readonly record: NativeRecord }[] = [];
  const counts = new Map<string, number>();
  return {
    add(kind, at, body, { source, basis = 'work-system', ...rest }) {
      const count = (counts.get(source) ?? 0) + 1;
      counts.set(source, count);
      const externalId = `${source}-${String(count).padStart(6, '0')}`;
      const occurredAt = instant(at);
      records.push({ at, record: { v: 1, kind, source, externalId, occurredAt, basis, ...rest, body } });
      return externalId;
    },
    all: () => records.toSorted((a, b) => a.at - b.at).map(({ record }) => record),
  };
}

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
const SHANGHAI = 8 * HOUR;

export function instant(at: number): string {
  return `${new Date(at + SHANGHAI).toISOString().slice(0, 19)}+08:00`;
}

export function date(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(0, 10);
}

/** The beginning of that day in Shanghai. */
export function dayOf(at: number): number {
  return Math.floor((at + SHANGHAI) / DAY) * DAY - SHANGHAI;
}

export function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at + SHANGHAI).getUTCDay());
}

/** From yuan, to the fen. */
export function money(yuan: number): Money {
  return { currency: 'CNY', minor: String(Math.round(yuan * 100)) };
}
