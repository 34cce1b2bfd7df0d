import { chineseDigit, readChinese, readChineseVague } from './read-numerals.ts';

/** A number that may be a sum, and where it stands in the folded text; `value` is in yuan or in what it leaves unsaid. */
export type BareNumber = {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** The upper number of a vague one (七八百). */
  readonly more: readonly number[];
  /** Said with 万, w or 亿. */
  readonly large: boolean;
  /** Said with 百, 千 or a multiplier, or with three digits and more: how prices are said, and few other things. */
  readonly priced: boolean;
  /** Whether 块 or 元 with its tenths, or 毛 and 分, belong to it. */
  readonly coined: boolean;
};

const arabic = '(?:\\d{1,3}(?:,\\d{3}){1,4}(?![\\d,])|\\d{1,12}(?![\\d]))(?:\\.\\d{1,3}(?!\\d))?';
const rate =
  '(?:[个台件份人次米斤吨套箱张条只年天月节户位辆瓶支颗根双单票间棵头部款批班期季周袋桶卷本门栋场盒桌床车趟柜公家方刀把笔晚盘饼平樘页科立]|小时|平方|延米)';
const han = '[零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿廿卅]';
const digit = `(?:${chineseDigit}|[1-9])`;
/** Bundles of notes, and one digit several times over. */
const slang = `(?<many>${digit})(?<bundle>沓|捆|坨|旧水|嚿水|张(?:红的|老人头|毛爷爷|红票))|(?<times>[三四五六])个(?<same>[1-9])(?![\\d点万千百w])`;
const coins = `(?<!${han})(?<mao>${digit})[毛角](?:(?!一${rate})(?<fen>${digit}))?|(?<!${han})(?<only>${digit})分(?=$|[,。!?;、 ]|钱|是|归)`;
const run = `(?<run>(?!俩\\d)(?:${arabic}|${han})(?:${arabic}|${han}|[kw](?![a-z])|个(?=[万w](?![a-z]))){0,14})`;
const part = `(?<part>(?!一${rate})(?:零${digit}|${digit}[毛角]?(?:(?!一${rate})${digit})?分?|半)(?![个台件人天年月斤吨万千百十]))`;
const number = new RegExp(
  `(?<![\\d.\\-/#第]|[a-z](?=\\d))(?:${slang}|${coins}|${run}(?<half>(?<=[百千万])半(?![年月天夜日小]))?(?:[块圆元]钱?${part}?)?)`,
  'gu',
);

/** Every number in folded text, the longest reading of each; what cannot be read is left out. */
export function bareNumbers(text: string): readonly BareNumber[] {
  return [...text.matchAll(number)].flatMap((found) => {
    const said = found.groups ?? {};
    const end = found.index + found[0].length;
    if (said.bundle !== undefined || said.times !== undefined) return [slangSum(found.index, end, said)];
    if (said.run === undefined) {
      const value = (digitOf(said.mao) * 10 + digitOf(said.fen) + digitOf(said.only)) / 100;
      return [{ start: found.index, end, value, more: [], large: false, priced: true, coined: true }];
    }
    return withRun(text, found.index, end, said);
  });
}

/** A bundle of notes is ten thousand, a red one a hundred, and 六个6 is 666,666. */
function slangSum(start: number, end: number, { many, bundle, times, same = '' }: Said): BareNumber {
  const size = bundle !== undefined && /^[沓捆坨]/u.test(bundle) ? 10_000 : 100;
  const value = times === undefined ? digitOf(many) * size : Number(same.repeat(digitOf(times)));
  return { start, end, value, more: [], large: false, priced: true, coined: true };
}

type Said = Readonly<Record<string, string | undefined>>;

