import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';
import { e, gate, kin, o, of } from './diversion-by.ts';
import { handing, orderly } from './diversion-sides.ts';
import { traits } from './diversion-traits.ts';

/** Keeping the deal away from the employer. */
const away: readonly Phrase[] = [
  plain(
    '劝对方不要跟公司成交',
    '<dv-dont> [再] 跟|和|在|从|找|到|去|往|向|通过|经|给|走 <us|dv-ours> <dv-deal|dv-act>',
    { ...e, unless: [...gate.unless, '<dv-dont> 跟|从|找|去 他们|他们公司|对面|那家|别家'], firm: true },
  ),
  plain('劝对方不要跟公司成交', '<dv-dont> <dv-deal> <us|dv-ours> & <dv-else|dv-kin|dv-mine|dv-leave|company>', {
    ...e,
    firm: true,
  }),
  plain(
    '劝对方不要跟公司成交',
    '跟|和|在|从|找 <us|dv-ours> ~ <dv-deal> ~ 不划算|不值|亏|你傻|您傻|冤|冤大头|不合算|干嘛|干吗',
    { ...e, firm: true },
  ),
  plain('绕过公司', '<dv-bypass> <us|dv-ours>', {
    ...e,
    unless: [
      ...gate.unless,
      '<dv-bypass> <us|dv-ours> ~ 没法|不能|不行|也可以|盖公司章|没保障',
      '<relative> [的] 微信|卡|支付宝|户头',
      '<dv-bypass> 公司|公司账|公户|公账 ~ 日程|流水',
    ],
    firm: true,
  }),
  plain(
    '绕过公司',
    '绕过|绕开|绕kai|避开|跳过|撇开|甩开|踢开|抛开|不走|不经过|不通过|不用走|别走 <you-all|dv-ours> & <we-two|dv-private|dv-split|dv-notell>',
    { ...o, ...gate, firm: true },
  ),
  plain('在公司之外私下成交', '<dv-solo> [的] [事] 吧|呗|哈|嘛|放心|别|怕|价|有啥|接不接|干不干|咱|也', {
    unless: ['<dv-risk>'],
  }),
  plain('在公司之外私下成交', '咱|咱们|咱俩|走|接|做|搞|帮我|给你|我想|我要|算|这是|有 + <dv-solo>', {
    unless: ['<dv-risk>'],
  }),
  hint('在公司之外私下成交', '<dv-solo>'),
  plain(
    '把款项和合同放到公司之外',
    '别打|不打|不要打|别进|别转|别付|甭打 <us|dv-ours> & <dv-kin|dv-else|dv-mine|dv-cheap|dv-job>',
    { ...e, firm: true },
  ),
  hint('劝对方不续或不签', '<dv-dont> <dv-deal> [了]', { ...of(4), firm: true }),
  hint('说公司的价格不值', '<us|dv-ours> ~ <dv-pricey>', of(4)),
  hint('对比公司的价格', '比 + <us|dv-ours> ~ <dv-cheap|dv-saves>', of(6)),
  hint('替别家说话', '<dv-sway>', of(5)),
];

