import type { Precision } from '../kernel/time.ts';
import type { CustomerAsOf } from './as-of.ts';
import type { View } from './as-of-index.ts';
import { asOfIndex } from './as-of-index.ts';
import type { PersonAsOf } from './person-as-of.ts';
import type { Presence } from './presence.ts';
import type { Switch, Verdict } from './timeline.ts';

const PRESENCE: Readonly<Partial<Record<Presence, string>>> = {
  left: '登记未收回，但人员已离职：按登记仍然有效，按员工状态已不在职；其账号当时是否已经停用，登记中没有写明。',
  'not-yet': '登记已有，但登记的入职日期在该时点之后；其账号当时是否已经可用，登记中没有写明。',
  unrecorded: '该时点没有这名员工的员工登记，是否在职不明。',
  unknown: '员工状态同日有变更，先后不明。',
};

const ROUGHLY: Readonly<Record<Precision, string>> = {
  ms: '先后不明',
  second: '先后不明',
  minute: '同一分钟，先后不明',
  day: '同日，先后不明',
  month: '同月，先后不明',
};
const COARSEST: readonly Precision[] = ['month', 'day', 'minute', 'second', 'ms'];

/** Why a holding does not simply count, as an arbitrator reads it. */
export function noteOf(presence: Presence, verdict: Verdict, open: readonly Switch[]): string | undefined {
  const precisions = open.map(({ fact }) => fact.record.precision);
  const coarsest = COARSEST.find((each) => precisions.includes(each)) ?? 'day';
  const order =
    verdict === 'unknown' ? `${ROUGHLY[coarsest]}：来源只记到这一精度，该时点是否有效不作判断。` : undefined;
  const parts = [order, PRESENCE[presence]].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('');
}

/** What the answer cannot say, in sentences of their own, so that silence is not read as a no. */
export function customerLimits(view: View, seen: Omit<CustomerAsOf, 'limits'>): readonly string[] {
  const { customer, at, owners, permissions, accesses, changedThatDay, unattributed } = seen;
  const { permissionsFrom, moves } = asOfIndex(view);
  const isKnown = view.directory.customerStates(customer.ref).length > 0 || moves.has(customer.ref);
  const hasPermissions = permissionsFrom !== undefined && permissionsFrom <= at;
  const open = owners.unclear.length + permissions.unclear.length;
  const apart = owners.apart.length + permissions.apart.length;
  return [
    '上级、系统管理员和共用账号能否打开，只按权限登记列出；没有登记的不作推定。',
    '列出的是登记的归属和权限，不是实际打开过的人；实际操作另见操作记录。',
    ...(isKnown ? [] : ['所知的登记中没有这一客户。']),
    ...(hasPermissions ? [] : ['截至该时点没有任何权限登记：不能据此认为没有人能够打开。']),
    ...(owners.counts.length === 0 ? ['截至该时点没有确定有效的归属登记。'] : []),
    ...(owners.counts.length > 1 ? [`同时登记为负责人的有${owners.counts.length}人。`] : []),
    ...(changedThatDay.length > 0 ? [`当日归属有${changedThatDay.length}条变更，见所列条目。`] : []),
    ...(open > 0 ? [`有${open}项登记与该时点先后不明，未计入。`] : []),
    ...(apart > 0 ? [`有${apart}项登记未收回，但人员当时不在职，单列，未计入。`] : []),
    ...(accesses.length > 0 ? [`当日有${accesses.length}条操作记录，操作人没有已知权限。`] : []),
    ...(unattributed.count > 0 ? [`有${unattributed.count}条登记的账号未能对应到一名员工，未计入。`] : []),
  ];
}

export const KNOWN_THEN = '“当时所知”按登记时间截取；其后被撤销的导入和已销毁的内容，现在已无法读出，因此不在其内。';

/** The same of a person. */
export function personLimits(seen: Omit<PersonAsOf, 'limits'>): readonly string[] {
  const { presence, isStateUnclear, owned, permissions, handles } = seen;
  const apart = owned.apart.length + permissions.apart.length;
  const open = owned.unclear.length + permissions.unclear.length;
  const word = presence === 'left' ? undefined : PRESENCE[presence];
  return [
    '列出的是登记的归属和权限，不是实际打开过的记录；作为上级能否打开，只按权限登记列出，没有登记的不作推定。',
    ...(word === undefined ? [] : [word]),
    ...(isStateUnclear && presence !== 'unknown' ? ['员工状态同日有变更，先后不明。'] : []),
    ...(apart > 0 ? [`有${apart}项归属或权限登记未收回，但人员当时不在职，单列，未计入。`] : []),
    ...(open > 0 ? [`有${open}项登记与该时点先后不明，未计入。`] : []),
    ...(handles.some(({ isShared }) => isShared) ? ['有账号同时登记在多人名下，不能确定由谁使用。'] : []),
  ];
}
