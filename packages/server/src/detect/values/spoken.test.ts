import { expect, test } from 'vitest';
import { minorDigits } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { Interval } from './read-dates.ts';
import type { AnyValue } from './read-values.ts';
import { readAnyValues } from './read-values.ts';
import { spokenAccounts } from './spoken-accounts.ts';
import { spokenAmounts } from './spoken-amounts.ts';
import { spokenDates } from './spoken-dates.ts';
import { spokenMore } from './spoken-more.ts';
import { moreSpoken } from './spoken-more-2.ts';
import { lastSpoken } from './spoken-more-3.ts';
import { spokenNothing } from './spoken-nothing.ts';
import { spokenPercents } from './spoken-percents.ts';

/** A Wednesday. */
const at = parseInstant('2026-03-11T10:00:00+08:00') as Instant;

test.each([
  ['shares', spokenPercents],
  ['sums', spokenAmounts],
  ['days', spokenDates],
  ['accounts', spokenAccounts],
  ['whole lines', spokenMore],
  ['further lines', moreSpoken],
  ['the last lines', lastSpoken],
])('reads what is said in the table of %s', (_name, table) => {
  const forms = linesOf(table).map((line) => line.split('|').map((part) => part.trim()));
  const wrong = forms
    .map(([said = '', read]) => ({ said, read, got: shown(said) }))
    .filter(({ read, got }) => read !== got);
  expect(wrong).toEqual([]);
});

test('reads nothing where nothing is said', () => {
  expect(linesOf(spokenNothing).flatMap((said) => (shown(said) === '' ? [] : [`${said} | ${shown(said)}`]))).toEqual(
    [],
  );
});

test('the tables hold what they have to', () => {
  const forms = [spokenPercents, spokenAmounts, spokenDates, spokenAccounts].flatMap(linesOf);
  expect(new Set(forms.map((line) => line.split('|')[0]?.trim())).size).toBeGreaterThanOrEqual(250);
  expect(new Set(linesOf(spokenNothing)).size).toBeGreaterThanOrEqual(150);
});

test('without the day on which it is said only a full date has its days', () => {
  const dates = readAnyValues('2026年3月5日,明天,3月5号,年底').map((each) => 'from' in each && each.from);
  expect(dates).toEqual(['2026-03-05', false, false, false]);
});

test('after midnight today may still be the day before', () => {
  const night = parseInstant('2026-03-11T01:00:00+08:00') as Instant;
  expect(readAnyValues('明天', night)).toMatchObject([{ from: '2026-03-12', alternatives: [{ from: '2026-03-11' }] }]);
});

function linesOf(table: string): readonly string[] {
  return table.trim().split('\n');
}

function shown(text: string): string {
  return readAnyValues(text, at)
    .map((value) => {
      const place = text.slice(value.start, value.end);
      return `${place === text ? '' : place}=${meaning(value)}`;
    })
    .join('; ');
}

function meaning(value: AnyValue): string {
  switch (value.type) {
    case 'percent':
      return [value.percentBps, ...value.alternatives].map((bps) => `${bps / 100}%`).join('/');
    case 'amount': {
      const { currency } = value.amount;
      const sums = [value.amount, ...value.alternatives].map(
        ({ minor }) => Number(minor) / 10 ** minorDigits(currency),
      );
      return `${currency === 'CNY' ? '¥' : currency}${sums.join('/')}`;
    }
    case 'date':
      return [value, ...value.alternatives].map(interval).join('/');
    case 'account':
      return `${value.of}:${value.number}`;
  }
}

function interval({ from, until }: Interval): string {
  if (from === undefined && until === undefined) return '?';
  return from === until ? `${from}` : `${from ?? ''}..${until ?? ''}`;
}
