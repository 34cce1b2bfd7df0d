import { describe, expect, test } from 'vitest';
import type { Movement } from './bank-transfer.ts';
import {
  accountRef,
  addPrinted,
  firstReference,
  joinPieces,
  lineCounter,
  minorUnits,
  statementNeeds,
  transferOf,
} from './bank-transfer.ts';
import type { StatedTime } from './statement-time.ts';
import { statedTime, writtenIso } from './statement-time.ts';

const time = statedTime({ year: '2026', month: '03', day: '05' }, 'Asia/Shanghai');
const movement: Movement = {
  ...{
    account: 'A',
    accountName: undefined,
    other: { name: '华晟科技有限公司' },
    direction: 'in',
    amount: '1,5',
    currency: 'EUR',
  },
  ...{
    time,
    state: 'completed',
    memo: undefined,
    channel: undefined,
    reference: undefined,
    bankReference: 'R',
    cells: ['a', 'b'],
  },
};
const settings = { source: 'bank', basis: 'company-books' };
const at = { line: 1, start: 0, end: 1 };
const draftOf = (change: Partial<Movement>, owner?: string) => {
  const parsed = transferOf(at, { ...movement, ...change }, owner === undefined ? settings : { ...settings, owner });
  if (!parsed.ok || !('draft' in parsed)) throw new Error('no draft');
  return parsed.draft;
};

test('an amount is exact to the minor units of its currency', () => {
  expect(minorUnits('900719925474099.31', 'EUR')).toBe(90_071_992_547_409_931n);
  expect(minorUnits('1', 'JPY')).toBe(1n);
  expect(minorUnits('1,2340', 'KWD')).toBe(1_234n);
  expect(minorUnits('0000000000000000000000.01', 'EUR')).toBe(1n);
  for (const text of ['', '.', ',', '1.2.3', '1 000', '１', '-1', undefined, '1.001', '99999999999999999.99']) {
    expect(typeof minorUnits(text, 'EUR')).toBe('string');
  }
});

test('a company, an account and nobody on the other side', () => {
  expect(draftOf({}).value.body).toMatchObject({ from: { system: 'company', ref: '华晟科技有限公司' } });
  expect(draftOf({ other: { account: 'B' } }).value.body).toMatchObject({ from: { system: 'bank', ref: 'B' } });
  expect(draftOf({ other: {} }).value.body).toMatchObject({ from: { system: 'name', ref: '未载明' } });
  expect(transferOf(at, { ...movement, other: { name: 'x'.repeat(257) } }, settings)).toMatchObject({ ok: false });
});

test('the id holds the account, and is left out where it cannot be one', () => {
  expect(draftOf({}).id).toBe('A/R');
  for (const bankReference of [undefined, 'a\u0001', 'x'.repeat(256)])
    expect(draftOf({ bankReference }).id).toBeUndefined();
  expect(draftOf({ account: undefined }, 'bank:Z').id).toBeUndefined();
});

test('the digest is of the account and the cells, each apart', () => {
  const digest = draftOf({}).digest();
  expect(digest).toMatch(/^[\da-f]{32}$/);
  expect(draftOf({ memo: 'not a cell' }).digest()).toBe(digest);
  for (const change of [{ account: 'B' }, { cells: ['ab'] }, { cells: ['a', 'b', ''] }]) {
    expect(draftOf(change).digest()).not.toBe(digest);
  }
  expect(draftOf({ cells: ['\uD800'] }).digest()).toMatch(/^[\da-f]{32}$/);
});

test('sums of one direction and currency are added', () => {
  const sum = { direction: 'net', currency: 'EUR', minor: '-5' } as const;
  expect(addPrinted([sum, { ...sum, currency: 'USD' }, { ...sum, minor: '7' }])).toEqual([
    { ...sum, minor: '2' },
    { ...sum, currency: 'USD' },
  ]);
});

test('an account number has no blanks around or in it, and an IBAN has capitals', () => {
  expect(accountRef(' de89 3704 0044 0532 0130 00 ')).toBe('DE89370400440532013000');
  expect(accountRef('/C/1234/')).toBe('C/1234');
  expect(accountRef('abc')).toBe('abc');
  expect([accountRef(' / '), accountRef(undefined)]).toEqual([undefined, undefined]);
});

test('a reference that says that there is none is none', () => {
  expect(firstReference(undefined, 'NOTPROVIDED', '', 'nonref', 'R1')).toBe('R1');
  expect(firstReference('NONREF')).toBeUndefined();
});

test('pieces are joined where they were cut', () => {
  expect(joinPieces(['abc', 'd', 'e'], 3)).toBe('abcd e');
  expect(joinPieces(['好', '处费', 'x'], 27)).toBe('好处费x');
  expect(joinPieces([], 27)).toBe('');
});

test('lines are counted from one', () => {
  const lineAt = lineCounter('a\nb\r\n\nc');
  expect([0, 1, 2, 5, 6].map(lineAt)).toEqual([1, 1, 2, 3, 4]);
});

test('what is not given is asked for', () => {
  const recognised = { layout: {}, source: 'bank', owner: 'bank:1' };
  const needs = (given: object) => statementNeeds({ ...settings, ...given }, recognised);
  expect(needs({})).toEqual([]);
  expect(needs({ basis: 'hearsay' })).toHaveLength(1);
  expect(needs({ basis: 'authority-order' })).toEqual(['handover']);
  expect(needs({ basis: 'authority-order', handover: 'h1' })).toEqual([]);
  expect(needs({ owner: 'nobody' })).toEqual(['owner (as SYSTEM:REF)']);
  expect(needs({ zone: 'Mars/Olympus' })).toEqual(['zone (an IANA name)']);
  expect(needs({ zone: '+08:00' })).toEqual([]);
});

describe('a written time', () => {
  const read = (text: string, zone: string): string | undefined => {
    const written = writtenIso(text);
    const stated: StatedTime | undefined = written && statedTime(written, zone);
    return stated && `${new Date(stated.at).toISOString()} ${stated.precision}`;
  };
  test.each([
    ['2026-03-05', 'America/New_York', '2026-03-04T16:00:00.000Z day'],
    ['2026-03-05+01:00', 'UTC', '2026-03-04T16:00:00.000Z day'],
    ['2026-03-05T10:15', 'Asia/Shanghai', '2026-03-05T02:15:00.000Z minute'],
    ['2026-03-05T10:15:30', '+05:30', '2026-03-05T04:45:30.000Z second'],
    ['2026-03-05T10:15:30.5+0100', 'UTC', '2026-03-05T09:15:30.500Z ms'],
    ['1988-07-01T10:15:30', 'Asia/Shanghai', '1988-07-01T02:15:30.000Z second'],
    ['2026-07-01T10:15:30', 'Europe/Berlin', '2026-07-01T08:15:30.000Z second'],
    ['2026-10-25T02:30:01', 'Europe/Berlin', '2026-10-25T00:30:01.000Z second'],
  ])('%s in %s', (text, zone, expected) => expect(read(text, zone)).toBe(expected));

  test.each([
    ['2026-03-29T02:30:01', 'Europe/Berlin'],
    ['2026-03-05T10:15:30', 'Mars/Olympus'],
    ['2026-02-29', 'UTC'],
    ['2026-03-05T25:00:01', 'UTC'],
    ['05.03.2026', 'UTC'],
    ['2026-03-05 10:15:30', 'UTC'],
  ])('%s in %s is none', (text, zone) => expect(read(text, zone)).toBeUndefined());
});
