import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRowLines, writeRowLine } from '../table/row-lines.ts';
import { sniffTable } from '../table/sniff.ts';
import { mappingConnector } from './compile.ts';
import { mappingOf, readFile, SETTINGS } from './testing/read-file.ts';

/** A transfer mapping with the parts that a test is about. */
const bank = (parts: { header?: string; lets: string; amount: string; at?: string; more?: string }) => `
mapping: 1
name: test-bank
title: 测试
account: personal
file: {form: table, header: ${parts.header ?? '[日期, 金额]'}}
${parts.more ?? ''}
let:
  other: {counterparty: {name: {column: 对方}, account: {column: 账号}, system: bank}}
${parts.lets}
direction: {in: {use: in}, out: {use: out}}
amount: ${parts.amount}
records:
  - kind: transfer
    at: ${parts.at ?? '{column: 日期}'}
    body:
      from: {if: {use: in}, then: {use: other}, else: {if: {use: out}, then: {holder: true}}}
      to: {if: {use: in}, then: {holder: true}, else: {if: {use: out}, then: {use: other}}}
      amount: ${parts.amount}
`;

const signed = bank({
  lets: '  in: {column: 金额, above: 0}\n  out: {column: 金额, below: 0}',
  amount: '{money: {column: 金额}, absolute: true}',
});

type Transfer = { from: { ref: string }; to: { ref: string }; amount: { currency: string; minor: string } };
const moved = (bodies: readonly unknown[]) =>
  (bodies as Transfer[]).map(({ from, to, amount }) => `${from.ref}→${to.ref} ${amount.currency} ${amount.minor}`);
const flows = ({ parsed }: ReturnType<typeof readFile>) =>
  parsed.map((each) =>
    each.ok && 'draft' in each ? `${each.draft.flow?.direction} ${each.draft.flow?.minor}` : 'none',
  );

describe('which way the money went', () => {
  test('by the sign of one column', () => {
    const read = readFile(
      signed,
      '日期,金额,对方\n2026-03-01,5.00,张三\n2026-03-02,"-1,200.50",李四\n2026-03-03,0,王五\n',
    );
    expect(moved(read.bodies)).toEqual(['张三→6200 CNY 500', '6200→李四 CNY 120050']);
    expect(flows(read)).toEqual(['in 500', 'out 120050', 'neutral 0']);
    expect(read.faults).toEqual(['record.invalid body.from: is missing']);
  });

  test('by two columns, of which the other is empty, zero or a dash', () => {
    const text = bank({
      header: '[日期, 收入, 支出]',
      lets: '  in: {column: 收入, above: 0}\n  out: {column: 支出, above: 0}',
      amount: '{if: {use: in}, then: {money: {column: 收入}}, else: {money: {column: 支出}}}',
    });
    const read = readFile(text, '日期,收入,支出,对方\n20260301,5,,张三\n20260302,0.00,6,李四\n20260303,7,-,王五\n');
    expect(moved(read.bodies)).toEqual(['张三→6200 CNY 500', '6200→李四 CNY 600', '王五→6200 CNY 700']);
  });

  test('by a mark of debit and credit', () => {
    const text = bank({
      lets: "  in: {column: 借贷, matches: '^(?:贷|(?i:cr))'}\n  out: {column: 借贷, matches: '^(?:借|(?i:dr))'}",
      amount: '{money: {column: 金额}, currency: {column: 币种}}',
    });
    const read = readFile(text, '日期,金额,借贷,对方,币种\n2026/3/1,5.00元,贷,张三,人民币\n2026/3/2,6,Dr,李四,美元\n');
    expect(moved(read.bodies)).toEqual(['张三→6200 CNY 500', '6200→李四 USD 600']);
  });
});

