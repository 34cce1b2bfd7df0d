import type { MadeRow, TableMaker } from './made-table.ts';
import { tableOf } from './made-table.ts';
import type { Random } from './random.ts';
import { digits, inChina, moment } from './random.ts';

const crm = (ref: string) => ({ system: 'crm', ref });
const hr = (ref: string) => ({ system: 'hr', ref });

const number = (random: Random, letter: string): string => `${letter}${String(random.int(1, 999)).padStart(4, '0')}`;

const rowsOf = (random: Random, rows: number, row: (random: Random) => MadeRow): readonly MadeRow[] =>
  Array.from({ length: rows }, () => row(random));

const CUSTOMER_HEADERS = [
  '客户编号,客户名称,公司名称,手机,微信号,邮箱,客户级别,客户状态,首次成交日期,创建时间,更新时间',
  'Account ID,Account Name,Company,Mobile,WeChat,Email,Tier,Status,First Deal Date,Created Date,Last Modified Date',
].map((line) => line.split(','));

/** 客户列表, Chinese or English, with numbers, tiers and states in several spellings. */
export const makeCustomers: TableMaker = (random, rows) => {
  const header = random.pick(CUSTOMER_HEADERS);
  const row = (choices: Random): MadeRow => {
    const [id, mobile, at] = [number(choices, 'C'), `13${digits(choices, 9)}`, moment(choices)];
    const [company, wechat, email] = [
      choices.pick(['华晟科技有限公司', '-']),
      choices.pick(['lisi_88', '']),
      choices.pick(['Li.Si@Example.CN', '/']),
    ];
    const [tier, tierRead] = choices.pick([
      ['重要', 'high'],
      ['普通', 'normal'],
      ['VIP', 'high'],
      ['未评', undefined],
      ['', undefined],
    ]);
    const [status, statusRead] = choices.pick([
      ['正常', 'active'],
      ['流失', 'lost'],
      ['', undefined],
    ]);
    const deal = choices.pick(['2024-03-05', '2024/3/5', '']);
    const cells = [
      id,
      '李四,采购',
      company,
      choices.pick([mobile, `+86${mobile}`, `86-${mobile}`]),
      wechat,
      email,
      tier,
      status,
      deal,
      '2020-01-01 00:00:00',
      at,
    ];
    const handles = [
      { system: 'phone', ref: `+86${mobile}` },
      ...(wechat === '' ? [] : [{ system: 'wechat', ref: wechat }]),
      ...(email === '/' ? [] : [{ system: 'email', ref: 'li.si@example.cn' }]),
    ];
    const body = {
      customer: crm(id),
      name: '李四,采购',
      company: company === '-' ? undefined : { system: 'company', ref: company },
      handles,
      tier: tierRead,
      status: statusRead,
      firstDealAt: deal === '' ? undefined : inChina('2024-03-05'),
    };
    return { cells: cells.map((cell) => cell ?? ''), records: [{ kind: 'customer', at: inChina(at), body }] };
  };
  return tableOf(random, 'customers.csv', header, rowsOf(random, rows, row));
};

