import { describe, expect, test } from 'vitest';
import { eml } from './eml.ts';
import { makeJournal, makeMail, makeMultipart } from './testing/make-mail.ts';

const settings = { source: 'mail' };
const reading = { settings, layout: {}, first: true };
const recognise = (text: string, fileName = 'a.bin') =>
  eml.recognise({ fileName, bytes: Buffer.from(text).subarray(0, 65_536), table: undefined });

describe('recognised', () => {
  const mails: readonly (readonly [what: string, text: string])[] = [
    ['a plain mail', makeMail()],
    ['lines ended by LF', makeMail().replaceAll('\r\n', '\n')],
    [
      'a mail that begins with other fields',
      `Return-Path: <a@x.cn>\r\nX-Spam: no\r\n\r\n`.replace('\r\n\r\n', `\r\n${makeMail()}`),
    ],
    ['a byte order mark and blank lines before', `\uFEFF\r\n\r\n${makeMail()}`],
    ['a folded field longer than the head', makeMail({ To: 'a@x.cn,\r\n '.repeat(20_000) })],
    ['parts', makeMultipart('mixed', [])],
    ['a journal report', makeJournal([], makeMail())],
    ['one broken line among many', makeMail({ 'X-A': `a${'\r\nX-B: b'.repeat(20)}\r\nbroken line here` })],
    ['a mail without a body', makeMail().slice(0, -9)],
    ['names in any case', 'FROM: a@x.cn\nmessage-id : <1@x>\n\n'],
  ];
  test.each(mails)('%s', (_what, text) => {
    expect(recognise(text)).toEqual({ layout: {}, source: 'mail', owner: undefined });
  });

  test('a memo is a mail only where its file is named so', () => {
    const memo = 'From: Zhang San\nTo: Li Si\nSubject: Offer\n\nHello\n';
    expect([recognise(memo, 'memo.txt'), recognise(memo, 'memo.EML')?.source]).toEqual([undefined, 'mail']);
  });
});

describe('not recognised', () => {
  test.each([
    ['nothing', ''],
    ['blank lines', '\r\n\r\n'],
    ['prose', 'Dear Li Si,\n\nFrom: the beginning to the end.\nTo: everyone\nDate: today\n'],
    ['prose with colons', 'Note: from me\nTo: you\nI write to say: hello\nand more: words here\nwithout end\n'],
    ['notes that begin with fields', 'Date: today\nTo: a@x.cn\nI write\nto say\nhello\n'],
    ['one known field', 'Subject: a\nX-B: c\n\n'],
    ['a table', 'From,To,Date,Subject\na@x.cn,b@x.cn,2026-03-02,x\n'],
    ['JSON', '{"from":"a@x.cn",\n"to":"b@x.cn"}\n'],
    ['a mailbox', `From a@x.cn Mon Mar  2 10:15:00 2026\n${makeMail()}`],
    ['zero bytes', '\0\0\0'],
    ['a mail quoted in a text', `Hello,\n\n${makeMail()}`],
  ])('%s', (_what, text) => {
    expect(recognise(text, 'a.eml')).toBeUndefined();
  });
});

test('the original is every byte of the file', async () => {
  const bytes = Buffer.from(`\uFEFF${makeMail()}\r\n\r\n`);
  const [parsed, ...others] = await eml.parse(bytes, reading);
  expect(parsed).toMatchObject({ at: { line: 1, start: 0, end: bytes.length }, ok: true });
  expect(others).toEqual([]);
});

test('a file is one mail and is never cut', () => {
  const bytes = Buffer.from(makeMail());
  expect([eml.cut(bytes, {}, false), eml.cut(bytes, {}, true)]).toEqual([0, bytes.length]);
});

test('a file of blank lines holds no mail', async () => {
  expect(await eml.parse(Buffer.from('\r\n\r\n'), reading)).toEqual([]);
});

test('only a basis that is none is asked about', () => {
  const recognised = { layout: {}, source: 'mail', owner: undefined };
  expect(eml.needs(settings, recognised)).toEqual([]);
  expect(eml.needs({ source: 'mail', basis: 'hearsay' }, recognised)).toHaveLength(1);
});
