import { at, dateOf } from './book.ts';
import type { Employee } from './staff.ts';
import type { World } from './world.ts';

const TITLES = { handbook: '员工手册', policy: '客户与商务行为管理办法', kin: '利益冲突申报办法' } as const;

/** What the company forbids and allows, made known before anything of the stories happened. */
export function rule(world: World): void {
  const { book } = world;
  const since = dateOf(at(-1700));
  const procedure = { discussedAt: since, negotiatedAt: since, publishedAt: since };
  const write = (type: string, title: string, clauses: readonly unknown[]) =>
    void book.write('agreement', 'hr', at(-1700), {
      type,
      title,
      version: '2024',
      effectiveFrom: since,
      clauses,
      procedure,
    });
  write('handbook', TITLES.handbook, [
    {
      ref: '第38条',
      text: '员工不得将公司客户介绍、转移给其他单位或个人承接。',
      forbids: ['customer-diversion', 'private-deal'],
    },
    { ref: '第39条', text: '员工及其近亲属不得收受与公司业务有关的任何款项、财物。', forbids: ['kickback'] },
    { ref: '第40条', text: '客户名单及联系方式不得对外提供。', forbids: ['disclosure', 'tampering'] },
  ]);
  write('customer-policy', TITLES.policy, [
    {
      ref: '第6条',
      text: '经总监书面批准,合作方可就公司转介绍的业务向经办人支付奖励。',
      permits: [{ act: 'referral-fee', maxPercent: 10, approval: '总监书面批准' }],
    },
    { ref: '第7条', text: '年度返利抵扣货款。', permits: [{ act: 'rebate', maxPercent: 8, approval: true }] },
    { ref: '第9条', text: '200元以内的节日礼品可登记后收受。', permits: [{ act: 'gift', approval: '登记' }] },
  ]);
  write('handbook', TITLES.kin, [
    { ref: '第3条', text: '近亲属在同业任职或持股的,应当申报。', forbids: ['undeclared-interest'] },
  ]);
}

export function acknowledge(world: World, { hr }: Employee): void {
  for (const agreement of Object.values(TITLES)) {
    const body = {
      agreement,
      version: '2024',
      employee: hr,
      method: world.dice.pick(['paper', 'platform']),
      outcome: 'signed',
    };
    world.book.write('acknowledgement', 'hr', at(-150), { ...body, at: new Date(at(-150)).toISOString() });
  }
}
