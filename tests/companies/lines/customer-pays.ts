import type { Script } from '../talk.ts';

/** The customer pays the employee privately: `{a}` the sum. */
export const CUSTOMER_PAYS: readonly Script[] = [
  'C 你帮我申请到最低价,私下给你{a}|c 我试试|~c 批下来了|C 好,转你',
  'c {c},折扣我能帮您多要几个点,您表示一下就行|C {a}够不够|c 够了',
  'C {work}你自己接不接?不走公司,给你{a}|c 周末可以|C 行',
  'c 公司报价一万多,您要是私下找我做,{a}搞定|C 那好,钱转你个人|c 嗯,不开票',
  'C 上次多给我发的货,{a}转你微信了,别声张|c 收到',
  'c 尾款别打公司了,打我卡上{a},我帮您平掉|C 靠谱吗|c 放心',
  'C 排期能不能插个队,{a}请你喝茶|c 我安排',
  'c 您这单我按老价录进系统,差价咱俩一人一半,您给我{a}|C 成',
];
