import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalBytes, canonicalText } from './canonical.ts';
import { commit, commitWithBytes } from './commitment.ts';
import { decodeDisclosure } from './decode-disclosure.ts';
import { bodyOf, checkDisclosure, disclose } from './disclosure.ts';
import type { Body } from './fields.ts';
import { fieldsOf } from './fields.ts';

const salt = Uint8Array.from({ length: 32 }, (_, i) => i);
const zhangsan = { system: 'wecom', ref: 'zhangsan' };
const lisi = { system: 'wecom', ref: 'wmLiSi', name: '李四' };
const chat: Body = {
  kind: 'chat',
  source: 'wecom',
  owner: zhangsan,
  body: { from: zhangsan, to: [lisi, null], text: '好处费给你10%', 'a/b~c': { of: lisi } },
};
const native = {
  sha256: (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer'),
  sm3: (data: Uint8Array): Uint8Array => hash('sm3', data, 'buffer'),
};

test('every top-level field, every field of the body and every party is an item of its own', () => {
  expect(fieldsOf(chat)).toEqual([
    { path: '/body/a~1b~0c', value: { of: null } },
    { path: '/body/a~1b~0c/of', value: lisi },
    { path: '/body/from', value: zhangsan },
    { path: '/body/text', value: '好处费给你10%' },
    { path: '/body/to', value: [null, null] },
    { path: '/body/to/0', value: lisi },
    { path: '/kind', value: 'chat' },
    { path: '/owner', value: zhangsan },
    { path: '/source', value: 'wecom' },
  ]);
});

test('the commitment is what the format says, computed here step by step with other hash functions', () => {
  const digests = fieldsOf(chat).map(({ path, value }): [string, string] => {
    const itemSalt = native.sha256(Buffer.concat([Uint8Array.of(2), salt, Buffer.from(path)]));
    return [path, hexOf(native.sha256(Buffer.concat([itemSalt, canonicalBytes(value)])))];
  });
  const list = Buffer.concat([Buffer.from('zhenglian/commitment/1\n'), canonicalBytes(digests)]);
  const whole = Buffer.concat([salt, canonicalBytes(chat)]);
  expect(commit(chat, salt)).toEqual({ sha256: hash('sha256', list), sm3: hash('sm3', whole) });
  expect(commit(chat, salt, native)).toEqual(commit(chat, salt));
  expect(commitWithBytes(chat, salt, native).bytes).toEqual(canonicalBytes(chat));
});

const name = fc.oneof(
  fc.constantFrom('body', 'system', 'ref', 'name', 'a/b', '~', '', '0', '__proto__'),
  fc.string({ maxLength: 3 }),
);
const value = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Canonical>(null, 0, 'x', zhangsan, lisi, { system: 'a', ref: 'b', more: 1 }, {}, []),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<Canonical>,
  ),
})).value;
const body = fc.dictionary(name, value, { maxKeys: 4 }) as fc.Arbitrary<Body>;

test('different bodies never have the same items', () => {
  fc.assert(
    fc.property(body, body, (a, b) => {
      const same = canonicalText(a) === canonicalText(b);
      expect(canonicalText(fieldsOf(a) as Canonical) === canonicalText(fieldsOf(b) as Canonical)).toBe(same);
    }),
    { numRuns: 1000 },
  );
  const pairs: readonly (readonly [Body, Body])[] = [
    [{ a: 1, body: {} }, { a: 1 }],
    [{ body: [zhangsan] }, { body: { 0: zhangsan } }],
    [{ a: [zhangsan] }, { a: [null] }],
    [{ 'a/b': 1 }, { a: { b: 1 } }],
  ];
  for (const [a, b] of pairs) expect(commit(a, salt).sha256).not.toBe(commit(b, salt).sha256);
});

