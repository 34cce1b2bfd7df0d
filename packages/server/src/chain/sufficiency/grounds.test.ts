import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seen, zhangSan } from '../example-cases.ts';
import type { Line } from '../example-world.ts';
import { company, crm, hr, line } from '../example-world.ts';
import { assessedOf, complete, doc, forbids, handbookClauses, held, open, withBody, without } from './example-file.ts';
import { grounds } from './grounds.ts';
import { holdAgainstAll } from './hold-against.ts';
import { ways } from './ways.ts';

/** Later lines of the same id stand in place of earlier ones. */
function plus(lines: readonly Line[], ...more: readonly Line[]): readonly Line[] {
  const ids = new Set(more.map(({ id }) => id));
  return [...lines.filter(({ id }) => !ids.has(id)), ...more];
}
const bodyOf = (id: string, fields: object): Line =>
  withBody(id, fields).find((each) => each.id === id) ?? line('tip', id, '2026-01-01T00:00:00+08:00', {});
const butClause = (ref: string) => bodyOf('hb', { clauses: handbookClauses.filter((clause) => clause.ref !== ref) });

const sheet = doc('l1', '2026-03-11', 'other', '损失计算表');
const hired = bodyOf('e1', { probationEnd: '2026-06-30' });
const elsewhere = doc('x1', '2026-03-12', 'other', '社保参保证明');
const stop = doc('x2', '2026-03-08', 'notice', '停止兼职通知');
const stopped = doc('x3', '2026-03-09', 'delivery-proof', '停止兼职通知送达回证');
const chief = bodyOf('e1', { title: '总经理' });
const appointed = doc('x4', '2026-03-11', 'other', '总经理任命决议');
const unapproved = doc('x5', '2026-03-11', 'other', '董事会关于未同意该交易的说明');
const compared = doc('x6', '2026-03-11', 'other', '客户信息比对报告');
const depth = doc('x7', '2026-03-11', 'other', '客户报价与交易习惯清单');
const policy = bodyOf('hb', {
  clauses: handbookClauses.map((clause) =>
    clause.ref === '5.2' ? { ...clause, forbids: [...forbids, 'disclosure'] } : clause,
  ),
});
const dealtFirst = line('customer', 'c100', '2025-01-01T00:00:00+08:00', {
  customer: crm('C100'),
  name: '李四',
  handles: [{ system: 'wecom', ref: 'wm100' }],
  firstDealAt: '2025-02-01',
});
const exported = line('access', 'a2', '2026-03-04T09:00:00+08:00', {
  employee: hr('E001'),
  action: 'export',
  resource: 'crm.customer',
  customer: crm('C100'),
  count: 300,
});
const file = line('chat', 'm2', '2026-03-04T10:00:00+08:00', {
  conversation: 'wangwu|zhangsan',
  from: { system: 'wecom', ref: 'zhangsan' },
  to: [{ system: 'wechat', ref: 'wangwu' }],
  form: 'file',
});
const rivalFirm = line('company', 'k-hs', '2025-01-01T00:00:00+08:00', {
  company: company('华晟科技有限公司'),
  name: '华晟科技有限公司',
  relation: 'competitor',
});
const registered = doc('x8', '2026-03-11', 'other', '公示的经营范围');
const dispatched = bodyOf('e1', { form: 'dispatch' });
const agency = doc('x9', '2026-03-11', 'contract', '劳务派遣协议');
const returned = doc('x10', '2026-03-20', 'notice', '退回函');
const othersDeclare = line('declaration', 'dc2', '2025-03-01T00:00:00+08:00', {
  employee: hr('E002'),
  relation: 'spouse',
  company: company('别家公司'),
  rule: { title: '员工手册', version: '2' },
  at: '2025-03-01T00:00:00+08:00',
});
const declares = line('declaration', 'dc1', '2025-03-01T00:00:00+08:00', {
  ...(othersDeclare.body as object),
  employee: hr('E001'),
  company: company('华晟科技有限公司'),
});
const refuses = doc('x11', '2026-03-14', 'minutes', '员工未按期答复说明的记录');
const reached = doc('x12', '2026-03-10', 'delivery-proof', '调查通知送达回证');

type Row = readonly [ground: string, name: string, lines: readonly Line[], open: readonly string[]];
const neglect = plus(complete, sheet);
const probation = plus(complete, hired);
const jobs = plus(complete, elsewhere, stop, stopped);
const office = plus(complete, chief, appointed, unapproved);
const secret = plus(complete, sheet, compared, depth, policy, dealtFirst);
const leak = plus(complete, sheet, compared, exported, file);
const rival = plus(complete, rivalFirm, registered, elsewhere);
const sent = plus(complete, dispatched, agency, returned);
const declared = plus(complete, othersDeclare);
const silent = plus(complete, refuses, reached);

