import { kickbackWords } from '../lexicon/kickback.ts';
import { defineTextRule } from '../rule.ts';
import { kickbackPhrases } from './kickback-phrases.ts';

export const kickback = defineTextRule({
  id: 'kickback-promise',
  kind: 'kickback',
  version: 3,
  title: '与外部人员谈及好处费、返点等私人利益',
  severity: 'high',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
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
  phrases: kickbackPhrases,
});
