import type { Permission } from '../matrix.ts';
import type { ProposalKind } from './act.ts';

type Kind = {
  readonly zh: string;
  readonly en: string;
  readonly propose: Permission;
  readonly confirm: Permission;
  /** A proposal nobody decided in this time lapses. */
  readonly hours: number;
};

const DAY = 24;

/** 双人办理事项: what takes two persons of different roles, who may propose and who may confirm it. */
export const kinds: Readonly<Record<ProposalKind, Kind>> = {
  'role.grant': { zh: '授予角色', en: 'Give a role', propose: 'role.propose', confirm: 'role.confirm', hours: 7 * DAY },
  'account.recover': {
    zh: '重新签发登录链接',
    en: 'A fresh link for an account',
    propose: 'role.propose',
    confirm: 'role.confirm',
    hours: 3 * DAY,
  },
  'matrix.change': {
    zh: '改动权限矩阵',
    en: 'Change the matrix',
    propose: 'matrix.propose',
    confirm: 'matrix.confirm',
    hours: 7 * DAY,
  },
  'name.unmask': {
    zh: '双人授权查看姓名',
    en: 'Un-mask a name',
    propose: 'name.unmask.propose',
    confirm: 'name.unmask.confirm',
    hours: 3 * DAY,
  },
  'wall.lift': {
    zh: '解除回避',
    en: 'Lift a wall',
    propose: 'wall.lift.propose',
    confirm: 'wall.lift.confirm',
    hours: 7 * DAY,
  },
  'hold.release': {
    zh: '解除保全',
    en: 'Release a hold',
    propose: 'hold.release.propose',
    confirm: 'hold.release.confirm',
    hours: 7 * DAY,
  },
  'case.close': {
    zh: '办结调查事项',
    en: 'Close a case',
    propose: 'case.close.propose',
    confirm: 'case.close.confirm',
    hours: 14 * DAY,
  },
  'rule.live': {
    zh: '规则启停',
    en: 'Rule live or off',
    propose: 'rule.propose',
    confirm: 'rule.confirm',
    hours: 14 * DAY,
  },
  'relation.confirm': {
    zh: '确认关联',
    en: 'Confirm a relation',
    propose: 'relation.propose',
    confirm: 'relation.confirm',
    hours: 14 * DAY,
  },
  'key.destroy': {
    zh: '销毁',
    en: 'Destroy',
    propose: 'key.destroy.propose',
    confirm: 'key.destroy.confirm',
    hours: 7 * DAY,
  },
};
