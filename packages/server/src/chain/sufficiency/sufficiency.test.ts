import { expect, test } from 'vitest';
import { hs, paid, seen } from '../example-cases.ts';
import type { Line } from '../example-world.ts';
import { company, crm, hr, line, pays } from '../example-world.ts';
import { changed, complete, doc, handbookClauses, held, open, withBody, without } from './example-file.ts';

const clausesBut = (ref: string) => handbookClauses.filter((clause) => clause.ref !== ref);
const wecom = { system: 'wecom', ref: 'zhangsan' };
const bound = (strength: string, id = 'b1', person = 'E001'): Line =>
  line('binding', id, '2025-01-01T00:00:00+08:00', { handle: wecom, person: hr(person), strength });
const told = line('testimony', 'w1', '2026-03-11T10:00:00+08:00', {
  by: crm('C100'),
  about: [hr('E001')],
  form: 'written',
  text: '张三让我转到华晟',
});
const approvedReferral = line('approval', 'ap', '2026-02-01T10:00:00+08:00', {
  type: 'referral',
  by: hr('E900'),
  for: hr('E001'),
  state: 'approved',
  customer: crm('C100'),
  company: hs,
  percent: 10,
});
const loan = pays('t0', '2026-01-05T10:00:00+08:00', hr('E001'), hs, 20_000);
const seller = { customer: crm('C100'), seller: company('华晟科技有限公司') };
const dealGiven = line(
  'deal',
  'd1',
  '2026-03-03T09:00:00+08:00',
  { ...seller, type: 'contract', number: 'HT-d1', amount: { currency: 'CNY', minor: '20000000' } },
  { basis: 'provided-by-customer' },
);
const receiptOn = (day: string) => withBody('hb-ack', { at: `${day}T09:00:00+08:00` });

/** Each line takes one thing away from the complete file of 39(2); what it opens is all it opens. */
const changes: readonly (readonly [string, readonly Line[], readonly string[]])[] = [
  ['nothing is taken away', complete, []],
  ['no receipt of the handbook', without('hb-ack'), ['rule-known:missing', 'graded:weak']],
  ['the receipt came after the act', receiptOn('2026-04-01'), ['rule-known:weak', 'graded:weak']],
  ['the receipt was refused', withBody('hb-ack', { outcome: 'refused' }), ['rule-known:weak', 'graded:weak']],
  ['another version was received', withBody('hb-ack', { version: '1' }), ['rule-known:weak', 'graded:weak']],
  ['the receipt is a mere click', withBody('hb-ack', { method: 'click' }), ['rule-known:weak']],
  [
    'the receipt is signed with the company’s own key',
    withBody('hb-ack', { method: 'company-ca' }),
    ['rule-known:weak'],
  ],
  [
    'the handbook was not negotiated',
    withBody('hb', { procedure: { publishedAt: '2024-12-01' } }),
    ['rule-valid:weak'],
  ],
  [
    'the handbook was made public after the act',
    withBody('hb', { procedure: { discussedAt: '2024-11-01', negotiatedAt: '2024-11-15', publishedAt: '2026-05-01' } }),
    ['rule-valid:weak'],
  ],
  [
    'the clause does not say how grave the act is',
    withBody('hb', {
      clauses: [handbookClauses[0], { ref: '5.2', text: '禁止私转客户', forbids: ['customer-diversion'] }],
    }),
    ['rule-clause:weak'],
  ],
  ['no table of grades', withBody('hb', { clauses: clausesBut('5.1') }), ['graded:missing']],
  [
    'no handbook',
    without('hb', 'hb-ack'),
    ['rule-valid:missing', 'rule-known:missing', 'rule-clause:missing', 'graded:missing'],
  ],
  ['no labour contract', without('lc', 'lc-ack'), ['employment:weak']],
  ['the customer was never assigned', without('o100'), ['customer:missing']],
  [
    'the account is merely inferred',
    [...withBody('e1', { handles: [] }), bound('inferred')],
    ['attribution:weak', 'conduct:weak'],
  ],
  [
    'the account is merely listed',
    [...withBody('e1', { handles: [] }), bound('declared')],
    ['attribution:weak', 'conduct:weak'],
  ],
  ['the account is bound by real name', [...withBody('e1', { handles: [] }), bound('real-name')], []],
  ['no deal followed', without('d1'), ['conduct:weak']],
  ['the contract was given without a hand-over', [...without('d1'), dealGiven], ['conduct:weak', 'acquisition:weak']],
  ['the voucher has no hand-over', without('h1'), ['acquisition:weak']],
  ['the referral was approved', [...complete, approvedReferral], ['conduct:weak']],
  ['nobody was told that chats are kept', without('mn', 'mn-ack'), ['acquisition:missing']],
  ['no minutes', without('n2'), ['investigated:weak']],
  ['neither asked nor heard', without('n1', 'n2'), ['investigated:missing']],
  ['the union was not told', without('n3'), ['union:missing']],
  [
    'the union was told after the decision',
    [...without('n3'), doc('n3', '2026-03-25', 'notice', '致工会通知函')],
    ['union:weak'],
  ],
  [
    'the union’s opinion was not answered',
    [...complete, doc('n6', '2026-03-17', 'union-opinion', '工会意见')],
    ['union:weak'],
  ],
  [
    'the union’s opinion was answered',
    [
      ...complete,
      doc('n6', '2026-03-17', 'union-opinion', '工会意见'),
      doc('n7', '2026-03-18', 'notice', '答复工会函'),
    ],
    [],
  ],
  ['the decision names no clause', withBody('n4', { text: '严重违纪' }), ['decision:weak']],
  ['nothing was decided', without('n4'), ['decision:missing', 'delivered:weak']],
  ['the decision was not delivered', without('n5'), ['delivered:missing']],
];

