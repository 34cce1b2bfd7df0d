import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mt940 } from './mt940.ts';
import type { Mt940Form } from './testing/make-mt940.ts';
import { makeMt940 } from './testing/make-mt940.ts';
import { companyBooks, readStatement } from './testing/read-statement.ts';
import type { SampleMovement, SampleStatement } from './testing/statement-sample.ts';
import { closingMinor } from './testing/statement-sample.ts';

const fee: SampleMovement = {
  ...{ direction: 'out', minor: 2_000_000, day: '2026-03-05', name: '华晟科技有限公司', memo: '咨询费' },
  ...{ account: 'DE02120300000000202051', bankReference: 'B1' },
};
const sale: SampleMovement = { direction: 'in', minor: 1, day: '2026-03-06', memo: 'x', endToEnd: 'OWN7' };
const sample: SampleStatement = {
  ...{ account: '10020030/1234567', currency: 'EUR', openingMinor: 5_000_000 },
  movements: [fee, sale],
};
const ours = { system: 'bank', ref: '10020030/1234567' };

const headOf = (text: string | Uint8Array) => ({
  fileName: 'a.sta',
  bytes: Buffer.from(text as Uint8Array),
  table: undefined,
});
/** One message with these lines between its balances. */
const message = (...lines: readonly string[]): string =>
  [':20:REF', ':25:10020030/1234567', ':28C:1/1', ':60F:C260305EUR0,', ...lines, ':62F:C260305EUR0,', '-', ''].join(
    '\r\n',
  );
const readOne = (...lines: readonly string[]) => readStatement(mt940, message(...lines)).records[0];
const bodyOf = (...lines: readonly string[]) => readOne(...lines)?.body;

describe('a field 61 with its field 86 is a transfer', () => {
  test.each<[string, Mt940Form]>([
    ['marked by ?', {}],
    ['marked by ^', { details: '^' }],
    ['marked by ~, LF alone', { details: '~', lineEnd: '\n' }],
    ['marked by letters', { details: 'letters' }],
    ['in the blocks of SWIFT', { blocks: true }],
    ['behind a header of MultiCash', { preamble: ['MultiCash 3.0', 'ACCOUNT STATEMENT', 'WIN-1250'] }],
  ])('%s', (_, form) => {
    const { records, faults } = readStatement(mt940, makeMt940([sample], form));
    expect(faults).toEqual([]);
    expect(records).toMatchObject([
      {
        ...{ kind: 'transfer', source: 'bank', precision: 'day', basis: 'company-books' },
        externalId: '10020030/1234567/260305/D20000,00/B1',
        occurredAt: Date.parse('2026-03-05T00:00:00+08:00'),
        body: {
          ...{ from: ours, to: { system: 'bank', ref: 'DE02120300000000202051', name: '华晟科技有限公司' } },
          ...{ amount: { currency: 'EUR', minor: '2000000' }, memo: '咨询费', reference: 'B1', state: 'completed' },
        },
      },
      { body: { from: { system: 'name' }, to: ours, amount: { minor: '1' }, reference: 'OWN7' } },
    ]);
    // A movement without a reference of the bank goes by the digest of its cells.
    expect(records[1]?.externalId).toMatch(/^[\da-f]{32}$/);
  });

  test('free text is all memo', () => {
    expect(bodyOf(':61:260305C1,NTRFNONREF', ':86:好处费 10%', 'von Müller')).toMatchObject({
      ...{ from: { system: 'name' }, memo: '好处费 10%\nvon Müller', channel: 'NTRF' },
    });
  });

  test('the slice runs from the field 61 to the end of its last field 86', () => {
    const lines = [':61:260305C1,NTRFNONREF', 'supplement', ':86:one', 'two', ':86:three'];
    const { slices } = readStatement(mt940, message(...lines, ':61:260306D2,NTRFNONREF'));
    expect(slices).toEqual([lines.join('\r\n'), ':61:260306D2,NTRFNONREF']);
  });

  test('a field 86 behind the closing balance belongs to no entry', () => {
    const text = message(':61:260305C1,NTRFNONREF').replace('\r\n-', '\r\n:86:to the statement\r\n-');
    expect(readStatement(mt940, text).records[0]?.body).not.toHaveProperty('memo');
  });
});

