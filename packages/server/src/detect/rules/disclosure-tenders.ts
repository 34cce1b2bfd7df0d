import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';
import { asking, ours, theirs } from './disclosure-options.ts';

/** Tenders and competitors. */
export const tenders: readonly Phrase[] = [
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
  plain('公布前说出价格范围', '<d-num> ~ 之间|中间|左右 & <d-unpub>', { ...ours, firm: true }),
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
