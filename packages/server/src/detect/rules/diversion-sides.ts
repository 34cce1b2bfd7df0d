import type { Phrase } from '../phrases/phrase.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { e, o, of } from './diversion-by.ts';

/** What an outside company asks of our employee, and what the employee hands over. */
export const handing: readonly Phrase[] = [
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

/** What speaks for an orderly meaning. */
export const orderly: readonly Phrase[] = [
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
  against('正式伙伴或分支', '<dv-official>'),
  against('已登记的合作方或本集团公司', '<partner|our-company>', { weight: -20, full: true }),
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
