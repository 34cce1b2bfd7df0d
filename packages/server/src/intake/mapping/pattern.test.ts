import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { nativePattern } from './native-pattern.ts';
import { compilePattern } from './pattern.ts';

const atoms = [
  'a',
  'b',
  '[ab]',
  '[^a]',
  '.',
  '\\d',
  '\\s',
  '[\\d.,]',
  '收',
  '(a|b)',
  '(?:ab|a)',
  '(b)',
  '\\.',
  '[-－−]',
  '\\S',
];
const repeats = ['', '', '', '?', '*', '+', '{2}', '{1,3}', '{2,}', '*?', '+?', '??'];
const piece = fc.tuple(fc.constantFrom(...atoms), fc.constantFrom(...repeats)).map(([atom, repeat]) => atom + repeat);
const branch = fc
  .tuple(fc.constantFrom('', '^'), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '$'))
  .map(([start, pieces, end]) => start + pieces.join('') + end);
const patterns = fc.array(branch, { minLength: 1, maxLength: 2 }).map((branches) => branches.join('|'));
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '1', '.', ',', ' ', '\t', '收', '－', '\n', '\r', '\u2028', '😀', '\u00a0'),
  maxLength: 12,
});

describe('patterns', () => {
  test('the fast way answers exactly as RE2 does', () => {
    let asked = 0;
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const native = nativePattern(pattern);
        if (native === undefined) return;
        asked++;
        const engine = RE2JS.compile(pattern).matcher(text);
        const expected = engine.find() ? [engine.group(0), ...groupsOf(engine)] : null;
        const found = native.source.exec(text);
        expect(found === null ? null : [...found].map((group) => group ?? null)).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
    expect(asked).toBeGreaterThan(1_000);
  });

  test.each([
    '(a+)+$',
    '(?:a|a)*b',
    '(a*)*',
    '(?:a?){30}a{30}',
    '(?=a)',
    '\\1',
    '\\bword',
    '[[:alpha:]]',
    '(?i)x',
    '\\pL',
    'a**',
    '(?P<n>a)',
  ])('%s is not for the engine that backtracks', (pattern) => expect(nativePattern(pattern)).toBeUndefined());

  test('a long text goes to the engine that is sure to end', () => {
    const pattern = compilePattern('a*a*a*b');
    if (typeof pattern === 'string') throw new Error(pattern);
    expect(pattern.test('a'.repeat(20_000))).toBe(false);
    expect(pattern.find(`${'a'.repeat(5_000)}b`, 0)).toHaveLength(5_001);
  });

  test('what RE2 does not know is refused', () => {
    expect(compilePattern('(?<=a)b(')).toMatch(/no pattern/);
    expect(compilePattern('(a)\\1')).toMatch(/no pattern/);
  });
});

function groupsOf(engine: { groupCount: () => number; group: (n: number) => string | null }): (string | null)[] {
  return Array.from({ length: engine.groupCount() }, (_, n) => engine.group(n + 1));
}
