import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { camt } from './camt.ts';
import type { CamtForm } from './testing/make-camt.ts';
import { makeCamt } from './testing/make-camt.ts';
import { companyBooks, readStatement } from './testing/read-statement.ts';
import type { SampleMovement, SampleStatement } from './testing/statement-sample.ts';
import { closingMinor } from './testing/statement-sample.ts';

const fee: SampleMovement = {
  ...{ direction: 'out', minor: 2_000_000, day: '2026-03-05', name: '华晟科技有限公司', memo: '咨询费 <三月> & 差旅' },
  ...{ account: 'DE02120300000000202051', endToEnd: 'E2E-1', bankReference: 'B1' },
};
const sale: SampleMovement = { direction: 'in', minor: 1, day: '2026-03-06', name: '张三', bankReference: 'B2' };
const sample: SampleStatement = {
  ...{ account: 'DE89370400440532013000', owner: '我方有限公司', currency: 'EUR', openingMinor: 5_000_000 },
  movements: [fee, sale],
};
const ours = { system: 'bank', ref: 'DE89370400440532013000', name: '我方有限公司' };

const headOf = (text: string | Uint8Array) => ({
  fileName: 'a.xml',
  bytes: Buffer.from(text as Uint8Array),
  table: undefined,
});
const withEntry = (entry: string): string =>
  makeCamt([{ ...sample, movements: [] }]).replace('</Stmt>', `${entry}</Stmt>`);
const oneOf = (text: string) => readStatement(camt, text).records[0]?.body;

describe('an entry is a transfer between the account and the other side', () => {
  test.each<[string, CamtForm]>([
    ['camt.053 of version 2', {}],
    ['camt.053 of version 8', { version: 8 }],
    ['camt.053 of version 13', { version: 13 }],
    ['camt.054', { message: '054', version: 4 }],
    ['with prefixed names', { prefix: 'ns2', version: 8 }],
  ])('%s', (_, form) => {
    const { records, faults } = readStatement(camt, makeCamt([sample], form));
    expect(faults).toEqual([]);
    expect(records).toMatchObject([
      {
        ...{ kind: 'transfer', source: 'bank', externalId: 'DE89370400440532013000/B1', precision: 'day' },
        ...{ basis: 'company-books', occurredAt: Date.parse('2026-03-05T00:00:00+08:00') },
        body: {
          ...{ from: ours, to: { system: 'bank', ref: 'DE02120300000000202051', name: '华晟科技有限公司' } },
          ...{ amount: { currency: 'EUR', minor: '2000000' }, memo: '咨询费 <三月> & 差旅', reference: 'E2E-1' },
          state: 'completed',
        },
      },
      { externalId: 'DE89370400440532013000/B2', body: { from: { system: 'name', ref: '张三' }, to: ours } },
    ]);
  });

  test('the slice of an entry is its element', () => {
    const { slices } = readStatement(camt, makeCamt([sample]));
    for (const slice of slices) expect(slice).toMatch(/^<Ntry>.*<\/Ntry>$/s);
    expect(slices).toHaveLength(2);
  });
});

test('the transactions of a batch are transfers of their own and share its bytes without a gap', () => {
  const movements = [fee, { ...fee, minor: 7, name: '李四', memo: '好处费' }, { ...fee, minor: 30 }];
  for (const version of [2, 8]) {
    const text = makeCamt([{ ...sample, movements }], { batch: true, version });
    const { records, slices, net } = readStatement(camt, text);
    expect(records.map(({ body }) => body)).toMatchObject([
      { amount: { minor: '2000000' } },
      { amount: { minor: '7' }, memo: '好处费' },
      { amount: { minor: '30' } },
    ]);
    expect(records.map(({ externalId }) => externalId.split('/')[1])).toEqual(['B1#1', 'B1#2', 'B1#3']);
    expect(slices.join('')).toBe(/<Ntry>.*<\/Ntry>/s.exec(text)?.[0]);
    expect(slices[1]).toMatch(/^<TxDtls>.*李四/s);
    expect(net.get('EUR')).toBe(-2_000_037n);
  }
});

