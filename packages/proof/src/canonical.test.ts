import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Canonical } from './canonical.ts';
import { CanonicalError, canonicalBytes, canonicalText, parseCanonical } from './canonical.ts';
import { utf8Of } from './utf8.ts';

/** Published at github.com/cyberphone/json-canonicalization (testdata) and in RFC 8785 §3.2; those without floats. */
const PUBLISHED: readonly (readonly [string, string, string])[] = [
  ['arrays', '[56,{"d":true,"10":null,"1":[]}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'french',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    'structures',
    '{"1":{"f":{"f":"hi","F":5},"\\n":56},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
  ],
  ['unicode', '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
  [
    'weird',
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\u000a":"Newline","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley","\\u00f6":"Latin Small Letter O With Diaeresis","\\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}',
    '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude02":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [
    'strings of §3.2.2.2',
    '{"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
];

test.each(PUBLISHED)('the published vector of RFC 8785 is met: %s', (_, input, output) => {
  expect(canonicalText(JSON.parse(input) as Canonical)).toBe(output);
  expect(parseCanonical(utf8Of(output))).toEqual(JSON.parse(input));
});

const text = fc.string({ unit: 'binary' });
const canonical = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.string(),
    fc.maxSafeInteger().map((n) => n + 0 || 0),
    fc.constantFrom<Canonical>(null, true, false, '__proto__', '\u2028'),
    fc.array(tie('value')),
    fc.dictionary(text, tie('value')) as fc.Arbitrary<Canonical>,
  ),
})).value;

test('any JSON of integers serialises as the reference implementation does', () => {
  fc.assert(
    fc.property(canonical, (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value));
      expect(new Uint8Array(canonicalBytes(value))).toEqual(new Uint8Array(Buffer.from(canonicalText(value))));
      expect(canonicalText(parseCanonical(canonicalBytes(value)))).toBe(canonicalText(value));
    }),
    { numRuns: 500 },
  );
});

const PIECES = [
  '\\',
  '\\u005c',
  'u005c',
  '"',
  '\\"',
  '\\n',
  '0',
  '-',
  '1e1',
  ' ',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '"a":1,',
  'é',
];

test('JSON is read if and only if writing what was read gives the very same text', () => {
  const spoiling = fc.record({ at: fc.nat(), drop: fc.nat(2), put: fc.constantFrom('', ...PIECES) });
  fc.assert(
    fc.property(canonical, fc.array(spoiling, { maxLength: 3 }), (value, changes) => {
      const text = changes.reduce((before, { at, drop, put }) => {
        const from = at % (before.length + 1);
        return before.slice(0, from) + put + before.slice(from + drop);
      }, canonicalText(value));
      fc.pre(text.isWellFormed());
      const attempt = (read: () => string): string | undefined => {
        try {
          return read();
        } catch {
          return undefined;
        }
      };
      const written = attempt(() => canonicalText(JSON.parse(text) as Canonical));
      const read = attempt(() => canonicalText(parseCanonical(utf8Of(text))));
      expect(read).toBe(written === text ? text : undefined);
    }),
    { numRuns: 3000 },
  );
});

let deep: unknown = 0;
for (let i = 0; i < 65; i++) deep = [deep];
class Own {
  a = 1;
}

const REFUSED: readonly (readonly [string, unknown])[] = [
  ['a float', 1.5],
  ['minus zero', -0],
  ['an integer beyond 2^53 - 1', 2 ** 53],
  ['infinity', Number.POSITIVE_INFINITY],
  ['not a number', Number.NaN],
  ['undefined', undefined],
  ['undefined in an object', { a: undefined }],
  ['a hole in a list', new Array(3)],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['an instance of a class', new Own()],
  ['a map', new Map()],
  ['a lone high surrogate', 'a\ud800'],
  ['a lone low surrogate', ['\udc00a']],
  ['a lone surrogate in a name', { 'a\ud800': 1 }],
  ['nesting of 65', deep],
];

test.each(REFUSED)('it is refused, not repaired: %s', (_, value) => {
  expect(() => canonicalText(value as Canonical)).toThrow(CanonicalError);
});

const NOT_CANONICAL = [
  '',
  '{',
  '{"b":1,"a":2}',
  '{"a":1,"a":1}',
  ' 1',
  '1 ',
  '1\n',
  '1.0',
  '1e3',
  '-0',
  '9007199254740993',
  '"\\u0041"',
  '"\\/"',
  '"\\u005c"',
  '"\\u005cu005c"',
  '"\\ud800"',
  '\ufeff1',
  '{"a": 1}',
  'NaN',
];

test.each(NOT_CANONICAL)('bytes that are not canonical are refused: %j', (json) => {
  expect(() => parseCanonical(utf8Of(json))).toThrow(CanonicalError);
});

test.each([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe4, 0xbd], [0x80]])(
  'a string of bytes that are not UTF-8 is refused: %j',
  (...bytes) => {
    expect(() => parseCanonical(Uint8Array.of(0x22, ...bytes, 0x22))).toThrow(CanonicalError);
  },
);

test('names sort by UTF-16 units, so a smiley stands in front of U+FB33', () => {
  expect(canonicalText({ '\ufb33': 1, '😂': 2, a: 3 })).toBe('{"a":3,"😂":2,"\ufb33":1}');
});

test('depth 64 is still allowed and a member named __proto__ is kept', () => {
  expect(canonicalText((deep as Canonical[])[0] as Canonical)).toBe(`${'['.repeat(64)}0${']'.repeat(64)}`);
  expect(canonicalText(parseCanonical(utf8Of('{"__proto__":{"a":1}}')))).toBe('{"__proto__":{"a":1}}');
});
