import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutItems, itemsIn, listAt, listsIn } from './json-items.ts';

const textsIn = (bytes: Buffer, steps: readonly string[] | null, isInside = false) =>
  [...itemsIn(bytes, steps, isInside)].map(({ start, end }) => bytes.toString('utf8', start, end));

describe('the elements of a list in JSON bytes', () => {
  test.each([
    ['[{"a":1},{"b":"]},{"}]', [], ['{"a":1}', '{"b":"]},{"}']],
    ['\uFEFF [ 1 , "x\\"]" , [2,[3]] ]', [], ['1', '"x\\"]"', '[2,[3]]']],
    ['{"x":[1],"data":{"list":[{"a":1}]},"y":2}', ['data', 'list'], ['{"a":1}']],
    ['{"pages":[{"rows":[1]},{"rows":[2,3]}]}', ['pages', '1', 'rows'], ['2', '3']],
    ['{"a":1}\n{"b":2}', null, ['{"a":1}', '{"b":2}']],
    ['{"list":[]}', ['list'], []],
    ['{"list":{"a":1}}', ['list'], []],
    ['{"a":[{"b":1}', ['a'], ['{"b":1}']],
    ['{"a":[{"b":', ['a'], ['{"b":']],
    ['', [], []],
    ['[{"a":1}][{"a":2}]', [], ['{"a":1}', '[{"a":2}]']],
    ['{"l":[{"a":1}],"n":{"x":"]}"}} {"l":[2]}', ['l'], ['{"a":1}', '{"l":[2]}']],
    ['{"l":[{"a":1}},{"a":2}]}', ['l'], ['{"a":1}', '},{"a":2}]}']],
    ['{"a":1}} {"a":2}', null, ['{"a":1}', '} {"a":2}']],
  ] as const)('%j at %j', (text, steps, expected) => expect(textsIn(Buffer.from(text), steps)).toEqual(expected));

  test('lists of objects are found wherever they stand, with what closes around them', () => {
    const found = [...listsIn(Buffer.from('{"n":[1],"a":{"b":[{"c":[{"d":1}]}],"e":[{'))];
    expect(found.map(({ steps, closers }) => [steps.join('.'), closers])).toEqual([
      ['a.b', '}}'],
      ['a.e', '}}'],
    ]);
    expect(listAt(Buffer.from('{"a":[{}]}'), ['a'])).toMatchObject({ start: 6, closers: '}' });
  });

  const values = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 12 });

  test('reading the pieces gives what reading the whole gives, wherever it is cut', () => {
    fc.assert(
      fc.property(
        values,
        fc.boolean(),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (list, isWrapped, indent, size) => {
          const steps = isWrapped ? ['data', 'list'] : [];
          const text = JSON.stringify(isWrapped ? { n: '[', data: { list }, after: [1] } : list, null, indent);
          const whole = Buffer.from(text);
          const found: string[] = [];
          let rest = whole;
          while (rest.length > 0) {
            let cut = 0;
            for (let end = size; cut === 0 && end < rest.length; end += size)
              cut = cutItems(rest.subarray(0, end), steps);
            const piece = rest.subarray(0, cut || rest.length);
            found.push(...textsIn(piece, steps, rest.length < whole.length));
            rest = rest.subarray(piece.length);
          }
          expect(found.map((each) => JSON.parse(each))).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
    );
  });

  test('what stands behind the end of the list is not lost: it is given as astray', () => {
    const ways = (text: string) => [...itemsIn(Buffer.from(text), [], false)].map(({ as }) => as);
    expect(ways('[1,2] ')).toEqual(['whole', 'whole']);
    expect(ways('[1][2]')).toEqual(['whole', 'astray']);
    expect(ways('[1,{"a"')).toEqual(['whole', 'cut']);
  });

  test('no bytes make it throw, and places are in order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', ' ', '1') }),
        (text) => {
          const bytes = Buffer.from(text);
          let before = 0;
          for (const { start, end } of itemsIn(bytes, null, false)) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            before = end;
          }
          expect(cutItems(bytes, ['a'])).toBeLessThanOrEqual(bytes.length);
          expect([...listsIn(bytes)].length).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });
});
