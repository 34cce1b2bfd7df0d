import type { Phrase } from '../phrases/phrase.ts';
import { hint, plain } from '../phrases/phrase.ts';
import { asking, ours, own, ownless, theirs } from './disclosure-options.ts';

/** Lists and records of persons. */
export const lists: readonly Phrase[] = [
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
