import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarForms, holidayForms } from './date-forms.ts';
import { fold } from './fold.ts';
import { mayStandIn } from './may-stand.ts';
import { percentForms } from './percent-forms.ts';
import { relativeForms } from './relative-forms.ts';
import { spokenDates } from './spoken-dates.ts';
import { spokenPercents } from './spoken-percents.ts';

const forms = [...percentForms, ...relativeForms, ...calendarForms, ...holidayForms];

/** Forms that stand in the text, and forms that were passed over without looking although they do. */
function formsIn(text: string): { readonly standing: number; readonly passedOver: readonly string[] } {
  const may = mayStandIn(text);
  const standing = forms.filter(({ pattern }) => [...text.matchAll(pattern)].length > 0);
  return {
    standing: standing.length,
    passedOver: standing.filter((form) => !may(form)).map(({ pattern }) => pattern.source),
  };
}

test('no form is passed over in a text in which it stands', () => {
  const lines = [
    ...readFileSync(new URL('../lines/learnt.ndjson', import.meta.url), 'utf8').split('\n'),
    ...[spokenDates, spokenPercents].flatMap((table) => table.split('\n')),
  ];
  const read = lines.map((line) => formsIn(fold(line).text));
  expect(read.flatMap(({ passedOver }) => passedOver)).toEqual([]);
  expect(read.reduce((sum, { standing }) => sum + standing, 0)).toBeGreaterThan(5_000);
});

test('nor in one put together from the pieces of which shares and days are said', () => {
  const piece = fc.constantFrom(
    ...'一 二 两 三 五 八 十 半 3 8 15 2026 百 千 . - / : 分之 个 % ‰ pct percent 点 百分点 成 分 开 你 我 他 您 返 返点 给'.split(
      ' ',
    ),
    ...'对半 平分 均分 添作五 各拿一半 年 月 日 号 天 周 星期 礼拜 上 下 这 本 当 前 后 内 初 底 末 中 上旬 季度 今 明 昨 大后'.split(
      ' ',
    ),
    ...'晚 早 儿 工作日 国庆 元旦 五一 劳动节 圣诞 双十一 双11 春节 过年 中秋 端午 清明 元宵 除夕 , 。 到'.split(' '),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      expect(formsIn(pieces.join('')).passedOver).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
