import { expect, test } from 'vitest';
import type { Link } from '../../api/types.ts';
import { zhCN } from '../../words/zh-CN.ts';
import { becauseOf, entriesUsed } from './because.ts';

function link(type: Link['type'], ...indexes: readonly number[]): Link {
  const entries = indexes.map((index) => ({ source: 'wecom', externalId: `m${index}`, index, log: 'main' }));
  return { type, strength: 'strong', entries, grounds: '' };
}

test('the sentence tells each type of link once, ownership before payment', () => {
  const chain = { links: [link('said-transfer', 1), link('owned-then', 2), link('said-transfer', 3)] };
  expect(becauseOf(chain, zhCN.because, '、')).toBe('客户当时由该员工负责、聊天所说的好处与员工收到的款项能够对应');
});

test('without links there is no sentence to make', () => {
  expect(becauseOf({ links: [] }, zhCN.because, '、')).toBeUndefined();
});

test('an entry used by two links counts once', () => {
  expect(entriesUsed({ links: [link('said-deal', 1, 2), link('said-transfer', 2, 3)] })).toBe(3);
});
