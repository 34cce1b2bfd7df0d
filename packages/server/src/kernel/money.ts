import { z } from 'zod';

/** An amount of one currency. `minor` counts its smallest unit as a canonical integer of at most 18 digits. */
export type Money = { readonly currency: string; readonly minor: string };

const MINOR = /^(?:0|-?[1-9]\d{0,17})$/;

export const moneySchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters'),
  minor: z.string().regex(MINOR, 'must be an integer of at most 18 digits, as a string'),
});

/** The count of minor units. It throws on what `moneySchema` would not have let in. */
export function minorOf({ minor }: Money): bigint {
  if (!MINOR.test(minor)) throw new Error('not an amount of minor units');
  return BigInt(minor);
}

/** Throws if the count has more than 18 digits: no sum of real payments has, so this is a bug. */
export function money(currency: string, minor: bigint): Money {
  const made = { currency, minor: minor.toString() };
  if (!moneySchema.safeParse(made).success) throw new Error('not an amount of money');
  return made;
}

/** Currencies of ISO 4217 that do not divide by a hundred. */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
};

/** How many decimals a currency has: what its minor unit is a part of. */
export const minorDigits = (currency: string): number => DIGITS[currency] ?? 2;

/** `¥20,000.00`, or `USD 20,000.00` for any other currency. */
export function formatMoney(amount: Money): string {
  const minor = minorOf(amount);
  const digits = minorDigits(amount.currency);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
  const rest = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${minor < 0n ? '-' : ''}${amount.currency === 'CNY' ? '¥' : `${amount.currency} `}${whole}${rest}`;
}
