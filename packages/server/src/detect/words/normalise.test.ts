import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Normalised, normalise, originalPlace } from './normalise.ts';

const text = (original: string): string => normalise(original).text;
const gaps = (original: string): string => {
  const n = normalise(original);
  return [...n.gap.subarray(0, n.text.length)].join('');
};

/** Strings out of everything the tables tell apart, and out of all of Unicode, lone surrogates included. */
const telling = fc.constantFrom(
  ...[
    '1',
    '9',
    '%',
    '¥',
    '万',
    '点',
    '.',
    '/',
    '-',
    '~',
    '+',
    '＋',
    '➕',
    '*',
    '=',
    ',',
    ':',
    '·',
    '@',
    'v',
    '微',
    '我',
  ],
  ...[
    ' ',
    '\u3000',
    '\n',
    '\r',
    '\t',
    '\u200b',
    '\u0301',
    '\ufe0f',
    '😊',
    '👩🏽‍❤️‍👨🏻',
    '①',
    '⑩',
    '㈠',
    '𝐕',
    '🅥',
    'Ⅴ',
    'ν',
    '帳',
  ],
  ...['\ud83d', '\ude00', '\udb40', '丨', '⼁', '「', '」', '…', '。', '𠮷', 'é', 'İ', 'ﬁ', '㎏', '가'],
);
const everything = fc.array(
  fc.oneof(telling, fc.string({ unit: 'binary', maxLength: 3 }), fc.string({ unit: 'grapheme' })),
  {
    maxLength: 12,
  },
);
const anyString = fc.oneof(
  everything.map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);

test('normalising twice changes nothing, and nothing gets longer', () => {
  fc.assert(
    fc.property(anyString, (original) => {
      const once = text(original);
      expect(text(once)).toBe(once);
      expect(once.length).toBeLessThanOrEqual(original.length);
    }),
    { numRuns: 5_000 },
  );
});

test('so for every code point, alone and between digits and letters', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    if (code === 0x40000) code = 0xe0000;
    const char = String.fromCodePoint(code);
    for (const original of [char, `1${char}2`, `a${char}b`]) {
      const once = text(original);
      if (text(once) !== once || once.length > original.length) wrong.push(`${code.toString(16)} in ${original}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Places grow, keep inside the original, never halve a character. */
function checkPlaces(n: Normalised): void {
  for (let i = 0; i < n.text.length; i++) {
    const { start, end } = originalPlace(n, i, i + 1);
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(n.original.length);
    const halves = i > 0 && n.start[i - 1] === start;
    if (i > 0 && !halves) expect(start).toBeGreaterThanOrEqual(n.end[i - 1] ?? 0);
    for (const at of [start, end]) {
      expect(/[\ud800-\udbff]$/.test(n.original.slice(0, at)) && /^[\udc00-\udfff]/.test(n.original.slice(at))).toBe(
        false,
      );
    }
  }
}

test('places grow, keep inside the original and never halve a character', () => {
  fc.assert(
    fc.property(anyString, (original) => checkPlaces(normalise(original))),
    { numRuns: 1_000 },
  );
});

/** `+` before these reads 加 and is no noise. */
const ASKS_PLUS = /[a-z微我]/;

test('noise between any two characters of a term keeps the hit and slices the original', () => {
  const noise = fc.constantFrom(
    ...[' ', '\u3000', '\t', '\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\ufeff', '\u0301', '\u20dd', '\ufe0f'],
    ...['😊', '👍🏿', '👩🏽‍❤️‍👨🏻', '🇨🇳', '❤️', '1️⃣'.slice(1), '\ue105', '★', '→', '\ud83d', '丨', '丶'],
    ...[
      '.',
      '·',
      '•',
      '・',
      '*',
      '_',
      '|',
      '^',
      '~',
      '～',
      '—',
      '#',
      '=',
      '/',
      '\\',
      '-',
      '+',
      "'",
      '`',
      '<',
      '>',
      '●',
      '′',
    ],
  );
  const term = fc.constantFrom('好处费', '加微信', '回扣', '打到我个人卡', '三个点', 'hui扣', '不走公司账');
  const around = fc.constantFrom('', '说', '。', '3', '\n');
  fc.assert(
    fc.property(term, fc.array(fc.array(noise, { maxLength: 4 })), around, around, (word, between, left, right) => {
      let hidden = '';
      for (const [i, char] of [...word].entries()) {
        const put = i === 0 ? '' : (between[i - 1] ?? []).join('');
        hidden += (ASKS_PLUS.test(char) ? put.replaceAll('+', '') : put) + char;
      }
      const n = normalise(left + hidden + right);
      const at = n.text.indexOf(word);
      expect(at).toBeGreaterThanOrEqual(0);
      const { start, end } = originalPlace(n, at, at + word.length);
      expect((left + hidden + right).slice(start, end)).toBe(hidden);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['ＡＢＣ１２３，；：！？（）', 'abc123,;:!?()'],
  ['帳戶轉賬給處費點', '账户转账给处费点'],
  ['乾坤 帐号', '乾坤账号'],
  ['加𝐕 加Ⅴ 加🅥 加ν 加ѵ', '加v加v加v加v加v'],
  ['①㈠⑩１️⃣❸', '1一十13'],
  ['⻢⾦\uf90a', '马金金'],
  ['+v +微信 ＋我 ➕ V x', '加v加微信加我加vx'],
  ['加+微信 加++v', '加微信加v'],
  ['3%-5% 3～5 3—5 1.5 13:30 2024/5/1 1,000', '3%-5%3~53~51.513:302024/5/11,000'],
  ['3万-5万 ¥1-¥2 3·5', '3万-5万¥1-¥23.5'],
  ['微-1 v-1 1-v 12.', '微1v11v12'],
  ['「你」《我》“他”', '“你”“我”“他”'],
  ['a@b 好@处', 'a@b好处'],
  ['二〇二六…。、', '二〇二六…。、'],
  ['\r\n\r\u2028', '\n\n\n'],
])('%j reads %j', (original, read) => expect(text(original)).toBe(read));

test('gaps say whether a blank or noise was left out', () => {
  expect(gaps('好处费')).toBe('000');
  expect(gaps('好·处 费')).toBe('012');
  expect(gaps('好. 😊处')).toBe('02');
  expect(gaps('1 -\u200b2')).toBe('021');
});

test('a mark belongs to its character, an astral character is sliced whole', () => {
  const n = normalise('a回\u0301\ufe0f扣𠮷𝐕');
  expect(n.text).toBe('a回扣𠮷v');
  const slice = (from: number, to: number): string => n.original.slice(...Object.values(originalPlace(n, from, to)));
  expect(slice(1, 2)).toBe('回\u0301\ufe0f');
  expect(slice(1, 3)).toBe('回\u0301\ufe0f扣');
  expect(slice(3, 4)).toBe('𠮷');
  expect(slice(5, 6)).toBe('𝐕');
  expect(originalPlace(n, 6, 6)).toEqual({ start: n.original.length, end: n.original.length });
});

test('a million characters, with and without noise, and signs that never end', () => {
  const plain = normalise('好处费'.repeat(333_334));
  expect(originalPlace(plain, 999_999, 1_000_002)).toEqual({ start: 999_999, end: 1_000_002 });
  const noisy = normalise('好 '.repeat(500_000));
  expect(originalPlace(noisy, 499_999, 500_000)).toEqual({ start: 999_998, end: 999_999 });
  expect(text(`1${'+-'.repeat(500_000)}v`)).toBe('1加v');
  expect(text('+-'.repeat(500_000))).toBe('');
});
