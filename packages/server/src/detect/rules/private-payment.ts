import { privatePaymentWords } from '../lexicon/private-payment.ts';
import { defineTextRule } from '../rule.ts';
import { privatePaymentActs } from './private-payment-acts.ts';
import { privatePaymentInOrder } from './private-payment-in-order.ts';
import { privatePaymentSigns } from './private-payment-signs.ts';

export const privatePayment = defineTextRule({
  id: 'private-payment',
  kind: 'private-payment',
  version: 2,
  title: '业务款项或利益走个人账户',
  severity: 'high',
  sounds: true,
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '只写人名或卡号、不说是谁的账户时认不出',
    '只凭前面几句话才听得懂的短句认不出',
    '熟人之间的垫付若不提所垫何物,可能误报',
  ],
  lexicon: privatePaymentWords,
  examples: [
    {
      name: '要求货款转到自己支付宝',
      says: { text: '货款你直接转我支付宝就行,公司那边我来处理', from: 'employee' },
      fires: true,
    },
    { name: '不走公户,付给亲属', says: { text: '尾款别走公户了,打我老婆那张农行卡', from: 'employee' }, fires: true },
    { name: '不要票就打个人卡', says: { text: '要票贵八个点,不要票打我个人卡', from: 'employee' }, fires: true },
    { name: '现金交给自己,不开单', says: { text: '修车钱给我现金,工单我不开了', from: 'employee' }, fires: true },
    {
      name: '客户说已付到对方亲属名下',
      says: { text: '顾问费打到你爱人卡上了,查一下', from: 'customer' },
      fires: true,
    },
    { name: '送上亲属卡', says: { text: '我给你发了个亲属卡,随便刷', from: 'outside' }, fires: true },
    { name: '报送公司账户', says: { text: '货款请打到我司对公账户,账号见合同末页', from: 'employee' }, fires: false },
    { name: '前台收现金', says: { text: '可以付现金,到收银台交,给您打小票', from: 'employee' }, fires: false },
    { name: '扫公司的码', says: { text: '扫柜台上那个公司收款码,备注写房号', from: 'employee' }, fires: false },
    { name: '客户报自己的卡号', says: { text: '我的卡号发你了,户名就是我本人', from: 'customer' }, fires: false },
    {
      name: '提醒不要付给个人',
      says: { text: '公司从不收个人账户,凡要求转给个人的都是骗子', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '拒绝私下付款',
      says: { text: '不可以转给我个人的,我们只能走对公', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '退到付款人家属的卡',
      says: { text: '退我老婆卡行不行,当初是她刷的', from: 'customer' },
      fires: false,
      resembles: true,
    },
    {
      name: '分摊饭钱',
      says: { text: '昨晚火锅AA,一人86,转我微信就行', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '报销打到工资卡',
      says: { text: '差旅报销财务打我卡上了', from: 'employee' },
      fires: false,
      resembles: true,
    },
  ],
  phrases: [...privatePaymentActs, ...privatePaymentSigns, ...privatePaymentInOrder],
});
