import { chineseDigit, chineseNumber, readCount } from './read-numerals.ts';

/** A way to say a share: `read` gives hundredths of a percent, the first reading first, or nothing. */
export type PercentForm = {
  /** Every match holds one of these characters. */
  readonly holds: string;
  readonly pattern: RegExp;
  readonly read: (found: RegExpExecArray) => readonly number[];
  /** Said as a division between two. */
  readonly split?: true;
};

const arabic = '\\d{1,3}(?:\\.\\d{1,3})?';
const digit = `(?:${chineseDigit}|[1-9])`;
const count = `(?:${arabic}|${chineseNumber}{1,4}(?:点[零〇一二三四五六七八九]{1,2})?)`;
const to = '[-~到至或]';
const alone = '(?<![\\d.几第数零〇一二两三四五六七八九十百千万])';
/** What turns 点 into something else: a place, a remark, an hour, an item of a list. */
const pointsEnd =
  '(?!位|评|击|心|钟|赞|名|歌|餐|菜|子|卡|火|检|阅|球|半[前后到]|(?:我|你|您)?(?:要|需要|需|得|想|再|来)?(?:注意|说明|确认|强调|补充|提醒|讨论|沟通|商量|问题|意见|建议|要求))';
const points = `(?:%|个?pct(?![a-z])|percent|个?[多来]?百分点|个(?<half>半)?[多来]?点儿?${pointsEnd}(?:半(?![前后到天年月夜小])|(?<tenth>${digit})(?=$|[,。!?; ]|吧|行|呗))?)`;
const clock =
  '(?<!(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨|今天|明天|后天|昨天|今晚|明晚|明早|周[一二三四五六日天]|号|约|到|前)(?:的)?)';
const closing = '(?=$|[,。!?;、~ ]|的?(?:返|佣|回扣|提成|好处)|吧|呗|行|可以|怎么样|左右|现金|就)';
const notHour = `(?![钟半整多左前后开到儿见]|[\\d零一二三四五六七八九十]|\\p{Script=Han}{0,2}(?:建议|意见|要求|看法|说明|问题))`;

