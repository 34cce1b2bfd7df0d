import type { Random } from './random.ts';

export type Named = { readonly name: string; readonly pinyin: string };

const SURNAMES: readonly (readonly [string, string])[] = [
  ['王', 'wang'],
  ['赵', 'zhao'],
  ['陈', 'chen'],
  ['刘', 'liu'],
  ['周', 'zhou'],
  ['吴', 'wu'],
  ['徐', 'xu'],
  ['孙', 'sun'],
  ['马', 'ma'],
  ['朱', 'zhu'],
  ['胡', 'hu'],
  ['郭', 'guo'],
  ['何', 'he'],
  ['高', 'gao'],
  ['林', 'lin'],
  ['罗', 'luo'],
  ['郑', 'zheng'],
  ['梁', 'liang'],
  ['谢', 'xie'],
  ['宋', 'song'],
  ['唐', 'tang'],
  ['许', 'xu'],
  ['韩', 'han'],
  ['冯', 'feng'],
  ['邓', 'deng'],
  ['曹', 'cao'],
  ['彭', 'peng'],
  ['曾', 'zeng'],
  ['欧阳', 'ouyang'],
  ['诸葛', 'zhuge'],
];

const GIVEN: readonly (readonly [string, string])[] = [
  ['伟', 'wei'],
  ['芳', 'fang'],
  ['娜', 'na'],
  ['敏', 'min'],
  ['静', 'jing'],
  ['强', 'qiang'],
  ['磊', 'lei'],
  ['洋', 'yang'],
  ['艳', 'yan'],
  ['勇', 'yong'],
  ['杰', 'jie'],
  ['娟', 'juan'],
  ['涛', 'tao'],
  ['超', 'chao'],
  ['霞', 'xia'],
  ['平', 'ping'],
  ['建国', 'jianguo'],
  ['晓梅', 'xiaomei'],
  ['志远', 'zhiyuan'],
  ['雨桐', 'yutong'],
  ['子涵', 'zihan'],
  ['国栋', 'guodong'],
  ['丽华', 'lihua'],
  ['文博', 'wenbo'],
  ['海燕', 'haiyan'],
  ['思远', 'siyuan'],
  ['美玲', 'meiling'],
  ['俊杰', 'junjie'],
];

/** Different names with different spellings in Latin letters; surnames repeat, as they do. */
export function drawNames(random: Random, count: number): readonly Named[] {
  const seen = new Set<string>();
  const names: Named[] = [];
  while (names.length < count) {
    const [surname, first] = random.pick(SURNAMES);
    const [given, second] = random.pick(GIVEN);
    if (seen.has(first + second)) continue;
    seen.add(first + second);
    names.push({ name: surname + given, pinyin: first + second });
  }
  return names;
}

const CITIES = ['杭州', '宁波', '苏州', '深圳', '成都', '武汉', '合肥', '长沙'];
const WORDS = [
  '恒泰',
  '博远',
  '宏图',
  '启明',
  '瑞丰',
  '中胜',
  '天衡',
  '佳信',
  '金禾',
  '立德',
  '广源',
  '汇达',
  '云启',
  '新锐',
  '长青',
  '盛川',
  '卓然',
  '明岳',
  '同舟',
  '嘉木',
  '凌峰',
  '远帆',
  '百川',
  '锦程',
  '德润',
  '航宇',
  '晨曦',
  '安泰',
  '鼎新',
  '华茂',
  '正源',
  '景行',
  '世纪',
  '嘉禾',
  '信诚',
  '润泽',
  '方圆',
  '凯旋',
  '泰和',
  '星河',
];
const TRADES = ['科技', '商贸', '贸易', '设备', '信息技术', '实业'];

export type CompanyName = { readonly name: string; readonly short: string };

/** Registered names with different trade words; some carry the city in brackets, which vouchers write full-width. */
export function drawCompanies(random: Random, count: number): readonly CompanyName[] {
  return random
    .shuffle(WORDS)
    .slice(0, count)
    .map((short) => {
      const [city, trade] = [random.pick(CITIES), random.pick(TRADES)];
      const name = random.pick([`${city}${short}`, `${short}(${city})`, short]) + trade;
      return { name: `${name}有限公司`, short };
    });
}

const CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A 统一社会信用代码 of nobody in particular, with both check characters right. */
export function drawCreditCode(random: Random): string {
  const region = random.pick(['330102', '330206', '320506', '440306', '510110']);
  return checkedCode(`91${region}`, random.text(8, CODE));
}

/** Adds the check character of the organisation code (GB 11714), then that of the whole (GB 32100). */
export function checkedCode(head: string, organisation: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * orgValue(organisation.charAt(i)), 0);
  const code = `${head}${organisation}${'0123456789X'.charAt((11 - (sum % 11)) % 11)}`;
  const whole = [...code].reduce((total, char, i) => total + CODE.indexOf(char) * (3 ** i % 31), 0);
  return code + CODE.charAt((31 - (whole % 31)) % 31);
}

/** GB 11714 counts A as 10 through Z as 35, with no letter left out. */
function orgValue(char: string): number {
  return '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(char);
}
