import { shareWord } from './bare-words.ts';
import { chineseDigit, readChinese, readCount } from './read-numerals.ts';

/** A share without its unit, in hundredths of a percent, and where it stands in the folded text; the likeliest first. */
export type BareShare = { readonly start: number; readonly end: number; readonly shares: readonly number[] };

type Form = {
  readonly pattern: RegExp;
  readonly read: (found: RegExpExecArray, text: string) => readonly number[];
};

const digit = `(?:${chineseDigit}|[1-9])`;
const count =
  '(?:\\d{1,2}(?:\\.\\d{1,2})?|[一二两俩三四五六七八九]?十[一二三四五六七八九]?|[一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖](?:点[一二三四五六七八九])?)';
const alone = '(?<![\\d.几第数零〇一二两三四五六七八九十百千万a-z])';
const ends = '(?![\\d.十百千万亿wk块元毛角分折成月年天日号楼人台件家次张吨斤箱套笔条户位名车只%‰:一二三四五六七八九])';
const notCounted = '(?![人月亿万wk星小单店客点户台柜仓箱包数p红女男老学供厂车房孩词字品评标项])';

const forms: readonly Form[] = [
  {
    pattern: new RegExp(`${alone}(?<low>(?!一个(?!半|$|[,。!?;、 ]|出来))${count})个(?<half>半)?${notCounted}`, 'gu'),
    read: (found, text) => (saysShare(text, found.index, 26) ? sharesOf(found) : []),
  },
  {
    pattern: new RegExp(`${alone}(?<low>${count})(?:点(?<half>半|儿)?(?=$|[,。!?;、 ]|照旧)|%)`, 'gu'),
    read: (found, text) =>
      saysShare(text, found.index, 26) || /^[,。!? ]?$/u.test(text.slice(0, found.index)) ? sharesOf(found) : [],
  },
  {
    pattern: new RegExp(
      `(?<=(?:[返反抽扣提回]|返点|按|返店|反店|反典|f点|给到|低于|不到|加到|点能不能高点,)(?:给|给到|到|个)?[你您我]?)(?<low>${count})${ends}(?!个)`,
      'gu',
    ),
    read: (found, text) => (saysShare(text, found.index, 26) && !isPerPiece(text, found) ? sharesOf(found) : []),
  },
  {
    pattern: new RegExp(
      `${alone}(?<!(?:上午|中午|下午|晚上|夜里|凌晨|今天|明天|后天|今晚|明晚|明早|[号日前]))(?<low>[零一二两俩三四五六七八九]点[一二三四五六七八九])(?![十分钟刻开见走来去半块万亿千百成个点])`,
      'gu',
    ),
    read: sharesOf,
  },
  {
    pattern: new RegExp(`${alone}(?<low>${count})(?=太[寒少低高薄狠抠离])`, 'gu'),
    read: (found, text) => (saysShare(text, found.index, 26) ? sharesOf(found) : []),
  },
  {
    pattern: new RegExp(`(?<low>${digit})成(?=是[你您我给]|归)`, 'gu'),
    read: ({ groups }) => [(readCount(groups?.low ?? '')[0] ?? 0) * 1_000],
  },
  {
    pattern: new RegExp(`(?<=[按照给提抽到])(?<den>[千百])(?<low>${digit})(?![十百千万块元\\d])`, 'gu'),
    read: ({ groups }) => [(readChinese(groups?.low ?? '') ?? 0) * (groups?.den === '千' ? 10 : 100)],
  },
  {
    pattern: new RegExp(
      `${alone}(?<a>[一二三四五六七八九])[:︰/]?(?<b>[一二三四五六七八九])(?![十百千万块元点成个折\\d])`,
      'gu',
    ),
    read: ({ groups }) => splitOf(groups?.a, groups?.b),
  },
  {
    pattern: /(?<![\d.])(?<a>[1-9])[:︰](?<b>[1-9])(?!\d)/gu,
    read: ({ groups }) => splitOf(groups?.a, groups?.b),
  },
  {
    pattern: new RegExp(
      `[你您我他她](?:拿|取|得|要|占)?(?<a>${digit})[,、]?[你您我他她](?:拿|取|得|要|占)?(?<b>${digit})(?![十百千万块元点个\\d])`,
      'gu',
    ),
    read: ({ groups }) => splitOf(groups?.a, groups?.b, true),
  },
  {
    pattern: /(?<!砍掉|删了|少了)一半(?![会人天路时]|以上|供应|员工)|(?<!开工|工期)对折|减半|半份|半数(?=给|归)/gu,
    read: () => [5_000],
  },
];

/** Shares that lack their unit: 返 8, 回口八个, 按千三, 三七, 一半. */
export function bareShares(text: string): readonly BareShare[] {
  return forms.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((found) => {
      const shares = read(found, text).filter((each) => each > 0 && each <= 10_000);
      return shares.length === 0 ? [] : [{ start: found.index, end: found.index + found[0].length, shares }];
    }),
  );
}

function saysShare(text: string, at: number, reach: number): boolean {
  return (
    shareWord.test(text.slice(Math.max(0, at - reach), at)) || /[\d一二两三四五六七八九十]%|个点|百分之/u.test(text)
  );
}

/** 每平返四十 is forty yuan: what is paid for each piece is large for a share. */
function isPerPiece(text: string, found: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, found.index - 10), found.index);
  return /[每一]\p{Script=Han}[^,。]*$/u.test(before) && sharesOf(found).some((share) => share > 1_000);
}

function sharesOf({ groups }: RegExpExecArray): readonly number[] {
  const more = groups?.half === '半' ? 50 : 0;
  return readCount((groups?.low ?? '').replace('俩', '两')).map((each) => Math.round(each * 100) + more);
}

/** Two parts that make ten; of three parts each counts by itself. */
function splitOf(a: string | undefined, b: string | undefined, any = false): readonly number[] {
  const [first = 0, second = 0] = [a, b].map((text) => readCount(text ?? '零')[0] ?? 0);
  if (first + second !== 10 && !(any && first + second < 10 && first + second > 5)) return [];
  return first === second ? [first * 1_000] : [first * 1_000, second * 1_000];
}
