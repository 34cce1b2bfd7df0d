import { expect, test } from 'vitest';
import { handed, hs, sold } from './example-cases.ts';
import type { Line } from './example-world.ts';
import {
  chainsOf,
  company,
  crm,
  deals,
  groundsOf,
  hr,
  line,
  onlyChain,
  pays,
  says,
  staff,
  worldOf,
  yuan,
} from './example-world.ts';

const own = staff.map((each) =>
  each.id === 'c100' ? { ...each, body: { ...(each.body as object), name: '恒泰五金 李四' } } : each,
);
const from = { basis: 'provided-by-third-party', handover: 'h1' };
const stranger = (id: string, at: string, text: string): Line => says(id, at, 'wmold', 'zhangsan', text);
const name = (id: string, at: string, text: string): Line => says(id, at, 'zhangsan', 'wmold', text);
const paid = (at: string, amount: number): Line => pays('t1', at, hs, hr('E001'), amount, {}, from);

test('a share spoken of with somebody outside to whom the customer was named enters the sum, long before the payment', () => {
  const lines = [
    ...own,
    handed,
    stranger('m1', '2026-02-20T10:00:00+08:00', '小本生意,最多给到十个点'),
    name('m2', '2026-02-20T10:02:00+08:00', '行吧,恒泰五金明天过去看样'),
    sold,
    paid('2026-04-28T10:00:00+08:00', 20_000),
  ];
  const chain = onlyChain(worldOf(lines, {}));
  expect(chain.promised).toEqual(yuan(20_000));
  expect(groundsOf(chain, 'said-transfer')).toContain('10% × 成交¥200,000.00 = ¥20,000.00');
  const others = lines.map((each) =>
    each.id === 'm2' ? name('m2', '2026-02-20T10:02:00+08:00', '行吧,明天过去看样') : each,
  );
  expect(onlyChain(worldOf(others, {}))).not.toHaveProperty('promised');
});

test('a price for one record that makes the payment of the records taken out is heard from anybody', () => {
  const taken = line('access', 'a1', '2026-03-02T20:29:00+08:00', {
    employee: hr('E001'),
    action: 'export',
    resource: 'crm.customer-list',
    count: 424,
  });
  const price = stranger('m1', '2026-03-01T10:00:00+08:00', '给15块一条');
  const chain = onlyChain(worldOf([...own, handed, price, taken, paid('2026-03-12T10:00:00+08:00', 6_360)], {}));
  expect(chain.promised).toEqual(yuan(6_360));
  expect(groundsOf(chain, 'said-transfer')).toContain('¥15.00 × 2026-03-02 20:29:00 +08:00导出的424条');
  const other = onlyChain(worldOf([...own, handed, price, taken, paid('2026-03-12T10:00:00+08:00', 6_375)], {}));
  expect(other).not.toHaveProperty('promised');
});

test('so much for each customer, times those that dealt before the payment', () => {
  const lines = [
    ...own,
    ...['101', '102'].map((n) =>
      line('ownership', `o${n}`, '2025-06-01T09:00:00+08:00', {
        customer: crm(`C${n}`),
        employee: hr('E001'),
        action: 'assigned',
      }),
    ),
    handed,
    says('m1', '2026-03-01T10:00:00+08:00', 'zhangsan', 'wm100', '去华晟吧,一家给我三千'),
    ...['100', '101', '102'].map((n, i) => deals(`d${n}`, `2026-03-0${i + 3}T10:00:00+08:00`, `C${n}`, 80_000)),
    paid('2026-03-20T10:00:00+08:00', 9_000),
  ];
  const chain = onlyChain(worldOf(lines, { m1: { reads: { amounts: [yuan(3_000)] } } }));
  expect([chain.promised, chain.received]).toEqual([yuan(9_000), yuan(9_000)]);
  expect(groundsOf(chain, 'said-transfer')).toContain('¥3,000.00 × 此前成交的客户3名');
  const cited = chain.links.find(({ type }) => type === 'said-transfer')?.entries.map((entry) => entry.externalId);
  expect(cited).toEqual(expect.arrayContaining(['d100', 'd101', 'd102']));
});

test('the customer that is spoken of with others is not who gains from it', () => {
  const lines = [
    ...own.map((each) =>
      each.id === 'c100' ? { ...each, body: { ...(each.body as object), company: company('恒泰五金有限公司') } } : each,
    ),
    name('m1', '2026-03-01T10:00:00+08:00', '恒泰五金那单的好处怎么算'),
  ];
  const seen = { m1: { reads: { company: { text: '恒泰五金', start: 0, end: 4 } } } };
  expect(chainsOf(worldOf(lines, seen)).flatMap(({ chain }) => chain.outside)).toEqual([]);
});

test('whoever shows a company behind its name speaks for it', () => {
  const shown = (label: string): Line => ({
    ...name('m1', '2026-03-01T10:00:00+08:00', '好处费按上次说的'),
    body: {
      conversation: 'c1',
      from: { system: 'wecom', ref: 'zhangsan' },
      to: [{ system: 'wecom', ref: 'wmold', name: label }],
      form: 'text',
      text: '好处费按上次说的',
    },
  });
  const outside = (label: string): readonly string[] =>
    chainsOf(worldOf([...own, shown(label)], { m1: {} })).flatMap(({ chain }) =>
      chain.outside.map((each) => each.name),
    );
  expect(outside('吴用-华晟科技')).toEqual(['华晟科技有限公司']);
  expect(outside('吴用')).toEqual([]);
});
