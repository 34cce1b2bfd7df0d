import { expect, test } from 'vitest';
import { siteOf } from './site.ts';

const asked = (host: string | undefined, publicUrl?: string) => {
  try {
    return siteOf({ headers: host === undefined ? {} : { host } }, publicUrl).origin;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const PUBLIC = 'https://zl.example.cn';

test.each([
  ['localhost', 'http://localhost'],
  ['localhost:7420', 'http://localhost:7420'],
  ['127.0.0.1:7420', 'http://127.0.0.1:7420'],
  ['127.1.2.3', 'http://127.1.2.3'],
  ['[::1]:7420', 'http://[::1]:7420'],
  ['192.168.1.5:7420', 'http://192.168.1.5:7420'],
  ['[fd00::5]:7420', 'http://[fd00::5]:7420'],
  ['0.0.0.0:7420', 'http://0.0.0.0:7420'],
])('without a public name the server answers under %s', (host, origin) => {
  expect(asked(host)).toBe(origin);
});

test.each([
  [PUBLIC, 'zl.example.cn', PUBLIC],
  ['https://zl.example.cn:8443', 'zl.example.cn:8443', 'https://zl.example.cn:8443'],
  ['http://10.0.0.5:7420', '10.0.0.5:7420', 'http://10.0.0.5:7420'],
  [PUBLIC, 'localhost:7420', 'http://localhost:7420'],
  [PUBLIC, '127.0.0.1:7420', 'http://127.0.0.1:7420'],
  [PUBLIC, '[::1]', 'http://[::1]'],
])('with the public name %s it answers under %s', (publicUrl, host, origin) => {
  expect(asked(host, publicUrl)).toBe(origin);
});

/** Names that somebody else may own and point here, and what is no name at all. */
const NOT_OURS = [
  'evil.example.com',
  'evil.example.com:7420',
  '127.evil.example.com',
  '127.0.0.1.evil.example.com:7420',
  'localhost.evil.example.com',
  'evil-localhost',
  'localhost.',
  'zl.example.cn.evil.example.com',
  'evil.zl.example.cn',
  'zl.example.cn@evil.example.com',
  'evil@localhost',
  'user:pass@127.0.0.1',
  '[::1',
  '127.1',
  '0x7f000001',
  '2130706433',
  'localhost/path',
  'localhost?x',
  'localhost#x',
  'localhost:port',
  'localhost:7420:7420',
  'localhost, evil.example.com',
  ' localhost',
  '本机',
  '',
  undefined,
];
test.each(NOT_OURS)('it answers under %j neither without a public name nor beside one', (host) => {
  expect(asked(host)).toBe('auth.forbidden');
  expect(asked(host, PUBLIC)).toBe('auth.forbidden');
});

test.each(['zl.example.cn:8443', 'zl.example.cn', '192.168.1.5', '8.8.8.8:7420'])(
  'beside another public name it does not answer under %s',
  (host) => {
    expect(asked(host, 'https://other.example.cn')).toBe('auth.forbidden');
  },
);

test('a passkey is made for the host without its port', () => {
  expect(siteOf({ headers: { host: 'zl.example.cn:8443' } }, 'https://zl.example.cn:8443')).toEqual({
    ...{ id: 'zl.example.cn', name: '证链', origin: 'https://zl.example.cn:8443' },
  });
  expect(siteOf({ headers: { host: 'localhost:7420' } }, undefined).id).toBe('localhost');
});
