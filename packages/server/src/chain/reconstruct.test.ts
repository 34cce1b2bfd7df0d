import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '@zhenglian/proof';
import type { Canonical } from '@zhenglian/proof';
import { chainsOf, company, crm, deals, groundsOf, hr, line, linksOf, onlyChain, pays, rivalOf, rivalsFound, says, staff, wecom, worldOf, yuan } from './example-world.ts';
import type { Line, Sees } from './example-world.ts';

const hs = company('华晟科技有限公司');
const promise = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '我介绍你到华晟公司合作,好处费给你10%');
const promiseSeen: Sees = { kind: 'kickback', reads: { percentBps: 1000, company: { text: '华晟公司', start: 5, end: 9 } } };
const edited = line('access', 'a1', '2026-03-01T22:40:00+08:00', {
  employee: hr('E001'),
  action: 'edit',
  resource: 'crm.customer',
  customer: crm('C100'),
  changes: [{ field: 'phone', from: '13800000001', to: '13900000009' }],
});
const handed = line('handover', 'h1', '2026-03-09T10:00:00+08:00', {
  from: hs,
  by: [hr('E900'), hr('E901')],
  at: '2026-03-09T10:00:00+08:00',
  how: 'paper',
  scope: {},
});
const sold = deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 200_000);
const paid = pays('t1', '2026-03-05T16:02:00+08:00', hs, { ...hr('E001'), name: '张三' }, 20_000, { memo: '咨询费' }, {
  basis: 'provided-by-third-party',
  handover: 'h1',
});

/** The first example of the seed: promise, deal at the named company, ten percent three days later. */
const zhangSan: readonly Line[] = [...staff, edited, promise, sold, handed, paid];
const seen = { m1: promiseSeen, a1: { kind: 'after-hours', rule: 'after-hours-access', field: 'text' } };

test('a promised share, the deal with the named company and its payment make a strong chain', () => {
  const chain = onlyChain(worldOf(zhangSan, seen));
  expect(chain.strength).toBe('strong');
  expect(chain.employee).toEqual({ ref: 'E001', name: '张三' });
  expect(chain.customers).toEqual([{ ref: 'C100', name: '李四' }]);
  expect(chain.outside).toEqual([{ ref: '华晟科技有限公司', name: '华晟科技有限公司' }]);
  expect(chain.promised).toEqual(yuan(20_000));
  expect(chain.received).toEqual(yuan(20_000));
  expect(linksOf(chain)).toEqual([
    'said-deal:strong',
    'said-transfer:strong',
    'deal-transfer:strong',
    'payer-company:strong',
    'payee-employee:strong',
    'owned-then:strong',
    'permitted-then:strong',
    'accessed:strong',
  ]);
  expect(rivalsFound(chain)).toEqual([]);
  expect(chain.rivals).toHaveLength(11);
});

test('grounds name the figures, people and times that the link was computed from', () => {
  const chain = onlyChain(worldOf(zhangSan, seen));
  const grounds = groundsOf(chain, 'said-transfer');
  for (const part of ['2026-03-02 10:15:00 +08:00', '张三', '李四', '10%', '¥200,000.00', '¥20,000.00', '相差0.00元', '相隔3天', 'test:m1']) {
    expect(grounds).toContain(part);
  }
  expect(groundsOf(chain, 'owned-then')).toContain('2025-06-01 09:00:00 +08:00');
  expect(groundsOf(chain, 'accessed')).toContain('修改联系方式字段phone(非工作时间)');
});

test('the timeline holds each entry once, in the order of the stated times', () => {
  const [found] = chainsOf(worldOf(zhangSan, seen));
  expect(found?.timeline.map((item) => `${item.role}:${item.entry.externalId}`)).toEqual([
    'company:k-hs',
    'ownership:o100',
    'permission:p1',
    'access:a1',
    'said:m1',
    'deal:d1',
    'transfer:t1',
  ]);
});

