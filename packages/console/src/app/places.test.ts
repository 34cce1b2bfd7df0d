import { expect, test } from 'vitest';
import type { Permission } from '../api/access-types.ts';
import { placesFor } from './places.ts';

const to = (...held: readonly Permission[]) => placesFor((each) => held.includes(each)).map((place) => place.to);

test('a place is shown once, by the first way into it that is open', () => {
  expect(to('watch.read', 'watch.report')).toEqual(['/watch']);
  expect(to('watch.report', 'act.read')).toEqual(['/watch/report', '/acts']);
  expect(to('mapping.read')).toEqual(['/mappings']);
  expect(to('account.read', 'hold.read')).toEqual(['/accounts', '/holds']);
});

test('without a permission there is no place to go', () => {
  expect(to()).toEqual([]);
});
