import type { Party } from '../kernel/party.ts';
import type { LinkType, RivalKind, RivalOutcome, Role, Strength, Tier } from './chain.ts';

export const LINK: Readonly<Record<LinkType, string>> = {
  'said-deal': '所说与交易',
  'said-transfer': '所说与付款',
  'deal-transfer': '交易与付款',
  'payer-company': '付款方身份',
  'payee-employee': '收款人身份',
  'owned-then': '当时的客户归属',
  'permitted-then': '当时的权限',
  accessed: '访问客户资料',
  'exported-sent': '导出后外发',
  called: '通话',
  'clause-in-force': '当时有效的规则',
};

export const RIVAL: Readonly<Record<RivalKind, string>> = {
  'approved-referral': '经批准的转介绍',
  'approved-rebate': '经批准的返点',
  'approved-instruction': '上级指示',
  'approved-gift': '经批准或限额内的礼品',
  'approved-outside-work': '经批准的兼职',
  'own-commission': '本公司发放的提成或奖金',
  'private-debt': '私人借款往来',
  'equal-sum-by-chance': '金额只是碰巧相同',
  'customer-moved-itself': '客户主动更换合作方',
  'shared-account': '账号由多人使用',
  partner: '外部公司是本公司合作方',
};

export const OUTCOME: Readonly<Record<RivalOutcome, string>> = {
  'none-found': '已查找，未发现',
  explains: '可以解释',
  weakens: '有所削弱',
  'not-searchable': '无法查找',
};

export const STRENGTH: Readonly<Record<Strength, string>> = { strong: '充分', medium: '部分', weak: '不足' };

/** The part an entry plays in a chain. */
export const ROLE: Readonly<Record<Role, string>> = {
  said: '所说的话',
  recalled: '撤回的消息',
  deal: '交易',
  lost: '客户流失',
  transfer: '付款',
  access: '访问客户资料',
  sent: '对外发送',
  call: '通话',
  ownership: '客户归属',
  permission: '权限',
  agreement: '规则',
  acknowledgement: '签收',
  company: '外部公司',
  account: '账号归属',
  testimony: '证言',
  process: '调查与处理',
  favourable: '有利于员工的情形',
};

export const TIER = { basic: '基础证据', core: '核心证据', process: '流程证据' } as const;

export const TIER_STATE: Readonly<Record<keyof Tier, string>> = {
  have: '已有',
  weak: '薄弱',
  missing: '缺失',
  next: '下一步',
};

/** What somebody did in a system, or may do. */
export const ACTION: Readonly<Record<string, string>> = {
  view: '查看',
  create: '新建',
  edit: '修改',
  delete: '删除',
  export: '导出',
  print: '打印',
  search: '检索',
  download: '下载',
  assign: '分配',
  login: '登录',
};

/** Where an account is one. */
export const SYSTEM: Readonly<Record<Party['system'], string>> = {
  hr: '工号',
  crm: '客户号',
  wecom: '企业微信账号',
  dingtalk: '钉钉账号',
  feishu: '飞书账号',
  wechat: '微信账号',
  qq: 'QQ号',
  email: '邮箱',
  phone: '电话',
  bank: '银行账号',
  alipay: '支付宝账号',
  wallet: '电子钱包',
  device: '设备',
  company: '公司',
  name: '显示名',
};