test('the same facts in any order give byte-identical chains', () => {
  const world = worldOf(zhangSan, seen);
  const text = (value: unknown): string => canonicalText(JSON.parse(JSON.stringify(value)) as Canonical);
  const expected = text(chainsOf(world));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...world.facts], { minLength: world.facts.length }),
      fc.shuffledSubarray([...world.findings], { minLength: world.findings.length }),
      (facts, findings) => text(chainsOf({ facts, findings })) === expected,
    ),
    { numRuns: 60 },
  );
});

test('a reconstruction can be written as canonical JSON as it is', () => {
  const found = chainsOf(worldOf(zhangSan, seen));
  expect(canonicalText(found as unknown as Canonical)).toContain('said-transfer');
});

/** The second example of the seed: no share, no name, three customers lost, money from the company's representative. */
const friend = (id: string, at: string, to: string): Line => says(id, at, 'limou', to, '我朋友的公司更便宜');
const lost = (ref: string, name: string, at: string): Line =>
  line('customer', `lost-${ref}`, at, { customer: crm(ref), name, status: 'lost', lostAt: at.slice(0, 10) });
const liMou: readonly Line[] = [
  ...staff.filter((each) => each.id !== 'o100'),
  ...['100', '101', '102'].map((n) => line('ownership', `o${n}`, '2025-06-01T09:00:00+08:00', { customer: crm(`C${n}`), employee: hr('E002'), action: 'assigned' })),
  friend('m1', '2026-04-01T10:00:00+08:00', 'wm100'),
  friend('m2', '2026-04-03T10:00:00+08:00', 'wm101'),
  friend('m3', '2026-04-05T10:00:00+08:00', 'wm102'),
  lost('C100', '李四', '2026-04-20T00:00:00+08:00'),
  lost('C101', '赵六', '2026-04-21T00:00:00+08:00'),
  lost('C102', '孙七', '2026-04-22T00:00:00+08:00'),
  pays('t1', '2026-05-06T12:00:00+08:00', { system: 'wechat', ref: 'wangwu', name: '王五' }, hr('E002'), 20_000),
];
const diversion: Sees = { kind: 'diversion', severity: 'medium', reads: {} };
const liMouSeen = { m1: diversion, m2: diversion, m3: diversion };

test('several customers told and lost, and money from the representative, make a medium chain without any share', () => {
  const chain = onlyChain(worldOf(liMou, liMouSeen));
  expect(chain.strength).toBe('medium');
  expect(chain.outside).toEqual([{ ref: '华晟科技有限公司', name: '华晟科技有限公司' }, { name: '王五' }]);
  expect(chain.customers.map((customer) => customer.ref)).toEqual(['C100', 'C101', 'C102']);
  expect(chain.received).toEqual(yuan(20_000));
  expect(chain).not.toHaveProperty('promised');
  expect(linksOf(chain)).toEqual([
    'said-deal:medium',
    'said-deal:medium',
    'said-deal:medium',
    'said-transfer:medium',
    'payer-company:medium',
    'payee-employee:strong',
    'owned-then:strong',
    'owned-then:strong',
    'owned-then:strong',
  ]);
  expect(groundsOf(chain, 'said-deal')).toContain('尚无其与外部公司的交易凭证');
});

test('the same words and money stay weak while no customer has gone', () => {
  const world = worldOf(liMou.filter((each) => !each.id.startsWith('lost-')), liMouSeen);
  expect(onlyChain(world).strength).toBe('weak');
});

test('three deals with the company instead of the losses make the same chain stronger in its links', () => {
  const lines = [
    ...liMou.filter((each) => !each.id.startsWith('lost-')),
    deals('d1', '2026-04-10T09:00:00+08:00', 'C100', 50_000),
    deals('d2', '2026-04-11T09:00:00+08:00', 'C101', 60_000),
    deals('d3', '2026-04-12T09:00:00+08:00', 'C102', 70_000),
  ];
  const chain = onlyChain(worldOf(lines, liMouSeen));
  expect(chain.strength).toBe('medium');
  expect(linksOf(chain).filter((each) => each.startsWith('said-deal'))).toEqual(Array(3).fill('said-deal:medium'));
});

