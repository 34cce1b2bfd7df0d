import { kickbackWords } from '../lexicon/kickback.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';
import { kickbackFavours } from './kickback-favours.ts';
import { kickbackInOrder } from './kickback-in-order.ts';
import { kickbackShares } from './kickback-shares.ts';

export const kickback = defineTextRule({
  id: 'kickback-promise',
  kind: 'kickback',
  version: 4,
  title: '与外部人员谈及好处费、返点等私人利益',
  severity: 'high',
  sounds: true,
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '不提钱物、只靠双方默契的暗示看不出来',
    '企业内部对员工的奖励与外部给个人的钱,用词相同时可能混淆',
  ],
  lexicon: kickbackWords,
  examples: [
    {
      name: '介绍到外面合作并许诺好处费',
      says: { text: '我介绍你到XX公司合作,好处费给你10%', from: 'employee' },
      fires: true,
    },
    { name: '外部人员许诺返点', says: { text: '你把客户介绍过来,给你返点8%', from: 'outside' }, fires: true },
    {
      name: '引到外面并说出返点',
      says: { text: '这批别走我们公司了,我介绍你去德润公司买,返点5个点', from: 'employee' },
      fires: true,
    },
    { name: '员工索要介绍费', says: { text: '客户带到了,介绍费什么时候给我', from: 'employee' }, fires: true },
    { name: '客户确认已经打款', says: { text: '辛苦费两万已经转你微信了', from: 'customer' }, fires: true },
    { name: '利润分成', says: { text: '这单赚的钱我们五五分', from: 'outside' }, fires: true },
    { name: '转账备注写明好处费', says: { text: '3月好处费', from: 'outside', field: 'memo' }, fires: true },
    { name: '正常报价', says: { text: '报价单已发,请查收', from: 'employee' }, fires: false },
    { name: '介绍产品', says: { text: '先给您介绍一下我们的产品', from: 'employee' }, fires: false },
    { name: '约看样', says: { text: '样品周三到,您有空来看看', from: 'employee' }, fires: false },
    { name: '谈税点', says: { text: '开专票的话加6个点', from: 'employee' }, fires: false },
    { name: '明确拒绝', says: { text: '我们不收好处费的,您放心', from: 'employee' }, fires: false, resembles: true },
    { name: '宣讲制度', says: { text: '公司禁止收取回扣,这是红线', from: 'employee' }, fires: false, resembles: true },
    {
      name: '本公司对客户的返点',
      says: { text: '我们公司给您返点3%,年底统一结算', from: 'employee' },
      fires: false,
      resembles: true,
    },
    { name: '自己的工资提成', says: { text: '我这个月提成发得少', from: 'employee' }, fires: false, resembles: true },
    {
      name: '衣服上的回扣',
      says: { text: '裙子后面的回扣松了,能换吗', from: 'customer' },
      fires: false,
      resembles: true,
    },
  ],
  phrases: [
    ...kickbackInOrder,
    ...kickbackShares,
    ...kickbackFavours,
    // Sums to a person.
    plain('给对方个人钱', '给你|给您|答应你|答应您|给您卡|你卡里|给到您|给到你 ~ <sum|kb-money>', {
      weight: 6,
      by: 'outside',
    }),
    plain('给对方个人钱', '给您|给你 ~ 备|准备|安排|过|留了|转 ~ <sum|kb-money>', { weight: 6, by: 'employee' }),
    plain('员工索要钱', '给我|给我个人|你给我|打我|转我 ~ <sum|kb-money>', { weight: 5, by: 'employee' }),
    plain('私下给钱', '私下|偷偷|悄悄|个人|别让 ~ <sum|kb-money>', { weight: 5 }),
    plain('办事给钱', '<kb-act-hard> ~~ <sum|kb-money>', { weight: 3 }),
    plain('给客户资源付钱', '<customer-noun|bring> ~~ <kb-per> ~ <sum|kb-money>', { weight: 6 }),
    // Per unit.
    plain('按单位给个人提成', '<kb-per> ~ <kb-offer>', { weight: 14, unless: ['运费|优惠|便宜|包邮|安装费'] }),
    plain('按单位计钱', '<kb-per> ~ <sum|kb-money>', { weight: 4 }),
    plain('按单位给老师或员工钱', '<kb-per> ~ 给老师|给你|给您|给导游|给医生|给我|给到您|返你|返您|返', { weight: 6 }),
    // Division.
    plain('约定差价归谁', '<kb-margin|kb-range> ~ <kb-mine>', { weight: 16, firm: true, unless: ['合同|协议|公司拿'] }),
    plain('约定差价归谁', '多的|多出|剩下的|余下的|多打的|多报的 ~ 归你|归我|归您|是你的|转我|你我|咱俩|我一万|微信'),
    plain('约定两人分账', '<we-two> ~ <kb-mine|split>', { weight: 10 }),
    plain('约定分成', '<split> ~ 你七|你六|你八|你五|您七|您六|您八', { weight: 10 }),
    plain('两边对半分', '一家一半|对半劈|咱一人一半|咱们一人一半|咱俩一人一半|二一添作五|各拿一半', {
      weight: 10,
      unless: ['产权|运费|工程量|家务'],
    }),
    plain('介绍后分成', '<bring|succeed> ~~ <split>', { weight: 10 }),
    hint('提到差价利润', '<kb-margin>', { weight: 2 }),
    hint('约定归属', '<kb-mine>', { weight: 2 }),
    // Hints at thanks.
    hint('暗示会有答谢', '<kb-promise>', { firm: true }),
    plain(
      '明说不会白帮',
      '不会让你白|不会让您白|不让你白|不让您白|少不了你|少不了您|亏不了你|亏不了您|忘不了你|不会亏待你|不会亏待您|亏待我|不白讲|不白说|不白帮|不白干|白忙|重谢|厚谢|厚意|不会少你|不会少您|缺您那一份|缺你那一份|怎么谢我|怎么感谢我',
      { weight: 5, firm: true, unless: ['质量|支持|供应商|售后|胃'] },
    ),
    plain('事成后有答谢', '<succeed> ~~ <kb-promise|kb-gift|kb-personal>', { weight: 5 }),
    plain('答谢与办事相连', '<kb-act-hard|kb-act|customer-noun> ~~ <kb-promise>', { weight: 4, firm: true }),
    plain('答谢与办事相连', '<kb-promise> ~~ <kb-act-hard|kb-act>', { weight: 4, firm: true }),
    plain(
      '别人给过表示',
      '别的供应商|别家|隔壁|竞对|去年那家|上家|前任采购|同行 ~~ 表示|送的|给我的|不止这个|请我去|都有|给你多少|给我',
      { weight: 8, by: 'employee' },
    ),
    // Presents and expenses.
    hint('提到礼物', '<kb-gift>', { firm: true }),
    hint('提到开销', '<kb-gift-soft>', { weight: 2 }),
    hint('亲属得益', '<kb-family>', { weight: 3 }),
    hint('私人给付', '<kb-personal>', { weight: 3 }),
    plain('礼物给本人或家里人', '<kb-gift> & <kb-family|kb-personal>', { weight: 3 }),
    plain('替对方家里开销', '<kb-gift-soft> & <kb-family>', { weight: 4 }),
    plain('礼物与办事相连', '<kb-gift|kb-gift-soft> & <kb-act-hard>', { weight: 4, unless: ['评分|酒店'] }),
    plain(
      '替对方承担开销',
      '我包了|我全包|全程我们包|我来想办法|甭管钱|钱的事|给还了|帮我清|帮我把|我已经给交|交掉|全管|该换|还没着落|给我出|工钱就甭提|写你名|写您名',
      { weight: 4 },
    ),
    plain('送卡送礼给本人', '给你|给您|送您|送你|替上次|放您|放你|塞您|收着 ~ <kb-gift>', { weight: 5, by: 'outside' }),
    hint('请求或答应关照', '<kb-act-hard>', { weight: 4, firm: true }),
    hint('提到审批验收', '<kb-act>', { weight: 1 }),
    hint('事成之后', '<succeed>', { weight: 2 }),
    hint('提到业务', '<deal-noun|customer-noun>', { weight: 1 }),
    hint('要求隐瞒', '<secret|kb-hide>', { weight: 3, firm: true }),
    // Paid or received.
    hint('提到已收或已付', '<kb-got>', { weight: 4 }),
    plain(
      '催要那一份',
      '我的那份|我那份|给我那份|给我的那份|那份还|说好的|说好给|的那份呢|返的那部分|的那部分|给我那个数 ~ 呢|差我|怎么算|没给|跟去年一样|装|不好意思|什么时候',
      { weight: 9, by: 'employee' },
    ),
    plain('催要那一份', '说好给我的|给我的那份|我那份', { weight: 9 }),
    plain(
      '你那一份已备好',
      '您那份|你那份|您那一份|你那一份|给您那笔|给你那笔|给您的那部分|给你的那部分 ~ 打|送|走|备|转|放|会务|翻|跟去年|在',
      { weight: 15, unless: ['合同|报价|饭钱|午饭'] },
    ),
    plain('查不到那一份', '翻不着|查不到|查不出|看不出来|说漏嘴 ~ 您那|你那|给您|您一份', { firm: true }),
    plain('私下把钱放给对方', '放您|放你|塞您|塞你|先放 ~ 抽屉|后备箱|包里|车里|在你那|在您那|桌上', { weight: 10 }),
    // What speaks for an orderly meaning.
    against('举报、制度、拒绝或日常话', '<kb-orderly>', { weight: -12 }),
    against('公司的政策或正常结算', '<kb-company-programme>', { weight: -6 }),
    against('给对方公司', '给你们公司|给我们公司|给贵司|返给你们|我们的返点|统一结算|年底结算|发给我们', {
      weight: -10,
      unless: ['介绍给我们公司'],
    }),
    against('衣物或零件', '<kb-garment>', { weight: -10 }),
    against('传言或讲制度', '<training|news>', { weight: -6 }),
    against('礼貌的感谢', '谢谢您|感谢您|谢谢你', { weight: -3 }),
  ],
});
