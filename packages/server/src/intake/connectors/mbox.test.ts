import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parsed } from './connector.ts';
import { eml } from './eml.ts';
import { mbox } from './mbox.ts';
import { makeMail, makeMbox } from './testing/make-mail.ts';

const reading = { settings: { source: 'mail' }, layout: {}, first: true };
const SEPARATOR = 'From a@x.cn Mon Mar  2 10:15:00 2026\n';
const recognise = (text: string) => mbox.recognise({ fileName: 'a.bin', bytes: Buffer.from(text), table: undefined });
const parse = async (bytes: Buffer) => [...(await mbox.parse(bytes, reading))];
const textsOf = (parsed: readonly Parsed[]) =>
  parsed.map((each) => (each.ok && 'record' in each && each.record.kind === 'email' ? each.record.body.text : each));

describe('recognised', () => {
  test.each([
    ['as RFC 4155 has it', SEPARATOR],
    ['Thunderbird', 'From - Mon Mar  2 10:15:00 2026\r\n'],
    ['Gmail', 'From 1234567890123456789@xxx Mon Mar 02 02:15:00 +0000 2026\r\n'],
    ['a zone before the year', 'From a@x.cn Mon Mar  2 10:15:00 CST 2026\n'],
    ['an address with blanks', 'From "a b"@x.cn  Mon Mar  2 10:15 2026\n'],
    ['a byte order mark before', `\uFEFF${SEPARATOR}`],
  ])('%s', (_what, separator) => {
    expect(recognise(`${separator}${makeMail()}`)).toEqual({ layout: {}, source: 'mail', owner: undefined });
  });
});

describe('not recognised', () => {
  test.each([
    ['nothing', ''],
    ['a mail', makeMail()],
    ['prose', 'From the beginning of 2026 we met at 10:15.\nIt was Mar 2.\n'],
    ['a date without a header below', `${SEPARATOR}we met\n`],
    ['a separator without a date', `From a@x.cn\n${makeMail()}`],
    ['a separator that does not end', SEPARATOR.trim()],
  ])('%s', (_what, text) => {
    expect(recognise(text)).toBeUndefined();
  });
});

describe('read', () => {
  test.each(['\n', '\r\n'])('mails stand between separators, byte for byte (%j)', async (lineEnd) => {
    const bodies = ['one', 'two\r\n\r\n\r\n', '', 'From here\r\n>From there\r\n'];
    const bytes = Buffer.from(
      makeMbox(
        bodies.map((body) => makeMail({}, body)),
        lineEnd,
      ),
    );
    const parsed = await parse(bytes);
    expect(textsOf(parsed)).toEqual(['one', 'two', '', 'From here\n>From there']);
    const originals = parsed.map(({ at }) => bytes.toString('utf8', at.start, at.end));
    for (const original of originals) expect(original.startsWith('Message-ID: ')).toBe(true);
    const stored = makeMail({}, bodies[3])
      .replaceAll(/\n(>*From )/g, '\n>$1')
      .replaceAll('\r\n', lineEnd);
    expect(originals[3]).toBe(stored);
    const lines = bytes.toString().split('\n');
    for (const { at } of parsed) expect(lines[at.line - 1]).toMatch(/^Message-ID/);
  });

  test('a mail reads the same alone and in a mailbox, and so goes by the same id', async () => {
    const mail = makeMail({ 'Message-ID': '' }, 'a\r\nFrom b Mon Mar  2 10:15:00 2026\r\nX: y\r\n');
    const alone = await eml.parse(Buffer.from(mail), reading);
    const boxed = await parse(Buffer.from(makeMbox([mail, makeMail()], '\r\n')));
    const recordOf = (parsed: Parsed | undefined) => (parsed?.ok && 'record' in parsed ? parsed.record : parsed);
    expect(recordOf(boxed[0])).toEqual(recordOf([...alone][0]));
  });

  test('a line of a body that only begins like a separator is text', async () => {
    const body = 'a\r\n\r\nFrom Mon Mar 2 10:15:00 2026 on we met\r\nFrom me: hello\r\n\r\nFrom you\r\nPhone: 1\r\n';
    const bytes = Buffer.from(SEPARATOR + makeMail({}, body));
    expect(textsOf(await parse(bytes))).toEqual([body.replaceAll('\r\n', '\n').trimEnd()]);
  });

  test('what cannot be read is set aside at its place, and the next mail is read', async () => {
    const bytes = Buffer.from(`${SEPARATOR}X: y\n\nno date\n\n${SEPARATOR}${makeMail()}`);
    const [first, second] = await parse(bytes);
    expect(first).toMatchObject({ ok: false, code: 'record.time_invalid', at: { line: 2, start: SEPARATOR.length } });
    expect(second).toMatchObject({ ok: true });
  });

  test('what stands above the first separator is not passed over', async () => {
    const bytes = Buffer.from(`junk\n\n${SEPARATOR}${makeMail()}`);
    const [junk, mail] = await parse(bytes);
    expect(junk).toMatchObject({ ok: false, code: 'record.invalid', at: { line: 1, start: 0, end: 5 } });
    expect(mail).toMatchObject({ ok: true });
  });
});

