import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReasonedLink, Reconstruction } from './chain.ts';
import { linkTypes } from './chain.ts';
import { diff } from './diff.ts';
import { liMou, liMouSeen, paid, seen, zhangSan } from './example-cases.ts';
import type { Line, Sees } from './example-world.ts';
import { chainsOf, line, worldOf } from './example-world.ts';
import { pairLinks } from './pair-links.ts';

const approval = line('approval', 'ok1', '2026-02-01T10:00:00+08:00', {
  type: 'referral',
  by: { system: 'hr', ref: 'E900' },
  for: { system: 'hr', ref: 'E001' },
  company: { system: 'company', ref: '华晟科技有限公司' },
  state: 'approved',
});

/** What the chain is without these lines; places of the others stay as they are, as in a ledger. */
function without(all: readonly Line[], sees: Readonly<Record<string, Sees>>, ids: readonly string[]): Reconstruction {
  const { facts, findings } = worldOf(all, sees);
  const stays = (id: string) => !ids.includes(id);
  const [found] = chainsOf({
    facts: facts.filter(({ record }) => stays(record.externalId)),
    findings: findings.filter(({ id }) => stays(id.slice('f-'.length))),
  });
  if (found === undefined) throw new Error('the chain is still there');
  return found;
}

const whole = without(zhangSan, seen, []);
const unpaid = without(zhangSan, seen, [paid.id]);

test('a reconstruction does not differ from itself', () => {
  for (const found of [whole, unpaid, ...chainsOf(worldOf(liMou, liMouSeen))]) expect(diff(found, found)).toEqual([]);
});

test('a payment that is recorded late makes its links come, and every difference names its entry', () => {
  const found = diff(unpaid, whole);
  const links = found.filter(({ part }) => part === 'link');
  expect(links.map(({ change, says }) => `${change} ${says}`)).toEqual([
    'came 新增关联“所说与付款”，充分；新用条目(test:t1)。',
    'came 新增关联“交易与付款”，充分；新用条目(test:t1)。',
    'came 新增关联“付款方身份”（华晟科技有限公司），充分；新用条目(test:t1)。',
    'came 新增关联“收款人身份”，充分；新用条目(test:t1)。',
  ]);
  expect(found.find(({ part }) => part === 'strength')?.says).toMatch(
    /^相互印证由“部分”变为“充分”；新用条目\(.*test:t1/,
  );
  expect(found.find(({ part }) => part === 'sum')).toMatchObject({ change: 'came', after: '¥20,000.00' });
  expect(found.find(({ part, says }) => part === 'timeline' && says.includes('付款'))?.says).toBe(
    '时间线新增2026-03-05 16:02:00 +08:00 付款(test:t1)。',
  );
  for (const { entries } of found)
    expect(entries.some(({ externalId }) => ['t1', 'k-hs'].includes(externalId))).toBe(true);
});

test('without the payment its links go again', () => {
  const went = diff(whole, unpaid).filter(({ part, change }) => part === 'link' && change === 'went');
  expect(went.map(({ says }) => says)).toContain('不再有关联“所说与付款”；不再采用(test:t1)。');
  expect(went).toHaveLength(4);
});

test('an approval changes what else could explain it, and the strength with it', () => {
  const found = diff(whole, without([...zhangSan, approval], seen, []));
  const rival = found.find(({ part }) => part === 'rival');
  expect(rival?.says).toMatch(/^其他合理解释“经批准的转介绍”由“已查找，未发现”变为“.+”；新用条目\(test:ok1\)。$/);
  expect(found.find(({ part }) => part === 'strength')?.change).toBe('changed');
});

const link = fc.record({
  type: fc.constantFrom(...linkTypes.slice(0, 3)),
  strength: fc.constantFrom('weak' as const, 'strong' as const),
  grounds: fc.constantFrom('一', '二'),
  entries: fc
    .uniqueArray(fc.nat(4), { maxLength: 3 })
    .map((all) => all.sort().map((index) => ({ log: 'main', source: 's', externalId: `x${index}`, index }))),
  inputs: fc.constantFrom({}, { customer: 'C1' }, { customer: 'C2' }, { company: 'K' }),
});
const texts = (links: readonly ReasonedLink[]) => links.map((each) => JSON.stringify(each)).sort();
const given = (links: readonly ReasonedLink[]): Reconstruction => ({ ...whole, links });

test('what stood, less what went, with what came and what changed, is what stands; and the other way round', () => {
  fc.assert(
    fc.property(fc.array(link, { maxLength: 7 }), fc.array(link, { maxLength: 7 }), (before, after) => {
      const { same, changed, went, came } = pairLinks(before, after);
      expect(texts([...same, ...changed.map((pair) => pair.before), ...went])).toEqual(texts(before));
      expect(texts([...same, ...changed.map((pair) => pair.after), ...came])).toEqual(texts(after));
      const back = pairLinks(after, before);
      expect([texts(back.went), texts(back.came)]).toEqual([texts(came), texts(went)]);
      const told = diff(given(before), given(after)).filter(({ part }) => part === 'link');
      const counted = ['came', 'went', 'changed'].map((how) => told.filter(({ change }) => change === how).length);
      expect(counted).toEqual([came.length, went.length, changed.length]);
    }),
  );
});

test('payments that name nobody are told apart by the entries they share', () => {
  const one = (grounds: string, ...indexes: readonly number[]): ReasonedLink => ({
    ...{ type: 'said-transfer', strength: 'weak', grounds, inputs: {} },
    entries: indexes.map((index) => ({ log: 'main', source: 's', externalId: `x${index}`, index })),
  });
  const [a, b, c] = [one('a', 1, 2), one('b', 3, 4), one('c', 9)];
  const [bAgain, aAgain, d] = [one('b2', 3, 4, 1), one('a2', 1, 2, 3), one('d', 8)];
  const { changed, went, came } = pairLinks([a, b, c], [bAgain, aAgain, d]);
  expect(changed.map(({ before, after }) => `${before.grounds} ${after.grounds}`).sort()).toEqual(['a a2', 'b b2']);
  expect([...went, ...came].map(({ grounds }) => grounds)).toEqual(['c', 'd']);
});

test('any records missing from a chain: each link of the one and not of the other is told, with the entries it rests on', () => {
  const ids = zhangSan.map(({ id }) => id).filter((id) => !['m1', 'e1', 'd1', 'k-hs', 'c100'].includes(id));
  fc.assert(
    fc.property(fc.subarray(ids), fc.subarray(ids), (missing, others) => {
      const [before, after] = [without(zhangSan, seen, missing), without(zhangSan, seen, others)];
      const told = diff(before, after);
      const types = (found: Reconstruction) => new Set(found.links.map(({ type }) => type));
      const fresh = [...types(after)].filter((type) => !types(before).has(type));
      expect(told.filter(({ part, change }) => part === 'link' && change === 'came').length).toBeGreaterThanOrEqual(
        fresh.length,
      );
      const grounds = told.filter(({ part }) => part === 'link').flatMap(({ after: is }) => is ?? []);
      for (const type of fresh)
        for (const each of after.links.filter((one) => one.type === type)) expect(grounds).toContain(each.grounds);
    }),
    { numRuns: 60 },
  );
});