const approve = (type: string, body: object, at = '2026-02-01T09:00:00+08:00', more: Partial<Line> = {}): Line =>
  line('approval', `ap-${type}`, at, { type, by: hr('E900'), for: hr('E001'), state: 'approved', ...body }, more);

test('a referral approved beforehand for this customer, company and share explains, so the chain is weak', () => {
  const approval = approve('referral', { customer: crm('C100'), company: hs, percent: 10 });
  const chain = onlyChain(worldOf([...zhangSan, approval], seen));
  expect(rivalsFound(chain)).toEqual(['approved-referral:explains']);
  expect(chain.strength).toBe('weak');
});

test.each([
  ['approved after the act', approve('referral', { customer: crm('C100'), company: hs, percent: 10 }, '2026-03-20T09:00:00+08:00', {}), 'none-found'],
  ['approved between the words and the payment', approve('referral', { customer: crm('C100'), company: hs }, '2026-03-04T09:00:00+08:00'), 'weakens'],
  ['for another customer', approve('referral', { customer: crm('C101'), percent: 10 }), 'none-found'],
  ['for another company', approve('referral', { customer: crm('C100'), company: company('别家贸易有限公司') }), 'none-found'],
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
  const withdrawn = { ...approval, at: '2026-02-15T09:00:00+08:00', body: { ...(approval.body as object), state: 'withdrawn' } };
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
    pays('t0', '2026-01-05T10:00:00+08:00', hr('E001'), zhou, 20_000, { memo: '借款' }, { basis: 'provided-by-employee' }),
    pays('t1', '2026-03-05T10:00:00+08:00', zhou, hr('E001'), 20_000, { memo: '还款' }, { basis: 'provided-by-employee' }),
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
  const lines = [...staff, says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'limou', '培训:不得向客户许诺10%好处费'), sold];
  expect(chainsOf(worldOf(lines, { m1: promiseSeen }))).toEqual([]);
});

test('sending a customer to a partner of ours, without any payment, is explained', () => {
  const partner = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', { company: hs, name: '华晟科技有限公司', relation: 'partner' });
  const chain = onlyChain(worldOf([...staff, partner, promise, sold], { m1: promiseSeen }));
  expect(rivalsFound(chain)).toEqual(['partner:explains']);
  expect(chain.strength).toBe('weak');
});

test('a partner that pays our employee is not explained by being a partner', () => {
  const partner = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', { company: hs, name: '华晟科技有限公司', relation: 'partner' });
  const chain = onlyChain(worldOf([...zhangSan, partner], seen));
  expect(rivalsFound(chain)).toEqual(['partner:weakens']);
  expect(chain.strength).toBe('medium');
});

test('an affiliate of ours is no beneficiary', () => {
  const affiliate = line('company', 'k-hs2', '2025-02-01T00:00:00+08:00', { company: hs, name: '华晟科技有限公司', relation: 'affiliate' });
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

test('a masked payee with the same name is a weak link and never makes the chain strong', () => {
  const masked = pays('t1', '2026-03-05T16:02:00+08:00', hs, { system: 'bank', ref: '6222****1234', name: '张三' }, 20_000);
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), masked], seen));
  expect(chain.strength).toBe('medium');
  expect(linksOf(chain)).toContain('payee-employee:weak');
  expect(groundsOf(chain, 'payee-employee')).toContain('不能单独认定');
});

test('a masked payee without a name belongs to nobody', () => {
  const masked = pays('t1', '2026-03-05T16:02:00+08:00', hs, { system: 'bank', ref: '6222****1234' }, 20_000);
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), masked], seen));
  expect(chain).not.toHaveProperty('received');
  expect(chain.links.some((link) => link.type === 'payee-employee')).toBe(false);
});

