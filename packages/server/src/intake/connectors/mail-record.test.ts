import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NativeRecord } from '../../kernel/record.ts';
import { mailRecord } from './mail-record.ts';
import { encodedIn, encodedWord, makeMail, makeMultipart, makePart } from './testing/make-mail.ts';

const settings = { source: 'mail' };
type Email = Extract<NativeRecord, { readonly kind: 'email' }>;

async function emailOf(mail: string | Buffer): Promise<Email> {
  const decoded = await mailRecord(Buffer.from(mail), settings);
  if (!decoded.ok || decoded.record.kind !== 'email') throw new Error(decoded.ok ? 'no email' : decoded.why);
  return decoded.record;
}

const bodyOf = async (mail: string | Buffer): Promise<Email['body']> => (await emailOf(mail)).body;

test('a plain mail becomes a record with lower-case addresses, its own id and its time', async () => {
  expect(
    await emailOf(makeMail({ Cc: 'Li, Si <C@x.cn>, "Wang" <w@x.cn>', 'In-Reply-To': '<m0@example.com>' })),
  ).toEqual({
    v: 1,
    kind: 'email',
    source: 'mail',
    externalId: '<m1@example.com>',
    occurredAt: Date.UTC(2026, 2, 2, 2, 15),
    precision: 'second',
    basis: 'work-system',
    body: {
      from: { system: 'email', ref: 'zhangsan@example.com', name: 'Zhang San' },
      to: [{ system: 'email', ref: 'li.si@example.org' }],
      cc: [
        { system: 'email', ref: 'c@x.cn', name: 'Li, Si' },
        { system: 'email', ref: 'w@x.cn', name: 'Wang' },
      ],
      subject: 'Offer',
      text: 'Hello',
      messageId: '<m1@example.com>',
      inReplyTo: '<m0@example.com>',
    },
  });
});

test('basis and hand-over are those that were given', async () => {
  const given = { source: 'court', basis: 'authority-order', handover: 'h1' };
  const decoded = await mailRecord(Buffer.from(makeMail()), given);
  expect(decoded).toMatchObject({ ok: true, record: given });
});

describe('who', () => {
  test('a group is its members, an empty one nobody, and a bare name a party of that name', async () => {
    const { to } = await bodyOf(makeMail({ To: 'Sales: a@x.cn, B <b@x.cn>;, undisclosed-recipients:;, 全体同事' }));
    expect(to).toEqual([
      { system: 'email', ref: 'a@x.cn' },
      { system: 'email', ref: 'b@x.cn', name: 'B' },
      { system: 'name', ref: '全体同事' },
    ]);
  });

  test('Outlook separates by semicolons, repeats fields and repeats the address as the name', async () => {
    const mail = makeMail({ To: '"A@x.cn" <a@x.cn>; b@x.cn' }).replace('Subject:', 'To: c@x.cn\r\nSubject:');
    expect((await bodyOf(mail)).to).toEqual(['a@x.cn', 'b@x.cn', 'c@x.cn'].map((ref) => ({ system: 'email', ref })));
  });

  test('without From the sender is Sender, and without either unnamed', async () => {
    const sender = await bodyOf(makeMail({ From: '', Sender: 'desk@x.cn' }));
    expect(sender.from).toEqual({ system: 'email', ref: 'desk@x.cn' });
    expect((await bodyOf(makeMail({ From: '' }))).from).toEqual({ system: 'name', ref: '未载明' });
  });

  test('an address hidden in an encoded display name stays a name', async () => {
    const name = encodedWord('utf-8', Buffer.from('"CEO" <ceo@bank.cn>'));
    const { from } = await bodyOf(makeMail({ From: `${name} <thief@x.cn>` }));
    expect(from).toEqual({ system: 'email', ref: 'thief@x.cn', name: '"CEO" <ceo@bank.cn>' });
  });

  test('ten thousand recipients are kept, and one more is refused by name', async () => {
    const list = (count: number) => Array.from({ length: count }, (_, i) => `user${i}@example.com`).join(',\r\n ');
    expect((await bodyOf(makeMail({ To: list(10_000) }))).to).toHaveLength(10_000);
    const refused = await mailRecord(Buffer.from(makeMail({ To: list(10_001) })), settings);
    expect(refused).toEqual({ ok: false, code: 'record.invalid', why: 'body.to: must have at most 10000 items' });
  });
});

