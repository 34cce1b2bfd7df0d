import type { Line, Sees } from './example-world.ts';
import { company, crm, deals, hr, line, pays, says, staff } from './example-world.ts';

export const hs = company('华晟科技有限公司');
export const promise = says(
  'm1',
  '2026-03-02T10:15:00+08:00',
  'zhangsan',
  'wm100',
  '我介绍你到华晟公司合作,好处费给你10%',
);
export const promiseSeen: Sees = {
  kind: 'kickback',
  reads: { percentBps: 1000, company: { text: '华晟公司', start: 5, end: 9 } },
};
export const edited = line('access', 'a1', '2026-03-01T22:40:00+08:00', {
  employee: hr('E001'),
  action: 'edit',
  resource: 'crm.customer',
  customer: crm('C100'),
  changes: [{ field: 'phone', from: '13800000001', to: '13900000009' }],
});
export const handed = line('handover', 'h1', '2026-03-09T10:00:00+08:00', {
  from: hs,
  by: [hr('E900'), hr('E901')],
  at: '2026-03-09T10:00:00+08:00',
  how: 'paper',
  scope: {},
});
export const sold = deals('d1', '2026-03-03T09:00:00+08:00', 'C100', 200_000);
export const paid = pays(
  't1',
  '2026-03-05T16:02:00+08:00',
  hs,
  { ...hr('E001'), name: '张三' },
  20_000,
  { memo: '咨询费' },
  {
    basis: 'provided-by-third-party',
    handover: 'h1',
  },
);

/** The first example of the seed: promise, deal at the named company, ten percent three days later. */
export const zhangSan: readonly Line[] = [...staff, edited, promise, sold, handed, paid];
export const seen = { m1: promiseSeen, a1: { kind: 'after-hours', rule: 'after-hours-access', field: 'text' } };

/** The second example of the seed: no share, no name, three customers lost, money from the company's representative. */
const friend = (id: string, at: string, to: string): Line => says(id, at, 'limou', to, '我朋友的公司更便宜');
export const lost = (ref: string, name: string, at: string): Line =>
  line('customer', `lost-${ref}`, at, { customer: crm(ref), name, status: 'lost', lostAt: at.slice(0, 10) });
export const liMou: readonly Line[] = [
  ...staff.filter((each) => each.id !== 'o100'),
  ...['100', '101', '102'].map((n) =>
    line('ownership', `o${n}`, '2025-06-01T09:00:00+08:00', {
      customer: crm(`C${n}`),
      employee: hr('E002'),
      action: 'assigned',
    }),
  ),
  friend('m1', '2026-04-01T10:00:00+08:00', 'wm100'),
  friend('m2', '2026-04-03T10:00:00+08:00', 'wm101'),
  friend('m3', '2026-04-05T10:00:00+08:00', 'wm102'),
  lost('C100', '李四', '2026-04-20T00:00:00+08:00'),
  lost('C101', '赵六', '2026-04-21T00:00:00+08:00'),
  lost('C102', '孙七', '2026-04-22T00:00:00+08:00'),
  pays('t1', '2026-05-06T12:00:00+08:00', { system: 'wechat', ref: 'wangwu', name: '王五' }, hr('E002'), 20_000),
];
export const diversion: Sees = { kind: 'diversion', severity: 'medium', reads: {} };
export const liMouSeen = { m1: diversion, m2: diversion, m3: diversion };
