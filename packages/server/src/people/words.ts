/** How a declared tie is called. */
export const relations = {
  spouse: '配偶',
  parent: '父母',
  sibling: '兄弟姐妹',
  'other-kin': '其他亲属',
  shareholding: '持股',
  'outside-work': '兼职',
} as const;

/** By what an account was bound to somebody. */
export const bindingWords = {
  'real-name': '实名',
  device: '设备',
  login: '登录账号',
  declared: '员工资料或本人申报',
  inferred: '推断',
} as const;

/** What a company's register calls its people. */
export const roles: Readonly<Record<string, string>> = {
  'legal-representative': '法定代表人',
  shareholder: '股东',
  director: '董事',
  contact: '联系人',
};
