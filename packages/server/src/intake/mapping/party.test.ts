import { expect, test } from 'vitest';
import { counterpartyOf, hasCompanyForm, partyOf } from './party.ts';
import { phoneNumber } from './phone.ts';

test('the other side goes by its account, else by its name in the form that it has', () => {
  const side = (name: string, account = '') => counterpartyOf({ name, account, system: 'bank' });
  expect(side('张三', '6222 0200 1111')).toEqual({ system: 'bank', ref: '622202001111', name: '张三' });
  expect(side('', '6222****1111')).toEqual({ system: 'bank', ref: '6222****1111' });
  expect(side('华晟科技有限公司')).toEqual({ system: 'company', ref: '华晟科技有限公司' });
  expect(side(' 张三 ')).toEqual({ system: 'name', ref: '张三' });
  expect(side('  ')).toEqual({ system: 'name', ref: '未载明' });
  expect(counterpartyOf({ system: 'alipay' })).toEqual({ system: 'name', ref: '未载明' });
});

test.each([
  '华晟科技有限公司',
  '上海××律师事务所',
  '北京某某管理中心（有限合伙企业）',
  '三元麦当劳餐饮店',
  '永和五金店',
  '国网北京电力中心',
  'ACME Ltd.',
  'Foo Bar GmbH',
  '城关镇王记经营部',
  '金利来服装厂(东区)',
])('%s has the form of a company', (name) => expect(hasCompanyForm(name)).toBe(true));

test.each(['张三', '王知行', '李*', '欧阳知行', '阿里木江·买买提', 'John Smith', 'Lincoln', '陈店', '小明的微信'])(
  '%s has not',
  (name) => expect(hasCompanyForm(name)).toBe(false),
);

test('a handle is read from SYSTEM:REF', () => {
  expect(partyOf('bank:6222:1')).toEqual({ system: 'bank', ref: '6222:1' });
  for (const text of ['', 'bank', 'bank:', ':1', 'boss:1', 'bank: ']) expect(partyOf(text)).toBeUndefined();
});

test.each([
  ['138 0000-0001', '+8613800000001'],
  ['+86 13800000001', '+8613800000001'],
  ['008613800000001', '+8613800000001'],
  ['8613800000001', '+8613800000001'],
  ['013800000001', '+8613800000001'],
  ['010-88888888', '+861088888888'],
  ['(0755) 1234567', '(0755) 1234567'],
  ['0755-23456789', '+8675523456789'],
  ['+1 415 555 0100', '+14155550100'],
  ['8001', '8001'],
  ['138****0001', '138****0001'],
  ['95588', '95588'],
  ['匿名', '匿名'],
  ['+', '+'],
])('the number %s is %s', (text, expected) => expect(phoneNumber(text)).toBe(expected));