describe('the grammar of field 61', () => {
  test.each([
    ['2603050305C12,5NTRFNONREF', { to: ours, amount: { minor: '1250' }, state: 'completed' }],
    ['260305D12,NTRFNONREF', { from: ours, amount: { minor: '1200' }, state: 'completed' }],
    ['260305CR1,00NMSCNONREF//B9', { to: ours, reference: 'B9', channel: 'NMSC' }],
    ['260305RC1,00NTRFNONREF', { from: ours, state: 'refunded' }],
    ['260305RDR1,00NTRFNONREF', { to: ours, state: 'refunded' }],
    ['260305EC1,00NTRFNONREF', { to: ours, state: 'pending' }],
    ['260305ED1,00S940OWN1//BANK1', { from: ours, state: 'pending', reference: 'OWN1', channel: 'S940' }],
    ['260305C0,01F72AOWN//A//B', { amount: { minor: '1' }, reference: 'OWN' }],
  ])(':61:%s', (field, body) => expect(bodyOf(`:61:${field}`)).toMatchObject(body));

  test.each([
    ['260305X1,00NTRFNONREF', 'record.invalid: field 61 does not have the form of MT940'],
    ['', 'record.invalid: field 61 does not have the form of MT940'],
    ['260305CNTRFNONREF', 'record.invalid: amount: must be digits with at most one decimal sign'],
    ['260305C1,005NTRFNONREF', 'record.invalid: amount: has more than the 2 decimals of its currency'],
    ['260230C1,00NTRFNONREF', 'record.time_invalid: date: cannot be read as a day or a time'],
    ['2602280230C1,00NTRFNONREF', 'record.time_invalid: date: cannot be read as a day or a time'],
  ])(':61:%s is refused and the next one stands', (field, fault) => {
    const { faults, records } = readStatement(mt940, message(`:61:${field}`, ':61:260305C1,NTRFNONREF'));
    expect(faults).toEqual([fault]);
    expect(records).toHaveLength(1);
  });

  test.each([
    ['2512311231', '2025-12-31'],
    ['2512310102', '2026-01-02'],
    ['2601021231', '2025-12-31'],
    ['2602280301', '2026-03-01'],
    ['2403010229', '2024-02-29'],
    ['991231', '1999-12-31'],
  ])('the year of the day of entry in %s', (dates, day) => {
    expect(readOne(`:61:${dates}C1,NTRFNONREF`)?.occurredAt).toBe(Date.parse(`${day}T00:00:00+08:00`));
  });

  test('decimals are those of the currency', () => {
    const text = message(':61:260305C1234,NTRFNONREF').replace('EUR0', 'JPY0');
    expect(readStatement(mt940, text).records[0]?.body).toMatchObject({ amount: { currency: 'JPY', minor: '1234' } });
  });
});

describe('the dialects of field 86', () => {
  const detail = (...lines: readonly string[]) => bodyOf(':61:260305C1,NTRFNONREF', ...lines);

  test('SEPA tags in the remittance', () => {
    const lines = [
      ':86:166?00GUTSCHRIFT?109310?20EREF+E2E-77?21KREF+NONREF?22SVWZ+Rechnung 4711 Provi',
      '?23sion?30COBADEFF?31DE02120300000000202051?32ACME GmbH & Co?33KG',
    ];
    expect(detail(...lines)).toMatchObject({
      ...{ memo: 'Rechnung 4711 Provi sion', reference: 'E2E-77', channel: 'NTRF 166 GUTSCHRIFT' },
      from: { system: 'bank', ref: 'DE02120300000000202051', name: 'ACME GmbH & Co KG' },
    });
  });

  test('a full piece may end within a word, and Chinese pieces are joined as they are', () => {
    expect(detail(`:86:166?20${'a'.repeat(27)}?21b?22c`)).toMatchObject({ memo: `${'a'.repeat(27)}b c` });
    expect(detail(':86:166?20咨询服?21务费')).toMatchObject({ memo: '咨询服务费' });
  });

  test('letters', () => {
    expect(
      detail(
        ':86:/TRTP/SEPA OVERBOEKING/IBAN/FR12345678901234/BIC/GEFR',
        'ADAM/NAME/ENERGETIQUE/REMI/a/b/EREF/NOTPROVIDED',
      ),
    ).toMatchObject({
      ...{ from: { system: 'bank', ref: 'FR12345678901234', name: 'ENERGETIQUE' }, memo: 'a/b' },
      channel: 'NTRF SEPA OVERBOEKING',
    });
    expect(detail(':86:/EREF/E1//CNTP/NL32INGB0000012345/INGBNL2A/J. Janssen///REMI/USTD//Factuur 5/')).toMatchObject({
      ...{ from: { ref: 'NL32INGB0000012345', name: 'J. Janssen' }, memo: 'Factuur 5', reference: 'E1' },
    });
  });
});

