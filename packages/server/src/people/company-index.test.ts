import { expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import type { Called } from './company-index.ts';
import { buildCompanyIndex } from './company-index.ts';
import type { Fact } from './fact.ts';
import { realmsOf } from './handle-key.ts';

const good = '91350100M000100Y43';
const other = '914403001922038216';
const bad = '91350100M000100Y44';

const companies = (...bodies: readonly object[]): readonly Fact[] => factsOf('company', 'work-system', ...bodies);

function factsOf(kind: string, basis: string, ...bodies: readonly object[]): readonly Fact[] {
  return bodies.map((body, index) => {
    const record = { v: 1, kind, source: 't', externalId: `x${index}`, basis, body };
    const decoded = decodeRecord({ ...record, occurredAt: '2025-01-01T00:00:00+08:00' });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: decoded.record.occurredAt, record: decoded.record };
  });
}

const company = (ref: string, name: string, more: object = {}) => ({
  company: { system: 'company', ref },
  name,
  ...more,
});
const found = (facts: readonly Fact[], called: Called) => {
  const match = buildCompanyIndex(facts, realmsOf(facts)).match(called);
  return match === undefined ? undefined : `${match.company.name} ${match.how}`;
};

test('a code that holds finds its company under any name', () => {
  const facts = companies(company('华晟科技有限公司', '华晟科技有限公司', { uscc: good }));
  expect(found(facts, good.toLowerCase())).toBe('华晟科技有限公司 uscc');
  expect(found(facts, { ref: good, name: '信达贸易有限公司' })).toBe('华晟科技有限公司 uscc');
});

test('a code that fails its check finds nothing; the name beside it does, and the reason says so', () => {
  const facts = companies(
    company('华晟科技有限公司', '华晟科技有限公司', { uscc: bad }),
    company('信达贸易有限公司', '信达贸易有限公司', { uscc: bad }),
  );
  expect(found(facts, bad)).toBeUndefined();
  expect(found(facts, { ref: bad, name: '华晟科技公司' })).toBe('华晟科技有限公司 form');
  const index = buildCompanyIndex(facts, new Map());
  expect(index.companies).toHaveLength(2);
  const named = index.match({ ref: bad, name: '华晟科技有限公司' });
  expect(named).toMatchObject({ how: 'exact', isSure: false });
  expect(named?.reason).toContain('校验不符');
  expect(index.match('华晟科技有限公司')?.reason).toContain('校验码不符');
});

test('a placeholder that two companies bear as their number joins neither to the other', () => {
  const zeros = '000000000000000000';
  const facts = companies(company(zeros, '华晟科技有限公司'), company(zeros, '信达贸易有限公司'));
  expect(
    buildCompanyIndex(facts, new Map())
      .companies.map(({ name }) => name)
      .toSorted(),
  ).toEqual(['信达贸易有限公司', '华晟科技有限公司']);
  expect(found(facts, zeros)).toBeUndefined();
  expect(found(facts.slice(0, 1), zeros)).toBe('华晟科技有限公司 unchecked');
});

test('the same name with another code is another company', () => {
  const facts = companies(
    company('华晟科技有限公司', '华晟科技有限公司', { uscc: good }),
    company(other, '华晟科技有限公司'),
  );
  expect(buildCompanyIndex(facts, new Map()).companies).toHaveLength(2);
  expect(found(facts, '华晟科技有限公司')).toBeUndefined();
  expect(found(facts, '华晟科技')).toBeUndefined();
  expect(found(facts, other)).toBe('华晟科技有限公司 uscc');
  expect(found(facts.slice(0, 1), { ref: other, name: '华晟科技有限公司' })).toBeUndefined();
});

test('a record without the code joins the one company of its name; a party is one company whatever code it is given', () => {
  expect(
    buildCompanyIndex(
      companies(company(good, '华晟科技有限公司'), company('华晟科技有限公司', '华晟科技有限公司')),
      new Map(),
    ).companies,
  ).toHaveLength(1);
  const recoded = companies(company('K1', '华晟科技', { uscc: good }), company('K1', '华晟科技', { uscc: other }));
  expect(buildCompanyIndex(recoded, new Map()).companies).toHaveLength(1);
  expect([good, other].map((code) => found(recoded, code))).toEqual(['华晟科技 uscc', '华晟科技 uscc']);
});

test('a branch is its company, unless it has a record of its own', () => {
  const head = company('北京华晟科技有限公司', '北京华晟科技有限公司');
  const branch = '北京华晟科技有限公司上海分公司';
  expect(found(companies(head), branch)).toBe('北京华晟科技有限公司 branch');
  expect(found(companies(head, company(branch, branch)), branch)).toBe(`${branch} exact`);
  const coded = companies({ ...head, uscc: good });
  expect(found(coded, { ref: other, name: branch })).toBe('北京华晟科技有限公司 branch');
});

test('names in running text are found whatever their brackets', () => {
  const facts = companies(company('华晟科技(北京)有限公司', '华晟科技(北京)有限公司'));
  const text = '钱从华晟科技（北京）有限公司出';
  const [match] = buildCompanyIndex(facts, new Map()).findIn(text);
  expect(match && text.slice(match.start, match.end)).toBe('华晟科技（北京）有限公司');
});

test('a company that payments alone call by a code is named by the first of them that names it', () => {
  const paid = (from: object) => ({
    from,
    to: { system: 'bank', ref: '6222' },
    amount: { currency: 'CNY', minor: '1' },
  });
  const code = { system: 'company', ref: good };
  const named = { ...code, name: '华晟科技有限公司' };
  const facts = factsOf('transfer', 'company-books', paid(code), paid(named), paid(named));
  const match = buildCompanyIndex([], new Map()).withMentioned(facts).match({ ref: good });
  expect(match?.company).toMatchObject({ name: '华晟科技有限公司', entry: undefined, namedIn: { index: 1 } });
  const unnamed = buildCompanyIndex([], new Map()).withMentioned(facts.slice(0, 1)).match({ ref: good });
  expect(unnamed?.company.namedIn).toBeUndefined();
});
