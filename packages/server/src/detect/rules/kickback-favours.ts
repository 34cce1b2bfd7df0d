import type { Phrase } from '../phrases/phrase.ts';
import { against, plain } from '../phrases/phrase.ts';

/** Expenses taken over, what is due, and what is asked for. */
export const kickbackFavours: readonly Phrase[] = [
  plain('替对方个人承担开销', '<kb-life> ~ <kb-payit>', { weight: 8, unless: ['公司组织|aa|合同|自理|人均|推荐'] }),
  plain('替对方个人承担开销', '<kb-payit> ~ <kb-life>', { weight: 5, unless: ['公司组织|aa|合同|自理|人均|推荐'] }),
  plain('说到应得的那份', '<kb-due>', { weight: 6, firm: true, unless: ['合同|报价|饭|数量|材料|资料|文件'] }),
  plain('说到应得的那份', '<kb-due> ~ 结|给|准备|呢|送|存|走|转|打|拿|没|差|翻|也|怎么', {
    weight: 5,
    firm: true,
    unless: ['合同|报价|饭|数量|材料|资料|文件'],
  }),
  plain('催问约好的钱', '上次说的|说好的|之前说的|谈好的|讲好的|约好的|答应的 ~ <sum|kb-money|share|kb-range>', {
    weight: 8,
    by: 'employee',
  }),
  plain('员工为自己要好处', '<kb-ask>', { weight: 6, by: 'employee', firm: true }),
  plain('以办事换好处', '<kb-ask> & <kb-act-hard|bring|customer-noun>', { weight: 4, by: 'employee', firm: true }),
  plain(
    '没有钱不办事',
    '没有|没个|少于|低于|不到 ~ <sum|kb-money|share|kb-range> ~ 不干|免谈|没戏|别想|不办|不做|办不了',
  ),
  plain('员工要现金', '给我现金|现金给我|拿现金|折现|折成现金|微信转我|打我老婆卡|打我媳妇卡', {
    weight: 7,
    by: 'employee',
  }),
  plain('约定一起分', '咱们分|咱俩分|咱分了|我们俩分|咱俩二五分|一人一半|你一半我一半|大家分|二五分', {
    weight: 7,
    firm: true,
    unless: ['产权|运费你|家务|蛋糕|aa|车费'],
  }),
  plain('多报后一起分', '报|开|写|抬|涨|虚 ~~ 咱们分|咱俩分|咱分|咱俩|你我|一人一半', { weight: 5 }),
  plain('给对方个人比例', '您拿|你拿|您得|你得 ~ <share|kb-range>', { weight: 8, by: 'outside' }),
  plain('事成给对方', '<kb-act-hard|succeed> ~~ 给您|给你|您拿|你拿|您那|送您|送你', { weight: 4, by: 'outside' }),
  plain('与别人的好处比', '给别人|别人都是|人家都|给采购部|都有 ~ 给我|就我没有|没我的|就我没', {
    weight: 10,
    by: 'employee',
    firm: true,
  }),
  plain('按数分返点', '返点|佣金|运费涨|提成 ~ 你一八|你18|你15|你10|你20|我7|我5|二五分|咱俩', { weight: 9 }),
  plain('从款项里抽给对方', '从|里 ~ 抽|提|扣 <share|sum|kb-money> [出来] 给你|给您|归你|归您', { weight: 12 }),
  plain('介绍一个给奖励', '介绍一个|介绍一位|推一个|带一个|拉一个 ~ <sum|kb-money>', {
    weight: 8,
    by: 'outside',
    unless: ['活动|会员|优惠券|推荐一个'],
  }),
  plain('提名字有返点', '提我名字|报我名字|说我介绍 ~~ 返|提成|好处|佣金', { weight: 12 }),
  plain(
    '介绍到别处给返点',
    '介绍你到|介绍您到|介绍你去|介绍您去|推荐你去|推荐您去 ~~ 给你返|给您返|返点给你|返给你|好处',
    { weight: 12 },
  ),
  plain('返还的钱走别人账户', '返给您的|返给你的|给您的钱|给你的钱|给您的返 ~~ 走|公司查|账户|现金|支付宝', {
    weight: 8,
  }),
  plain(
    '以小开销为名给钱',
    '买杯咖啡|喝杯咖啡|买烟抽|买包烟|买条烟|买点水果|喝杯茶|买瓶水|吃顿好的|买点好的|给孩子买|给娃买 & 转你|转您|打你|发你|发您|红包|收下|零钱',
    { weight: 10, by: 'outside', unless: ['师傅|快递'] },
  ),
  plain('催问返点', '<kb-fee> ~ 没给我|还没给|没落实|给我落实|没兑现|该结|该给|催|拖', { weight: 8, by: 'employee' }),
  plain(
    '要对方给自己家做事',
    '我家|给我家|我妈家|我爸家|我新房 ~~ 顺便|顺手|捎带|一起|也给 ~ 封|装|弄|做|换|修|刷|铺',
    { weight: 8, by: 'employee' },
  ),
  plain(
    '暗示要换东西',
    '我这|我那|我家|我 ~ 手机|车|电脑|轮胎|空调|电动车|相机|冰箱|电视 ~ 用了|开了|坏了|旧了|该换|不行了|卡得',
    { weight: 6, by: 'employee' },
  ),
  plain('嫌少', '太少了|少了点|不够分|怎么也得|起码得|至少得 ~ <sum|kb-money|share|kb-range>', {
    weight: 6,
    by: 'employee',
  }),
  plain('嫌少', '<sum|kb-money|share|kb-range> ~ 太少|少了|打发|不够意思|不够分', { weight: 6, by: 'employee' }),
  plain('差价的一部分给对方', '<kb-margin> ~ <share|sum|kb-money|kb-range> ~ 给您|给你|给我|归', {
    weight: 10,
    unless: ['合同|优惠|让利'],
  }),
  plain('两人各得一份', '咱|咱俩|咱们|你我|我俩 + 一人 <sum|kb-money|share>', { weight: 12, unless: ['aa|饭|车费'] }),
  plain('请全家游玩', '请您全家|请你全家|带家人|带上嫂子|带嫂子|您全家人|你们全家 ~ 去|玩|趟|飞|住', {
    weight: 8,
    by: 'outside',
  }),
  plain(
    '钱给了对方家里人',
    '给你老婆|给您爱人|给嫂子|给你媳妇|给你爱人|给您夫人|给你妈|给您太太|给你儿子|给您女儿 & 钱|转|卡|打|块|万|千',
    { weight: 8, by: 'outside' },
  ),
  plain(
    '按别人的数要',
    '给陈姐|给老周|给前任|给他|给她|给别人|给上一任|给之前那个|给主任 ~ 多少 ~ 我就要|给我|我也|一样',
    { weight: 10, by: 'employee' },
  ),
  plain('早办事要意思', '意思 + <sum|kb-money|share>', { weight: 8, unless: ['公户|意思是'] }),
  plain(
    '介绍的客户算钱',
    '你介绍来的|您介绍来的|您介绍的|你介绍的|我介绍的|我带来的|我介绍过去的|您推荐的|我推的|你推的 ~~ 钱|攒|算|没忘|该给|一个|返|分|提成|结',
    { weight: 7, unless: ['产品|积分|抵|会员|登记'] },
  ),
  plain(
    '让对方给自己家做事',
    '你给我家|你帮我家|给我家也|我家那|我家卫生间|我家阳台 ~ 封|装|弄|做|换|修|刷|铺|顺便|顺手',
    { weight: 10, by: 'employee', unless: ['多少钱|报价|预约|客户'] },
  ),
  plain(
    '包办对方家事',
    '孩子上学|孩子工作|您儿子|你儿子|您女儿|你女儿|令郎 ~ 包在我|我来办|我安排|我来安排|给安排|我找人|我解决',
    { weight: 10, by: 'outside' },
  ),
  plain('货款中多付的归对方', '多打的|多付的|多转的|多汇的 ~~ 是你的|是您的|归你|归您|你留着|您留着', { weight: 14 }),
  plain('谈返佣高低', '返佣|返点|佣金|回佣 ~ 几个点|多少 ~~ 太低|低于|别家|没法谈|少了', {
    weight: 12,
    by: 'employee',
  }),
  plain('给双方各留几个点', '给你我各|你我各|咱俩各|你我一人 ~ <share|kb-range|sum|kb-money>', { weight: 14 }),
  plain('给结婚、乔迁等开销', '我们公司给你|我们给你|我给您|我给你 ~ 赞助了|赞助|都包了|全包了', {
    weight: 8,
    by: 'outside',
  }),
  plain('私下再补', '私人|个人|私下|单独 ~ 补你|补您|给你|给您|贴你|奖你|返你|返您|谢您|谢你', {
    weight: 9,
    by: 'outside',
    unless: ['账户|户型|申请'],
  }),
  plain('钱已存给对方', '存进|存到|打进|充进|充到|放进 ~ 卡|抽屉|密码|信封', { weight: 6, by: 'outside' }),
  plain('每月固定给钱', '每个月|每月|每季度|每年|月底|逢年过节 ~ 给你|给您|给我 ~ <sum|kb-money>', { weight: 6 }),
  plain('发红包致谢', '红包|大红包 ~ 收|领|记得', { weight: 4, by: 'outside' }),
  plain('发红包致谢', '给您|给你|给我 ~ 大红包|包个大|包个红包|封个', { weight: 7, unless: ['生日|封面|开门'] }),
  plain('事情办了要谢', '上次的事|那事|这事|那关|贷款的事|上回的事 ~ 谢|感谢|多谢', { weight: 4, by: 'outside' }),
  plain('借条或名目掩饰给付', '就说|写成|做成|出成|当成|名义|名目 ~ 借我的|借你的|借款|考察|顾问|咨询|会务|劳务', {
    weight: 6,
  }),
  plain(
    '收下对方财物',
    '领了领了|收着了|收下了|收到啦|拿到了|心意收到 ~~ 下次|下季度|还是你|空鼓|当没|放心|照旧|太客气',
    { weight: 10, by: 'employee', firm: true },
  ),
  plain('到手比例作条件', '<share|kb-range> ~ 到手|税后|不含税|净到', { weight: 6 }),
  plain('要求涨比例', '我这边|我得|得给我|给我 ~ 涨|加|提 ~ <share|kb-range>', { weight: 9, by: 'employee' }),
  plain('自己留下好处', '你自己|您自己 ~ 留着|拿去|收着|花|卖', { weight: 5, by: 'outside' }),
  against('写明在合同或对公结算', '<kb-formal>', {
    weight: -20,
    unless: ['翻不着|查不到|别让|您那份|虚高|多出来|归你|归您|归我'],
  }),
];
