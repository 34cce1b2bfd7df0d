import type { Script } from '../talk.ts';

/** One promise for several customers: `{r}` the rate, a share of each deal or a sum for each customer. */
export const SEVERAL: readonly Script[] = [
  'O {e},你手里的客户陆续带过来,{r},月底一起结|o 好,先从{cu}开始',
  'o 我这批老客户都可以转给{co},返点怎么说|O {r},长期有效|o 行',
  'O 介绍费{r},不管来几家都这个数|o {cu}和另外几家这周都联系你',
  'o {o},客户我一家一家引,你按{r}给我记账|O 记着呢,统一打',
  'O 别零散要了,{r},都成了一并给你|o 好的,{cu}已经签了吧',
  'o 这几家都是我维护的,想换供应商|O 全拿过来,{r}|o 一言为定',
  'O 新客户奖励{r},你拉来的都算|o 我让他们报我名字,{cu}下午到',
  'o 我年底可能要走,走之前把客户给你们,{r}可以吧|O 可以,越多越好',
  'O 好处费{r},签完合同就算数,攒着一起给你|o 行,{cu}先去',
  'O 上次说的条件不变,{r}|o 那我开始往你们那边导了,第一家{cu}',
];
