import { describe, expect, test } from 'vitest';
import { compareCompanyNames, foldInPlace, matchReasons, parseCompanyName } from './company-name.ts';

const compare = (a: string, b: string) => compareCompanyNames(parseCompanyName(a), parseCompanyName(b));

test('a name comes apart into region, core, trade and form', () => {
  expect(parseCompanyName('浙江省杭州华晟网络科技有限公司')).toMatchObject({
    region: '杭州',
    regions: ['浙江', '杭州'],
    core: '华晟',
    trade: '网络科技',
    form: '有限公司',
  });
  expect(parseCompanyName('华晟科技(北京)有限公司')).toMatchObject({ region: '北京', core: '华晟', trade: '科技' });
  expect(parseCompanyName('广西壮族自治区南宁市青秀区华晟五金经营部')).toMatchObject({
    regions: ['广西', '南宁', '青秀'],
    core: '华晟',
    trade: '五金',
    kind: 'shop',
  });
  expect(parseCompanyName('北京华晟科技有限公司上海分公司')).toMatchObject({
    region: '北京',
    core: '华晟',
    branch: '上海分公司',
  });
});

/** Pairs that are the same company, with what the match rests on. */
const same = [
  ['华晟科技有限公司', '华晟科技有限公司', 'exact'],
  ['华晟科技(北京)有限公司', '华晟科技(北京)有限公司', 'exact'],
  ['华晟科技（北京）有限公司', '华晟科技(北京)有限公司', 'exact'],
  ['华晟科技【北京】有限公司', '华晟科技(北京)有限公司', 'exact'],
  ['华晟科技〔北京〕有限公司', '华晟科技﹙北京﹚有限公司', 'exact'],
  ['华晟科技［北京］有限公司', '华晟科技「北京」有限公司', 'exact'],
  [' 华晟 科技 有限公司 ', '华晟科技有限公司', 'exact'],
  ['华晟　科技有限公司', '华晟科技有限公司', 'exact'],
  ['ＡＢＣ科技有限公司', 'abc科技有限公司', 'exact'],
  ['A B C 科技有限公司', 'ABC科技有限公司', 'exact'],
  ['北京华晟科技有限公司', '华晟科技(北京)有限公司', 'form'],
  ['北京市华晟科技有限公司', '北京华晟科技有限公司', 'form'],
  ['北京市海淀区华晟科技有限公司', '北京海淀区华晟科技有限公司', 'form'],
  ['浙江省杭州市华晟科技有限公司', '杭州华晟科技有限公司', 'form'],
  ['新疆维吾尔自治区华晟商贸有限公司', '新疆华晟商贸有限公司', 'form'],
  ['香港特别行政区华晟国际有限公司', '香港华晟国际有限公司', 'form'],
  ['华晟(中国)有限公司', '中国华晟有限公司', 'form'],
  ['华晟科技', '华晟科技有限责任公司', 'form'],
  ['华晟科技有限公司', '华晟科技有限责任公司', 'form'],
  ['华晟科技公司', '华晟科技有限公司', 'form'],
  ['华晟科技有限公司(盖章)', '华晟科技有限公司', 'form'],
  ['杭州华晟投资合伙企业(有限合伙)', '杭州华晟投资合伙企业', 'form'],
  ['西湖区华晟五金店(个体工商户)', '杭州市西湖区华晟五金店', 'form'],
  ['华晟集团', '华晟集团有限公司', 'form'],
  ['华晟(集团)股份有限公司', '华晟集团股份有限公司', 'form'],
  ['Huasheng Technology Co., Ltd.', 'HUASHENG TECHNOLOGY CO LTD', 'form'],
  ['Huasheng Technology Company Limited', 'Huasheng Technology Co.,Ltd', 'form'],
  ['华晟工作室', '上海华晟工作室', 'form'],
  ['北京华晟科技有限公司上海分公司', '北京华晟科技有限公司', 'branch'],
  ['北京华晟科技有限公司(上海)分公司', '北京华晟科技有限公司', 'branch'],
  ['华晟科技(杭州)分公司', '华晟科技有限公司', 'branch'],
  ['华晟(集团)有限公司上海分公司', '华晟集团有限公司', 'branch'],
  ['华晟科技杭州分公司', '华晟科技有限公司', 'branch'],
  ['华晟科技有限公司第二分公司', '华晟科技有限公司', 'branch'],
  ['华晟银行股份有限公司杭州西湖支行', '华晟银行股份有限公司', 'branch'],
] as const;