test('any body disclosed with any items masked gives back what is shown, and only a whole one gives `pass`', () => {
  fc.assert(
    fc.property(body, fc.infiniteStream(fc.boolean()), (made, coins) => {
      const commitment = commit(made, salt, native);
      const masked = new Set(
        fieldsOf(made)
          .map(({ path }) => path)
          .filter(() => coins.next().value),
      );
      const disclosure = decodeDisclosure(canonicalBytes(disclose(made, salt, masked) as Canonical));
      expect(checkDisclosure(disclosure, commitment)).toBe(masked.size === 0 ? 'pass' : 'masked');
      if (masked.size === 0) expect(canonicalText(bodyOf(disclosure))).toBe(canonicalText(made));
      const other = { ...commitment, sha256: commitment.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) };
      expect(checkDisclosure(disclosure, other)).toEqual({ fail: 'its SHA-256 commitment is another' });
    }),
    { numRuns: 500 },
  );
});

test('what is masked stands as its digest, with all that is inside it', () => {
  const disclosure = disclose(chat, salt, new Set(['/body/text', '/body/to/0', '/body/a~1b~0c']));
  const shown = bodyOf(disclosure) as { body: Record<string, unknown> };
  const digest = { masked: expect.stringMatching(/^[0-9a-f]{64}$/) };
  expect(shown.body).toEqual({ from: zhangsan, text: digest, to: [digest, null], 'a/b~c': digest });
  expect(JSON.stringify(disclosure)).not.toContain('李四');
  expect(JSON.stringify(disclosure)).not.toContain(hexOf(salt));
});

test('masking /body masks every field of the body', () => {
  const { body: inner } = bodyOf(disclose(chat, salt, new Set(['/body']))) as { body: Record<string, unknown> };
  expect(Object.values(inner).every((shown) => shown !== null && typeof shown === 'object' && 'masked' in shown)).toBe(
    true,
  );
});

test('a full disclosure is checked by both digests', () => {
  const made = commit(chat, salt);
  const whole = disclose(chat, salt, new Set());
  expect(checkDisclosure(whole, { ...made, sm3: made.sha256 })).toEqual({ fail: 'its SM3 commitment is another' });
  expect(checkDisclosure({ salt: hexOf(salt), body: { ...chat, kind: 'call' } }, made)).toEqual({
    fail: 'its SHA-256 commitment is another',
  });
});

const part = (path: string, shown: Canonical) => ({ path, salt: '00'.repeat(32), value: shown });
const mask = (path: string) => ({ path, digest: '00'.repeat(32) });
const REFUSED: readonly (readonly [string, Canonical])[] = [
  ['a list', []],
  ['a short salt', { salt: '00', body: {} }],
  ['a body that is no object', { salt: '00'.repeat(32), body: [] }],
  ['both forms at once', { salt: '00'.repeat(32), body: {}, fields: [] }],
  ['a member beside', { fields: [], note: 1 }],
  ['fields out of order', { fields: [part('/b', 1), part('/a', 1)] }],
  ['a field twice', { fields: [part('/a', 1), part('/a', 1)] }],
  ['a path that is no pointer', { fields: [part('a', 1)] }],
  ['a path with a bad escape', { fields: [part('/a~2', 1)] }],
  ['a field neither shown nor masked', { fields: [{ path: '/a' }] }],
  ['a field both shown and masked', { fields: [{ ...part('/a', 1), digest: '00'.repeat(32) }] }],
  ['a party left inside a field', { fields: [part('/a', [zhangsan])] }],
  ['a party without a place', { fields: [part('/a', [1]), part('/a/0', zhangsan)] }],
  ['a masked party without a place', { fields: [part('/a', [1]), mask('/a/0')] }],
  ['a party without a field', { fields: [part('/a/0', zhangsan)] }],
  ['something other than a party inside a field', { fields: [part('/a', [null]), part('/a/0', 1)] }],
  ['something shown below what is masked', { fields: [mask('/a'), part('/a/0', zhangsan)] }],
];

test.each(REFUSED)('a disclosure is refused with %s', (_, given) => {
  expect(() => decodeDisclosure(canonicalBytes(given))).toThrow('');
  expect(() => decodeDisclosure(canonicalBytes(given))).toThrow(expect.objectContaining({ name: 'DisclosureError' }));
});

test('a salt of another length is refused', () => {
  expect(() => commit(chat, bytesOfHex('00'))).toThrow('a salt has 32 bytes');
});
