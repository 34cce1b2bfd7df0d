import type { Phrase } from '../phrases/phrase.ts';
import { against, hint, plain } from '../phrases/phrase.ts';

const e = { by: 'employee' } as const;
const o = { by: 'outside' } as const;
const of = (weight: number) => ({ ...e, weight });
const kin = { ...e, unless: ['<dv-ykin>', '<dv-past>'] } as const;
const gate = { unless: ['<dv-gate>', '走 <us|dv-ours> 审批|流程|系统审批|付款'] } as const;

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

/** What an outside company asks of our employee, and what the employee hands over. */
const handing: readonly Phrase[] = [
  plain('外部要求把客户转过去', '你|你们|您|把|你家 ~ <dv-customers> ~ <dv-move> [到|给|往] <dv-tome>', {
    ...o,
    unless: ['<dv-contact>'],
  }),
  plain(
    '外部要求把客户转过去',
    '手里|手上|你们公司|公司|门店|店里|你们店 ~ <dv-customers> ~ <dv-hand> [到|给|往] <dv-tome>',
    { ...o, unless: ['<dv-contact>'] },
  ),
  plain('外部要求把客户转过去', '<dv-customers> ~ 往 <dv-tome> ~ <dv-move>', o),
  hint('外部要求把客户转过去', '<dv-customers> ~ <dv-hand> [到|给|往] <dv-tome>', { ...o, unless: ['<dv-contact>'] }),
  plain(
    '外部要客户名单来做生意',
    '把 ~ <dv-customers> ~ <dv-contact> ~ 给我|发我|推给我 ~ <dv-deal|dv-act|sum|dv-split>',
    { ...o, weight: 6 },
  ),
  plain('员工把客户交给外部', '手里|手上|我们公司|公司|我们店 ~ <dv-customers> ~ <dv-move> [到|给|往] <dv-toyou>', e),
  plain(
    '员工把客户交给外部',
    '手里|手上 ~ <dv-customers> ~ 介绍过去|推过去|转过去|带过去|放你那|放你们那|都给你|给你们做',
    e,
  ),
  plain('员工把客户交给外部', '<dv-customers> ~ 直接|都|全 带到|转到|推到|引到|拉到 <dv-toyou>', e),
  plain('员工把客户交给外部', '我把 ~ 端过去|带过去|拉过去|转过去|带过来|捎过去 & <dv-toyou>', e),
  hint('员工把客户交给外部', '<dv-customers> ~ <dv-move> [到|给|往] <dv-toyou>', e),
  plain('员工推掉公司的单让别人接', '推了|回了|推掉|拒了|没接 ~~ 你接|您接|你来|你做|你们接|你们做', e),
  plain('客户接受去别处成交', '跟|和|从|去|到|找|在|给|往 <dv-your-kin> ~ <dv-firm|dv-deal> ~ <dv-deal|dv-act>', {
    ...o,
    weight: 10,
  }),
  plain('客户接受去别处成交', '<dv-deal|dv-act> [到|在|给] <dv-your-kin> ~ <dv-firm>', { ...o }),
  plain('客户接受去别处成交', '你|您 [之前|上次] 介绍|推荐 [的] ~ <company|dv-firm> ~ <dv-deal>', o),
  plain('客户接受去别处成交', '不|别 跟|和|在|从|找 <you-all|dv-ours> ~ <dv-deal> ~~ <dv-your-kin>', {
    ...o,
    firm: true,
  }),
  plain('客户接受去别处成交', '听你的|听您的|按你说的|按您说的|照你说的|行|好 ~~ <dv-your-kin>', { ...o, weight: 5 }),
  hint('利益许诺', '<dv-split>', of(2)),
  hint('利益许诺', '<dv-split>', o),
  plain(
    '客户要与员工个人成交',
    '下给|签给|开给|转给|付给|跟|和|找 <dv-yours|dv-your-kin> ~ <dv-firm> [签|做|下|订|买]',
    o,
  ),
  plain('客户认员工不认公司', '认的是你|认你这个人|去哪我|跟到哪|跟着你走|跟你走|跟您走|随你走|都跟着你|跟着您走', {
    ...o,
    weight: 8,
  }),
  hint('说到员工的新去处', '你去哪|您去哪|新公司|新店|新东家|从你们系统|出来|单干', { ...o, weight: 3 }),
  plain(
    '鼓动员工带业务出来',
    '<you> ~ <dv-leave> ~~ 都给你|给你做|跟你走|跟您走|场地|我投|我出|归你|给你股|股份|干股',
    o,
  ),
  plain(
    '外部要员工瞒着公司签',
    '签|下|走|打|放 [到|给] <dv-tome> ~~ <you-all|dv-ours> ~ 不知道|当没|别说|黄|免|不用知道|就说|说是',
    o,
  ),
  hint('外部要求先留着', '捂着|压着|留着|攒着|先别报|空着|别填|别登记|别录 ~~ <dv-tome>', { ...o, weight: 6 }),
  hint('外部要求放到自己那里', '拿到|放到|带到|送到|做到|过来|来|跟 <dv-tome> ~ 放|签|做|打|上课|弄|开|挂', {
    ...o,
    weight: 4,
  }),
];

