import type { Role } from './roles.ts';
import { administrators, roleNames } from './roles.ts';

type Row = {
  readonly zh: string;
  readonly en: string;
  readonly roles: readonly Role[];
  /** Asks for a proof of who it is within the last ten minutes. */
  readonly fresh?: true;
};

/** Whoever is given a role; 员工 is who an account is, and sees their own matters alone. */
const everyone: readonly Role[] = roleNames.filter((role) => role !== 'employee');

/**
 * 权限矩阵模板: which role may do what, as shipped. An installation changes single cells by two persons' act, within
 * the limits of `lockedBecause`. A permission is what a route, a command or an act needs.
 */
export const template = {
  'finding.list': {
    zh: '查看提示列表',
    en: 'List findings',
    roles: ['investigator', 'hrbp', 'counsel', 'duty-officer'],
  },
  'finding.read': {
    zh: '查看命中原文',
    en: 'Read words around a hit',
    roles: ['investigator', 'counsel', 'duty-officer'],
  },
  'chain.read': { zh: '查看证据链', en: 'Read chains', roles: ['investigator', 'counsel'] },
  'entry.read': { zh: '查看登记条目', en: 'Read entries', roles: ['investigator', 'counsel'] },
  'package.make': { zh: '制作证据包', en: 'Make packages', roles: ['investigator', 'counsel'], fresh: true },
  'package.read': { zh: '下载证据包', en: 'Download packages', roles: ['investigator', 'counsel'], fresh: true },
  'case.read': { zh: '查看调查事项', en: 'See cases', roles: ['investigator', 'counsel', 'duty-officer'] },
  'case.open': { zh: '立调查事项', en: 'Open cases', roles: ['investigator', 'counsel'] },
  'case.close.propose': { zh: '提请办结调查事项', en: 'Propose closing a case', roles: ['investigator'] },
  'case.close.confirm': { zh: '确认办结调查事项', en: 'Confirm closing a case', roles: ['counsel'] },
  'name.unmask.propose': {
    zh: '提请查看姓名',
    en: 'Propose un-masking',
    roles: ['investigator', 'duty-officer', 'hrbp'],
    fresh: true,
  },
  'name.unmask.confirm': { zh: '确认查看姓名', en: 'Confirm un-masking', roles: ['counsel', 'union'], fresh: true },
  'relation.propose': { zh: '提请确认关联', en: 'Propose a relation', roles: ['investigator'] },
  'relation.confirm': { zh: '确认关联', en: 'Confirm a relation', roles: ['counsel'] },
  'rule.read': {
    zh: '查看规则',
    en: 'See rules',
    roles: ['investigator', 'hrbp', 'counsel', 'union', 'auditor', 'security-admin'],
  },
  'rule.propose': {
    zh: '提请规则启停',
    en: 'Propose a rule going live or off',
    roles: ['investigator', 'security-admin'],
  },
  'rule.confirm': { zh: '确认规则启停', en: 'Confirm a rule going live or off', roles: ['counsel'] },
  'hold.read': {
    zh: '查看保全',
    en: 'See holds',
    roles: ['investigator', 'counsel', 'auditor', 'security-admin', 'audit-admin'],
  },
  'hold.place': { zh: '设置保全', en: 'Place holds', roles: ['investigator', 'counsel'] },
  'hold.release.propose': { zh: '提请解除保全', en: 'Propose releasing a hold', roles: ['investigator'], fresh: true },
  'hold.release.confirm': { zh: '确认解除保全', en: 'Confirm releasing a hold', roles: ['counsel'], fresh: true },
  'key.destroy.propose': {
    zh: '提请销毁',
    en: 'Propose destruction',
    roles: ['security-admin', 'investigator'],
    fresh: true,
  },
  'key.destroy.confirm': { zh: '确认销毁', en: 'Confirm destruction', roles: ['counsel'], fresh: true },
  'delivery.read': { zh: '查看接收批次和原件', en: 'See deliveries and originals', roles: ['integrator'] },
  'delivery.change': { zh: '撤销或重读接收批次', en: 'Undo or read again', roles: ['integrator'] },
  'import.make': { zh: '导入文件', en: 'Import files', roles: ['integrator'] },
  'mapping.read': { zh: '查看字段映射', en: 'See mappings', roles: ['integrator'] },
  'mapping.keep': { zh: '保存字段映射', en: 'Keep mappings', roles: ['integrator'] },
  'account.read': {
    zh: '查看账户',
    en: 'See accounts',
    roles: ['system-admin', 'security-admin', 'audit-admin', 'auditor'],
  },
  'account.invite': { zh: '邀请和停用账户', en: 'Invite and disable accounts', roles: ['system-admin'], fresh: true },
  'session.end': { zh: '注销他人会话', en: "End others' sessions", roles: ['system-admin', 'security-admin'] },
  'provisioner.keep': { zh: '管理目录同步密钥', en: 'Keep directory keys', roles: ['system-admin'], fresh: true },
  'role.propose': { zh: '提请授予角色', en: 'Propose a role', roles: ['system-admin'], fresh: true },
  'role.confirm': { zh: '确认授予角色', en: 'Confirm a role', roles: ['security-admin'], fresh: true },
  'role.end': { zh: '收回角色', en: 'Take a role away', roles: ['system-admin', 'security-admin'] },
  'wall.set': { zh: '设置回避', en: 'Set walls', roles: ['security-admin', 'counsel'] },
  'wall.lift.confirm': { zh: '确认解除回避', en: 'Confirm lifting a wall', roles: ['counsel'], fresh: true },
  'wall.lift.propose': { zh: '提请解除回避', en: 'Propose lifting a wall', roles: ['security-admin'], fresh: true },
  'matrix.read': {
    zh: '查看权限矩阵',
    en: 'See the matrix',
    roles: everyone,
  },
  'matrix.propose': {
    zh: '提请改动权限矩阵',
    en: 'Propose a change of the matrix',
    roles: ['security-admin'],
    fresh: true,
  },
  'matrix.confirm': {
    zh: '确认改动权限矩阵',
    en: 'Confirm a change of the matrix',
    roles: ['audit-admin'],
    fresh: true,
  },
  'act.read': {
    zh: '查看双人办理事项',
    en: 'See two-person acts',
    roles: [
      'investigator',
      'hrbp',
      'counsel',
      'union',
      'auditor',
      'duty-officer',
      'system-admin',
      'security-admin',
      'audit-admin',
    ],
  },
  'watch.read': { zh: '查看查阅登记', en: "See the watcher's ledger", roles: ['auditor', 'audit-admin'] },
  'watch.report': {
    zh: '查看查阅月报',
    en: 'See the monthly report of readings',
    roles: ['auditor', 'audit-admin', 'union'],
  },
  'watch.review': { zh: '处理查阅警示', en: 'Review alerts about readings', roles: ['audit-admin'] },
  'trust.read': {
    zh: '下载信任文件',
    en: 'Download the trust file',
    roles: ['investigator', 'counsel', 'auditor', 'integrator', 'union'],
  },
  'custodian.read': {
    zh: '查看存证机构',
    en: 'See the custodians',
    roles: ['auditor', 'integrator', 'system-admin'],
  },
  'events.read': {
    zh: '接收页面更新',
    en: 'Hear news',
    roles: everyone,
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Permission = keyof typeof template;
export const permissions = Object.keys(template) as readonly Permission[];
export const isPermission = (text: string): text is Permission => Object.hasOwn(template, text);

/** Whether this permission asks for a recent proof of who it is. */
export const needsFresh = (permission: Permission): boolean => 'fresh' in template[permission];

/** Content: words, names of files, originals, or what was made of them. */
const content: readonly Permission[] = [
  'finding.list',
  'finding.read',
  'chain.read',
  'entry.read',
  'package.make',
  'package.read',
  'case.read',
  'case.open',
  'delivery.read',
  'delivery.change',
  'import.make',
];
/** What an auditor may have: looking, at everything that is no content. */
const looking: readonly Permission[] = permissions.filter(
  (each) => !content.includes(each) && (each.endsWith('.read') || each === 'watch.report'),
);

const pairs: readonly (readonly [Permission, Permission])[] = permissions.flatMap((each) => {
  const confirm = each.replace(/propose$/, 'confirm');
  return each.endsWith('propose') && isPermission(confirm) ? [[each, confirm] as const] : [];
});

/**
 * Why no act can give this role this permission: administrators see no content, auditors change nothing, an employee
 * sees what is their own alone, and no role both proposes and confirms. `undefined` where the cell may be set.
 */
export function lockedBecause(
  role: Role,
  permission: Permission,
  holds: (permission: Permission) => boolean,
): string | undefined {
  if (administrators.includes(role) && content.includes(permission)) return 'administrators see no content';
  if (role === 'auditor' && !looking.includes(permission)) return 'auditors change nothing and read no content';
  if (role === 'employee') return 'an employee sees their own matters alone';
  const other = pairs.find((pair) => pair.includes(permission))?.find((each) => each !== permission);
  if (other !== undefined && holds(other)) return `whoever has ${other} must not have ${permission}`;
  return undefined;
}

export type Cell = { readonly role: Role; readonly permission: Permission; readonly allowed: boolean };
export type Matrix = ReadonlyMap<Role, ReadonlySet<Permission>>;

/** The matrix in force: the template with the cells of this installation laid over it. */
export function matrixWith(cells: readonly Cell[]): Matrix {
  const own = new Map(cells.map((cell) => [`${cell.role} ${cell.permission}`, cell.allowed]));
  const allowed = (role: Role, permission: Permission): boolean =>
    own.get(`${role} ${permission}`) ?? (template[permission].roles as readonly Role[]).includes(role);
  return new Map(roleNames.map((role) => [role, new Set(permissions.filter((each) => allowed(role, each)))]));
}
