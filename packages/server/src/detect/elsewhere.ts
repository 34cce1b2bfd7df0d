import type { Names } from './rule.ts';
import { isElsewhere, readCompanies } from './values/read-company.ts';

const kin =
  '朋友|发小|室友|(?:大学|高中|初中|小学)?同学|师[兄弟姐妹]|亲戚|[表堂]?(?:哥|弟|姐|妹)(?:夫)?|老婆|老公|爱人|媳妇|对象|小舅子|大舅子|连襟|岳父|丈人|女婿|侄子|外甥|嫂子|舅舅?|叔叔?|姑姑?|战友|老乡|哥们|兄弟|闺蜜|前同事|老同事|家里人?|家人|家属|合伙人|熟人';
const theirs = '(?:自己|家|他|她|们|也|开|的|办|搞|新|有|个|家里|那个|了)*';
const trade =
  '(?:物流|货运|装修|装饰|建材|软件|科技|贸易|商贸|外贸|培训|教育|医疗|医药|设备|广告|印刷|包装|租赁|五金|电子|网络|传媒|食品)';
const place = `(?:${trade}?(?:公司|厂子?里?|工厂|店里?|门店)|那边|那里|那儿|那家${trade}?(?:公司|厂|店|机构)?|那|工作室|团队|作坊|机构|学校|档口|车队|事务所)`;

/** 我朋友的公司, 我表哥厂里, 我自己的公司: someone close to the speaker, and where they do business. */
export const ofMine = `(?:(?:(?:我|俺|咱)(?:有|的|一)?(?:一?个|位)?|(?<=[从让走到去找跟由]))(?:${kin})${theirs}${place}|(?:我|俺)(?:自己|私下|在外面|外面)${theirs}(?:公司|厂|店|工作室)|(?:我|俺)的?新(?:公司|厂|工作室)|(?:我|俺)的(?:公司|厂|工作室))`;
export const ofYours = `(?:你|您)(?:的|那个|那位)?(?:${kin})${theirs}(?:${place})?`;
export const relative = `(?:${kin})`;
export const another =
  '(?:别家|别的(?:公司|厂家?|店|地方)|其他(?:公司|厂家?|家)|外面的?(?:公司|厂家?|渠道|人)|他们公司|他们家|那边|那家公司?|另一家公司?)';

export const companyMark = '\ue010';

/** The text with every company outside our group blanked by one mark, so that a pattern can say "a company". */
export function markCompanies(text: string, names: Names): string {
  const units = text.split('');
  for (const { start, end } of readCompanies(text, names).filter(isElsewhere)) units.fill(companyMark, start, end);
  return units.join('');
}
