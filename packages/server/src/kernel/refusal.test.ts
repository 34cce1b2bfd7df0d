import { expect, test } from 'vitest';
import { Refusal, refusalCodes } from './refusal.ts';

test('a refusal names its code and says why in one line', () => {
  const refusal = new Refusal('import.needs', { file: 'a.csv', needs: 'owner' });
  expect(refusal).toMatchObject({ code: 'import.needs', message: 'file: a.csv; needs: owner', name: 'Refusal' });
  expect(new Refusal('config.invalid', { name: 'PORT', why: 'a number is needed' }).message).toBe(
    'a number is needed; name: PORT',
  );
  expect(new Refusal('disk.full').message).toBe('disk.full');
});

test('every code is named once', () => {
  expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
});