/** Somebody else who is to get the deal. */
const others: readonly Phrase[] = [
  plain('推给亲友的生意', '<dv-kin> ~ <dv-firm|dv-trade> ~ <dv-cheap>', kin),
  plain(
    '推给亲友的生意',
    '让|找|从|跟|和|走|去|到|给|转到|放到|签|用|换成|联系|加|在 <dv-kin> ~ <dv-firm> ~ <dv-deal|dv-act>',
    kin,
  ),
  plain('推给亲友的生意', '让|找|从|跟|走|转到|放到|换成|联系|加|转给|是 <dv-kin> ~ <dv-deal|dv-cheap>', kin),
  plain('推给亲友的生意', '<dv-kin> <dv-firm> [也] <dv-deal|dv-act>', { ...kin, weight: 5 }),
  plain('推给亲友的生意', '<dv-deal> [在|到|给] <dv-kin> ~ <dv-firm>', kin),
  plain('推给亲友的生意', '转到|换到|挪到|放到|下到|迁到|挂到|下给|转给|挪给|交给 <dv-kin>', { ...kin, weight: 8 }),
  hint('提到亲友的生意', '<dv-kin> ~ <dv-firm|dv-trade>', { ...kin, weight: 4 }),
  plain('推给自己的生意', '<dv-mine> ~ <dv-cheap|dv-deal|dv-follow|dv-act>', e),
  hint('提到自己的生意', '<dv-mine>', of(4)),
  hint('自己另开生意', '我|自己 ~ <dv-found>', e),
  plain(
    '自己另开生意并拉走成交',
    '<dv-found> ~~ 找我|跟我|到我|来我|给我|转我|我那|下给我|归我|我这|以后|别续|别交|等我|照常',
    e,
  ),
  plain('自己另开生意并拉走成交', '<dv-found> ~~ <dv-cheap>', of(5)),
  plain('推给别家公司', '介绍|推荐|带|拉|引|让|领|喊|给 <you|you-all> [介绍|找|换|联系|推|推荐] [个] <dv-else>', of(6)),
  plain('推给别家公司', '我认识|我知道|我熟|我有|认识 <dv-else>', of(6)),
  plain('推给别家公司', '走|找|去|换|转到|放到|放|拿到|交给|发到|给|从 [我] <dv-else> ~ <dv-deal|dv-act|dv-cheap>', {
    ...of(6),
    unless: ['没人管|售后没人|您可以|再决定|追究', '从 <dv-else> ~ 转过来'],
  }),
  plain('推给外部公司', '介绍|推荐|引荐 <you|you-all> 去|到|跟|找|上|往|从 ~ <dv-deal>', {
    ...of(6),
    unless: ['<dv-past>', '到|去|跟 <us>'],
  }),
  hint('推给外部公司并许诺好处', '<company> ~~ <share|dv-split|dv-fee>', {
    ...of(6),
    unless: ['股权|股份|按合同', '<us>'],
  }),
  hint('推荐之外许诺好处', '介绍|推荐|引荐 <you|you-all> ~~ <share|dv-split|dv-fee>', of(4)),
  hint('把单子给别人做', '把 这单|这个单|订单|单子|项目|业务|标|活 给|让|交给 ~ 做|接|供', of(5)),
  hint('许诺好处', '给您|给你|咱俩 ~ <share|dv-fee>', { ...of(3), unless: ['优惠|便宜|折|让利|降|减免|申请|政策'] }),
  plain('推给外部公司', '介绍|推荐|建议|引荐 <you|you-all|dv-customers> ~ <company>', {
    ...of(6),
    unless: ['<dv-past>'],
  }),
  plain('推给外部公司', '去|到|找|从|跟|和|走|在|选|转到|给|让|用 <company>', { ...of(4), unless: ['<dv-past>'] }),
  plain('推给外部公司', '去|到|找|从|跟|和|走|在|选|转到|给|让|用 <company> ~ <dv-deal>', {
    ...of(5),
    unless: ['<dv-past>', '我们 <company>'],
  }),
  plain(
    '合同改由外部签',
    '合同|抬头|乙方|供货方|收款方|主体|标|订单|单子|名义|货款|尾款|执照 ~ 跟|和|换成|换|换给|改成|改到|改给|用|打到|转到|给|签|下 <company|dv-kin|dv-mine|dv-else>',
    { ...e, unless: ['<dv-past>', '<dv-your-kin>'] },
  ),
  hint('抬头换一家', '抬头|名字|公司名|合同|主体 ~ 换一下|换成|换个|改成|换', e),
];

