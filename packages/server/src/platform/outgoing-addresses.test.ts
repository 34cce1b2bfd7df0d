import { expect, test } from 'vitest';
import { isGlobal, readAllowed } from './outgoing-addresses.ts';

test.each([
  ...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255', '127.0.0.1'],
  ...['127.255.255.255', '169.254.0.0', '169.254.169.254', '172.16.0.0', '172.31.255.255', '192.0.0.0', '192.0.0.255'],
  ...['192.0.2.1', '192.88.99.1', '192.168.0.0', '192.168.255.255', '198.18.0.0', '198.19.255.255', '198.51.100.7'],
  ...['203.0.113.7', '224.0.0.1', '239.255.255.255', '240.0.0.0', '255.255.255.255'],
])('%s is not an address of the public internet', (address) => expect(isGlobal(address)).toBe(false));

test.each([
  ...['::', '::1', '::7f00:1', '::ffff:8.8.8.8', '::ffff:a00:1', '64:ff9b::808:808', '64:ff9b:1::1', '100::1'],
  ...['2001::1', '2001:0:ffff::1', '2001:2::1', '2001:20::1', '2001:1ff:ffff::1', '2001:db8::1', '2001:db8:ffff::1'],
  ...['2002:a00:1::1', '2002:808:808::1', '3ffe::1', '3fff::1', '3fff:fff::1', '4000::1', '5f00::1', 'fc00::1'],
  ...['fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1'],
])('%s is not an address of the public internet either', (address) => expect(isGlobal(address)).toBe(false));

test.each(['', 'localhost', '127.1', '010.0.0.1', '8.8.8.8 ', '1.2.3.4.5'])('"%s" is no address at all', (address) =>
  expect(isGlobal(address)).toBe(false),
);

test.each([
  ...['1.0.0.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'],
  ...['128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255'],
  ...['192.169.0.0', '198.17.255.255', '198.20.0.0', '203.0.114.0', '223.5.5.5', '223.255.255.255'],
  ...[
    '2001:200::1',
    '2001:4860:4860::8888',
    '2001:db7::1',
    '2001:db9::1',
    '2003::1',
    '2400:3200::1',
    '2606:4700::1111',
  ],
])('%s is an address of the public internet', (address) => expect(isGlobal(address)).toBe(true));

test('names, addresses and CIDRs are allowed, and nothing beside them', () => {
  const allowed = readAllowed(['IdP.Example', '公司.cn', '127.0.0.1', '10.1.0.0/16', 'fd00::/8', '::1']);
  expect(['idp.example', 'xn--55qx5d.cn', 'a.idp.example', 'example'].map(allowed.hasHost)).toEqual([
    ...[true, true, false, false],
  ]);
  expect(['127.0.0.1', '10.1.255.255', 'fd12::1', '::1'].map(allowed.hasAddress)).toEqual([true, true, true, true]);
  const others = ['127.0.0.2', '10.2.0.0', 'fc00::1', '::2', '::ffff:127.0.0.1', 'idp.example', ''];
  expect(others.map(allowed.hasAddress)).toEqual(others.map(() => false));
});

test('an allowed IPv6 network allows no IPv4 address that could be written in it', () => {
  expect(readAllowed(['::/0']).hasAddress('10.0.0.1')).toBe(false);
  expect(readAllowed(['0.0.0.0/0']).hasAddress('::ffff:10.0.0.1')).toBe(false);
});

test.each([
  ...['', '*.example', 'idp.example:443', 'http://idp.example', 'a b', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8'],
  ...['10.0/8', '127.1', '0x7f000001', 'fd00::/129', 'fe80::1%eth0', '[::1]', 'user@idp.example'],
])('an entry such as "%s" is refused rather than never met', (entry) =>
  expect(() => readAllowed([entry])).toThrow(expect.objectContaining({ code: 'config.invalid' })),
);
