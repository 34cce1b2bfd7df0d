import { makeCamt } from '../../packages/server/src/intake/connectors/testing/make-camt.ts';
import {
  makeJournal,
  makeMail,
  makeMbox,
  makeMultipart,
  makePart,
} from '../../packages/server/src/intake/connectors/testing/make-mail.ts';
import { makeMt940 } from '../../packages/server/src/intake/connectors/testing/make-mt940.ts';
import { makeOfx } from '../../packages/server/src/intake/connectors/testing/make-ofx.ts';
import type { SampleStatement } from '../../packages/server/src/intake/connectors/testing/statement-sample.ts';
import { memoryFile } from '../../packages/server/src/intake/file-source.ts';
import { makeAlipay } from '../../packages/server/src/intake/mappings/testing/make-alipay.ts';
import {
  makeAbcDebit,
  makeBocDebit,
  makeBocomDebit,
  makeCcb,
  makeCcbSigned,
  makeCmbCredit,
  makeCmbDebit,
} from '../../packages/server/src/intake/mappings/testing/make-banks.ts';
import {
  makeAsterisk,
  makeFreeswitchCsv,
  makeFreeswitchJson,
  makeFreeswitchNdjson,
} from '../../packages/server/src/intake/mappings/testing/make-calls.ts';
import {
  makeAccessLog,
  makeCustomers,
  makeFollowUps,
  makeOwners,
  makePermissions,
  makeRoster,
} from '../../packages/server/src/intake/mappings/testing/make-crm.ts';
import { makeDocuments } from '../../packages/server/src/intake/mappings/testing/make-documents.ts';
import {
  makeIcbcCredit,
  makeIcbcDebit1,
  makeIcbcDebit2,
} from '../../packages/server/src/intake/mappings/testing/make-icbc.ts';
import { makeWechat, makeWechatWorkbook } from '../../packages/server/src/intake/mappings/testing/make-wechat.ts';
import { seeded } from '../../packages/server/src/intake/mappings/testing/random.ts';
import type { MadeMember } from '../../packages/server/src/intake/pack/testing/make-archive.ts';
import { makeWorkbook } from '../../packages/server/src/intake/pack/testing/make-workbook.ts';
import { openArchive } from '../../packages/server/src/intake/pack/zip-archive.ts';
import { record } from './hostile.ts';

/** A small sound file, the format that reads it, and whether it is a table. */
export type Seed = {
  readonly format: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly table: boolean;
};

const ROWS = 7;

const tables = {
  'wechat-pay': makeWechat,
  alipay: makeAlipay,
  'icbc-debit': makeIcbcDebit1,
  'icbc-debit 2': makeIcbcDebit2,
  'icbc-credit': makeIcbcCredit,
  'cmb-debit': makeCmbDebit,
  'cmb-credit': makeCmbCredit,
  'abc-debit': makeAbcDebit,
  'boc-debit': makeBocDebit,
  'bocom-debit': makeBocomDebit,
  ccb: makeCcb,
  'ccb-signed': makeCcbSigned,
  'crm-customers': makeCustomers,
  'crm-owners': makeOwners,
  'crm-follow-ups': makeFollowUps,
  'crm-permissions': makePermissions,
  'crm-access-log': makeAccessLog,
  'hr-roster': makeRoster,
  documents: makeDocuments,
  'asterisk-cdr': makeAsterisk,
  'freeswitch-csv': makeFreeswitchCsv,
} as const;

const lists = { 'freeswitch-json': makeFreeswitchJson, 'freeswitch-ndjson': makeFreeswitchNdjson } as const;

const seedOf = (format: string, fileName: string, content: string | Buffer, table = false): Seed => ({
  ...{ format, fileName, table },
  bytes: Buffer.from(content as Buffer),
});

const statements: readonly SampleStatement[] = ['DE89370400440532013000', '6222000011112222'].map((account, at) => ({
  ...{ account, owner: 'ACME Ltd', currency: at === 0 ? 'EUR' : 'CNY', openingMinor: 100_000 },
  movements: [
    { direction: 'in', minor: 123_456, day: '2026-03-05', name: '张三', account: '6222000011113333', memo: '咨询费' },
    { direction: 'out', minor: 5, day: '2026-03-06', name: 'Bob & Co Ltd', memo: '返点', bankReference: `B${at}` },
    { direction: 'out', minor: 99, day: '2026-12-31', state: at === 0 ? 'pending' : 'reversal', endToEnd: 'E7' },
  ],
}));

