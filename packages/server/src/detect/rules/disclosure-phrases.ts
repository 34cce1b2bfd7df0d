import type { Phrase } from '../phrases/phrase.ts';
import { against, hint, plain } from '../phrases/phrase.ts';

const ours = { by: 'employee' } as const;
const theirs = { by: 'outside' } as const;
const own = [
  '您的|您自己|你自己的|您本人|我自己的|我本人|我的|贵司的|您店|你店|您公司|我们的会员|我们会员|我们自己|我们店里的|您孩子|我孩子|您家|我家',
] as const;

/** What is asked for is not denied by a word like 没成交 that tells which customers. */
const asking = {
  ...theirs,
  firm: true,
  unless: [
    ...own,
    '别|不要|不用|没 发|给|问|打听',
    '是 给我们|给我',
    '客户经理|客户代表|客服|核对|门禁|使用感受|口碑|课时|签到|报名登记|报名表|送货|卸货|发货|派单|接机|订房|参会|开票|装货|交货|取件',
  ],
} as const;

const ownless = { ...ours, unless: own } as const;

/** Lists and records of persons. */
const lists: readonly Phrase[] = [
  plain('把客户等名单、联系方式交给外人', '<d-listed> ~ <d-to-you|d-copy-you>', { ...ours, unless: own }),
  plain('把客户等名单、联系方式交给外人', '<d-who> <d-listing> ~ <d-to-you|d-copy-you|d-gives>', {
    ...ours,
    unless: own,
  }),
  plain('把客户等名单、联系方式交给外人', '<d-listed> <d-gives>', ownless),
  plain('把客户等名单、联系方式交给外人', '<d-who> ~ <d-copy-you>', { ...ours, unless: own }),
  plain('索要客户等名单、联系方式', '<d-listed> ~ <d-to-me|d-illicit-get>', asking),
  plain('索要客户等名单、联系方式', '<d-who> ~ <d-listing> ~ <d-to-me|d-illicit-get>', asking),
  plain('索要客户等名单、联系方式', '<d-to-me|d-copy-me> ~ <d-who> <d-listing>', asking),
  plain('索要客户等名单、联系方式', '<d-to-me|d-copy-me> ~ <d-listed>', asking),
  plain('索要客户等名单、联系方式', '<d-who> ~ <d-copy-me>', asking),
  plain(
    '索要带个人信息的表',
    '带|含|有 手机号|电话|身份证|联系方式|微信号|号码 ~ 那版|版|表|名册|那列|那份 ~~ <d-to-me|d-copy-me|d-fee>',
    asking,
  ),
  {
    pattern: '名单|通讯录|花名册|名册|台账|底单|联系人|手机号 ~ <d-to-you|d-copy-you|d-go-after>',
    weight: 6,
    why: '把名单交给外人',
    ...ownless,
  },
  {
    pattern: '手上|手里|你那|你那边|你那儿 ~ 有没有|有没|有 ~ <d-who>',
    weight: 6,
    why: '打听手上有哪些客户',
    ...asking,
  },
  hint('打听以前单位的客户', '<d-who> ~~ 写几个|列几个|说几个|推几个|报几个', asking),
  plain(
    '打听手上有没有名单',
    '手头|手上|手里|你那|你那边 ~~ 名单|号码|联系方式|客户资料|通讯录 没|吗|不|有没|有没有|呢',
    { ...asking, unless: ['我的|我们的', '别|不要|不用 发|给'] },
  ),
  {
    pattern: '姓名|电话|小区|楼号|身份证|手机 ~ 全有|都有|齐全|全的|都全',
    weight: 6,
    why: '说明名单里有什么',
    ...ours,
  },
  { pattern: '百条|千条|万条|条 ~ 打包|一口价|全卖|卖你', weight: 6, why: '成批出卖信息', ...ours },
  { pattern: '我要|我想要|想要 ~ 明细|名单|电话|地址明细', weight: 4, why: '索要名单', ...theirs },
  hint('打听货主、客户是谁', '货主|客户|买家|发货人|收货人|下家|买主 ~ 是谁|是哪家|哪家|叫啥|透个', asking),
  plain('索要客户的电话', '<d-to-me> ~~ <d-who> ~ 电话|附电话|带电话|手机号|联系方式', asking),
  { pattern: '名单|通讯录|花名册|名册|登记表 ~ <d-copy-me>', weight: 6, why: '索要名单', ...asking },
  { pattern: '名单|通讯录|花名册|名册|登记表 ~ 拍一下|抄一下|拍|抄|瞄|瞅', weight: 6, why: '索要名单', ...asking },
  { pattern: '<d-who> ~ <d-means|d-exfil>', weight: 4, why: '私自取出客户资料', ...ownless },
  { pattern: '<d-who> ~~ <d-to-you|d-copy-you>', weight: 3, why: '把客户交给外人', ...ownless },
  plain('打听医生用了多少药', '主任|医生|科室|科|大夫 ~ 开了|用了|开我们|用我们 ~ 多少|几盒|几支', theirs),
  hint('说出客人住哪', '住 <d-num> 床|房|号|栋|楼', ours),
  hint('私自取出客户等名单', '<d-exfil|d-means> ~ <d-listed>', ownless),
  hint('私自取出客户等名单', '<d-listed> ~ <d-exfil|d-means>', ownless),
  hint('私自取出客户等名单', '<d-who> ~ <d-listing> ~ <d-exfil|d-means>', ownless),
  hint('拿名单去推销、挖人', '<d-go-after>'),
  plain('按条买卖个人信息', '<d-fee> [我] [给|收|算] <d-num> & 号码|电话|名单|信息|资料|手机号|花名册', asking),
  plain('按条买卖个人信息', '万条|千条|百条|条 ~~ 每条|一条|论条 <d-num|sum>', { firm: true }),
  plain('按条买卖个人信息', '块|毛|元|块钱 <d-fee> & 号码|电话|名单|信息|资料|手机号|花名册|版', asking),
  hint('按条买卖个人信息', '<d-fee> [给|收|算] <d-num|sum> & <d-listing|d-listed|d-record>', ours),
  plain('出钱要名单、联系方式', '<d-buy> & <d-who> ~ <d-listing>'),
  plain('按条买卖个人信息', '一个|一条|一次|查一个|一份 给你 <d-num|sum> & 查|号|信息|流水|名单|电话|资料', asking),
  { pattern: '<d-copy-you>', weight: 4, why: '抄给、拷给对方', ...ours },
  { pattern: '号|号码|名单|资料 有 ~~ 给你|抄给你|发你|拷给你', weight: 4, why: '把名单交给外人', ...ours },
  hint('出钱要资料', '<d-buy> & <d-thing|d-listed|d-inner|d-cost|d-record|d-tech-core>'),
  plain('把他人的个人记录给外人看', '<d-record> ~ <d-to-you|d-exfil|d-gives>', {
    ...ours,
    unless: [...own, '给您办|给你办|发我|提供'],
  }),
  plain('索要他人的个人记录', '<d-record> ~ <d-to-me>', {
    ...theirs,
    unless: [...own, '我们单位|我们公司|孩子|我们的'],
  }),
];

