import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherFacts, subjectOf } from '../../packages/server/src/chain/subject.ts';
import type { SourceRow } from '../../packages/server/src/intake/store.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { readWorld } from '../../packages/server/src/people/facts.ts';
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
const bank = { system: 'bank', ref: '6222020000001234' };
const yuan = (amount: number) => ({ currency: 'CNY', minor: String(amount * 100) });
const line = (kind: string, id: string, at: string, body: object, basis?: string): Line => ({
  ...{ kind, id, at, body },
  ...(basis === undefined ? {} : { basis }),
});
const deal = (id: string, customer: object, more: object = {}): Line =>
  line(
    'deal',
    id,
    '2026-03-10T10:00:00+08:00',
    { customer, seller: company('华晟科技有限公司'), type: 'contract', number: id, amount: yuan(100_000), ...more },
    'provided-by-customer',
  );

const BEFORE: readonly Line[] = [
  line('employee', 'e1', '2025-01-01T00:00:00+08:00', {
    employee: hr('E001'),
    name: '张三',
    handles: [wecom('zhangsan')],
  }),
  line('company', 'k1', '2025-01-01T00:00:00+08:00', {
    company: company('江苏云帆贸易有限公司'),
    name: '江苏云帆贸易有限公司',
    uscc: '91110108MA01ABCD1F',
    aliases: ['云上风帆'],
  }),
  line('customer', 'c1', '2025-01-01T00:00:00+08:00', {
    customer: crm('C100'),
    name: '李四',
    company: company('江苏云帆贸易有限公司'),
    handles: [wecom('wm100')],
  }),
  line('ownership', 'o1', '2025-01-01T00:00:00+08:00', {
    customer: crm('C100'),
    employee: hr('E001'),
    action: 'assigned',
  }),
  line('chat', 'm1', '2026-03-02T10:15:00+08:00', {
    conversation: 'd1',
    from: wecom('zhangsan'),
    to: [wecom('wm100')],
    form: 'text',
    text: '我介绍你到华晟公司合作,好处费给你10%',
  }),
];

let t: TestLedger;
let source: SourceRow;

beforeAll(async () => {
  t = await testLedger();
  source = await sourceNamed(t.ledger, 'wecom');
});
afterAll(async () => await t.close());

const settle = async () => {
  for (const follower of followers()) await catchUp(t.ledger, follower);
};

/** What is kept after the lines came one after the other is what making everything anew gives. */
async function expectAsRebuilt(): Promise<void> {
  const [kept, again] = await derivedTwice(t);
  expect(kept).toEqual(again);
}

const subjects = async (): Promise<number> => (await t.superuser('select from chain_subject')).rowCount ?? 0;

test('a subject is given what its customers did under every name, and what was taken back in front of it', async () => {
  await deliver(t.ledger, source, BEFORE);
  await settle();
  const late = [
    line('recall', 'r1', '2026-03-02T10:16:00+08:00', { conversation: 'd1', of: 'm9', by: wecom('wm100') }),
    deal('by-short-name', company('云帆贸易有限公司')),
    deal('by-alias', company('云上风帆')),
    deal('by-buyer', wecom('wm999'), { buyer: company('江苏云帆贸易有限公司南京分公司') }),
    deal('by-account', wecom('wm100')),
    deal('of-another', company('南京云海贸易有限公司')),
  ];
  await deliver(t.ledger, source, late);
  await settle();
  const { facts } = await t.ledger.db.as(systemActor, async (tx) => {
    const world = await readWorld(tx, t.ledger);
    return await gatherFacts(tx, t.ledger, world, subjectOf(t.ledger, { system: 'hr', ref: 'E001' }));
  });
  const came = new Set(facts.map(({ record }) => record.externalId));
  expect(late.map(({ id }) => id).filter((id) => !came.has(id))).toEqual(['of-another']);
  await expectAsRebuilt();
});

test('an account that is declared after money reached it makes the chains of its owner anew', async () => {
  const paid = line(
    'transfer',
    't1',
    '2026-03-12T10:00:00+08:00',
    {
      from: company('华晟科技有限公司'),
      to: bank,
      amount: yuan(10_000),
    },
    'company-books',
  );
  const newcomer = line('employee', 'e2', '2025-01-01T00:00:00+08:00', { employee: hr('E002'), name: '王五' });
  await deliver(t.ledger, source, [newcomer, paid]);
  await settle();
  const before = await subjects();
  const declared = line('declaration', 'd1', '2026-03-15T10:00:00+08:00', {
    employee: hr('E002'),
    relation: 'spouse',
    account: bank,
    rule: { title: '利益冲突管理规定', version: '1' },
    at: '2026-03-15T10:00:00+08:00',
  });
  await deliver(t.ledger, source, [declared]);
  await settle();
  expect(await subjects()).toBe(before + 1);
  await expectAsRebuilt();
});