/** 客户归属: assignments with their ends, hand-overs from one to another, releases, and an action nobody knows. */
export const makeOwners: TableMaker = (random, rows) => {
  const header = [
    '客户编号',
    '客户名称',
    '操作',
    '原负责人工号',
    '负责人工号',
    '负责人',
    '分配时间',
    '结束时间',
    '操作人工号',
  ];
  const row = (choices: Random): MadeRow => {
    const [id, before, now, by] = [
      number(choices, 'C'),
      number(choices, 'E'),
      number(choices, 'E'),
      number(choices, 'M'),
    ];
    const [at, end] = [moment(choices), '2026-01-31 18:00:00'];
    const [customer, employee] = [
      { ...crm(id), name: '华晟' },
      { ...hr(now), name: '张三' },
    ];
    const record = (action: string, who: unknown, when: string, more: object = {}) => ({
      kind: 'ownership',
      at: inChina(when),
      body: { customer, employee: who, action, ...more },
    });
    const who = { by: hr(by) };
    return choices.pick<() => MadeRow>([
      () => ({
        cells: [id, '华晟', '分配', '', now, '张三', at, '', by],
        records: [record('assigned', employee, at, who)],
      }),
      () => ({
        cells: [id, '华晟', '', '-', now, '张三', at, end, ''],
        records: [record('assigned', employee, at), record('released', employee, end)],
      }),
      () => ({
        cells: [id, '华晟', '转移', before, now, '张三', at, '至今', by],
        records: [record('released', hr(before), at, who), record('assigned', employee, at, who)],
      }),
      () => ({
        cells: [id, '华晟', '退回公海', '', now, '张三', at, '', by],
        records: [record('released', employee, at, who)],
      }),
      () => ({ cells: [id, '华晟', '冻结', '', now, '张三', at, '', by], records: [] }),
    ])();
  };
  return tableOf(random, 'owners.csv', header, rowsOf(random, rows, row));
};

/** 跟进记录, with words over several lines. */
export const makeFollowUps: TableMaker = (random, rows) => {
  const header = random.pick([
    ['客户编号', '客户名称', '跟进人工号', '跟进人', '跟进时间', '跟进内容'],
    ['Customer ID', 'Customer Name', 'Employee ID', 'Assigned To', 'Follow-up Date', 'Comments'],
  ]);
  const row = (choices: Random): MadeRow => {
    const [id, who, at] = [number(choices, 'C'), number(choices, 'E'), moment(choices)];
    const text = choices.pick(['电话沟通,客户说"再看看"', '第一行\n第二行', '好处费的事微信聊']);
    const body = { customer: { ...crm(id), name: '华晟' }, employee: { ...hr(who), name: '张三' }, text };
    const when = choices.pick([at, at.replaceAll('-', '/').replace(/\/0/g, '/')]);
    return { cells: [id, '华晟', who, '张三', when, text], records: [{ kind: 'follow-up', at: inChina(at), body }] };
  };
  return tableOf(random, 'follow-ups.csv', header, rowsOf(random, rows, row));
};

/** 数据权限, for all customers or some. */
export const makePermissions: TableMaker = (random, rows) => {
  const header = random.pick([
    ['工号', '姓名', '操作', '模块', '权限', '数据范围', '授权时间'],
    ['Employee ID', 'Name', 'Action', 'Module', 'Permissions', 'Scope', 'Granted At'],
  ]);
  const row = (choices: Random): MadeRow => {
    const [who, at] = [number(choices, 'E'), moment(choices)];
    const [change, action] = choices.pick([
      ['授予', 'granted'],
      ['收回', 'revoked'],
      ['', 'granted'],
      ['revoke', 'revoked'],
    ] as const);
    const [rights, actions] = choices.pick([
      ['查看、导出', ['view', 'export']],
      ['View/Edit', ['view', 'edit']],
      ['查看', ['view']],
    ] as const);
    const [range, scope] = choices.pick<readonly [string, unknown]>([
      ['全部', 'all'],
      ['C100', [crm('C100')]],
      ['C100、C101；C102', [crm('C100'), crm('C101'), crm('C102')]],
    ]);
    const body = { employee: { ...hr(who), name: '张三' }, resource: '客户', actions, scope, action };
    return {
      cells: [who, '张三', change, '客户', rights, range, at],
      records: [{ kind: 'permission', at: inChina(at), body }],
    };
  };
  return tableOf(random, 'permissions.csv', header, rowsOf(random, rows, row));
};

const ACTIONS = [
  ['查看', 'view'],
  ['批量导出', 'export'],
  ['编辑', 'edit'],
  ['Export', 'export'],
  ['登录', 'login'],
  ['转移客户', 'assign'],
  ['搜索', 'search'],
  ['新建', 'create'],
  ['删除', 'delete'],
  ['打印', 'print'],
  ['下载附件', 'download'],
  ['神秘操作', undefined],
] as const;

