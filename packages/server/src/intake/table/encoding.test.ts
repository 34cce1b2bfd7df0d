import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectEncoding, openText } from './encoding.ts';
import type { Encoding } from './row.ts';
import { encode, holdable } from './testing/encode.ts';

const bill = '交易时间,交易对方,金额\r\n2024-03-01 10:00:00,一品面馆,12.00\r\n2024-03-02 11:00:00,三里茶行,8.50\r\n';

describe('the encoding of a file is found from its beginning', () => {
  test.each([
    ['the mark of UTF-8', Buffer.from('\ufeff金额'), 'utf-8'],
    ['the mark of UTF-16LE', encode('\ufeff金额', 'utf-16le'), 'utf-16le'],
    ['the mark of UTF-16BE', encode('\ufeff金额', 'utf-16be'), 'utf-16be'],
    ['the mark of GB18030', Buffer.from([0x84, 0x31, 0x95, 0x33, 0x41]), 'gb18030'],
    ['UTF-16LE without a mark', encode(bill, 'utf-16le'), 'utf-16le'],
    ['UTF-16BE without a mark', encode(bill, 'utf-16be'), 'utf-16be'],
    ['UTF-8', Buffer.from(bill), 'utf-8'],
    ['GBK', encode(bill, 'gb18030'), 'gb18030'],
    ['ASCII', Buffer.from('a,b\n1,2\n'), 'utf-8'],
    ['nothing', Buffer.alloc(0), 'utf-8'],
  ] as const)('%s', (_, head, encoding) => expect(detectEncoding(head)).toBe(encoding));

  test('UTF-8 is UTF-8 wherever its beginning is cut off', () => {
    const bytes = Buffer.from('款𠮷'.repeat(20));
    for (let length = 0; length <= bytes.length; length++) {
      expect(detectEncoding(bytes.subarray(0, length))).toBe('utf-8');
    }
  });

  test('a few characters that a program cut in half do not make UTF-8 GB18030', () => {
    const cut = Buffer.from(`${bill.repeat(20)}备注`).subarray(0, -1);
    expect(detectEncoding(Buffer.concat([cut, Buffer.from(`,1\n${bill}`)]))).toBe('utf-8');
  });

  test('no GBK text is taken for UTF-8 with mistakes', () => {
    const chinese = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((point) => String.fromCharCode(point)),
      minLength: 30,
    });
    fc.assert(
      fc.property(chinese, (text) => {
        expect(detectEncoding(Buffer.concat([Buffer.from('名称,金额\n'), encode(text, 'gb18030')]))).toBe('gb18030');
      }),
    );
  });
});

const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
/** Bytes of which many are the first or second of a character. */
const bytes = fc.array(
  fc.oneof(fc.nat(255), fc.integer({ min: 0x81, max: 0xfe }), fc.integer({ min: 0x30, max: 0x39 })),
  { maxLength: 40 },
);

describe('text is decoded as the decoder of the platform decodes it', () => {
  test.each(['gb18030', 'big5'] as const)('every pair of bytes in %s', (encoding) => {
    for (let at = 0x8000; at <= 0xffff; at++) expectSameAsPlatform(Buffer.from([0x41, at >> 8, at & 0xff]), encoding);
  });

  test.each(encodings)('any bytes as %s', (encoding) => {
    fc.assert(
      fc.property(bytes, (some) => expectSameAsPlatform(Buffer.from(some), encoding)),
      { numRuns: 1000 },
    );
  });

  test.each(encodings)('any text in %s, from any address', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(3), (text, offset) => {
        const written = encode(text, encoding);
        const moved = Buffer.concat([Buffer.alloc(offset), written]).subarray(offset);
        const { units, decode } = openText(moved, encoding);
        expect(decode(0, units.length)).toBe(holdable(text, encoding));
        expect(moved.equals(written)).toBe(true);
      }),
    );
  });
});

function expectSameAsPlatform(written: Buffer, encoding: Encoding): void {
  const { units, unitBytes, decode } = openText(written, encoding);
  const whole = written.subarray(0, units.length * unitBytes);
  let expected: string | undefined;
  try {
    expected = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(whole);
  } catch {
    expected = undefined;
  }
  expect(decode(0, units.length)).toBe(expected);
}
