import { expect, test } from 'vitest';
import { base64Of, bytesOfHex, hexOf } from './bytes.ts';
import { sha256 } from './sha256.ts';
import { sm3 } from './sm3.ts';
import { samplePackage, sampleTrust } from './testkit.ts';
import { utf8Of } from './utf8.ts';
import { verifyZip } from './verify.ts';
import type { Statement, StatementRequest } from './verify-statements.ts';
import { encodeStatementRequest } from './verify-statements.ts';

const PDF = utf8Of('%PDF-1.7\n%%EOF\n');
const OTHER = 'ab'.repeat(32);
const json = (value: object): Uint8Array => utf8Of(JSON.stringify(value));

type Wishes = Partial<Omit<Statement, 'request'>> & { readonly asked?: Partial<StatementRequest> };

function statement(note: string, { asked, ...rest }: Wishes = {}): Statement {
  const digest = hexOf(sha256(utf8Of(note)));
  const known = { kind: 'baoquan', service: 'api.example', hash: 'sha256', number: 'N-1', at: null } as const;
  const request = encodeStatementRequest({ ...known, digest, sent: { payload: { sha256: digest } }, ...asked });
  const made = { epoch: 1, custodian: 'baoquan', request, response: json({ flag: true, data: { no: 'N-1' } }) };
  return { ...made, status: null, document: null, ...rest };
}

function verified(statements: (note: string) => readonly Statement[], drop?: string, trust = sampleTrust) {
  const { zip } = samplePackage({
    parts: (parts) => ({ ...parts, statements: statements(parts.epochs[0]?.note ?? '') }),
    ...(drop === undefined ? {} : { files: (files) => void files.delete(drop) }),
  });
  const { verdict, depositedAt, checks } = verifyZip(zip, trust);
  const found = checks.find(({ id }) => id === 'time.statements');
  return { verdict, depositedAt, outcome: found?.outcome, because: found?.because ?? '', title: found?.title };
}

test('a statement about the epoch is said to be that, by whom to ask and for which number, and sets no time', () => {
  const status = json({ data: { file_hash: 'x', list: [{ hash: 'short' }] } });
  const found = verified((note) => [statement(note, { asked: { at: 1_772_417_700_000 }, status, document: PDF })]);
  expect(found).toMatchObject({ verdict: 'pass', depositedAt: null, outcome: 'pass' });
  expect(found.title).toBe('存证机构回执所载校验值一致(回执本身须向该机构核对)');
  expect(found.because).toContain(
    'names 2026-03-02T02:15:00.000Z. Who gave it cannot be checked here: ask api.example',
  );
  expect(found.because).toContain('number N-1');
  expect(found.because).toContain('.pdf is what it handed out');
});

test('a statement in SM3 and base64 is read as well', () => {
  const found = verified((note) => {
    const digest = hexOf(sm3(utf8Of(note)));
    const hash = base64Of(bytesOfHex(digest));
    return [statement(note, { asked: { hash: 'sm3', digest, sent: { hash } }, response: json({ data: { hash } }) })];
  });
  expect(found).toMatchObject({ outcome: 'pass', because: expect.stringContaining('SM3 digest') });
});

test('without a statement nothing is said of any, and with one there is no pass without trust', () => {
  expect(verified(() => []).outcome).toBeUndefined();
  const { files } = samplePackage({
    parts: (parts) => ({ ...parts, statements: [statement(parts.epochs[0]?.note ?? '')] }),
  });
  expect([...files.keys()]).toContain('data/receipts/1.baoquan.req');
});

test.each<readonly [string, Wishes, string]>([
  ['of something else', { asked: { digest: OTHER } }, 'about something else'],
  ['whose digest was not sent', { asked: { sent: { payload: {} } } }, 'does not name that digest'],
  ['answered about another digest', { response: json({ data: { sm3: OTHER } }) }, 'about another digest'],
  ['about another digest later on', { status: json({ data: [{ file_hash: OTHER }] }) }, 'about another digest'],
  ['whose answer is not JSON', { response: utf8Of('<html>') }, 'not JSON'],
  ['whose certificate is broken off', { document: PDF.subarray(0, 9) }, 'no whole PDF'],
  ['whose request is none', { request: utf8Of('{}') } as Wishes, 'the request'],
  ['for an epoch that is not there', { epoch: 7 }, 'about no epoch'],
])('a statement %s fails, naming the file', (_what, wishes, why) => {
  const { verdict, outcome, because } = verified((note) => [statement(note, wishes)]);
  expect({ verdict, outcome }).toEqual({ verdict: 'fail', outcome: 'fail' });
  expect(because).toMatch(/^data\/receipts\/[17]\.baoquan\.json/);
  expect(because).toContain(why);
});

test('half of a statement is not checked', () => {
  expect(verified((note) => [statement(note)], 'data/receipts/1.baoquan.req')).toMatchObject({
    outcome: 'not_checked',
    because: 'data/receipts/1.baoquan.req is missing.',
  });
});
