import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ofx } from './ofx.ts';
import type { OfxForm } from './testing/make-ofx.ts';
import { makeOfx } from './testing/make-ofx.ts';
import { companyBooks, readStatement } from './testing/read-statement.ts';
import type { SampleMovement, SampleStatement } from './testing/statement-sample.ts';
import { closingMinor } from './testing/statement-sample.ts';

const fee: SampleMovement = {
  ...{ direction: 'out', minor: 2_000_000, day: '2026-03-05', name: 'ACME Consulting Ltd', memo: '咨询费 <三月> & co' },
  ...{ account: '600 123', bankReference: 'F1' },
};
const sale: SampleMovement = { direction: 'in', minor: 1, day: '2026-03-06', name: '张三', bankReference: 'F2' };
const sample: SampleStatement = { account: '123456', currency: 'USD', openingMinor: 0, movements: [fee, sale] };
const ours = { system: 'bank', ref: '123456' };

const headOf = (text: string | Uint8Array) => ({
  fileName: 'a.ofx',
  bytes: Buffer.from(text as Uint8Array),
  table: undefined,
});
/** A statement of one transaction with these values. */
const withValues = (values: string): string =>
  makeOfx([{ ...sample, movements: [] }]).replace(
    '</BANKTRANLIST>',
    `<STMTTRN>\n${values}\n</STMTTRN>\n</BANKTRANLIST>`,
  );
const readOne = (values: string, zone?: string) =>
  readStatement(ofx, withValues(values), zone === undefined ? {} : { settings: { ...companyBooks, zone } }).records[0];

const forms: readonly [string, OfxForm][] = [
  ['OFX 1, values without end tags', {}],
  ['OFX 1, values with end tags, UTF-8 under 1252', { closeTags: true }],
  ['OFX 2', { version: 2 }],
];

describe('a STMTTRN is a transfer', () => {
  test.each(forms)('%s', (_, form) => {
    const { records, faults, slices } = readStatement(ofx, makeOfx([sample], form));
    expect(faults).toEqual([]);
    expect(records).toMatchObject([
      {
        ...{ kind: 'transfer', source: 'bank', precision: 'day', externalId: '123456/F1' },
        occurredAt: Date.parse('2026-03-05T00:00:00+08:00'),
        body: {
          ...{ from: ours, to: { system: 'bank', ref: '600123', name: 'ACME Consulting Ltd' } },
          ...{
            amount: { currency: 'USD', minor: '2000000' },
            memo: '咨询费 <三月> & co',
            channel: 'XFER',
            state: 'completed',
          },
        },
      },
      { externalId: '123456/F2', body: { from: { system: 'name', ref: '张三' }, to: ours, amount: { minor: '1' } } },
    ]);
    for (const slice of slices) expect(slice).toMatch(/^<STMTTRN>.*<\/STMTTRN>$/s);
  });

  test('a card and an investment account are accounts too', () => {
    for (const kind of ['CC', 'INV']) {
      const text = makeOfx([sample])
        .replaceAll('BANKACCTFROM', `${kind}ACCTFROM`)
        .replaceAll('STMTRS', `${kind}STMTRS`);
      expect(readStatement(ofx, text).records[0]?.body).toMatchObject({ from: ours });
    }
  });

  test('values of aggregates within it stay apart from its own', () => {
    const values =
      '<DTPOSTED>20260305<TRNAMT>-5<CURRENCY><CURRATE>7<CURSYM>JPY</CURRENCY><PAYEE><NAME>王五<CITY>x</PAYEE><MEMO>m';
    expect(readOne(values)?.body).toMatchObject({
      amount: { currency: 'JPY', minor: '5' },
      to: { ref: '王五' },
      memo: 'm',
    });
    const original = '<DTPOSTED>20260305<TRNAMT>-5<ORIGCURRENCY><CURRATE>7<CURSYM>JPY</ORIGCURRENCY>';
    expect(readOne(original)?.body).toMatchObject({ amount: { currency: 'USD', minor: '500' } });
  });

  test('an empty value without an end tag swallows nothing', () => {
    expect(readOne('<MEMO>\n<DTPOSTED>20260305\n<NAME>\n<TRNAMT>5')?.body).toEqual({
      ...{
        from: { system: 'name', ref: '未载明' },
        to: ours,
        amount: { currency: 'USD', minor: '500' },
        state: 'completed',
      },
    });
  });
});

describe('the sign is the customer’s view', () => {
  test.each([
    ['-12.5', 'from', '1250'],
    ['+12.50', 'to', '1250'],
    ['12,50', 'to', '1250'],
    ['.5', 'to', '50'],
    ['-0.00', 'from', '0'],
  ])('%s', (amount, side, minor) =>
    expect(readOne(`<DTPOSTED>20260305<TRNAMT>${amount}`)?.body).toMatchObject({ [side]: ours, amount: { minor } }),
  );

  test.each(['1,234.56', '--5', '5-', '1e3', '0x10', '1.005', ''])('%j is no amount', (amount) => {
    const { faults } = readStatement(ofx, withValues(`<DTPOSTED>20260305<TRNAMT>${amount}`));
    expect(faults).toEqual([expect.stringMatching(/^record\.invalid: amount: /)]);
  });
});

