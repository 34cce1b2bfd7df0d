import { expect, test } from 'vitest';
import { base64Of } from './bytes.ts';
import type { Check } from './check.ts';
import { FIRST_INSTANT, samplePackage, sampleTrust } from './testkit.ts';
import { NOT_NEUTRAL } from './time/neutral.ts';
import type { Made, Wishes } from './time/testkit.ts';
import {
  AUTHORITY,
  DAY,
  integer,
  makeCertificate,
  makeToken,
  purposes,
  STAMPS_ALONE,
  sequence,
  signerOf,
  TIME_STAMPING,
} from './time/testkit.ts';
import type { Trust } from './trust.ts';
import { utf8Of } from './utf8.ts';
import { verifyZip } from './verify.ts';
import type { Receipt } from './verify-receipts.ts';

const AROUND = { from: FIRST_INSTANT - 100 * DAY, until: FIRST_INSTANT + 100 * DAY };
const AT = FIRST_INSTANT + 60_000;

type Custodian = { readonly root: Made; readonly middle: Made; readonly authority: Made };

function custodian(seed: number, extensions = STAMPS_ALONE): Custodian {
  const root = makeCertificate(`根 ${seed}`, signerOf(seed), undefined, AUTHORITY, AROUND);
  const middle = makeCertificate(`中级 ${seed}`, signerOf(seed + 1), root, AUTHORITY, { serial: 2, ...AROUND });
  const name = `时间戳服务 ${seed}`;
  return {
    root,
    middle,
    authority: makeCertificate(name, signerOf(seed + 2), middle, extensions, { serial: 3, ...AROUND }),
  };
}

const first = custodian(11);
const second = custodian(21);
const trusting = (...custodians: readonly Custodian[]): Trust => ({
  ...sampleTrust,
  custodians: custodians.map(({ root }) => ({ root: base64Of(root.raw) })),
});

function receipt(note: string, by: Custodian, wishes: Wishes = {}, custodian = 'tsa-1'): Receipt {
  const token = makeToken(utf8Of(note), by.authority, { at: AT, ...wishes });
  const response = sequence(sequence(integer(0)), token);
  return { epoch: 1, custodian, request: utf8Of('asked'), response, certificates: [by.middle.raw], renewals: [] };
}

/** A package whose epoch has these receipts, checked by this trust file. */
function verified(trust: Trust, receipts: (note: string) => readonly Receipt[], drop?: string) {
  const { zip } = samplePackage({
    parts: (parts) => ({ ...parts, receipts: receipts(parts.epochs[0]?.note ?? '') }),
    ...(drop === undefined ? {} : { files: (files) => void files.delete(drop) }),
  });
  const verification = verifyZip(zip, trust);
  const found = verification.checks.find(({ id }) => id === 'time.custodians');
  return { ...verification, outcome: found?.outcome, because: found?.because ?? '' };
}

test('a receipt of a trusted custodian says since when the entries stood, and by whose word', () => {
  const { verdict, outcome, because, depositedAt } = verified(trusting(first), (note) => [receipt(note, first)]);
  expect({ verdict, outcome, depositedAt }).toEqual({ verdict: 'pass', outcome: 'pass', depositedAt: AT });
  expect(because).toContain('“时间戳服务 11” at 2026-03-02T02:16:00.000Z');
});

test('of several receipts the earliest time counts, and one trusted custodian is enough', () => {
  const both = (note: string) => [receipt(note, first), receipt(note, second, { at: AT - 30_000 }, 'tsa-2')];
  expect(verified(trusting(first, second), both)).toMatchObject({ verdict: 'pass', depositedAt: AT - 30_000 });
  expect(verified(trusting(first), both)).toMatchObject({ verdict: 'pass', depositedAt: AT });
});

test('without a trust file that names custodians nothing is said of time', () => {
  const { outcome, depositedAt } = verified(sampleTrust, (note) => [receipt(note, first)]);
  expect({ outcome, depositedAt }).toEqual({ outcome: undefined, depositedAt: null });
});

