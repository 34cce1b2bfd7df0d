import { describe, expect, test } from 'vitest';
import { needsFresh, permissions } from '../access/matrix.ts';
import type { Access } from '../access/session.ts';
import { FRESH_MILLIS } from '../access/session.ts';
import type { Asker, Need } from './needs.ts';
import { refusedBecause } from './needs.ts';

const now = 1_000_000_000;
type Given = Partial<Pick<Access, 'level' | 'freshAt'>> & { readonly has?: readonly string[] };
const account = ({ has = [], level = 'full', freshAt = now }: Given = {}): Asker => ({
  is: 'account',
  access: {
    ...{ actor: { role: 'account', id: 'a', now }, session: 's', method: 'passkey', expiresAt: now + 1, roles: [] },
    ...{ level, freshAt, permissions: new Set(has) as never },
  },
});
const OUTSIDE = ['nothing', 'record.post', 'account.provision', 'session.enrol', 'session.own'] as const;
const NEEDS: readonly Need[] = [...OUTSIDE, ...permissions];

describe('what stands outside of the matrix', () => {
  const ASKERS: Readonly<Record<string, Asker>> = {
    anonymous: { is: 'anonymous' },
    source: { is: 'source' },
    provisioner: { is: 'provisioner' },
    enrolling: account({ level: 'enrolment', has: permissions }),
    'without a role': account(),
    'with every permission': account({ has: permissions }),
  };
  const REQUIRED = 'auth.required';
  const NO = 'auth.forbidden';
  test.each([
    ['nothing', {}],
    [
      'record.post',
      { anonymous: REQUIRED, provisioner: NO, enrolling: NO, 'without a role': NO, 'with every permission': NO },
    ],
    [
      'account.provision',
      { anonymous: REQUIRED, source: NO, enrolling: NO, 'without a role': NO, 'with every permission': NO },
    ],
    ['session.enrol', { anonymous: REQUIRED, source: NO, provisioner: NO }],
    ['session.own', { anonymous: REQUIRED, source: NO, provisioner: NO, enrolling: 'auth.factor_needed' }],
  ] as const)('%s is open to exactly whom it is for', (need, refused) => {
    const answers = Object.entries(ASKERS).map(([name, asker]) => [name, refusedBecause(asker, need)] as const);
    expect(Object.fromEntries(answers.filter(([, code]) => code !== undefined))).toEqual(refused);
  });
});

test.each(permissions)('%s takes a full session that has it, and no key', (need) => {
  const others = permissions.filter((each) => each !== need);
  expect(refusedBecause({ is: 'anonymous' }, need)).toBe('auth.required');
  expect(refusedBecause({ is: 'source' }, need)).toBe('auth.forbidden');
  expect(refusedBecause({ is: 'provisioner' }, need)).toBe('auth.forbidden');
  expect(refusedBecause(account({ has: others }), need)).toBe('auth.forbidden');
  expect(refusedBecause(account({ has: [need], level: 'enrolment' }), need)).toBe('auth.factor_needed');
  expect(refusedBecause(account({ has: [need] }), need)).toBeUndefined();
});

test.each(permissions)('%s asks for a recent proof exactly where the matrix says so', (need) => {
  const since = (millis: number) => refusedBecause(account({ has: [need], freshAt: now - millis }), need);
  expect(since(FRESH_MILLIS)).toBeUndefined();
  expect(since(FRESH_MILLIS + 1)).toBe(needsFresh(need) ? 'auth.fresh_needed' : undefined);
});

test('every need is answered for every asker, and what needs nothing is open to all', () => {
  expect(new Set(NEEDS).size).toBe(NEEDS.length);
  expect(refusedBecause(account({ level: 'enrolment', freshAt: 0 }), 'nothing')).toBeUndefined();
});
