import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Party } from './party.ts';
import { isMasked, partyKey, partySchema, partySystems } from './party.ts';

test('a party has one key by system, realm and ref', () => {
  expect(partyKey({ system: 'hr', ref: 'E001' })).toBe('hr::E001');
  expect(partyKey({ system: 'wecom', realm: 'ww1', ref: 'zhangsan', name: '张三' })).toBe('wecom:ww1:zhangsan');
});

test('a colon inside a realm or a ref does not make two accounts one', () => {
  const keys = [
    partyKey({ system: 'wecom', realm: 'a:b', ref: 'c' }),
    partyKey({ system: 'wecom', realm: 'a', ref: 'b:c' }),
    partyKey({ system: 'wecom', realm: 'a%3Ab', ref: 'c' }),
    partyKey({ system: 'wecom', ref: 'a:b:c' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test('two accounts never share a key', () => {
  const part = fc.string({ unit: fc.constantFrom(':', '%', '3', 'A', 'a'), minLength: 1, maxLength: 4 });
  const party = fc.record({ system: fc.constantFrom(...partySystems), realm: part, ref: part });
  fc.assert(
    fc.property(party, party, (a: Party, b: Party) => {
      const same = a.system === b.system && a.realm === b.realm && a.ref === b.ref;
      expect(partyKey(a) === partyKey(b)).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

test('a ref with a star is masked', () => {
  expect(isMasked({ system: 'bank', ref: '6222****1234' })).toBe(true);
  expect(isMasked({ system: 'bank', ref: '6222000011112222' })).toBe(false);
});

test.each([
  ['an unknown system', { system: 'telegram', ref: 'a' }],
  ['an empty ref', { system: 'hr', ref: '' }],
  ['a ref of 257 characters', { system: 'hr', ref: 'x'.repeat(257) }],
  ['a ref with a zero character', { system: 'hr', ref: 'a\0' }],
  ['a number for a ref', { system: 'hr', ref: 7 }],
  ['an unknown field', { system: 'hr', ref: 'a', phone: '1' }],
  ['a name that is there and undefined', { system: 'hr', ref: 'a', name: undefined }],
])('%s is no party', (_, value) => expect(partySchema.safeParse(value).success).toBe(false));
