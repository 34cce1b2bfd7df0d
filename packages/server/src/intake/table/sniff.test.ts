import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffTable } from './sniff.ts';
import { encode } from './testing/encode.ts';

const foundIn = (text: string | Buffer) => {
  const head = sniffTable(typeof text === 'string' ? Buffer.from(text) : text);
  if (head === undefined || head.dialect.form === 'lines') return undefined;
  return [head.dialect.encoding, head.dialect.delimiter, head.rows.length];
};

const walletBill = [
  '----------------',
  '导出信息：',
  '姓名：张三',
  '起始时间：[2023-02-10 00:00:00]    终止时间：[2023-02-13 23:59:59]',
  '',
  '交易时间            ,交易对方  ,金额   ,交易订单号   ,备注,',
  '2023-02-12 21:32:14 ,某店     ,49.74 ,2023001\t,   ,',
  '2023-02-13 08:00:00 ,某馆     ,9.00  ,2023002\t,   ,',
].join('\n');

const bankBill = [
  '明细查询文件下载',
  '',
  '卡号: 1234****5678,"卡别名: "',
  '',
  '交易日期,摘要,交易金额(收入),交易金额(支出)',
  '2023-04-22     \t,"消费      \t","          \t","1,200.01    \t",',
  '2023-04-23     \t,"工资      \t","8,000.00  \t","            \t",',
  '合计,,"8,000.00",',
].join('\r\n');

describe('the delimiter and the encoding of a table are found from its beginning', () => {
  test.each([
    ['a bill behind a preamble of free text, in GBK', encode(walletBill, 'gb18030'), ['gb18030', ',', 7]],
    ['the same in UTF-16', encode(`\ufeff${walletBill}`, 'utf-16le'), ['utf-16le', ',', 7]],
    ['quoted cells with commas and tabs', bankBill, ['utf-8', ',', 6]],
    ['a decimal comma between semicolons', 'Datum;Text;Betrag\n1.2.;Miete;1,50\n2.2.;Lohn;2,50\n', ['utf-8', ';', 3]],
    ['the same without a header', '1.2.;Miete;1,50\n2.2.;Lohn;2,50\n', ['utf-8', ';', 2]],
    ['tabs, and amounts with commas', 'a\tb\tc\n1,000.00\tx\ty\n2,000.00\tx\ty\n', ['utf-8', '\t', 3]],
    ['bars in GBK', encode('姓名|部门\n张三|销售\n', 'gb18030'), ['gb18030', '|', 2]],
    ['rows of different lengths', 'a,b,c\nd,e\nf,g,h,i\n', ['utf-8', ',', 3]],
    ['a preamble with colons', 'From: 2024-01-01\nTo: 2024-01-31\nDate,Amount\n2024-01-02,3\n', ['utf-8', ',', 4]],
    ['a few wide rows before many', `a;b;c;d\ne;f;g;h\n${'x,y\n'.repeat(5)}`, ['utf-8', ',', 7]],
    [
      'a row that cannot be read among many',
      `${'1,2,3\n'.repeat(3)}4,"5,6\n${'7,8,9\n'.repeat(3)}${'a;b\n'.repeat(4)}`,
      ['utf-8', ',', 11],
    ],
    ['a stray quote', 'a,b\nc,"d\ne,f\n', ['utf-8', ',', 3]],
  ] as const)('%s', (_, text, found) => expect(foundIn(text)).toEqual(found));
});

describe('what is no table is none', () => {
  test.each([
    ['nothing', ''],
    ['one column', 'a\nb\nc\n'],
    ['one row', 'a,b,c\n'],
    ['prose', 'This is a letter.\nIt has no columns.\n'],
    ['JSON', '{"a": 1,\n"b": 2,\n"c": 3}'],
    ['JSON over many lines', '{"a": 1, "b": [2,\n3,\n4,\n5]}'],
    ['a list of JSON', '\ufeff[{"a": 1, "b": 2},\n{"a": 1, "b": 2}]'],
    ['XML', '<?xml version="1.0"?>\n<a b="1,2"/>\n<a b="1,2"/>\n'],
    ['a page', '<html>\na,b\nc,d\n'],
    [
      'a mail',
      'From: a@example.com\r\nTo: b@example.com,\r\n c@example.com,\r\n d@example.com\r\nSubject: x\r\n\r\na,b\r\nc,d\r\n',
    ],
    ['a mail by its first field', 'Received: by a, b;\r\n\tMon, 1 Jan\r\nDate: Mon, 1 Jan 2024\r\n\r\na,b\r\n'],
    ['bytes', Buffer.from('PK\x03\x04\0\0a,b\nc,d\ne,f\n')],
    ['control characters', '\x01\x02,\x03\n'.repeat(40)],
  ])('%s', (_, text) => expect(foundIn(text)).toBeUndefined());
});

describe('of a long file the beginning is read', () => {
  const line = '2024-03-01,"某公司",12.50\n';

  test('at most 300 rows', () => {
    const head = sniffTable(Buffer.from(line.repeat(400)));
    expect(head?.rows).toHaveLength(300);
  });

  test('without the row that the beginning cuts off, which stays where it is the end of the file', () => {
    const wide = `${'x'.repeat(1000)},${'y'.repeat(1000)}\n`;
    const whole = Buffer.from(wide.repeat(40));
    const cut = sniffTable(whole.subarray(0, 64 * 1024))?.rows ?? [];
    expect(cut.map(({ cells }) => cells[1]?.length)).toEqual(Array(32).fill(1000));
    const short = sniffTable(whole.subarray(0, 64 * 1024 - 1))?.rows ?? [];
    expect(short.at(-1)?.cells[1]?.length).toBe(64 * 1024 - 1 - 32 * 2002 - 1001);
  });

  test.each(['\n', '\r\n', '\r'])('behind a stray quote too, lines ending in %j', (lineEnd) => {
    const text = `a,b,c${lineEnd}d,"e,f${lineEnd}${`2024-03-01,${'x'.repeat(100)},12.50${lineEnd}`.repeat(900)}`;
    const head = sniffTable(Buffer.from(text).subarray(0, 64 * 1024));
    expect(head?.rows).toHaveLength(300);
    expect(head?.rows[1]?.fault?.code).toBe('table.row_invalid');
  });
});

test('any bytes are looked at without an error', () => {
  const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(10, 13, 34, 44, 59, 9, 124, 0x81)), { maxLength: 200 });
  fc.assert(
    fc.property(bytes, (some) => void sniffTable(Uint8Array.from(some))),
    { numRuns: 1000 },
  );
});
