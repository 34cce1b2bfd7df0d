import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, bytesOfBase64, bytesOfHex, EncodingError, hexOf } from './bytes.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('hexadecimal and base64 are those of Node, there and back', () => {
  fc.assert(
    fc.property(bytes, (data) => {
      expect(hexOf(data)).toBe(Buffer.from(data).toString('hex'));
      expect(base64Of(data)).toBe(Buffer.from(data).toString('base64'));
      expect(bytesOfHex(hexOf(data))).toEqual(data);
      expect(bytesOfBase64(base64Of(data))).toEqual(data);
    }),
  );
});

test('UTF-8 is decoded as a fatal TextDecoder does, and refused where it refuses', () => {
  const reference = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const read = (decode: () => string): string | undefined => {
    try {
      return decode();
    } catch {
      return undefined;
    }
  };
  const near = fc.array(
    fc.constantFrom(0x41, 0x80, 0x8f, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        near.map((list) => Uint8Array.from(list)),
        fc.string({ unit: 'binary' }).map(utf8Of),
      ),
      (data) => {
        expect(read(() => textOfUtf8(data))).toBe(read(() => reference.decode(data)));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a text longer than every buffer survives encoding and decoding', () => {
  const long = '证链😂a'.repeat(30_000);
  expect(textOfUtf8(utf8Of(long))).toBe(long);
  expect(Buffer.compare(utf8Of(long), Buffer.from(long))).toBe(0);
});

test.each(['AA', 'AA=', 'AB==', 'AAB=', 'A===', 'AA==AA==', 'AAA\n', 'AA-_', '===='])(
  'base64 that is not canonical is refused: %j',
  (text) => {
    expect(() => bytesOfBase64(text)).toThrow(EncodingError);
  },
);

test.each(['A', 'AA', '0', '0g', ' 00'])('hexadecimal other than lowercase pairs is refused: %j', (text) => {
  expect(() => bytesOfHex(text)).toThrow(EncodingError);
});

test.each(['\ud800', '\udc00', 'a\ud800b', '\udc00\ud800'])('a lone surrogate has no UTF-8 and is refused', (text) => {
  expect(() => utf8Of(text)).toThrow(EncodingError);
});