const wecom = (at: number, content: object): string =>
  JSON.stringify({
    ...{ msgid: `w${at}`, action: 'send', from: 'zhangsan', tolist: ['wmLiSi'], roomid: '' },
    ...{ msgtime: 1_772_000_000_000 + at, ...content },
  });

const mails = [
  makeMail({}, 'Hello\r\n\r\nFrom here on it is kickbacks\r\n'),
  makeMail({ 'Message-ID': '<m2@example.com>', Subject: '=?GBK?B?t7W14w==?=', Cc: 'a@b.cn, "王五" <w@b.cn>' }),
  makeMultipart('alternative', [makePart('text/plain; charset=utf-8', '返点'), makePart('text/html', '<p>10%</p>')], {
    'Message-ID': '<m3@example.com>',
  }),
];

const others: readonly Seed[] = [
  seedOf('native', 'r.ndjson', [1, 2, 3].map((at) => `${JSON.stringify(record(`n${at}`))}\n`).join('')),
  seedOf(
    'wecom-archive',
    'chat.json',
    [
      wecom(1, { msgtype: 'text', text: { content: '返点' } }),
      wecom(2, { msgtype: 'revoke', revoke: { pre_msgid: 'w1' } }),
      wecom(3, { msgtype: 'link', link: { title: '合同', link_url: 'https://example.cn', description: 'x' } }),
      JSON.stringify({ msgid: 'w4', action: 'switch', time: 1_772_000_000_000, user: 'zhangsan' }),
    ].join('\n'),
  ),
  seedOf('camt', 'a.xml', makeCamt(statements)),
  seedOf('camt', 'b.xml', makeCamt(statements, { message: '054', version: 8, prefix: 'ns2' })),
  seedOf('mt940', 'a.sta', makeMt940(statements)),
  seedOf('mt940', 'b.mt940', makeMt940(statements, { details: '^', blocks: true, lineEnd: '\n' })),
  seedOf('ofx', 'a.ofx', makeOfx(statements)),
  seedOf('ofx', 'b.qfx', makeOfx(statements, { version: 2 })),
  seedOf('mbox', 'box.mbox', makeMbox(mails)),
  ...mails.slice(1).map((mail, at) => seedOf('eml', `${at}.eml`, mail)),
  seedOf('eml', 'j.eml', makeJournal(['Sender: a@b.cn', 'Recipient: hidden@b.cn'], mails[0] ?? '')),
];

/** One small file of every format, those of tables twice: their makers choose encodings and line ends by the number. */
export const seeds: readonly Seed[] = [
  ...others,
  ...Object.entries(tables).flatMap(([name, make]) =>
    [1, 2].map((number) => {
      const { fileName, bytes } = make(seeded(number), ROWS);
      return seedOf(name.split(' ')[0] ?? '', fileName, bytes, true);
    }),
  ),
  ...Object.entries(lists).map(([name, make]) => {
    const { fileName, bytes } = make(seeded(2), ROWS);
    return seedOf(name, fileName, bytes);
  }),
];

/** The parts of some sound workbooks: shared and inline strings, dates, merged cells, two sheets, none that is read. */
export async function workbookParts(): Promise<readonly (readonly MadeMember[])[]> {
  const call = ['客户名称', '负责人', '金额'];
  const made = [
    (await makeWechatWorkbook(seeded(1), ROWS)).bytes,
    (await makeWechatWorkbook(seeded(4), ROWS)).bytes,
    await makeWorkbook({
      sheets: [
        { name: '甲', rows: [call, ['A', { number: '45000.5', format: 1 }, { formula: '1+1' }]], merges: ['A1:B1'] },
        { name: '乙', rows: [call, ['x', true, { error: '#N/A' }, { iso: '2026-03-05T00:00:00' }]], hidden: true },
      ],
      formats: ['yyyy-mm-dd hh:mm:ss', 14],
      strings: 'inline',
    }),
  ];
  return await Promise.all(made.map(partsOf));
}

async function partsOf(workbook: Buffer): Promise<readonly MadeMember[]> {
  const { members } = await openArchive(
    memoryFile('a.xlsx', workbook, async () => undefined),
    undefined,
  );
  return await Promise.all(
    members.map(async ({ name, sizeBytes, open }) => ({ name, content: await open().read(0, sizeBytes) })),
  );
}