/** Pairs that may be one company: used at a lower strength, and only where no second company fits. */
const unsure = [
  ['华晟公司', '华晟科技有限公司', 'short'],
  ['华晟', '上海华晟科技有限公司', 'short'],
  ['华晟', '华晟集团有限公司', 'short'],
  ['华晟集团', '华晟科技有限公司', 'short'],
  ['华晟信息', '华晟信息科技有限公司', 'short'],
  ['华晟', '华晟五金经营部', 'short'],
  ['ABC', 'abc科技有限公司', 'short'],
  ['华晟科技(原信达)有限公司', '华晟科技有限公司', 'short'],
  ['浙江华晟科技有限公司', '浙江省杭州市华晟科技有限公司', 'short'],
  ['华晟科技有限公司', '华晟科技股份有限公司', 'converted'],
  ['北京华晟科技有限公司', '华晟科技股份公司', 'converted'],
] as const;

/** Pairs that are two companies, however alike. */
const notSame = [
  ['北京华晟科技有限公司', '上海华晟科技有限公司', 'another region'],
  ['华晟科技(北京)有限公司', '华晟科技(上海)有限公司', 'another region in brackets'],
  ['浙江华晟科技有限公司', '杭州华晟科技有限公司', 'a province and its city'],
  ['华晟(中国)有限公司', '华晟(香港)有限公司', 'another region'],
  ['杭州市西湖区华晟五金店', '杭州市余杭区华晟五金店', 'another district'],
  ['华晟贸易有限公司', '华晟科技有限公司', 'another trade'],
  ['华晟网络科技有限公司', '华晟生物科技有限公司', 'another trade'],
  ['华晟信息技术有限公司', '华晟信息科技有限公司', 'another trade'],
  ['华晟科技有限公司', '华盛科技有限公司', 'another core'],
  ['华晟科技有限公司', '新华晟科技有限公司', 'a longer core'],
  ['华晟科技有限公司', '华晟达科技有限公司', 'a longer core'],
  ['华晟一号科技有限公司', '华晟二号科技有限公司', 'another number'],
  ['科技有限公司', '贸易有限公司', 'no core'],
  ['北京科技有限公司', '科技有限公司', 'nothing but a place'],
  ['北京科技有限公司', '上海科技有限公司', 'nothing but a place'],
  ['华晟科技有限公司', '华晟科技经营部', 'another kind'],
  ['华晟五金厂', '华晟五金有限公司', 'another kind'],
  ['华晟商贸商行', '华晟商贸有限公司', 'another kind'],
  ['华晟设计工作室', '华晟设计有限公司', 'another kind'],
  ['华晟会计师事务所', '华晟会计师有限公司', 'another kind'],
  ['华晟投资合伙企业(有限合伙)', '华晟投资有限公司', 'another kind'],
  ['华晟集团有限公司', '华晟有限公司', 'a group and a company'],
  ['华晟科技集团有限公司', '华晟科技有限公司', 'a group and a company'],
  ['华晟科技子公司', '华晟科技有限公司', 'a subsidiary is a legal person'],
  ['华晟科技有限公司上海分公司', '华晟科技有限公司杭州分公司', 'two branches'],
  ['北京华晟科技有限公司杭州分公司', '上海华晟科技有限公司', 'the branch of another'],
  ['华晟', '晟华', 'another core'],
  ['ABC科技有限公司', 'ABD科技有限公司', 'other initials'],
  ['华', '华科技有限公司', 'a core of one character'],
] as const;

describe('a table of pairs', () => {
  test.each([...same, ...unsure])('%s can be %s: %s', (a, b, how) => {
    expect(compare(a, b)).toBe(how);
    expect(compare(b, a)).toBe(how);
    expect(matchReasons[how]).not.toBe('');
  });

  test.each(notSame)('%s is never %s: %s', (a, b) => {
    expect(compare(a, b)).toBeUndefined();
    expect(compare(b, a)).toBeUndefined();
  });
});

test('a name that is all region and trade keeps enough of itself', () => {
  expect(parseCompanyName('北京科技有限公司').core.length).toBeGreaterThanOrEqual(2);
  expect(parseCompanyName('').core).toBe('');
});

test('running text is folded in place', () => {
  const text = '去【华晟】ＡＢＣ（北京）İ看看';
  expect(foldInPlace(text)).toHaveLength(text.length);
  expect(foldInPlace(text)).toContain('(华晟)abc(北京)');
});
