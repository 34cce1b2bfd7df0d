import { makeWorkbook } from '../../packages/server/src/intake/pack/testing/make-workbook.ts';

type Party = { readonly system: string; readonly ref: string };
type Change = { readonly field: string; readonly from: string; readonly to: string };

/** A record of a customer's owner, or of an access to it, as the sample company writes them. */
export type CrmRecord = {
  readonly kind: 'ownership' | 'access';
  readonly occurredAt: string;
  readonly body: {
    readonly customer: Party;
    readonly employee: Party;
    readonly action: string;
    readonly ip?: string;
    readonly changes?: readonly Change[];
  };
};

/** Wall clock of China as the day number of a spreadsheet. */
const dayNumber = (iso: string): string => String((Date.parse(iso) / 3_600_000 + 8) / 24 + 25_569);

/** How a customer system that no format is known of exports its owners: a title, headers of its own, real dates, a total. */
export function ownersWorkbook(records: readonly CrmRecord[]): Promise<Buffer> {
  const rows = records.map(({ occurredAt, body }) => [
    body.customer.ref,
    `客户${body.customer.ref}`,
    body.employee.ref,
    `业务员${body.employee.ref}`,
    { number: dayNumber(occurredAt), format: 1 },
    '划入',
  ]);
  const name = '归口变动';
  const header = ['客户档案号', '客户全称', '归口业务员工号', '归口业务员', '划归日期', '变动类型'];
  const total = ['合计', undefined, undefined, undefined, undefined, `${rows.length} 条`];
  const sheet = { name, rows: [['客户归口变动一览表'], header, ...rows, total], merges: ['A1:F1'] };
  return makeWorkbook({ sheets: [sheet], formats: ['yyyy/m/d h:mm'] });
}

/** What the rows of that workbook mean, with one word wrong, and the line as it must be. */
export const OWNERS_MAPPING = `name: guikou
title: 客户归口变动一览表
source: guikou
basis: work-system
file:
  form: table
  header: [客户档案号, 归口业务员工号, 划归日期, 变动类型]
skip: [{column: 客户档案号, is: 合计}]
records:
  - kind: ownership
    at: {date: {colunm: 划归日期}}
    body:
      customer: {party: crm, ref: {column: 客户档案号}}
      employee: {party: hr, ref: {column: 归口业务员工号}}
      action: {column: 变动类型, codes: {划入: assigned, 划出: released}}
`;
export const OWNERS_MENDED = '    at: {date: {column: 划归日期}}';

const EVENTS: Readonly<Record<string, string>> = { view: '查看客户', edit: '修改客户' };

/** The access log of a system that no format is known of: JSON in an envelope, milliseconds, names of its own. */
export function accessLog(records: readonly CrmRecord[]): Buffer {
  const list = records.map(({ occurredAt, body }, at) => ({
    logNo: `LG${String(at + 1).padStart(4, '0')}`,
    operTime: Date.parse(occurredAt),
    operator: { jobNo: body.employee.ref },
    event: EVENTS[body.action],
    custNo: body.customer.ref,
    rows: 1,
    clientIp: body.ip,
    diff: body.changes?.map(({ field, from, to }) => ({ item: field, old: from, new: to })),
  }));
  return Buffer.from(JSON.stringify({ code: 0, msg: 'success', data: { total: list.length, list } }));
}

export const ACCESS_MAPPING = `name: oa-log
title: 操作日志
source: oa-log
basis: work-system
file:
  form: json
  items: data.list
  recognise: {has: [logNo, operTime, operator.jobNo, custNo]}
records:
  - kind: access
    id: {path: logNo}
    at: {date: {path: operTime}, formats: [unix-ms]}
    body:
      employee: {party: hr, ref: {path: operator.jobNo}}
      action: {path: event, codes: {查看客户: view, 修改客户: edit}}
      resource: crm.customer
      customer: {party: crm, ref: {path: custNo}}
      count: {number: {path: rows}}
      ip: {path: clientIp}
      changes: {each: diff, as: {field: {path: item}, from: {path: old}, to: {path: new}}}
`;
