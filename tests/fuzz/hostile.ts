import fc from 'fast-check';

/** One chat record as a source would send it. */
export const record = (externalId: string, change: object = {}): Record<string, unknown> => ({
  v: 1,
  kind: 'chat',
  source: 'feed',
  externalId,
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'work-system',
  body: {
    conversation: 'c1',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi' }],
    form: 'text',
    text: '好处费给你10%',
  },
  ...change,
});

const party = { system: 'hr', ref: 'E001' };
const transfer = (minor: unknown) =>
  record('t', {
    kind: 'transfer',
    basis: 'company-books',
    body: { from: party, to: party, amount: { currency: 'CNY', minor } },
  });
const media = (path: string) =>
  record('p', { media: [{ name: 'x', mediaType: 'image/png', sizeBytes: 1, sha256: 'a'.repeat(64), path }] });
const text = (value: unknown): string => JSON.stringify(value);
const said = (words: string) => record('s', { body: { ...(record('s').body as object), text: words } });

/** `好处费,返点` in GBK. */
const GBK = Buffer.from('bac3b4a6b7d12cb7b5b5e3', 'hex');
const wecom = {
  msgid: 'w1',
  action: 'send',
  from: 'zhangsan',
  tolist: ['wmLiSi'],
  roomid: '',
  msgtime: 1_772_000_000_000,
  msgtype: 'text',
  text: { content: '返点' },
};

/** Files that somebody will one day import, by what is wrong with them. */
export const hostile: readonly (readonly [string, Uint8Array])[] = [
  ['an empty file', new Uint8Array(0)],
  ['only blanks', Buffer.from('\r\n \t\n\n')],
  ['only a byte order mark', Buffer.from('\ufeff')],
  ['a byte order mark before a record', Buffer.from(`\ufeff${text(record('bom'))}\n`)],
  ['byte order marks in between', Buffer.from(`${text(record('mid'))}\n\ufeff${text(record('mid2'))}`)],
  [
    'a file cut off in the middle of a character',
    Buffer.from(`${text(record('cut'))}\n${text(said('好处费'))}`).subarray(0, -7),
  ],
  ['GBK', Buffer.concat([Buffer.from('{"v":1,"kind":"chat","text":"'), GBK, Buffer.from('"}\n'), GBK])],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${text(record('u16'))}\n${text(record('u16b'))}\n`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(`${text(record('u16c'))}\n`, 'utf16le')],
  [
    'a line of 3 MiB',
    Buffer.from(`${text(record('before'))}\n${text(said('好'.repeat(1024 * 1024)))}\n${text(record('after'))}\n`),
  ],
  ['3 MiB without a line end', Buffer.alloc(3 * 1024 * 1024, '{')],
  ['3 MiB of line ends', Buffer.alloc(3 * 1024 * 1024, '\n')],
  [
    'lone surrogates',
    Buffer.from(`${text(said('\ud800'))}\n${text(record('\udfff'))}\n${text({ ...record('x'), '\ud83d': 1 })}`),
  ],
  [
    'zero bytes',
    Buffer.from(`${text(record('zero'))}\u0000\n\u0000\n${text(said('a\u0000b'))}\n${text(record('a\u0000b'))}`),
  ],
  [
    'year 10000',
    Buffer.from(
      [
        '10000-01-01T00:00:00Z',
        '9999-12-31T23:59:59.999-23:59',
        '+010000-01-01T00:00:00Z',
        '1969-12-31T23:59:59Z',
        '2026-02-30T00:00:00Z',
        '2026-01-01T23:59:60Z',
        '2026-03-02 10:15',
      ]
        .map((occurredAt) => text(record('y', { occurredAt })))
        .join('\n'),
    ),
  ],
  [
    'amounts of 40 digits',
    Buffer.from(
      ['9'.repeat(40), '-1', '1e5', '0x10', '١٢', 1e40, -0, '007', ''].map((minor) => text(transfer(minor))).join('\n'),
    ),
  ],
  [
    'media paths that climb',
    Buffer.from(
      ['../../etc/passwd', '/etc/passwd', 'a/../b', './a', 'C:\\x', 'a\\..\\b', 'a//b', 'a/\u0000', '..', '']
        .map((path) => text(media(path)))
        .join('\n'),
    ),
  ],
  [
    'members named twice and by surprise',
    Buffer.from(
      '{"v":1,"v":1,"kind":"chat"}\n{"__proto__":{"v":1},"v":1,"kind":"chat"}\n{"v":1,"kind":"constructor"}\n{"v":1,"kind":"__proto__"}\n',
    ),
  ],
  [
    'deep nesting',
    Buffer.from(
      `${'['.repeat(100_000)}\n${'{"v":'.repeat(50_000)}\n{"v":1,"kind":${'['.repeat(90)}${']'.repeat(90)}}\n`,
    ),
  ],
  [
    'numbers beyond numbers',
    Buffer.from(
      '{"v":1e999,"kind":"chat"}\n{"v":1.0000000000000000000001,"kind":"chat"}\n{"v":1,"kind":"call","body":{"seconds":-0}}\n',
    ),
  ],
  ['things that are no objects', Buffer.from('null\ntrue\n[]\n"x"\n7\n{}\n')],
  ['carriage returns alone', Buffer.from(`${text(record('cr1'))}\r${text(record('cr2'))}\r`)],
  [
    'a message archive with control bytes',
    Buffer.from(
      `${text(wecom).replace('返点', '返\u0001点')}\n${text({ ...wecom, msgid: 'w2', msgtype: '\u0007' })}\n${text({ ...wecom, msgid: 'w3', msgtime: 1e18 })}\n{"msgid":"w4"}`,
    ),
  ],
  ['a ZIP', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
];

const lines = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(30), fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([id, words]) => text({ ...said(words), externalId: `f${id}` })),
  },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        ...Object.fromEntries(
          Object.entries(record('r')).map(([name, value]) => [
            name,
            fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, fc.jsonValue({ maxDepth: 1 })),
          ]),
        ),
      })
      .map(text),
  },
  { weight: 1, arbitrary: fc.nat(9).map((id) => text({ ...wecom, msgid: `w${id}` })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '\ufeff', '{"v":1,"kind":"chat"', text(transfer('1')), text(media('../x'))),
  },
);
const ends = fc.constantFrom('\n', '\n', '\r\n', '\n\n');
const joined = fc.array(fc.tuple(lines, ends), { maxLength: 12 }).map((parts) => Buffer.from(parts.flat().join('')));

/** Sound lines and broken ones in every order, then spoilt as files are: cut, flipped, inserted into, encoded otherwise. */
export const files: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: joined },
  { weight: 2, arbitrary: fc.tuple(joined, fc.nat(2_000)).map(([bytes, at]) => bytes.subarray(0, at)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(joined, fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }))
      .map(([bytes, flips]) => {
        const spoilt = Buffer.from(bytes);
        for (const [at, byte] of flips) if (at < spoilt.length) spoilt[at] = byte;
        return spoilt;
      }),
  },
  { weight: 1, arbitrary: joined.map((bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
);

/** How many lines hold more than blanks, counted without any code of ours. */
export function linesIn(bytes: Uint8Array): number {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .split('\n')
    .filter((line) => /[^ \t\r]/.test(line)).length;
}