describe('what stands around and between the rows', () => {
  const preamble = '某银行,,\n账号： 6222000000001111222 ,户名：张三,\n\n';
  const withOwner = signed.replace(
    'account: personal',
    "account: personal\nowner: {join: [bank, {preamble: '账号[：:]\\s*(\\S+)'}], with: ':'}",
  );
  const { owner: _owner, ...unowned } = SETTINGS;

  test('the account is taken from above the header, and asked for where a part of it is hidden', () => {
    const found = readFile(withOwner, `${preamble}日期,金额,对方\n2026-03-01,5,张三\n`, { settings: unowned });
    expect([found.recognised?.owner, found.needs]).toEqual(['bank:6222000000001111222', []]);
    const masked = readFile(withOwner, `${preamble.replace('0000', '****')}日期,金额,对方\n2026-03-01,5,张三\n`, {
      settings: unowned,
    });
    expect([masked.recognised?.owner, masked.needs]).toEqual([undefined, ['owner']]);
  });

  test('totals, page titles, headers that come again and rows of nothing are no records', () => {
    const text = signed.replace('let:', "skip: [{line: true, matches: '^(?:合计|第 ?\\d+ ?页)'}]\nlet:");
    const file =
      '日期,金额,对方\n2026-03-01,5,张三\n,,\n第 2 页,,\n 日期 ,金　额,对方：\n2026-03-02,6,李四\n,合计,11\n';
    const read = readFile(text, file);
    expect([read.parsed.length, read.bodies.length]).toEqual([2, 2]);
  });

  test('short rows are whole, longer ones are set aside unless what is more is empty', () => {
    const read = readFile(
      signed,
      '日期,金额,对方,备注\n2026-03-01,5,张三\n2026-03-01,5,张三,x,,\n2026-03-01,1,000,张三,,y\n',
    );
    expect(read.bodies.length).toBe(2);
    expect(read.faults).toEqual(['table.row_invalid the row has more cells than the 4 columns of the header']);
  });

  test('what cannot be read names its field and nothing of its content', () => {
    const read = readFile(
      signed,
      '日期,金额,对方\n昨天,5,秘密\n2026-02-30,5,秘密\n2026-03-01,十块,秘密\n,5,秘密\n2026-03-01,1.005,秘密\n',
    );
    expect(read.faults).toEqual([
      'record.time_invalid at: the time is in none of the formats of the mapping',
      'record.time_invalid at: the time cannot be: there is no such day',
      'record.invalid body.amount: the amount is no amount',
      'record.time_invalid at: there is no time',
      'record.invalid body.amount: the amount has more than the 2 decimals of its currency',
    ]);
  });
});