test.each(changes)('39(2): %s', (_, lines, expected) => {
  const ground = held('serious-breach', lines);
  expect(ground.applies).toBe(true);
  expect(open(ground)).toEqual(expected);
  expect(ground.open).toBe(expected.length);
});

test('testimony alone is flagged: the witness has an interest and must appear', () => {
  const ground = held('serious-breach', [...without('m1'), told]);
  const conduct = ground.elements.find(({ id }) => id === 'conduct');
  expect(conduct).toMatchObject({ state: 'weak', article90: ['interested-witness'], standsAlone: false });
  expect(conduct?.because).toContain('证人须出庭作证');
});

test('what the employee or our own company says is the word of a party', () => {
  for (const by of [hr('E001'), company('本司科技有限公司')]) {
    const lines = [...without('m1'), { ...told, body: { ...(told.body as object), by } }];
    const conduct = held('serious-breach', lines).elements.find(({ id }) => id === 'conduct');
    expect(conduct?.article90).toEqual(['party-statement']);
  }
});

test('a copied voucher does not stand alone, and is borne out only by an item of another origin', () => {
  const gain = (lines: readonly Line[]) => held('loyalty', lines).elements.find(({ id }) => id === 'gain');
  const beside = gain(complete);
  expect(beside).toMatchObject({
    state: 'proven',
    article90: ['uncheckable-copy'],
    standsAlone: false,
    needsSecond: false,
  });
  expect(beside?.entries.map(({ externalId }) => externalId)).toEqual(['m1', 'd1', 'h1', 't1']);
  const wordless = without('m1', 'a1');
  const twin = { ...paid, id: 't2', at: '2026-03-06T16:02:00+08:00' };
  for (const lines of [wordless, [...wordless, twin]]) {
    const alone = gain(lines);
    expect(alone).toMatchObject({ state: 'weak', standsAlone: false, needsSecond: true });
    expect(alone?.next.map(({ way }) => way)).toContain('补充来源独立的材料');
  }
});

test('two copies from one hand are one item, from two hands two', () => {
  const wordless = without('m1', 'a1');
  const twin = { ...paid, id: 't2', at: '2026-03-06T16:02:00+08:00' };
  const handed = complete.find(({ id }) => id === 'h1');
  const ofCustomer = { ...(handed as Line), id: 'h2', body: { ...(handed?.body as object), from: crm('C100') } };
  const dealings = (lines: readonly Line[]) =>
    held('private-dealings', lines).elements.find(({ id }) => id === 'private-dealings')?.state;
  expect(dealings([...wordless, twin])).toBe('weak');
  expect(dealings([...wordless, ofCustomer, { ...twin, handover: 'h2' }])).toBe('proven');
});

test('two extracts of one log do not bear each other out', () => {
  const extract = changed('a1', (each) => ({ ...each, original: 'extract' }));
  const more = { ...(extract.find(({ id }) => id === 'a1') as Line), id: 'a2', at: '2026-03-01T22:45:00+08:00' };
  const sees = { ...seen, a2: seen.a1 };
  const found = held('tampering', [...extract, more], sees).elements.find(({ id }) => id === 'tampering');
  expect(found).toMatchObject({ state: 'weak', article90: ['doubtful-electronic'], needsSecond: true });
});

test('only what does not stand alone is to be held against its original', () => {
  const { elements } = held('loyalty', complete);
  const asked = elements.filter(({ next }) => next.some(({ way }) => way === '核对原件或原始载体'));
  expect(asked.map(({ id }) => id)).toEqual(['gain']);
});

test('an original stands alone', () => {
  const lines = changed('t1', (each) => ({ ...each, original: 'original' }));
  const gain = held('loyalty', lines).elements.find(({ id }) => id === 'gain');
  expect(gain).toMatchObject({ state: 'proven', article90: [], standsAlone: true });
});

test('a loan explains a kickback but not a forbidden dealing', () => {
  expect(open(held('loyalty', [...complete, loan]))).toEqual(['gain:weak']);
  expect(open(held('private-dealings', [...complete, loan]))).toEqual([]);
});

test('an account that belongs to nobody proves nothing about a person', () => {
  const lines = without('e1', 't1', 'a1');
  const ground = held('serious-breach', lines);
  expect(ground.applies).toBe(false);
  expect(ground.summary).toContain('账号zhangsan尚未归属到员工');
  expect(open(ground)).toContain('attribution:missing');
});

test('the same file in any order gives the same answers', () => {
  expect(open(held('serious-neglect', complete.toReversed()))).toEqual(open(held('serious-neglect', complete)));
});
