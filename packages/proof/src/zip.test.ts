import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { utf8Of } from './utf8.ts';
import type { Files } from './zip.ts';
import { looksLikeZip, readZip, writeZip, ZipError } from './zip.ts';

const sample: Files = new Map([
  ['data/原件.txt', utf8Of('证链')],
  ['bagit.txt', utf8Of('x')],
  ['data/empty', new Uint8Array(0)],
]);

test('an archive gives its files back, ordered by name', () => {
  const read = readZip(writeZip(sample));
  expect([...read.keys()]).toEqual(['bagit.txt', 'data/empty', 'data/原件.txt']);
  for (const [name, bytes] of sample) expect(new Uint8Array(read.get(name) ?? [])).toEqual(new Uint8Array(bytes));
});

test('the order in which files were added does not matter', () => {
  expect(writeZip(new Map([...sample].reverse()))).toEqual(writeZip(sample));
});

test('no byte of an archive can be changed, none added and none cut off', () => {
  const zip = writeZip(sample);
  fc.assert(
    fc.property(fc.nat({ max: zip.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      expect(() => readZip(zip.with(at, (zip[at] ?? 0) ^ change))).toThrow(ZipError);
    }),
    { numRuns: 1000 },
  );
  for (let length = 0; length < zip.length; length++) expect(() => readZip(zip.subarray(0, length))).toThrow(ZipError);
  expect(() => readZip(Uint8Array.of(...zip, 0))).toThrow(ZipError);
  expect(() => readZip(Uint8Array.of(0, ...zip))).toThrow(ZipError);
});

test.each(['/a', '../a', 'a/../b', 'a//b', './a', 'a/', '', 'a\\b', 'C:a', 'a\u0000b', 'a\nb', '\ud800'])(
  'a name is refused: %j',
  (name) => {
    expect(() => writeZip(new Map([[name, new Uint8Array(1)]]))).toThrow(ZipError);
  },
);

test('a name that is the folder of another is refused', () => {
  expect(() =>
    writeZip(
      new Map([
        ['a', new Uint8Array(1)],
        ['a/b', new Uint8Array(1)],
      ]),
    ),
  ).toThrow(ZipError);
});

test('a name that stands twice is refused', () => {
  const once = writeZip(
    new Map([
      ['a', utf8Of('1')],
      ['b', utf8Of('2')],
    ]),
  );
  const twice = once.map((byte) => (byte === 0x62 ? 0x61 : byte));
  expect(() => readZip(twice)).toThrow('two files have the same name');
});

test('CRC-32 is that of zlib', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (data) => crc32(data) === zlibCrc32(data)));
});

test('what is cut or changed still looks like a ZIP, other bytes do not', () => {
  const zip = writeZip(sample);
  for (let at = 0; at < zip.length; at++) expect(looksLikeZip(zip.with(at, (zip[at] ?? 0) ^ 1))).toBe(true);
  expect(looksLikeZip(zip.subarray(0, 10))).toBe(true);
  expect(looksLikeZip(writeZip(new Map()))).toBe(true);
  for (const text of ['', 'PK', '{"v":1}', 'x'.repeat(100)]) expect(looksLikeZip(utf8Of(text))).toBe(false);
});
