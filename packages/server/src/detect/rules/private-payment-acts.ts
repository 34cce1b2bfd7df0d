import type { Phrase } from '../phrases/phrase.ts';
import type { Speaker } from '../rule.ts';

type Options = Pick<Phrase, 'by' | 'unless' | 'firm'>;
export const weigh = (weight: number, why: string, pattern: string, options: Options = {}): Phrase => ({
  pattern,
  why,
  weight,
  ...options,
});
export const employee = { by: 'employee' } as const;
export const outside = { by: 'outside' } as const;
export const firm = { firm: true } as const;
export const asked = { ...employee, ...firm };
export const told = { ...outside, ...firm };

export const account = ['<pp-avoid> [<pp-route>] <pp-corp-acct>', '<pp-corp-acct> <pp-stop>'];
export const toTheirKin = ['<pp-pay> + [到|给|进|在|去] + <you> + [的] + <pp-kin|pp-gent>'];
const piece = '每台|每单|每户|每柜|每套|每吨|每人|一户|一个人|个人头|一台|一单|一套 ~ <you>';
export const bypass = [
  ...account,
  '<pp-avoid> [<pp-route>] <pp-desk|us|you-all>',
  '<pp-desk|us|you-all> <pp-stop>',
  '<pp-no-invoice>',
  '<pp-desk|pp-corp-acct|you-all> ~ <pp-blind>',
];

