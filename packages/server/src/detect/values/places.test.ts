import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../../kernel/time.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { Names } from '../rule.ts';
import { readBare } from './read-bare.ts';
import { readCompanies } from './read-company.ts';
import { readAllFolded, readAnyValues } from './read-values.ts';

const at = parseInstant('2026-03-11T10:00:00+08:00') as Instant;
const nobody: Names = { companiesIn: () => [], relationOf: () => undefined };

const said = {
  percent: ['10个点', '百分之八点五', '三点五个点', '8‰', '两成半', '三七分', '3-5%', '三分之一', '2.5 %', '５％'],
  amount: [
    '两万',
    '2w5',
    '¥2,000.00',
    '三块五',
    '壹万贰仟元整',
    '200美金',
    '3万到5万',
    '五百来块',
    '兩萬',
    '1 0 0 0 元',
  ],
  date: ['3月5号', '2026-03-05', '下周三', '月底前', '三天内', '大后天', '国庆后', '明天', '春节前', '上个月20号'],
  account: ['13800000001', '6222021234567890128', '138 0000 0001', '91350100M000100Y43', 'wang@163.com'],
} as const;
const value = fc.oneof(
  ...(Object.keys(said) as (keyof typeof said)[]).map((type) =>
    fc.constantFrom(...said[type]).map((text) => ({ type, text })),
  ),
);
const between = fc.constantFrom(
  ...['，好的，', '。', '！谢谢您，', '\n', '，\u200b老板，', '，𠮷，', '；', '，OK，', '？？', '，嗯嗯…，'],
);

test('a value said anywhere in a text is read, and its place slices what was said', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(between, value), { minLength: 1, maxLength: 12 }), between, (parts, last) => {
      const text = parts.map(([gap, { text: words }]) => gap + words).join('') + last;
      const read = readAnyValues(text, at).map(({ type, start, end }) => ({ type, text: text.slice(start, end) }));
      expect(read).toEqual(parts.map(([, each]) => each));
    }),
  );
});

const pieces = fc.constantFrom(
  ...[
    '两',
    '万',
    '三',
    '千',
    '10',
    '个点',
    '%',
    '成',
    '百分之',
    '¥',
    ',',
    '.',
    ' ',
    '你',
    '元',
    'w',
    '1',
    '半',
    '分',
    '毛',
  ],
  ...[
    '\u200b',
    '𠮷',
    '-',
    '到',
    '\n',
    '月',
    '号',
    '日',
    '周',
    '五',
    '下',
    '前',
    '后',
    '年',
    '2026',
    '13800000001',
    '尾号',
  ],
  ...[
    '①',
    '4\ufe0f\u20e3',
    '💯',
    '仨',
    '俩w',
    '一半',
    '返',
    '一节',
    '五',
    '块',
    '里头',
    '便宜',
    '㸃',
    'k uai',
    '嗲',
    '沓',
  ],
  ...[
    '微信',
    'v',
    ':',
    'abc123',
    '@',
    '.com',
    '6222',
    '0212',
    '美金',
    '公司',
    '厂',
    '去',
    '泰和',
    '天',
    '内',
    '个',
    '/',
  ],
);

test('in any text readings are in order, inside it, and no two overlap', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const { start, end } of readAnyValues(text, at)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
      let behind = 0;
      for (const { start, end } of readBare(text)) {
        expect(start).toBeGreaterThanOrEqual(behind);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(start, end).isWellFormed()).toBe(true);
        behind = end;
      }
      let before = 0;
      for (const { start, end, text: name } of readCompanies(text, nobody)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(text.slice(start, end)).toBe(name);
        before = end;
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each(['3点', '3月5号到', 'a公司', '1元', 'a.a@'])('a million characters of %j are read to the end', (repeat) => {
  const text = repeat.repeat(1_000_000 / repeat.length);
  const ends = [...readAllFolded({ text, start: [] }, at), ...readCompanies(text, nobody)].map(({ end }) => end);
  expect(ends.every((end) => end <= text.length)).toBe(true);
});
