import type { Random } from './random.ts';
import { digits, inChina } from './random.ts';

export type State = 'completed' | 'pending' | 'closed' | 'refunded';
export type Direction = 'in' | 'out' | 'neutral';

/** What a made row must be read as. */
export type Payment = {
  /** As the bill itself counts it. */
  readonly direction: Direction;
  readonly minor: bigint;
  readonly currency?: string;
  readonly state: State;
  /** On which side the holder of the account stands. */
  readonly holder: 'from' | 'to';
  /** What of the other side must be found; what is left out is not looked at. */
  readonly other: { readonly system?: string; readonly ref?: string; readonly name?: string };
  readonly at: number;
  readonly precision: 'second' | 'minute' | 'day';
  readonly memo?: string;
};

export type Total = { readonly count: number; readonly minor: bigint };

export type Expected = {
  readonly found: number;
  readonly in: Total;
  readonly out: Total;
  readonly neutral: Total;
  readonly states: Readonly<Record<State, number>>;
  readonly payments: readonly Payment[];
};

export type MadeBill = {
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Whose account the file says it shows, where it says so in full. */
  readonly owner: string | undefined;
  readonly expected: Expected;
};

/** One layout: `rows` rows that depend on nothing but the choices. */
export type BillMaker = (random: Random, rows: number) => MadeBill;

export function expectedOf(payments: readonly Payment[]): Expected {
  const total = (direction: Direction): Total => {
    const own = payments.filter((payment) => payment.direction === direction);
    return { count: own.length, minor: own.reduce((sum, { minor }) => sum + minor, 0n) };
  };
  const states = { completed: 0, pending: 0, closed: 0, refunded: 0 };
  for (const { state } of payments) states[state]++;
  return { found: payments.length, in: total('in'), out: total('out'), neutral: total('neutral'), states, payments };
}

/** `1234.50` */
export function plain(minor: bigint): string {
  const text = minor.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** `1,234.50` */
export const grouped = (minor: bigint): string => plain(minor).replace(/\B(?=(?:\d{3})+\.)/g, ',');

/** Mostly everyday sums, at times a cent and at times more than two groups of digits. */
export function sum(random: Random): bigint {
  if (random.chance(3)) return BigInt(random.int(1, 9));
  if (random.chance(3)) return BigInt(random.int(100_000_000, 999_999_999));
  return BigInt(random.int(10, random.pick([9_999, 99_999, 9_999_999])));
}

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Names as they stand in bills, and the system that such a name alone allows. */
const NAMES = [
  ['张三', 'name'],
  ['欧阳 明', 'name'],
  ['x4***6', 'name'],
  ['*丽', 'name'],
  ['李四(房东)', 'name'],
  ["Bob O'Neil", 'name'],
  ['上海华晟信息科技有限公司', 'company'],
  ['深圳市财付通支付科技有限公司', 'company'],
  ['北京三快在线科技有限公司', 'company'],
] as const;

export function someone(random: Random): { readonly name: string; readonly system: 'name' | 'company' } {
  const [name, system] = random.pick(NAMES);
  return { name, system };
}

export const account = (random: Random): string => `6222${digits(random, 15)}`;

/** What a payer types, commas and kickbacks included. */
export const MEMOS = ['转账', '咨询费', '好处费 10%', '退款', '一月货款,二月货款', '他说"不急"', '生日快乐🎂'] as const;

export function day(text: string): { readonly at: number; readonly precision: 'day' } {
  return { at: inChina(text.slice(0, 10)), precision: 'day' };
}

export function second(text: string): { readonly at: number; readonly precision: 'second' } {
  return { at: inChina(text), precision: 'second' };
}
