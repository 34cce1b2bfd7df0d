import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceRow } from '../../packages/server/src/intake/store.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { Line } from '../setup/deliver.ts';
import { deliver, sourceNamed } from '../setup/deliver.ts';
import { derivedTwice } from '../setup/derived.ts';

const crm = (ref: string) => ({ system: 'crm', ref });
const hr = (ref: string) => ({ system: 'hr', ref });
const wecom = (ref: string) => ({ system: 'wecom', ref });
const company = (ref: string) => ({ system: 'company', ref });
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2) + minute * 60_000).toISOString();

const employee: Line = {
  kind: 'employee',
  id: 'e1',
  at: at(-9_000),
  body: { employee: hr('E001'), name: '张三', handles: [wecom('zhangsan')] },
};
const customer = (n: number, minute: number): Line => ({
  kind: 'customer',
  id: `c${n}`,
  at: at(minute),
  body: { customer: crm(`C${n}`), name: `客户${n}`, handles: [wecom(`wm${n}`)] },
});
const companyRecord = (n: number): Line => ({
  kind: 'company',
  id: `k${n}`,
  at: at(-8_000),
  body: { company: company(`远山${n}号贸易有限公司`), name: `远山${n}号贸易有限公司`, relation: 'competitor' },
});
const said = (n: number, to: string, text: string): Line => ({
  kind: 'chat',
  id: `m${n}`,
  at: at(n),
  body: { conversation: `d-${to}`, from: wecom('zhangsan'), to: [wecom(to)], form: 'text', text },
});
const BAD = '介绍你到华晟公司合作,好处费给你10%';

let t: TestLedger;
let source: SourceRow;
beforeAll(async () => {
  t = await testLedger();
  source = await sourceNamed(t.ledger, 'wecom');
});
afterAll(() => t.close());

/** Which transaction wrote the findings of each message, by the index of the entry. */
const writtenBy = async (): Promise<readonly { readonly index: bigint; readonly xmin: string }[]> =>
  await t.ledger.db.as(systemActor, async (tx) => {
    const { rows } = await tx.client.query<{ index: bigint; xmin: string }>(
      'select index, min(xmin::text) as xmin from finding group by index order by index',
    );
    return rows;
  });

const looked = (n: number): Line => ({
  kind: 'access',
  id: `a${n}`,
  at: at(n),
  body: { employee: hr('E001'), action: 'view', resource: 'crm.customer' },
});

/** Three batches, and in each of them a company, a customer and words that are found. */
const long = (): readonly Line[] =>
  Array.from({ length: 2_600 }, (_, n) => {
    if (n % 1_000 === 500) return companyRecord(n);
    if (n % 1_000 === 501) return customer(n, -7_000);
    return n % 1_000 === 100 ? said(n, 'wm1', BAD) : looked(n);
  });

test('an import in which new companies come up again and again is read once', async () => {
  await deliver(t.ledger, source, [employee, customer(1, -7_000), ...long()]);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const written = await writtenBy();
  expect(written).toHaveLength(3);
  expect(new Set(written.map(({ xmin }) => xmin)).size).toBe(3);
});

test('what came before the import is read again for whom it says anything new of', async () => {
  await deliver(t.ledger, source, [said(5_000, 'wm7', BAD)]);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const before = await writtenBy();
  await deliver(t.ledger, source, [companyRecord(9_000)]);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const after = await writtenBy();
  expect(after.map(({ index }) => index)).toEqual(before.map(({ index }) => index));
  expect(new Set(after.map(({ xmin }) => xmin)).size).toBe(1);
  const [kept, anew] = await derivedTwice(t);
  expect(kept).toEqual(anew);
});
