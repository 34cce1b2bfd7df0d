import type { Kind } from '../kernel/record.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  employee: '员工信息',
  customer: '客户资料',
  company: '公司信息',
  declaration: '利益冲突申报',
  binding: '账号归属',
  agreement: '合同或规章制度',
  acknowledgement: '签收记录',
  ownership: '客户归属',
  'follow-up': '跟进记录',
  permission: '权限记录',
  access: '操作记录',
  approval: '审批记录',
  schedule: '排班',
  calendar: '工作日历',
  conversation: '会话信息',
  chat: '聊天记录',
  recall: '撤回记录',
  consent: '存档同意状态',
  email: '电子邮件',
  call: '通话记录',
  deal: '交易凭证',
  transfer: '付款凭证',
  claim: '报销记录',
  testimony: '证言',
  document: '文书',
  handover: '移交记录',
  tip: '举报线索',
};

/** What a kind of record is called on a timeline and in a package. */
export const titleOf = (kind: Kind): string => KINDS[kind];
