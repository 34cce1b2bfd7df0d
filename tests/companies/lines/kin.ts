import type { Script } from '../talk.ts';

/** A sum that goes to a relative: `{a}` the sum, `{kin}` how the employee calls the relative. */
export const KIN_ACCOUNT: readonly Script[] = [
  'O {cu}签了,{a}打给你?|o 打{kin}卡上|O 行',
  'o {o},{cu}我说服了,{a}转{kin}账户,别转我的|O 卡号给我',
  'O 辛苦费{a},{cu}合同盖完章就付|o 我的卡公司能查,用{kin}的',
  'O {e},介绍费{a}给你备好了|o 给{kin}就好|O 明白,{cu}那边抓紧',
  'o {cu}我已经推给你们了,按说好的{a},收款人写{kin}|O OK',
  'O 好处费{a}怎么给你|o 走{kin},备注写货款|O {cu}哪天来签',
  'c {c}您去{co}那边签,他们价格好|C 你能落着啥|c 有{a}的介绍费,打到{kin}那儿',
  'o 钱别经我手,{a}直接给{kin}|O 好,{cu}拿下就打',
];
