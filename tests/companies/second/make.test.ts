import { expect, test } from 'vitest';
import { creditCheck } from './codes.ts';
import { makeSecond } from './make.ts';

const company = makeSecond(41);

test('the same seed makes the same company and another one another', () => {
  expect(makeSecond(41)).toEqual(company);
  expect(makeSecond(42)).not.toEqual(company);
});

test('every screenplay can be played', () => {
  for (let seed = 1; seed <= 20; seed++) expect(makeSecond(seed).records.length).toBeGreaterThan(2000);
});

test('no two records of a source share an id', () => {
  const ids = company.records.map(({ source, externalId }) => `${source}:${externalId}`);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the code of every company bears its own check character', () => {
  const codes = company.truth.stories.flatMap(({ beneficiary }) => beneficiary?.refs ?? []);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.map((code) => creditCheck(code.slice(0, 17)))).toEqual(codes.map((code) => code.slice(17)));
  // Two as the public register prints them, 华为技术有限公司 and 深圳市腾讯计算机系统有限公司.
  expect(creditCheck('91440300192203821')).toBe('6');
  expect(creditCheck('9144030071526726X')).toBe('G');
});

test('whatever was handed over names a hand-over that is there', () => {
  const papers = new Set(company.records.filter(({ kind }) => kind === 'handover').map(({ externalId }) => externalId));
  const provided = company.records.filter(({ basis }) => basis.startsWith('provided-'));
  expect(provided.length).toBeGreaterThan(20);
  expect(provided.filter(({ handover = '' }) => !papers.has(handover.replace('hr-desk:', '')))).toEqual([]);
});

test('a kind is told once in every company, of a person of its own', () => {
  const { stories, innocent } = company.truth;
  const people = [...stories, ...innocent].map(({ employee }) => employee);
  expect(new Set(people).size).toBe(people.length);
  expect(new Set(stories.map(({ kind }) => kind)).size).toBe(stories.length);
  expect(innocent.length).toBeGreaterThanOrEqual(12);
});

test('what a story says was received is what its vouchers add up to', () => {
  for (const { employee, received } of company.truth.stories.filter(({ kind }) => kind !== 'declared-kin')) {
    expect([employee, toEmployee(employee)]).toEqual([employee, Number(received?.minor ?? 0)]);
  }
});

function toEmployee(employee: string): number {
  // Bodies are this generator's own; only what it wrote is read back.
  const bodies = (kind: string) =>
    company.records.filter((each) => each.kind === kind).map(({ body }) => body as Record<string, never>);
  const accounts = bodies('employee')
    .filter((body: { employee?: { ref: string } }) => body.employee?.ref === employee)
    .flatMap((body: { handles?: { ref: string }[] }) => body.handles?.map(({ ref }) => ref) ?? []);
  return bodies('transfer')
    .filter((body: { to?: { ref: string } }) => [employee, ...accounts].includes(body.to?.ref ?? ''))
    .reduce((sum, body: { amount?: { minor: string } }) => sum + Number(body.amount?.minor), 0);
}