/** The act itself: money to a person, a hidden benefit, or past the company's account. */
export const privatePaymentActs: readonly Phrase[] = [
  weigh(5, '要求用自己的收款码', '私人的|个人的|自己的 + <pp-code>', { ...asked, unless: ['<you> ~ <pp-code>'] }),
  weigh(
    8,
    '把钱夹在物品里',
    '折子|存折|银行卡|红包|现金|购物卡 + 在|压在|夹在|藏在|放在|塞在 ~ <pp-in|pp-hide-place>',
    told,
  ),
  weigh(6, '挪用代收的款项', '我 ~ 先用|挪用|借用|用几天|用一下|顶一下|拿去周转', asked),
  weigh(
    8,
    '自己另有价格',
    '<me> + [给你|帮你|只要] + <sum|pp-num> + 包办|搞定|全包|包干|帮你|给你弄|办好|弄好|包圆|搞好',
    asked,
  ),
  weigh(6, '要求现金交易', '现金交易|现金成交|只要现金|要现金', asked),
  weigh(6, '付到经手人自己的账户', '<pp-send> ~ 自己的|他个人的|她个人的|私人的 + <pp-acct>', {
    ...told,
    unless: ['我|我们 + 自己的'],
  }),
  weigh(6, '付到对方的账户或收款码', '给 + <you> + 退|打|转|存|充 + [到|进|在] + <pp-acct>', told),
  weigh(8, '要求款项付给亲属', '<pp-send> + 这个|这里|这边|这张|这儿 ~ <pp-kin>', asked),
  weigh(6, '用亲属的账户代收', '用|扫|走|刷 + [我] + [的] + <pp-kin>', {
    ...asked,
    unless: ['<you> + [的] + <pp-kin|pp-gent>'],
  }),
  weigh(6, '由自己上门取钱', '<pp-fund|pp-money|pp-cash> ~ 我 + [上门|来|去|过去] + 取|收现|上门收|来收|来取', asked),
  weigh(6, '要求把这笔钱给自己', '<pp-fund|pp-money|pp-num> 给|结|还|补|支|退 + <me>', {
    ...asked,
    unless: ['给 + <me> + <pp-serve>', '<pp-files>'],
  }),
  weigh(5, '进自己的手机账户', '进|直接进|到 + 我手机', asked),
  weigh(6, '比公司收得少', '公司|店里|平台|机构|外面|驾校|医院|窗口|大厅 + 收 ~~ 我 ~ 收|给我|要', asked),
  weigh(6, '款项由自己拿', '钱|款|费用 + 我 + 拿|收|得|来收|来拿', asked),
  weigh(5, '自己另有价格', '<pp-here> + [只要|就|才|收|只收] + <sum|pp-num>', asked),
  weigh(6, '卡或钱藏在物品里', '<pp-in|pp-hide-place> + [有|还有|的|那张|那个] + 卡|钱|红包|信封', told),
  weigh(4, '亲属卡给对方用', '给 + <you> ~ <pp-benefit>', told),
  weigh(2, '要求给某人现金', '给 ~ <sum|pp-num> + <pp-cash-plain>', asked),
  weigh(8, '把钱夹在物品里', '<pp-cash> ~ 塞|放|压|夹|藏|装 ~ <pp-in|pp-hide-place>', told),
  weigh(6, '要求款项付到自己家', '<pp-send> + 我家|俺家|咱家|我屋', asked),
  weigh(5, '送到对方家里', '放|装|塞|搬 + [到|在|进] + <you> + [的] + 后备箱|车里|车上|后座|后备厢', told),
  weigh(8, '由自己私人收付', '我 + 私人|个人|私下 + 给你|给您|退你|退您|收|收的|帮你', asked),
  weigh(8, '要求私下与自己办', '跟我|找我|从我|和我|由我 + 私人|个人|私下|私底下', asked),
  weigh(5, '收款账户是自己的', '是 + <me> + [的] + <pp-acct>', asked),
  weigh(7, '现金交给对方', '给|拿|带|备 + <you> + [带|拿|送|准备] + <pp-cash-plain>', told),
  weigh(6, '经手人用个人账户收', '<pp-priv-acct> + 收|收的|转的|打的', told),
  weigh(4, '对方孩子的费用', '<you> + [家|的] + <pp-child>', told),
  weigh(5, '付到对方的亲属', '<pp-send> ~ <you> + [的] + <pp-kin|pp-gent>', told),
  weigh(4, '红包转给对方', '红包|转账 + [已经] + 发|转 + [给] + <you>', told),
  weigh(8, '钱放下由人去取', '钱|现金|现钱|信封 + 放 ~ 我|你|您|老地方 ~ 拿|取|收|去', firm),
  weigh(8, '对公与对私两种收法', '对私'),
  weigh(10, '要求扫个人收款码', '<pp-meself> + [的] + <pp-code>', asked),
  weigh(4, '收款账户在对方亲属名下', '<pp-acct> ~~ <you> + [的] + <pp-kin|pp-gent>', told),
  weigh(5, '收款账户在对方亲属名下', '<you> + [的] + <pp-kin|pp-gent> ~ <pp-acct>', told),
  weigh(
    5,
    '替对方亲属付费',
    '<you> + [的] + <pp-kin|pp-gent> ~~ 我|我们|我这边 ~ 出了|交了|付了|结了|包了|承担|报了|买了',
    told,
  ),
  weigh(5, '由对方自己收下', '<you> + 自己|个人|自个 ~ 收|拿|留|揣', told),
  weigh(8, '把钱夹在物品里', '<pp-in|pp-hide-place> + 夹|塞|藏|放|压|装 + [了|着] + <sum|pp-num>', told),
  weigh(8, '把钱夹在物品里', '<sum|pp-num|pp-bundle> ~ 放|夹|塞|藏|压 ~ <pp-in|pp-hide-place>', told),
  weigh(5, '送到对方家里', '寄|送|放|装 + [到|在|去] + 你家|您家|你老家|您老家|你小区|您小区|你车|您车|你后备箱', told),
  weigh(7, '要求个人转账', '个人转账|私人转账|私转', asked),
  weigh(5, '款项付给自己的店或工作室', '<me> [的|自己的|那个|自己开的|名下的] + <pp-shop>', asked),
  weigh(6, '款项付给经办人本人', '<pp-send|pp-give> + <pp-role> + 我|本人|自己|个人', asked),
  weigh(5, '收款写自己的名字', '写|填|开|落 + 我 + 个人|名|名字|名下|本名|小名', asked),
  weigh(6, '要求付到自己的账户', '发到|发 + 我 + 支付宝|zfb|卡|卡上|零钱|银行卡', asked),
  weigh(6, '要求扫自己的收款码', '扫 ~ <me> ~ <pp-code>', asked),
  weigh(6, '要求用自己的收款码', '我这有|我有|我这儿有|我这里有|我自己带|我带|我自己有 ~ <pp-code>', asked),
  weigh(3, '要求把钱给自己', '<pp-app> + <me>', asked),
  weigh(3, '付到另一个账户', '<pp-send> + <pp-acct> + 尾号|那张', asked),
  weigh(2, '付到另一个账户', '<pp-send> + 那张|这张|这个|那个 + <pp-acct>', asked),
  weigh(5, '现金由自己去取', '<pp-cash-plain> ~~ 我 ~ 拿|取|收|来取|点', asked),
  weigh(5, '押在自己手里', '押|放|搁|留|存 + [<sum|pp-num>] + 在|到 + <me|pp-here>', asked),
  weigh(5, '要求经自己付款', '走 + <me>', asked),
  weigh(8, '要求把钱给自己', '<pp-send> + [到|给|进|在|去] + <me|pp-here>', {
    ...asked,
    unless: ['<me> + [的] + <pp-kin>'],
  }),
  weigh(5, '要求付到自己的账户或收款码', '<pp-pay> + [到|给|进|在|去] + <me> <pp-acct>', asked),
  weigh(10, '要求款项付到个人账户', '<pp-pay> + [到|给|进|在|去] + <pp-meself>', asked),
  weigh(5, '款项先放在自己手里', '<pp-move> + [到|在|给|去] + <pp-here>', asked),
  weigh(8, '要求用自己的收款码', '<me> [的|这个|那个|兜里|手机上] + <pp-code>', asked),
  weigh(6, '经自己的账户过渡', '走|过|用 + <me> <pp-acct>', asked),
  weigh(8, '要求款项付给亲属', '<pp-send|pp-move> + [到|给|进|在|去|往] + [这|那|张] + <pp-kin>', asked),
  weigh(8, '要求款项付给亲属', '<pp-send|pp-move> + [到|给|进|在|去|往] + <me> [的] + <pp-kin>', asked),
  weigh(3, '亲属名下的账户', '<pp-kin> ~ <pp-acct>', { unless: ['<you> + [的] + <pp-kin|pp-gent>'] }),
  weigh(10, '收款账户在亲属名下', '<pp-holder> ~ <pp-kin>', {
    ...employee,
    unless: ['<you> + [的] + <pp-kin|pp-gent>'],
  }),
  weigh(4, '款项付给自己的店或个体户', '<me> [名下] + [开|开了|有] ~ 个体户|小卖部|个人店|工作室|铺子', employee),
  weigh(7, '款项付给熟人的账户', '<pp-send> + [到|给|进|在|去|往] + [<me>] + [的] + <pp-friend>', employee),
  weigh(7, '现金交到自己手里', '<pp-cash-plain> ~ 给|带|拿|交|归 <me>', asked),
  weigh(7, '现金交到自己手里', '给|带|拿|交 <me> ~ <pp-cash-plain>', asked),
  weigh(10, '付到对方的亲属', '<pp-pay> + [到|给|进|在|去] + <you> + [的] + <pp-kin|pp-gent>', outside),
  weigh(6, '对方的亲属与款项', '<you> + [的] + <pp-kin|pp-gent>', outside),
  weigh(6, '对方的亲属与款项', '<pp-kin> + 那笔|那份|那张|那儿的', outside),
  weigh(10, '付给对方个人', '<pp-send|pp-move|pp-pay> + [到|给|进|在|去] + <you> + [的] + <pp-self>', {
    ...outside,
    unless: ['<share>', piece],
  }),
  weigh(4, '付到对方的账户或收款码', '<pp-pay> + [到|给|进|在|去] + <you> <pp-acct>', outside),
  weigh(5, '用对方自己的收款工具', '刷|扫 ~ <you> ~ <pp-code>', outside),
  weigh(4, '直接给对方', '直接|私下|单独 + [<pp-send>] + [给] + <you>', outside),
  weigh(5, '交到对方手上', '给|交 + [到|了|给] + <you> + 手上|手里|手', outside),
  weigh(
    10,
    '被要求付到对方个人账户',
    '让我|叫我|要我|喊我|老叫我|老让我|让我们 ~ <you> + [的] + <pp-self|pp-acct|pp-kin>',
    outside,
  ),
  weigh(7, '现金交给对方', '<pp-cash-plain> ~ 给|放|带|交 ~ <you>', outside),
  weigh(5, '要求把钱给自己', '<pp-app> + 转|付|给|打 + <me>', asked),
  weigh(4, '要求给现金', '给现|付现|付现金|给现金|收现金|收现|给现钱|现金优先|现金付|给的现金|现金结|现金收', {
    ...asked,
    unless: ['不给现金|不收现金|收不了|没有现金|不给现|不收现|别给现|不能给现|不用给现'],
  }),
  weigh(7, '现金进了自己口袋', '<pp-cash-plain> ~ 揣|兜里|口袋|腰包', asked),
  weigh(5, '要求扫自己的收款码', '<pp-code> + 在 + <me>', asked),
  weigh(6, '给自己,不经公司', '给|打|转|付|交 + <me> ~ <pp-avoid> [<pp-route>] <pp-desk>', asked),
  weigh(6, '给自己,不经公司', '<pp-avoid> [<pp-route>] <pp-desk> ~ 给|打|转|付|交 + <me>', asked),
  weigh(8, '要求不付给公司', '<pp-avoid> <pp-remit> <pp-firm|us>', asked),
  weigh(10, '付到对方的亲属', '<pp-send> + 令堂|令尊|嫂子|弟妹|弟媳|尊夫人|嫂夫人', outside),
  weigh(6, '归对方个人', '归 <you> + 自己|本人|个人', outside),
  weigh(4, '付到对方的账户或收款码', '<you> + [那张|这张|的|那个] + <pp-acct>', outside),
  weigh(8, '要求给自己一笔钱', '给|给到|分|包|付|补|塞|支 + <me> + [包|拿|结|个] + <sum|pp-num|pp-money>', asked),
  weigh(6, '要求给自己一笔钱', '<sum|pp-num|pp-money> + 给|给到 + <me>', asked),
  weigh(8, '给自己,公司不知情', '给 + <me> ~ <pp-desk> <pp-blind>', asked),
  weigh(5, '代收后转交', '<me> + [先|都|给你|帮你] + <pp-through>', asked),
  weigh(6, '收了不上交', '不上交|没上交|没交公|没交上去', asked),
  weigh(6, '款项留在自己手里', '在|放|先放 + <me|pp-here> + [这] + 放着|存着|搁着|保管', asked),
  weigh(6, '要求发红包', '发|给 + <me> + [个|一个] + 红包', asked),
  weigh(10, '收款账户在亲属名下', '<pp-code|pp-acct> + 是 + <pp-kin>', asked),
  weigh(8, '要求用自己的收款码', '<pp-code|pp-acct> + 是 + 我自己的|我个人的|我的|我本人', asked),
  weigh(6, '收款账户在亲属名下', '写|填|叫 + [的] + [<me>] + [的] + <pp-kin>', asked),
  weigh(8, '款项自己收', '我个人|我自己|本人|我私人 + 收|收的|来收', asked),
  weigh(3, '私下付款', '私我|私聊我|私信我|加我 ~ 付|转|打|给我钱|下单|拍', asked),
  weigh(
    10,
    '以公司账户不便为由另给账户',
    '<pp-corp-acct> ~ <pp-frozen> ~~ 换这个|先打|先转|打这|转这|汇这|换这|走|用我|打到',
    asked,
  ),
  weigh(6, '付到经手人的亲属', '<pp-send|pp-move> + [到|给|进|在|去] + 他|她 + [的] + <pp-kin>', outside),
  weigh(6, '换成现金', '换成|取成|取的|取了|取好|备好 + <pp-cash-plain>', outside),
  weigh(7, '付到个人账户', '打的是|打到|打给|转到|转给|汇到|付到|打在|转的是|付的是 ~ <pp-priv-acct>', outside),
  weigh(4, '亲属名下的账户', '<pp-kin> + [的|那张|那个] + <pp-acct>', {
    ...asked,
    unless: ['<you> + [的] + <pp-kin|pp-gent>'],
  }),
  weigh(6, '收款账户在亲属名下', '<pp-acct> ~ <pp-kin>', { ...asked, unless: ['<you> + [的] + <pp-kin|pp-gent>'] }),
  weigh(4, '要求给现金', '红包|现金|现钱 + <sum|pp-num>', asked),
  weigh(3, '款项先放在自己手里', '<pp-send> + [到|给|进|在|去] + <pp-here>', asked),
  weigh(6, '现金放在暗处', '取钱|取现|取点钱|现金|现钱 ~~ 放|装|搁 ~ <pp-hide-place>', asked),
  weigh(4, '要求付到自己的账户或收款码', '给 + <me> + <pp-acct>', asked),
  weigh(8, '收款码是经办人的', '<pp-code|pp-acct> + 是 + [我们|我|我家] + <pp-insider>', asked),
  weigh(6, '问付给公司还是个人', '还是 + <pp-send> + <you|me>', asked),
  weigh(6, '付到对方的亲属', '<pp-send> + [到|给|进|在|去] + <pp-kin>', outside),
  weigh(5, '给对方亲属好处', '给 + <you> + <pp-kin> ~ 买|充|存|办|打|转|付|交', outside),
  weigh(8, '付给对方个人', '<pp-send> <you> + <pp-self>', { ...outside, unless: ['<share>', piece] }),
  weigh(8, '付给经手人个人', '<pp-send> + 他|她 + <pp-self>', outside),
  weigh(4, '直接付给个人', '直接 + <pp-app> + 给|转|发', outside),
  weigh(8, '一部分付给对方个人', '给|打|转 + <you> + <sum|pp-num> ~ <pp-desk|you-all|pp-corp-acct>', outside),
  weigh(6, '一部分付给对方个人', '<pp-desk|pp-corp-acct> ~ <sum|pp-num> ~ 给|打|转 + <you>', outside),
  weigh(2, '要求款项付给亲属', '<pp-send> + <me> <pp-kin>', outside),
  weigh(3, '私下付款', '私下|私底下|私对私|私自 + [直接] + 付|给|交|转|结|收|打'),
  weigh(6, '公转私', '公转私|私转私|走私对私'),
  weigh(8, '虚报后套出来', '套出来|套现|套出|套点'),
  weigh(6, '信封装的钱', '<sum|pp-num> ~ <pp-container>'),
  weigh(5, '要求把钱给自己', '<pp-app> + <me> + <sum|pp-num>', asked),
  weigh(10, '要求不走公司账户', '<pp-avoid> [<pp-route>] <pp-corp-acct>', asked),
  weigh(5, '不走公司账户', '<pp-avoid> [<pp-route>] <pp-corp-acct>', told),
  weigh(10, '要求不走公司账户', '<pp-corp-acct> <pp-stop>', asked),
  weigh(6, '亲属卡、副卡', '<pp-benefit>', outside),
  weigh(6, '储值卡里充值给对方', '<pp-prepaid> ~ 充|充了|打进|打到|存|存了|买了', outside),
  weigh(5, '储值卡里充值给对方', '充|打进|存 ~ <pp-prepaid>', outside),
  weigh(5, '把财物放在暗处', '<pp-hide-place> ~ <pp-bundle|pp-container>'),
  weigh(7, '虚拟币', '<pp-coin>'),
  weigh(10, '拆开或换人打款', '<pp-rotate>', firm),
];

