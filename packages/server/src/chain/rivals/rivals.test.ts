import { expect, test } from 'vitest';
import { edited, handed, hs, paid, promise, promiseSeen, seen, sold, zhangSan } from '../example-cases.ts';
import type { Line } from '../example-world.ts';
import {
  chainsOf,
  company,
  crm,
  deals,
  hr,
  line,
  linksOf,
  onlyChain,
  pays,
  rivalOf,
  rivalsFound,
  says,
  staff,
  worldOf,
} from '../example-world.ts';

const approve = (type: string, body: object, at = '2026-02-01T09:00:00+08:00', more: Partial<Line> = {}): Line =>
  line('approval', `ap-${type}`, at, { type, by: hr('E900'), for: hr('E001'), state: 'approved', ...body }, more);

test('a referral approved beforehand for this customer, company and share explains, so the chain is weak', () => {
  const approval = approve('referral', { customer: crm('C100'), company: hs, percent: 10 });
  const chain = onlyChain(worldOf([...zhangSan, approval], seen));
  expect(rivalsFound(chain)).toEqual(['approved-referral:explains']);
  expect(chain.strength).toBe('weak');
});

test.each([
  [
    'approved after the act',
    approve('referral', { customer: crm('C100'), company: hs, percent: 10 }, '2026-03-20T09:00:00+08:00', {}),
    'none-found',
  ],
  [
    'approved between the words and the payment',
    approve('referral', { customer: crm('C100'), company: hs }, '2026-03-04T09:00:00+08:00'),
    'weakens',
  ],
  ['for another customer', approve('referral', { customer: crm('C101'), percent: 10 }), 'none-found'],
  [
    'for another company',
    approve('referral', { customer: crm('C100'), company: company('别家贸易有限公司') }),
    'none-found',
  ],
  ['refused', approve('referral', { customer: crm('C100'), company: hs, state: 'refused' }), 'none-found'],
  ['ended before', approve('referral', { customer: crm('C100'), company: hs, until: '2026-02-20' }), 'none-found'],
  ['for a smaller share', approve('referral', { customer: crm('C100'), company: hs, percent: 5 }), 'weakens'],
])('a referral %s does not explain', (_name, approval, outcome) => {
  const chain = onlyChain(worldOf([...zhangSan, approval], seen));
  expect(rivalOf(chain, 'approved-referral')).toBe(outcome);
  expect(chain.strength).toBe(outcome === 'none-found' ? 'strong' : 'medium');
});

test('an approval that was withdrawn before the act explains nothing', () => {
  const approval = approve('referral', { customer: crm('C100'), company: hs, percent: 10 });
  const withdrawn = {
    ...approval,
    at: '2026-02-15T09:00:00+08:00',
    body: { ...(approval.body as object), state: 'withdrawn' },
  };
  const chain = onlyChain(worldOf([...zhangSan, approval, withdrawn], seen));
  expect(rivalOf(chain, 'approved-referral')).toBe('none-found');
});

test('an approved rebate explains what was said to a customer when no money came from outside', () => {
  const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '公司批了,给您返8个点');
  const approval = approve('rebate', { customer: crm('C100'), company: company('本司科技有限公司'), percent: 8 });
  const chain = onlyChain(worldOf([...staff, words, approval], { m1: { reads: { percentBps: 800 } } }));
  expect(chain.strength).toBe('weak');
  expect(chain.outside).toEqual([]);
  expect(rivalsFound(chain)).toEqual(['approved-rebate:explains']);
});

test('a rebate approved for the customer does not explain money that the outside company paid', () => {
  const chain = onlyChain(worldOf([...zhangSan, approve('rebate', { customer: crm('C100'), percent: 10 })], seen));
  expect(rivalsFound(chain)).toEqual(['approved-rebate:weakens']);
  expect(chain.strength).toBe('medium');
});

test('commission and salary from the own company make no chain', () => {
  const own = company('本司科技有限公司');
  const lines = [
    ...staff,
    deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 200_000, '本司科技有限公司'),
    pays('t1', '2026-03-05T16:02:00+08:00', own, hr('E001'), 20_000, { memo: '提成' }),
    pays('t2', '2026-03-15T16:02:00+08:00', own, hr('E001'), 15_000, { memo: '工资' }),
  ];
  expect(chainsOf(worldOf(lines, {}))).toEqual([]);
});

