import { expect, test } from 'vitest';
import { connectorNamed, connectors } from './index.ts';

test('a connector is found by its name, and every name is that of one', () => {
  for (const connector of connectors) expect(connectorNamed(connector.name)).toBe(connector);
  expect(() => connectorNamed('toString')).toThrow('no connector');
});
