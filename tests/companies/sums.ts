import type { Random } from './random.ts';

const DIGITS = '零一二三四五六七八九';

/** A number below a hundred in Chinese words. */
function inWords(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return DIGITS[ones] ?? '';
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`;
}

/** A percentage as somebody would type it. */
export function sayPercent(random: Random, percent: number): string {
  const ways = [
    `${percent}%`,
    `${percent}个点`,
    `${percent}个点`,
    `${percent} 个点`,
    `百分之${inWords(percent)}`,
    `${inWords(percent)}个点`,
  ];
  if (percent % 10 === 0 && percent < 100)
    ways.push(
      `${percent === 20 ? '两' : inWords(percent / 10)}成`,
      `${percent === 20 ? '两' : inWords(percent / 10)}成`,
    );
  if (percent === 15) ways.push('一成半');
  return random.pick(ways);
}

/** A sum in yuan as somebody would type it. */
export function sayMoney(random: Random, yuan: number): string {
  const ways = [`${yuan}`, `${yuan}元`, `${yuan}块`, `${yuan.toLocaleString('en-US')}元`];
  if (yuan % 1000 === 0 && yuan >= 10_000) ways.push(`${yuan / 10_000}万`, `${yuan / 10_000}w`, `${yuan / 10_000}万块`);
  if (yuan % 10_000 === 0 && yuan < 1_000_000) {
    const words = yuan === 20_000 ? '两' : inWords(yuan / 10_000);
    ways.push(`${words}万`, `${words}万块`, `${words}万元`);
  }
  if (yuan % 1000 === 0 && yuan < 10_000)
    ways.push(`${yuan === 2000 ? '两' : inWords(yuan / 1000)}千`, `${yuan / 1000}千块`, `${yuan / 1000}k`);
  return random.pick(ways);
}

export type Reckoned = { readonly paid: number; readonly how: string };

/** What is paid of a share that was promised, rounded or net as people do it. Sums in yuan. */
export function reckon(random: Random, share: number): Reckoned {
  const cents = (value: number): number => Math.round(value * 100) / 100;
  const ways: readonly (() => Reckoned)[] = [
    () => ({ paid: cents(share), how: 'exact' }),
    () => ({ paid: cents(share), how: 'exact' }),
    () => ({ paid: cents(share), how: 'exact' }),
    () => ({ paid: Math.floor(share), how: 'down to the yuan' }),
    () => ({ paid: Math.round(share / 10) * 10, how: 'to ten yuan' }),
    () => ({ paid: cents(share / 1.06), how: 'net of 6 % VAT' }),
    () => ({ paid: cents(share / 1.03), how: 'net of 3 % VAT' }),
    () => ({ paid: cents(share * 0.94), how: '6 % kept for the invoice' }),
    () => ({ paid: cents(share / 1.01), how: 'net of 1 % VAT' }),
    () => ({ paid: cents(share * 0.8), how: 'net of 20 % income tax' }),
    () => ({ paid: cents(share - labourTax(share)), how: 'net of the tax withheld on 劳务报酬' }),
  ];
  return random.pick(ways)();
}

/** 劳务报酬所得 as it is withheld: 20 % off as costs (800 up to 4,000), then 20, 30, 40 %. */
function labourTax(gross: number): number {
  const base = gross <= 4000 ? Math.max(0, gross - 800) : gross * 0.8;
  if (base <= 20_000) return base * 0.2;
  return base <= 50_000 ? base * 0.3 - 2000 : base * 0.4 - 7000;
}