test('a share spoken of that the own company then paid as commission is explained', () => {
  const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '成交了我也就10个点');
  const lines = [
    ...staff,
    words,
    deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 200_000, '本司科技有限公司'),
    pays('t1', '2026-03-05T16:02:00+08:00', company('本司科技有限公司'), hr('E001'), 20_000, { memo: '提成' }),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.strength).toBe('weak');
  expect(rivalOf(chain, 'own-commission')).toBe('explains');
  expect(chain).not.toHaveProperty('received');
});

test('a private debt that was repaid makes no chain, whoever repaid it', () => {
  const zhou = { system: 'wechat', ref: 'zhou', name: '周八' };
  const lines = [
    ...staff,
    pays(
      't0',
      '2026-01-05T10:00:00+08:00',
      hr('E001'),
      zhou,
      20_000,
      { memo: '借款' },
      { basis: 'provided-by-employee' },
    ),
    pays(
      't1',
      '2026-03-05T10:00:00+08:00',
      zhou,
      hr('E001'),
      20_000,
      { memo: '还款' },
      { basis: 'provided-by-employee' },
    ),
  ];
  expect(chainsOf(worldOf(lines, {}))).toEqual([]);
});

test('money lent to the payer beforehand explains its return even where something was said', () => {
  const loan = pays('t0', '2026-01-05T10:00:00+08:00', hr('E001'), hs, 20_000, {});
  const chain = onlyChain(worldOf([...zhangSan, loan], seen));
  expect(rivalsFound(chain)).toEqual(['private-debt:explains']);
  expect(chain.strength).toBe('weak');
});

test('a memo that only calls an exactly matching payment a loan weakens and does not explain', () => {
  const loan = { ...paid, body: { ...(paid.body as object), memo: '还款' } };
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), loan], seen));
  expect(rivalsFound(chain)).toEqual(['private-debt:weakens']);
  expect(chain.strength).toBe('medium');
});

test('talk about kickbacks among employees only, as in a training, makes no chain', () => {
  const lines = [
    ...staff,
    says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'limou', '培训:不得向客户许诺10%好处费'),
    sold,
  ];
  expect(chainsOf(worldOf(lines, { m1: promiseSeen }))).toEqual([]);
});

test('sending a customer to a partner of ours, without any payment, is explained', () => {
  const partner = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', {
    company: hs,
    name: '华晟科技有限公司',
    relation: 'partner',
  });
  const chain = onlyChain(worldOf([...staff, partner, promise, sold], { m1: promiseSeen }));
  expect(rivalsFound(chain)).toEqual(['partner:explains']);
  expect(chain.strength).toBe('weak');
});

test('a partner that pays our employee is not explained by being a partner', () => {
  const partner = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', {
    company: hs,
    name: '华晟科技有限公司',
    relation: 'partner',
  });
  const chain = onlyChain(worldOf([...zhangSan, partner], seen));
  expect(rivalsFound(chain)).toEqual(['partner:weakens']);
  expect(chain.strength).toBe('medium');
});

test('an affiliate of ours is no beneficiary', () => {
  const affiliate = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', {
    company: hs,
    name: '华晟科技有限公司',
    relation: 'affiliate',
  });
  expect(chainsOf(worldOf([...zhangSan, affiliate], seen))).toEqual([]);
});

test('a customer that named the company first, without any payment, moved by itself', () => {
  const first = says('m0', '2026-03-01T10:00:00+08:00', 'wm100', 'zhangsan', '我们打算跟华晟科技合作了');
  const chain = onlyChain(worldOf([...staff, first, promise, sold], { m1: promiseSeen }));
  expect(rivalsFound(chain)).toEqual(['customer-moved-itself:explains']);
  expect(chain.strength).toBe('weak');
});

test('a customer that named the company first does not explain the payment', () => {
  const first = says('m0', '2026-03-01T10:00:00+08:00', 'wm100', 'zhangsan', '我们打算跟华晟科技合作了');
  const chain = onlyChain(worldOf([...zhangSan, first], seen));
  expect(rivalsFound(chain)).toEqual(['customer-moved-itself:weakens']);
  expect(chain.strength).toBe('medium');
});

