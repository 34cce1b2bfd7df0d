import { expect, test } from 'vitest';
import type { Finding } from '../../api/types.ts';
import { filterFindings, noFilter } from './filter-findings.ts';

function finding(id: string, more: Partial<Finding>): Finding {
  return {
    id,
    kind: 'kickback',
    rule: 'kickback-promise',
    version: 1,
    severity: 'high',
    employee: { ref: 'E001', name: '张三', person: null },
    at: 1_772_417_700_000,
    entries: [],
    status: 'open',
    title: '',
    ...more,
  };
}

const all = [
  finding('a', {}),
  finding('b', { kind: 'after-hours', severity: 'low' }),
  finding('c', { employee: { ref: null, handle: { system: 'wecom', ref: 'WangWu' }, person: null } }),
];
const ids = (filter: Partial<typeof noFilter>) => filterFindings(all, { ...noFilter, ...filter }).map((f) => f.id);

test('without conditions every finding is shown', () => {
  expect(ids({})).toEqual(['a', 'b', 'c']);
});

test('conditions are joined by and', () => {
  expect(ids({ kind: 'kickback', employee: '张' })).toEqual(['a']);
  expect(ids({ kind: 'after-hours', severity: 'high' })).toEqual([]);
});

test('an employee is found by name, by number and by an account not yet attributed', () => {
  expect(ids({ employee: 'e001' })).toEqual(['a', 'b']);
  expect(ids({ employee: ' wangwu ' })).toEqual(['c']);
});
