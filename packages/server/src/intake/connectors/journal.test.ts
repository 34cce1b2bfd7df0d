import { expect, test } from 'vitest';
import { envelopeOf } from './journal.ts';
import { mailRecord } from './mail-record.ts';
import { makeJournal, makeMail } from './testing/make-mail.ts';

const settings = { source: 'mail' };
const read = (mail: string) => mailRecord(Buffer.from(mail), settings);

const ENVELOPE = [
  'Sender: zhangsan@example.com',
  'Subject: Offer',
  'Message-Id: <m1@example.com>',
  'To: Li.Si@example.org',
  'Bcc: hidden@competitor.cn',
  'To: wangwu@example.com, Expanded: all@example.com',
  'Recipient: <old@example.com>, Forwarded: x@example.com',
];

test('of a journal report the enclosed mail is the record, and hidden recipients are blind copies', async () => {
  const decoded = await read(makeJournal(ENVELOPE, makeMail({ Bcc: 'known@example.com' }, 'Inner\r\n')));
  const bcc = ['known@example.com', 'hidden@competitor.cn', 'wangwu@example.com', 'old@example.com'];
  expect(decoded).toMatchObject({
    ok: true,
    record: {
      externalId: '<m1@example.com>',
      body: {
        from: { system: 'email', ref: 'zhangsan@example.com', name: 'Zhang San' },
        to: [{ system: 'email', ref: 'li.si@example.org' }],
        bcc: bcc.map((ref) => ({ system: 'email', ref })),
        text: 'Inner',
      },
    },
  });
});

test('the report of another server, with the mail in base64, is read alike', async () => {
  const inner = Buffer.from(makeMail({}, 'Inner\r\n')).toString('base64');
  const report = makeJournal(['To: li.si@example.org'], 'PLACE', {
    'X-MS-Journal-Report': '',
    'X-WM-Journal-Report': 'journal',
  })
    .replace('message/rfc822', 'message/rfc822\r\nContent-Transfer-Encoding: base64')
    .replace('PLACE', inner);
  const decoded = await read(report);
  expect(decoded).toMatchObject({ ok: true, record: { externalId: '<m1@example.com>', body: { text: 'Inner' } } });
  expect(decoded.ok && 'bcc' in decoded.record.body).toBe(false);
});

test('the sender of the envelope stands in where the mail names none', async () => {
  const decoded = await read(makeJournal(ENVELOPE, makeMail({ From: '' })));
  const from = { system: 'email', ref: 'zhangsan@example.com' };
  expect(decoded).toMatchObject({ ok: true, record: { body: { from } } });
});

test('an attached mail without the mark of a journal is an attachment', async () => {
  const decoded = await read(makeJournal(ENVELOPE, makeMail(), { 'X-MS-Journal-Report': '', From: 'a@example.com' }));
  expect(decoded).toMatchObject({ ok: true, record: { externalId: '<journal@example.com>' } });
});

test('a report that encloses nothing is set aside', async () => {
  const decoded = await read(makeMail({ 'X-MS-Journal-Report': ' ' }));
  const why = 'mail: is a journal report that encloses no message';
  expect(decoded).toEqual({ ok: false, code: 'record.invalid', why });
});

test('an envelope is read line by line, and a subject that looks like a recipient is none', () => {
  expect(envelopeOf(['Sender: A@x.cn', 'Subject: To: b@x.cn', ' To: c@x.cn', 'To:', 'Cc: D@x.cn'].join('\n'))).toEqual({
    sender: 'a@x.cn',
    recipients: ['d@x.cn'],
  });
});
