import { privatePaymentWords } from '../lexicon/private-payment.ts';
import { against, hint, plain } from '../phrases/phrase.ts';
import { defineTextRule } from '../rule.ts';

export const privatePayment = defineTextRule({
  id: 'private-payment',
  kind: 'private-payment',
  version: 1,
  title: '业务款项或利益走个人账户',
  severity: 'high',
  blindSpots: ['语音、图片、文件和转发的聊天记录不看', '引用他人原话的部分不看'],
  lexicon: privatePaymentWords,
  examples: [],
  phrases: [plain('占位', '占位词占位词'), hint('占位', '占位词占位词甲'), against('占位', '占位词占位词乙')],
});