describe('which', () => {
  test('a mail without an id, or with one that no record can hold, goes by the digest of its bytes', async () => {
    const { externalId, body } = await emailOf(makeMail({ 'Message-ID': '' }));
    expect(externalId).toMatch(/^[0-9a-f]{64}$/);
    expect(body.messageId).toBeUndefined();
    expect((await emailOf(makeMail({ 'Message-ID': '' }, 'Hello'))).externalId).toBe(externalId);
    expect((await emailOf(makeMail({ 'Message-ID': '' }, 'Hallo'))).externalId).not.toBe(externalId);
    const long = `<${'a'.repeat(300)}@x>`;
    const kept = await emailOf(makeMail({ 'Message-ID': long }));
    expect(kept.externalId).toMatch(/^[0-9a-f]{64}$/);
    expect(kept.body.messageId).toBe(long);
  });
});

describe('when', () => {
  test('without a usable Date the first Received tells', async () => {
    const received = 'from a by b with SMTP id 1;\r\n\tMon, 2 Mar 2026 10:16:00 +0800 (CST)';
    for (const date of ['', 'yesterday', 'Mon, 2 Mar 2026 10:15:00']) {
      const { occurredAt } = await emailOf(makeMail({ Date: date, Received: received }));
      expect(occurredAt).toBe(Date.UTC(2026, 2, 2, 2, 16));
    }
  });

  test('without any time a mail is set aside and never dated by the clock', async () => {
    const why = 'occurredAt: neither Date nor the first Received states a time with its offset';
    for (const date of ['', 'yesterday']) {
      const decoded = await mailRecord(Buffer.from(makeMail({ Date: date })), settings);
      expect(decoded).toEqual({ ok: false, code: 'record.time_invalid', why });
    }
  });
});

describe('what', () => {
  const html = makePart('text/html; charset=utf-8', '<p>Fee <b>10%</b></p>');
  const plain = makePart('text/plain; charset=utf-8', 'See below');

  test('of alternatives the plain text is read', async () => {
    expect((await bodyOf(makeMultipart('alternative', [plain, html]))).text).toBe('See below');
  });

  test('HTML is read where it stands alone, at any depth, or beside an empty text', async () => {
    const empty = makePart('text/plain', ' ');
    for (const [type, parts] of [
      ['alternative', [html]],
      ['related', [html]],
      ['mixed', [html]],
      ['alternative', [empty, html]],
    ] as const) {
      expect((await bodyOf(makeMultipart(type, parts))).text).toBe('Fee 10%');
    }
    const alone = makeMail({ 'Content-Type': 'text/html' }, '<p>Fee <b>10%</b></p>');
    expect((await bodyOf(alone)).text).toBe('Fee 10%');
  });

  test('HTML below the text, and not in its place, is read too', async () => {
    expect((await bodyOf(makeMultipart('mixed', [plain, html]))).text).toBe('See below\nFee 10%');
  });

  test('words of HTML are not recast: no capitals, no line breaks, no addresses of links', async () => {
    const words = 'word '.repeat(30);
    const heading = makePart('text/html', `<h1>Fee</h1><p>${words}<a href="https://x.cn">here</a></p>`);
    expect((await bodyOf(makeMultipart('mixed', [plain, heading]))).text).toBe(`See below\nFee\n\n${words}here`);
  });

  test('attachments are read past, whatever they are and however long', async () => {
    const long = `Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJD'.repeat(5_000_000)}`;
    const attached = 'Content-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment\r\n\r\nSecret';
    const mail = makePart('message/rfc822', makeMail({ 'Message-ID': '<inner@x>' }, 'Inner'));
    const { body, externalId } = await emailOf(makeMultipart('mixed', [plain, long, attached, mail]));
    expect([body.text, externalId]).toEqual(['See below', '<m1@example.com>']);
    const shown = `Content-Disposition: inline\r\n${makePart('message/rfc822', makeMail({ Date: 'yesterday' }, 'Inner'))}`;
    expect((await bodyOf(makeMultipart('mixed', [plain, shown]))).text).toBe('See below');
  });

  test('zero bytes and halves of pairs do not cost the mail', async () => {
    const half = encodedWord('utf-16be', Buffer.of(0xd8, 0x00, 0x00, 0x41));
    const mail = makeMail({ Subject: `a\0b ${half}`, From: `${half} <a@x.cn>` }, 'x\0y');
    expect(await bodyOf(mail)).toMatchObject({ subject: 'ab \uFFFDA', from: { name: '\uFFFDA' }, text: 'xy' });
  });

  test('a text longer than a record holds is refused by its place', async () => {
    const decoded = await mailRecord(Buffer.from(makeMail({}, 'a'.repeat(1_000_001))), settings);
    expect(decoded).toEqual({ ok: false, code: 'record.invalid', why: 'body.text: must have 0 to 1000000 characters' });
  });
});