test('a batch in which a transaction states no amount is one transfer', () => {
  const movements = [fee, { ...fee, minor: 7 }];
  const text = makeCamt([{ ...sample, movements }], { batch: true, version: 8 }).replace(
    '<Amt Ccy="EUR">0.07</Amt>',
    '',
  );
  expect(readStatement(camt, text).records.map(({ body }) => body)).toMatchObject([{ amount: { minor: '2000007' } }]);
});

describe('the state says whether money has moved', () => {
  const entry = (inner: string) =>
    `<Ntry><Amt Ccy="EUR">1.00</Amt>${inner}<BookgDt><Dt>2026-03-05</Dt></BookgDt></Ntry>`;
  test.each([
    ['BOOK', 'completed', 'in'],
    ['PDNG', 'pending', 'neutral'],
    ['INFO', 'pending', 'neutral'],
    ['FUTR', 'pending', 'neutral'],
    ['a word nobody knows', 'pending', 'neutral'],
  ])('%s is %s', (status, state, direction) => {
    const read = readStatement(camt, withEntry(entry(`<CdtDbtInd>CRDT</CdtDbtInd><Sts>${status}</Sts>`)));
    expect(read.records[0]?.body).toMatchObject({ state });
    expect(read.drafts[0]?.flow?.direction).toBe(direction);
  });

  test('a reversal is refunded, in the direction that was booked, with whoever is not the holder', () => {
    const parties = (debtor: string, creditor: string) =>
      `<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${debtor}</Nm></Dbtr><Cdtr><Nm>${creditor}</Nm></Cdtr></RltdPties></TxDtls></NtryDtls>`;
    const head = '<CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>';
    for (const [debtor, creditor] of [
      ['我方有限公司', '张三'],
      ['张三', '我方有限公司'],
    ]) {
      const text = withEntry(entry(head).replace('</Ntry>', `${parties(debtor ?? '', creditor ?? '')}</Ntry>`));
      expect(oneOf(text)).toMatchObject({ from: { system: 'name', ref: '张三' }, to: ours, state: 'refunded' });
    }
  });
});

describe('an entry that cannot be read is named and the others stand', () => {
  const entry =
    '<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt></Ntry>';
  test.each([
    [
      'more decimals than the currency',
      ['1.00', '1.001'],
      'record.invalid: amount: has more than the 2 decimals of its currency',
    ],
    [
      'decimals of yen',
      ['Ccy="EUR">1.00', 'Ccy="JPY">1.50'],
      'record.invalid: amount: has more than the 0 decimals of its currency',
    ],
    ['a sign', ['1.00', '-1.00'], 'record.invalid: amount: must be digits with at most one decimal sign'],
    ['no amount', ['<Amt Ccy="EUR">1.00</Amt>', ''], 'record.invalid: currency: must be three capital letters'],
    ['a direction of neither kind', ['CRDT', 'CREDIT'], 'record.invalid: direction: neither credit nor debit'],
    ['a day that March lacks', ['03-05', '03-32'], 'record.time_invalid: date: cannot be read as a day or a time'],
  ])('%s', (_, [from = '', to = ''], fault) => {
    const { faults, records } = readStatement(camt, withEntry(entry.replace(from, to) + entry));
    expect(faults).toEqual([fault]);
    expect(records).toHaveLength(1);
  });

  test('decimals that are zeros are none, and dinars have three', () => {
    const read = (amount: string) => oneOf(withEntry(entry.replace('Ccy="EUR">1.00', amount)));
    expect(read('Ccy="JPY">150.000')).toMatchObject({ amount: { currency: 'JPY', minor: '150' } });
    expect(read('Ccy="KWD">1.5')).toMatchObject({ amount: { currency: 'KWD', minor: '1500' } });
    expect(read('Ccy="EUR">007')).toMatchObject({ amount: { currency: 'EUR', minor: '700' } });
  });

  test('bytes that are not of the encoding', () => {
    const text = makeCamt([sample]).replace('张三', 'QQQ');
    const bytes = Buffer.from(text);
    bytes.set([0xff, 0xfe, 0xfd], bytes.indexOf('QQQ'));
    const { faults, records } = readStatement(camt, bytes);
    expect(faults).toEqual(['record.encoding_invalid: the bytes are not of the encoding that the file states']);
    expect(records).toHaveLength(1);
  });
});

