import { expect, test } from 'vitest';
import { compareCompanyNames, parseCompanyName } from './company-name.ts';

const compare = (a: string, b: string) => compareCompanyNames(parseCompanyName(a), parseCompanyName(b));

test('a name comes apart into region, core, trade and form', () => {
  expect(parseCompanyName('浙江省杭州华晟网络科技有限公司')).toMatchObject({
    region: '杭州',
    core: '华晟',
    trade: '网络科技',
    form: '有限公司',
  });
  expect(parseCompanyName('华晟科技(北京)有限公司')).toMatchObject({ region: '北京', core: '华晟', trade: '科技' });
});

test.each([
  ['华晟科技有限公司', '华晟科技有限公司', 'exact'],
  ['华晟科技(北京)有限公司', '华晟科技(北京)有限公司', 'exact'],
  ['北京华晟科技有限公司', '华晟科技(北京)有限公司', 'form'],
  ['华晟科技', '华晟科技有限责任公司', 'form'],
  ['华晟公司', '华晟科技有限公司', 'short'],
  ['华晟', '上海华晟科技有限公司', 'short'],
])('%s can be %s: %s', (a, b, how) => {
  expect(compare(a, b)).toBe(how);
  expect(compare(b, a)).toBe(how);
});

test.each([
  ['北京华晟科技有限公司', '上海华晟科技有限公司', 'another region'],
  ['华晟贸易有限公司', '华晟科技有限公司', 'another trade'],
  ['华晟科技有限公司', '华盛科技有限公司', 'another core'],
  ['科技有限公司', '贸易有限公司', 'no core'],
])('%s is never %s: %s', (a, b) => {
  expect(compare(a, b)).toBeUndefined();
});

test('a name that is all region and trade keeps enough of itself', () => {
  expect(parseCompanyName('北京科技有限公司').core.length).toBeGreaterThanOrEqual(2);
  expect(parseCompanyName('').core).toBe('');
});
