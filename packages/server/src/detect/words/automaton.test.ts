import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAutomaton, LONGEST_TERM, scanAll, scanInto } from './automaton.ts';

/** Every occurrence as `term@end`, sorted. */
function naive(terms: readonly string[], text: string): readonly string[] {
  const found: string[] = [];
  for (const [term, word] of terms.entries()) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      found.push(`${term}@${at + word.length}`);
  }
  return found.sort();
}

function scanned(terms: readonly string[], text: string): readonly string[] {
  const found: string[] = [];
  scanAll(buildAutomaton(terms), text, (term, end) => found.push(`${term}@${end}`));
  return found.sort();
}

test('finds what indexOf finds: overlapping terms, prefixes, suffixes, duplicates, empty ones', () => {
  const letters = fc.constantFrom('a', 'b', '好', '\u0000', '\uffff');
  const word = (most: number) => fc.array(letters, { maxLength: most }).map((units) => units.join(''));
  const texts = fc
    .array(fc.oneof(letters, fc.constantFrom('c', '处')), { maxLength: 60 })
    .map((units) => units.join(''));
  fc.assert(
    fc.property(fc.array(word(6), { maxLength: 30 }), texts, (terms, text) => {
      expect(scanned(terms, text)).toEqual(naive(terms, text));
    }),
    { numRuns: 400 },
  );
});

test('finds what indexOf finds among thousands of terms', () => {
  const units = fc.integer({ min: 0x4e00, max: 0x4e40 }).map((code) => String.fromCharCode(code));
  const words = fc.array(units, { minLength: 1, maxLength: 5 }).map((each) => each.join(''));
  const many = { minLength: 3_000, maxLength: 3_000, size: 'max' } as const;
  fc.assert(
    fc.property(fc.array(words, many), fc.array(units, { maxLength: 400, size: 'max' }), (terms, text) => {
      expect(scanned(terms, text.join(''))).toEqual(naive(terms, text.join('')));
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

test('occurrences come in the order of their ends', () => {
  const ends: number[] = [];
  scanAll(buildAutomaton(['好处费', '处', '费', '好处']), '好处费处', (_, end) => ends.push(end));
  expect(ends).toEqual([2, 2, 3, 3, 4]);
});

test('an array that is too short holds the first and the answer says how many there are', () => {
  const into = new Int32Array(3);
  expect(scanInto(buildAutomaton(['aa']), 'aaaa', into)).toBe(6);
  expect([...into]).toEqual([0, 2, 0]);
});

test('a scan inside a callback finds its own', () => {
  const automaton = buildAutomaton(['a', 'b']);
  const found: string[] = [];
  scanAll(automaton, 'ab', (term, end) => {
    found.push(`${term}@${end}`);
    scanAll(automaton, 'bbb', () => undefined);
  });
  expect(found).toEqual(['0@1', '1@2']);
});

test('no terms, no text', () => {
  expect(scanned([], 'abc')).toEqual([]);
  expect(scanned(['', ''], 'abc')).toEqual([]);
  expect(scanned(['a'], '')).toEqual([]);
});

test('a term over 128 units is refused, one of 128 is found', () => {
  const longest = 'a'.repeat(LONGEST_TERM);
  expect(scanned([longest], `${longest}a`)).toEqual(['0@128', '0@129']);
  expect(() => buildAutomaton(['b', `${longest}a`])).toThrow('term 1 has 129 units; at most 128 are allowed');
});

test('100,000 terms in a million characters', () => {
  const terms = Array.from({ length: 100_000 }, (_, i) =>
    String.fromCharCode(0x4e00 + (i % 317), 0x4e00 + (Math.floor(i / 317) % 331), 0x4e00 + (i % 7)),
  );
  const text = terms.slice(0, 3_000).join('').repeat(112).slice(0, 1_000_000);
  const into = new Int32Array(4_000_000);
  const filled = scanInto(buildAutomaton(terms), text, into);
  expect(filled / 2).toBeGreaterThan(333_000);
  for (let at = 0; at < filled; at += 2_000) {
    const term = terms[into[at] ?? 0] ?? '';
    const end = into[at + 1] ?? 0;
    expect(text.slice(end - term.length, end)).toBe(term);
  }
});
