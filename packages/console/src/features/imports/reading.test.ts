import { expect, test } from 'vitest';
import type { ImportFile, ImportReport, ImportState } from '../../api/types.ts';
import * as reading from './reading.ts';

function report(over: Partial<ImportReport> = {}): ImportReport {
  return {
    ...{ file: 'a.csv', format: 'alipay', source: 'alipay', found: 3, accepted: 3, repeated: 0, changed: 0 },
    ...{ quarantined: 0, needs: [], reasons: [], sums: [], warnings: [] },
    ...over,
  };
}

function file(over: Partial<ImportFile> = {}): ImportFile {
  return {
    ...{ n: 0, path: 'a.csv', sizeBytes: 100, settings: { hasPassword: false }, progress: 1, ran: false },
    ...{ reports: [report()], samples: [], deliveries: [] },
    ...over,
  };
}

const state = (over: Partial<ImportState>): ImportState => ({ id: 'i', at: 0, state: 'rehearsed', files: [], ...over });

test('a need is a setting and what the server says about it', () => {
  expect(reading.needOf('basis (one of work-system, company-books)')).toEqual({
    name: 'basis',
    more: 'one of work-system, company-books',
  });
  expect(reading.needOf('zone')).toEqual({ name: 'zone', more: '' });
});

test('what the members of an archive need is asked once, the basis first', () => {
  const reports = [report({ needs: ['owner', 'basis'] }), report({ needs: ['handover', 'basis'] })];
  expect(reading.needsOf(file({ reports })).map(({ name }) => name)).toEqual(['basis', 'handover', 'owner']);
  expect(reading.needsOf(file({ reports: [report({ needs: ['tide', 'source'] })] })).map(({ name }) => name)).toEqual([
    'source',
    'tide',
  ]);
});

test('sums agree when all that is printed agrees, and differ by a single fen', () => {
  const sum = { count: 2, minor: '1000' };
  expect(reading.agreementOf({ ...sum, printed: { count: 2, minor: '1000' } })).toBe('agrees');
  expect(reading.agreementOf({ ...sum, printed: { minor: '1001' } })).toBe('differs');
  expect(reading.agreementOf({ ...sum, printed: { count: 3, minor: '1000' } })).toBe('differs');
  expect(reading.agreementOf({ ...sum, printed: {} })).toBe('not-printed');
  expect(reading.agreementOf(sum)).toBe('not-printed');
  expect(reading.agreementOf({ count: 1, minor: '9007199254740993', printed: { minor: '9007199254740992' } })).toBe(
    'differs',
  );
});

test('a file that yields nothing is told from one of which nothing can be taken', () => {
  expect(reading.zeroYield(report({ found: 0, accepted: 0 }))).toBe('nothing');
  expect(reading.zeroYield(report({ found: 2, accepted: 0, quarantined: 2 }))).toBe('set-aside');
  expect(reading.zeroYield(report({ found: 2, accepted: 0, repeated: 2 }))).toBeUndefined();
  expect(reading.zeroYield(report({ format: null, found: 0, accepted: 0 }))).toBeUndefined();
});

test('what must be done about a file is said before what is worth knowing', () => {
  const sign = (over: Partial<ImportReport>) => reading.signOf(file({ reports: [report(over)] }), 'rehearsed');
  expect(sign({ needs: ['zone'], quarantined: 1 })).toBe('needs');
  expect(sign({ format: null, found: 0, accepted: 0, needs: ['password'] })).toBe('needs');
  expect(sign({ format: null, found: 0, accepted: 0 })).toBe('unread');
  expect(sign({ quarantined: 1 })).toBe('partly');
  expect(sign({})).toBe('ready');
});

test('an import starts only when nothing is missing and nothing is on its way', () => {
  const needy = file({ reports: [report({ needs: ['basis'] })] });
  expect(reading.obstacleOf(state({ files: [] }), false)).toBe('empty');
  expect(reading.obstacleOf(state({ files: [file()] }), true)).toBe('uploading');
  expect(reading.obstacleOf(state({ files: [file()], state: 'rehearsing' }), false)).toBe('reading');
  expect(reading.obstacleOf(state({ files: [file(), needy] }), false)).toBe('needs');
  const unread = file({ reports: [report({ format: null, found: 0, accepted: 0 })] });
  expect(reading.obstacleOf(state({ files: [unread] }), false)).toBe('unread');
  expect(reading.obstacleOf(state({ files: [unread, file()] }), false)).toBeUndefined();
  expect(reading.obstacleOf(state({ files: [file()] }), false)).toBeUndefined();
  expect(reading.obstacleOf(state({ files: [file()], state: 'failed' }), false)).toBeUndefined();
});

test('progress counts bytes, not files', () => {
  expect(reading.progressOf([file({ sizeBytes: 900, progress: 1 }), file({ sizeBytes: 100, progress: 0 })])).toBe(0.9);
  expect(reading.progressOf([])).toBe(0);
});

test('what the console says itself is not repeated in the words of the server', () => {
  const warnings = ['the file holds no record', 'the ledger holds no hand-over h:1 yet, so nothing was narrowed'];
  expect(reading.otherWarnings({ warnings })).toEqual([warnings[1]]);
  expect(reading.isHandOverMissing(warnings[1] ?? '')).toBe(true);
});

test('only the bases that a need names are offered', () => {
  const all = ['work-system', 'company-books', 'provided-by-customer', 'provided-by-employee', 'authority-order'];
  expect(reading.basesIn('one of provided-by-* or authority-order', all)).toEqual(all.slice(2));
  expect(reading.basesIn('one of work-system, company-books', all)).toEqual(all.slice(0, 2));
  expect(reading.basesIn('', all)).toEqual(all);
});

test('an account may hold colons itself', () => {
  expect(reading.ownerOf('device:aa:bb')).toEqual({ system: 'device', ref: 'aa:bb' });
  expect(reading.ownerOf('6222')).toEqual({ system: '', ref: '6222' });
});
