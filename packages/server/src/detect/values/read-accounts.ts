import { isCitizenNumber, isCreditCode, isLuhn } from './check-digits.ts';
import { firstOfEach } from './taken.ts';

/** What the number belongs to; `tail` are the last digits of a card, `company` a unified social credit code. */
export type AccountKind = 'bank' | 'phone' | 'alipay' | 'wechat' | 'qq' | 'email' | 'id' | 'company' | 'tail';

/** A number or name by which money or a person is reached, and where it stands in the folded text. */
export type AccountRead = {
  readonly type: 'account';
  readonly start: number;
  readonly end: number;
  readonly of: AccountKind;
  /** Without separators and country code; letters of a credit code and of a citizen's number are upper case. */
  readonly number: string;
};

type Form = {
  readonly pattern: RegExp;
  readonly of: AccountKind;
  /** The number if the form holds. */
  readonly read?: (text: string) => string | undefined;
};

const alone = '(?<![\\da-z])';
const end = '(?![\\da-z])';
const filler = '(?:账号|帐号|账户|号码?|id)?(?:就?是|[:;])? ?';
const mobile = '1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?!\\d)';
const email = '[a-z\\d](?:[a-z\\d._+-]{0,62}[a-z\\d])?@(?:[a-z\\d-]{1,63}\\.){1,4}[a-z]{2,10}';
const wechat = '(?:微信|薇信|威信|徽信|v信|卫星|wechat|(?<![a-z\\d])[vw]x|(?<=[加\\+])v|(?<![a-z\\d])v(?=[:号]))';

/** In this order; a later form never reads into what an earlier one took. */
const forms: readonly Form[] = [
  { of: 'company', pattern: new RegExp(`${alone}[159any][\\da-hj-npqrtuwxy]{17}${end}`, 'gu'), read: creditCode },
  { of: 'id', pattern: new RegExp(`${alone}[1-9]\\d{16}[\\dx]${end}`, 'gu'), read: citizenNumber },
  {
    of: 'bank',
    pattern: /(?<![\da-z][- ]?)[1-9]\d{3}(?:[- ]?\d{4}){3}(?:[- ]?\d{1,3})?(?![\da-z]|[- ]\d)/gu,
    read: card,
  },
  { of: 'wechat', pattern: /(?<![a-z\d_-])wxid_[a-z\d]{6,20}(?![a-z\d_])/gu },
  { of: 'alipay', pattern: new RegExp(`(?<=支付宝${filler})(?:${email}|${mobile})`, 'gu'), read: plain },
  { of: 'wechat', pattern: new RegExp(`(?<=${wechat}${filler})${mobile}`, 'gu'), read: plain },
  { of: 'phone', pattern: new RegExp(`(?<![\\da-z.])(?:\\+?86[- ]?)?${mobile}(?![a-z])`, 'gu'), read: phone },
  { of: 'email', pattern: new RegExp(`(?<![a-z\\d._+-])${email}(?![a-z\\d])`, 'gu') },
  { of: 'wechat', pattern: new RegExp(`(?<=${wechat}${filler})[a-z][a-z\\d_-]{5,19}(?![a-z\\d_@.-])`, 'gu') },
  { of: 'qq', pattern: new RegExp(`(?<=(?<![a-z\\d])(?:qq|扣扣)${filler}|(?<![a-z\\d])q:)[1-9]\\d{4,10}${end}`, 'gu') },
  {
    of: 'tail',
    pattern: new RegExp(
      `(?<=(?:尾号|尾数|[后末][四4]位(?:数)?)(?:就?是|为|[:])? ?)\\d{4}${end}|${alone}\\d{4}(?=结尾|尾号)`,
      'gu',
    ),
  },
];

/** What every form holds at least one of. */
const needed = /\d{4}|@|[a-z][a-z\d_-]{5}/u;

/** Accounts and numbers of persons in folded text; what fails its check digit is none, so an order number is no card. */
export function readAccounts(text: string): readonly AccountRead[] {
  if (!needed.test(text)) return [];
  const all = forms.flatMap(({ of, pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((found): readonly AccountRead[] => {
      const number = read === undefined ? found[0] : read(found[0]);
      const last = found.index + found[0].length;
      return number === undefined ? [] : [{ type: 'account', start: found.index, end: last, of, number }];
    }),
  );
  return firstOfEach(text.length, all);
}

function creditCode(text: string): string | undefined {
  const code = text.toUpperCase();
  return isCreditCode(code) ? code : undefined;
}

function citizenNumber(text: string): string | undefined {
  return isCitizenNumber(text) ? text.toUpperCase() : undefined;
}

function card(text: string): string | undefined {
  const digits = text.replaceAll(/[- ]/gu, '');
  return isLuhn(digits) && new Set(digits).size > 1 ? digits : undefined;
}

function plain(text: string): string {
  return text.includes('@') ? text : text.replaceAll(/[- ]/gu, '');
}

function phone(text: string): string {
  return text.replaceAll(/\D/gu, '').slice(-11);
}