describe('what it is and whose', () => {
  test('the owner and the sums that balances give', () => {
    const recognised = mt940.recognise(headOf(makeMt940([sample, { ...sample, openingMinor: -7 }])));
    expect(recognised).toEqual({
      layout: { printed: [{ direction: 'net', currency: 'EUR', minor: '-3999998' }] },
      ...{ source: 'bank', owner: 'bank:10020030/1234567' },
    });
  });

  test('the currency behind an IBAN is no part of it', () => {
    const ownerOf = (account: string) => mt940.recognise(headOf(makeMt940([{ ...sample, account }])))?.owner;
    expect(ownerOf('DE89370400440532013000EUR')).toBe('bank:DE89370400440532013000');
    expect(ownerOf('DE89370400440532013001EUR')).toBe('bank:DE89370400440532013001EUR');
    expect(ownerOf('/62 2200 0011/')).toBe('bank:6222000011');
  });

  test.each([
    ['prose', 'On :20: of the month\n:25: and :60F: were written.'],
    ['a message of another type', ':20:X\r\n:25:1\r\n:28C:1\r\n'],
    ['a late beginning', `${'x\n'.repeat(2_000)}${makeMt940([sample])}`],
    ['a table', 'a,b\n1,2\n'],
    ['nothing', ''],
  ])('%s is not one', (_, text) => expect(mt940.recognise(headOf(text))).toBeUndefined());
});

describe('the encoding', () => {
  const chinese = Buffer.concat([
    Buffer.from(message(':61:260305C1,NTRFNONREF', ':86:').split('\r\n:62F')[0] ?? ''),
    ...[Buffer.from('d7c9d1afb7fecef1b7d1', 'hex'), Buffer.from('\r\n:62F:C260305EUR0,\r\n-\r\n')],
  ]);
  test('UTF-8, else GB18030 where high bytes come in pairs, else western', () => {
    expect(readStatement(mt940, chinese).records[0]?.body).toMatchObject({
      memo: '咨询服务费',
    });
    const western = Buffer.from(message(':61:260305C1,NTRFNONREF', ':86:Müller Köln'), 'latin1');
    expect(readStatement(mt940, western).records[0]?.body).toMatchObject({ memo: 'Müller Köln' });
  });

  test.each([
    ['WIN-1250', 'b3f3dfec', 'łóßě'],
    ['CP852', '88a2e1d8', 'łóßě'],
  ])('the code page %s of a header', (page, bytes, memo) => {
    const [before = '', after = ''] = message(':61:260305C1,NTRFNONREF', ':86:#').split('#');
    const file = Buffer.concat([
      Buffer.from(`MULTICASH\r\n${page}\r\n${before}`),
      Buffer.from(bytes, 'hex'),
      Buffer.from(after),
    ]);
    expect(readStatement(mt940, file).records[0]?.body).toMatchObject({ memo });
  });
});

describe('a large file is read in stretches', () => {
  const statements = Array.from({ length: 30 }, (_, i) => ({
    ...sample,
    account: `100/${i}`,
    movements: [fee, { ...sale, memo: String(i) }],
  }));
  test.each<[string, Mt940Form]>([
    ['bare', {}],
    ['in blocks', { blocks: true, preamble: ['a header'] }],
    ['with LF alone', { lineEnd: '\n', details: 'letters' }],
  ])('%s: the pieces give what the whole gives', (_, form) => {
    const text = makeMt940(statements, form);
    const whole = readStatement(mt940, text);
    expect(whole.records).toHaveLength(60);
    for (const stretchBytes of [37, 100, 701]) {
      const pieces = readStatement(mt940, text, { stretchBytes });
      expect(pieces.records).toEqual(whole.records);
      expect(pieces.slices).toEqual(whole.slices);
    }
    expect(whole.records[59]?.body).toMatchObject({ to: { ref: '100/29' } });
  });

  test('messages that nothing ends are cut before the next', () => {
    const text = makeMt940(statements).replaceAll('-\r\n', '');
    expect(readStatement(mt940, text, { stretchBytes: 500 }).records).toEqual(readStatement(mt940, text).records);
  });
});

