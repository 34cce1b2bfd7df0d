import type { Script } from '../talk.ts';

export type Disguised = { readonly script: Script; readonly percent?: number; readonly yuan?: number };

/** Words that hide what they say; the share or the sum that a reader of the whole would take from them. */
export const DISGUISED: readonly Disguised[] = [
  { script: 'o {cu}过去了|O 看到了|O 10?|o 嗯 10|O 老地方', percent: 10 },
  { script: 'O 那个…hui扣还是8个d|o 可以的|~O {cu}签了', percent: 8 },
  { script: 'o {o},{cu}这瓶酒我送你了|O 喝了你的酒得回礼,一万|o 不急', yuan: 10_000 },
  { script: 'O 茶叶给你备了两斤|o ?|O 一斤一万的那种|o 懂了,{cu}明天到', yuan: 20_000 },
  { script: 'O {cu}要是过来,你的烟我包了|o 什么烟|O 五条,一条一千|o 行', yuan: 5000 },
  { script: 'o 我推一个人给你,名片:{cu}|O 收到|O 一千谢谢你|~o 他签了没|O 签了', yuan: 1000 },
  { script: 'O 亻介 绍 费 15%,{cu}的,删掉这条|o 好', percent: 15 },
  { script: 'o {cu}跟你们谈得怎样|O 稳了|o 那我的呢|O 少不了,老样子一成', percent: 10 },
  { script: 'O 有个事,小意思3000,{cu}的|o 放心', yuan: 3000 },
  { script: 'o 上次那个朋友{cu},他家单子给你们了吧|O 给了|o 我们五五还是三七|O 三七,你三', percent: 30 },
  { script: 'O 加油卡要不要|o 多大面值|O 两个|o 两个w?|O 对|o {cu}后天去你那', yuan: 20_000 },
  { script: 'o 这家我不跟了,你跟|O {cu}?那意思意思?|o 看着给|O 不会亏待你' },
  { script: 'c {c},{co}那边我打过招呼了|C 好|C 你辛苦|c 应该的,他们会安排我' },
  { script: 'O 红bao 6k,{cu}那事|o 🆗', yuan: 6000 },
  { script: 'O 反 点 5 个,你自己扣好再报价给{cu}|o 收', percent: 5 },
  { script: 'o 鱼上钩了|O 哪条|o {cu}|O 老规矩,一条八千|o 👌', yuan: 8000 },
  { script: 'O 孩子学费凑够没|o 还差点|O {cu}进来我给你补一万五|o 那快了', yuan: 15_000 },
  { script: 'o H扣多少|O 你说|o 12|O 👌 {cu}那边尽快', percent: 12 },
  { script: 'O 那边的水果熟了|o 熟了,{cu}这两天摘|O 摘了分你一筐,五千斤|o 哈哈好', yuan: 5000 },
  { script: 'O 打牌输你的3000这周给|o 等{cu}签了再给,不急|O 懂的', yuan: 3000 },
  { script: 'o 我的那个"点心"准备几个|O 6个|o 按{cu}总数的|O 必须', percent: 6 },
  { script: 'O 兄弟别打字|o 嗯|O 一会电话,{cu}的那份,手势数给你|o 看到了' },
  { script: 'O hao处2万,{cu}签字那天|o zf宝还是卡|O 卡', yuan: 20_000 },
  { script: 'o 谢仪怎么说|O 贰仟|o {cu}可是大户|O 那叁仟', yuan: 3000 },
  { script: 'O 过两天给你寄点土特产|o 多重|O 按{cu}那车货的百分之八|o 沉啊', percent: 8 },
  { script: 'C 你那个朋友人不错|c 对吧,{co}做事讲究|C 那你也有份吧|c 哈,喝点汤,一成', percent: 10 },
  { script: 'o 我这边把门打开,你进来搬|O 搬完给你留5000|o {cu}先搬', yuan: 5000 },
  { script: 'O 亲兄弟明算账,{cu}的,拾个點|o 嗯', percent: 10 },
];
