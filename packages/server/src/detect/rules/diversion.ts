import { diversionWords } from '../lexicon/diversion.ts';
import { defineTextRule } from '../rule.ts';
import { diversionInOrder } from './diversion-in-order.ts';
import { diversionPhrases } from './diversion-phrases.ts';

export const diversion = defineTextRule({
  id: 'diversion-push',
  kind: 'diversion',
  version: 4,
  title: '把客户或订单引到公司以外',
  severity: 'high',
  sounds: true,
  blindSpots: [
    '语音、图片、文件和转发的聊天记录不看',
    '引用他人原话的部分不看',
    '只用暗语、一句话里既不提公司也不提别家或自己的,看不出',
    '不带“公司”“科技”等字样又未登记的公司名认不出',
    '确实因公司做不了而推荐别家,如果同时强调便宜或让对方直接找某人,可能误报',
    '客户只是抱怨流程、说要换供应商的,不看作飞单',
  ],
  lexicon: diversionWords,
  examples: [
    { name: '介绍到外部公司合作', says: { text: '我介绍你到XX公司合作,好处费给你10%', from: 'employee' }, fires: true },
    { name: '朋友的公司更便宜', says: { text: '我朋友的公司更便宜,要不你去那边买', from: 'employee' }, fires: true },
    { name: '不走公司', says: { text: '别走公司了,私下签', from: 'employee' }, fires: true },
    { name: '到外部公司下单', says: { text: '您可以直接从华晟公司下单,比我们这便宜', from: 'employee' }, fires: true },
    {
      name: '离职时带走客户',
      says: { text: '我下个月去新公司了,你们的单子到时候跟我走', from: 'employee' },
      fires: true,
    },
    { name: '让客户等新店开张', says: { text: '卡先别续,我自己的工作室下个月开张', from: 'employee' }, fires: true },
    {
      name: '客户不进系统',
      says: { text: '您这家我一直没录系统,录了我走的时候带不动', from: 'employee' },
      fires: true,
    },
    { name: '外部人员要走客户', says: { text: '你把手上的客户转给我们做', from: 'outside' }, fires: true },
    { name: '客户答应去别处下单', says: { text: '好的,那我就从你朋友的公司下单了', from: 'customer' }, fires: true },
    { name: '介绍产品', says: { text: '先给您介绍一下我们的产品', from: 'employee' }, fires: false },
    { name: '到分公司签约', says: { text: '您可以到我们南京分公司签合同', from: 'employee' }, fires: false },
    { name: '官方渠道下单', says: { text: '您从官网下单就可以', from: 'employee' }, fires: false },
    { name: '有序交接', says: { text: '我下个月离职,后面由小王跟您对接', from: 'employee' }, fires: false },
    {
      name: '客户比价',
      says: { text: '我朋友的公司更便宜,你们能不能再降点', from: 'customer' },
      fires: false,
      resembles: true,
    },
    {
      name: '提醒不要私下交易',
      says: { text: '请勿绕过公司私下交易,以免权益受损', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '授权经销商',
      says: { text: '您可以找我们的授权经销商华东公司下单', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '公司不做的业务',
      says: { text: '物流这块我们不做,推荐您找顺丰公司', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '客户介绍来的客户',
      says: { text: '谢谢您介绍客户给我们公司', from: 'employee' },
      fires: false,
      resembles: true,
    },
    {
      name: '亲友也是客户',
      says: { text: '我哥公司也用你们的产品,说不错', from: 'employee' },
      fires: false,
      resembles: true,
    },
  ],
  phrases: [...diversionPhrases, ...diversionInOrder],
});
