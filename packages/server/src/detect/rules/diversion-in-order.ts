import type { Phrase } from '../phrases/phrase.ts';
import { against, plain } from '../phrases/phrase.ts';

/** Leaving out our own company in so many words, and what only sounds like it. */
export const diversionInOrder: readonly Phrase[] = [
  plain('要求绕开公司', '绕开|绕过|避开|跳过|撇开|甩开 + <us>', { by: 'employee', weight: 12 }),
  against('提醒不要绕开公司', '不要|请勿|不得|切勿|不能|禁止 + 绕过|绕开|避开|跳过', { weight: -40 }),
  against('说从前的经历', '以前|之前|原来|过去|从前 ~ 别的公司|别家|上家|其他公司', { weight: -15 }),
  against('免去对方跑一趟', '不用跑公司|不用来公司|不用到公司|不用去公司', { weight: -20 }),
  against('说明不私下往来', '不做|不搞|没有|从不|不会 + 私下', { weight: -40 }),
  against('公司的活动', '下周活动|活动更|活动价|搞活动|做活动', { weight: -20 }),
  against('名片等日常用品', '名片|工牌|工位还', { weight: -25 }),
  against('客户从别家转来', '从别家转过来|从别家过来|别家转过来|从别处转过来', { weight: -20 }),
  against('亲友只是在那里上班', '<relative> ~ 上班|任职|打工', {
    weight: -20,
    unless: ['找他|找她|去他|去她|转过去|介绍你|介绍您|下单|签|买'],
  }),
];
