import type { Money } from '../api/types.ts';

const signs: Readonly<Record<string, string>> = { CNY: '¥' };
/** ISO 4217 exponents that differ from two and occur in practice. */
const exponents: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 };

/** `{"currency":"CNY","minor":"2000000"}` as `¥20,000.00`; exact at any size, since no number is ever made of it. */
export function formatMoney(money: Money): string {
  const exponent = exponents[money.currency] ?? 2;
  const negative = money.minor.startsWith('-');
  const digits = (negative ? money.minor.slice(1) : money.minor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const part = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${negative ? '-' : ''}${signs[money.currency] ?? `${money.currency} `}${whole}${part}`;
}
