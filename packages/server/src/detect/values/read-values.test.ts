import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValues } from './read-values.ts';

const shown = (text: string): readonly string[] =>
  readValues(text).map((value) => {
    const own = value.type === 'percent' ? `${value.percentBps / 100}%` : `¥${Number(value.amount.minor) / 100}`;
    return `${text.slice(value.start, value.end)}=${own}`;
  });

test.each([
  ['好处费给你10%', '10%=10%'],
  ['给你10个点', '10个点=10%'],
  ['八个点', '八个点=8%'],
  ['十五个点', '十五个点=15%'],
  ['百分之八', '百分之八=8%'],
  ['百分之八点五', '百分之八点五=8.5%'],
  ['一成', '一成=10%'],
  ['一成五', '一成五=15%'],
  ['两个半点', '两个半点=2.5%'],
  ['2.5个点', '2.5个点=2.5%'],
  ['返8点', '8点=8%'],
  ['三七分', '三七分=30%'],
  ['五五开', '五五开=50%'],
  ['对半分', '对半分=50%'],
  ['10%', '10%=10%'],
  ['1 0 %', '1 0 %=10%'],
])('reads the share in %s', (text, expected) => expect(shown(text)).toEqual([expected]));

test.each([
  ['两万', '两万=¥20000'],
  ['2万', '2万=¥20000'],
  ['1.5w', '1.5w=¥15000'],
  ['1w5', '1w5=¥15000'],
  ['20000元', '20000元=¥20000'],
  ['¥2,000', '¥2,000=¥2000'],
  ['¥2000.50', '¥2000.50=¥2000.5'],
  ['三千五', '三千五=¥3500'],
  ['一万二', '一万二=¥12000'],
  ['一万零五十', '一万零五十=¥10050'],
  ['2k', '2k=¥2000'],
  ['3千5', '3千5=¥3500'],
  ['十五万六千三百', '十五万六千三百=¥156300'],
  ['壹万贰仟元整', '壹万贰仟元整=¥12000'],
  ['给你500', '500=¥500'],
  ['给我两百', '两百=¥200'],
  ['2万左右', '2万=¥20000'],
  ['兩萬', '兩萬=¥20000'],
])('reads the sum in %s', (text, expected) => expect(shown(text)).toEqual([expected]));

test.each([
  ...[
    '千万别说',
    '万一',
    '两万台',
    '3000件',
    '65W充电',
    '4k电视',
    '2026年',
    '八成新',
    '前提成立',
    '下午两点',
    '给你10点见',
    '9折',
  ],
  ...['尾号3321', '打到13800000001', '几万', '第一百名', '一百分', '分成三份', '合成两种', '3个点位', '两个点评'],
])('reads nothing in %s', (text) => expect(shown(text)).toEqual([]));

test('a range gives its lower end first and the upper one as another reading', () => {
  expect(readValues('两三万')).toMatchObject([{ amount: { minor: '2000000' }, alternatives: [{ minor: '3000000' }] }]);
  expect(readValues('5-8个点')).toMatchObject([{ percentBps: 500, alternatives: [800] }]);
  expect(readValues('三七分')).toMatchObject([{ percentBps: 3000, alternatives: [7000] }]);
});

const pieces = fc.constantFrom(
  ...[
    '两',
    '万',
    '三',
    '千',
    '五',
    '10',
    '个点',
    '%',
    '成',
    '百分之',
    '¥',
    ',',
    '.',
    ' ',
    '　',
    '給',
    '你',
    '元',
    'w',
    '%',
    '1',
  ],
  ...['\u200b', '𠮷', '半', '分', '开', '七', '零', '十', '块', '2.5', '-', '到', '\n'],
);
const speech = fc.oneof(
  fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);

test('a sum that ends in characters is read once', () => {
  expect(readValues('2.5万两元')).toHaveLength(1);
});

test('places are in order, never overlap and always slice the original', () => {
  fc.assert(
    fc.property(speech, (text) => {
      let last = 0;
      for (const value of readValues(text)) {
        expect(value.start).toBeGreaterThanOrEqual(last);
        expect(value.end).toBeGreaterThan(value.start);
        expect(value.end).toBeLessThanOrEqual(text.length);
        last = value.end;
      }
    }),
    { numRuns: 2_000 },
  );
});

test('the words pointed at read the same with anything that is no number around them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.constantFrom('好', '谢谢', '𠮷', '\u200b'),
      (yuan, around) => {
        const [value] = readValues(`${around}${yuan}元${around}`);
        expect(value).toMatchObject({ amount: { currency: 'CNY', minor: String(yuan * 100) } });
        expect(`${around}${yuan}元${around}`.slice(value?.start, value?.end)).toBe(`${yuan}元`);
      },
    ),
  );
});

test('whole numbers written in characters are read as what they say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (yuan) => {
      expect(readValues(`${inCharacters(yuan)}元`)).toMatchObject([{ amount: { minor: String(yuan * 100) } }]);
    }),
  );
});

function inCharacters(value: number): string {
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  if (high === 0) return belowTenThousand(low);
  return `${belowTenThousand(high)}万${low === 0 ? '' : (low < 1_000 ? '零' : '') + belowTenThousand(low)}`;
}

function belowTenThousand(value: number): string {
  let text = '';
  for (const [size, name] of [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit > 0) text += '零一二三四五六七八九'.charAt(digit) + name;
    else if (text !== '' && !text.endsWith('零') && value % size > 0) text += '零';
  }
  return text;
}
