import type { Script } from '../talk.ts';

/** A sum that will come in parts: `{a}` the whole of it. */
export const SPLIT: readonly Script[] = [
  'O {cu}签了给你{a},分几次打,免得显眼|o 好',
  'o 一共{a},你别一次转,银行要问|O 明白,拆开给你',
  'O 总共{a},签约付一部分,回款付剩下的|o 行,{cu}我去敲定',
  'O {e},好处费{a},先给定金,{cu}进场后付清|o 成',
  'o {o},{cu}这单我拿{a},分两张卡打|O 卡号发我',
  'O 财务说大额走不了,{a}分批给你|o 没事,到齐就行,{cu}已经点头了',
  'c {c}您去{co}签就好|C 他们给你多少|c {a},慢慢给呗',
  'O 介绍费一共{a},这周一笔下周一笔|o 收到,{cu}合同我盯着',
  'o 说好{a}的,别再砍了|O 不砍,就是分期给|o 那{cu}的人我约好了',
  'O {cu}的单子谈成,合计给你{a},零着转',
];
