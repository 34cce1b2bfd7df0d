import { expect, test } from 'vitest';
import { native } from '../intake/connectors/native.ts';
import type { LineRead, ScanLine } from './scan.ts';
import { scanLines } from './scan.ts';

const zhang = { system: 'wecom', ref: 'zhangsan' };
const li = { system: 'wecom', ref: 'wmLiSi' };
const promise = '我介绍你到华晟公司合作,好处费给你10%';

test('every line is answered in order: findings for a record, a code and a reason for what is none', () => {
  const lines = scan(chat('m1', zhang, [li], promise), 'not json', chat('m2', zhang, [li], '报价单已发'));
  expect(lines).toMatchObject([
    { line: 1, source: 'wecom', externalId: 'm1' },
    { line: 2, error: { code: 'record.not_json' } },
    { line: 3, source: 'wecom', externalId: 'm2', findings: [] },
  ]);
});

test('a promise is printed with its words, their normal form, what spoke for it, and what was read from it', () => {
  const [line] = scan(chat('m1', zhang, [li], `👍 ${promise}`));
  const findings = line !== undefined && 'findings' in line ? line.findings : [];
  expect(findings).toMatchObject([
    {
      ...{ kind: 'kickback', rule: 'kickback-promise', version: 4, severity: 'high', field: 'text' },
      ...{
        start: 3,
        end: 23,
        text: promise,
        normal: promise,
      },
      reads: { percent: 10, company: '华晟公司' },
    },
    {
      ...{ kind: 'diversion', rule: 'diversion-push', version: 4, severity: 'high', field: 'text' },
      ...{ start: 3, end: 23, text: promise },
      reads: { company: '华晟公司' },
    },
  ]);
  for (const { why } of findings) expect(why.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThanOrEqual(10);
});

test('messages right before complete a hint, and are nothing by themselves', () => {
  const asked = chat('m1', li, [zhang], '验收单麻烦您签一下');
  const hinted = chat('m2', li, [zhang], '过节给您备了点东西');
  const other = chat('m0', li, [zhang], '方案已经发您了');
  expect(kinds(scan(asked, hinted))).toEqual([[], ['kickback']]);
  expect(kinds(scan(other, hinted))).toEqual([[], []]);
  expect(kinds(scan(hinted))).toEqual([[]]);
});

test('what a message leaves out is read from those right before it in the same conversation', () => {
  const asked = chat('m1', li, [zhang], '8个点行不行');
  const other = chat('m0', li, [zhang], '8个点行不行', 'text', 'c2');
  const promised = chat('m2', zhang, [li], '好处费私下转给你,别让公司知道');
  const sharesIn = (...lines: string[]) =>
    scan(...lines).map((line) => ('findings' in line ? line.findings.map(({ reads }) => reads.percent) : []));
  expect(sharesIn(asked, promised).at(-1)).toContain(8);
  expect(
    sharesIn(other, promised)
      .at(-1)
      ?.filter((share) => share !== undefined),
  ).toEqual([]);
});

test('a share is a JSON number of percent and sums are money', () => {
  const [line] = scan(chat('m1', li, [zhang], '返点8.5%给你,另外好处费两万'));
  expect(JSON.parse(JSON.stringify(line)).findings[0].reads).toEqual({
    percent: 8.5,
    amounts: [{ currency: 'CNY', minor: '2000000' }],
  });
});

test('talk among employees, or among outsiders, is not read', () => {
  expect(kinds(scan(chat('m1', zhang, [{ system: 'wecom', ref: 'wangwu' }], promise)))).toEqual([[]]);
  expect(kinds(scan(chat('m1', li, [{ system: 'wecom', ref: 'woOther' }], promise)))).toEqual([[]]);
});

test('the directory may stand anywhere in the file and says whose account is whose', () => {
  const handle = { system: 'wechat', ref: 'zs-private' };
  const employee = record('employee', 'e1', {
    employee: { system: 'hr', ref: 'E001' },
    name: '张三',
    handles: [handle],
  });
  const said = chat('m1', handle, [{ system: 'wechat', ref: 'buyer' }], promise);
  expect(kinds(scan(said, employee))).toEqual([['kickback', 'diversion'], []]);
  expect(kinds(scan(said))).toEqual([[]]);
});

test('a company of our own group or a recorded partner is no outside company', () => {
  const company = (relation: string): string =>
    record('company', 'c1', {
      company: { system: 'company', ref: '华晟科技有限公司' },
      name: '华晟科技有限公司',
      aliases: ['华晟公司'],
      relation,
    });
  const said = chat('m1', zhang, [li], '您可以直接从华晟公司下单');
  expect(kinds(scan(said, company('competitor')))).toEqual([['diversion'], []]);
  expect(kinds(scan(said, company('own')))).toEqual([[], []]);
  expect(kinds(scan(said, company('partner')))).toEqual([[], []]);
});

test('a mail is read in subject and text, and a payment in its remark', () => {
  const mail = record('email', 'm1', {
    from: { system: 'email', ref: 'boss@huasheng.cn' },
    to: [{ system: 'hr', ref: 'E001' }],
    subject: '返点8%打你卡上',
    text: '好处费两万已经转你',
  });
  const paid = record(
    'transfer',
    't1',
    {
      from: { system: 'company', ref: '华晟公司' },
      to: { system: 'hr', ref: 'E001' },
      amount: { currency: 'CNY', minor: '2000000' },
      memo: '3月好处费',
    },
    'company-books',
  );
  const fields = scan(mail, paid).map((line) =>
    'findings' in line ? line.findings.map(({ field, text }) => [field, text]) : [],
  );
  expect(fields).toEqual([
    [
      ['subject', '返点8%打你卡上'],
      ['text', '好处费两万已经转你'],
    ],
    [['memo', '3月好处费']],
  ]);
});

test('a forwarded history, a card and a notice are not the sender’s words', () => {
  for (const form of ['forwarded', 'card', 'system', 'link', 'file']) {
    expect(kinds(scan(chat('m1', zhang, [li], promise, form)))).toEqual([[]]);
  }
});

test('every printed text is the slice of the original field', () => {
  const texts = [
    '好 处 费 给 你 1 0 %',
    '给\u200b你返点8%',
    '👍👍回扣两万打你卡上👍',
    '給你兩萬好處費',
    '我介绍你到XX公司买产品,给你返点',
  ];
  for (const text of texts) {
    const found = scan(chat('m1', li, [zhang], text), chat('m2', zhang, [li], text));
    const findings = found.flatMap((line) => ('findings' in line ? line.findings : []));
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(text.slice(finding.start, finding.end)).toBe(finding.text);
  }
});

function scan(...lines: readonly string[]): readonly ScanLine[] {
  const bytes = new TextEncoder().encode(lines.join('\n'));
  return [
    ...scanLines(
      (): Iterable<LineRead> => native.parse(bytes, { settings: { source: 'scan' }, layout: {}, first: true }),
    ),
  ];
}

function kinds(lines: readonly ScanLine[]): readonly (readonly string[])[] {
  return lines.map((line) => ('findings' in line ? line.findings.map(({ kind }) => kind) : ['error']));
}

function chat(
  externalId: string,
  from: object,
  to: readonly object[],
  text: string,
  form = 'text',
  conversation = 'c1',
): string {
  return record('chat', externalId, { conversation, from, to, form, text });
}

function record(kind: string, externalId: string, body: object, basis = 'work-system'): string {
  const occurredAt = '2026-03-02T10:15:00+08:00';
  return JSON.stringify({ v: 1, kind, source: 'wecom', externalId, occurredAt, basis, body });
}
