import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Controls } from './json-lines.ts';
import { jsonLines, MAX_LINE_BYTES, readJson, readJsonLine } from './json-lines.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const LINE = '{"a":"好处费"}';

/** What was read, one line of text each: the value or the code, and the bytes of the file at that place. */
function shown(file: Uint8Array | string, controls: Controls = 'refused'): readonly string[] {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  return [...jsonLines(bytes, controls)].map(({ at, reading }) => {
    const slice = Buffer.from(bytes.subarray(at.start, at.end)).toString();
    return `${at.line} ${reading.ok ? JSON.stringify(reading.value) : reading.code} ${slice}`;
  });
}

const why = (bytes: Uint8Array): readonly string[] =>
  [...jsonLines(bytes)].map(({ reading }) => (reading.ok ? 'ok' : `${reading.code}: ${reading.why}`));

test('each line is read with its number and its own bytes', () => {
  expect(shown('{"a":1}\n[2]\n"3"\n')).toEqual(['1 {"a":1} {"a":1}', '2 [2] [2]', '3 "3" "3"']);
});

test('the end of a line, blank lines and the mark at the beginning belong to no line', () => {
  expect(shown(`\ufeff${LINE}\r\n\n \t \r\n${LINE}`)).toEqual([`1 ${LINE} ${LINE}`, `4 ${LINE} ${LINE}`]);
  for (const file of ['', '\n', '\r\n\r\n', ' \t', '\ufeff', '\ufeff\n']) expect(shown(file)).toEqual([]);
});

test('spaces around a value belong to its line', () => {
  expect(shown(' [1] \n')).toEqual(['1 [1]  [1] ']);
});

test('a mark that is not at the beginning of the file is no JSON', () => {
  expect(shown(`${LINE}\n\ufeff${LINE}`)[1]).toMatch(/^2 record\.not_json/);
  const [read] = jsonLines(Buffer.from(`\ufeff${LINE}`), 'refused', false);
  expect(read).toMatchObject({ at: { line: 1, start: 0 }, reading: { ok: false, code: 'record.not_json' } });
});

test('a last line that was cut off is named as such, and the lines before it are read', () => {
  const found = why(bytesOf(`${LINE}\n{"a":"好`));
  expect(found[0]).toBe('ok');
  expect(found[1]).toMatch(/^record\.not_json: .*may be cut off$/);
  expect(why(bytesOf(`${LINE}\n`).subarray(0, 8))[0]).toMatch(/^record\.encoding_invalid/);
});

test('a line of GBK bytes is refused, and the lines around it are read', () => {
  const gbk = Uint8Array.of(...bytesOf('{"a":"'), 0xba, 0xc3, 0xb4, 0xa6, 0xb7, 0xd1, ...bytesOf('"}'));
  const file = Buffer.concat([bytesOf(`${LINE}\n`), gbk, bytesOf(`\n${LINE}`)]);
  expect(why(file)).toEqual(['ok', 'record.encoding_invalid: the line is not UTF-8', 'ok']);
});

test.each([
  ['an overlong form', [0xc0, 0xaf]],
  ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ['a code point that does not exist', [0xf4, 0x90, 0x80, 0x80]],
  ['a lone continuation', [0x80]],
])('%s is not UTF-8', (_, wrong) => {
  const file = Uint8Array.of(34, ...wrong, 34, 10);
  expect(why(file)[0]).toMatch(/^record\.encoding_invalid/);
});

describe('a UTF-16 file', () => {
  const utf16 = Buffer.from(`${LINE}\n${LINE}\n`, 'utf16le');
  test('with its mark is named as such, and nothing in it is read', () => {
    const found = why(Buffer.concat([Uint8Array.of(0xff, 0xfe), utf16]));
    expect(found[0]).toBe('record.encoding_invalid: the line is not UTF-8; the file begins as UTF-16 does');
    expect(found.includes('ok')).toBe(false);
  });
  test('without its mark is no JSON, whatever its letters are', () => {
    expect(why(Buffer.from('{"a":1}\n', 'utf16le'))[0]).toBe(
      'record.not_json: the line is not one JSON value; it holds zero bytes',
    );
    expect(why(utf16).includes('ok')).toBe(false);
  });
});

test('a line of 1 MiB is read and a longer one is not', () => {
  const line = (size: number) => `"${'x'.repeat(size - 2)}"`;
  const file = `${line(MAX_LINE_BYTES)}\n${line(MAX_LINE_BYTES + 1)}\n${line(2 * MAX_LINE_BYTES)}\r\n[]`;
  expect(why(bytesOf(file)).map((each) => each.split(':')[0])).toEqual([
    'ok',
    'record.line_too_long',
    'record.line_too_long',
    'ok',
  ]);
});

