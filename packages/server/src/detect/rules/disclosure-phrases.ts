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
    '客户经理|客户代表|客服|核对|门禁|使用感受|口碑|课时|签到|报名|送货|卸货|发货|派单|接机|订房|参会|开票',
  ],
} as const;

const ownless = { ...ours, unless: own } as const;

/** Lists and records of persons. */
const lists: readonly Phrase[] = [
  plain('把客户等名单、联系方式交给外人', '<d-listed> ~ <d-to-you|d-copy-you|d-gives>', { ...ours, unless: own }),
  plain('把客户等名单、联系方式交给外人', '<d-who> <d-listing> ~ <d-to-you|d-copy-you|d-gives>', {
    ...ours,
    unless: own,
  }),
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
  plain('索要客户的电话', '<d-to-me> ~~ <d-who> ~ 电话|附电话|带电话|手机号|联系方式', asking),
  { pattern: '名单|通讯录|花名册|名册|登记表 ~ <d-copy-me>', weight: 6, why: '索要名单', ...asking },
  { pattern: '名单|通讯录|花名册|名册|登记表 ~ 拍一下|抄一下|拍|抄|瞄|瞅', weight: 6, why: '索要名单', ...asking },
  { pattern: '<d-who> ~ <d-means|d-exfil>', weight: 4, why: '私自取出客户资料', ...ownless },
  { pattern: '<d-who> ~~ <d-to-you>', weight: 3, why: '把客户交给外人', ...ownless },
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
  hint('出钱要资料', '<d-buy> & <d-thing|d-listing|d-listed|d-inner|d-cost|d-record|d-tech-core>'),
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
  hint('教对方照某个数去谈', '<d-steer> <d-num|sum|share>', ours),
  hint('教对方照着去谈、去报', '<d-sure>'),
  hint(
    '说出自家能让到哪里',
    '我们|公司|领导|老板|咱 ~ 最多|顶多|最高 ~ 加到|给到|出到|让到|接受|放到 <d-num|sum|share>',
    ours,
  ),
  hint('告诉底价', '<d-floor> ~ <d-to-you|d-gives>', ours),
  { pattern: '<d-guess>', weight: 6, why: '要对方暗示价格', ...theirs, unless: ['号码|手机号|属相'] },
  { pattern: '底线|上限|天花板|红线|底|那个数|控制线|预算 ~ 在哪|到哪|多少|几', weight: 6, why: '打听底线', ...theirs },
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
  hint('和其他报价人比', '<d-rank-against-you>', ours),
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
  hint('打听竞争者的价格', '<d-rival> ~ 啥价|签的啥价|什么价', asking),
  plain('打听别家给的价格', '<d-rival> ~ 给你们|给你|跟你们|跟你|和你们 ~ 多少|啥价|什么价|几折|几个点', asking),
  plain('打听竞争者的报价或方案', '<d-to-me> ~ <d-rival> ~ <d-bid>', asking),
  hint('打听竞争者的报价或方案', '他们|他 <d-bid> ~ <d-to-me>', asking),
  hint('说出竞争者的报价', '<d-rival> ~ 才|报|是|写|落|出|投 <d-num|sum>', ours),
  hint('说出来了哪几家', '竞争的|来投的|投的|报的|报名的|竞标的|参标的|报价的 ~~ <d-num> ~ <d-num>', ours),
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
  plain('把竞争者的报价或方案给外人看', '<d-rival> ~ <d-quote> ~ <d-to-you|d-exfil|d-means>', ours),
  hint('把报价拍下、截下给外人', '<d-quote> ~ 截图|截了|拍了|照片', ours),
];

/** Technology, systems and papers. */
const papers: readonly Phrase[] = [
  hint('私自取出技术资料', '<d-tech-core> ~ <d-exfil|d-means>', ours),
  hint('把技术资料交给外人', '<d-tech-core> ~~ <d-to-you|d-gives>', { ...ours, unless: own }),
  hint('拿去仿制', '拿去仿|仿制|仿一个|仿着做|照着做|照着加工|反推|抄作业|拿去抄|仿就行|拿去用'),
  hint('索要技术资料', '<d-tech-core> ~ <d-to-me>', theirs),
  plain('设法弄出技术资料', '<d-tech-core> ~ <d-illicit-get>', theirs),
  plain('设法弄出技术资料', '<d-illicit-get> ~ <d-tech-core>', theirs),
  plain('借出系统账号', '<d-login> ~ <d-lend>', ours),
  plain('借用系统账号', '<d-login> ~ <d-lend>', theirs),
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
  hint('把系统密码给外人', '<d-sys> 密码|账号|账号密码 ~ 给你|发你|写|纸条|夹|告诉你', ours),
  hint('要内部系统的账号', '后台|系统|数据 ~ <d-login> ~ <d-lend|d-to-me>', theirs),
  plain('从系统里导出资料给外人', '<d-sys> ~ <d-exfil|d-means|d-illicit-get> ~ <d-to-you|d-to-me|d-listing>', {
    unless: ['怎么|如何|按钮|教程|哪里|在哪'],
  }),
  plain('请人查内部系统', '<d-sys> ~~ 帮我|帮忙 查|看|翻 ~ 他们|别人|别家|人家|几个|进货价|采购价|底价|成本', theirs),
  plain('索要内部资料', '<d-inner-core> ~~ <d-to-me>', {
    ...theirs,
    unless: ['我们单位|我们公司|我孩子|孩子|我们的', '别|不用|不要 拿|给|发'],
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
  { pattern: '<d-thing> ~ <d-use>', weight: 3, why: '拿内部情况去谈、去抢', firm: true },
  { pattern: '<d-use>', weight: 4, why: '说明要拿去做什么', firm: true },
  hint('点出对方所在的位置', '<d-position>', { ...theirs, firm: true }),
  { pattern: '预算 ~ 多少', weight: 3, why: '打听预算', ...theirs },
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
  { pattern: '<d-exfil>', weight: 4, why: '用不正当的办法取得资料', ...ours },
  { pattern: '<d-to-you>', weight: 2, why: '交给对方', ...ours },
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
  { pattern: '别跟|别和|别告诉|别让|别给|别对 ~ 说|讲|知道|提|看|听', weight: 3, why: '要求不让人知道', firm: true },
  { pattern: '<d-hush>', weight: 6, why: '要求不让人知道', firm: true },
  against('公开的招标信息', '<d-published>', { unless: ['<d-unpub>'] }),
  against('拒绝透露', '<d-decline>'),
  against('正常业务往来', '<d-orderly>', { weight: -5 }),
  {
    pattern: '电话里说|当面说|见面说|微信说|别在这说|换个地方|当面给|见面给|私聊|当面看',
    weight: 2,
    why: '要求换个地方说',
    firm: true,
  },
  against(
    '制度、培训',
    '禁止|严禁|不得|不允许|红线|廉洁|反腐|举报|开除|辞退|违法|违规|违纪|犯罪|法律责任|守则|纪律|追究|谨防|警惕|杜绝|请勿|切勿|零容忍|查处|通报',
    { weight: -8 },
  ),
  against('制度、培训', '廉洁培训|合规培训|合规课|宣贯|警示教育|课件|讲座|新闻|判了|判刑', { weight: -8 }),
];

export const disclosurePhrases: readonly Phrase[] = [...lists, ...prices, ...tenders, ...papers, ...things, ...context];
