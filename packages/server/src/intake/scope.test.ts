import { expect, test } from 'vitest';
import type { Party } from '../kernel/party.ts';
import { decodeRecord } from '../kernel/record.ts';
import { parseDateOrInstant } from '../kernel/time.ts';
import type { Scope } from './scope.ts';
import { isInScope } from './scope.ts';

function transfer(at: string, from: Party, to: Party, precision = 'second') {
  const found = decodeRecord({
    ...{
      v: 1,
      kind: 'transfer',
      source: 'bill',
      externalId: 't',
      occurredAt: at,
      precision,
      basis: 'provided-by-employee',
    },
    body: { from, to, amount: { currency: 'CNY', minor: '100' } },
  });
  if (!found.ok) throw new Error(found.why);
  return found.record;
}
const zhang: Party = { system: 'hr', ref: 'E001' };
const shop: Party = { system: 'name', ref: '某便利店' };
const scope = (given: { counterparties?: readonly Party[]; since?: string; until?: string }): Scope => ({
  counterparties: given.counterparties ?? [],
  since: given.since === undefined ? undefined : parseDateOrInstant(given.since),
  until: given.until === undefined ? undefined : parseDateOrInstant(given.until),
});

test('a payment with a declared counterparty is kept, by account or by full name, and any other is not', () => {
  const known: readonly Party[] = [
    zhang,
    { system: 'name', ref: '张三' },
    { system: 'bank', ref: '6222', name: '张三' },
  ];
  const only = scope({ counterparties: known });
  const noon = '2026-03-02T12:00:00+08:00';
  expect(isInScope(transfer(noon, shop, { system: 'bank', ref: '6222' }), only)).toBe(true);
  expect(isInScope(transfer(noon, shop, { system: 'alipay', ref: 'x', name: '张三' }), only)).toBe(true);
  expect(isInScope(transfer(noon, { system: 'name', ref: '张三' }, shop), only)).toBe(true);
  expect(isInScope(transfer(noon, shop, { system: 'name', ref: '张三丰' }), only)).toBe(false);
  expect(
    isInScope(
      transfer(noon, shop, { system: 'bank', ref: '62*2' }),
      scope({ counterparties: [{ system: 'bank', ref: '62*2' }] }),
    ),
  ).toBe(false);
});

test('the first and the last day are in the period, whole', () => {
  const march = scope({ since: '2026-03-01', until: '2026-03-31' });
  const at = (text: string, precision?: string) => isInScope(transfer(text, zhang, shop, precision), march);
  expect(at('2026-02-28T23:59:59+08:00')).toBe(false);
  expect(at('2026-03-01T00:00:00+08:00')).toBe(true);
  expect(at('2026-03-31T23:59:59+08:00')).toBe(true);
  expect(at('2026-04-01T00:00:00+08:00')).toBe(false);
  expect(at('2026-03-31T00:00:00+08:00', 'day')).toBe(true);
  expect(at('2026-04-01T00:00:00+08:00', 'day')).toBe(false);
});

test('a bound within a day keeps a row of that day whose hour nobody knows', () => {
  const since = scope({ since: '2026-03-02T15:00:00+08:00' });
  expect(isInScope(transfer('2026-03-02T00:00:00+08:00', zhang, shop, 'day'), since)).toBe(true);
  expect(isInScope(transfer('2026-03-02T14:59:59+08:00', zhang, shop), since)).toBe(false);
});
