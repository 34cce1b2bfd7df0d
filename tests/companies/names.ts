import type { Random } from './random.ts';

/** Characters with their pinyin, from which names and accounts are put together. */
const SURNAMES =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 邓deng 韩han 冯feng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren 沈shen 姚yao 卢lu 姜jiang 崔cui 钟zhong 谭tan 陆lu 汪wang 范fan 金jin 石shi 廖liao 贾jia 韦wei 夏xia 付fu 方fang 白bai 邹zou 孟meng 熊xiong 秦qin 邱qiu 江jiang 尹yin 薛xue 闫yan 段duan 雷lei 侯hou 龙long 史shi 陶tao 黎li 贺he 顾gu 毛mao 郝hao 龚gong 邵shao 万wan 钱qian 严yan 覃qin 武wu 戴dai 莫mo 孔kong 向xiang 汤tang';
const GIVEN =
  '伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 霞xia 平ping 刚gang 桂gui 英ying 华hua 玉yu 兰lan 梅mei 鹏peng 辉hui 波bo 斌bin 宇yu 浩hao 凯kai 佳jia 欣xin 怡yi 雪xue 婷ting 颖ying 琳lin 晨chen 阳yang 俊jun 文wen 博bo 子zi 涵han 梓zi 轩xuan 思si 琪qi 雨yu 晓xiao 东dong 建jian 国guo 志zhi 海hai 春chun 秋qiu 红hong 燕yan 莉li 慧hui 倩qian 颜yan 乐le 安an 宁ning 远yuan 航hang 峰feng 康kang 健jian 毅yi 旭xu 楠nan 岚lan 曼man 晴qing 蕾lei 薇wei';
const FEMALE = /[芳娜敏静丽艳娟霞英兰梅怡雪婷颖琳琪红燕莉慧倩岚曼晴蕾薇]$/;

type Sign = { readonly sign: string; readonly sound: string };
const signs = (text: string): readonly Sign[] =>
  text.split(' ').map((each) => ({ sign: each.slice(0, 1), sound: each.slice(1) }));
const surnames = signs(SURNAMES);
const given = signs(GIVEN);

export type Name = {
  readonly full: string;
  readonly surname: string;
  readonly given: string;
  readonly pinyin: string;
  readonly female: boolean;
};

export function makeName(random: Random, surname?: string): Name {
  const first = surnames.find(({ sign }) => sign === surname) ?? random.pick(surnames);
  const rest = Array.from({ length: random.chance(0.75) ? 2 : 1 }, () => random.pick(given));
  const givenName = rest.map(({ sign }) => sign).join('');
  return {
    full: first.sign + givenName,
    surname: first.sign,
    given: givenName,
    pinyin: first.sound + rest.map(({ sound }) => sound).join(''),
    female: FEMALE.test(givenName),
  };
}

export const CITIES = [
  '上海',
  '杭州',
  '苏州',
  '宁波',
  '南京',
  '深圳',
  '广州',
  '东莞',
  '成都',
  '武汉',
  '长沙',
  '合肥',
  '无锡',
  '青岛',
  '厦门',
];
const FIRST = '华鼎瑞恒博远安信泽科盛德嘉锐云启凌卓曜汇铭景晟拓森诺蓝旭弘衡邦穗驰珩沐屿';
const SECOND = '晟成丰通达源创联讯宇泰合腾扬润迈维拓川帆岳澜驰朗朔荣衡图越祺程禾胜';

export function makeBrand(random: Random, taken: Set<string>): string {
  for (;;) {
    const brand = random.pick([...FIRST]) + random.pick([...SECOND]);
    if (taken.has(brand) || brand[0] === brand[1]) continue;
    taken.add(brand);
    return brand;
  }
}