/** First of each ground a file in which it lacks nothing, then files from which the named thing was taken. */
const rows: readonly Row[] = [
  ['serious-neglect', 'complete', neglect, []],
  ['serious-neglect', 'no computation of the loss', complete, ['major-loss:weak']],
  ['serious-neglect', 'no standard of what is grave', plus(neglect, butClause('5.4')), ['major-loss:weak']],
  ['serious-neglect', 'no rule at all', neglect.filter(({ id }) => !id.startsWith('hb')), ['major-loss:weak']],
  ['probation', 'complete', probation, []],
  [
    'probation',
    'decided after its end',
    plus(complete, bodyOf('e1', { probationEnd: '2026-03-10' })),
    ['probation:weak'],
  ],
  ['probation', 'no conditions', plus(probation, bodyOf('lc', { clauses: [] })), ['hiring-conditions:missing']],
  ['other-employment', 'complete', jobs, []],
  ['other-employment', 'not told to stop', jobs.filter(({ id }) => id !== 'x2'), ['refused-to-correct:missing']],
  [
    'other-employment',
    'nothing after the notice',
    plus(jobs, { ...elsewhere, at: '2026-03-05T10:00:00+08:00' }),
    ['refused-to-correct:weak'],
  ],
  ['loyalty', 'complete', complete, []],
  ['loyalty', 'the voucher has no hand-over', without('h1'), ['gain:weak', 'acquisition:weak']],
  ['loyalty', 'no rule at all', complete.filter(({ id }) => !id.startsWith('hb')), []],
  ['officer', 'complete', office, []],
  ['officer', 'a title without an appointment', office.filter(({ id }) => id !== 'x4'), ['officer:weak']],
  ['officer', 'no word of the board', office.filter(({ id }) => id !== 'x5'), ['not-approved:weak']],
  ['trade-secret', 'complete', secret, []],
  ['trade-secret', 'no more than a name', secret.filter(({ id }) => id !== 'x7'), ['secret-depth:missing']],
  ['trade-secret', 'one measure', plus(secret, bodyOf('hb', {})), ['secrecy:weak']],
  ['trade-secret', 'not compared', secret.filter(({ id }) => id !== 'x6'), ['same-substance:weak']],
  [
    'trade-secret',
    'the customer came with the employee',
    secret.filter(({ id }) => id !== 'c100').concat(noFirstDeal()),
    ['no-personal-trust:weak'],
  ],
  ['confidentiality', 'complete', leak, []],
  ['confidentiality', 'the file was not compared', leak.filter(({ id }) => id !== 'x6'), ['disclosed:weak']],
  ['confidentiality', 'nothing was sent', leak.filter(({ id }) => id !== 'm2'), ['disclosed:weak']],
  ['confidentiality', 'no agreement', leak.filter(({ id }) => !id.startsWith('nda')), ['confidentiality:missing']],
  ['non-compete', 'complete', rival, []],
  ['non-compete', 'a competitor by our own word', rival.filter(({ id }) => id !== 'x8'), ['competitor:weak']],
  ['non-compete', 'no secrets known', rival.filter(({ id }) => !['p1', 'a1'].includes(id)), ['knew-secrets:missing']],
  ['non-compete', 'left without compensation', plus(rival, bodyOf('e1', { status: 'left' })), ['compensated:missing']],
  ['dispatch-return', 'complete', sent, []],
  ['dispatch-return', 'no letter', sent.filter(({ id }) => id !== 'x10'), ['returned:missing']],
  ['dispatch-return', 'no agreement with the agency', sent.filter(({ id }) => id !== 'x9'), ['dispatched:weak']],
  ['undeclared-interest', 'complete', declared, []],
  ['undeclared-interest', 'no register of declarations', complete, ['undeclared:weak']],
  ['undeclared-interest', 'declared beforehand', plus(declared, declares), ['undeclared:missing']],
  ['private-dealings', 'complete', complete, []],
  ['private-dealings', 'no payment', without('t1'), ['private-dealings:missing']],
  ['outside-work', 'complete', plus(complete, elsewhere), []],
  [
    'outside-work',
    'no clause on it',
    plus(complete, elsewhere, butClause('5.3')),
    ['rule-valid:missing', 'rule-known:missing', 'rule-clause:missing'],
  ],
  ['tampering', 'complete', complete, []],
  ['tampering', 'no change on record', without('a1'), ['tampering:missing']],
  ['non-cooperation', 'complete', silent, []],
  [
    'non-cooperation',
    'not asked',
    silent.filter(({ id }) => id !== 'n1'),
    ['non-cooperation:weak', 'investigated:weak'],
  ],
];

