import type { EntryType } from '@zhenglian/proof';
import type { Role } from '../../chain/chain.ts';
import type { Basis, OriginalForm } from '../../kernel/record.ts';

/** The parts of a catalogue, in the order in which an arbitrator reads them. */
export const GROUPS = [
  '一 主体与劳动关系',
  '二 规则与告知',
  '三 客户归属与权限',
  '四 账号归属',
  '五 行为',
  '六 利益与损失',
  '七 程序',
  '八 固定与核验',
] as const;
export type Group = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What is usually in dispute; evidence is named by these numbers. */
export const FOCUSES = [
  '规则有效且员工知悉',
  '客户归属与职责',
  '账号归本人',
  '行为',
  '利益或损失',
  '程序',
  '取得合法',
] as const;
export type Focus = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const BASIS: Readonly<Record<Basis, string>> = {
  'work-system': '工作系统留存',
  'company-books': '本单位账册',
  'provided-by-customer': '客户提供',
  'provided-by-employee': '员工提供',
  'provided-by-third-party': '第三方提供',
  'public-record': '公开登记信息',
  'authority-order': '有权机关文书',
};

export const FORM: Readonly<Record<OriginalForm, string>> = {
  original: '原件',
  copy: '复制件',
  printout: '打印件',
  screenshot: '截图',
  recording: '录音录像',
  extract: '摘录',
};

/** What an item is to show, by the part it plays. Neutral: it names a subject, and says nothing of who is right. */
export const SHOWS: Readonly<Record<Role | 'statement' | 'ground' | 'handover' | 'prior', string>> = {
  said: '员工与客户谈话的原话',
  recalled: '撤回消息的事实',
  deal: '客户与外部公司的交易',
  lost: '客户流失的记录',
  transfer: '款项的支付',
  access: '对客户资料的操作',
  sent: '资料的外发',
  call: '双方的通话',
  ownership: '行为时客户由谁负责',
  permission: '行为时的权限',
  agreement: '规则的内容、版本与制定程序',
  acknowledgement: '员工签收该版本的情况',
  company: '外部公司的登记信息',
  account: '账号或账户的归属',
  testimony: '知情人的陈述',
  process: '处理程序',
  favourable: '有利于员工的情形',
  statement: '员工的陈述、申报及其提交的材料',
  ground: '相关情况',
  handover: '材料的移交人、收取人、时间与方式',
  prior: '同一记录变更前的内容',
};

export const ENTRY: Readonly<Record<EntryType, string>> = {
  record: '记录',
  delivery: '接收批次',
  act: '人工决定',
  audit: '查阅记录',
  finding: '提示',
  reconstruction: '证据链',
  package: '证据包',
  retraction: '撤销导入',
  destruction: '密钥销毁',
};

/** How a delivery came. */
export const METHOD: Readonly<Record<string, string>> = {
  import: '导入文件',
  post: '接口接收',
  reprocess: '以新的解析方式重读原件',
};
