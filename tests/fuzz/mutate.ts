import fc from 'fast-check';
import { encode } from '../../packages/server/src/intake/table/testing/encode.ts';

/** Planted in cells; no reason may repeat it. */
export const CANARY = 'zq7canary';

/** A place in a file, in ten thousandths of its length. */
type Where = number;

/** One way in which files go wrong. Plain data, so that a failing one is shown and made smaller. */
export type Change =
  | { readonly as: 'flip'; readonly at: Where; readonly byte: number }
  | { readonly as: 'cut' | 'double'; readonly at: Where; readonly length: number }
  | { readonly as: 'move'; readonly at: Where; readonly length: number; readonly to: Where }
  | { readonly as: 'truncate'; readonly at: Where }
  | { readonly as: 'ends'; readonly end: '\n' | '\r\n' | '\r' | '\n\n' | '\n\r' }
  | { readonly as: 'delimiter'; readonly from: string; readonly to: string }
  | { readonly as: 'insert'; readonly at: Where; readonly text: string }
  | { readonly as: 'plant'; readonly at: Where }
  | { readonly as: 'cell'; readonly line: Where; readonly column: number; readonly value: string }
  | { readonly as: 'number' | 'date'; readonly at: Where; readonly value: string }
  | { readonly as: 'drop column'; readonly column: number }
  | { readonly as: 'swap columns'; readonly column: number; readonly other: number }
  | { readonly as: 'ragged'; readonly line: Where; readonly cells: number }
  | { readonly as: 'copy line'; readonly line: Where; readonly of: Where }
  | { readonly as: 'repeat line'; readonly line: Where; readonly times: number }
  | { readonly as: 'encode'; readonly into: Encoded; readonly mark: boolean }
  | { readonly as: 'encode line'; readonly line: Where; readonly into: Encoded }
  | { readonly as: 'huge'; readonly at: Where; readonly length: number; readonly of: string }
  | { readonly as: 'glue'; readonly seed: number };

type Encoded = 'gb18030' | 'utf-16le' | 'utf-16be' | 'big5';

const CELLS = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '-1',
    '9'.repeat(40),
    '1e999',
    '0x10',
    'NaN',
    '١٢',
    '1.005',
    '1,23',
    '(1.00)',
    '5-',
    '¥',
    '1.',
  ],
  ...[
    '2026-02-30',
    '0000-00-00',
    '9999-12-31 23:59:60',
    '10000-01-01',
    '2026/13/45',
    '1899-12-31',
    '99999999',
    '24:00',
  ],
  ...[
    '=1+1',
    '"',
    '""',
    '"a"b',
    "'",
    '\u0000',
    '\ud83c\udf82',
    '\u200b',
    '\ufeff',
    '\uff1a',
    '合计',
    '共1笔记录',
    '/',
    '-',
    '无',
  ],
  ...[
    '__proto__',
    'constructor',
    '../../etc/passwd',
    'a'.repeat(300),
    `${'x'.repeat(260)}@y`,
    '<b>&amp;&#0;</b>',
    '#REF!',
  ],
] as const;

const TOKENS = [
  ...[
    '"',
    '""',
    ',"',
    '",',
    '"\n"',
    "'",
    '\\',
    '\\"',
    '\\u0000',
    '\\ud800',
    '\u0000',
    '\ufeff',
    '\r',
    '\n',
    '\r\r\n',
    '\t',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&lt',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x',
  ],
  ...[
    '<a>'.repeat(80),
    '</a>',
    '<a/>',
    '<Stmt>',
    '</Stmt>',
    '</Ntry>',
    '<STMTTRN>',
    '</STMTTRN>',
    '</Document>',
    '<a b="',
  ],
  ...['\n:20:X', '\n:61:260305C1,NTRF', '\n:86:?20', '\n-}', '\n-\n', '{1:', '{4:', ':25:'],
  ...[
    '\n\nFrom a@b.cn Mon Mar  2 02:15:00 2026\n',
    '\n>From x',
    '\r\n\r\n',
    '--b1',
    '--b1--',
    '\nContent-Type: multipart/mixed; boundary=b1\n',
  ],
  ...[
    '=?GBK?B?',
    '?=',
    '=?utf-8?q?=ff=fe?=',
    '\nDate: x\n',
    '\nContent-Transfer-Encoding: base64\n',
    '\nTo: a:b,c;,<,>,@\n',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '[[[',
    '}}',
    ',',
    ':',
    '{}',
    '[]',
    'null',
    '{"__proto__":',
    '['.repeat(200),
    '{"a":'.repeat(100),
    '1e400',
  ],
  ...['|', ';', '====', '合计', '共2笔', '\n\n\n', '\n,,,,,,\n', '\u2028', '\u0085', '\ud83c\udf82'],
] as const;

