import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { SESSION_MILLIS } from '../access/session.ts';
import { cookieName, cookiesOf } from './cookies.ts';
import type { Kept } from './route.ts';

const KEPT = ['session', 'device', 'pending'] as const satisfies readonly Kept[];

/** What a real answer sets, and what is read of a real request. */
async function answered(isSecure: boolean, value: string | null, sent = '') {
  const app = fastify();
  await app.register(cookie);
  app.get('/', (request, reply) => {
    const { kept, keep } = cookiesOf(request, reply, isSecure);
    for (const what of KEPT) keep(what, value);
    return KEPT.map((what) => kept(what) ?? null);
  });
  const { headers, body } = await app.inject({ url: '/', headers: { cookie: sent } });
  await app.close();
  return { set: [headers['set-cookie'] ?? []].flat(), read: JSON.parse(body) as unknown };
}

test('under TLS each cookie is tied to this host, hidden from scripts and sent encrypted only', async () => {
  const { set } = await answered(true, 'v');
  expect(set.map((each) => each.split(';')[0])).toEqual([
    '__Host-zl_session=v',
    '__Host-zl_device=v',
    '__Host-zl_pending=v',
  ]);
  for (const each of set) {
    expect(each).toContain('; Path=/');
    expect(each).toContain('; HttpOnly');
    expect(each).toContain('; Secure');
    expect(each).not.toContain('Domain');
  }
});

test('without TLS the names carry no prefix, and nothing is marked that browsers would drop', async () => {
  const { set } = await answered(false, 'v');
  expect(set.map((each) => each.split('=')[0])).toEqual(['zl_session', 'zl_device', 'zl_pending']);
  for (const each of set) {
    expect(each).toContain('; HttpOnly');
    expect(each).not.toContain('Secure');
  }
});

test('only a begun sign-in comes along from another site, and for ten minutes', async () => {
  const { set } = await answered(true, 'v');
  expect(set.map((each) => /SameSite=(\w+)/.exec(each)?.[1])).toEqual(['Strict', 'Strict', 'Lax']);
  expect(set.map((each) => Number(/Max-Age=(\d+)/.exec(each)?.[1]))).toEqual([
    SESSION_MILLIS / 1000,
    180 * 24 * 3600,
    600,
  ]);
});

test('a cookie that is taken back is emptied under the same name and path', async () => {
  for (const isSecure of [true, false])
    for (const each of (await answered(isSecure, null)).set) {
      expect(each).toMatch(/^(__Host-)?zl_(session|device|pending)=;/);
      expect(each).toContain('; Path=/');
      expect(each).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
      expect(each.includes('Secure')).toBe(isSecure);
    }
});

test('under TLS a cookie without the prefix, which another host may have set, is not read', async () => {
  expect((await answered(true, 'v', 'zl_session=a; zl_device=b')).read).toEqual([null, null, null]);
  expect((await answered(true, 'v', '__Host-zl_session=a')).read).toEqual(['a', null, null]);
  expect((await answered(false, 'v', '__Host-zl_session=a; zl_pending=c')).read).toEqual([null, null, 'c']);
  expect(cookieName('session', true)).toBe('__Host-zl_session');
});
