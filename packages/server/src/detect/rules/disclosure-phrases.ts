import type { Phrase } from '../phrases/phrase.ts';
import { against, hint, plain } from '../phrases/phrase.ts';

const ours = { by: 'employee' } as const;
const theirs = { by: 'outside' } as const;
const own = ['您的|您自己|你自己的|您本人|我自己的|我本人|我的|贵司的|您店|您公司|您孩子|我孩子|您家|我家'] as const;

/** Lists and records of persons. */
const lists: readonly Phrase[] = [
  plain('把客户等名单、联系方式交给外人', '<d-listed> ~ <d-to-you>', { ...ours, unless: own }),
  plain('把客户等名单、联系方式交给外人', '<d-who> <d-listing> ~ <d-to-you>', { ...ours, unless: own }),
  plain('索要客户等名单、联系方式', '<d-listed> ~ <d-to-me|d-illicit-get>', { ...theirs, unless: own }),
  plain('索要客户等名单、联系方式', '<d-who> <d-listing> ~ <d-to-me|d-illicit-get>', { ...theirs, unless: own }),
  plain('索要客户等名单、联系方式', '<d-to-me|d-illicit-get> ~ <d-who> <d-listing>', { ...theirs, unless: own }),
  plain('索要客户等名单、联系方式', '<d-to-me|d-illicit-get> ~ <d-listed>', { ...theirs, unless: own }),
  hint('私自取出客户等名单', '<d-exfil> ~ <d-listed>', ours),
  hint('私自取出客户等名单', '<d-listed> ~ <d-exfil>', ours),
  hint('私自取出客户等名单', '<d-who> <d-listing> ~ <d-exfil>', ours),
  plain('按条买卖个人信息', '<d-fee> [我] [给|收|算] <d-num> & <d-listing|d-listed|d-record>'),
  plain('出钱要名单、联系方式', '<d-buy> & <d-who> <d-listing>'),
  hint('出钱要资料', '<d-buy>'),
  plain('把他人的个人记录给外人看', '<d-record> ~ <d-to-you|d-exfil>', { ...ours, unless: own }),
  plain('索要他人的个人记录', '<d-record> ~ <d-to-me>', { ...theirs, unless: own }),
];

/** Cost and floor prices. */
const prices: readonly Phrase[] = [
  hint('说出成本、进价等内部价格', '<d-cost> ~ <d-num|sum>', ours),
  hint('教对方拿着内部价格去谈', '<d-steer>', ours),
  hint('说出决策人的价格底线', '<d-decider> ~ <d-boss-line> ~ <d-num|sum|share>', ours),
  plain('透露底价', '<d-reveal> ~ <d-floor|d-cost|d-limit>', { unless: ['透明'] }),
  plain('透露底价', '<d-floor|d-cost|d-limit> ~ <d-reveal>'),
  plain('打听给别家的结算价', '你们|贵公司|贵司|你司|你家 ~ 给|跟|和|从 ~ <d-cost|d-floor|d-quote> ~ 多少|啥|几|截图|发我|给我', theirs),
];

/** Tenders and competitors. */
const tenders: readonly Phrase[] = [
  plain('说出标底、控制价', '<d-limit> ~ <d-num|sum|share>', { ...ours, unless: ['<d-published>'] }),
  plain('打听标底、控制价', '<d-limit> ~ 多少|往上|往下|透|范围|几|啥数|给我|说|大概|告诉', { ...theirs, unless: ['<d-published>'] }),
  plain('打听标底、控制价', '透|漏|说|告诉 ~ <d-limit>', { ...theirs, unless: ['<d-published>'] }),
  plain('打听评委', '<d-judge> ~ 有谁|是谁|都谁|名单|姓|抽|哪几|电话|谁', theirs),
  plain('透露评委', '<d-judge> ~ 有谁|是谁|都是|名单|姓|抽|哪几|电话|打听|两个|几个', ours),
  plain('透露评委', '抽出来|抽到|抽的|抽中 ~~ 教授|大学|院|工大|专家|评委', ours),
  plain('公布前透露招标、评分内容', '<d-unpub> ~~ <d-scoring|d-tender-doc|d-inner|d-limit>', { firm: true }),
  plain('公布前透露招标、评分内容', '<d-scoring|d-tender-doc|d-inner|d-limit> ~~ <d-unpub>', { firm: true }),
  hint('在公布之前', '<d-unpub>', { firm: true }),
  hint('还来得及改', '<d-stillintime>', ours),
  hint('按预算报价', '<d-budget> ~ <d-num|sum>', ours),
  plain('按打听到的预算报价', '<d-budget> ~~ 顶着|贴着|卡着|往上|照着|好报|心里有', theirs),
  hint('说出竞争者的报价', '<d-rival> ~ <d-quote> ~ <d-num|sum|share>', ours),
  hint('和其他报价人比', '<d-rank-against-you>', ours),
  plain('打听竞争者的报价或方案', '<d-rival> ~ <d-quote> ~ 多少|啥|给我|看看|瞅|瞄|截|发我|几|拍|看一眼|有没有|给个数', theirs),
  plain('把竞争者的报价或方案给外人看', '<d-rival> ~ <d-quote> ~ <d-to-you|d-exfil>', ours),
];

/** Technology, systems and papers. */
const papers: readonly Phrase[] = [
  hint('私自取出技术资料', '<d-tech-core> ~ <d-exfil>', ours),
  hint('把技术资料交给外人', '<d-tech-core> ~ <d-to-you>', { ...ours, unless: own }),
  hint('索要技术资料', '<d-tech-core> ~ <d-to-me>', theirs),
  plain('设法弄出技术资料', '<d-tech-core> ~ <d-illicit-get>', theirs),
  plain('设法弄出技术资料', '<d-illicit-get> ~ <d-tech-core>', theirs),
  plain('借出系统账号', '<d-login> ~ <d-lend>', ours),
  plain('借用系统账号', '<d-login> ~ <d-lend>', theirs),
  plain('从系统里导出资料给外人', '<d-sys> ~ <d-exfil|d-illicit-get> ~ <d-to-you|d-to-me|d-listing>'),
  plain('索要内部资料', '<d-inner-core> ~ <d-to-me>', theirs),
  plain('把内部资料给外人看', '<d-inner-core> ~ <d-to-you|d-exfil>', ours),
  hint('内部资料', '<d-inner>'),
];

const context: readonly Phrase[] = [
  { pattern: '<d-hush>', weight: 6, why: '要求不让人知道', firm: true },
  against('公开的招标信息', '<d-published>', { unless: ['<d-unpub>'] }),
  against('拒绝透露', '<d-decline>'),
  against('正常业务往来', '<d-orderly>', { weight: -5 }),
  against('制度、培训', '<rule|training>', { weight: -8 }),
];

export const disclosurePhrases: readonly Phrase[] = [...lists, ...prices, ...tenders, ...papers, ...context];