const BYTES = [0, 9, 10, 13, 32, 34, 44, 45, 58, 60, 62, 92, 123, 125, 0x80, 0xa1, 0xc0, 0xe4, 0xff] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

const where = fc.nat(9_999);
const encoded = fc.constantFrom<Encoded>('gb18030', 'utf-16le', 'utf-16be', 'big5');
const column = fc.nat(12);
const value = fc.oneof(
  fc.constantFrom(...CELLS),
  fc.constantFrom(...CELLS).map((each) => `${each}${CANARY}`),
  fc.constantFrom(...CELLS).map((each) => `${CANARY} ${each}`),
);
const length = fc.oneof(fc.nat(40), fc.nat(3_000));
const one = <T extends Change['as'], V extends object>(as: T, fields: { [K in keyof V]: fc.Arbitrary<V[K]> }) =>
  fc.record({ as: fc.constant(as), ...fields }) as unknown as fc.Arbitrary<Change>;

const ofBytes: readonly fc.Arbitrary<Change>[] = [
  one('flip', { at: where, byte: fc.oneof(fc.constantFrom(...BYTES), fc.nat(255)) }),
  one('cut', { at: where, length }),
  one('double', { at: where, length }),
  one('move', { at: where, length, to: where }),
  one('truncate', { at: where }),
];

/** Changes of any bytes, as of an archive. */
export const byteChange: fc.Arbitrary<Change> = fc.oneof(...ofBytes);

