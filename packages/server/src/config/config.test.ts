import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('the defaults listen on this machine alone', () => {
  expect(readConfig({}, '/x')).toMatchObject({ host: '127.0.0.1', port: 7420, followers: true, dataDir: '/x' });
});

test('an unknown name is refused, so that a misspelt one is not passed over', () => {
  expect(() => readConfig({ ZHENGLIAN_PROT: '1' })).toThrowError(
    expect.objectContaining({ code: 'config.unknown_name' }),
  );
});

test.each([
  ['ZHENGLIAN_PORT', '70000'],
  ['ZHENGLIAN_PORT', '12a'],
  ['ZHENGLIAN_FOLLOWERS', 'yes'],
  ['ZHENGLIAN_CHECKPOINT_SECONDS', '0'],
  ['ZHENGLIAN_CUSTODIAN_ALARM_SECONDS', '0'],
])('%s=%s is refused', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrowError(expect.objectContaining({ code: 'config.invalid' }));
});

test('a secret is printed by nothing', () => {
  const config = readConfig({ DATABASE_URL: 'postgres://u:pw-canary@h/d', ZHENGLIAN_MASTER_KEY: 'key-canary' });
  const printed = `${inspect(config, { depth: 9, showHidden: true })}${JSON.stringify(config)}${config.databaseUrl}`;
  expect(printed).not.toContain('canary');
  expect(config.databaseUrl?.reveal()).toContain('pw-canary');
});