describe('in which encoding', () => {
  const words = '好处费给你';
  const japanese = Buffer.from('\x1b$BF|K\\\x1b(B', 'latin1');
  const cases = [
    ['gb2312', encodedIn('gb18030', words), words],
    ['GBK', encodedIn('gb18030', words), words],
    ['gb18030', encodedIn('gb18030', words), words],
    ['big5', encodedIn('big5', '合作協議'), '合作協議'],
    ['iso-2022-jp', japanese, '日本'],
    ['utf-8', Buffer.from(words), words],
  ] as const;

  test.each(cases)('%s is read in fields and bodies', async (charset, bytes, expected) => {
    const fields = {
      Subject: `${encodedWord(charset, bytes)}\r\n ${encodedWord(charset, bytes)}`,
      From: `${encodedWord(charset, bytes)} <a@x.cn>`,
      'Content-Type': `text/plain; charset="${charset}"`,
      'Content-Transfer-Encoding': 'base64',
    };
    const body = await bodyOf(makeMail(fields, bytes.toString('base64')));
    expect([body.subject, body.from.name, body.text]).toEqual([`${expected}${expected}`, expected, expected]);
  });

  test('a character cut in two by encoded words is put together', async () => {
    const bytes = Buffer.from('费用');
    const Subject = `${encodedWord('utf-8', bytes.subarray(0, 4))}\r\n ${encodedWord('utf-8', bytes.subarray(4))}`;
    expect((await bodyOf(makeMail({ Subject }))).subject).toBe('费用');
  });

  const raw = (text: string) => Buffer.concat([...text].map((each) => encodedIn('gb18030', each)));

  test('bytes that declare nothing are GB 18030 where they are not UTF-8', async () => {
    const fields = { Subject: words, From: '张三 <a@x.cn>' };
    for (const type of ['', 'text/plain', 'text/plain; charset=us-ascii']) {
      const mail = makeMail({ ...fields, 'Content-Type': type }, words);
      for (const bytes of [raw(mail), Buffer.from(mail)]) {
        const body = await bodyOf(bytes);
        expect([body.subject, body.from.name, body.text]).toEqual([words, '张三', words]);
      }
    }
  });

  test('fields in UTF-8 above a text in GB 18030 are read each as they are', async () => {
    const bytes = Buffer.concat([Buffer.from(makeMail({ Subject: words }, '')), encodedIn('gb18030', words)]);
    expect(await bodyOf(bytes)).toMatchObject({ subject: words, text: words });
  });

  test('raw fields are read in the encoding that the mail declares for its text', async () => {
    const [header = '', body = ''] = makeMail(
      { Subject: '合作', 'Content-Type': 'text/plain; charset=big5' },
      '協議',
    ).split('\r\n\r\n');
    const bytes = Buffer.concat([...`${header}\r\n\r\n${body}`].map((each) => encodedIn('big5', each)));
    expect(await bodyOf(bytes)).toMatchObject({ subject: '合作', text: '協議' });
  });

  test('raw UTF-8 keeps its blanks, its last letter, and what stands around it', async () => {
    const fields = { Subject: 'Re: 给你 给你 a  你b 你', To: '"你, 你" <A@x.cn>, 你 <b@x.cn>, 你@例子.cn' };
    const { subject, to } = await bodyOf(makeMail(fields));
    expect(subject).toBe('Re: 给你 给你 a  你b 你');
    expect(to).toEqual([
      { system: 'email', ref: 'a@x.cn', name: '你, 你' },
      { system: 'email', ref: 'b@x.cn', name: '你' },
      { system: 'email', ref: '你@例子.cn' },
    ]);
  });

  test('bytes of no encoding are replaced and nothing else is lost', async () => {
    const mail = Buffer.concat([Buffer.from(makeMail({}, 'fee 10% ')), Buffer.of(0xff, 0xff, 0x20)]);
    expect((await bodyOf(mail)).text).toMatch(/^fee 10% \uFFFD+$/);
  });

  test('a file name in pieces and encodings (RFC 2231) does not hinder the text', async () => {
    const odd = "Content-Type: text/plain; charset*=''utf-8; name*0*=gbk''%B7; name*1*=%D1.txt\r\n\r\nHello";
    expect((await bodyOf(makeMultipart('mixed', [odd]))).text).toBe('Hello');
  });
});