/** Traits that are innocent one by one; two different ones tell. */
const traits: readonly Phrase[] = [
  hint('劝对方避开公司', '<dv-dont> ~ <us|dv-ours>', {
    ...of(5),
    unless: [
      ...gate.unless,
      '<dv-notell>',
      '<dv-dont> ~ <dv-chief> ~ 说|讲|提|知道|晓得|发现|看出',
      '一趟|旧|公户|公账|他们公司|对面',
    ],
    firm: true,
  }),
  hint('自己来做公司的业务', '<dv-offer>', of(5)),
  hint(
    '自己来做公司的业务',
    '我|咱|我们 ~ 出来|在家|下班|晚上|周末|休息|自己|个人|私人|业余|私下|偷偷|中午 ~ <dv-act|dv-deal>',
    { ...of(5), unless: ['<dv-offer>', '建议|觉得|认为|也买|申请|垫付|感觉|推荐'] },
  ),
  hint(
    '公司价与私下价',
    '公司|我们|店里|机构|平台|社里|院里|我司|中心|影楼|外面 ~ 报|价|收|卖|要 ~~ 我|咱|咱们|那家 ~ 收|就能|只要|给你|给您|才|能给',
    of(6),
  ),
  hint('亲友来做', '<dv-kin> ~ <dv-act|dv-deal|sum|dv-cheap|dv-saves>', { ...kin, weight: 5 }),
  hint('换一家来做', '<dv-route>', of(5)),
  hint('少收或省下一笔', '<dv-saves|dv-cheap>', of(4)),
  hint('要换地方', '我|我们|咱|团队|整个 ~ <dv-leave>', of(5)),
  hint('要换地方', '<dv-soon> ~ <dv-new|dv-found|dv-mine>', of(5)),
  hint('客户跟过去', '<dv-follow>', of(5)),
  hint('让客户找自己', '直接找|找|来找|跟着|转给|转到|留给|下给|直接跟|联系|认的是|支持 + <me>', {
    ...of(4),
    unless: ['随时|有问题|有事|有需要|疑问|咨询 ~ <me>', '找 + <dv-kin>'],
  }),
  plain('离职时带走客户', '<dv-leave> ~~ 找|来找|跟着|转给|转到|留给|下给|跟|认的是 + <me>', e),
  plain('离职时带走客户', '<dv-leave> ~~ 接着做|接着给|继续做|带|捎 + <you|you-all>', e),
  plain('离职时带走客户', '找|来找|跟着|转给|转到|留给|下给|跟|认的是|支持 + <me> ~~ <dv-leave>', e),
  hint(
    '瞒着公司的人',
    '别|不要|莫|甭|不用|不让|瞒着|背着|别跟|别让|休 ~ <dv-chief> ~ 说|讲|提|知道|晓得|发现|看见|听见|问',
    { ...of(5), firm: true },
  ),
  hint('公司不知道', '<dv-chief> 不知道|不晓得|看不到|看不见|没数|查不到|发现不了|管不着|不会知道|哪知道', {
    ...of(5),
    firm: true,
  }),
  hint('请员工个人来做', '<dv-yours> ~ <dv-act|dv-deal>', {
    ...o,
    weight: 5,
    unless: ['给|返给|打给|转给|留给 + <dv-yours>'],
  }),
  hint('跟着员工个人走', '<dv-withyou> ~ <dv-deal|dv-act|dv-leave>', { ...o, weight: 5, unless: ['给 + <dv-yours>'] }),
  hint('跟着员工个人走', '跟|找|认|就认|下给|交给 + <you> ~ <dv-deal|dv-act|dv-leave>', {
    ...o,
    weight: 4,
    unless: ['你 同事|经理|领导|财务'],
  }),
  hint('绕开员工的公司', '别|绕|绕开|甭|不用|跳过|避开|不要|不跟|不走|不找|不经|不通过|省得|撇开 ~ <you-all|dv-ours>', {
    ...o,
    weight: 5,
    firm: true,
    ...gate,
  }),
  hint('绕开员工的公司', '<you-all|dv-ours> ~ 就免了|免了|那层|那道手|那份省|不用知道|不知道', {
    ...o,
    weight: 6,
    firm: true,
  }),
  hint('提到员工自己的生意', '<dv-your-kin|dv-yours> ~ <dv-firm>', { ...o, weight: 5 }),
  hint('劝员工单干或问新公司', '你|您 ~ 出来|单干|单出来|自己干|新公司|新店', { ...o, weight: 5 }),
  hint('店里价与私下价', '店里|公司|你们|平台|机构 ~ <sum|share|dv-pricey> ~~ 你|您 ~ <dv-act|dv-withyou>', {
    ...o,
    weight: 6,
  }),
  hint('直接给我', '直接|以后|有单|有活 ~ 给我|找我|来我这|发我|喊我', { ...o, weight: 5 }),
  hint('说公司不好', '<us|dv-ours> ~ <dv-bad>', of(4)),
  hint('劝对方避开公司后自己来做', '<dv-dont> ~~ 我|咱 ~ <dv-act|dv-deal>', of(3)),
  hint('自己在对方公司有份', '<dv-share>', of(5)),
  hint(
    '带到别处成交',
    '带到|拿到|转到|放到|挪到|迁到|换到|挂到|弄到|发给 <dv-new|dv-mine|dv-else|company|dv-kin>',
    of(7),
  ),
  plain('亲友的生意更合算', '<dv-kin> ~ 做|干|搞|开|卖|有|注册|认识|那 & <dv-cheap|dv-saves|dv-bad|dv-dont>', {
    ...kin,
    weight: 6,
  }),
  hint('外部要求换自己来做', '换|让|给|匀给|交给|留给|甩给|派给 我们|我 [来] 送|做|跟|接|供|干|打|讲|装|管', {
    ...o,
    weight: 5,
  }),
  hint(
    '外部许诺员工好处',
    '给你|分你|提你|返你|归你|算你|给你提|多给你|一个人头|一单|一户|成一单|成一家 ~ <sum|share|split|dv-num>',
    { ...o, weight: 5, unless: ['<dv-split>', '<dv-fee>'] },
  ),
  hint('往自己这边带', '往 <dv-tome> ~ 带|领|引|导|介绍|推|送', { ...o, weight: 5 }),
  hint('先不跟公司签', '先不|先别|不|停 [跟] <you-all|dv-ours> [签|续|做] ~~ 等你|等您|跟你|跟您|你那边|您那边|你新', {
    ...o,
    weight: 10,
    firm: true,
  }),
  hint('劝对方避开一处', '<dv-dont> + 找|打|走|用|上|在|跟|从|交给|去|进|往|交|到|报|约|订|定|买|续|签|再', {
    ...of(3),
    unless: [...gate.unless, '<dv-notell>'],
    firm: true,
  }),
  hint('省去公司', '公司|平台|中间|机构|店里|社里 [那] ~ 省掉|省了|省下|那层|那一层|那道|抽一道', of(5)),
  hint('直接跟别人成交', '直接 + 跟|找|从|向|报|约|去|联系 ~ <dv-deal|dv-act>', {
    ...of(4),
    unless: ['直接 + 联系|找|跟 <us|dv-ours>', '前台|客服|官网|公众号|小程序'],
  }),
  hint('提到别家', '<dv-else>', of(2)),
  hint('公司价与私下价', '<us|dv-ours> ~ <dv-num|sum> ~~ 我|我那|来|咱|咱们|那边|那家|他 ~ <dv-num|sum>', of(5)),
  hint('单子记到别处', '录|记|挂|算|登 + 她那|他那|那边|我表妹|我朋友|我老婆|我哥|我弟', of(5)),
  hint('故意报高', '故意 ~ 报高|往高|报贵|拖|报长|说没|往长', of(6)),
  hint('供货方换成别家', '供货商|供应商|厂家|品牌|供货方|施工方|合作方|承运商|机构 ~ 换成|改成|换到|换给', of(5)),
  hint('把业务推给某人', '把 <you|you-all> ~ 推给|介绍给|转给|引荐给|拉到|带到|领到', {
    ...of(5),
    unless: ['同事|售后|经理|工程师|客服|我们'],
  }),
  hint('按员工个人来做', '<you> ~ 找|带|叫|喊 ~ 工友|师傅|人|兄弟 ~ <dv-act|dv-deal>', { ...o, weight: 5 }),
  hint('客户不经公司', '公司那边|店里|你们公司|平台|机构 ~ 我 ~ 不打|不报|不说|不走|不续|停|退', {
    ...o,
    weight: 6,
    firm: true,
  }),
  hint('私下给外部', '偷偷|私下|悄悄|私底下 ~ 给我|给我们|报给我们|发我', { ...o, weight: 5 }),
  hint('以后由员工个人做', '以后|那|活|单子|都 ~ 你来|归你|交给你|就你|找你|给你做', { ...o, weight: 5 }),
  hint('要员工带人过来', '带着|领着|带|拉 <dv-customers> ~ 过来|来|走|出来', { ...o, weight: 6 }),
  hint('从员工自己的厂走', '从|走|用 <dv-yours|dv-your-kin> ~ 走|出|发|开', { ...o, weight: 6 }),
  hint('等员工到新单位', '等 <you> ~ 新单位|新公司|新东家|新店|那边|执照|开业|离职', { ...o, weight: 6 }),
  plain(
    '亲友的生意更合算',
    '<dv-kin> ~ <dv-firm> ~ 还有位|有货|有车|有位|还有|有现货|能给|能做|能接|能出|可以做|可以接|也有|收|接|出',
    { ...kin, weight: 6 },
  ),
  hint('推给别家公司', '把 <you|you-all> 介绍去|介绍到|推荐到|推荐去|推到|引到|领到|带到', {
    ...of(6),
    unless: ['到 <us>', '总部|分公司|门店|同事'],
  }),
  hint('换用别的渠道', '从|用|找|走|换 别的|其他|另外|别家|个 ~ <dv-firm>', of(5)),
  hint('劝对方不找公司的人', '<dv-dont> 找|走|打|用|跟 <us|dv-ours> [客服|热线|前台|的人|抽|赚|派|挣]', {
    ...of(3),
    ...gate,
    firm: true,
  }),
  hint('我那边接单', '我那边|我这边|我那|我这 ~ 签|做|接|下|出|开|能', of(4)),
  hint('等到别处再成交', '<dv-soon> ~ 我那边|我这边|我那 ~ 签|做|接|下|出|开|能', of(6)),
  hint('不让公司赚', '别让|不让|省得 <us|dv-ours> ~ 抽|赚|挣|扒|拿走', of(6)),
  plain('客户要与员工个人成交', '跟|和|找|从|在|走|用|下给 <dv-your-shop> ~ <dv-deal|dv-act>', {
    ...o,
    unless: ['给 <dv-your-shop> ~ 拿|返|打|转|发'],
  }),
  hint('等新的生意开张', '等 ~ <dv-new|dv-mine> ~ <dv-found>', of(6)),
  hint('把单子给别人做', '转给|换给|改给|转到 ~ 做|供|接|生产|代工|施工', {
    ...of(5),
    firm: true,
    unless: ['同事|售后|部门|部|经理'],
  }),
  hint('推给别家公司', '去找|找|去|上|到 <dv-else>', of(2)),
  plain('员工把客户交给外部', '手里|手上 ~ <dv-customers> ~ 全给|都给|全推|都推|全交给|都交给|全转 <dv-toyou>', e),
  plain('外部要求把客户转过去', '<dv-customers> ~ 往 <dv-tome> ~ 扔|丢|甩|倒|塞|漏|推|转|派|让', { ...o, weight: 8 }),
  hint('自己另开生意', '我新|我那新|我新开的|我开的|我租了|我盘了|我弄了|我办了|我搭了|我自己有 ~ <dv-firm>', of(6)),
  hint('公司只是走过场', '<us|dv-ours> ~ <dv-sham>', of(6)),
  hint(
    '让双方自己谈',
    '你俩|你们俩|您俩|你们|您跟他|你跟他|您跟房东|您跟业主|您跟师傅 自己|直接|私下 谈|签|碰|对接|联系|约|结',
    of(6),
  ),
  hint('选定别家', '选|签|用|找|投|买|定 + 他家|他们家|那家|他那家', of(5)),
  hint('私下交出联系人', '我把|我给 ~ 微信|电话|号码 ~ 给你|给您|推你|推您', of(3)),
  hint('外部接单', '全|都|直接|顺手|悄悄|偷偷 ~ 甩|转|推|给|派|引|导|放 [给] <dv-tome>', { ...o, weight: 5 }),
  plain('外部要员工带来客户', '<you> ~ <dv-customers> ~ 带过来|带来|带上|带着|拉过来|弄过来|挪过来|引过来', {
    ...o,
    unless: ['<dv-contact>', '我们店'],
  }),
  hint('业务转到员工那里', '转到|转给|转去|挪到|换到|放到|过到|搬到 <dv-toyou>', { ...o, weight: 6 }),
  hint('客户与原公司到期不续', '不续|停掉|不签了|到期 & 原公司|老东家|原单位|原来那家|你原来', {
    ...o,
    weight: 6,
    firm: true,
  }),
  hint('外部要撬客户', '我去撬|我撬|撬过来|撬走|挖过来|抢过来', { ...o, weight: 8 }),
  hint('外部要名单来做生意', '名字|电话|名单|联系方式 ~ 给我|发我 ~~ <dv-split|sum|share>', { ...o, weight: 4 }),
  hint('许以职位或股份', '底薪|股份|干股|合伙人|职位|提成点|工资翻|年薪', { ...o, weight: 4 }),
  hint('对公司编造不成交的理由', '我跟|我和|我给|我就跟|我对 ~ 说|讲|报|写 ~ <dv-excuse>', of(6)),
  hint('找员工个人成交', '跟|找|来|走 + <me> ~ <dv-act|dv-deal>', of(4)),
  hint('抱怨公司的条件', '<us|dv-ours> ~ 要押金|排队|预定|等俩月|等一个月|要等|太慢|太长', of(4)),
  hint('抬头是亲友', '抬头|户名|法人|合同|发票|执照 ~ 是|用|挂|写 ~ <dv-kin>', of(5)),
  hint('转去新东家后再签', '等我|等 ~ 过去|到那边|入职|安顿|站稳|稳定 ~ <dv-deal|dv-act>', of(6)),
  hint('嫌公司流程而找个人', '贵司|你们公司|你公司 ~ 太长|太慢|太贵|麻烦|抽|扣|贵', { ...o, weight: 4 }),
  hint('与员工私人成交', '私人|个人|私下|单独|直接 <dv-deal|dv-act>', {
    ...o,
    weight: 4,
    unless: ['我 个人|私人', '<us>'],
  }),
  hint('说到自己要走', '<dv-soon> ~ 就走|要走|走人|撤|就撤|闪', of(5)),
  hint('劝对方退掉再去别处', '退了|退掉|退费|取消|停掉|解约 ~~ 去|到|跟|来|找|转 ~ <dv-deal|dv-act|dv-follow>', of(5)),
  hint('对方是自己的亲友', '是 <dv-kin>', { ...of(4), unless: ['<dv-ykin>', '<dv-past>', '<rule>'] }),
  hint('让客户单独联系自己', '单独|直接|私下 + 联系|找|跟|加|约|打 [给] <me>', of(5)),
  hint('去跟那家成交', '跟|和|去 那家|他家|他们家|对面 ~ <dv-deal>', {
    ...of(6),
    unless: ['<dv-dont> 跟', '那边看的'],
  }),
];

