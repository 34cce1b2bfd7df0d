import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorOf } from '../kernel/money.ts';
import type { Line } from './example-world.ts';
import { chainsOf, company, deals, hr, line, onlyChain, pays, says, staff, worldOf, yuan } from './example-world.ts';

const hs = company('华晟科技有限公司');
const words = says('m1', '2026-01-02T10:15:00+08:00', 'zhangsan', 'wm100', '去华晟');
const on = (month: number, day: number): string =>
  `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T10:00:00+08:00`;

test('each deal’s share is matched with its own payment', () => {
  const months = [1, 2, 3];
  const lines: readonly Line[] = [
    ...staff,
    words,
    ...months.map((m) => deals(`d${m}`, on(m, 10), 'C100', 10_000 * m)),
    ...months.map((m) => pays(`t${m}`, on(m, 20), hs, hr('E001'), 1000 * m)),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  const links = chain.links.filter((link) => link.type === 'deal-transfer');
  expect(links.map((link) => link.entries.map((entry) => entry.externalId))).toEqual([
    ['d1', 't1'],
    ['d2', 't2'],
    ['d3', 't3'],
  ]);
  expect(chain.received).toEqual(yuan(6000));
  expect(chain.promised).toEqual(yuan(6000));
});

test('a promised sum repeated for every deal counts once for every payment', () => {
  const lines: readonly Line[] = [
    ...staff,
    words,
    ...[1, 2].map((m) => pays(`t${m}`, on(m, 20), hs, hr('E001'), 2000)),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { amounts: [yuan(2000)] } } }));
  expect(chain.promised).toEqual(yuan(4000));
});

test('a share of the deals of one month can equal the payment of the next', () => {
  const lines: readonly Line[] = [
    ...staff,
    words,
    deals('d0', on(1, 5), 'C100', 77_000),
    deals('d1', on(2, 5), 'C100', 10_000),
    deals('d2', on(2, 15), 'C100', 20_000),
    deals('d3', on(3, 1), 'C100', 55_000),
    pays('t1', on(3, 5), hs, hr('E001'), 3000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.links.find((link) => link.type === 'deal-transfer')?.entries.map((entry) => entry.externalId)).toEqual([
    'd1',
    'd2',
    't1',
  ]);
});

test('a sum found among many that were tried is named as one that chance could give', () => {
  const many = Array.from({ length: 28 }, (_, i) => deals(`d${i}`, on(1, i + 3), 'C100', 1000 + i * 13));
  const total = (1027 + 25 * 13 + 1000 + 26 * 13 + 1000 + 27 * 13 - 27) * 0.1;
  const lines: readonly Line[] = [...staff, words, ...many, pays('t1', on(2, 5), hs, hr('E001'), total)];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.links.find((link) => link.type === 'deal-transfer')?.grounds).toContain(' + ');
  expect(chain.rivals.find((rival) => rival.kind === 'equal-sum-by-chance')).toMatchObject({ outcome: 'weakens' });
  expect(chain.strength).toBe('medium');
});

test('another currency is never compared', () => {
  const dollars = line('transfer', 't1', on(1, 20), {
    from: hs,
    to: hr('E001'),
    amount: { currency: 'USD', minor: '100000' },
  });
  const lines: readonly Line[] = [...staff, words, deals('d1', on(1, 10), 'C100', 10_000), dollars];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.links.find((link) => link.type === 'deal-transfer')?.strength).toBe('weak');
});