function withRun(text: string, start: number, end: number, said: Said): readonly BareNumber[] {
  const { run = '', half, part } = said;
  const kept = keptOf(run, text.slice(end), end === start + run.length);
  const [first, ...more] = valuesOf(kept);
  if (first === undefined) return [];
  const whole = first + (half === undefined ? 0 : lastSize(kept) / 2);
  const coins = part === undefined ? 0 : partOf(part);
  const isWhole = kept === run;
  return [
    {
      start,
      end: isWhole ? end : start + kept.length,
      value: whole + (isWhole ? coins : 0),
      more,
      large: /[万w亿]/u.test(kept),
      priced: /[百佰千仟万亿wk]|\d{3}/u.test(kept) || digitwise.test(kept),
      coined: isWhole && end > start + run.length,
    },
  ];
}

const perOne = new RegExp(`一${rate}`, 'uy');

/** Whether what stands there says what is paid for: 一斤, 一节. */
export function isPerOne(text: string, at: number): boolean {
  perOne.lastIndex = at;
  return perOne.test(text);
}

/** 六万四一年 is 64,000 a year: the last 一 belongs to what it is paid for, as does the 九 of 4999九笔. */
function keptOf(run: string, after: string, isBare: boolean): string {
  const mixed = /^(\d[\d,.]*)[二两三四五六七八九十]+$/u.exec(run)?.[1];
  if (mixed !== undefined) return mixed;
  if (/[十百千万\d].?两$/u.test(run) && after.startsWith('个')) return run.slice(0, -1);
  if (/^.?十一$/u.test(run) && /^[天年月个人户家页次]/u.test(after)) return run;
  if (!isBare || !run.endsWith('一') || run.length < 2) return run;
  return isPerOne(`一${after}`, 0) ? run.slice(0, -1) : run;
}

const digitwise = /^[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{3,8}$/u;

/** Also 六二〇〇, digit by digit, and 廿 for 二十. */
function valuesOf(run: string): readonly number[] {
  const plain = run.replaceAll('廿', '二十').replaceAll('卅', '三十').replaceAll('个', '');
  const big = /^([零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]{3,4})([万w]?)$/u.exec(plain);
  if (big !== null) {
    const count = Number([...(big[1] ?? '')].map((char) => (/[零〇]/u.test(char) ? 0 : readChinese(char))).join(''));
    return [count * (big[2] === '' ? 1 : 10_000)];
  }
  if (/^\d[\d,]*(?:\.\d+)?$/u.test(plain)) return [Number(plain.replaceAll(',', ''))];
  const [vague, placed] = [readChineseVague(plain), placeByPlace(plain)];
  return isNext(plain) ? [...vague, ...placed] : [...placed, ...vague];
}

/** 一万七八 is a range, 一万七九 hardly. */
function isNext(run: string): boolean {
  return digitOf(run.at(-1)) - digitOf(run.at(-2)) === 1;
}

/** 三千三五 is 3,350 to some, as 一万七九 is 17,900. */
function placeByPlace(run: string): readonly number[] {
  const [, head = '', size = '', tenths, hundredths] = /^(.+)([千万])(.)(.)$/u.exec(run) ?? [];
  const [whole, unit] = [readChinese(head + size), readChinese(`1${size}`)];
  const [first, second] = [digitOf(tenths), digitOf(hundredths)];
  if (whole === undefined || unit === undefined || first === 0 || second === 0 || first > 9 || second > 9) return [];
  return [whole + (first * unit) / 10 + (second * unit) / 100];
}

function lastSize(run: string): number {
  return readChinese(`1${run.slice(-1)}`) ?? 1;
}

function digitOf(text: string | undefined): number {
  return text === undefined ? 0 : (readChinese(text) ?? 0);
}

/** What follows 块: 4 and 4毛 are tenths, 零五 and 四毛五 reach hundredths. */
function partOf(part: string): number {
  if (part === '半') return 0.5;
  const [first = '', second = ''] = part.replaceAll(/[毛角分]/gu, '');
  return /[零〇]/u.test(first) ? digitOf(second) / 100 : digitOf(first) / 10 + digitOf(second) / 100;
}
