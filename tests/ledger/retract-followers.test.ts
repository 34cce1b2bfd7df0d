import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retractDelivery } from '../../packages/server/src/intake/retract.ts';
import type { SourceRow } from '../../packages/server/src/intake/store.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { checkLog } from '../../packages/server/src/ledger/fsck.ts';
import { NOTHING_OUTSIDE, readEpochs } from '../../packages/server/src/ledger/fsck-heads.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { Line } from '../setup/deliver.ts';
import { deliver, sourceNamed } from '../setup/deliver.ts';
import { derivedTwice } from '../setup/derived.ts';

const hr = (ref: string) => ({ system: 'hr', ref });
const crm = (ref: string) => ({ system: 'crm', ref });
const wecom = (ref: string) => ({ system: 'wecom', ref });
const company = (ref: string) => ({ system: 'company', ref });
const yuan = (amount: number) => ({ currency: 'CNY', minor: String(amount * 100) });
const line = (kind: string, id: string, at: string, body: object, basis?: string): Line => ({
  ...{ kind, id, at, body },
  ...(basis === undefined ? {} : { basis }),
});
const says = (id: string, from: string, to: string, text: string): Line =>
  line('chat', id, '2026-03-02T10:15:00+08:00', {
    conversation: `${from} ${to}`,
    from: wecom(from),
    to: [wecom(to)],
    form: 'text',
    text,
  });
const looks = (id: string, employee: object): Line =>
  line('access', id, '2026-03-01T22:40:00+08:00', {
    employee,
    action: 'edit',
    resource: 'crm.customer',
    customer: crm('C100'),
    changes: [{ field: 'phone', from: '13800000001', to: '13900000009' }],
  });

const inCorp = (id: string, realm: string, ref: string, person: object): Line =>
  line('binding', id, '2025-01-01T00:00:00+08:00', { handle: { ...wecom(ref), realm }, person, strength: 'login' });

/** Everything a chain can rest on, and states that decide what rules make of the rest; some in two versions. */
const RECORDS: readonly Line[] = [
  says('m1', 'zhangsan', 'wm100', '我介绍你到华晟公司合作,好处费给你10%'),
  says('m1', 'zhangsan', 'wm100', '明天见'),
  says('m2', 'limou', 'wm100', '我朋友的公司更便宜'),
  // A hint that the message before it completes.
  says('n1', 'wm100', 'limou', '验收单麻烦您签一下'),
  says('n2', 'wm100', 'limou', '过节给您备了点东西'),
  inCorp('r1', 'corp-a', 'wm100', hr('E001')),
  inCorp('r2', 'corp-b', 'other', hr('E003')),
  says('m3', 'zhangsan', 'limou', '我介绍你到华晟公司合作,好处费给你10%'),
  looks('a1', hr('E001')),
  looks('a2', { system: 'dingtalk', ref: 'zs' }),
  line('employee', 'e1', '2025-01-01T00:00:00+08:00', {
    employee: hr('E001'),
    name: '张三',
    handles: [wecom('zhangsan')],
    department: '销售',
  }),
  line('employee', 'e1b', '2025-06-01T00:00:00+08:00', { employee: hr('E001'), name: '张三', department: '客服' }),
  line('employee', 'e2', '2025-01-01T00:00:00+08:00', {
    employee: hr('E002'),
    name: '李某',
    handles: [wecom('limou')],
  }),
  line('binding', 'b1', '2025-01-01T00:00:00+08:00', {
    handle: { system: 'dingtalk', ref: 'zs' },
    person: hr('E001'),
    strength: 'real-name',
  }),
  line('binding', 'b2', '2025-01-01T00:00:00+08:00', { handle: wecom('wm100'), person: hr('E002'), strength: 'login' }),
  line('customer', 'c100', '2025-01-01T00:00:00+08:00', {
    customer: crm('C100'),
    name: '李四',
    handles: [wecom('wm100')],
    tier: 'high',
  }),
  line('customer', 'c100', '2025-01-01T00:00:00+08:00', {
    customer: crm('C100'),
    name: '李四',
    handles: [wecom('wm100')],
    tier: 'normal',
  }),
  line('company', 'k1', '2025-01-01T00:00:00+08:00', {
    company: company('华晟科技有限公司'),
    name: '华晟科技有限公司',
    relation: 'competitor',
  }),
  line('company', 'k1', '2025-01-01T00:00:00+08:00', {
    company: company('华晟科技有限公司'),
    name: '华晟科技有限公司',
    relation: 'own',
  }),
  line('schedule', 's1', '2026-02-01T00:00:00+08:00', {
    employee: hr('E001'),
    from: '2026-03-01T18:00:00+08:00',
    to: '2026-03-02T08:00:00+08:00',
    type: 'duty',
  }),
  line('schedule', 's2', '2026-02-01T00:00:00+08:00', {
    department: '客服',
    from: '2026-03-01T18:00:00+08:00',
    to: '2026-03-02T08:00:00+08:00',
    type: 'duty',
  }),
  line('ownership', 'o1', '2025-06-01T09:00:00+08:00', {
    customer: crm('C100'),
    employee: hr('E001'),
    action: 'assigned',
  }),
  line('deal', 'd1', '2026-03-03T09:00:00+08:00', {
    customer: crm('C100'),
    seller: company('华晟科技有限公司'),
    type: 'contract',
    number: 'HS-1',
    amount: yuan(200_000),
  }),
  line(
    'transfer',
    't1',
    '2026-03-05T16:02:00+08:00',
    { from: company('华晟科技有限公司'), to: { ...hr('E001'), name: '张三' }, amount: yuan(20_000), memo: '咨询费' },
    'company-books',
  ),
];

