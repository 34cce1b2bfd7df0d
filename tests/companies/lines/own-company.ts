import type { Script } from '../talk.ts';

/** The employee sends a customer to a company of the family. */
export const OWN_COMPANY: readonly Script[] = [
  'c {c},这批货您从{co}拿吧,我家里人开的,价格我说了算|C 行,质量一样吧|c 一样',
  'c 以后别走我们公司了,走{co},发票照开|C 合同跟谁签|c 跟他们签,人还是我服务',
  'C 你那个{co}能开专票吗|c 能,我自己人的公司|C 那就转过去',
  'c {c}悄悄跟您说,我弄了个公司叫{co},比这边便宜一成|C 你胆子不小|c 您帮我保密',
  'c 这边审批太慢了,您直接下到{co},我来安排|C 好,合同发我',
  'c 款打{co}账上,货我从那边发|C 不是你们公司?|c 是自己人的,放心',
  'c 下个季度的{goods}给{co}做吧,我亲戚的厂|C 价格合适就行|c 给您最低',
];