test('a clock time is of its offset, else of the zone given, else of the offset of the statement', () => {
  const read = (time: string, zone?: string) => {
    const text = makeCamt([{ ...sample, movements: [fee] }]).replace('<Dt>2026-03-05</Dt>', `<DtTm>${time}</DtTm>`);
    const settings = zone === undefined ? companyBooks : { ...companyBooks, zone };
    const [record] = readStatement(camt, text.replace('T01:00:00+08:00', 'T01:00:00+01:00'), { settings }).records;
    return [record === undefined ? '' : new Date(record.occurredAt).toISOString(), record?.precision];
  };
  expect(read('2026-03-05T10:15:00-05:00')).toEqual(['2026-03-05T15:15:00.000Z', 'second']);
  expect(read('2026-03-05T10:15:00.250', 'America/New_York')).toEqual(['2026-03-05T15:15:00.250Z', 'ms']);
  expect(read('2026-03-05T10:15:00')).toEqual(['2026-03-05T09:15:00.000Z', 'second']);
  expect(read('2026-03-05T00:00:00+01:00')).toEqual(['2026-03-04T16:00:00.000Z', 'day']);
});

describe('what it is and whose', () => {
  test('the owner and the printed sums stand in the layout of a small file', () => {
    const other = { ...sample, account: '6222000011112222', currency: 'CNY', openingMinor: -100 };
    expect(camt.recognise(headOf(makeCamt([sample, other, sample])))).toEqual({
      layout: {
        ...{ encoding: 'utf-8', isRefused: false },
        printed: [
          { direction: 'in', currency: 'EUR', minor: '2' },
          { direction: 'out', currency: 'EUR', minor: '4000000' },
          { direction: 'net', currency: 'EUR', minor: '-3999998' },
          { direction: 'in', currency: 'CNY', minor: '1' },
          { direction: 'out', currency: 'CNY', minor: '2000000' },
          { direction: 'net', currency: 'CNY', minor: '-1999999' },
        ],
      },
      ...{ source: 'bank', owner: 'bank:DE89370400440532013000' },
    });
  });

  test.each([
    ['another message', makeCamt([sample]).replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')],
    ['a text that names it', 'see <BkToCstmrStmt> in the manual'],
    ['a page', '<!DOCTYPE html><html><body>Stmt</body></html>'],
    ['nothing', ''],
  ])('%s is not one', (_, text) => expect(camt.recognise(headOf(text))).toBeUndefined());

  test('a basis is asked for, and a hand-over with it', () => {
    const recognised = camt.recognise(headOf(makeCamt([sample])));
    if (recognised === undefined) throw new Error('not recognised');
    expect(camt.needs({ source: 'bank' }, recognised)).toHaveLength(1);
    expect(camt.needs({ source: 'bank', basis: 'work-system' }, recognised)).toHaveLength(1);
    expect(camt.needs(companyBooks, recognised)).toEqual([]);
    expect(camt.needs({ source: 'bank', basis: 'provided-by-employee' }, recognised)).toEqual(['handover']);
    expect(camt.needs(companyBooks, { ...recognised, owner: undefined })).toEqual(['owner']);
  });

  test('whoever imports may say who the holder is; a bank account only where the statement names none', () => {
    const bodyFor = (owner: string, text = makeCamt([sample])) =>
      readStatement(camt, text, { settings: { ...companyBooks, owner } }).records[0]?.body;
    expect(bodyFor('company:我方')).toMatchObject({ from: { system: 'company', ref: '我方' } });
    expect(bodyFor('bank:999')).toMatchObject({ from: ours });
    const nameless = makeCamt([sample]).replace(/<Acct>.*?<\/Acct>/s, '');
    expect(bodyFor('bank:999', nameless)).toMatchObject({ from: { system: 'bank', ref: '999' } });
    expect(readStatement(camt, nameless).faults[0]).toBe(
      'record.invalid: account: the statement names none, and no owner is given',
    );
  });
});

describe('a large file is read in stretches', () => {
  const statements = Array.from({ length: 40 }, (_, i) => ({
    ...sample,
    account: `62220000111122${10 + i}`,
    movements: [fee, { ...sale, memo: `</Stmt> ${i}`, bankReference: `R${i}` }],
  }));

  test('the pieces give what the whole gives, and each entry keeps its own account', () => {
    const text = makeCamt(statements, { version: 8, prefix: 'c' });
    const whole = readStatement(camt, text);
    const pieces = readStatement(camt, text, { stretchBytes: 3_000 });
    expect(pieces.records).toEqual(whole.records);
    expect(pieces.slices).toEqual(whole.slices);
    expect(whole.records).toHaveLength(80);
    expect(whole.records[79]?.body).toMatchObject({ to: { ref: '6222000011112249' } });
    expect(pieces.parsed.length).toBe(80);
  });

  test('a statement that names no account has not that of the one before', () => {
    const [before = '', after = ''] = makeCamt([sample, sample]).split('</Stmt>\n<Stmt>');
    const text = `${before}</Stmt>\n<Stmt>${after.replace(/<Acct>.*?<\/Acct>/s, '')}`;
    const { records, faults } = readStatement(camt, text);
    expect([records.length, faults.length]).toEqual([2, 2]);
  });

  test('a statement end inside a comment or a CDATA section cuts nothing', () => {
    const text = `${makeCamt([sample]).split('</Stmt>')[0]}<!-- </Stmt> --><![CDATA[</Stmt>]]>`;
    expect(camt.cut(Buffer.from(text), {}, false)).toBe(0);
    expect(camt.cut(Buffer.from(`${text}</Stmt>  `), {}, false)).toBe(Buffer.byteLength(text) + 7);
    expect(camt.cut(Buffer.from(text), {}, true)).toBe(Buffer.byteLength(text));
  });
});

test.each(['utf-16le', 'gb18030', 'utf-8 with a mark'])('the document may be in %s', (encoding) => {
  const text = makeCamt([sample, sample], { encoding: encoding === 'gb18030' ? 'GB18030' : 'UTF-8' });
  const bytes = encoded(text, encoding);
  const { records, parsed } = readStatement(camt, bytes, { stretchBytes: 512 });
  expect(records.map(({ body }) => body)).toEqual(
    readStatement(camt, makeCamt([sample, sample])).records.map(({ body }) => body),
  );
  const [at] = parsed.map((each) => each.at);
  const decoder = new TextDecoder(encoding.split(' ')[0]);
  expect(decoder.decode(bytes.subarray(at?.start, at?.end))).toMatch(/^<Ntry>.*华晟.*<\/Ntry>$/s);
});

/** The few words of the sample in GB18030, which the platform only reads. */
const GB: Readonly<Record<string, string>> = {
  ...{ 华晟科技有限公司: 'bbaaeac9bfc6bcbcd3d0cfdeb9abcbbe', 张三: 'd5c5c8fd' },
  ...{ 我方有限公司: 'ced2b7bdd3d0cfdeb9abcbbe', 咨询费: 'd7c9d1afb7d1', 三月: 'c8fdd4c2', 差旅: 'b2eec2c3' },
};

function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (encoding !== 'gb18030') return Buffer.from(`\uFEFF${text}`);
  const parts = text.split(new RegExp(`(${Object.keys(GB).join('|')})`));
  return Buffer.concat(parts.map((part) => Buffer.from(GB[part] ?? part, GB[part] === undefined ? 'latin1' : 'hex')));
}