/** What speaks for an orderly meaning. */
const orderly: readonly Phrase[] = [
  against('规定与提醒', '<dv-risk>', { weight: -6 }),
  against('规定与提醒', '请勿|严禁|切勿|禁止|谨防|不得|不允许|不许|不准'),
  against(
    '培训、新闻、传闻',
    '新闻|报道|被抓|被查|法院|判了|判刑|通报|课件|案例|讲座|试题|教材|题库|宣传片|培训讲|培训的时候|合规课|ppt|电视剧',
    { weight: -8 },
  ),
  against('公司自己的活动', '活动|优惠券|新品|预售|上新|涨价|满减|基础版|套餐|团购价|新模板|旧合同', { weight: -8 }),
  against('只谈聊天方式', '小号|存档|留痕|录音|日程|聊天记录|私号', { weight: -4 }),
  against(
    '只谈收款',
    '转我|打我卡|打我账|打到我|退我|收款|户名|卡号|支付宝|zfb|押金|微信转|红包|流水|公户|户头|收款码|代充|入账|财务|现金',
    { weight: -4, by: 'employee' },
  ),
  against('正式伙伴或分支', '<dv-official|partner|our-company>'),
  against('公司本来不做', '<us|dv-ours|dv-customers> ~ <dv-notours>', {
    weight: -8,
    unless: ['<dv-say> ~ <dv-excuse>', '<dv-kin>', '<dv-mine>', '私人'],
  }),
  against('有序交接', '<dv-handover>'),
  against('客户自己比价', '你们|你家 ~ 便宜|降|优惠|少|低 ~ 点|吗|不|呗|么', o),
  against('找住处或饭馆', '最低价格|想找一家|帮我找一家|评分|景点|餐馆', { weight: -25 }),
  against(
    '与成交无关',
    '想找|帮我找|酒店|餐馆|餐厅|景点|评分|找工作|面试|招人|投简历|上班|吃饭|聚餐|团建|参观|应聘|开个证明|楼下|取快递|名片',
  ),
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
