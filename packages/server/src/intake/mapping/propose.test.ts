import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniffTable } from '../table/sniff.ts';
import { parseMapping } from './mapping-file.ts';
import { proposeMapping } from './propose.ts';
import { readFile } from './testing/read-file.ts';

const propose = (file: string, fileName = 'export.csv') => {
  const bytes = Buffer.from(file);
  return proposeMapping({ fileName, bytes, table: sniffTable(bytes) });
};

const files = [
  [
    'transfer',
    '账号：6222,,,\n交易日期,交易时间,收入金额,支出金额,余额,对方户名,摘要\n20260302,093015,,"1,200.00",3,华晟公司,货款\n20260303,101010,5.00,,8,张三,工资\n合计,,5.00,"1,200.00",,,\n',
    2,
  ],
  ['transfer', '日期;金额;借贷标志;对方名称;用途\n2026/3/1;1200.00;借;张三;货款\n2026/3/2;10.00;贷;李四;x\n', 2],
  [
    'customer',
    'Account ID,Account Name,Owner,Created Date,Phone\n1,ACME,Zhang,1/25/2026,13800000001\n2,B,Li,1/26/2026,2\n',
    2,
  ],
  [
    'access',
    '操作时间,操作人,操作类型,IP,导出条数\n2026-03-01 10:00:00,E001,导出,1.1.1.1,300\n2026-03-01 10:01:00,E001,查看,1.1.1.1,\n',
    2,
  ],
  [
    'call',
    '主叫号码,被叫号码,通话开始时间,通话时长\n13800000001,01088888888,2026-03-01 10:00:00,00:01:05\n1,2,2026-03-01 11:00:00,5\n',
    2,
  ],
  [
    'employee',
    '工号,姓名,部门,入职日期,离职日期,手机\nE1,张三,销售,2020.1.5,,138 0000 0001\nE2,李四,销售,2020.1.5,2024.1.1,2\n',
    2,
  ],
  [
    'follow-up',
    '客户编号,客户名称,跟进人,跟进时间,跟进内容\nC1,甲,张三,2026-03-01 10:00,谈价\nC2,乙,张三,2026-03-02 10:00,签约\n',
    2,
  ],
  ['ownership', '客户编号,负责人工号,分配时间\nC1,E1,2026-03-01\nC2,E2,2026-03-02\n', 2],
  ['permission', '工号,权限,数据范围,授权时间\nE1,查看、导出,C1、C2,2026-03-01\nE2,查看,全部,2026-03-01\n', 2],
  ['chat', '时间,发送人,接收人,消息内容,会话ID\n2026-03-01 10:00:00,a,b,你好,c1\n2026-03-01 10:00:01,b,a,好,c1\n', 2],
  [
    'customer',
    '{"data":{"list":[{"customerId":"C1","customerName":"甲","createTime":1772417700000},{"customerId":"C2","customerName":"乙","createTime":1772417700001}]}}',
    2,
  ],
] as const;

test.each(files)('%s: the proposal reads the file that it was made from', (kind, file, count) => {
  const proposal = propose(file);
  expect([proposal.kind, proposal.confidence > 0.6]).toEqual([kind, true]);
  const settings = { source: 's', basis: kind === 'transfer' ? 'company-books' : 'work-system', owner: 'bank:1' };
  const { records, faults } = readFile(proposal.text, file, { settings });
  expect(faults).toEqual([]);
  expect(records.map((record) => record.kind)).toEqual(Array(count).fill(kind));
});

test('what cannot be told is asked, and what was not used is listed', () => {
  const { text, columns, confidence } = propose(
    '客户编号,客户名称,跟进内容,跟进人,心情\nC1,甲,谈价,李四,好\nC2,乙,签约,李四,坏\n',
  );
  expect(text).toContain('# ？哪一列是时间？');
  expect(text).toContain('只有名称，没有编号。哪一列是工号？');
  expect(text).toMatch(/# ？这些列没有用上：\n#\s+心情/);
  expect(confidence).toBeLessThan(0.8);
  expect(columns).toContainEqual({ name: '心情', field: null, why: '列名不在常见列名之中', samples: ['好', '坏'] });
});

test('rows of totals are skipped and are no samples', () => {
  const { text, columns } = propose(files[0][1]);
  expect(text).toContain('skip: [{line: true');
  expect(text).not.toContain('时间是什么格式');
  expect(columns[0]?.samples).toEqual(['20260302', '20260303']);
});

test('day and month that could change places are asked about', () => {
  expect(propose('客户编号,客户名称,创建时间\n1,a,3/4/2026\n2,b,5/6/2026\n').text).toContain('月在前还是日在前');
});

test('the proposal for any file parses', () => {
  const cells = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('交易日期', '金额', '工号', 'yes', '~', "'", '# x', 'a: b', '{', '合计', '日期'),
    ),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 6 }), fc.string({ maxLength: 20 }), (rows, fileName) => {
      const { text } = propose(rows.map((row) => row.join(',')).join('\n'), fileName);
      expect(parseMapping(text)).toMatchObject({ ok: true });
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseMapping(propose(JSON.stringify([value]), 'x.json').text)).toMatchObject({ ok: true });
    }),
    { numRuns: 50 },
  );
});