/** Cost and floor prices. */
const prices: readonly Phrase[] = [
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

/** Tenders and competitors. */
const tenders: readonly Phrase[] = [
  plain('说出标底、控制价', '<d-limit> ~ <d-num|sum|share>', { ...ours, unless: ['<d-published>'] }),
  plain('打听标底、控制价', '<d-limit> ~ 多少|往上|往下|透|范围|几|啥数|给我|说|大概|告诉', {
    ...theirs,
    unless: ['<d-published>'],
  }),
  plain('打听标底、控制价', '透|漏|说|告诉 ~ <d-limit>', { ...theirs, unless: ['<d-published>'] }),
  plain('打听标底、控制价', '<d-unpub> ~~ 给个信|给个信号|给个数|透个|知会|说一声|给句话|告诉', {
    ...theirs,
    firm: true,
  }),
  plain('打听评委', '<d-judge> ~ 有谁|是谁|都谁|名单|姓|抽出|抽到|抽了|哪几|电话', theirs),
  plain('透露评委', '<d-judge> ~ <d-to-you|d-gives>', ours),
  plain('透露评委打了多少分', '教授|评委|专家|评审|主任|老师 ~ 给你家|给你们|给你 ~ 打了|打|给了 <d-num>', {
    ...ours,
    unless: ['作业|卷子|孩子|折'],
  }),
  plain('打听评委', '打分的|评标的|评委|评审|专家 ~ 认识|熟|搭上|搭得上', theirs),
  plain('透露评委', '<d-judge> ~ 有谁|是谁|名单|姓|抽出|抽到|抽了|哪几|电话|打听|两个|几个', ours),
  plain('透露评委', '抽出来|抽到|抽的|抽中 ~~ 教授|大学|设计院|工大|专家|评委|姓', ours),
  plain('公布前透露招标、评分内容', '<d-unpub> ~~ <d-scoring|d-tender-doc|d-inner|d-limit>', { firm: true }),
  plain('公布前透露招标、评分内容', '<d-scoring|d-tender-doc|d-inner|d-limit> ~~ <d-unpub>', { firm: true }),
  plain('开标前打听其他家的报价', '<d-unpub> ~~ <d-rival> <d-quote>', { firm: true }),
  hint('在公布之前', '<d-unpub>', { firm: true }),
  hint('还来得及改', '<d-stillintime>', ours),
  hint('按预算报价', '<d-budget> ~ <d-num|sum>', ours),
  plain('按打听到的预算报价', '<d-budget> ~~ 顶着|贴着|卡着|往上|照着|好报|心里有', theirs),
  hint('说出竞争者的报价', '<d-rival> ~ <d-quote> ~ <d-num|sum|share>', ours),
  { pattern: '<d-rank-against-you>', weight: 6, why: '和其他报价人比', ...ours },
  plain(
    '打听竞争者的报价或方案',
    '<d-rival> ~ <d-bid> ~ 多少|啥|给我|看看|瞅|瞄|截|发我|几|拍|看一眼|有没有|给个数',
    asking,
  ),
  plain(
    '打听竞争者的报价或方案',
    '<d-rival> ~ 报多少|报啥|报啥价|报啥数|报几|报的多少|报了多少|报什么价|投多少|出多少',
    asking,
  ),
  {
    pattern: '<d-rival> ~ 账期|返点|扣点|折扣|价格|价 ~ 多久|多少|几折|几天|几个点',
    weight: 6,
    why: '打听别家的条件',
    ...theirs,
    unless: ['比你|便宜'],
  },
  hint('打听竞争者的价格', '<d-rival> ~ 啥价|签的啥价|什么价', asking),
  plain(
    '打听别家给的价格',
    '<d-rival> ~ 给你们|给你|跟你们|跟你|和你们 ~ 多少|啥价|什么价|几折|几个点|啥折扣|什么折扣|啥条件|啥政策',
    asking,
  ),
  plain('打听竞争者的报价或方案', '<d-to-me> ~ <d-rival> ~ <d-bid>', asking),
  hint('打听竞争者的报价或方案', '他们|他 <d-bid> ~ <d-to-me>', asking),
  hint('说出竞争者的报价', '<d-rival> ~ 才|报|写|落|出|投|让到|降到|开到|最多 <d-num|sum>', ours),
  hint('说出来了哪几家', '竞争的|来投的|投的|报的|报名的|竞标的|参标的|报价的 ~~ <d-num> ~ <d-num>', ours),
  plain('打听入围、淘汰名单', '名单 ~ 有我家|有没有我|有我们|有没有咱', {
    ...theirs,
    unless: ['<d-published>', '补贴|中奖|获奖|报名|录取|参会'],
  }),
  plain('打听入围、淘汰名单', '谁|谁家|哪家|哪几家 ~ 中标候选|第二名|入围|被淘汰|要淘汰', {
    ...theirs,
    unless: ['<d-published>'],
  }),
  plain('打听入围、淘汰名单', '中标候选|第二名|入围|淘汰|续签名单|短名单|候选 ~ 是谁|谁|哪家|哪几家|有没有我|跟我说', {
    ...theirs,
    unless: ['<d-published>'],
  }),
  {
    pattern: '淘汰|入围|续签|候选|短名单|砍掉 ~~ 没你|有你|没有你|你在|不是你',
    weight: 8,
    why: '提前透露入围、淘汰名单',
    ...ours,
  },
  plain(
    '把别家的经营情况告诉外人',
    '<d-rival> ~ 卖了多少|多少单|从哪进|销量|流水|营业额|走多少|卖多少 ~~ <d-to-you>',
    ours,
  ),
  {
    pattern: '<d-rival> ~ <d-bid> ~~ <d-to-you|d-exfil|d-gives>',
    weight: 5,
    why: '把竞争者的报价或方案给外人看',
    ...ours,
  },
  plain('说出竞争者的报价', '你对手|你对家|你们对手|你竞争对手 ~~ 开的是|报的|报了|给的|出到', ours),
  plain('看过别家的报价再教对方报', '告诉你|跟你说|通知你|再说 写多少|报多少|填多少|出多少|投多少', ours),
  plain('打听投标的有哪几家', '谁|哪几家|哪家|有谁 ~ 买了文件|买了标书|领了文件|领了标书|买过标书|投了标|来投标', {
    ...theirs,
    unless: ['<d-published>'],
  }),
  { pattern: '陪标|陪跑|来凑数|凑数的|围标', weight: 6, why: '说出谁是陪标', ...ours },
  { pattern: '就你|就你们|只有你|你和|就剩你 ~~ 家|个|仨|两', weight: 4, why: '说出有哪几家', ...ours },
  plain(
    '评分条款照对方写',
    '评分|评分表|参数|条款|得分项|门槛 ~ 按你们|照你们|照你家|按你家|给你们 ~ 写|定|设|量身',
    ours,
  ),
  plain('把竞争者的报价或方案给外人看', '<d-rival> ~ <d-quote> ~ <d-to-you|d-exfil|d-means>', ours),
  hint('把报价拍下、截下给外人', '<d-quote> ~ 截图|截了|拍了|照片', ours),
];

/** Technology, systems and papers. */
const papers: readonly Phrase[] = [
  hint('私自取出技术资料', '<d-tech-core> ~ <d-exfil|d-means>', ours),
  hint('把技术资料交给外人', '<d-tech-core> ~~ <d-to-you|d-gives>', { ...ours, unless: own }),
  hint('拿去仿制', '拿去仿|仿制|仿一个|仿着做|照着做|照着加工|反推|抄作业|拿去抄|仿就行|拿去用'),
  hint('索要技术资料', '<d-tech-core> ~~ <d-to-me>', theirs),
  plain('设法弄出技术资料', '<d-tech-core> ~ <d-illicit-get>', theirs),
  plain('设法弄出技术资料', '<d-illicit-get> ~ <d-tech-core>', theirs),
  plain('借出系统账号', '<d-login> ~ <d-lend>', ours),
  plain('借用系统账号', '<d-login|d-sys> ~~ <d-lend>', {
    ...theirs,
    firm: true,
    unless: ['<d-decline>', '我的|我们的|客服'],
  }),
  plain('把系统账号给外人用', '账号|帐号|密码|工号 ~~ 你上去|登进去|自己下|你登|你进去|上去看', {
    ...ours,
    unless: ['重置|初始|您的|您自己|注册|绑定|官网|小程序|app'],
  }),
  plain(
    '索要以前单位的资料',
    '上家公司|老东家|前东家|前公司|以前公司|原来公司|以前那家|原公司|上家单位|原单位 ~ <d-thing|d-tech|d-listed|d-quote|d-who> ~~ 还留着|还存着|还有没|还有吗|发来|给我|发我|抄抄',
    theirs,
  ),
  { pattern: '保密的|不外传的|机密的 ~~ 到底|是啥|加的啥|多少', weight: 10, why: '打听保密的内容', ...theirs },
  plain('请人从系统里导出资料', '<d-sys> ~ <d-copy-me>', {
    ...theirs,
    unless: ['怎么|如何|按钮|教程|我们的|我的|我们自己'],
  }),
  {
    pattern: '<d-sys> ~ <d-exfil|d-means>',
    weight: 6,
    why: '从系统里导出资料',
    ...ours,
    unless: ['怎么|如何|按钮|教程|自助|您自己|您的|您店'],
  },
  hint('把资料库的账号给外人', '库|系统|后台 ~ 账号|帐号|密码 ~ 发你|给你|借你', {
    ...ours,
    unless: ['重置|初始|开通|您的'],
  }),
  hint('把系统密码给外人', '<d-sys> ~ 密码|账号|账号密码 ~ 给你|发你啊|发你|写|纸条|夹|告诉你', ours),
  hint('要内部系统的账号', '后台|系统|数据 ~ <d-login> ~ <d-lend|d-to-me>', theirs),
  plain('从系统里导出资料给外人', '<d-sys> ~ <d-exfil|d-means|d-illicit-get> ~ <d-to-you|d-to-me|d-listing>', {
    unless: ['怎么|如何|按钮|教程|哪里|在哪'],
  }),
  plain('索要系统里的数据', '测试环境|生产环境|正式环境|线上环境 ~ 库|数据|代码 ~ dump|给我|导|拷', theirs),
  plain('请人查内部系统', '<d-sys> ~~ 帮我|帮忙 查|看|翻 ~ 他们|别人|别家|人家|几个|进货价|采购价|底价|成本', theirs),
  plain('索要内部资料', '<d-inner-core> ~~ <d-to-me>', {
    ...theirs,
    unless: ['我们单位|我们公司|我孩子|孩子|我们的|我在你们|我在你', '别|不用|不要 拿|给|发', '是 给我们|给我'],
  }),
  plain('把内部资料给外人看', '<d-inner-core> ~ <d-to-you|d-exfil|d-means|d-gives>', ours),
  hint('说的是内部资料', '这|是|这份|这个|属于 <d-inner-core>', ours),
  hint('教人照着内部规则准备', '照着 改|捋|填|准备|做|来|写|补|练', ours),
  hint('内部资料', '<d-inner>'),
];

/** What is no secret by itself: it becomes one by how it is handed over, when, or what for. */
const things: readonly Phrase[] = [
  hint('把内部情况告诉外人', '<d-thing> ~ <d-to-you>', ownless),
  { pattern: '<d-to-you> ~ <d-thing>', weight: 4, why: '把内部情况告诉外人', ...ownless },
  { pattern: '<d-thing> ~ <d-exfil>', weight: 6, why: '用不正当的办法取得资料', ...ours },
  { pattern: '<d-exfil> ~ <d-thing>', weight: 6, why: '用不正当的办法取得资料', ...ours },
  { pattern: '<d-thing> ~ <d-gives>', weight: 3, why: '把内部情况告诉外人', ...ownless },
  { pattern: '<d-sys> ~ <d-copy-me|d-copy-you>', weight: 6, why: '从系统里取出资料', ...ownless },
  { pattern: '你们|贵公司|别人|他们|贵司 ~ <d-bid> ~~ <d-to-me>', weight: 4, why: '索要标书、合同', ...asking },
  { pattern: '<d-thing> ~ <d-means>', weight: 2, why: '复制、拍下资料', ...ours },
  { pattern: '<d-to-me> ~ <d-thing>', weight: 4, why: '索要内部情况', ...asking },
  hint('索要内部情况', '<d-thing> ~ <d-to-me>', asking),
  hint('索要内部价格', '<d-cost|d-floor> ~ <d-to-me>', asking),
  { pattern: '<d-listed|d-inner-core>', weight: 4, why: '名单、内部资料' },
  {
    pattern: '<d-who> <d-listing> ~~ <d-to-you|d-copy-you|d-gives>',
    weight: 5,
    why: '把客户等名单、联系方式交给外人',
    ...ownless,
  },
  { pattern: '<d-thing> ~ <d-use>', weight: 2, why: '拿内部情况去谈、去抢', firm: true },
  { pattern: '<d-use>', weight: 5, why: '说明要拿去做什么', firm: true },
  hint('点出对方所在的位置', '<d-position>', { ...theirs, firm: true }),
  { pattern: '预算 ~ 多少', weight: 5, why: '打听预算', ...theirs },
  hint('用暗中的办法索要', '<d-shady>', { ...theirs, firm: true }),
  { pattern: '你们|你 ~ <d-shady>', weight: 2, why: '用暗中的办法索要', ...theirs, firm: true },
  {
    pattern: '你们|贵公司|贵司|你司|他们|你们家 ~~ 给|跟|和 ~ 留的|签的|打的|做的|供的|报的|开的|谈的|定的',
    weight: 5,
    why: '打听对方和别家的事',
    ...theirs,
    unless: ['给|跟|和 我|我们|咱|俺'],
  },
  plain('透露举报人、投诉人', '举报你|投诉你|告你|举报你们|投诉你们 的 ~ 是|叫|住|电话', ours),
  plain('打听举报人、投诉人', '举报我|投诉我|告我|举报我们|投诉我们 ~ 名字|是谁|谁|电话|住哪|哪个', {
    ...theirs,
    firm: true,
  }),
  plain(
    '索要他人情况的清单',
    '谁家|哪家|哪户|哪些|哪几户|哪几家 ~ 欠|买|要|没|有|快|到期|想|装|办|订|用|开 ~~ 列个表|列给我|给我|拉个|发我|透',
    theirs,
  ),
  plain('透露举报人、投诉人', '投诉人|举报人 ~ 号码|住|电话|姓|叫|手机', {
    ...ours,
    unless: ['<d-decline>', '保密|请|提供|留下'],
  }),
  plain('公布前透露调价', '涨价|降价|涨|降|调价|促销|提价 ~~ <d-unpub>', {
    ...ours,
    firm: true,
    unless: ['<d-published>', '已公布|已通知|公众号'],
  }),
  { pattern: '给谁 ~ 最长|最低|最多|最好|最优', weight: 5, why: '打听给谁的条件好', ...theirs },
  plain('透露抽检安排', '抽样|抽检|抽查|飞检|检查|督查 ~ 你家|你们|你那 ~~ 先换|换了|先补|先藏|先停|收起来|藏', ours),
  {
    pattern: '期末卷|试卷|卷子|答案|真题|原题|考题|题库 ~ 我有|在我|弄到|拿到|给你|发你',
    weight: 6,
    why: '透露考题',
    ...ours,
    unless: ['讲评|订正|练习|复习|模拟'],
  },
  plain(
    '公布前透露文件草稿',
    '指南|细则|申报|政策|文件|办法|招标 ~ 草稿|内部稿|送审稿|征求意见稿 ~ 给你|发你|给我|看一眼|先看|看看',
    { firm: true },
  ),
  plain(
    '打听投标的有哪几家',
    '报名的|报了名|领标书|领的标书|领了标书|买标书|领标|领了标|交了保证金|交保证金|投标单位|投标人|来投|投标的 ~ 谁|哪家|哪几家|有谁|几家|名单',
    { ...theirs, unless: ['<d-published>', '要求|资格|怎么'] },
  ),
  {
    pattern: '一共|就|总共|只有 <d-num> 家|个 ~ 领的标书|领标|报名|投标|买标书|交保证金',
    weight: 8,
    why: '透露投标的有哪几家',
    ...ours,
    unless: ['<d-published>'],
  },
  {
    pattern:
      '报名的|报了名的|领标书的|领的标书|买标书的|领标的|交了保证金的|来投的|投标的 ~ 就|一共|有|只有|分别 ~ 家|个|仨',
    weight: 7,
    why: '透露投标的有哪几家',
    ...ours,
    unless: ['<d-published>'],
  },
  hint('说出公司认什么价', '公司|领导|老板|老大|我们头|上头 ~ 认|批|能批|接受|给过 <d-num|sum|share>', ours),
  { pattern: '<d-rival> ~ 收|要|拿|跑|进|给的 <d-num|sum|share>', weight: 4, why: '说出别家的价格', ...ours },
  hint('说出给别家的折扣', '给 ~ 打|给|是|签|放 <d-num|share> ~~ 给你们|给你|你就拿|你拿', ours),
  {
    pattern: '<d-rival> ~~ 开的是|报的是|报了|给的是|出到|写的是|报到 <d-num|sum|share>',
    weight: 4,
    why: '说出竞争者的报价',
    ...ours,
  },
  hint('打听上下家之间的价格', '你们|你 给|跟|从 ~ 啥价|什么价|多少钱|几折|几个点|多少一|啥价拿', {
    ...theirs,
    unless: ['给|跟 我|我们|咱|俺'],
  }),
  plain('打听上下家之间的价格', '给你们|给你 ~ <d-cost|d-floor> ~ 多少|啥|发我|几|瞧|看', theirs),
  plain('打听投诉人、机主是谁', '投诉|举报|机主|这号|这个号|车牌 ~ 是谁|谁的|住哪|哪个人|电话多少', {
    ...theirs,
    unless: ['<d-decline>', '我要|我想|怎么|怎样 + 投诉|举报'],
  }),
  plain('打听考题', '出题|命题|考题|原题|范围 ~ 给划|划|透|漏|弄|搞|提前', { ...theirs, unless: ['孩子'] }),
  plain('打听突击检查', '飞检|暗访|突击检查|双随机|突击查 ~ 哪|名单|啥时候|哪天|点位', theirs),
  plain('打听考题', '面试|结构化|笔试|考试|命题 ~ 题 ~ 透|漏|给|拍|说', { ...theirs, unless: ['孩子|错题|练习'] }),
  {
    pattern: '设仓|选址|开店|拆迁|征地|扩产|上市|并购|规划|要拆 ~ 定了没|在哪|地在|哪块|啥时候|哪几',
    weight: 6,
    why: '打听未公开的计划',
    ...theirs,
  },
  { pattern: '涨|降|调 <d-num|share|sum> & 开会|会上|定的|内部|领导', weight: 4, why: '透露未公开的调价', ...ours },
  { pattern: '离职|走之前|走前|临走 ~ 拷|带走|留了|备份|导|存了', weight: 6, why: '离职时带走资料', ...ours },
  { pattern: '老总|领导|老板|董事长 ~ 飞|住|行程|航班', weight: 4, why: '透露行程', ...ours },
  { pattern: '<d-exfil>', weight: 4, why: '用不正当的办法取得资料', ...ours },
  { pattern: '<d-to-you>', weight: 1, why: '交给对方', ...ours },
  hint('打听检查安排', '查|检查|抽检|抽查 ~ 好停|好准备|好躲|好关|给个信|吱一声|言语', theirs),
  hint(
    '说出几家各报多少',
    'a家|b家|甲家|乙家|那家|他家|对面|另一家|老张家 <d-num|sum> ~ 你家|你们|你 <d-num|sum>',
    ours,
  ),
  plain('打听别家和对方签的价', '那家|他家|别家 ~ 你们|你 ~ 签的|给的|供的|报的 ~ 啥价|多少|什么价|几折', {
    ...theirs,
    firm: true,
  }),
  hint('提前透露检查、抽检', '抽检|检查|飞检|暗访|突击|督查|抽查|审计|巡查 ~ 提前|点位|给个信|哪天|抽哪|打招呼|先把'),
];

const context: readonly Phrase[] = [
  {
    pattern: '别跟|别和|别告诉|别让|别给|别对 ~ 说|讲|知道|提|看|听',
    weight: 6,
    why: '要求不让人知道',
    firm: true,
    unless: ['<d-hush>'],
  },
  { pattern: '<d-hush>', weight: 6, why: '要求不让人知道', firm: true },
  against('公开的招标信息', '<d-published>', { unless: ['<d-unpub>'] }),
  against('拒绝透露', '<d-decline>', { weight: -20, unless: ['能不能|可不可以|方不方便|本来|按理|按说|照理|原则上'] }),
  against(
    '拒绝透露',
    '不能|不便|不会|不可以|没法|不可能|不方便|不得|不给 给您|给你|发你|发您|提供|透露|告诉|外传|外泄',
    { weight: -30, unless: ['能不能|可不可以|方不方便|本来|按理|按说|照理|原则上|不能不'] },
  ),
  against('正常业务往来', '<d-orderly>', { weight: -5 }),
  {
    pattern: '电话里说|当面说|见面说|微信说|别在这说|换个地方|当面给|见面给|私聊|当面看',
    weight: 2,
    why: '要求换个地方说',
    firm: true,
  },
  against(
    '制度、培训',
    '禁止|严禁|不得|不允许|红线|廉洁|反腐|可举报|举报电话|举报邮箱|欢迎举报|开除|辞退|违法|违规|违纪|犯罪|法律责任|守则|纪律|追究|谨防|警惕|杜绝|请勿|切勿|零容忍|查处|通报',
    { weight: -8 },
  ),
  against('制度、培训', '廉洁培训|合规培训|合规课|宣贯|警示教育|课件|讲座|新闻|判了|判刑', { weight: -8 }),
];

export const disclosurePhrases: readonly Phrase[] = [...lists, ...prices, ...tenders, ...papers, ...things, ...context];