/** 操作日志: who looked at, changed or took away what, from where. */
export const makeAccessLog: TableMaker = (random, rows) => {
  const header = random.pick([
    [
      '操作时间',
      '员工工号',
      '操作人',
      '操作类型',
      '模块',
      '客户编号',
      '字段',
      '原值',
      '新值',
      '导出条数',
      'IP地址',
      '设备',
    ],
    [
      'Timestamp',
      'Employee ID',
      'User',
      'Action',
      'Module',
      'Customer ID',
      'Field',
      'Old Value',
      'New Value',
      'Rows',
      'IP Address',
      'Device',
    ],
  ]);
  const row = (choices: Random): MadeRow => {
    const [who, at] = [number(choices, 'E'), moment(choices)];
    const [word, action] = choices.pick(ACTIONS);
    const customer = choices.pick([number(choices, 'C'), '-']);
    const change = action === 'edit' ? ['手机', '13800000001', '13900000009'] : ['', '', ''];
    const count = action === 'export' ? choices.pick(['1,200', '35']) : '';
    const cells = [at, who, '张三', word, 'crm.customer', customer, ...change, count, '10.0.0.8', '/'];
    const body = {
      employee: { ...hr(who), name: '张三' },
      action,
      resource: 'crm.customer',
      customer: customer === '-' ? undefined : crm(customer),
      count: count === '' ? undefined : Number(count.replace(',', '')),
      changes: action === 'edit' ? [{ field: '手机', from: '13800000001', to: '13900000009' }] : undefined,
      ip: '10.0.0.8',
      device: undefined,
    };
    return { cells, records: action === undefined ? [] : [{ kind: 'access', at: inChina(at), body }] };
  };
  return tableOf(random, 'access-log.csv', header, rowsOf(random, rows, row));
};

/** 花名册: those who are there, those who left, and days in several spellings. */
export const makeRoster: TableMaker = (random, rows) => {
  const header = random.pick([
    [
      '工号',
      '姓名',
      '部门',
      '职位',
      '直属上级工号',
      '合同主体',
      '用工形式',
      '手机号',
      '企业微信账号',
      '入职日期',
      '离职日期',
    ],
    [
      'Employee ID',
      'Full Name',
      'Department',
      'Job Title',
      'Manager ID',
      'Employer',
      'Employment Type',
      'Mobile',
      'WeCom ID',
      'Hire Date',
      'Termination Date',
    ],
  ]);
  const row = (choices: Random): MadeRow => {
    const [id, mobile] = [number(choices, 'E'), `13${digits(choices, 9)}`];
    const [form, formRead] = choices.pick([
      ['正式', 'contract'],
      ['劳务派遣', 'dispatch'],
      ['实习', 'intern'],
      ['其他', undefined],
    ] as const);
    const hired = choices.pick(['2021-04-01', '2021/4/1', '20210401', '2021年4月1日']);
    const left = choices.pick(['', '-', '2025-06-30']);
    const cells = [id, '张三', '销售一部', '经理', 'E9000', '示例有限公司', form, mobile, 'zhangsan', hired, left];
    const since = inChina('2021-04-01');
    const body = {
      employee: hr(id),
      name: '张三',
      department: '销售一部',
      title: '经理',
      manager: hr('E9000'),
      employer: { system: 'company', ref: '示例有限公司' },
      form: formRead,
      status: 'active',
      handles: [
        { system: 'wecom', ref: 'zhangsan' },
        { system: 'phone', ref: `+86${mobile}` },
      ],
      since,
    };
    const gone = {
      employee: hr(id),
      name: '张三',
      status: 'left',
      since: inChina('2025-06-30'),
      department: undefined,
    };
    const end =
      left === '2025-06-30' ? [{ kind: 'employee', at: inChina('2025-06-30'), precision: 'day', body: gone }] : [];
    return { cells, records: [{ kind: 'employee', at: since, precision: 'day', body }, ...end] };
  };
  return tableOf(random, '花名册.csv', header, rowsOf(random, rows, row));
};
