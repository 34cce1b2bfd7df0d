import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversion, edited, hs, liMou, liMouSeen, paid, promiseSeen, seen, sold, zhangSan } from './example-cases.ts';
import type { Line } from './example-world.ts';
import {
  chainsOf,
  crm,
  deals,
  groundsOf,
  hr,
  line,
  linksOf,
  onlyChain,
  pays,
  rivalOf,
  rivalsFound,
  says,
  staff,
  wecom,
  worldOf,
  yuan,
} from './example-world.ts';

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
  for (const part of [
    '2026-03-02 10:15:00 +08:00',
    '张三',
    '李四',
    '10%',
    '¥200,000.00',
    '¥20,000.00',
    '相差0.00元',
    '相隔3天',
    'test:m1',
  ]) {
    expect(grounds).toContain(part);
  }
  expect(groundsOf(chain, 'said-deal')).toContain('点名“华晟公司”(对应华晟科技有限公司：简称一致');
  expect(groundsOf(chain, 'said-deal')).toContain('相隔1天');
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
  const others = liMou.filter((each) => !staff.some(({ id }) => id === each.id) && each.id !== 'o100');
  const renamed = others.map((each) => ({ ...each, id: `li-${each.id}` }));
  const world = worldOf([...zhangSan, ...renamed], {
    ...seen,
    'li-m1': diversion,
    'li-m2': diversion,
    'li-m3': diversion,
  });
  expect(chainsOf(world)).toHaveLength(2);
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
  const world = worldOf(
    liMou.filter((each) => !each.id.startsWith('lost-')),
    liMouSeen,
  );
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

test('a masked payee with the same name is a weak link and never makes the chain strong', () => {
  const masked = pays(
    't1',
    '2026-03-05T16:02:00+08:00',
    hs,
    { system: 'bank', ref: '6222****1234', name: '张三' },
    20_000,
  );
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
  expect(groundsOf(chain, 'said-transfer')).toContain('同日，先后不明');
  expect(linksOf(chain)).toContain('said-transfer:weak');
  expect(chain.strength).not.toBe('strong');
});

test('an account that two employees shared stands for itself, and the sharing is recorded', () => {
  const shared = line('binding', 'b1', '2025-01-01T00:00:00+08:00', {
    handle: wecom('zhangsan'),
    person: hr('E002'),
    strength: 'device',
  });
  const chain = onlyChain(
    worldOf(
      [...zhangSan, shared].filter((each) => each.id !== 't1'),
      { m1: promiseSeen },
    ),
  );
  expect(chain.employee).toEqual({ ref: null, handle: wecom('zhangsan') });
  expect(rivalOf(chain, 'shared-account')).toBe('weakens');
  expect(chain.strength).toBe('medium');
});

test('work at night and edits alone make no chain', () => {
  expect(chainsOf(worldOf([...staff, edited], { a1: { kind: 'after-hours', field: 'text' } }))).toEqual([]);
});

test('a customer of someone else leaves the chain below strong', () => {
  const chain = onlyChain(
    worldOf(
      zhangSan.filter((each) => each.id !== 'o100'),
      seen,
    ),
  );
  expect(linksOf(chain).some((each) => each.startsWith('owned-then'))).toBe(false);
  expect(chain.strength).toBe('medium');
});

