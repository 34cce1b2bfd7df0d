import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Head, Reading, Settings } from './connector.ts';
import { native } from './native.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const settings: Settings = { source: 'import' };
const reading = (given: Settings): Reading => ({ settings: given, layout: {}, first: true });
const headOf = (text: string, fileName = 'a.ndjson'): Head => ({ fileName, bytes: bytesOf(text), table: undefined });
const RECOGNISED = { layout: {}, source: undefined, owner: undefined };

const chat = {
  v: 1,
  kind: 'chat',
  source: 'wecom',
  externalId: 'm1',
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'work-system',
  body: {
    conversation: 'c1',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi' }],
    form: 'text',
    text: '好处费给你10%',
  },
};
const GOOD = JSON.stringify(chat);

function shown(file: Uint8Array | string, given: Settings = settings): readonly string[] {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  return [...native.parse(bytes, reading(given))].map((each) =>
    each.ok
      ? `${each.at.line} ${each.record.source}:${each.record.externalId}`
      : `${each.at.line} ${each.code} ${each.why}`,
  );
}

test('good lines are taken and bad ones named with their line, whatever stands between them', () => {
  const broken = [
    [GOOD.slice(0, -1), 'record.not_json'],
    [GOOD.replace('"text":', '"txt":'), 'record.field_unknown body.txt'],
    [GOOD.replace('2026-', '10000-'), 'record.time_invalid occurredAt'],
    [GOOD.replace('10%', '\\ud800'), 'record.text_invalid body.text'],
    [GOOD.replace('10%', '\\u0000'), 'record.text_invalid body.text'],
    [
      GOOD.replace('10%"', `10%","amount":{"currency":"CNY","minor":"${'9'.repeat(40)}"}`),
      'record.invalid body.amount.minor',
    ],
    [GOOD.replace('"v":1', '"v":1,"v":1'), 'record.invalid an object names one of its members twice'],
    [GOOD.replace('"v":1', '"__proto__":{"v":1},"v":1'), 'record.field_unknown __proto__'],
    [
      GOOD.replace(
        '}}',
        '},"media":[{"name":"a","mediaType":"a/b","sizeBytes":1,"sha256":"'.concat(
          'a'.repeat(64),
          '","path":"../a"}]}',
        ),
      ),
      'record.invalid media[0].path',
    ],
    ['['.repeat(100_000), 'record.not_json'],
    [
      `${GOOD.slice(0, -1)},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'record.invalid the value is nested deeper',
    ],
    [`${GOOD.slice(0, -2)},"raw":"${'x'.repeat(2 ** 21)}"}}`, 'record.line_too_long'],
    ['null', 'record.invalid record: must be an object'],
  ] as const;
  const file = broken.map(([line], i) => `${line}\r\n${GOOD.replace('m1', `good${i}`)}\n\n`).join('');
  const found = shown(file);
  expect(found).toHaveLength(2 * broken.length);
  broken.forEach(([, expected], i) => {
    expect(found[2 * i]).toContain(`${3 * i + 1} ${expected}`);
    expect(found[2 * i + 1]).toBe(`${3 * i + 2} wecom:good${i}`);
  });
});

test('the source and the basis of the line win over what was given', () => {
  expect(shown(GOOD, { source: 'other', basis: 'company-books' })).toEqual(['1 wecom:m1']);
  const [parsed] = native.parse(bytesOf(GOOD), reading({ source: 'other', basis: 'company-books', handover: 'h1' }));
  expect(parsed).toMatchObject({ ok: true, record: { source: 'wecom', basis: 'work-system' } });
  expect(parsed).not.toHaveProperty('record.handover');
});

test('a given basis and hand-over fill in where the line has none', () => {
  const { basis: _, ...without } = chat;
  const given = { source: 'x', basis: 'provided-by-customer', handover: 'hr-desk:h1' };
  const [parsed] = native.parse(bytesOf(JSON.stringify(without)), reading(given));
  expect(parsed).toMatchObject({ record: { basis: 'provided-by-customer', handover: 'hr-desk:h1' } });
  expect(shown(JSON.stringify(without))).toEqual([expect.stringContaining('record.invalid basis: must be one of')]);
});

test('a line without a source is refused, since records are told apart by it', () => {
  const { source: _, ...without } = chat;
  expect(shown(JSON.stringify(without))).toEqual(['1 record.invalid source: is missing']);
});

describe('a file is recognised by what is in it', () => {
  test.each([
    ['a record', `${GOOD}\n`, 'x.bin', true],
    ['a mark, blank lines and a record', `\ufeff\n\n${GOOD}\n`, 'x', true],
    ['a broken line and a record', `{"v":1,\n${GOOD}\n`, 'x', true],
    ['a record whose line is cut off', `${GOOD.slice(0, -9)}`, 'x', true],
    ['nothing, named .ndjson', '', 'a.ndjson', true],
    ['lines that cannot be read, named .JSONL', '{"a\nxx\n', 'a.JSONL', true],
    ['lines of something else, named .ndjson', '{"text":"你好"}\n', 'a.ndjson', false],
    ['a message of the archive', '{"msgid":"1","action":"send","msgtype":"text"}\n', 'a.ndjson', false],
    ['nothing', '', 'a.txt', false],
    ['a table', 'v,kind\n1,chat\n', 'a.csv', false],
  ])('%s', (_, head, name, expected) => expect(native.recognise(headOf(head, name)) !== undefined).toBe(expected));

  test('and its source is the one that its first readable line names', () => {
    expect(native.recognise(headOf(`{"a\n{"v":1,"source":"No!"}\n${GOOD}\n`))?.source).toBe('wecom');
    expect(native.recognise(headOf('xx', 'a.ndjson'))).toEqual({ layout: {}, source: undefined, owner: undefined });
  });
});

test('an unknown basis is asked for before anything is read', () => {
  expect(native.needs(settings, RECOGNISED)).toEqual([]);
  expect(native.needs({ source: 'x', basis: 'hearsay' }, RECOGNISED)).toEqual([
    expect.stringMatching(/^basis \(one of work-system/),
  ]);
});

test('no file makes it throw', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc.tuple(fc.nat(GOOD.length), fc.nat(GOOD.length)).map(([a, b]) => bytesOf(GOOD.slice(a, b))),
    fc.constantFrom('\n', `${GOOD}\n`, '"__proto__":', '\\ud800').map(bytesOf),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bytes = new Uint8Array(Buffer.concat(pieces));
      native.recognise({ fileName: 'a.ndjson', bytes, table: undefined });
      for (const each of native.parse(bytes, reading(settings))) expect(each.ok || each.why.isWellFormed()).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