test.each(['pending', 'closed', 'refunded'])('a %s transfer enters no equation', (state) => {
  const open = { ...paid, body: { ...(paid.body as object), state } };
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), open], seen));
  expect(chain).not.toHaveProperty('received');
  expect(linksOf(chain)).not.toContain('said-transfer:strong');
  expect(chain.strength).toBe('medium');
});

test('a transfer that was completed and later refunded by its source no longer counts', () => {
  const refunded = { ...paid, at: '2026-03-08T10:00:00+08:00', body: { ...(paid.body as object), state: 'refunded' } };
  expect(onlyChain(worldOf([...zhangSan, refunded], seen))).not.toHaveProperty('received');
});

test('a payment before the words is not what the words promised', () => {
  const early = { ...paid, at: '2026-02-20T10:00:00+08:00' };
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), early], seen));
  expect(chain).not.toHaveProperty('received');
  expect(chain.strength).toBe('medium');
});

test('a payment of which only the day is known leaves the order open on the day of the words', () => {
  const sameDay = { ...paid, at: '2026-03-02T00:00:00+08:00', precision: 'day' };
  const early = { ...sold, at: '2026-03-02T00:00:00+08:00', precision: 'day' };
  const lines = [...zhangSan.filter((each) => each.id !== 't1' && each.id !== 'd1'), early, sameDay];
  const chain = onlyChain(worldOf(lines, seen));
  expect(groundsOf(chain, 'said-transfer')).toContain('同日,先后不明');
  expect(linksOf(chain)).toContain('said-transfer:weak');
  expect(chain.strength).not.toBe('strong');
});

test('an account that two employees shared stands for itself, and the sharing is recorded', () => {
  const shared = line('binding', 'b1', '2025-01-01T00:00:00+08:00', { handle: wecom('zhangsan'), person: hr('E002'), strength: 'device' });
  const chain = onlyChain(worldOf([...zhangSan, shared].filter((each) => each.id !== 't1'), { m1: promiseSeen }));
  expect(chain.employee).toEqual({ ref: null, handle: wecom('zhangsan') });
  expect(rivalOf(chain, 'shared-account')).toBe('weakens');
  expect(chain.strength).toBe('medium');
});

test('two employees who share a device weaken what was done on it', () => {
  const device = (id: string, ref: string): Line =>
    line('binding', id, '2025-01-01T00:00:00+08:00', { handle: { system: 'device', ref: 'PC-7' }, person: hr(ref), strength: 'device' });
  const onDevice = { ...edited, body: { ...(edited.body as object), device: 'PC-7' } };
  const lines = [...zhangSan.map((each) => (each.id === 'a1' ? onDevice : each)), device('b1', 'E001'), device('b2', 'E002')];
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

test('work at night and edits alone make no chain', () => {
  expect(chainsOf(worldOf([...staff, edited], { a1: { kind: 'after-hours', field: 'text' } }))).toEqual([]);
});

test('a customer of someone else leaves the chain below strong', () => {
  const chain = onlyChain(worldOf(zhangSan.filter((each) => each.id !== 'o100'), seen));
  expect(linksOf(chain).some((each) => each.startsWith('owned-then'))).toBe(false);
  expect(chain.strength).toBe('medium');
});

test('a share of several customers’ deals can equal one payment', () => {
  const lines = [
    ...zhangSan.filter((each) => each.id !== 't1'),
    line('ownership', 'o101', '2025-06-01T09:00:00+08:00', { customer: crm('C101'), employee: hr('E001'), action: 'assigned' }),
    deals('d2', '2026-03-04T09:00:00+08:00', 'C101', 123_456.78),
    pays('t2', '2026-03-06T10:00:00+08:00', hs, hr('E001'), 32_345),
  ];
  const chain = onlyChain(worldOf(lines, seen));
  expect(chain.promised).toEqual(yuan(32_345.68));
  expect(chain.received).toEqual(yuan(32_345));
  expect(groundsOf(chain, 'deal-transfer')).toContain('10% × (¥200,000.00 + ¥123,456.78) = ¥32,345.68,实付¥32,345.00,相差-0.68元');
  expect(chain.strength).toBe('strong');
});

test('a difference of more than one yuan is no equation', () => {
  const short = pays('t1', '2026-03-05T16:02:00+08:00', hs, hr('E001'), 19_998.99);
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), short], seen));
  expect(linksOf(chain)).toContain('said-transfer:medium');
  expect(chain.strength).toBe('medium');
});

