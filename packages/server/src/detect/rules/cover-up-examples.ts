import type { TextRule } from '../rule.ts';

export const coverUpExamples: TextRule['examples'] = [
  { name: '要求删除聊天记录', says: { text: '看完把聊天记录删了,别留着', from: 'employee' }, fires: true },
  { name: '转账备注写成借款', says: { text: '转账备注写借款,千万别写项目名', from: 'employee' }, fires: true },
  { name: '拆小转账金额', says: { text: '分四次转,每次别超五万,银行就不问', from: 'customer' }, fires: true },
  { name: '约好被问时的说法', says: { text: '审计要是问起来,就说是正常损耗', from: 'employee' }, fires: true },
  { name: '倒签合同日期', says: { text: '合同落款日期往前写到三月', from: 'employee' }, fires: true },
  {
    name: '把客户电话改成自己的',
    says: { text: '系统里你的电话我改成我的小号了,公司打不到你', from: 'employee' },
    fires: true,
  },
  { name: '发票内容与实际不符', says: { text: '餐票给您开成办公用品了', from: 'outside' }, fires: true },
  { name: '正常收款', says: { text: '款已收到,发票明天寄出', from: 'employee' }, fires: false },
  { name: '请对方保留凭证', says: { text: '请保留好签收单', from: 'employee' }, fires: false },
  { name: '预约会议', says: { text: '明天上午十点开会讨论方案', from: 'customer' }, fires: false },
  { name: '发送合同', says: { text: '合同扫描件发您邮箱了', from: 'employee' }, fires: false },
  {
    name: '撤回发错的图片',
    says: { text: '刚才那张图发错了,已撤回', from: 'employee' },
    fires: false,
    resembles: true,
  },
  {
    name: '客户更换手机号',
    says: { text: '我换号了,麻烦把档案里的电话改成现在这个', from: 'customer' },
    fires: false,
    resembles: true,
  },
  { name: '备注合同号', says: { text: '付款时请备注合同号', from: 'employee' }, fires: false, resembles: true },
  { name: '拒绝倒签', says: { text: '合同日期填今天,倒签公司不认', from: 'employee' }, fires: false, resembles: true },
  {
    name: '按银行限额分笔',
    says: { text: '单笔限额五十万,我们分两笔付,都从公户出', from: 'customer' },
    fires: false,
    resembles: true,
  },
];