test.each(rows)('%s: %s', (id, _, lines, expected) => {
  const ground = held(id, lines);
  expect(ground.applies).toBe(true);
  expect(open(ground)).toEqual(expected);
});

test('every ground has a complete file and one with something missing', () => {
  const tried = new Map(grounds.map(({ id }) => [id, rows.filter(([of]) => of === id).length]));
  tried.delete('serious-breach'); // has a test of its own
  expect([...tried].filter(([, count]) => count < 2)).toEqual([]);
});

test('a change at an ordinary time may be upkeep', () => {
  const { a1: _, ...usual } = seen;
  const ground = held('tampering', complete, usual);
  expect(open(ground)).toEqual(['tampering:weak']);
});

test('refusing to sign is no refusal to cooperate', () => {
  const lines = plus(silent, doc('x11', '2026-03-14', 'minutes', '员工拒绝签名的记录'));
  expect(open(held('non-cooperation', lines))).toEqual(['non-cooperation:missing']);
});

test.each([
  ['probation', complete],
  ['officer', withBody('e1', { title: '客户经理' })],
  ['dispatch-return', complete],
  ['serious-breach', withBody('e1', { form: 'dispatch' })],
])('%s is out of the question while its premise is missing', (id, lines) => {
  const ground = held(id, lines);
  expect(ground.applies).toBe(false);
  expect(ground.summary).toContain('本项的前提尚不具备');
});

test('the grounds with the fewest open elements are named, never one for counsel alone or one that does not apply', () => {
  const all = holdAgainstAll(assessedOf(complete));
  expect(all.grounds.filter(({ open: count }) => count === 0).map(({ ground }) => ground)).toContain('loyalty');
  expect(all.fewestOpen).toEqual(['serious-breach', 'private-dealings', 'tampering']);
  const board = holdAgainstAll(assessedOf(without('hb', 'hb-ack', 't1')));
  expect(board.fewestOpen).toEqual(['serious-neglect']);
  expect(board.says).toContain('不表示任何一项成立');
  const none = holdAgainstAll(assessedOf(zhangSan.filter(({ id }) => !['o100', 'd1', 't1', 'a1'].includes(id))));
  expect(none).toMatchObject({ fewestOpen: [], says: '没有一项依据的核心要素都有材料，暂不比较。' });
});

test('steps of the procedure that are still to come favour no ground with fewer of them', () => {
  const lines = leak.filter(({ id }) => id !== 'x6' && !/^n\d$/u.test(id));
  expect(open(held('confidentiality', lines))).toEqual(['disclosed:weak']);
  expect(holdAgainstAll(assessedOf(lines)).fewestOpen).toEqual([
    'serious-breach',
    'serious-neglect',
    'private-dealings',
    'tampering',
  ]);
});

test('a chain that was made before a ground asked something says so instead of passing it', () => {
  const ground = holdAgainstAll([]).grounds.find(({ ground: id }) => id === 'trade-secret');
  expect(ground?.elements.every(({ state, because }) => state === 'missing' && because.includes('尚未核对'))).toBe(
    true,
  );
});

test('ids are unique, and every element cites an article and says what proves it', () => {
  expect(new Set(grounds.map(({ id }) => id)).size).toBe(grounds.length);
  for (const { id, elements } of grounds) {
    expect(new Set(elements.map((element) => element.id)).size, id).toBe(elements.length);
    for (const { article, proves, title } of elements) {
      expect(article, title).toMatch(/\d/u);
      expect(proves).not.toBe('');
    }
  }
});

test('no words conclude, and no way leads to private accounts, private devices or deleted data', () => {
  const board = holdAgainstAll(assessedOf(complete));
  const words = JSON.stringify([grounds, ways, board]);
  expect(words).not.toMatch(/可以解除劳动|应当解除|构成犯罪|嫌疑|铁证|不可篡改|处罚/u);
  expect(JSON.stringify(ways)).not.toMatch(/流水|恢复|私人|手机|账单|定位/u);
});

test('the page on the grounds shows each with every element as it is', () => {
  const page = readFileSync(new URL('../../../../../docs/sufficiency.md', import.meta.url), 'utf8');
  for (const { id, version, title, article, note, elements } of grounds) {
    const [, section = ''] = page.split(`### ${title} (\`${id}\`, version ${version})`);
    const [own = ''] = section.split('\n### ');
    expect(own, id).toContain(`${article}. ${note}`);
    for (const element of elements)
      expect(own, id).toContain(`| ${element.title} | ${element.article} | ${element.proves} |`);
  }
});

function noFirstDeal(): readonly Line[] {
  const { firstDealAt: _, ...body } = dealtFirst.body as { readonly firstDealAt: string };
  return [{ ...dealtFirst, body }];
}
