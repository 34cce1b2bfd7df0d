import type { Script } from '../talk.ts';

/** A customer list for money: `{a}` the price, `{n}` how many entries. */
export const LIST: readonly Script[] = [
  'O 你们的客户名单能搞到吗|o 能是能|O {a}|o 晚上导给你',
  'O {e},有没有做{goods}的客户资料,{a}买|o 有{n}条,要不要|O 要',
  'o {o},我这边有一份客户表,{n}家,联系人电话都有|O 多少钱|o {a}|O 发来',
  'O 名单发我,钱{a}马上转|o 先转一半吧|O 一手交钱一手交货',
  'o 客户资料给你了啊,别说是我给的|O 放心,{a}晚点到',
  'O 想要你们华东的客户清单|o 这个风险大|O {a},够了吧|o 行,等我值班的时候',
  'O 老数据也行,{n}条给{a}|o 成,打包发你',
  'o 表格我今晚导,你备好{a}|O ok',
];