describe('hostile', () => {
  const nested = (depth: number): string => {
    const open = Array.from(
      { length: depth },
      (_, i) => `--n${i}\r\nContent-Type: multipart/mixed; boundary=n${i + 1}\r\n\r\n`,
    );
    return makeMail({ 'Content-Type': 'multipart/mixed; boundary=n0' }, `${open.join('')}--n${depth}\r\n\r\ndeep`);
  };

  test('parts nested 900 deep are read, 2,000 deep are refused', async () => {
    expect((await bodyOf(nested(900))).text).toBe('deep');
    const why = 'mail: must have at most 1000 parts, each with a header of at most 4194304 bytes';
    expect(await mailRecord(Buffer.from(nested(2_000)), settings)).toEqual({ ok: false, code: 'record.invalid', why });
  });

  test('a mail without a header is refused', async () => {
    const decoded = await mailRecord(Buffer.from('Hello\r\n\r\nFrom: a@b\r\n'), settings);
    expect(decoded).toEqual({ ok: false, code: 'record.invalid', why: 'mail: does not begin with a header field' });
  });

  test('broken MIME gives what can be read', async () => {
    const open = makeMail(
      { 'Content-Type': 'multipart/mixed; boundary=b1' },
      '--b1\r\nContent-Type: text/plain\r\n\r\nHello',
    );
    expect((await bodyOf(open)).text).toBe('Hello');
    const none = makeMail({ 'Content-Type': 'multipart/mixed' }, 'Hello');
    expect((await bodyOf(none)).text).toBe('');
    const unknown = makeMail({ 'Content-Type': 'text/plain; charset=x-none', 'Content-Transfer-Encoding': 'x-none' });
    expect((await bodyOf(unknown)).text).toBe('Hello');
  });

  const pieces = fc.constantFrom(
    ...[
      'From: ',
      'To: ',
      'Date: Mon, 2 Mar 2026 10:15:00 +0800',
      'Content-Type: ',
      'multipart/mixed; boundary=b',
      '--b',
    ],
    ...[
      'text/html',
      'text/plain; charset=',
      'gbk',
      'message/rfc822',
      '=?gbk?B?',
      '?=',
      '<',
      '>',
      '"',
      '\r\n',
      '\n',
      '\r\n\r\n',
    ],
    ...[
      'Content-Transfer-Encoding: ',
      'base64',
      'quoted-printable',
      '=',
      '(',
      ';',
      ',',
      ':',
      '\0',
      '\xff',
      '\ud800',
      '好',
    ],
    ...['X-MS-Journal-Report:', 'Content-Disposition: inline', 'format=flowed; delsp=yes', 'name*0*=', 'utf-16'],
  );
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''), 'latin1')),
    fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(makeMail({}, '').slice(0, -2) + parts.join(''))),
  );

  test('any bytes give the same answer twice, throw nothing and stay what they were', async () => {
    await fc.assert(
      fc.asyncProperty(junk, async (bytes) => {
        const before = Buffer.from(bytes);
        const first = await mailRecord(bytes, settings);
        expect(await mailRecord(bytes, settings)).toEqual(first);
        expect(bytes.equals(before)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
