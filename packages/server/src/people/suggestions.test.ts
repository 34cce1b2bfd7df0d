import { expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';
import { noRefusals, refusalsOf } from './refusals.ts';
import { suggestionsIn } from './suggestions.ts';

type Line = readonly [kind: string, body: object];

function facts(...lines: readonly Line[]): readonly Fact[] {
  return lines.map(([kind, body], index) => {
    const basis = kind === 'transfer' || kind === 'deal' ? 'company-books' : 'work-system';
    const given = { v: 1, kind, source: 't', externalId: `x${index}`, basis, body };
    const decoded = decodeRecord({ ...given, occurredAt: `2026-03-0${(index % 9) + 1}T10:00:00+08:00` });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: decoded.record.occurredAt, record: decoded.record };
  });
}

const suggest = (all: readonly Fact[], refused: readonly string[] = []) => {
  const refusals = refusalsOf(new Set(refused), noRefusals.idOf);
  return suggestionsIn({ directory: buildDirectory(all, refusals), facts: all });
};
const company = (ref: string) => ({ system: 'company', ref });
const yuan = { currency: 'CNY', minor: '100' };
const paid = (from: object, to: object) => ['transfer', { from, to, amount: yuan }] as const;
const zhang = ['employee', { employee: { system: 'hr', ref: 'E1' }, name: '张三', handles: [] }] as const;
const people = (handle?: object) => [{ name: '王五', role: 'legal-representative', ...(handle && { handle }) }];
const hs = (name: string, more: object = {}) => ['company', { company: company(name), name, ...more }] as const;
const huasheng = hs('北京华晟科技有限公司', { people: people() });
const bank = { system: 'bank', ref: '6222020011112222', name: '张三' };
const kindsOf = (all: readonly Fact[]) => suggest(all).map(({ kind }) => kind);

test('a name that is not quite a company’s is suggested once, as another name of it', () => {
  const all = facts(huasheng, paid(company('华晟科技'), bank), paid(company('华晟科技'), bank));
  const [found, ...others] = suggest(all);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    kind: 'company-name',
    join: { type: 'company', company: '北京华晟科技有限公司', alias: '华晟科技' },
  });
  expect(found?.entries.map(({ index }) => index)).toEqual([1, 0, 2]);
  expect(found?.reason).toContain('去掉地区和公司类型后缀后一致');
});

test('what is sure, what could be two companies and what is an alias already is not suggested', () => {
  const given = (...lines: readonly Line[]) => kindsOf(facts(...lines));
  expect(given(huasheng, paid(company('北京华晟科技有限公司'), bank))).toEqual([]);
  expect(given(huasheng, hs('上海华晟科技有限公司'), paid(company('华晟科技'), bank))).toEqual([]);
  expect(given(hs('华晟科技有限公司', { aliases: ['晟哥家'] }), paid(company('晟哥家'), bank))).toEqual([]);
});

test('a refused name is its own company from then on, and is suggested no more', () => {
  const all = facts(huasheng, paid(company('华晟科技'), bank));
  const [found] = suggest(all);
  const refusals = refusalsOf(new Set([found?.id ?? '']), noRefusals.idOf);
  expect(suggest(all, [found?.id ?? ''])).toEqual([]);
  expect(buildDirectory(all).companyOf('华晟科技')?.company.name).toBe('北京华晟科技有限公司');
  expect(buildDirectory(all, refusals).companyOf('华晟科技')?.company.name).toBe('华晟科技');
  expect(buildDirectory(all, refusals).companyOf('北京华晟科技有限公司')?.how).toBe('exact');
});

test('a displayed name alone: an account may be confirmed, a mask and a name cannot', () => {
  const to = (payee: object) => suggest(facts(zhang, paid(company('某公司'), payee))).at(0);
  expect(to(bank)).toMatchObject({
    kind: 'payee-name',
    about: ['E1'],
    join: { type: 'account', handle: { system: 'bank', ref: bank.ref }, person: { system: 'hr', ref: 'E1' } },
  });
  for (const payee of [
    { ...bank, ref: '6222****2222' },
    { system: 'name', ref: '张三' },
  ]) {
    expect(to(payee)).toMatchObject({ kind: 'payee-name', join: undefined });
  }
  expect(to({ ...bank, name: '张四' })).toBeUndefined();
  const payer = suggest(facts(huasheng, paid({ system: 'wechat', ref: 'w5', name: '王五' }, company('本司'))));
  expect(payer).toMatchObject([{ kind: 'payer-name', join: undefined }]);
  expect(payer[0]?.reason).toContain('仅凭姓名不能认定为同一人');
});

test('an account that is somebody’s phone number is suggested as theirs', () => {
  const phone = { system: 'phone', ref: '+8613800000001' };
  const listed = ['employee', { employee: { system: 'hr', ref: 'E1' }, name: '张三', handles: [phone] }] as const;
  const all = facts(listed, paid(company('某公司'), { system: 'alipay', ref: '13800000001' }));
  expect(suggest(all)).toMatchObject([{ kind: 'same-phone', join: { person: { system: 'hr', ref: 'E1' } } }]);
  expect(kindsOf(facts(listed, paid(company('某公司'), { system: 'alipay', ref: '138****0001' })))).toEqual([]);
});

test('companies with one account in both registers, and declared ties, are told and change nothing', () => {
  const account = { system: 'wechat', ref: 'wangwu' };
  const rule = { title: '申报办法', version: '1' };
  const declared = {
    ...{ employee: { system: 'hr', ref: 'E1' }, relation: 'spouse', company: company('甲贸易有限公司'), rule },
    at: '2026-01-01T00:00:00+08:00',
  };
  const found = suggest(
    facts(zhang, hs('甲贸易有限公司', { people: people(account) }), hs('乙实业有限公司', { people: people(account) }), [
      'declaration',
      declared,
    ]),
  );
  expect(found.map(({ kind, join }) => [kind, join])).toEqual([
    ['related-companies', undefined],
    ['declared-company', undefined],
  ]);
});

test('a shared surname is no tie', () => {
  const zhangsan = [{ name: '张大', role: 'shareholder' }];
  expect(kindsOf(facts(zhang, hs('甲贸易有限公司', { people: zhangsan })))).toEqual([]);
});