test('an equation is claimed exactly when the difference is at most one yuan, or rounding or a tax is named', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10_000, max: 10_000_000 }),
      fc.integer({ min: 10, max: 3000 }),
      fc.integer({ min: -300, max: 300 }),
      (dealFen, bps, off) => {
        const due = Math.floor((dealFen * bps + 5000) / 10_000);
        fc.pre(due + off > 0);
        const lines: readonly Line[] = [
          ...staff,
          words,
          deals('d1', on(1, 10), 'C100', dealFen / 100),
          pays('t1', on(1, 20), hs, hr('E001'), (due + off) / 100),
        ];
        const [found] = chainsOf(worldOf(lines, { m1: { reads: { percentBps: bps } } }));
        const equation = found?.links.find((link) => link.type === 'deal-transfer' && link.inputs.percentBps === bps);
        const claimed = equation !== undefined && !/取整|税/u.test(equation.grounds);
        return (
          claimed === Math.abs(off) <= 100 &&
          (!claimed || minorOf(found?.chain.received ?? yuan(0)) === BigInt(due + off))
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('hundreds of deals and payments give one chain', () => {
  const many = Array.from({ length: 600 }, (_, i) => i);
  const stamp = (i: number): string => new Date(Date.UTC(2026, 0, 3) + i * 3_600_000).toISOString();
  const lines: readonly Line[] = [
    ...staff,
    words,
    ...many.map((i) => deals(`d${i}`, stamp(i), 'C100', 5000 + i * 7)),
    ...many.map((i) => pays(`t${i}`, stamp(i * 2), hs, hr('E001'), 333 + i * 11)),
  ];
  const world = worldOf(lines, { m1: { reads: { percentBps: 1000, alternatives: [500, 800, 1200] } } });
  expect(chainsOf(world)).toHaveLength(1);
});

test('a share that was first spoken of after the payment enters no equation with it', () => {
  const plain = says('m0', on(1, 2), 'zhangsan', 'wm100', '去华晟吧');
  const later = says('m1', on(2, 2), 'zhangsan', 'wm100', '华晟给10%');
  const lines: readonly Line[] = [
    ...staff,
    plain,
    deals('d1', on(1, 10), 'C100', 10_000),
    pays('t1', on(1, 20), hs, hr('E001'), 1000),
    later,
  ];
  const chain = onlyChain(
    worldOf(lines, { m0: { kind: 'diversion', reads: {} }, m1: { reads: { percentBps: 1000 } } }),
  );
  expect(chain.links.find((link) => link.type === 'deal-transfer')?.strength).toBe('weak');
  expect(chain.rivals.find((rival) => rival.kind === 'equal-sum-by-chance')?.outcome).toBe('not-searchable');
});

test.each([
  ['按不含税金额计(税率13%)', 113_000, 10_000],
  ['扣除6%税点', 100_000, 9_400],
  ['扣除劳务报酬预扣税款', 100_000, 8_400],
  ['取整到100元', 123_460, 12_300],
  ['取整到1000元', 1_234_560, 123_000],
])('a share %s is an equation that says so', (words, deal, received) => {
  const lines: readonly Line[] = [
    ...staff,
    says('m1', on(1, 2), 'zhangsan', 'wm100', '去华晟,给10%'),
    deals('d1', on(1, 10), 'C100', deal),
    pays('t1', on(1, 20), hs, hr('E001'), received),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  const equation = chain.links.find((link) => link.type === 'deal-transfer');
  expect(equation?.grounds.replaceAll('(', '(').replaceAll(')', ')')).toContain(words);
  expect(equation?.strength).toBe('medium');
});

test('a rounded sum of a deal that nobody was told of is no equation', () => {
  const lines: readonly Line[] = [
    ...staff,
    line('ownership', 'o101', '2025-06-01T09:00:00+08:00', {
      customer: { system: 'crm', ref: 'C101' },
      employee: hr('E001'),
      action: 'assigned',
    }),
    says('m1', on(1, 2), 'zhangsan', 'wm100', '去华晟,给10%'),
    deals('d1', on(1, 10), 'C101', 123_460),
    pays('t1', on(1, 20), hs, hr('E001'), 12_300),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect(chain.links.find((link) => link.type === 'deal-transfer')?.strength).toBe('weak');
});

test('payments that only together make the promise are that, although a part of them was also spoken of', () => {
  const lines: readonly Line[] = [
    ...staff,
    words,
    deals('d1', on(1, 5), 'C100', 90_000),
    ...[3_100, 3_100, 1_600, 2_660].map((amount, i) => pays(`t${i}`, on(2, 5 * (i + 1)), hs, hr('E001'), amount)),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { amounts: [yuan(10_460), yuan(3_100)] } } }));
  expect([chain.promised, chain.received]).toEqual([yuan(10_460), yuan(10_460)]);
});

test('a share of several deals can be paid rounded or less a tax', () => {
  const lines: readonly Line[] = [
    ...staff,
    words,
    deals('d1', on(1, 5), 'C100', 123_456),
    deals('d2', on(1, 15), 'C100', 77_100),
    pays('t1', on(2, 5), hs, hr('E001'), 20_000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { percentBps: 1000 } } }));
  expect([chain.promised, chain.received]).toEqual([yuan(20_055.6), yuan(20_000)]);
});