describe('files as they come', () => {
  const gbk = Buffer.from(
    'c8d5c6da2cbdf0b6ee2cb6d4b7bd0d0a323032362d30332d30312c352c0d0a323032362d30332d30322c362c0d0a',
    'hex',
  );

  test('GBK, semicolons, tabs, UTF-16 and a mark at the beginning', () => {
    const rows = '日期;金额;对方\n2026-03-01;5;张三\n2026-03-02;6;李四\n';
    const files = [gbk, rows, rows.replaceAll(';', '\t'), `\uFEFF${rows}`, Buffer.from(`\uFEFF${rows}`, 'utf16le')];
    for (const file of files) expect(readFile(signed, file).bodies.length).toBe(2);
  });

  test('a header alone, and one row alone, are recognised too', () => {
    expect(readFile(signed, '日期,金额,对方\n').parsed).toEqual([]);
    expect(readFile(signed, '日期,金额,对方\n').recognised).toBeDefined();
    expect(readFile(signed, '日期;金额\n2026-03-01;5').parsed.length).toBe(1);
    expect(readFile(signed, '日期,数额\n2026-03-01,5\n').recognised).toBeUndefined();
  });

  test('dates and times in two columns, as spreadsheets and banks write them', () => {
    const text = bank({
      lets: '  in: {column: 金额, above: 0}\n  out: {column: 金额, below: 0}',
      amount: '{money: {column: 金额}}',
      at: '{date: {column: 日期}, time: {column: 时间}}',
    });
    const file =
      '日期,时间,金额,对方\n20260302,93015,1,a\n2026-03-02 00:00:00,1899-12-31 09:30:15,1,a\n2026/3/2,9:30:15,1,a\n2026年3月2日,,1,a\n';
    const { records } = readFile(text, file);
    const morning = '2026-03-02T01:30:15.000Z second';
    expect(records.map(({ occurredAt, precision }) => `${new Date(occurredAt).toISOString()} ${precision}`)).toEqual([
      morning,
      morning,
      morning,
      '2026-03-01T16:00:00.000Z day',
    ]);
  });

  test('days without a year: those in a later month are of the year before', () => {
    const text = bank({
      lets: '  in: {column: 金额, above: 0}\n  out: {column: 金额, below: 0}',
      amount: '{money: {column: 金额}}',
      at: "{date: {column: 日期}, formats: [MM/DD], year: {preamble: '(\\d{4})年'}, month: {preamble: '年(\\d{1,2})月'}}",
    });
    const { records } = readFile(text, '对账单 2026年01月,,\n日期,金额,对方\n12/29,1,a\n01/03,1,a\n');
    expect(records.map(({ occurredAt }) => new Date(occurredAt).toISOString().slice(0, 10))).toEqual([
      '2025-12-28',
      '2026-01-02',
    ]);
  });

  test('the same rows have the same digests in every encoding, and other holders have others', () => {
    const digests = (file: string | Uint8Array, owner = 'bank:1') =>
      readFile(signed, file, { settings: { ...SETTINGS, owner } }).parsed.map((each) =>
        each.ok && 'draft' in each ? each.draft.digest() : '',
      );
    const rows = '日期,金额,对方\r\n2026-03-01,5,\r\n2026-03-02,6,\r\n';
    expect(digests(gbk)).toEqual(digests(rows));
    expect(digests(rows.replaceAll(',\r', '\r').replace('金额\r', '金额,对方\r'))).toEqual(digests(rows));
    expect(digests(rows, 'bank:2')).not.toEqual(digests(rows));
  });

  test('reading the stretches gives what reading the whole gives', () => {
    const row = fc.tuple(
      fc.constantFrom('2026-03-01', 'x', ''),
      fc.constantFrom('5', '-6', '"1,200"', '', '日期'),
      fc.constantFrom('张三', '"李\n四"', '"', ''),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (rows, stretchBytes) => {
        const file = `某行,\n\n日期,金额,对方\n${rows.map((cells) => cells.join(',')).join('\n')}\n2026-03-09,9,z\n`;
        const [whole, cut] = [readFile(signed, file), readFile(signed, file, { stretchBytes })];
        expect([cut.bodies, cut.faults]).toEqual([whole.bodies, whole.faults]);
      }),
      { numRuns: 60 },
    );
  });

  test('no bytes make it throw', () => {
    const connector = mappingConnector(mappingOf(signed));
    const head = Buffer.from('日期,金额,对方\n1,2,3\n1,2,3\n');
    const layout = connector.recognise({ fileName: '', bytes: head, table: sniffTable(head) })?.layout ?? {};
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const parsed = [
          ...(connector.parse(bytes, { settings: SETTINGS, layout, first: false }) as Iterable<{
            at: { start: number; end: number };
          }>),
        ];
        for (const { at } of parsed) expect(at.end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe('workbooks', () => {
  const connector = mappingConnector(mappingOf(signed));
  const line = (sheet: string, row: number, cells: readonly string[], merged: readonly number[] = []) =>
    writeRowLine({ sheet, row, cells, merged });
  const lines = [
    line('说明', 1, ['这里没有表']),
    line('三月', 1, ['银行']),
    line('三月', 2, ['日期', '金额', '对方', '备注']),
    line('三月', 3, ['2026-03-01', '5', '张三', '']),
    line('三月', 4, ['2026-03-02', '', '李四', ''], [1]),
    line('三月', 5, ['2026-03-03', '6', '李四', ''], [3]),
    line('四月', 1, ['金额', '日期', '对方']),
    line('四月', 2, ['7', '2026-04-01', '王五']),
  ];
  const bytes = Buffer.from(lines.join(''));

  test('every sheet with the header is read by its own columns, and a merged cell is no value', () => {
    const table = { dialect: { form: 'lines' }, rows: [...readRowLines(bytes)] } as const;
    const recognised = connector.recognise({ fileName: 'x.xlsx', bytes: new Uint8Array(0), table });
    const layout = recognised?.layout ?? {};
    const parsed = [
      ...(connector.parse(bytes, { settings: SETTINGS, layout, first: true }) as Iterable<{
        ok: boolean;
        at: { label?: string };
        code?: string;
        draft?: { flow?: { minor: bigint } };
      }>),
    ];
    expect(parsed.map(({ at, code, draft }) => [at.label, code ?? draft?.flow?.minor])).toEqual([
      ['三月!3', 500n],
      ['三月!4', 'table.merged_cell'],
      ['三月!5', 600n],
      ['四月!2', 700n],
    ]);
  });
});
