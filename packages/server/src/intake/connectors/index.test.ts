import { expect, test } from 'vitest';
import { connectorNamed, connectorNames } from './index.ts';

test('a connector is found by its name, and every name is that of one', () => {
  for (const name of connectorNames) expect(connectorNamed(name).name).toBe(name);
  expect(new Set(connectorNames).size).toBe(connectorNames.length);
  expect(() => connectorNamed('toString')).toThrow('no connector');
});
