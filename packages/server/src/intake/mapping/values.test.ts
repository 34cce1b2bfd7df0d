import { describe, expect, test } from 'vitest';
import { readFile } from './testing/read-file.ts';

/** What one row gives for one field of a follow-up, an access or a chat. */
function field(name: string, value: string, cells: Readonly<Record<string, string>>, rest = ''): unknown {
  const columns = ['时间', '工号', ...Object.keys(cells)];
  const kinds: Readonly<Record<string, string>> = {
    text: 'follow-up',
    count: 'access',
    handles: 'customer',
    answered: 'call',
  };
  const others: Readonly<Record<string, string>> = {
    'follow-up': '{customer: {party: crm, ref: {column: 工号}}, employee: {party: hr, ref: {column: 工号}}, ',
    access: '{employee: {party: hr, ref: {column: 工号}}, action: view, resource: crm, ',
    customer: '{customer: {party: crm, ref: {column: 工号}}, name: x, ',
    call: '{from: {party: phone, ref: {column: 工号}}, to: {party: phone, ref: {column: 工号}}, direction: in, seconds: 1, ',
  };
  const kind = kinds[name] ?? '';
  const mapping = `mapping: 1\nname: t\ntitle: t\nfile: {form: table, header: [时间, 工号]}\n${rest}\nrecords:\n  - kind: ${kind}\n    at: {column: 时间}\n    body: ${others[kind]}${name}: ${value}}\n`;
  const row = ['2026-03-01', 'E1', ...Object.values(cells)].map((cell) => `"${cell.replaceAll('"', '""')}"`);
  const { bodies, faults } = readFile(mapping, `${columns.join(',')}\n${row.join(',')}\n`, {
    settings: { source: 's', basis: 'work-system', zone: 'UTC' },
  });
  return faults.length > 0 ? faults : (bodies[0] as Record<string, unknown>)[name];
}

