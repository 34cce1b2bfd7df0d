import type { Money } from '../../kernel/money.ts';
import { currencyNamed, currencyWords, decimalsOf, isShared } from './currency.ts';

export type AmountForm = {
  /** `minor` counts the smallest unit. */
  readonly unit: 'major' | 'minor';
  readonly decimal: '.' | ',';
  readonly absolute: boolean;
};

/** Digits of an amount, exactly as they stand. */
type Written = {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
  /** As the text names it, beside the digits; '' where it names none. */
  readonly currency: string;
};

const SIMPLE = /^([+-]?)(\d{1,15})(?:\.(\d{0,9}))?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+$/;
const DIGITS = /^\d{1,18}$/;
const DECIMALS = /^\d{0,18}$/;

/**
 * Reads an amount as files write them, or says why it is none: thousands separators, a currency before or behind,
 * `(1.00)`, `1.00-`, `CR` and `DR`, full-width signs, 万 and 亿. `stated` is the currency said elsewhere in the row, '' if
 * none is. Decimals that the currency does not have are refused unless they are zeros: nothing is ever rounded.
 */
export function readMoney(text: string, stated: string, form: AmountForm): Money | string {
  const written = form.decimal === '.' ? (simple(text) ?? spelled(text, form)) : spelled(text, form);
  if (typeof written === 'string') return written;
  const currency = currencyOf(written.currency, stated);
  if (currency.length !== 3) return currency;
  const decimals = form.unit === 'minor' ? 0 : decimalsOf(currency);
  const { whole, fraction } = written;
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals)))
    return form.unit === 'minor'
      ? 'must be a whole number of the smallest unit'
      : `has more than the ${decimals} decimals of its currency`;
  const all = whole + (fraction.length === decimals ? fraction : fraction.slice(0, decimals).padEnd(decimals, '0'));
  const minor = all.charCodeAt(0) === ZERO ? all.replace(/^0+(?=\d)/, '') : all;
  if (minor.length > 18) return 'has more than 18 digits';
  return { currency, minor: written.negative && !form.absolute && minor !== '0' ? `-${minor}` : minor };
}

const ZERO = 0x30;

/** The number that a text stands for when it is compared; NaN if none. */
export function readNumber(text: string): number {
  const written = simple(text) ?? spelled(text, { unit: 'major', decimal: '.', absolute: false });
  if (typeof written === 'string') return Number.NaN;
  return Number(`${written.negative ? '-' : ''}${written.whole}.${written.fraction || '0'}`);
}

function currencyOf(beside: string, stated: string): string {
  if (stated === '') return beside === '' ? 'CNY' : (currencyNamed(beside) ?? 'its currency is not known');
  const known = currencyNamed(stated);
  if (known === undefined) return 'its currency is not known';
  if (beside === '' || isShared(beside) || currencyNamed(beside) === known) return known;
  return 'two currencies are named for it';
}

function simple(text: string): Written | undefined {
  const found = SIMPLE.exec(text);
  if (found === null) return undefined;
  return { negative: found[1] === '-', whole: found[2] ?? '', fraction: found[3] ?? '', currency: '' };
}

const MOST_CHARS = 60;
const BRACKETS = /^\((.+)\)$/;

function spelled(given: string, { decimal }: AmountForm): Written | string {
  if (given.length > MOST_CHARS) return 'is too long for an amount';
  let text = given
    .normalize('NFKC')
    .replaceAll(/[\s\u200B-\u200F\uFEFF]+/gu, '')
    .replaceAll(/[−–—﹣]/gu, '-')
    .toUpperCase();
  const inBrackets = BRACKETS.exec(text);
  text = inBrackets?.[1] ?? text;
  let [signs, negative, currency] = [inBrackets === null ? 0 : 1, inBrackets !== null, ''];
  for (;;) {
    const word = wordBeside(text);
    if (word === undefined) break;
    text = word.rest;
    if (word.sign !== undefined) {
      signs++;
      negative = word.sign === '-';
    } else if (
      currency !== '' &&
      currencyNamed(currency) !== currencyNamed(word.currency) &&
      !isShared(word.currency)
    ) {
      return 'two currencies are named for it';
    } else if (currency === '' || isShared(currency)) currency = word.currency;
  }
  if (signs > 1) return 'has more than one sign';
  const scale = text.endsWith('万') ? 4 : text.endsWith('亿') ? 8 : 0;
  const digits = digitsOf(scale === 0 ? text : text.slice(0, -1), decimal, scale);
  return typeof digits === 'string' ? digits : { ...digits, negative, currency };
}

type Word = { readonly rest: string } & (
  | { readonly sign: '+' | '-' }
  | { readonly sign?: undefined; readonly currency: string }
);

/** A sign, a mark of credit or debit, or the name of a currency at either end. */
function wordBeside(text: string): Word | undefined {
  const [first, last] = [text[0], text[text.length - 1]];
  if (first === '+' || first === '-') return { sign: first, rest: text.slice(1) };
  if (last === '-') return { sign: '-', rest: text.slice(0, -1) };
  if (/\dCR$/.test(text)) return { sign: '+', rest: text.slice(0, -2) };
  if (/\dDR$/.test(text)) return { sign: '-', rest: text.slice(0, -2) };
  if (isDigit(first) && isDigit(last)) return undefined;
  const word = currencyWords.find((each) => text.startsWith(each) || text.endsWith(each));
  if (word !== undefined)
    return { currency: word, rest: text.startsWith(word) ? text.slice(word.length) : text.slice(0, -word.length) };
  const code = /^[A-Z]{3}(?=[-+\d.,])/.exec(text)?.[0] ?? /[A-Z]{3}$/.exec(text)?.[0];
  if (code === undefined || currencyNamed(code) === undefined) return undefined;
  return { currency: code, rest: text.startsWith(code) ? text.slice(3) : text.slice(0, -3) };
}

const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';

function digitsOf(text: string, decimal: '.' | ',', scale: number): Pick<Written, 'whole' | 'fraction'> | string {
  const swapped = decimal === '.' ? text : text.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
  const [before = '', behind = '', ...more] = swapped.replaceAll("'", ',').split('.');
  const whole = GROUPED.test(before) ? before.replaceAll(',', '') : before;
  if (more.length > 0 || whole + behind === '' || !DECIMALS.test(behind) || !DIGITS.test(whole === '' ? '0' : whole))
    return 'is no amount';
  const all = behind.padEnd(scale, '0');
  return { whole: whole + all.slice(0, scale) || '0', fraction: all.slice(scale) };
}
