import type { EntryType } from '@zhenglian/proof';
import type { Custodian } from '../deposit/custodian.ts';
import type { Kind } from '../kernel/record.ts';
import type { LeftOut } from './collect.ts';
import { ANALYSIS, HISTORY, LIMITS, MINIMUM, TIPS } from './profile-words.ts';

/** Who a package is for: 内部报告, 仲裁卷, 民事诉讼卷, 报案卷, 工会函件, 员工查阅副本. */
export const PROFILES = ['internal-report', 'arbitration', 'civil', 'police', 'union', 'employee'] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * What is masked. `third-parties`: persons, accounts and companies that the chain is not about, unless they act in the
 * procedure. `procedure`: those too: collectors, witnesses, approvers. `customer-accounts`: accounts and numbers of the
 * customers, whose names stay. `words-of-others`: what somebody else than the employee wrote or said.
 */
export type Masking = 'third-parties' | 'procedure' | 'customer-accounts' | 'words-of-others';

/**
 * What can be neither left out nor masked. `favourable`: approvals, and the grounds of explanations that explain or weaken.
 * `statements`: what the employee stated or handed in; `declarations`: of interests and kin. Both are taken though the chain
 * does not rest on them.
 */
export type Keeping = 'favourable' | 'statements' | 'declarations';

export type Cut = {
  /** Types of entries that are taken; every other stays out. */
  readonly types: readonly EntryType[];
  readonly withoutKinds: readonly Kind[];
  readonly withoutRoles: readonly string[];
  /** Whether talk with a customer that the chain is not about stays out. */
  readonly withoutOtherTalk: boolean;
  readonly masks: readonly Masking[];
  readonly keeps: readonly Keeping[];
  readonly leavesOut: readonly LeftOut[];
  readonly limits: readonly string[];
};

const RECORDS: readonly EntryType[] = ['record', 'delivery'];

/** What each profile takes, masks and keeps, and what it says of that in the package itself. */
export const PROFILE: Readonly<Record<Profile, Cut>> = {
  'internal-report': {
    types: ['record', 'delivery', 'reconstruction', 'finding'],
    ...{ withoutKinds: [], withoutRoles: [], withoutOtherTalk: false, masks: [], keeps: [] },
    ...{ leavesOut: [MINIMUM], limits: LIMITS },
  },
  arbitration: {
    ...{ types: RECORDS, withoutKinds: ['tip'], withoutRoles: [], withoutOtherTalk: true },
    ...{ masks: ['third-parties'], keeps: ['favourable', 'statements', 'declarations'] },
    leavesOut: [MINIMUM, ANALYSIS, HISTORY, TIPS],
    limits: LIMITS,
  },
  civil: {
    ...{ types: RECORDS, withoutKinds: ['tip', 'declaration', 'schedule', 'calendar'], withoutRoles: ['process'] },
    ...{ withoutOtherTalk: true, masks: ['third-parties'], keeps: ['favourable'] },
    leavesOut: [
      ...[MINIMUM, ANALYSIS, HISTORY, TIPS],
      {
        what: '用工处理程序文书、亲属申报、排班记录 documents of the labour procedure, declarations of kin, schedules',
        why: '与民事赔偿请求无关 they do not bear on the civil claim',
      },
    ],
    limits: LIMITS,
  },
  police: {
    ...{ types: RECORDS, withoutKinds: ['declaration', 'consent'], withoutRoles: ['process'], withoutOtherTalk: true },
    ...{ masks: [], keeps: ['favourable'] },
    leavesOut: [
      ...[MINIMUM, ANALYSIS, HISTORY],
      {
        what: '用工处理程序文书、亲属申报、存档同意状态 documents of the labour procedure, declarations of kin, consents to archiving',
        why: '与报案事实无关 they do not bear on the facts reported',
      },
    ],
    limits: [
      ...LIMITS,
      '本卷只按时间陈述事实和来源，不表示已达到立案标准；第三人姓名未遮盖，仅供公安机关核实。 It states facts and sources by date and does not say that a case must be opened; names of third parties are shown, for the police alone.',
    ],
  },
  union: {
    ...{ types: RECORDS, withoutKinds: ['tip', 'declaration', 'testimony'], withoutRoles: [], withoutOtherTalk: true },
    ...{ masks: ['third-parties', 'procedure', 'customer-accounts'], keeps: ['favourable', 'statements'] },
    leavesOut: [
      ...[MINIMUM, ANALYSIS, HISTORY, TIPS],
      {
        what: '他人的证言、亲属申报 testimony of others, declarations of kin',
        why: '征求工会意见不需要，且须保护证人和亲属 the union does not need them, and witnesses and relatives are protected',
      },
    ],
    limits: LIMITS,
  },
  employee: {
    types: RECORDS,
    withoutKinds: ['tip', 'testimony', 'company'],
    ...{ withoutRoles: [], withoutOtherTalk: true },
    ...{
      masks: ['third-parties', 'procedure', 'customer-accounts', 'words-of-others'],
      keeps: ['statements', 'declarations'],
    },
    leavesOut: [
      ...[MINIMUM, ANALYSIS, HISTORY, TIPS],
      {
        what: '他人的证言、外部公司资料 testimony of others, records about outside companies',
        why: '查阅权及于员工本人的个人信息，不及于他人的 the right to a copy reaches one’s own personal information, not that of others',
      },
    ],
    limits: LIMITS,
  },
};

/** What of the items taken is masked, as a package says it of itself. */
export const MASKED_BECAUSE: Readonly<Record<Masking, { readonly zh: string; readonly en: string }>> = {
  'third-parties': { zh: '与本案无关的第三人', en: 'third parties' },
  procedure: { zh: '经办人、见证人等其他自然人', en: 'other natural persons, such as collectors and witnesses' },
  'customer-accounts': { zh: '客户的账号和联系方式', en: 'accounts and numbers of customers' },
  'words-of-others': { zh: '他人的言论', en: 'words of others' },
};

const OWN_CLOCK = '登记时间为本单位自己的时钟;';

/** What a package says of its times, by who gave receipts for it: somebody outside, this software alone, or nobody. */
export function timeLimits(gave: readonly Pick<Custodian, 'neutral' | 'gives'>[]): readonly string[] {
  const limits: string[] = [];
  const isAttested = gave.some(({ neutral, gives }) => neutral && gives === 'token');
  if (isAttested)
    limits.push(
      `${OWN_CLOCK}存证回执只说明所列时段汇总在其载明的时间之前已经存在。 Recorded times are the company’s own; a receipt says only that an epoch was there by the time it names.`,
    );
  else if (gave.length === 0)
    limits.push(
      `${OWN_CLOCK}未附第三方时间戳或存证回执。 Its times are the company’s own: no receipt of a custodian is enclosed.`,
    );
  if (gave.some(({ neutral }) => !neutral))
    limits.push(
      `${isAttested ? '' : OWN_CLOCK}所附内置时间戳由本软件签发(非中立,仅供演示与测试),是本单位单方的说法,不是第三方证明。 The enclosed timestamp of this software itself (not neutral, for demonstration and tests alone) is the company’s own word and no third party’s.`,
    );
  if (gave.some(({ gives }) => gives === 'statement'))
    limits.push(
      `${isAttested ? '' : OWN_CLOCK}所附存证机构的回执是否真实、何时作出,须凭回执编号向该机构核对,本卷自身不能证明。 Whether an enclosed statement of a deposit service is genuine, and when it was made, only that service can say; ask it by the number.`,
    );
  return limits;
}
