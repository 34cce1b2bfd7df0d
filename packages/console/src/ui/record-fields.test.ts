import { expect, test } from 'vitest';
import { zhCN } from '../words/zh-CN.ts';
import { fieldsOf, sampleFields } from './record-fields.ts';

const words = { ...zhCN, listSeparator: '、' };
const shown = (record: Readonly<Record<string, unknown>>) =>
  fieldsOf(record, words).map(({ path, value }) => `${path.join('.')}=${value}`);

test('money and parties are written out', () => {
  expect(
    shown({
      from: { system: 'company', ref: '华晟科技有限公司' },
      to: { system: 'bank', ref: '6222000011112222', name: '张三' },
      amount: { currency: 'CNY', minor: '2000000' },
      state: 'completed',
    }),
  ).toEqual(['from=华晟科技有限公司', 'to=张三 · 银行账户 6222000011112222', 'amount=¥20,000.00', 'state=已完成']);
});

test('lists are joined, and what is deeper keeps its path', () => {
  expect(
    shown({
      actions: ['view', 'export'],
      changes: [{ field: 'phone', from: '1', to: '2' }],
      clauses: [{ ref: '3.1', permits: [{ act: 'rebate', maxPercent: 5 }] }],
    }),
  ).toEqual([
    'actions=view、export',
    'changes.1.field=phone',
    'changes.1.from=1',
    'changes.1.to=2',
    'clauses.1.ref=3.1',
    'clauses.1.permits.1.act=rebate',
    'clauses.1.permits.1.maxPercent=5',
  ]);
});

test('a text stays as it is, whatever it looks like', () => {
  expect(shown({ text: 'state.completed', memo: '', answered: false, note: null })).toEqual([
    'text=state.completed',
    'memo=',
    'answered=否',
  ]);
  expect(shown({ amount: { currency: 'CNY', minor: '1.5' } })).toEqual(['amount.currency=CNY', 'amount.minor=1.5']);
});

test('a time is told no finer than its record states', () => {
  const record = { kind: 'transfer', occurredAt: '2026-03-05T00:00:00+08:00', precision: 'day' };
  expect(sampleFields(record, words).map(({ value }) => value)).toEqual(['付款', '2026-03-05 +08:00']);
});

test('a sample tells what and when before the body', () => {
  const record = {
    ...{ v: 1, kind: 'transfer', source: 'alipay', externalId: 't1', basis: 'provided-by-employee' },
    occurredAt: '2026-03-05T16:02:00+08:00',
    body: { memo: '咨询费' },
  };
  expect(sampleFields(record, words).map(({ value }) => value)).toEqual([
    '付款',
    '2026-03-05 16:02:00 +08:00',
    't1',
    '咨询费',
  ]);
});