type Step = { readonly bring: readonly number[] } | { readonly undo: number } | { readonly follow: number };
/** Words, who spoke them, the customer, the company, ownership, deal and payment, each in its first version. */
const STORY = ['m1', 'e1', 'c100', 'k1', 'o1', 'd1', 't1'].map((id) => RECORDS.findIndex((each) => each.id === id));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ bring: fc.uniqueArray(fc.nat(RECORDS.length - 1), { minLength: 1, maxLength: 9 }) }),
  },
  { weight: 3, arbitrary: fc.record({ undo: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ follow: fc.integer({ min: 1, max: 3 }) }) },
);

let t: TestLedger;
let sources = 0;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.close());

/** The steps, each follower coming along as far as it is told to, and all of them to the head in the end. */
async function play(source: SourceRow, steps: readonly Step[]): Promise<ReadonlySet<number>> {
  const standing: number[] = [];
  const undone = new Set<number>();
  for (const each of steps) {
    if ('bring' in each) {
      const { delivery } = await deliver(
        t.ledger,
        source,
        each.bring.map((n) => RECORDS[n] as Line),
      );
      if (delivery !== null) standing.push(delivery);
    } else if ('undo' in each) {
      const [delivery] = standing.splice(each.undo % Math.max(1, standing.length), 1);
      if (delivery === undefined) continue;
      await retractDelivery(t.ledger, systemActor, { log: 'main', delivery }, 'a mistake');
      undone.add(delivery);
    } else for (const follower of followers().slice(0, each.follow)) await catchUp(t.ledger, follower);
  }
  for (const follower of followers()) await catchUp(t.ledger, follower);
  return new Set([...undone]);
}

const rowsOf = async (deliveries: ReadonlySet<number>): Promise<number> => {
  const { rows } = await t.superuser(
    `select (select count(*) from mention m join entry e using (log_id, index) where e.delivery = any($1) and m.kind <> 'retracted')
          + (select count(*) from finding f join entry e using (log_id, index) where e.delivery = any($1)) as n`,
    [[...deliveries]],
  );
  return Number(rows[0]?.n);
};

/** Nothing of an earlier run may count in the next one. */
async function undoAll(): Promise<void> {
  const { rows } = await t.superuser('select index from delivery where retracted is null');
  for (const { index } of rows)
    await retractDelivery(t.ledger, systemActor, { log: 'main', delivery: Number(index) }, 'the end of a run');
}

test('however imports and their retractions come and are cut, what is derived is what a rebuild gives', async () => {
  const met = { findings: 0, chains: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      await undoAll();
      const source = await sourceNamed(t.ledger, `s${sources++}`);
      const undone = await play(source, steps);
      const [now, again] = await derivedTwice(t);
      expect(now).toEqual(again);
      expect(await rowsOf(undone)).toBe(0);
      const counts = await t.superuser('select (select count(*) from finding) as f, (select count(*) from chain) as c');
      if (Number(counts.rows[0]?.f) > 0) met.findings++;
      if (Number(counts.rows[0]?.c) > 0) met.chains++;
    }),
    {
      numRuns: Number(process.env.ZL_RETRACT_RUNS ?? 12),
      // The story itself gives findings and a chain, whatever is drawn besides.
      examples: [[[{ bring: STORY }, { follow: followers().length }]]],
    },
  );
  const checks = await t.ledger.db.as(systemActor, async (tx) =>
    checkLog(tx, t.ledger, await ledgerStore.logNamed(tx, 'main'), await readEpochs(tx, t.ledger), NOTHING_OUTSIDE),
  );
  expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(met.findings).toBeGreaterThan(0);
  expect(met.chains).toBeGreaterThan(0);
});

test('an account becomes known again when the record that named a second corp is retracted', async () => {
  await undoAll();
  const source = await sourceNamed(t.ledger, `s${sources++}`);
  const bind = inCorp('r1', 'corp-a', 'wmOne', hr('E007'));
  await deliver(t.ledger, source, [bind, says('m9', 'wmOne', 'wmTwo', '我介绍你到华晟公司合作,好处费给你10%')]);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const second = await deliver(t.ledger, source, [inCorp('r2', 'corp-b', 'other', hr('E008'))]);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const findings = async () => (await t.superuser('select id from finding')).rows.length;
  const before = await findings();
  const [first, rebuilt] = await derivedTwice(t);
  expect(first).toEqual(rebuilt);
  await retractDelivery(t.ledger, systemActor, { log: 'main', delivery: second.delivery ?? -1 }, 'a mistake');
  for (const follower of followers()) await catchUp(t.ledger, follower);
  expect([before > 0, (await findings()) > 0]).toEqual([false, true]);
  const [now, again] = await derivedTwice(t);
  expect(now).toEqual(again);
});
