import type { Custodian } from '../deposit/custodian.ts';
import type { LeftOut } from './collect.ts';

/** Who a package is for. */
export const PROFILES = ['internal-report'] as const;
export type Profile = (typeof PROFILES)[number];

type About = { readonly leavesOut: readonly LeftOut[]; readonly limits: readonly string[] };

/** What each profile leaves out, and what no package can prove. Both are stated in the package itself. */
export const PROFILE: Readonly<Record<Profile, About>> = {
  'internal-report': {
    leavesOut: [
      {
        what: '与本证据链无关的登记条目 entries this chain does not rest on',
        why: '最小必要:其他客户和员工的记录不收录 no more than the story needs',
      },
    ],
    limits: [
      '本卷只说明所收条目自登记后未改变、在登记链中的位置,以及由谁签署;不说明登记之前内容是否真实。',
      '账号由谁实际操作,须另以账号归属等证据说明。',
      'This package proves only that its entries are unchanged since they were recorded and who signed the log. It does not prove that they were true before, nor who operated an account.',
    ],
  },
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
