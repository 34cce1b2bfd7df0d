import { expect, test } from 'vitest';
import { agentLabel } from './agent.ts';

test('a browser is told by its name and system, an unknown one by its own text', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0';
  expect(agentLabel(edge)).toBe('Edge · Windows');
  expect(agentLabel('curl/8.5')).toBe('curl/8.5');
});