/** In this order; a later form never reads into what an earlier one took. */
export const percentForms: readonly PercentForm[] = [
  {
    holds: '分',
    pattern: new RegExp(
      `(?<den>[百千万]|${chineseNumber}{1,2}|\\d{1,3})分之(?<low>${count})(?:${to}(?<high>${count})(?!分之))?`,
      'gu',
    ),
    read: readFraction,
  },
  {
    holds: '‰',
    pattern: new RegExp(`${alone}(?<low>${count})‰`, 'gu'),
    read: ({ groups }) => bpsOf(groups, 10),
  },
  {
    holds: '%p点',
    pattern: new RegExp(`${alone}(?<low>${count})%?(?:${to}(?<high>${count}))?[多来几]?${points}`, 'gu'),
    read: ({ 0: whole, groups }) => {
      const more =
        groups?.half !== undefined || whole.endsWith('半') ? 50 : (readCount(groups?.tenth ?? '零')[0] ?? 0) * 10;
      return bpsOf(groups, 100).map((bps) => bps + more);
    },
  },
  { holds: '半', pattern: new RegExp(`半个(?:百分点|点${pointsEnd})`, 'gu'), read: () => [50] },
  {
    holds: '成',
    pattern: new RegExp(
      `(?<![第完变])(?<low>${digit}{1,2}(?:${to}${digit})?)成(?:(?<half>半)|(?<more>${digit})(?![成十百千万个单]))?(?![功新立本都为长年交员果绩熟名是会能得要没不就又]|(?<=[八九89]成)[黄对错有跑走来出被还在])`,
      'gu',
    ),
    read: readTenths,
  },
  { holds: '成', pattern: /(?<![一二两三四五六七八九\d])半成(?![品功熟人])/gu, read: () => [500] },
  {
    holds: '点',
    pattern: new RegExp(
      `(?<=(?:返|抽|佣金?|回扣|返点|点位|提成)(?:给?[你我您])?)(?<low>${count})点(?:儿?${notHour}|(?<tenth>半|${digit})${closing})`,
      'gu',
    ),
    read: ({ groups }) => bpsOf(groups, 100).map((bps) => bps + tenthOf(groups)),
  },
  {
    holds: '点',
    pattern: new RegExp(`(?<=(?:提|拿|留|扣|让|给|付|要|收)(?:[你我您])?)(?<low>${count})点${closing}`, 'gu'),
    read: ({ groups }) => bpsOf(groups, 100),
  },
  {
    holds: '点',
    pattern: new RegExp(`${alone}${clock}(?<low>${count})点(?= ?返(?![回程家校岗京工航乡])|提成|回扣|佣金)`, 'gu'),
    read: ({ groups }) => bpsOf(groups, 100),
  },
  {
    holds: '个',
    pattern: new RegExp(
      `(?<=(?:返点|点位|点数|回扣)(?:可以|能|是|有)?(?:[给留返]?[你我您])?)(?<low>${count})个(?=$|[,。!?; ]|吧|左右|行|可以)`,
      'gu',
    ),
    read: ({ groups }) => bpsOf(groups, 100),
  },
  {
    holds: '分开你您我他',
    pattern: new RegExp(
      `(?<![得考了打扣差时点:到\\d.])(?:(?<a>${digit})[:/比]?(?<b>${digit})(?:分(?:账|成|红|润)?(?![钟钱之米店公部局辨数半\\d])|开(?![会始门业头店车黑赛局机]))|[你您我他](?<c>${digit})[,、]?[你您我他](?<d>${digit})(?![\\d十百千万点个成]))`,
      'gu',
    ),
    read: readSplit,
    split: true,
  },
  { holds: '/', pattern: /(?<![\d/.])[1-9]\/[2-9](?=归|给[你您]|的利润)/gu, read: readRatio, split: true },
  {
    holds: '半分添',
    pattern:
      /对半(?![径夏个信])(?:分|开)?|平分(?![线面秋钟])|均分(?![布为])|二一添作五|各[拿分得占出]?一半|[一每]人一半|一家一半|各半(?!径)/gu,
    read: () => [5000],
    split: true,
  },
];

type Groups = Readonly<Record<string, string | undefined>> | undefined;

/** The lower count with its own range, then the upper one, each times the size. */
function bpsOf(groups: Groups, size: number): readonly number[] {
  return [groups?.low, groups?.high].flatMap((text) =>
    text === undefined ? [] : readCount(text).map((each) => Math.round(each * size)),
  );
}

/** What is said after 点: 返七点五 and 三个点半. */
function tenthOf(groups: Groups): number {
  const tenth = groups?.tenth;
  return tenth === '半' ? 50 : (readCount(tenth ?? '零')[0] ?? 0) * 10;
}

function readFraction({ groups }: RegExpExecArray): readonly number[] {
  const den = groups?.den ?? '';
  const size = { 百: 100, 千: 1_000, 万: 10_000 }[den] ?? readCount(den)[0] ?? 0;
  return size < 2 ? [] : bpsOf(groups, 10_000 / size);
}

function readTenths({ groups }: RegExpExecArray): readonly number[] {
  const { low = '', half, more } = groups ?? {};
  const parts = low.split(/[-~到至或]/u);
  const wholes = parts.length === 1 && /^\d\d/u.test(low) ? [] : parts.flatMap(readCount);
  const extra = half === undefined ? (readCount(more ?? '零')[0] ?? 0) * 100 : 500;
  return wholes.filter((each) => each < 10).map((each) => each * 1_000 + extra);
}

function readSplit({ groups }: RegExpExecArray): readonly number[] {
  const { a, b, c, d } = groups ?? {};
  const [first = 0, second = 0] = [a ?? c ?? '', b ?? d ?? ''].map((text) => readCount(text)[0] ?? 0);
  if (first + second !== 10) return [];
  return first === second ? [first * 1_000] : [first * 1_000, second * 1_000];
}

function readRatio([whole]: RegExpExecArray): readonly number[] {
  const [part = 0, all = 1] = whole.split('/').map(Number);
  return part < all ? [Math.round((10_000 * part) / all)] : [];
}
