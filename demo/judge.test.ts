import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import { judge } from './judge.ts';
import { truthOf } from './read-files.ts';
import type { GuiltyChain } from './truth.ts';

const truth = truthOf(generate(5));
const [kickback, friend] = truth.chains;
if (kickback === undefined || friend === undefined) throw new Error('the truth has two chains');
const lookAlike = truth.innocent.find(({ kind }) => kind === 'approved-referral') ?? truth.innocent[0];

function ideal(guilty: GuiltyChain) {
  return {
    id: '0'.repeat(32),
    employee: guilty.employee,
    customers: guilty.customers.map((ref) => ({ ref, name: '客户' })),
    outside: [{ name: guilty.outside.name }],
    ...(guilty.promised === undefined ? {} : { promised: guilty.promised }),
    received: guilty.received,
    strength: String(guilty.atLeast),
    links: guilty.linkTypes.map((type) => ({ type, strength: 'medium', entries: [], grounds: '' })),
    rivals: [{ kind: 'approved', outcome: 'none-found', entries: [] }],
  };
}
const first = ideal(kickback);
const second = ideal(friend);
const accused = { ...first, employee: lookAlike?.employee, outside: [{ name: '别家' }], strength: 'weak' };

const verdict = (...chains: unknown[]) => judge(truth, chains.map((chain) => `${JSON.stringify(chain)}\n`).join(''));
const failures = (...chains: unknown[]) => verdict(...chains).lines.filter((line) => line.startsWith('FAIL'));

test('what the truth says is accepted', () => {
  const { ok, lines } = verdict(first, second);
  expect(ok).toBe(true);
  expect(lines.length).toBe(2 + truth.innocent.length);
});

test('the company may be named by its credit code, in full-width brackets, and the customer who stayed may appear', () => {
  const byCode = { ...first, outside: [{ ref: kickback.outside.uscc, name: '?' }] };
  const printed = { ...second, outside: [{ name: friend.outside.name.replace('(', '\uff08').replace(')', '\uff09') }] };
  const wider = { ...printed, customers: [...second.customers, ...friend.alsoTold.map((ref) => ({ ref }))] };
  expect(verdict(byCode, wider).ok).toBe(true);
});

const wrongs: readonly (readonly [string, unknown, RegExp])[] = [
  ['a chain too weak', { ...first, strength: 'medium' }, /medium, at least strong expected/],
  ['another sum promised', { ...first, promised: { currency: 'CNY', minor: '1' } }, /promised CNY 1, not/],
  ['no sum promised', { ...first, promised: undefined }, /promised nothing/],
  ['another sum received', { ...first, received: { currency: 'CNY', minor: '1' } }, /received CNY 1, not/],
  ['a customer missing', { ...first, customers: [] }, /customers missing/],
  ['a customer too many', { ...first, customers: [...first.customers, { ref: 'X' }] }, /who were not diverted: X/],
  ['a wrong name', { ...first, employee: { ...first.employee, name: '无名' } }, /employee is called 无名/],
  ['a second company', { ...first, outside: [...first.outside, { name: '别家' }] }, /2 outside companies/],
  ['a link missing', { ...first, links: first.links.slice(1) }, /links missing: said-deal/],
  ['another employee', { ...first, employee: { ref: 'X', name: '无名' } }, /no chain/],
  ['an unknown employee', { ...first, employee: { ref: null, handle: {} } }, /no chain/],
];

test.each(wrongs)('%s fails', (_, wrong, why) => {
  expect(failures(wrong, second).join('\n')).toMatch(why);
});

test('nobody else may be in a chain at medium or above', () => {
  expect(failures(first, second, { ...accused, strength: 'medium' })).toEqual([
    expect.stringContaining('wrongly in a medium chain'),
  ]);
  expect(failures(first, second, { ...accused, employee: { ref: 'X' }, strength: 'strong' }).length).toBe(1);
});

test('the same two in two chains fail', () => {
  expect(failures(first, second, first)).toEqual([expect.stringContaining('line 3 is a second chain')]);
});

test('a weak chain about a look-alike needs a rival that explains it', () => {
  expect(failures(first, second, accused)).toEqual([expect.stringContaining('no rival explains it')]);
  const explained = { ...accused, rivals: [{ kind: 'approved-referral', outcome: 'explains', entries: [] }] };
  expect(verdict(first, second, explained).ok).toBe(true);
});

test('a weak chain about anybody else is only noted', () => {
  const { ok, lines } = verdict(first, second, { ...accused, employee: { ref: 'X' } });
  expect(ok).toBe(true);
  expect(lines).toContainEqual(expect.stringMatching(/^note/));
});

test('no output at all fails, and so does a line that is no chain', () => {
  expect(failures().length).toBe(2);
  for (const line of ['x', '[]', '{}', JSON.stringify({ ...first, strength: 'certain' })]) {
    expect(judge(truth, `${line}\n`).lines[0]).toMatch(/^FAIL line 1/);
  }
});
