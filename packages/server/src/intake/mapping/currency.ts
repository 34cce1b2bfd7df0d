import { formatMoney } from '../../kernel/money.ts';

const NAMES: Readonly<Record<string, string>> = {
  ...{
    人民币: 'CNY',
    人民币元: 'CNY',
    数字人民币: 'CNY',
    RMB: 'CNY',
    CNH: 'CNY',
    港币: 'HKD',
    港元: 'HKD',
    港幣: 'HKD',
    HK$: 'HKD',
  },
  ...{
    美元: 'USD',
    美金: 'USD',
    US$: 'USD',
    欧元: 'EUR',
    '€': 'EUR',
    英镑: 'GBP',
    '£': 'GBP',
    日元: 'JPY',
    日圆: 'JPY',
  },
  ...{
    澳元: 'AUD',
    澳大利亚元: 'AUD',
    加元: 'CAD',
    加拿大元: 'CAD',
    新加坡元: 'SGD',
    新币: 'SGD',
    S$: 'SGD',
    新台币: 'TWD',
  },
  ...{ 台币: 'TWD', NT$: 'TWD', 澳门元: 'MOP', 澳门币: 'MOP', 韩元: 'KRW', 韩币: 'KRW', '₩': 'KRW', 瑞士法郎: 'CHF' },
  ...{ 泰铢: 'THB', 卢布: 'RUB', 新西兰元: 'NZD', 越南盾: 'VND', 林吉特: 'MYR', 马来西亚林吉特: 'MYR', 印尼盾: 'IDR' },
  ...{
    印尼卢比: 'IDR',
    印度卢比: 'INR',
    '₹': 'INR',
    菲律宾比索: 'PHP',
    瑞典克朗: 'SEK',
    丹麦克朗: 'DKK',
    挪威克朗: 'NOK',
  },
  ...{ 南非兰特: 'ZAR', 阿联酋迪拉姆: 'AED', 迪拉姆: 'AED', 墨西哥比索: 'MXN', 巴西雷亚尔: 'BRL' },
};

/** Signs that several currencies share: they mean the one that is stated beside them, else the one here. */
const SHARED: Readonly<Record<string, string>> = { '¥': 'CNY', 元: 'CNY', 圆: 'CNY', 块: 'CNY', $: 'USD', 美$: 'USD' };

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const byName = new Map([...Object.entries(NAMES), ...Object.entries(SHARED)]);

/** The currency of ISO 4217 that a cell names, in Chinese, by its sign or by its code; undefined if it names none. */
export function currencyNamed(text: string): string | undefined {
  const key = text.normalize('NFKC').trim().toUpperCase();
  return byName.get(key) ?? (CODES.has(key) ? key : undefined);
}

/** Whether a sign alone does not tell the currency. */
export const isShared = (text: string): boolean => text in SHARED;

/** Every way to name a currency beside an amount, the longest first. */
export const currencyWords: readonly string[] = [...byName.keys()].sort((a, b) => b.length - a.length);

const digits = new Map<string, number>();

/** How many decimals a currency has. */
export function decimalsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found = formatMoney({ currency, minor: '0' }).split('.')[1]?.length ?? 0;
  digits.set(currency, found);
  return found;
}
