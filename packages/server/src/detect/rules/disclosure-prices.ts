import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';
import { ours, theirs } from './disclosure-options.ts';

/** Cost and floor prices. */
export const prices: readonly Phrase[] = [
  hint('说出成本、进价等内部价格', '<d-cost> ~ <d-num|sum>', ours),
  hint('说出给别家的价格', '这是|我们|咱们|厂里|公司 ~ 给|跟|和 ~ <d-cost>', ours),
  { pattern: '<d-steer> <d-num|sum|share>', weight: 6, why: '教对方照某个数去谈', ...ours },
  hint('教对方照着去谈、去报', '<d-sure>'),
  hint(
    '说出自家能让到哪里',
    '我们|公司|领导|老板|咱 ~ 最多|顶多|最高 ~ 加到|给到|出到|让到|接受|放到 <d-num|sum|share>',
    ours,
  ),
  hint('告诉底价', '<d-floor> ~ <d-to-you|d-gives>', ours),
  { pattern: '<d-guess>', weight: 6, why: '要对方暗示价格', ...theirs, unless: ['号码|手机号|属相'] },
  {
    pattern: '底线|上限|天花板|红线|底|那个数|控制线|预算 ~~ 在哪|到哪|多少|几',
    weight: 6,
    why: '打听底线',
    ...theirs,
  },
  { pattern: '几开头|打头|反正|开头 ~~ 别过|别超|以内 <d-num|sum>', weight: 6, why: '暗示价格', ...ours },
  plain(
    '打听到底价',
    '的底|底价|底线|底牌|标底|上限|心理价 ~ 探过|探到|摸清|摸到|摸过|打听到|打听过|问到|问出|套到|套出',
    ours,
  ),
  hint(
    '说出对方最多到多少',
    '出不了|超不过|不会过|过不了|最多到|最多让到|最多给到|最多出到|顶多到|顶天 <d-num|sum|share>',
    ours,
  ),
  hint(
    '说出内部的线',
    '我们|内部|系统|公司|行里|院里|局里 ~ 核赔线|审批线|红线|线是|线卡|口径|门槛|阈值 ~ <d-num|sum|share>',
    ours,
  ),
  hint('暗示价格', '几开头|打头|别过|别超|以内就|往下一点 <d-num|sum>', ours),
  hint('说出自家的价格底线', '我们|公司|咱|采购|咱们|厂里 ~ 底线|底价|采购底线|内部成本 ~ <d-num|sum|share>', ours),
  hint(
    '教对方照某个数去谈',
    '你|你们 <d-num|sum|share> ~ 肯定|就能|准能|保准|准|稳|进得来|能进|能拿下|他也|也会',
    ours,
  ),
  hint('说出供给的价格', '<d-num|sum> 给的|拿的|进的|供的|接的', ours),
  hint('说出决策人的价格底线', '<d-decider> ~ <d-boss-line|d-floor> ~ <d-num|sum|share>', ours),
  {
    pattern: '<d-decider> ~ <d-boss-line|d-floor> ~ 多少|几|告诉|透|咋样',
    weight: 6,
    why: '打听决策人的价格底线',
    ...theirs,
  },
  plain('透露底价', '<d-reveal> ~ <d-floor|d-cost|d-limit>'),
  plain('透露底价', '<d-floor|d-cost|d-limit> ~ <d-reveal>'),
  { pattern: '<d-reveal>', weight: 3, why: '透露' },
  plain(
    '打听给别家的结算价',
    '你们|贵公司|贵司|你司|你家|你公司 ~ 给|跟|和|从 ~ <d-cost|d-quote> ~ 多少|啥|几|截图|看下|看看|看一眼|发我|给我|瞅瞅|瞄一眼',
    { ...theirs, unless: ['给|跟|和 我|我们|咱|俺'] },
  ),
];