describe('the time', () => {
  const at = (time: string, zone?: string) => {
    const record = readOne(`<DTPOSTED>${time}<TRNAMT>1`, zone);
    return record && [new Date(record.occurredAt).toISOString(), record.precision];
  };
  const day = ['2026-03-04T16:00:00.000Z', 'day'];
  test.each([
    ['20260305', day],
    ['20260305000000', day],
    ['20260305120000', day],
    ['20260305120000.000[-5:EST]', day],
    ['20260305101500', ['2026-03-05T10:15:00.000Z', 'second']],
    ['20260305101500[-5:EST]', ['2026-03-05T15:15:00.000Z', 'second']],
    ['20260305101500.250[-5:EST]', ['2026-03-05T15:15:00.250Z', 'ms']],
    ['20260305101500[+8]', ['2026-03-05T02:15:00.000Z', 'second']],
    ['20260305101500[+5.5:IST]', ['2026-03-05T04:45:00.000Z', 'second']],
    ['20260305101500[-3.30:NST]', ['2026-03-05T13:45:00.000Z', 'second']],
  ])('%s', (time, expected) => expect(at(time)).toEqual(expected));

  test('without an offset is of the zone given', () => {
    expect(at('20260305101500', 'Asia/Shanghai')).toEqual(['2026-03-05T02:15:00.000Z', 'second']);
    expect(at('20260305101500[-5:EST]', 'Asia/Shanghai')).toEqual(['2026-03-05T15:15:00.000Z', 'second']);
  });

  test.each(['20260230', '2026-03-05', '20260305251500', '20260305101500[+99]', ''])('%j is none', (time) => {
    expect(readStatement(ofx, withValues(`<DTPOSTED>${time}<TRNAMT>1`)).faults).toEqual([
      'record.time_invalid: date: cannot be read as a day or a time',
    ]);
  });
});

test('a statement that names no account has not that of the one before', () => {
  const nameless = makeOfx([sample, { ...sample, account: '' }]);
  const { faults, records } = readStatement(ofx, nameless);
  expect(records).toHaveLength(2);
  expect(faults).toEqual(
    Array.from({ length: 2 }, () => 'record.invalid: account: the statement names none, and no owner is given'),
  );
});

test('a correction stands beside what it corrects, and a deletion has moved nothing', () => {
  const one = '<STMTTRN><DTPOSTED>20260305<TRNAMT>-5<FITID>A</STMTTRN>';
  const change = (action: string) =>
    `<STMTTRN><DTPOSTED>20260305<TRNAMT>-6<FITID>B${action}<CORRECTFITID>A<CORRECTACTION>${action}</STMTTRN>`;
  const text = withValues('<DTPOSTED>20260305<TRNAMT>1').replace(
    '</BANKTRANLIST>',
    `${one}${change('REPLACE')}${change('DELETE')}</BANKTRANLIST>`,
  );
  expect(readStatement(ofx, text).records.map(({ body }) => (body as { state: string }).state)).toEqual([
    ...['completed', 'completed', 'completed', 'closed'],
  ]);
});

test('what is held or pending is not completed', () => {
  expect(readOne('<TRNTYPE>HOLD<DTPOSTED>20260305<TRNAMT>1')?.body).toMatchObject({ state: 'pending' });
  const text = withValues('<DTTRAN>20260305<TRNAMT>1').replaceAll('STMTTRN>', 'STMTTRNP>');
  const { records, drafts } = readStatement(ofx, text);
  expect(records[0]?.body).toMatchObject({ state: 'pending' });
  expect(drafts[0]?.flow?.direction).toBe('neutral');
});

describe('what it is and whose', () => {
  test.each(forms)('%s', (_, form) =>
    expect(ofx.recognise(headOf(makeOfx([sample], form)))).toMatchObject({ source: 'bank', owner: 'bank:123456' }),
  );

  test.each([
    ['a page', '<!DOCTYPE html><html></html>'],
    ['another document', '<?xml version="1.0"?><Document/>'],
    ['prose', 'The header is OFXHEADER:100 and <OFX>.'],
    ['nothing', ''],
  ])('%s is not one', (_, text) => expect(ofx.recognise(headOf(text))).toBeUndefined());
});

test.each([
  ['1252', Buffer.from([0xfc]), 'ü'],
  ['8859-2', Buffer.from([0xb3]), 'ł'],
  ['936', Buffer.from('d5c5c8fd', 'hex'), '张三'],
  ['NONE', Buffer.from('d5c5c8fd', 'hex'), '张三'],
])('the words are in the charset %s', (charset, bytes, memo) => {
  const [before = '', after = ''] = makeOfx([{ ...sample, movements: [{ ...sale, name: 'x', memo: '#' }] }], {
    charset,
  }).split('#');
  const file = Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
  expect(readStatement(ofx, file).records[0]?.body).toMatchObject({ memo });
});