test('a fixed sum may be paid in parts', () => {
  const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '去华晟,给我两万');
  const lines = [
    ...staff,
    words,
    sold,
    pays('t1', '2026-03-05T10:00:00+08:00', hs, hr('E001'), 12_000),
    pays('t2', '2026-03-06T10:00:00+08:00', hs, hr('E001'), 8_000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { amounts: [yuan(20_000)] } } }));
  expect(chain.promised).toEqual(yuan(20_000));
  expect(chain.received).toEqual(yuan(20_000));
  expect(chain.strength).toBe('strong');
});

test('another payer’s equal payment after the words makes chance worth naming', () => {
  const other = pays('t9', '2026-03-06T10:00:00+08:00', { system: 'wechat', ref: 'zhou', name: '周八' }, hr('E001'), 20_000);
  const chain = onlyChain(worldOf([...zhangSan, other], seen));
  expect(rivalsFound(chain)).toEqual(['equal-sum-by-chance:weakens']);
  expect(chain.rivals.find((rival) => rival.kind === 'equal-sum-by-chance')?.because).toContain('有1笔');
});

test('a stranger’s payment that meets the share exactly is shown as weak, the payer’s tie being unknown', () => {
  const stranger = pays('t1', '2026-03-05T16:02:00+08:00', { system: 'wechat', ref: 'zhou', name: '周八' }, hr('E001'), 20_000);
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), stranger], seen));
  expect(linksOf(chain)).toContain('said-transfer:weak');
  expect(linksOf(chain).some((each) => each.startsWith('payer-company'))).toBe(false);
  expect(chain.strength).toBe('medium');
});

test('one payment that two sources report is counted once', () => {
  const again = { ...paid, id: 't1-copy', source: 'desk', body: { ...(paid.body as object), memo: 'x' } };
  const chain = onlyChain(worldOf([...zhangSan, again], seen));
  expect(chain.received).toEqual(yuan(20_000));
  expect(chain.links.find((link) => link.type === 'said-transfer')?.entries.map((entry) => entry.externalId)).toContain('t1-copy');
});

test('words of an account bound to nobody make a chain of the account, without a name', () => {
  const lines = zhangSan.map((each) => (each.id === 'e1' ? { ...each, body: { employee: hr('E001'), name: '张三' } } : each));
  const found = chainsOf(worldOf(lines.filter((each) => each.id !== 't1'), seen));
  expect(found.map(({ chain }) => chain.employee)).toContainEqual({ ref: null, handle: wecom('zhangsan') });
});

test('a file sent outside within three days of an export is linked, one sent later is not', () => {
  const exported = line('access', 'a2', '2026-03-02T18:00:00+08:00', { employee: hr('E001'), action: 'export', resource: 'crm.customer', count: 300 });
  const sends = (at: string): Line =>
    line('chat', 'f1', at, { conversation: 'c', from: wecom('zhangsan'), to: [wecom('wm999')], form: 'file' });
  const soon = onlyChain(worldOf([...zhangSan, exported, sends('2026-03-04T09:00:00+08:00')], seen));
  expect(linksOf(soon)).toContain('exported-sent:weak');
  const late = onlyChain(worldOf([...zhangSan, exported, sends('2026-03-06T09:00:00+08:00')], seen));
  expect(linksOf(late).some((each) => each.startsWith('exported-sent'))).toBe(false);
});
