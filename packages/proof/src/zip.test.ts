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

const small = fc.uint8Array({ maxLength: 20 });
const someFiles = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[ab证\u{1f602}\ufb33]{1,3}(\/[ab]{1,2})?$/u), small), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((list) => new Map(list))
  .filter((files) => ![...files.keys()].some((name) => files.has(name.split('/')[0] ?? '') && name.includes('/')));

/** Ways of spoiling an archive that keep it looking like one: bytes of its headers, pieces moved, repeated, left out. */
const spoiling = fc.oneof(
  fc.record({ how: fc.constant('set' as const), at: fc.nat(), value: fc.nat(255) }),
  fc.record({ how: fc.constant('add' as const), at: fc.nat(), value: fc.constantFrom(1, 2, 0x100, 0xff00) }),
  fc.record({ how: fc.constant('move' as const), at: fc.nat(), from: fc.nat(), length: fc.nat(80) }),
  fc.record({ how: fc.constant('drop' as const), at: fc.nat(), length: fc.nat(80) }),
);

type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never;

function spoil(zip: Uint8Array, change: Spoiling): Uint8Array {
  if (zip.length === 0) return zip;
  const at = change.at % zip.length;
  if (change.how === 'set') return zip.with(at, change.value);
  if (change.how === 'drop') return Uint8Array.of(...zip.subarray(0, at), ...zip.subarray(at + change.length));
  if (change.how === 'move') {
    const from = change.from % zip.length;
    return Uint8Array.of(...zip.subarray(0, at), ...zip.subarray(from, from + change.length), ...zip.subarray(at));
  }
  const word = (zip[at] ?? 0) + ((zip[at + 1] ?? 0) << 8) + change.value;
  const first = zip.with(at, word & 255);
  return at + 1 < zip.length ? first.with(at + 1, (word >> 8) & 255) : first;
}

test('an archive is read if and only if writing what was read gives the very same bytes', () => {
  fc.assert(
    fc.property(someFiles, fc.array(spoiling, { maxLength: 3 }), (files, changes) => {
      const zip = writeZip(files);
      const spoilt = changes.reduce(spoil, zip);
      let read: Files | undefined;
      try {
        read = readZip(spoilt);
      } catch (error) {
        expect(error).toBeInstanceOf(ZipError);
      }
      if (Buffer.compare(spoilt, zip) === 0) expect(read).toBeDefined();
      if (read !== undefined) expect(Buffer.compare(writeZip(read), spoilt)).toBe(0);
    }),
    { numRuns: 3000 },
  );
});

test('files in another order than that of their names are refused, though every header is right', () => {
  const [a, b] = [new Map([['a', utf8Of('1')]]), new Map([['b', utf8Of('2')]])].map(writeZip);
  if (a === undefined || b === undefined) throw new Error('two archives were written');
  const LOCAL = 32;
  const turned = Uint8Array.of(
    ...b.subarray(0, LOCAL),
    ...a.subarray(0, LOCAL),
    ...b.subarray(LOCAL, LOCAL + 47),
    ...a.subarray(LOCAL, LOCAL + 47).with(42, LOCAL),
    ...a
      .subarray(LOCAL + 47)
      .with(8, 2)
      .with(10, 2)
      .with(12, 94)
      .with(16, 2 * LOCAL),
  );
  expect(() => readZip(turned)).toThrow('not in its canonical form');
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