test.each<readonly [string, (note: string) => readonly Receipt[], string]>([
  ['no receipt at all', () => [], 'has no receipt of a custodian'],
  ['a receipt of somebody else', (note) => [receipt(note, second)], 'leads to nobody trusted'],
  [
    'a receipt from before its certificate',
    (note) => [receipt(note, first, { at: FIRST_INSTANT - 101 * DAY })],
    'valid from',
  ],
])('%s proves no time, and the verdict is incomplete', (_what, receipts, why) => {
  const { verdict, outcome, because, depositedAt } = verified(trusting(first), receipts);
  expect({ verdict, outcome, depositedAt }).toEqual({
    verdict: 'incomplete',
    outcome: 'not_checked',
    depositedAt: null,
  });
  expect(because).toContain(why);
});

test.each<readonly [string, (note: string) => readonly Receipt[], string]>([
  ['of another epoch', (note) => [receipt(`${note} `, first)], 'something else'],
  [
    'that the custodian refused',
    (note) => [{ ...receipt(note, first), response: sequence(sequence(integer(2))) }],
    'granted no timestamp',
  ],
  ['that is none', (note) => [{ ...receipt(note, first), response: utf8Of('none') }], 'not readable'],
  [
    'by a certificate for other things',
    (note) => [receipt(note, custodian(31, [purposes(false, TIME_STAMPING)]))],
    'timestamps alone',
  ],
  [
    'of another epoch, beside a good one',
    (note) => [receipt(note, first), receipt(`${note} `, second, {}, 'tsa-2')],
    'something else',
  ],
])('a receipt %s fails, naming the file', (_what, receipts, why) => {
  const { verdict, outcome, because, depositedAt } = verified(trusting(first, second), receipts);
  expect({ verdict, outcome, depositedAt }).toEqual({ verdict: 'fail', outcome: 'fail', depositedAt: null });
  expect(because).toContain(why);
  expect(because).toMatch(/^data\/receipts\/1\.tsa-[12]\.tsr: /);
});

const builtIn = ((): Custodian => {
  const root = makeCertificate(`${NOT_NEUTRAL} root`, signerOf(71), undefined, AUTHORITY, AROUND);
  const authority = makeCertificate(NOT_NEUTRAL, signerOf(72), root, STAMPS_ALONE, { serial: 2, ...AROUND });
  return { root, middle: root, authority };
})();
const own = (note: string) => receipt(note, builtIn, { at: AT - 50_000 }, 'not-neutral-demo');
const checkNamed = ({ checks }: { readonly checks: readonly Check[] }, id: string) =>
  checks.find((each) => each.id === id);

test('a receipt that is not neutral attests nothing, whoever trusts it, and is told apart', () => {
  const found = verified(trusting(builtIn), (note) => [own(note)]);
  expect(found).toMatchObject({ verdict: 'pass', outcome: undefined, depositedAt: null });
  expect(checkNamed(found, 'time.not-neutral')).toMatchObject({
    outcome: 'pass',
    title: '内置时间戳(非中立,仅供演示与测试)',
    because: expect.stringContaining('no third party’s'),
  });
  expect(checkNamed(found, 'log.signature.main')?.because).toContain('No custodian outside is named');
  expect(
    checkNamed(
      verified(trusting(builtIn), () => []),
      'time.not-neutral',
    ),
  ).toBeUndefined();
});

test('beside a custodian outside one that is not neutral neither helps nor sets the time', () => {
  const both = trusting(first, builtIn);
  const alone = verified(both, (note) => [own(note)]);
  expect(alone).toMatchObject({ verdict: 'incomplete', outcome: 'not_checked', depositedAt: null });
  const beside = verified(both, (note) => [own(note), receipt(note, first)]);
  expect(beside).toMatchObject({ verdict: 'pass', outcome: 'pass', depositedAt: AT });
  expect(checkNamed(beside, 'time.custodians')?.because).not.toContain('not neutral');
});

test('a receipt that is not neutral and of something else fails', () => {
  const found = verified(trusting(builtIn), (note) => [own(`${note} `)]);
  expect(found.verdict).toBe('fail');
  expect(checkNamed(found, 'time.not-neutral')).toMatchObject({ outcome: 'fail' });
});

test('a receipt that was taken out is not passed over in silence', () => {
  const path = 'data/receipts/1.tsa-1.tsr';
  const { outcome, verdict } = verified(trusting(first), (note) => [receipt(note, first)], path);
  expect(outcome).toBe('not_checked');
  expect(verdict).not.toBe('pass');
});
