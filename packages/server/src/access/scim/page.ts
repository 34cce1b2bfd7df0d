import { invalidValue } from './error.ts';
import type { Json } from './names.ts';
import { MAX_RESULTS } from './names.ts';
import type { Projection, Shown } from './show.ts';
import { projected, showList } from './show.ts';

/** What a list is asked for, as it stands in the address. */
export type ListQuery = Projection & {
  readonly filter?: string | undefined;
  readonly startIndex?: string | undefined;
  readonly count?: string | undefined;
};

const DEFAULT_COUNT = 100;

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^-?\d{1,9}$/.test(text)) throw invalidValue(`${name}: a whole number`);
  return Number(text);
}

/** The page that was asked for: counted from 1, of at most 200, where less than nothing is nothing. */
export function pageOf<T>(all: readonly T[], query: ListQuery, show: (each: T) => Shown): Json {
  const start = Math.max(1, wholeNumber('startIndex', query.startIndex, 1));
  const count = Math.min(MAX_RESULTS, Math.max(0, wholeNumber('count', query.count, DEFAULT_COUNT)));
  const page = all.slice(start - 1, start - 1 + count);
  return showList(
    page.map((each) => projected(show(each).resource, query)),
    all.length,
    start,
  );
}
