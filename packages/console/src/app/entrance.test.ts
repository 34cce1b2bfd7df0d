import { expect, test } from 'vitest';
import { hashOfEntrance } from './entrance.ts';

test('a plain sign-in path moves behind the hash with its token', () => {
  expect(hashOfEntrance({ pathname: '/sign-in', search: '?token=a%2Bb', hash: '' })).toBe('/#/sign-in?token=a%2Bb');
});

test('an address of the console itself stays as it is', () => {
  expect(hashOfEntrance({ pathname: '/', search: '', hash: '#/sign-in?token=a' })).toBeUndefined();
  expect(hashOfEntrance({ pathname: '/', search: '', hash: '' })).toBeUndefined();
});
