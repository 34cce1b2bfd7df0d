import type { Instant } from '../kernel/time.ts';
import { formatShanghai } from '../kernel/time.ts';
import type { Bound } from './attribution.ts';
import type { AttributionItem, AttributionStanding } from './attribution-file.ts';

/** A day in Asia/Shanghai. */
export const day = (at: Instant): string => formatShanghai(at).slice(0, 10);

export function daysOf(from: Instant, to: Instant): string {
  return day(from) === day(to) ? day(from) : `${day(from)}至${day(to)}`;
}

/** Why an account resolves to nobody. */
export const unboundSays = {
  shared: '账号同时绑定多人,不能仅凭账号认定操作者',
  contradicted: '关于账号归属的记录相互矛盾,不能认定',
  unbound: '账号尚未归属',
  masked: '账号经遮盖,不能单独归属',
  'name-only': '只有显示姓名,没有账号',
} as const satisfies Partial<Record<AttributionStanding, string>>;

const next = {
  realName: '未见实名绑定记录;可请员工书面确认或由平台协助调取',
  realNameOutside: '未见实名绑定记录;可请账号使用人书面确认或由平台协助调取',
  login: '未见所涉期间的登录或设备记录;可由信息系统管理员导出并写明导出过程',
  gap: '部分期间没有绑定记录;可补充该期间的账号发放、变更或注销记录',
  shared: '同时绑定多人;可以登录、设备、排班记录区分当时的操作者',
  contradicted: '记录相互矛盾;须向提供记录的一方核实,核实之前不宜据此认定',
  masked: '账号经遮盖;可由提供方出具完整账号,或在仲裁、诉讼中申请调取',
  named: '没有账号;可由提供方补充账号,并请其书面确认为何人',
} as const;

/** What the records lack about an account, and how it may be had. */
export function missingFor(
  standing: AttributionStanding,
  items: readonly AttributionItem[],
  bound: readonly Bound[],
): readonly string[] {
  if (standing === 'masked') return [next.masked];
  if (standing === 'name-only') return [next.named];
  const kinds = new Set(items.map(({ kind }) => kind));
  const isItself = kinds.has('itself');
  const isRealName = bound.some(({ strength }) => strength === 'real-name');
  const isTraced =
    kinds.has('device') ||
    kinds.has('login') ||
    bound.some(({ by, strength }) => by === 'binding' && isTrace(strength));
  const isOurs = bound.some(({ person }) => person.system === 'hr');
  return [
    ...(standing === 'contradicted' ? [next.contradicted] : []),
    ...(standing === 'shared' ? [next.shared] : []),
    ...(isItself || isRealName ? [] : [isOurs ? next.realName : next.realNameOutside]),
    ...(kinds.has('gap') ? [next.gap] : []),
    ...(isTraced || !(isOurs || isItself) ? [] : [next.login]),
  ];
}

const isTrace = (strength: Bound['strength']): boolean => strength === 'device' || strength === 'login';