test('an entry without an account, and one without a currency, are named', () => {
  const text = `${message(':61:260305C1,NTRFNONREF')}:20:X\r\n:60F:C260305EUR0,\r\n:61:260305C1,NTRFNONREF\r\n-\r\n:20:Y\r\n:25:1\r\n:61:260305C1,NTRFNONREF\r\n-\r\n`;
  expect(readStatement(mt940, text).faults).toEqual([
    'record.invalid: account: the statement names none, and no owner is given',
    'record.invalid: currency: must be three capital letters',
  ]);
});

test('a message without a beginning has no account of the one before', () => {
  const text = `${message(':61:260305C1,NTRFNONREF')}:60F:C260305EUR0,\r\n:61:260305C1,NTRFNONREF\r\n-\r\n`;
  expect(readStatement(mt940, text).faults).toEqual([
    'record.invalid: account: the statement names none, and no owner is given',
  ]);
});

test('a line that is cut off ends no message yet', () => {
  const text = message(':61:260305C1,NTRFNONREF');
  expect(mt940.cut(Buffer.from(text), {}, false)).toBe(text.length);
  expect(mt940.cut(Buffer.from(text.trimEnd()), {}, false)).toBe(0);
  expect(mt940.cut(Buffer.from(`${text.slice(0, -3)}:20:`), {}, false)).toBe(0);
});

test('an entry of more than a mebibyte is named', () => {
  const text = message(':61:260305C1,NTRFNONREF', `:86:${'好处费\r\n'.repeat(120_000)}`, ':61:260305C1,NTRFNONREF');
  const { faults, records } = readStatement(mt940, text);
  expect(faults).toEqual(['record.line_too_long: the entry is longer than 1048576 bytes']);
  expect(records).toHaveLength(1);
});

test.each([
  ['slashes in letters', `:86:/REMI/${'/'.repeat(400_000)}x${'/'.repeat(400_000)}y`],
  ['blanks in letters', `:86:/NAME/${' '.repeat(800_000)}x${' /'.repeat(50_000)}y`],
  ['sub-fields', `:86:166${'?20a'.repeat(200_000)}`],
  ['company names', `:86:166?32${'公司('.repeat(100_000)}`],
])('a field full of %s does not hang', (_, field) => {
  expect(readStatement(mt940, message(':61:260305C1,NTRFNONREF', field)).parsed).toHaveLength(1);
});

test('whatever is done to the bytes, nothing throws and places are in order', () => {
  const bytes = Buffer.from(makeMt940([sample, sample], { blocks: true }));
  const change = fc.record({ at: fc.nat(bytes.length - 1), with: fc.uint8Array({ maxLength: 6 }), cut: fc.nat(40) });
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 4 }),
      fc.constantFrom(undefined, 'cp852', 'gb18030', 'nonsense'),
      (changes, encoding) => {
        const changed = changes.reduce(
          (now, { at, with: put, cut }) => Buffer.concat([now.subarray(0, at), put, now.subarray(at + cut)]),
          bytes,
        );
        let end = 0;
        const reading = { settings: companyBooks, layout: encoding === undefined ? {} : { encoding }, first: true };
        for (const each of mt940.parse(changed, reading) as Iterable<{ at: { start: number; end: number } }>) {
          expect(each.at.start).toBeGreaterThanOrEqual(end);
          expect(each.at.end).toBeLessThanOrEqual(changed.length);
          end = each.at.end;
        }
        mt940.recognise(headOf(changed));
        expect(mt940.cut(changed, {}, false)).toBeLessThanOrEqual(changed.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('opening balance and movements give the closing balance, whatever they are', () => {
  const movement = fc.record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    minor: fc.nat(1_000_000_000),
    day: fc.constantFrom('2026-01-31', '2026-12-31'),
    memo: fc.stringMatching(/^[A-Za-z0-9 ,.]{0,200}$/),
    state: fc.constantFrom('booked' as const, 'pending' as const, 'reversal' as const),
  });
  const statement = fc.record({
    openingMinor: fc.integer({ min: -99_999, max: 99_999 }),
    movements: fc.array(movement),
  });
  fc.assert(
    fc.property(statement, (made) => {
      const full = { ...sample, ...made };
      const { net, faults, records } = readStatement(mt940, makeMt940([full]));
      expect(faults).toEqual([]);
      expect(records).toHaveLength(made.movements.length);
      expect(net.get('EUR') ?? 0n).toBe(BigInt(closingMinor(full) - made.openingMinor));
    }),
    { numRuns: 200 },
  );
});