/** Private work beside the job. */
const solo: readonly Phrase[] = [
  plain(
    '私下接公司的活',
    '我|咱 私下|私底下|偷偷|业余|下班|下班后|周末|悄悄|单独|自己|休息日|晚上 [去|给|来|过来|接|叫|带|找|喊] [您|你] ~ <dv-act|dv-deal> & <dv-cheap|dv-ours|us|dv-notell|sum|dv-solo>',
    e,
  ),
  plain('私下接公司的活', '我 私下|私底下|偷偷|悄悄|背地里|以个人名义 [给|帮|替|找] [您|你] ~ <dv-act|dv-deal>', {
    ...e,
    unless: ['做了点功课|沟通|接触|跟您说|问'],
  }),
  plain('私下成交', '咱|咱们|咱俩|我俩|跟我|和我|找我 私下|私底下|单独|私人|悄悄|个人|直接 <dv-deal|dv-act>', of(7)),
  plain('私下成交', '直接 跟我|找我|联系我|下给我|和我|转我|付给我|打给我', of(5)),
  plain(
    '自己带人干公司的活',
    '我|咱 ~ [自己|周末|私下] 喊|叫|带|拉|找 ~ 师傅|队伍|工人|徒弟|电工|仨人|俩人|几个人|兄弟们|工友 ~ <dv-act|dv-deal>',
    of(6),
  ),
  hint('私下成交', '私下|私底下|偷偷|悄悄|下班|下班后|周末 [给|跟|找|来] <dv-deal|dv-act|dv-job>', of(4)),
  hint('在家或自己的地方做', '来|到|上|去 <dv-self|dv-mine>', of(4)),
  hint('上门私做', '上门|去您家|去你家|到你家|到您家|去家里 ~ <dv-act|dv-deal>', of(4)),
  plain('员工个人接公司的活', '我个人|我私人|个人|私人 + 来接|接|承接|接单|做|签|来做|给您做|给你做', e),
  plain('机构价与私下价', '公司|店里|机构|平台|医院|中心 [的] 价|牌价|报价 ~ 咱|咱们|咱俩|我给|我这|给您|给你', of(8)),
];

/** Customers who are to follow when the employee leaves, or to wait. */
const leaving: readonly Phrase[] = [
  plain('离职时带走客户', '<dv-leave> ~~ <dv-follow>', e),
  plain('离职时带走客户', '<dv-follow> ~~ <dv-leave>', e),
  plain('让客户等到离职之后', '<dv-wait> ~~ <dv-leave>', of(7)),
  plain('让客户等到离职之后', '<dv-leave> ~~ <dv-wait>', of(7)),
  plain('让客户等新的生意开张', '<dv-wait|dv-dont> ~~ <dv-mine|dv-found|dv-new>', of(6)),
  plain('让客户等新的生意开张', '<dv-mine|dv-found|dv-new> ~~ <dv-wait|dv-dont>', of(5)),
  plain('到新地方继续成交', '<dv-new> ~ <dv-deal>', of(5)),
  plain('到新地方继续成交', '去|到|跟|来 <dv-new> ~ <dv-follow>', of(8)),
  hint('让客户先等着', '<dv-wait> [续|签|交|买|定|下|报|付|投]', of(4)),
  plain('带客户去新东家', '<dv-customers> ~ <dv-follow>', of(6)),
  plain('鼓动员工带客户出来', '<you> ~ <dv-leave> ~~ <dv-customers|dv-follow>', {
    ...o,
    unless: ['怎么|去哪|谁|吗|么'],
  }),
];

/** Keeping customers or orders out of the books. */
const hidden: readonly Phrase[] = [
  hint('客户或订单没有进系统', '<dv-unlogged>', e),
  plain('客户不进系统以便带走', '<dv-unlogged> ~~ <dv-follow|dv-kin|dv-else|company|dv-self|dv-private>', of(5)),
  plain('对公司编造不成交的理由', '<dv-say> ~ <dv-excuse>', { weight: 6, firm: true }),
  hint('瞒着公司', '<dv-notell>', { firm: true, weight: 3 }),
];

export const diversionPhrases: readonly Phrase[] = [
  ...away,
  ...others,
  ...solo,
  ...leaving,
  ...hidden,
  ...handing,
  ...traits,
  ...orderly,
];