describe('an object that names a member twice is refused', () => {
  test.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '{"x":[{"b":{"a":1,"c":2,"a":3}}]}',
    '{"__proto__":1,"__proto__":2}',
    '{"":1,"":2}',
  ])('%s', (text) => {
    expect(readJson(text)).toEqual({
      ok: false,
      code: 'record.invalid',
      why: 'an object names one of its members twice',
    });
  });

  test.each([
    '{"a":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"\\"a\\":1,"}',
    '{"a\\\\":1,"b":":"}',
    '{"__proto__":{"a":1}}',
  ])('but not %s', (text) => expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) }));

  test('whatever JSON anyone writes with spaces, and only then', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readJson(text).ok).toBe(true);
        const twice = `{"k":${text},"l":0,"k":${text}}`;
        expect(readJson(twice)).toMatchObject({ ok: false, code: 'record.invalid' });
      }),
    );
  });
});

test('deep nesting is refused and does not exhaust the stack', () => {
  for (const deep of [65, 100_000, 500_000]) {
    expect(readJson('['.repeat(deep) + ']'.repeat(deep))).toMatchObject({ ok: false, code: 'record.invalid' });
    expect(readJson('['.repeat(deep))).toMatchObject({ ok: false, code: 'record.not_json' });
    const objects = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`;
    expect(readJson(objects)).toMatchObject({ ok: false, code: 'record.invalid' });
  }
  expect(readJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
});

describe('bytes below 0x20 inside a line', () => {
  const file = '{"a":"x\u0001\u0008y\tz\u0000"}\n';
  test('are refused', () => expect(shown(file)[0]).toMatch(/^1 record\.not_json/));
  test('are passed over where the format has them, and stay in the bytes of the line', () => {
    expect(shown(file, 'ignored')).toEqual([`1 {"a":"xy z"} ${file.trimEnd()}`]);
  });
  test('do not hide that the rest is no JSON', () => {
    expect(shown('{"a":\u0001\n', 'ignored')[0]).toMatch(/^1 record\.not_json/);
  });
});

test('what a line says never gets into the reason', () => {
  const canary = 'canary-7f3a';
  for (const text of [`{"a":"${canary}"`, `{"${canary}":1,"${canary}":2}`, canary, `"${canary}`]) {
    const reading = readJsonLine(bytesOf(text));
    expect(reading.ok).toBe(false);
    expect(JSON.stringify(reading)).not.toContain(canary);
  }
});

const piece = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom('\n', '\r\n', '\r', ' ', '\ufeff', LINE, '{"a":', '\u0000', '"\\ud800"').map(bytesOf),
);
const file = fc.array(piece, { maxLength: 20 }).map((pieces) => new Uint8Array(Buffer.concat(pieces)));

test('places are in order, never overlap, and leave out nothing but line ends, blank lines and the first mark', () => {
  fc.assert(
    fc.property(file, fc.constantFrom('refused', 'ignored'), (bytes, controls) => {
      let rest = '';
      let before = 0;
      for (const { at } of jsonLines(bytes, controls)) {
        expect(before <= at.start && at.start < at.end && at.end <= bytes.length).toBe(true);
        expect(bytes.subarray(at.start, at.end).includes(10)).toBe(false);
        const lines = Buffer.from(bytes.subarray(0, at.start)).toString('latin1').split('\n').length;
        expect(at.line).toBe(lines);
        rest += Buffer.from(bytes.subarray(before, at.start)).toString('latin1');
        before = at.end;
      }
      rest += Buffer.from(bytes.subarray(before)).toString('latin1');
      expect(rest).toMatch(/^(?:\u00ef\u00bb\u00bf)?[ \t\r\n]*$/);
    }),
    { numRuns: 1000 },
  );
});

test('a file read in two stretches that meet at a line end gives what it gives whole', () => {
  fc.assert(
    fc.property(file, fc.nat(), (bytes, at) => {
      const cut = bytes.indexOf(10, at % (bytes.length + 1)) + 1;
      const whole = shown(bytes).map((each) => each.replace(/^\d+ /, ''));
      const parts = [...shown(bytes.subarray(0, cut)), ...shown(bytes.subarray(cut))];
      fc.pre(bytes[cut] !== 0xef);
      expect(parts.map((each) => each.replace(/^\d+ /, ''))).toEqual(whole);
    }),
  );
});
