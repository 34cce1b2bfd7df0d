import { expect, test } from 'vitest';
import type { Message } from '../api/types.ts';
import { conversationOf, nearby, newestFirst, severestFirst, strongestFirst } from './order.ts';

const finding = (id: string, day: number, severity: 'low' | 'medium' | 'high') => ({
  id,
  at: Date.UTC(2026, 2, day),
  severity,
});
const march1 = finding('a', 1, 'high');
const march2 = finding('b', 2, 'low');
const march3 = finding('c', 3, 'high');

function message(index: number, minute: number): Message {
  const from = { label: '张三', party: { system: 'hr', ref: 'E001' }, side: 'employee' } as const;
  const at = Date.UTC(2026, 2, 2, 10, minute);
  return {
    log: 'main',
    index,
    at,
    field: 'text',
    precision: 'second',
    kind: 'chat',
    from,
    to: [],
    text: '',
    marks: [],
    focus: false,
  };
}

test('the newest findings come first', () => {
  expect(newestFirst([march1, march3, march2]).map((f) => f.id)).toEqual(['c', 'b', 'a']);
});

test('the severest findings come first and among equals the newest', () => {
  expect(severestFirst([march2, march1, march3]).map((f) => f.id)).toEqual(['c', 'a', 'b']);
});

test('the best corroborated chains come first and equals keep their order', () => {
  const chains = [
    { id: 'w', strength: 'weak' },
    { id: 's1', strength: 'strong' },
    { id: 'm', strength: 'medium' },
    { id: 's2', strength: 'strong' },
  ] as const;
  expect(strongestFirst(chains).map((c) => c.id)).toEqual(['s1', 's2', 'm', 'w']);
});

test('a message stands once among its context, in order of time', () => {
  const [first, own, last] = [message(1, 0), message(2, 1), message(3, 2)];
  expect(conversationOf({ message: own, context: [last, first] }).map((m) => m.index)).toEqual([1, 2, 3]);
  expect(conversationOf({ message: own, context: [first, own, last] }).map((m) => m.index)).toEqual([1, 2, 3]);
  expect(conversationOf({ message: own }).map((m) => m.index)).toEqual([2]);
  expect(conversationOf({})).toEqual([]);
});

test('what is shown at first are the messages on both sides of those that matter', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => message(index, index));
  const shown = (matter: readonly number[]) => nearby(all, (m) => matter.includes(m.index), 2).map((m) => m.index);
  expect(shown([5])).toEqual([3, 4, 5, 6, 7]);
  expect(shown([1, 9])).toEqual([1, 2, 3, 7, 8, 9]);
  expect(shown([])).toEqual([1, 2, 3, 4, 5]);
});
