import type { Folded } from './fold.ts';
import { fold, unfold } from './fold.ts';

/** Left out when text is folded: what a sign of two or more units becomes beside the one character it stands for. */
const NOTHING = '\u200b';
const numeral = '[\\d一二两俩三四五六七八九十]';

/** Signs and spellings that stand for a numeral, a unit or a point; every replacement is as long as what it replaces. */
const signs: readonly { readonly pattern: RegExp; readonly as: string | ((said: string) => string) }[] = [
  { pattern: /[①-⑨]/gu, as: (said) => String(said.charCodeAt(0) - 0x245f) },
  { pattern: /[⓪⓿]/gu, as: '0' },
  { pattern: /[❶-❾]/gu, as: (said) => String(said.charCodeAt(0) - 0x2775) },
  { pattern: /[➀-➈]/gu, as: (said) => String(said.charCodeAt(0) - 0x277f) },
  { pattern: /\ufe0f?\u20e3/gu, as: '' },
  { pattern: /💯/gu, as: '百' },
  { pattern: /︰/gu, as: ':' },
  { pattern: /(?<=[a-z]) (?=[\d一二两三四五六七八九十])/giu, as: ',' },
  { pattern: /(?<=\d)[壹贰叁肆伍陆柒捌玖](?=\d)/gu, as: (said) => String('壹贰叁肆伍陆柒捌玖'.indexOf(said) + 1) },
  { pattern: /(?<=[\d一二两俩三四五六七八九十百千个]) (?=个? ?[wk万](?![a-z]))/giu, as: NOTHING },
  { pattern: /(?<=[\d一二两俩三四五六七八九十]个) (?=[wk](?![a-z]))/giu, as: NOTHING },
  { pattern: /(?<=\d)[oO〇]{1,4}(?![a-z])/gu, as: (said) => '0'.repeat(said.length) },
  { pattern: /(?<![们咱你我他她俺爷姐哥人])仨(?!人)/gu, as: '三' },
  { pattern: /[弍贰貳]/gu, as: '贰' },
  { pattern: /[弎叄參]/gu, as: '叁' },
  { pattern: /(?<=[\d一二两三四五六七八九十百千半])["“” ]{0,2}(?:wan|万块)(?![a-z])/giu, as: '万' },
  { pattern: /(?<=[\d一二两三四五六七八九十百千半])["“”]w["“”]/giu, as: 'w' },
  { pattern: /(?<=[\d一二两三四五六七八九十百千]) ?(?:k ?uai)(?![a-z])/giu, as: '块' },
  { pattern: /蚊(?![子香帐])/gu, as: '块' },
  { pattern: /(?<=[\d一二两三四五六七八九十百千]) (?=[十百千万佰仟拾])/gu, as: NOTHING },
  {
    pattern: new RegExp(`(?<=${numeral}\\s?(?:[个個]|个半)\\s?)(?:[奌㸃典嗲掂踮店点●⚫🔘%]|[dDpP](?![A-Za-z]))`, 'gu'),
    as: '点',
  },
  { pattern: /(?<=[\d三])(?:[奌㸃嗲]|\s?points?(?![a-z])|p(?![a-z0-9])|个pt)/giu, as: '%' },
  { pattern: new RegExp(`(?<=${numeral})\\s?[奌㸃嗲]`, 'gu'), as: '%' },
];

/** Text as bare numbers are read in it: `fold`, with signs for numerals, units and points spelt out in `spelt`. */
export function foldSigns(original: string): Folded & { readonly spelt: string } {
  let spelt = original;
  for (const { pattern, as } of signs) {
    spelt = spelt.replace(pattern, (said) => (typeof as === 'string' ? as : as(said)).padEnd(said.length, NOTHING));
  }
  return { ...fold(spelt), spelt };
}

/** The place in the original, to the end of a sign of several units whose first unit it holds. */
export function unfoldSigns(original: string, folded: ReturnType<typeof foldSigns>, from: number, to: number) {
  const { start, end } = unfold(folded, from, to);
  let last = end;
  while (folded.spelt.charAt(last) === NOTHING && original.charAt(last) !== NOTHING) last += 1;
  return { start, end: last };
}