/** Ways of saying the act that count only by what stands around them. */
const actsByContext: readonly Pick<Phrase, 'pattern' | 'by'>[] = [
  {
    pattern: '<pp-cash-plain> ~ 送|带|拿|放|寄 + [到|去|在] + 我家|我车上|我车里|我楼下|我办公室|我宿舍',
    by: 'employee',
  },
  {
    pattern:
      '<pp-hide-put> + [<you|me>] <pp-hide-place> & <sum|pp-num|pp-money|pp-secret|pp-cash|pp-container|pp-bundle>',
    by: 'outside',
  },
  {
    pattern:
      '<pp-hide-put> + [<you|me>] <pp-hide-place> & <sum|pp-num|pp-money|pp-secret|pp-cash|pp-container|pp-bundle>',
    by: 'employee',
  },
  { pattern: '<pp-cash-plain> & <pp-avoid> [<pp-route>] <pp-desk>', by: 'employee' },
  { pattern: '<pp-even> & <pp-fund>', by: 'employee' },
  { pattern: '<pp-cash-plain> & <pp-secret>', by: 'employee' },
  { pattern: '<pp-send|pp-move> + [到|给|进|在|去] + <me|pp-here|pp-meself>', by: 'employee' },
  {
    pattern: '<pp-send|pp-move> + [到|给|进|在|去|往] + [<me>] + [的] + [这|那|张] + <pp-kin|pp-friend|pp-meself>',
    by: 'employee',
  },
  { pattern: '给|付|结|收|拿 <pp-cash-plain>', by: 'employee' },
  { pattern: '捎给|带给|递给|塞给|送给|交给|拿给 + <you> ~~ <pp-container>', by: 'outside' },
  { pattern: '<pp-watched> & <pp-send> + [到] + <me> <pp-kin>', by: 'outside' },
  { pattern: '<pp-pay|pp-send|pp-move> + [到|给|进|在|去] + <you> + [的] + <pp-self>', by: 'outside' },
];

export const patternsOf = (speaker: Speaker): readonly string[] =>
  [...privatePaymentActs, ...actsByContext]
    .filter(({ by }) => by === undefined || by === speaker)
    .map(({ pattern }) => pattern);