describe('a document that is hostile or broken is named', () => {
  const whole = makeCamt([sample]);
  test('a document type declaration refuses it, in every stretch', () => {
    const text = whole.replace('<Document', '<!DOCTYPE d [<!ENTITY a "aaaa">]><Document');
    const { faults, records, parsed } = readStatement(camt, text, { stretchBytes: 100 });
    expect(new Set(faults)).toEqual(new Set(['record.invalid: document type declarations are refused']));
    expect(records).toEqual([]);
    expect(parsed.at(-1)?.at.end).toBe(Buffer.byteLength(text));
  });

  test('behind a tag that does not match nothing is read, before it everything', () => {
    const [first = '', second = ''] = whole.split('</Ntry>');
    const { faults, records, slices } = readStatement(
      camt,
      `${first}</Ntry>${second.replace('</Sts>', '</Stts>')}</Ntry></Stmt>`,
    );
    expect(records).toHaveLength(1);
    expect(faults).toEqual(['record.invalid: an end tag does not match the element that is open']);
    expect(slices[1]).toMatch(/^<Ntry>/);
  });

  test('an entry that is cut off is named with its bytes', () => {
    const text = whole.slice(0, whole.lastIndexOf('<BookgDt>'));
    const { faults, records, slices } = readStatement(camt, text);
    expect(records).toHaveLength(1);
    expect(faults).toEqual(['record.invalid: the document ends inside an element']);
    expect(slices[1]).toBe(text.slice(text.lastIndexOf('<Ntry>')));
  });

  test('names that objects have by nature are names like others', () => {
    const entry =
      '<Ntry><constructor/><__proto__><Amt>9</Amt></__proto__><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt></Ntry>';
    expect(oneOf(withEntry(entry))).toMatchObject({ amount: { minor: '100' } });
  });

  test('two thousand levels and a quarter of a million elements', () => {
    const deep = `<Ntry>${'<a>'.repeat(2_000)}${'</a>'.repeat(2_000)}</Ntry>`;
    expect(readStatement(camt, withEntry(deep)).faults).toEqual([
      'record.invalid: elements are nested deeper than 64 levels',
    ]);
    const wide = `<Ntry>${'<a/>'.repeat(600_000)}</Ntry>`;
    expect(readStatement(camt, withEntry(wide)).faults).toEqual([
      'record.invalid: an element holds more than 500000 others',
    ]);
  });

  test('whatever is done to the bytes, nothing throws and places are in order', () => {
    const bytes = Buffer.from(whole);
    const change = fc.record({ at: fc.nat(bytes.length - 1), with: fc.uint8Array({ maxLength: 6 }), cut: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.reduce(
          (now, { at, with: put, cut }) => Buffer.concat([now.subarray(0, at), put, now.subarray(at + cut)]),
          bytes,
        );
        let end = 0;
        const reading = { settings: companyBooks, layout: {}, first: true };
        for (const each of camt.parse(changed, reading) as Iterable<{ at: { start: number; end: number } }>) {
          expect(each.at.start).toBeGreaterThanOrEqual(end);
          expect(each.at.end).toBeLessThanOrEqual(changed.length);
          end = each.at.end;
        }
        camt.recognise(headOf(changed));
        expect(camt.cut(changed, {}, false)).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 500 },
    );
  });
});