describe('cut', () => {
  test('behind the last mail that is whole', () => {
    const bytes = Buffer.from(makeMbox([makeMail(), makeMail(), makeMail()]));
    const third = bytes.lastIndexOf('\nFrom zhang') + 1;
    expect(mbox.cut(bytes, {}, false)).toBe(third);
    expect(mbox.cut(bytes, {}, true)).toBe(bytes.length);
    expect(mbox.cut(bytes.subarray(0, third), {}, false)).toBeLessThan(third);
    const untold = bytes.indexOf('Message-ID', third) + 4;
    expect(mbox.cut(bytes.subarray(0, untold), {}, false)).toBeLessThan(third);
    expect(mbox.cut(Buffer.from(SEPARATOR + makeMail()), {}, false)).toBe(0);
  });

  const lines = fc.constantFrom(
    ...[
      SEPARATOR,
      SEPARATOR,
      'From b Tue Mar 3 1:15 2026\r\n',
      'From nobody\n',
      '>From c\n',
      'Subject: x\n',
      'From: a@x.cn\r\n',
    ],
    ...['Date: Mon, 2 Mar 2026 10:15:00 +0800\n', '\n', '\n', '\r\n', 'text', ' folded\n', '\uFEFF', 'From '],
  );
  const boxes = fc.array(lines, { maxLength: 40 }).map((parts) => Buffer.from(SEPARATOR + parts.join('')));

  /** As a file is read: pieces of `size` bytes, each cut, what is left over before the next. */
  async function readInPieces(bytes: Buffer, size: number): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    let start = 0;
    for (let end = size; start < bytes.length; end += size) {
      const last = end >= bytes.length;
      const piece = bytes.subarray(start, end);
      const cut = mbox.cut(piece, {}, last);
      for (const { at, ...rest } of await parse(piece.subarray(0, cut))) {
        found.push({ ...rest, start: start + at.start, end: start + at.end });
      }
      start += cut;
    }
    return found;
  }

  test('the pieces of a mailbox give what the whole gives, and every byte is a mail or a separator', async () => {
    await fc.assert(
      fc.asyncProperty(boxes, fc.integer({ min: 1, max: 200 }), async (bytes, size) => {
        const whole = (await parse(bytes)).map(({ at: { start, end }, ...rest }) => ({ ...rest, start, end }));
        expect(await readInPieces(bytes, size)).toEqual(whole);
        let before = 0;
        for (const { start, end } of [...whole, { start: bytes.length, end: bytes.length }]) {
          expect(bytes.toString('utf8', before, start)).toMatch(/^(?:\r?\n)?(?:From [^\n]*\n|\r?\n)*$/);
          expect(start).toBeLessThanOrEqual(end);
          before = end;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes are read without a throw, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (junk) => {
        for (const parsed of await parse(Buffer.from(junk))) expect(parsed.at.end).toBeGreaterThan(parsed.at.start);
      }),
    );
  });
});
