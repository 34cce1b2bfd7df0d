import { expect, test } from 'vitest';
import type { Names } from '../rule.ts';
import { isElsewhere, readCompanies } from './read-company.ts';

/** 德润 is a recorded partner; nothing else is known. */
const names: Names = {
  companiesIn: (text) =>
    [...text.matchAll(/德润/gu)].map(({ index }) => ({ start: index, end: index + 2, relation: 'partner' as const })),
  relationOf: () => undefined,
};

test.each([
  ['我介绍您去杭州瑞丰建材有限公司下单', '杭州瑞丰建材有限公司'],
  ['跟华晟公司签', '华晟公司'],
  ['合同用上海康桥(集团)股份有限公司的', '上海康桥(集团)股份有限公司'],
  ['直接找瑞丰(浙江)贸易有限公司', '瑞丰(浙江)贸易有限公司'],
  ['去A公司买', 'a公司'],
  ['转给xx公司', 'xx公司'],
  ['给到b公司', 'b公司'],
  ['去瑞丰建材看看', '瑞丰建材'],
  ['推荐给康桥医疗', '康桥医疗'],
  ['找宏达五金店拿货', '宏达五金店'],
  ['让顺发纸箱厂发货', '顺发纸箱厂'],
  ['去永兴经营部开票', '永兴经营部'],
  ['到永兴建材经营部', '永兴建材经营部'],
  ['找鸿运商行', '鸿运商行'],
  ['跟金石律师事务所签', '金石律师事务所'],
  ['从华美印刷厂走', '华美印刷厂'],
  ['联系泰和建材', '泰和建材'],
  ['去泰和建材公司', '泰和建材公司'],
  ['让鑫源贸易供货', '鑫源贸易'],
  ['这批走恒通集团', '恒通集团'],
  ['我朋友在云帆科技', '云帆科技'],
  ['单子放到蓝图工作室', '蓝图工作室'],
  ['去德润公司', '德润公司'],
])('reads the company in %s', (text, name) => {
  const folded = text.toLowerCase();
  const read = readCompanies(folded, names);
  expect(read.map((each) => each.text)).toEqual([name]);
  expect(read.map(({ start, end }) => folded.slice(start, end))).toEqual([name]);
});

test.each(
  `我们公司 贵公司 朋友的公司 别的公司 他们公司 我朋友公司 我表哥的厂 外面的公司 其他公司 你们公司 一家公司 这家公司
  去楼下五金店买 附近五金店 有家五金店 我表姐开的装饰公司 找物流公司 快递公司 it公司 分公司 总公司 子公司 上市公司
  同行公司 第三方公司 某公司 哪家公司 两家公司 新公司 自己的公司 我开的公司 皮包公司 公司 集团 科技 高新科技 我们工厂
  去银行 财务部 销售部 全部 内部 4s店 门店 工作室 我弟的工作室 客户公司 我舅舅的建材店 合作公司吗`.split(/\s+/u),
)('reads no name in %s', (text) => expect(readCompanies(text, names)).toEqual([]));

test('only a company of ours and one recorded as a partner is not elsewhere', () => {
  expect(readCompanies('去德润公司和华晟公司', names).map(isElsewhere)).toEqual([false, true]);
});