test('a share of several customers’ deals can equal one payment', () => {
  const lines = [
    ...zhangSan.filter((each) => each.id !== 't1'),
    line('ownership', 'o101', '2025-06-01T09:00:00+08:00', {
      customer: crm('C101'),
      employee: hr('E001'),
      action: 'assigned',
    }),
    deals('d2', '2026-03-04T09:00:00+08:00', 'C101', 123_456.78),
    pays('t2', '2026-03-06T10:00:00+08:00', hs, hr('E001'), 32_345),
  ];
  const chain = onlyChain(worldOf(lines, seen));
  expect(chain.promised).toEqual(yuan(32_345.68));
  expect(chain.received).toEqual(yuan(32_345));
  expect(groundsOf(chain, 'deal-transfer')).toContain(
    '10% × (¥200,000.00 + ¥123,456.78) = ¥32,345.68，实付¥32,345.00，相差-0.68元',
  );
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

test('a stranger’s payment that meets the share exactly is shown as weak, the payer’s tie being unknown', () => {
  const stranger = pays(
    't1',
    '2026-03-05T16:02:00+08:00',
    { system: 'wechat', ref: 'zhou', name: '周八' },
    hr('E001'),
    20_000,
  );
  const chain = onlyChain(worldOf([...zhangSan.filter((each) => each.id !== 't1'), stranger], seen));
  expect(linksOf(chain)).toContain('said-transfer:weak');
  expect(linksOf(chain).some((each) => each.startsWith('payer-company'))).toBe(false);
  expect(chain.strength).toBe('medium');
});

test('one payment that two sources report is counted once', () => {
  const again = { ...paid, id: 't1-copy', source: 'desk', body: { ...(paid.body as object), memo: 'x' } };
  const chain = onlyChain(worldOf([...zhangSan, again], seen));
  expect(chain.received).toEqual(yuan(20_000));
  expect(chain.links.find((link) => link.type === 'said-transfer')?.entries.map((entry) => entry.externalId)).toContain(
    't1-copy',
  );
});

test('words of an account bound to nobody make a chain of the account, without a name', () => {
  const lines = zhangSan.map((each) =>
    each.id === 'e1' ? { ...each, body: { employee: hr('E001'), name: '张三' } } : each,
  );
  const found = chainsOf(
    worldOf(
      lines.filter((each) => each.id !== 't1'),
      seen,
    ),
  );
  expect(found.map(({ chain }) => chain.employee)).toContainEqual({ ref: null, handle: wecom('zhangsan') });
});

test('a file sent outside within three days of an export is linked, one sent later is not', () => {
  const exported = line('access', 'a2', '2026-03-02T18:00:00+08:00', {
    employee: hr('E001'),
    action: 'export',
    resource: 'crm.customer',
    count: 300,
  });
  const sends = (at: string): Line =>
    line('chat', 'f1', at, { conversation: 'c', from: wecom('zhangsan'), to: [wecom('wm999')], form: 'file' });
  const soon = onlyChain(worldOf([...zhangSan, exported, sends('2026-03-04T09:00:00+08:00')], seen));
  expect(linksOf(soon)).toContain('exported-sent:weak');
  const late = onlyChain(worldOf([...zhangSan, exported, sends('2026-03-06T09:00:00+08:00')], seen));
  expect(linksOf(late).some((each) => each.startsWith('exported-sent'))).toBe(false);
});

test('a share of an amount that was said along with it needs no deal on record', () => {
  const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '走华晟,20万的合同给我10个点');
  const lines = [...staff, words, pays('t1', '2026-03-05T10:00:00+08:00', hs, hr('E001'), 20_000)];
  const reads = { percentBps: 1000, amounts: [yuan(200_000)], company: { text: '华晟', start: 1, end: 3 } };
  const chain = onlyChain(worldOf(lines, { m1: { reads } }));
  expect(groundsOf(chain, 'said-transfer')).toContain('10% × 所说¥200,000.00 = ¥20,000.00');
  expect(chain.promised).toEqual(yuan(20_000));
});

test('a customer that pays the employee a share of its own deal with us is the beneficiary of that', () => {
  const buyer = line('customer', 'c100b', '2025-02-01T00:00:00+08:00', {
    customer: crm('C100'),
    name: '李四',
    company: { system: 'company', ref: '恒通贸易有限公司' },
  });
  const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '价格我给你压下来,返我3个点');
  const lines = [
    ...staff,
    buyer,
    words,
    deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 100_000, '本司科技有限公司'),
    pays('t1', '2026-03-05T10:00:00+08:00', { system: 'company', ref: '恒通贸易有限公司' }, hr('E001'), 3000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 300 } } }));
  expect(chain.outside).toEqual([{ ref: '恒通贸易有限公司', name: '恒通贸易有限公司' }]);
  expect(linksOf(chain).some((each) => each.startsWith('said-deal'))).toBe(false);
  expect(chain.strength).toBe('strong');
});

