import { expect, test } from 'vitest';
import type { Line } from '../example-world.ts';
import { company, crm, deals, hr, line, onlyChain, pays, says, staff, worldOf } from '../example-world.ts';

const hs = company('华晟科技有限公司');
const words = says('m1', '2026-03-02T10:15:00+08:00', 'zhangsan', 'wm100', '去华晟,给你10%');
const seen = { m1: { reads: { percentBps: 1000 } } };
const handbook = (version: string, effectiveFrom: string, procedure?: object): Line =>
  line('agreement', `hb-${version}`, `${effectiveFrom}T00:00:00+08:00`, {
    type: 'handbook',
    title: '员工手册',
    version,
    effectiveFrom,
    clauses: [{ ref: '5.2', text: '禁止私转客户', forbids: ['customer-diversion', 'kickback'] }],
    ...(procedure === undefined ? {} : { procedure }),
  });
const complete = { discussedAt: '2024-11-01', negotiatedAt: '2024-11-15', publishedAt: '2024-12-01' };
const signs = (agreement: string, version: string, at: string, outcome = 'signed'): Line =>
  line('acknowledgement', `ack-${agreement}-${version}`, at, {
    agreement,
    version,
    employee: hr('E001'),
    method: 'paper',
    at,
    outcome,
  });
const contract = line('agreement', 'lc', '2025-01-01T00:00:00+08:00', {
  type: 'labour-contract',
  title: '劳动合同',
  version: '1',
  clauses: [{ ref: '9', text: '不得私自转移客户', forbids: ['customer-diversion'] }],
});
const base: readonly Line[] = [...staff, words, deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 200_000)];

test('a rule of the day with its procedure and this person’s receipt before the act is held', () => {
  const chain = onlyChain(
    worldOf(
      [...base, handbook('2', '2025-01-01', complete), signs('员工手册', '2', '2025-02-01T09:00:00+08:00')],
      seen,
    ),
  );
  expect(chain.tiers.basic.have).toEqual([
    '《员工手册》2版条款5.2(test:hb-2)：民主程序：讨论2024-11-01、协商2024-11-15、公示2024-12-01。本人2025-02-01签收该版本(test:ack-员工手册-2)。',
  ]);
  expect(chain.links.at(-1)).toMatchObject({ type: 'clause-in-force', strength: 'strong' });
});

test('the version in force on the day counts, not a later one that was signed', () => {
  const lines = [
    ...base,
    handbook('2', '2025-01-01', complete),
    handbook('3', '2026-04-01', complete),
    signs('员工手册', '3', '2026-04-02T09:00:00+08:00'),
  ];
  const chain = onlyChain(worldOf(lines, seen));
  const clause = chain.links.find((link) => link.type === 'clause-in-force');
  expect(clause?.strength).toBe('weak');
  expect(clause?.grounds).toContain('《员工手册》2版');
  expect(clause?.grounds).toContain('只见本人签收其他版本');
  expect(chain.tiers.basic.have).toEqual([]);
});

test('a rule without its procedure is weak and names what to fetch', () => {
  const chain = onlyChain(
    worldOf([...base, handbook('2', '2025-01-01'), signs('员工手册', '2', '2025-02-01T09:00:00+08:00')], seen),
  );
  expect(chain.tiers.basic.missing).toContain('《员工手册》2版缺少讨论、协商或公示的日期。');
  expect(chain.links.find((link) => link.type === 'clause-in-force')?.strength).toBe('medium');
});

test('a receipt after the act, or a refusal, is not a receipt', () => {
  const after = onlyChain(
    worldOf(
      [...base, handbook('2', '2025-01-01', complete), signs('员工手册', '2', '2026-03-20T09:00:00+08:00')],
      seen,
    ),
  );
  expect(after.tiers.basic.weak[0]).toContain('晚于行为');
  const refused = onlyChain(
    worldOf(
      [...base, handbook('2', '2025-01-01', complete), signs('员工手册', '2', '2025-02-01T09:00:00+08:00', 'refused')],
      seen,
    ),
  );
  expect(refused.tiers.basic.weak[0]).toContain('拒签');
});

test('a labour contract counts only for whoever signed it', () => {
  const signed = onlyChain(worldOf([...base, contract, signs('劳动合同', '1', '2025-01-02T09:00:00+08:00')], seen));
  expect(signed.tiers.basic.have[0]).toContain('《劳动合同》1版');
  const other = onlyChain(worldOf([...base, contract], seen));
  expect(other.tiers.basic.missing[0]).toContain('劳动合同');
  expect(other.links.some((link) => link.type === 'clause-in-force')).toBe(false);
});

const paid = (more: Partial<Line>): Line =>
  pays('t1', '2026-03-05T10:00:00+08:00', hs, hr('E001'), 20_000, {}, { basis: 'provided-by-third-party', ...more });

test('a voucher from others without a hand-over on record is weak and cannot enter a package', () => {
  for (const more of [{}, { handover: 'nowhere' }]) {
    const { core } = onlyChain(worldOf([...base, paid(more)], seen)).tiers;
    expect(core.weak.join()).toContain('没有移交记录，不能进入证据包');
    expect(core.have.join()).not.toContain('付款凭证');
    expect(core.next.join()).toContain('补办移交清单');
  }
});

test('a voucher with its hand-over is held', () => {
  const handed = line('handover', 'h1', '2026-03-09T10:00:00+08:00', {
    from: hs,
    by: [hr('E900'), hr('E901')],
    at: '2026-03-09T10:00:00+08:00',
    how: 'paper',
    scope: {},
  });
  const { core } = onlyChain(worldOf([...base, handed, paid({ handover: 'test:h1' })], seen)).tiers;
  expect(core.have.join()).toContain('付款凭证1份(test:t1)，移交记录test:h1');
});

test('missing money is reached by lawful ways and never by private bank flows', () => {
  const { core } = onlyChain(worldOf(base, seen)).tiers;
  expect(core.missing).toContain('未见员工从外部公司取得款项的凭证。');
  expect(core.next.join()).toContain('调查令');
  expect(core.next.join()).not.toMatch(/员工.{0,6}(银行|微信|支付宝)流水/u);
});

test('testimony needs the witness and stands beside other proof only', () => {
  const testimony = line('testimony', 'w1', '2026-03-10T10:00:00+08:00', {
    by: crm('C100'),
    about: [hr('E001')],
    form: 'written',
    text: '他让我转到华晟',
  });
  const { core } = onlyChain(worldOf([...base, testimony], seen)).tiers;
  expect(core.weak.join()).toContain('证言(test:w1)须证人出庭');
});

test('the process tier reads documents about the employee after the first act', () => {
  const paper = (id: string, type: string, title: string, at = '2026-03-20T10:00:00+08:00'): Line =>
    line('document', id, at, { type, about: [hr('E001')], title });
  const lines = [
    ...base,
    paper('n0', 'minutes', '旧笔录', '2025-01-01T10:00:00+08:00'),
    paper('n1', 'minutes', '谈话笔录'),
    paper('n2', 'notice', '解除劳动合同通知书'),
    paper('n3', 'union-opinion', '工会意见'),
  ];
  const { process } = onlyChain(worldOf(lines, seen)).tiers;
  expect(process.have).toEqual([
    '调查谈话笔录“谈话笔录”(test:n1)。',
    '工会通知及意见“工会意见”(test:n3)。',
    '处理决定“解除劳动合同通知书”(test:n2)。',
  ]);
  expect(process.missing).toEqual(['未见向员工发出的调查通知或告知函。', '未见送达证明。']);
});