/** Changes of a text; `seeds` is how many other files there are to be glued behind it. */
export const textChange = (seeds: number): fc.Arbitrary<Change> =>
  fc.oneof(
    ...ofBytes,
    one('ends', { end: fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\n\r') }),
    one('delimiter', { from: fc.constantFrom(...DELIMITERS), to: fc.constantFrom(...DELIMITERS) }),
    { weight: 3, arbitrary: one('insert', { at: where, text: fc.constantFrom(...TOKENS) }) },
    { weight: 3, arbitrary: one('plant', { at: where }) },
    { weight: 4, arbitrary: one('cell', { line: where, column, value }) },
    { weight: 2, arbitrary: one('number', { at: where, value }) },
    { weight: 2, arbitrary: one('date', { at: where, value }) },
    one('drop column', { column }),
    one('swap columns', { column, other: column }),
    { weight: 2, arbitrary: one('ragged', { line: where, cells: fc.integer({ min: -4, max: 4 }) }) },
    one('copy line', { line: where, of: where }),
    one('repeat line', { line: where, times: fc.integer({ min: 2, max: 30 }) }),
    one('encode', { into: encoded, mark: fc.boolean() }),
    one('encode line', { line: where, into: encoded }),
    one('huge', {
      at: where,
      length: fc.constantFrom(300, 5_000, 5_000, 70_000),
      of: fc.constantFrom('x', '9', ' ', '"', ',', '好', '\n', '<'),
    }),
    one('glue', { seed: fc.nat(seeds - 1) }),
  );

/** The bytes as the change leaves them. Byte for byte: what is no text is carried through untouched. */
export function changed(bytes: Buffer, change: Change, seeds: readonly { readonly bytes: Buffer }[]): Buffer {
  if (bytes.length === 0) return bytes;
  if (change.as === 'glue') return Buffer.concat([bytes, seeds[change.seed]?.bytes ?? bytes]);
  if (change.as === 'encode') return encodeAll(bytes, change.into, change.mark);
  return Buffer.from(changedText(bytes.toString('latin1'), change), 'latin1');
}

/** UTF-8 as the characters of its bytes. */
const raw = (text: string): string => Buffer.from(text).toString('latin1');

function changedText(text: string, change: Exclude<Change, { as: 'glue' | 'encode' }>): string {
  switch (change.as) {
    case 'ends':
      return text.replaceAll(/\r\n|\n|\r/g, change.end);
    case 'delimiter':
      return text.replaceAll(change.from, change.to);
    case 'plant':
      return plant(text, change.at);
    case 'number':
      return replaceOne(text, /\d+(?:[.,]\d+)*/g, change.at, change.value);
    case 'date':
      return replaceOne(
        text,
        /\d{4}-\d\d-\d\d|\d{4}\/\d\d?\/\d\d?|\b20\d{6}\b|\d\d:\d\d:\d\d/g,
        change.at,
        change.value,
      );
    case 'cell':
    case 'drop column':
    case 'swap columns':
    case 'ragged':
    case 'copy line':
    case 'repeat line':
    case 'encode line':
      return changedLines(text, change);
    default:
      return changedAt(text, change);
  }
}

type AtPlace = Extract<Change, { as: 'flip' | 'cut' | 'double' | 'move' | 'truncate' | 'insert' | 'huge' }>;

function changedAt(text: string, change: AtPlace): string {
  const at = placeIn(text.length, change.at);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (change.as) {
    case 'flip':
      return before + String.fromCharCode(change.byte) + after.slice(1);
    case 'cut':
      return before + after.slice(change.length);
    case 'double':
      return before + after.slice(0, change.length) + after;
    case 'truncate':
      return before;
    case 'insert':
      return before + raw(change.text) + after;
    case 'huge':
      return before + raw(change.of.repeat(change.length)) + after;
    case 'move': {
      const rest = before + after.slice(change.length);
      const to = placeIn(rest.length, change.to);
      return rest.slice(0, to) + after.slice(0, change.length) + rest.slice(to);
    }
  }
}

const placeIn = (length: number, at: Where): number => Math.floor((length * at) / 10_000);

/** Behind the next place where a value begins; never where JSON has a name. */
function plant(text: string, at: Where): string {
  const begins = /":\s*"|(?<!")[,;\t|]"?(?=[^\s,;|"{[])|<[A-Za-z][^>]*>(?=[^<\s])|(?<=\n[\w-]+): (?=\S)|\/\/|\?2\d/g;
  begins.lastIndex = placeIn(text.length, at);
  const found = begins.exec(text);
  if (found === null) return text;
  return text.slice(0, begins.lastIndex) + CANARY + text.slice(begins.lastIndex);
}

function replaceOne(text: string, pattern: RegExp, at: Where, value: string): string {
  const found = [...text.matchAll(pattern)];
  const chosen = found[placeIn(found.length, at)];
  if (chosen === undefined) return text;
  return text.slice(0, chosen.index) + raw(value) + text.slice(chosen.index + chosen[0].length);
}

type OfLines = Extract<
  Change,
  { as: 'cell' | 'drop column' | 'swap columns' | 'ragged' | 'copy line' | 'repeat line' | 'encode line' }
>;

function changedLines(text: string, change: OfLines): string {
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const delimiter = DELIMITERS.toSorted((a, b) => text.split(b).length - text.split(a).length)[0] ?? ',';
  const cellsOf = (line: string): string[] => line.replace(/[\r\n]+$/, '').split(delimiter);
  const endOf = (line: string): string => /[\r\n]*$/.exec(line)?.[0] ?? '';
  const edit = (line: string, cells: readonly string[]): string => cells.join(delimiter) + endOf(line);
  if (change.as === 'drop column')
    return lines.map((line) => edit(line, cellsOf(line).toSpliced(change.column, 1))).join('');
  if (change.as === 'swap columns') {
    const { column, other } = change;
    const swapped = (cells: readonly string[]) =>
      cells.map((cell, at) => (at === column ? (cells[other] ?? cell) : at === other ? (cells[column] ?? cell) : cell));
    return lines.map((line) => edit(line, swapped(cellsOf(line)))).join('');
  }
  const at = placeIn(lines.length, change.line);
  const line = lines[at] ?? '';
  return lines.toSpliced(at, 1, ...replacement(line, change, { cellsOf, edit, lines })).join('');
}

type Lines = {
  readonly cellsOf: (line: string) => string[];
  readonly edit: (line: string, cells: readonly string[]) => string;
  readonly lines: readonly string[];
};

function replacement(
  line: string,
  change: Exclude<OfLines, { as: 'drop column' | 'swap columns' }>,
  { cellsOf, edit, lines }: Lines,
): readonly string[] {
  const cells = cellsOf(line);
  if (change.as === 'cell') return [edit(line, cells.toSpliced(change.column % cells.length, 1, raw(change.value)))];
  if (change.as === 'repeat line') return Array.from({ length: change.times }, () => line);
  if (change.as === 'copy line') return [line, lines[placeIn(lines.length, change.of)] ?? ''];
  if (change.as === 'encode line') return [encode(textOf(line), change.into).toString('latin1')];
  const ragged =
    change.cells < 0 ? cells.slice(0, change.cells) : [...cells, ...Array.from({ length: change.cells }, () => '1')];
  return [edit(line, ragged)];
}

const textOf = (line: string): string => Buffer.from(line, 'latin1').toString('utf8');

function encodeAll(bytes: Buffer, into: Encoded, mark: boolean): Buffer {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return encode(`${mark && into !== 'big5' ? '\ufeff' : ''}${text}`, into);
}
