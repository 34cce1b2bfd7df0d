import { expect, test } from 'vitest';
import { lineEndsIn } from './line-ends.ts';

const table = (encoding: string) => ({ dialect: { form: 'text', encoding, delimiter: ',' } });

test('LF ends a line, and so does a CR alone in a table and nowhere else', () => {
  const bytes = Buffer.from('a\rb\r\nc\nd');
  expect(lineEndsIn({})(bytes)).toBe(2);
  expect(lineEndsIn({ encoding: '__proto__' })(bytes)).toBe(2);
  expect(lineEndsIn({ dialect: { form: 'lines' } })(bytes)).toBe(2);
  expect(lineEndsIn(table('utf-8'))(bytes)).toBe(3);
  expect(lineEndsIn(table('gb18030'))(Buffer.from('a\r'))).toBe(1);
});

test.each(['utf-16le', 'utf-16be'])(
  'in %s a line end is two bytes, and half of another character is none',
  (encoding) => {
    // 上 is U+4E0A and 阍 U+960D: one half of each is the byte of a line end; U+0A0D is both halves.
    const little = Buffer.from('上阍\u0a0d\r\n上\r上\n', 'utf16le');
    const bytes = encoding === 'utf-16le' ? little : Buffer.from(little).swap16();
    expect(lineEndsIn(table(encoding))(bytes)).toBe(3);
    expect(lineEndsIn({ encoding })(bytes)).toBe(2);
    expect(lineEndsIn(table(encoding))(bytes.subarray(0, -3))).toBe(2);
  },
);