test('two employees who share a device weaken what was done on it', () => {
  const device = (id: string, ref: string): Line =>
    line('binding', id, '2025-01-01T00:00:00+08:00', {
      handle: { system: 'device', ref: 'PC-7' },
      person: hr(ref),
      strength: 'device',
    });
  const onDevice = { ...edited, body: { ...(edited.body as object), device: 'PC-7' } };
  const lines = [
    ...zhangSan.map((each) => (each.id === 'a1' ? onDevice : each)),
    device('b1', 'E001'),
    device('b2', 'E002'),
  ];
  const chain = onlyChain(worldOf(lines, seen));
  expect(linksOf(chain)).toContain('accessed:weak');
  expect(rivalsFound(chain)).toEqual(['shared-account:weakens']);
  expect(chain.strength).toBe('medium');
});

const declares = line('declaration', 'dc1', '2025-05-01T10:00:00+08:00', {
  employee: hr('E001'),
  relation: 'spouse',
  company: hs,
  rule: { title: '利益冲突申报办法', version: '1' },
  at: '2025-05-01T10:00:00+08:00',
});

test('money from the company that the employee declared as the spouse’s makes no chain by itself', () => {
  expect(chainsOf(worldOf([...staff, declares, paid, handed], {}))).toEqual([]);
});

test('a declared company weakens and does not excuse sending customers there', () => {
  const chain = onlyChain(worldOf([...zhangSan, declares], seen));
  expect(rivalsFound(chain)).toEqual(['private-debt:weakens']);
  expect(chain.strength).toBe('medium');
});

test('another payer’s equal payment after the words makes chance worth naming', () => {
  const other = pays(
    't9',
    '2026-03-06T10:00:00+08:00',
    { system: 'wechat', ref: 'zhou', name: '周八' },
    hr('E001'),
    20_000,
  );
  const chain = onlyChain(worldOf([...zhangSan, other], seen));
  expect(rivalsFound(chain)).toEqual(['equal-sum-by-chance:weakens']);
  expect(chain.rivals.find((rival) => rival.kind === 'equal-sum-by-chance')?.because).toContain('有1笔');
});

const rule = (permits: object): Line =>
  line('agreement', 'ag1', '2025-01-01T09:00:00+08:00', {
    type: 'customer-policy',
    title: '客户资源管理办法',
    version: '2025',
    effectiveFrom: '2025-01-01',
    clauses: [{ ref: '第八条', text: '返利与转介绍费', permits: [permits] }],
  });

test.each([
  ['asks for a named approval', { act: 'referral-fee', maxPercent: 10, approval: '销售总监书面审批' }, 'none-found'],
  ['asks for an approval', { act: 'referral-fee', maxPercent: 10, approval: true }, 'none-found'],
  ['asks for none', { act: 'referral-fee', maxPercent: 10, approval: false }, 'weakens'],
  ['asks for none up to a smaller share', { act: 'referral-fee', maxPercent: 5, approval: false }, 'none-found'],
])('a clause on referral fees that %s, without any approval on record', (_name, permits, outcome) => {
  const chain = onlyChain(worldOf([...zhangSan, rule(permits)], seen));
  expect(rivalOf(chain, 'approved-referral')).toBe(outcome);
  expect(chain.strength).toBe(outcome === 'none-found' ? 'strong' : 'medium');
});

test('a clause whose approval is not on record is named and cited where nothing was found', () => {
  const permits = { act: 'referral-fee', maxPercent: 10, approval: '销售总监书面审批' };
  const chain = onlyChain(worldOf([...zhangSan, rule(permits)], seen));
  const rival = chain.rivals.find(({ kind }) => kind === 'approved-referral');
  expect(rival?.because).toContain('条款第八条只在经“销售总监书面审批”后允许此类行为，该审批未见记录(test:ag1)');
  expect(rival?.entries.map(({ externalId }) => externalId)).toEqual(['ag1']);
});

test('a rebate that our company may give does not concern money from outside', () => {
  const chain = onlyChain(worldOf([...zhangSan, rule({ act: 'rebate', maxPercent: 10, approval: false })], seen));
  expect(rivalOf(chain, 'approved-rebate')).toBe('none-found');
  expect(chain.strength).toBe('strong');
});