test('opening balance and movements give the closing balance, whatever they are', () => {
  const movement = fc.record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    minor: fc.nat(1_000_000_000),
    day: fc.constantFrom('2026-01-31', '2026-12-31'),
    memo: fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    state: fc.constantFrom('booked' as const, 'pending' as const, 'reversal' as const),
  });
  const statement = fc.record({
    openingMinor: fc.integer({ min: -99_999, max: 99_999 }),
    movements: fc.array(movement),
  });
  fc.assert(
    fc.property(statement, fc.constantFrom(2, 8), (made, version) => {
      const full = { ...sample, ...made };
      const { net, faults, records } = readStatement(camt, makeCamt([full], { version }));
      expect(faults).toEqual([]);
      expect(records).toHaveLength(made.movements.length);
      expect(net.get('EUR') ?? 0n).toBe(BigInt(closingMinor(full) - made.openingMinor));
    }),
    { numRuns: 200 },
  );
});

test('a document of UTF-16 that is cut off within a character is set aside from there on', () => {
  const whole = Buffer.from(`\ufeff${makeCamt([sample], { encoding: 'UTF-16' })}`, 'utf16le');
  const end = whole.indexOf(Buffer.from('</Stmt>', 'utf16le'));
  const bytes = whole.subarray(0, end + 1);
  const { records, parsed } = readStatement(camt, bytes);
  expect(records.length).toBe(sample.movements.length);
  expect(parsed.at(-1)).toMatchObject({ ok: false, at: { start: end, end: bytes.length } });
});