describe('values', () => {
  test.each([
    ['{column: [乙, 甲]}', { 甲: ' 一 ' }, '一'],
    ['{column: 3}', { 甲: '一' }, '一'],
    ['{column: 甲, occurrence: 1}', { 甲: '="007"' }, '007'],
    ['{first: [{column: 甲}, {column: 乙}, 无]}', { 甲: '', 乙: '二' }, '二'],
    ['{first: [{column: 甲}, 无]}', { 甲: '' }, '无'],
    ["{join: [{column: 甲}, {column: 乙}, {column: 丙}], with: '/'}", { 甲: '一', 乙: '', 丙: '三' }, '一/三'],
    ['{first: [{join: [前缀, {column: 甲}]}, 无]}', { 甲: '' }, '无'],
    ["{column: 甲, match: '(\\d+)年(\\d+)月', group: 2}", { 甲: '2026年03月' }, '03'],
    ["{column: 甲, match: '\\d+'}", { 甲: 'ab12' }, '12'],
    ["{first: [{column: 甲, match: '\\d+'}, 无]}", { 甲: 'ab' }, '无'],
    ['{column: 甲, codes: {借: 支出, 贷: 收入}}', { 甲: '借' }, '支出'],
    ['{column: 甲, codes: {借: 支出}}', { 甲: '它' }, '它'],
    ['{column: 甲, codes: {借: 支出}, otherwise: 别的}', { 甲: '它' }, '别的'],
    ["{first: [{column: 甲, empty: ['-', 无]}, 空]}", { 甲: '-' }, '空'],
    ['{column: 甲, lower: true, codes: {vip: 大}}', { 甲: 'VIP' }, '大'],
    ['{if: {column: 甲, above: 100}, then: 大, else: 小}', { 甲: '1,200.50' }, '大'],
    ['{if: {column: 甲, below: 0}, then: 大, else: 小}', { 甲: '不是数' }, '小'],
    [
      '{if: {all: [{column: 甲, is: [一, 二]}, {not: {column: 乙, blank: true}}]}, then: 是, else: 否}',
      { 甲: '二', 乙: 'x' },
      '是',
    ],
    ['{if: {any: [{column: 甲, is: 1}, {column: 乙, matches: ^x}]}, then: 是, else: 否}', { 甲: '1', 乙: '' }, '是'],
    ['{phone: {column: 甲}}', { 甲: '138 0000 0001' }, '+8613800000001'],
    ['{setting: zone}', { 甲: '' }, 'UTC'],
    ['{line: true}', { 甲: '一', 乙: '', 丙: '三' }, '2026-03-01 E1 一 三'],
    ["{fileName: '^[a-z]+'}", { 甲: '' }, 'export'],
  ])('%s', (value, cells, expected) => expect(field('text', value, cells as Record<string, string>)).toBe(expected));

  test.each([
    ['{number: {column: 甲}}', '1,200', 1200],
    ['{number: {column: 甲}}', '15%', 15],
    ['{number: {column: 甲}}', '', undefined],
    ['{number: {column: 甲}}', '许多', ['record.invalid body.count: cannot be read as a number']],
    ['{duration: {column: 甲}}', '00:01:15', 75],
    ['{duration: {column: 甲}}', '1:15', 75],
    ['{duration: {column: 甲}}', '1小时1分15秒', 3675],
    ['{duration: {column: 甲}}', '75', 75],
    ['{duration: {column: 甲}}', '75秒', 75],
    ['{duration: {column: 甲}}', '一会儿', ['record.invalid body.count: cannot be read as a duration']],
  ])('%s of %j is %j', (value, cell, expected) => expect(field('count', value, { 甲: cell })).toEqual(expected));

  test.each([
    ['{boolean: {column: 甲}}', '是', true],
    ['{boolean: {column: 甲}}', 'No', false],
    ['{column: 甲, codes: {接通: true, 未接: false}}', '未接', false],
    ['{boolean: {column: 甲}}', '也许', ['record.invalid body.answered: cannot be read as a boolean']],
  ])('%s of %j is %j', (value, cell, expected) => expect(field('answered', value, { 甲: cell })).toEqual(expected));

  test('lists: of what is there, put together, and of the parts of a cell; an optional one of nothing is left out', () => {
    const wecom = (ref: string) => ({ system: 'wecom', ref });
    const parts = "{split: {column: 甲}, on: [、, ';'], as: {party: wecom, ref: {item: true}}}";
    expect(field('handles', parts, { 甲: 'a、b ;; c' })).toEqual(['a', 'b', 'c'].map(wecom));
    expect(field('handles', `{list: [{party: wecom, ref: {column: 乙}}, ${parts}]}`, { 甲: 'a', 乙: 'z' })).toEqual(
      ['z', 'a'].map(wecom),
    );
    expect(field('handles', parts, { 甲: '' })).toBeUndefined();
    expect(field('handles', 'null', { 甲: '' })).toBeNull();
  });

  test('what let names is worked out anew for every row', () => {
    const mapping = `mapping: 1
name: t
title: t
file: {form: table, header: [时间, 内容]}
let: {said: {column: 内容, match: '^(.)'}, long: {use: said, is: 长}}
records:
  - kind: follow-up
    when: {use: long}
    at: {column: 时间}
    body: {customer: {party: crm, ref: C}, employee: {party: hr, ref: E}, text: {use: said}}
  - kind: follow-up
    at: {column: 时间}
    body: {customer: {party: crm, ref: C}, employee: {party: hr, ref: E}, text: {join: [{use: said}, {use: said}]}}
`;
    const { records } = readFile(mapping, '时间,内容\n2026-03-01,长谈\n2026-03-02,短谈\n', {
      settings: { source: 's' },
    });
    expect(records.map(({ body }) => (body as { text?: string }).text)).toEqual(['长', '长长', '短短']);
    expect(new Set(records.map(({ externalId }) => externalId)).size).toBe(3);
  });
});

describe('what is asked before an import', () => {
  const transfer = (head: string) => `mapping: 1
name: t
title: t
${head}
file: {form: table, header: [时间, 金额]}
records:
  - kind: transfer
    at: {column: 时间}
    body: {from: {party: name, ref: 甲}, to: {party: name, ref: 乙}, amount: {money: {column: 金额}}}
`;
  const needs = (head: string, settings: { basis?: string; owner?: string; handover?: string; zone?: string }) =>
    readFile(transfer(head), '时间,金额\n2026-03-01,1\n', {
      settings: { source: 's', ...settings } as never,
    }).needs.map((need) => need.split(' ')[0]);

  test.each([
    ['', {}, ['basis']],
    ['', { basis: 'work-system' }, ['basis']],
    ['', { basis: 'company-books' }, []],
    ['basis: company-books', {}, []],
    ['account: company', { basis: 'company-books' }, ['owner']],
    ['account: company', { basis: 'provided-by-customer', owner: 'company:x' }, ['handover']],
    ['account: personal', {}, ['basis', 'handover', 'owner']],
    ['account: personal', { basis: 'company-books', owner: 'bank:1', handover: 'h:1' }, ['basis']],
    ['account: personal', { basis: 'authority-order', owner: 'bank:1', handover: 'h:1' }, []],
    ['account: personal', { basis: 'nonsense', owner: 'x', handover: 'h:1' }, ['basis', 'owner']],
    ['needs: [zone]', { basis: 'company-books' }, ['zone']],
    ['needs: [zone]', { basis: 'company-books', zone: 'Mars' }, ['zone']],
  ])('%j with %j: %j', (head, settings, expected) => expect(needs(head, settings)).toEqual(expected));
});
