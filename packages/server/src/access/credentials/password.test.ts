import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { hashPassword, refusePassword, verifyPassword } from './password.ts';

vi.mock('@node-rs/argon2', { spy: true });
const argon2 = vi.mocked(verify);

/** The reason of the refusal, or '' when there is none. */
function why(password: string, words: readonly string[] = []): string {
  try {
    refusePassword(password, words);
    return '';
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'auth.password_weak') throw error;
    return error.details.why ?? '';
  }
}

describe('hashing', () => {
  test('a password fits its own hash and no other, and each hash has a salt of its own', async () => {
    const [one, other] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, 'correct horse battery')).toBe(true);
    expect(await verifyPassword(one, 'correct horse batterz')).toBe(false);
    expect(await verifyPassword(one, 'correct horse battery ')).toBe(false);
  });

  test('what keyboards compose differently is the same password', async () => {
    const composed = await hashPassword('caf\u00e9 \u5317\u4eac tower');
    expect(await verifyPassword(composed, 'cafe\u0301\u3000\u5317\u4eac tower')).toBe(true);
  });

  test('an account that does not exist gets false, and costs the same work as a wrong password does', async () => {
    const hashed = await hashPassword('correct horse battery');
    const costs: string[] = [];
    for (const known of [hashed, undefined]) {
      argon2.mockClear();
      expect(await verifyPassword(known, 'wrong')).toBe(false);
      costs.push(...argon2.mock.calls.map(([made]) => String(made).slice(0, '$argon2id$v=19$m=19456,t=2,p=1$'.length)));
    }
    expect(costs).toEqual(['$argon2id$v=19$m=19456,t=2,p=1$', '$argon2id$v=19$m=19456,t=2,p=1$']);
  });

  test('a hash that is none is a bug and throws', async () => {
    await expect(verifyPassword('not a hash', 'x')).rejects.toThrow();
  });
});

describe('choosing', () => {
  test('the length is from 12 to 256 characters, counted as people count', () => {
    expect(why('kq7vmzx02ph')).toContain('at least 12');
    expect(why('kq7vmzx02phb')).toBe('');
    expect(why('\u{20000}\u{20001}\u{20002}\u{20003}\u{20004}\u{20005}')).toContain('at least 12');
    const long = randomBytes(400).toString('base64url').slice(0, 257);
    expect(why(long)).toContain('at most 256');
    expect(why(long.slice(0, 256))).toBe('');
  });

  test.each([
    'unbelievable', // on the list as it is
    'UnBelievable',
    'ｕｎｂｅｌｉｅｖａｂｌｅ',
    'unbelievable2024!',
    '2024unbelievable',
    'un-be-lievable',
    'password!2024',
    'P@ssw0rd2024!!',
    'pa$$w0rd123456',
    'adm1n1strator',
    'sunsh1ne#2025',
    '$unshine202425',
    'unbelievabl3!!',
    'f1owers-20252025',
  ])('%s is a leaked password behind a thin coat', (password) => expect(why(password)).toContain('leaked'));

  test.each([
    ['Wang.Li-keeps-bees', ['wang.li']],
    ['my wangxiaoming 77', ['Wang Xiaoming']],
    ['the xiaoming tree 7', ['Wang Xiaoming']],
    ['x1@om1ng forever', ['Wang Xiaoming']],
    ['我的王小明是第一好人吗呢吧', ['王小明']],
    ['u10234 goes to sea', ['u10234']],
    ['blue Zhenglian skies', []],
    ['一二三四五六证链七八九十', []],
  ])('%s contains a name of %j', (password, words) => expect(why(password, words)).toContain('name'));

  test('names too short to mean anything do not count', () => {
    expect(why('a plain yellow lizard', ['li', 'a', '王', 'liz'])).toBe('');
  });

  test.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'hjkrhjkrhjkrhj',
    'vexingvexing',
    'QQQQQQQQ2024!',
    '一二三一二三一二三一二三',
  ])('%s is a short piece over and over', (password) => expect(why(password)).toContain('over and over'));

  test.each([
    'qwertyuiop[]',
    "asdfghjkl;'zx",
    'abcdefghijkl',
    'mlkjihgfedcba',
    '67890-=[poiuy',
    'XSW@ZAQ!4rfv',
    'cdefgh20242024',
    '!@#$%^&*()_+',
  ])('%s is a run', (password) => expect(why(password)).toMatch(/keyboard|leaked/));

  test.each([
    'correct horse battery staple',
    'correct horse correct horse ',
    '落霞与孤鹜齐飞秋水共长天一色',
    'no rule about digits',
    '407193528864',
  ])('%s is taken', (password) => expect(why(password, ['zhang.wei', '张伟'])).toBe(''));

  test('control characters and halves of characters are refused', () => {
    expect(why('kq7vm\u0000zx02phb')).toContain('control');
    expect(why('kq7vm\ud800zx02phb')).toContain('control');
  });

  test('what a generator makes is taken, and no refusal repeats the password', () => {
    const generated = fc.uint8Array({ minLength: 12, maxLength: 40 }).map((seed) => seed.length);
    fc.assert(
      fc.property(generated, (length) => why(randomBytes(length).toString('base64url'), ['zhang.wei']) === ''),
      { numRuns: 500 },
    );
    expect(why('password!2024')).not.toContain('password!');
  });
});
