import type { MadeRow, TableMaker } from './made-table.ts';
import { tableOf } from './made-table.ts';
import { inChina } from './random.ts';

const TYPES = [
  ['合同', 'contract'],
  ['截图', 'screenshot'],
  ['会议纪要', 'minutes'],
  ['Contract', 'contract'],
  ['别的', 'other'],
] as const;

/** A list that stands beside the files it names. */
export const makeDocuments: TableMaker = (random, rows) => {
  const header = random.pick([
    ['文件', '类型', '标题', '日期', '相关方', '版本', '工号', '姓名', '方式'],
    ['File', 'Type', 'Title', 'Date', 'Parties', 'Version', 'Employee ID', 'Name', 'Method'],
  ]);
  const made = Array.from({ length: rows }, (_, at): MadeRow => {
    const file = `扫描/${at}.pdf`;
    const [date, when] = [random.pick(['2026-03-01', '2026/3/1', '2026年3月1日']), inChina('2026-03-01')];
    if (random.chance(30)) {
      const body = {
        agreement: '员工手册',
        version: 'v3',
        employee: { system: 'hr', ref: 'E001', name: '张三' },
        method: 'paper',
        at: when,
        outcome: 'signed',
      };
      return {
        cells: [file, '签收单', '员工手册', date, '', 'v3', 'E001', '张三', '纸质'],
        records: [{ kind: 'acknowledgement', at: when, body }],
      };
    }
    const [word, type] = random.pick(TYPES);
    const [parties, about] = random.pick<readonly [string, readonly object[]]>([
      [
        '华晟科技有限公司、hr:E001',
        [
          { system: 'company', ref: '华晟科技有限公司' },
          { system: 'hr', ref: 'E001' },
        ],
      ],
      [
        '张三；crm:C100',
        [
          { system: 'name', ref: '张三' },
          { system: 'crm', ref: 'C100' },
        ],
      ],
      ['', []],
    ]);
    const body = { type, about, title: '供货合同,2026' };
    return {
      cells: [file, word, '供货合同,2026', date, parties, '', '', '', ''],
      records: [{ kind: 'document', at: when, body }],
    };
  });
  return tableOf(random, '文件清单.csv', header, made);
};
