import type { Money } from '../kernel/money.ts';
import { formatMoney } from '../kernel/money.ts';
import { formatShanghai } from '../kernel/time.ts';
import type { EntryRef } from '../people/fact.ts';
import type { Moment } from './order.ts';

/** A moment in Asia/Shanghai, no more exact than its source states it. */
export function when(moment: Moment): string {
  const text = formatShanghai(moment.at);
  if (moment.precision === 'month') return `${text.slice(0, 7)}(来源只记到月)`;
  if (moment.precision === 'day') return `${text.slice(0, 10)}(来源只记到日)`;
  return text;
}

/** 1000 basis points are 10%; no trailing zeros. */
export function percent(bps: number): string {
  const whole = Math.trunc(bps / 100);
  const rest = String(bps % 100)
    .padStart(2, '0')
    .replace(/0+$/u, '');
  return rest === '' ? `${whole}%` : `${whole}.${rest}%`;
}

export function sum(money: Money): string {
  return formatMoney(money);
}

export function cite(...entries: readonly EntryRef[]): string {
  return entries.length === 0 ? '' : `(${entries.map((entry) => `${entry.source}:${entry.externalId}`).join('、')})`;
}

/** Cites the first few and counts the rest, so that a long list stays readable. */
export function citeSome(entries: readonly EntryRef[], most = 5): string {
  if (entries.length <= most) return cite(...entries);
  return `${cite(...entries.slice(0, most)).slice(0, -1)}等${entries.length}条)`;
}

export function list(words: readonly string[]): string {
  return words.join('、');
}
