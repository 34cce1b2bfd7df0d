import type { Phrase } from '../phrases/phrase.ts';
import { against } from '../phrases/phrase.ts';
import { account, bypass, employee, outside, patternsOf, toTheirKin } from './private-payment-acts.ts';

/** What belongs around such an act, and says nothing without one. */
const contexts =
  '<pp-fund|pp-container|pp-cheap|pp-blind|pp-off-books|pp-secret|pp-desk|pp-split|pp-no-invoice|pp-money|pp-cash-plain>';

/** What puts the payment in order. */
export const privatePaymentInOrder: readonly Phrase[] = [
  against('没有说到付给个人', contexts, { ...employee, weight: -10, unless: patternsOf('employee') }),
  against('没有说到付给个人', contexts, { ...outside, weight: -10, unless: patternsOf('outside') }),
  against('说的是打电话', '<pp-phone>', {
    weight: -16,
    unless: ['<sum|pp-fund>', '支付宝|卡号|收款|微信支付', '<pp-cash-plain>'],
  }),
  against('只是询问', '可以吗|行吗|可不可以|能不能|能否|可以不', { ...outside, weight: -4 }),
  against('转述客户的问题', '问我|问能不能|问可不可以|问可以不可以', { weight: -25, by: 'employee' }),
  against('没有批准', '没批|不批|领导没|不同意|没答应', { weight: -10 }),
  against('说别人的要求', '对方|厂家|供应商 ~ 让我们|要我们|叫我们', { weight: -8 }),
  against('加好友', '<pp-social>', {
    weight: -12,
    unless: ['给我钱', '<pp-fund>', '<sum> ~ <pp-send> + <me>', '转我|打我|付我|汇我'],
  }),
  against('银行的对私业务', '对私业务|对私客户|对私柜|对私理财|对私窗口|对公对私|对公和对私', { weight: -12 }),
  against('谈的是好处费', '<pp-bribe>', {
    weight: -6,
    unless: ['<pp-kin>', '<pp-hide-place>', '<pp-meself>', '<pp-priv-acct>'],
  }),
  against('转的是订单或客户', '<pp-order> + [都|就|先|全|也] + 转|转到|转给|给|放|挪到|交给', {
    weight: -9,
    by: 'employee',
    unless: ['<sum|pp-fund|pp-num>', '钱|款'],
  }),
  against('另寻渠道', '<pp-elsewhere>', { weight: -10, by: 'employee', unless: ['<pp-fund>', '钱|款 ~ <pp-send>'] }),
  against('说的是数量或预算', '给 + <me> + <sum|pp-num> ~ <pp-quantity>', { weight: -8, by: 'employee' }),
  against('说的是数量或预算', '<pp-quantity>', { weight: -8, by: 'employee' }),
  against('明说不可', '请勿|切勿|以免|从来不会|从来没说|从没说|这种话|这种事我|脱离平台|规避|不会说', {
    weight: -40,
  }),
  against('不是给钱', '单独|直接|先 + 给 + <you> + 开|发|寄|送|做|留|配|报|出|看', { weight: -6, by: 'outside' }),
  against('按公司的方式收款', '<pp-normal-cash>', { weight: -9, by: 'employee', unless: bypass }),
  against('在前台或财务付款', '<pp-at-desk>', { weight: -9, unless: bypass }),
  against('存放的是钥匙或物件', '钥匙|快递|包裹|样品|图纸|资料|文件|合同 ~ 放|搁 ~ <pp-hide-place>', { weight: -8 }),
  against('转的是文件', '转|转给|微信转|发|发给 + <me> + [一下|下|看] + <pp-files>', { weight: -12 }),
  against('转的是文件', '<pp-files> ~ 转|转给|发|发给|发到|发你|微信转 ~ <me|you>', {
    weight: -12,
    unless: ['<pp-kin>', '<pp-priv-acct>', '<pp-avoid> [<pp-route>] <pp-corp-acct>'],
  }),
  against('个体户没有公司账户', '我们是个体|没有对公|个体工商户|还没开公户', { weight: -10 }),
  against('没有收下', '<pp-no-take>', { weight: -10, by: 'employee' }),
  against('规定或宣传', '<pp-lesson>'),
  against('防骗、举报或处罚', '<pp-fraud>'),
  against('分摊、垫付', '<pp-pool>', {
    weight: -24,
    unless: ['<pp-secret>', '<pp-corp-acct>', '<pp-kin>', '<pp-avoid> [<pp-route>] <pp-desk>', '<pp-off-books>'],
  }),
  against('工资、报销、赔付', '<pp-wage>', {
    weight: -10,
    unless: ['套出来|套现|套出|套点', ...account, ...toTheirKin],
  }),
  against('公司付给员工', '财务|公司|hr|人事|保险|银行|会计 <pp-send> + [到|给] + <me>', {
    ...employee,
    weight: -30,
    unless: bypass,
  }),
  against('没有答应', '不允许|我没答应|没同意|我没收|我没要|我拒|让他打|叫他打|让他走|不合规', {
    ...employee,
    weight: -25,
  }),
  against('不是给钱', '给 + <me> + <pp-serve>', { ...employee, weight: -7 }),
  against('柜台或证件办理', '<pp-counter>', { weight: -6 }),
  against('自己就是房东', '房东本人|我是房东|业主本人', { weight: -20 }),
  against('退给付款人', '<pp-return>', { weight: -8, unless: toTheirKin }),
  against('租金付给房东', '<pp-landlord>', { weight: -16, unless: ['<pp-split>'] }),
  against('付到公司账户', '<pp-corp-acct>', {
    ...employee,
    weight: -6,
    unless: [...bypass, ...patternsOf('employee'), '<pp-corp-acct> ~ <pp-cheap>', '<pp-split>'],
  }),
  against('付到公司账户', '<pp-corp-acct>', {
    ...outside,
    weight: -6,
    unless: [...bypass, '<pp-corp-acct> ~ <pp-cheap>', '<pp-split>', '<pp-ask-me>'],
  }),
  against('按单抽成,归另一类', '抽|提成|每台|每单|每户|每柜|每吨|每套|个点 ~ 归|给 + <me>', {
    ...employee,
    weight: -20,
  }),
  against('按单返利,归另一类', '每台|每单|每户|每柜|每套|一户|一个人|个人头|一台|一单|一套 ~ 给|返 + <you>', {
    ...outside,
    weight: -12,
  }),
  against('说的是换个号联系', '小号|私号|聊天|消息|邮件|语音|会话', { weight: -13, unless: ['<sum|pp-fund>'] }),
  against('拒绝付给个人', '<pp-never> [把|让|向] [<pp-pay|pp-send>] <pp-priv-word>', { unless: bypass }),
  against('拒绝付给个人', '<pp-never> 让|叫|要求|把|以|用 ~ <pp-priv-word>', { unless: bypass }),
  against('拒绝付给个人', '<pp-priv-word> + 不收|不接受|一律不|都不|不行|不可以|不能', { unless: bypass }),
  against('说别人让付给个人', '<pp-they> ~ 让我|叫我|要我|让您|让你', { weight: -8 }),
  against('货款的付法', '货款 ~~ 到货付|货到付|查一下|到账没|到账了没', {
    weight: -20,
    unless: ['私下|别打|不走|我卡|我微信|公司知道'],
  }),
  against('客户从别家转来', '从别家转过来|从别家过来', { weight: -20 }),
];