const spouse = line('declaration', 'dc1', '2026-01-05T09:00:00+08:00', {
  employee: hr('E001'),
  relation: 'spouse',
  name: '周芳',
  company: hs,
  account: { system: 'bank', ref: '62220001', name: '周芳' },
  rule: { title: '利益冲突申报办法', version: '1' },
  at: '2026-01-05T09:00:00+08:00',
});
const account = { system: 'bank', ref: '62220001', name: '周芳' };
const wages = (memo: string): readonly Line[] =>
  [3, 4, 5].map((month) => pays(`w${month}`, `2026-0${month}-10T10:00:00+08:00`, hs, account, 7_900, { memo }));

test('wages paid month after month to the declared spouse explain the money, other payments do not', () => {
  const chain = (memo: string) => onlyChain(worldOf([...staff, spouse, sold, ...wages(memo)], {}));
  expect([rivalOf(chain('3月工资'), 'private-debt'), chain('3月工资').strength]).toEqual(['explains', 'weak']);
  expect(rivalOf(chain('往来'), 'private-debt')).toBe('weakens');
  const said = onlyChain(worldOf([...staff, spouse, promise, sold, ...wages('3月工资')], { m1: promiseSeen }));
  expect(rivalOf(said, 'private-debt')).toBe('weakens');
});

test('a company that took the customers is not excused by calling its payment an advance', () => {
  const advance = pays('t1', '2026-03-25T10:00:00+08:00', hs, hr('E001'), 10_000, { memo: '代垫款' });
  const chain = onlyChain(worldOf([...staff, edited, sold, advance], { a1: seen.a1 }));
  expect([rivalOf(chain, 'private-debt'), chain.strength]).toEqual(['weakens', 'medium']);
});

test('a sum that was spoken of beside a loan to the same person is that loan', () => {
  const sum = says('m1', '2026-03-01T20:52:00+08:00', 'zhangsan', 'wmold', '一万够不够');
  const beside = says('m2', '2026-03-01T20:53:00+08:00', 'wmold', 'zhangsan', '够了,借条拍给你');
  const other = says('m2', '2026-03-01T20:53:00+08:00', 'wm101', 'zhangsan', '借条拍给你');
  const seenIn = { m1: { reads: { amounts: [], company: { text: '华晟公司', start: 0, end: 1 } } } };
  const outcome = (lines: readonly Line[]) =>
    rivalOf(onlyChain(worldOf([...staff, sold, ...lines], seenIn)), 'private-debt');
  expect(outcome([sum, beside])).toBe('explains');
  expect(outcome([sum, other])).toBe('not-searchable');
});

test('outside work that was approved at so much a time may be paid more than once', () => {
  const lectures = (text: string): Line =>
    approve(
      'outside-work',
      { company: hs, amount: { currency: 'CNY', minor: '500000' }, text },
      '2026-02-01T09:00:00+08:00',
    );
  const paidTwice = [10, 24].map((day) => pays(`t${day}`, `2026-03-${day}T10:00:00+08:00`, hs, hr('E001'), 5_000));
  const outcome = (text: string) =>
    rivalOf(onlyChain(worldOf([...staff, lectures(text), ...paidTwice], {})), 'approved-outside-work');
  expect(outcome('周末授课,每次讲课费')).toBe('explains');
  expect(outcome('周末授课')).toBe('weakens');
});

test('a customer that names the company after the employee was in touch with its people did not move by itself', () => {
  const named = says('m2', '2026-02-20T10:00:00+08:00', 'wm100', 'zhangsan', '华晟科技来找过我');
  const touched = line('chat', 'm0', '2026-02-10T10:00:00+08:00', {
    conversation: 'w',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wechat', ref: 'wangwu' }],
    form: 'text',
    text: '明天见',
  });
  const outcome = (lines: readonly Line[]) =>
    rivalOf(onlyChain(worldOf([...staff, edited, named, sold, ...lines], { a1: seen.a1 })), 'customer-moved-itself');
  expect([outcome([]), outcome([touched])]).toEqual(['explains', 'none-found']);
});