test('what only the outside company offered is medium at most, however exact the sum, unless the employee agreed', () => {
  const offer = { ...says('m1', '2026-03-02T10:15:00+08:00', 'wm900', 'zhangsan', '成了给你10个点') };
  const contact = line('company', 'k-hs3', '2025-02-01T00:00:00+08:00', {
    company: hs,
    name: '华晟科技有限公司',
    people: [{ name: '陈九', role: 'contact', handle: wecom('wm900') }],
  });
  const lines = [...zhangSan.filter((each) => each.id !== 'm1' && each.id !== 'a1'), contact, offer];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.received).toEqual(yuan(20_000));
  expect(chain.strength).toBe('medium');
  const answered = (text: string, at = '2026-03-02T10:20:00+08:00'): string =>
    onlyChain(worldOf([...lines, says('m2', at, 'zhangsan', 'wm900', text)], { m1: { reads: { percentBps: 1000 } } }))
      .strength;
  expect(['行,就这么定', '好嘅', '收到,我安排'].map((text) => answered(text))).toEqual(['strong', 'strong', 'strong']);
  expect(['行不行我得报告', '好意心领了', '开会呢'].map((text) => answered(text))).toEqual([
    'medium',
    'medium',
    'medium',
  ]);
  expect(answered('行', '2026-03-04T10:20:00+08:00')).toBe('medium');
});

test('a short name that two companies share means the one that paid', () => {
  const twin = line('company', 'k-hs4', '2025-01-01T00:00:00+08:00', {
    company: { system: 'company', ref: '华晟贸易有限公司' },
    name: '华晟贸易有限公司',
  });
  const chain = onlyChain(worldOf([...zhangSan, twin], seen));
  expect(chain.outside).toEqual([{ ref: '华晟科技有限公司', name: '华晟科技有限公司' }]);
  expect(chain.strength).toBe('strong');
});

test('one remark without a name, and a deal elsewhere, stay weak', () => {
  const lines = [
    ...staff,
    says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '我朋友的公司更便宜'),
    deals('d1', '2026-03-10T09:00:00+08:00', 'C100', 5000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: diversion }));
  expect(linksOf(chain)).toContain('said-deal:weak');
  expect(chain.strength).toBe('weak');
});

test('a company that only a deal and the holder of an account name is one company, whether or not a record describes it', () => {
  const undescribed = zhangSan.filter((each) => each.id !== 'k-hs' && each.id !== 't1');
  const fromAccount = { system: 'bank', ref: '6222000011112222', name: '华晟科技有限公司' };
  const chain = onlyChain(worldOf([...undescribed, pays('t1', paid.at, fromAccount, hr('E001'), 20_000)], seen));
  expect(chain.outside).toEqual([{ ref: '华晟科技有限公司', name: '华晟科技有限公司' }]);
  expect(chain.strength).toBe('strong');
});

test('kin of the same name as one who leads the beneficiary weighs, one who is only its contact does not', () => {
  const partsOf = (name: string, role: string): readonly string[] => {
    const kin = line('declaration', 'dc1', '2026-01-05T09:00:00+08:00', {
      employee: hr('E001'),
      relation: 'spouse',
      name,
      rule: { title: '利益冲突申报办法', version: '1' },
      at: '2026-01-05T09:00:00+08:00',
    });
    const lines = zhangSan.map((each) =>
      each.id === 'k-hs' ? { ...each, body: { ...(each.body as object), people: [{ name: '王五', role }] } } : each,
    );
    return chainsOf(worldOf([...lines, kin], seen)).flatMap(({ weighing }) => weighing.parts.map(({ part }) => part));
  };
  expect(partsOf('王五', 'legal-representative')).toContain('tie-by-name');
  expect(partsOf('王五', 'contact')).not.toContain('tie-by-name');
  expect(partsOf('周芳', 'legal-representative')).not.toContain('tie-by-name');
});

test('many talks with the beneficiary’s people weigh while several customers went, not while one did', () => {
  const talks = Array.from({ length: 5 }, (_, i) =>
    line('chat', `w${i}`, `2026-03-0${i + 1}T11:00:00+08:00`, {
      conversation: 'w',
      from: wecom('zhangsan'),
      to: [{ system: 'wechat', ref: 'wangwu' }],
      form: 'text',
      text: '明天见',
    }),
  );
  const second = [
    line('ownership', 'o101', '2025-06-01T09:00:00+08:00', {
      customer: crm('C101'),
      employee: hr('E001'),
      action: 'assigned',
    }),
    deals('d2', '2026-03-04T09:00:00+08:00', 'C101', 90_000),
  ];
  const partsOf = (more: readonly Line[]): readonly string[] =>
    chainsOf(worldOf([...zhangSan, ...talks, ...more], seen)).flatMap(({ weighing }) =>
      weighing.parts.map(({ part }) => part),
    );
  expect(partsOf([])).toContain('talked-with-them');
  expect(partsOf(second)).toContain('talked-often');
});