test.each(forms)('%s: the pieces give what the whole gives', (_, form) => {
  const statements = Array.from({ length: 30 }, (_each, i) => ({
    ...{ ...sample, account: `A${i}`, movements: [fee, { ...sale, memo: '</STMTRS>', name: String(i) }] },
  }));
  const text = makeOfx(statements, form);
  const whole = readStatement(ofx, text);
  const pieces = readStatement(ofx, text, { stretchBytes: 900 });
  expect(whole.records).toHaveLength(60);
  expect(pieces.records).toEqual(whole.records);
  expect(pieces.slices).toEqual(whole.slices);
  expect(whole.records[59]?.body).toMatchObject({ to: { ref: 'A29' } });
});

describe('a document that is hostile or broken is named', () => {
  test('a document type declaration refuses it', () => {
    const text = makeOfx([sample], { version: 2 }).replace('<OFX>', '<!DOCTYPE OFX [<!ENTITY a "b">]><OFX>');
    expect(readStatement(ofx, text).parsed).toMatchObject([
      { at: { start: 0, end: Buffer.byteLength(text) }, ok: false, code: 'record.invalid' },
    ]);
  });

  test('a transaction that is cut off, and one that does not end', () => {
    const text = makeOfx([sample]);
    const cut = readStatement(ofx, text.slice(0, text.lastIndexOf('</STMTTRN>')));
    expect(cut.faults).toEqual(['record.invalid: the document ends inside a transaction']);
    expect(cut.records).toHaveLength(1);
    const open = readStatement(ofx, text.replace('</STMTTRN>', ''));
    expect(open.faults).toEqual(['record.invalid: a transaction begins inside another']);
    expect(open.records).toMatchObject([{ externalId: '123456/F2' }]);
  });

  test('whatever is done to the bytes, nothing throws and places are in order', () => {
    const bytes = Buffer.from(makeOfx([sample, sample]));
    const change = fc.record({ at: fc.nat(bytes.length - 1), with: fc.uint8Array({ maxLength: 6 }), cut: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const changed = changes.reduce(
          (now, { at, with: put, cut }) => Buffer.concat([now.subarray(0, at), put, now.subarray(at + cut)]),
          bytes,
        );
        let end = 0;
        const reading = { settings: companyBooks, layout: {}, first: true };
        for (const each of ofx.parse(changed, reading) as Iterable<{ at: { start: number; end: number } }>) {
          expect(each.at.start).toBeGreaterThanOrEqual(end);
          expect(each.at.end).toBeLessThanOrEqual(changed.length);
          end = each.at.end;
        }
        ofx.recognise(headOf(changed));
        expect(ofx.cut(changed, {}, false)).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 500 },
    );
  });
});

test('the movements add up to the balance behind them', () => {
  const movement = fc.record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    minor: fc.nat(1_000_000_000),
    day: fc.constantFrom('2026-01-31', '2026-12-31'),
    memo: fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    state: fc.constantFrom('booked' as const, 'pending' as const),
  });
  fc.assert(
    fc.property(fc.array(movement), fc.constantFrom(...forms), (movements, [, form]) => {
      const full = { ...sample, movements };
      const { net, faults } = readStatement(ofx, makeOfx([full], form));
      expect(faults).toEqual([]);
      expect(net.get('USD') ?? 0n).toBe(BigInt(closingMinor(full)));
    }),
    { numRuns: 200 },
  );
});

test('a transaction behind its statement is of no account, whether it is read with the statement or apart from it', () => {
  const stray = `${withValues('').match(/<STMTTRN>\n/)?.[0] ?? ''}<DTPOSTED>20260305\n<TRNAMT>1.00\n<NAME>ACME\n</STMTTRN>\n`;
  const text = makeOfx([sample]).replace('</BANKMSGSRSV1>', `${stray}</BANKMSGSRSV1>`);
  for (const stretchBytes of [50, Number.POSITIVE_INFINITY]) {
    const { drafts, faults } = readStatement(ofx, text, { stretchBytes });
    expect(drafts.length).toBe(2);
    expect(faults.length).toBe(1);
  }
});

test('a statement that ends inside a transaction does not lend it to the next one', () => {
  const text = makeOfx([
    { ...sample, movements: [fee] },
    { ...sample, account: '999', movements: [sale] },
  ]).replace('</STMTTRN>\n', '');
  for (const stretchBytes of [50, Number.POSITIVE_INFINITY]) {
    const { records, faults } = readStatement(ofx, text, { stretchBytes });
    expect(faults).toEqual(['record.invalid: a statement ends inside a transaction']);
    expect(records.map(({ externalId }) => externalId)).toEqual(['999/F2']);
  }
});
