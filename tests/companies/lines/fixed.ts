import type { Script } from '../talk.ts';

/** A sum is promised for one customer: `{a}` the sum. */
export const FIXED: readonly Script[] = [
  'O {e},{cu}这单签下来给你{a}辛苦费|o 好嘞',
  'o {o},介绍一个客户多少|O {a},签约就给|o 那我把{cu}推给你',
  'O {cu}成了,{a}谢谢你|o 客气',
  'c {c},您直接找{co}吧,比我们便宜|C 你图啥|c 他们给我{a}跑腿费,实话跟您说',
  'O 一口价{a},你把{cu}的采购约出来|o 行,周三晚上',
  'o {cu}的合同你们签了?|O 签了|o 说好的{a}呢|O 月底转你',
  'O 这个项目你帮忙牵线,红包{a}|o 牵线可以,别留痕',
  'O 好处少不了你的,{a}起步|o {cu}老板我熟,我让他换到你们家',
  'o 我这单不报公司了,给{co}做,你给我{a}就行|O 没问题,{cu}我们来跟',
  'O 感谢费{a},打你哪张卡|o 工行那张',
  'O {cu}如果走我们这边,我个人给你{a}|o 你个人?|O 公司出,走咨询费',
  'o {a},少一分不干,{cu}是我跟了两年的|O 成交',
];
