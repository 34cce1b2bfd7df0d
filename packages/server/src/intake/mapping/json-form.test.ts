import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFile } from './testing/read-file.ts';

const mapping = (file: string, text = '{path: text}') => `mapping: 1
name: j
title: j
file: ${file}
records:
  - kind: follow-up
    id: {path: id}
    at: {date: {path: at}, formats: [unix-ms, iso]}
    body:
      customer: {party: crm, ref: {path: customer.id}}
      employee: {party: hr, ref: {first: [{path: by.0}, E0]}}
      text: ${text}
`;
const HAS = 'recognise: {has: [customer.id, at]}';
const json = mapping(`{form: json, ${HAS}}`);
const settings = { source: 's', basis: 'work-system' };
const read = (text: string, file: string | Buffer, stretchBytes = Number.POSITIVE_INFINITY) =>
  readFile(text, file, { settings, stretchBytes, fileName: 'x.json' });

const item = (id: unknown, text = 'x') => ({ id, at: 1772417700000, customer: { id: 'C1' }, by: ['E1'], text });
const ids = ({ records }: ReturnType<typeof read>) => records.map(({ externalId }) => externalId);

describe('JSON files', () => {
  test.each([
    ['a list', [item('1'), item('2')], ['1', '2']],
    ['one object', item('1'), ['1']],
    ['a list in an envelope', { code: 0, tags: [{ x: 1 }], data: { rows: [item('1'), item('2')] } }, ['1', '2']],
    ['a list behind an object that does not fit', { user: { at: 1 }, rows: [item('1')] }, ['1']],
  ])('%s', (_name, value, expected) => {
    for (const indent of [0, 2]) expect(ids(read(json, JSON.stringify(value, null, indent)))).toEqual(expected);
  });

  test('the list that the mapping names, and no other', () => {
    const named = mapping(`{form: json, items: b.list, ${HAS}}`);
    expect(ids(read(named, JSON.stringify({ a: [item('1')], b: { list: [item('2')] } })))).toEqual(['2']);
    expect(read(named, JSON.stringify({ a: [item('1')] })).recognised).toBeUndefined();
  });

  test('one object a line is the other form', () => {
    const lines = `${JSON.stringify(item('1'))}\n${JSON.stringify(item('2'))}\n`;
    expect(ids(read(mapping(`{form: ndjson, ${HAS}}`), lines))).toEqual(['1', '2']);
    expect(read(json, lines).recognised).toBeUndefined();
  });

  test('numbers keep all their digits', () => {
    const text = JSON.stringify([item('N')]).replace('"N"', '12345678901234567890');
    expect(ids(read(json, text))).toEqual(['12345678901234567890']);
    expect(
      read(
        mapping(`{form: json, ${HAS}}`, '{path: sum}'),
        `[${JSON.stringify(item('1')).replace('"text"', '"sum":0.1234567890123456789,"text"')}]`,
      ).bodies,
    ).toMatchObject([{ text: '0.1234567890123456789' }]);
  });

  test('what cannot be read is named and the rest goes on', () => {
    const good = JSON.stringify(item('1'));
    const { records, faults } = read(
      json,
      `[${good},5,{"a":1,"a":2},{"id" "x"},${good.replace('1772417700000', '"soon"')},${good.replace('"1"', '"2"')},{"id":"cut`,
    );
    expect(records.length).toBe(2);
    expect(faults).toEqual([
      'record.invalid the element is no object',
      'record.invalid an object names one of its members twice',
      'record.not_json the element is not one JSON value',
      'record.time_invalid at: the time is in none of the formats of the mapping',
      'record.not_json the element does not end; the file is cut off there or before',
    ]);
  });

  test('reading the stretches gives what reading the whole gives, with places inside each', () => {
    const file = fc.record({
      count: fc.nat(12),
      indent: fc.nat(3),
      isWrapped: fc.boolean(),
      tail: fc.string({ maxLength: 30 }),
    });
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 200 }), ({ count, indent, isWrapped, tail }, stretchBytes) => {
        const list = Array.from({ length: count + 1 }, (_, at) => item(String(at), '收]}",['));
        const text = JSON.stringify(isWrapped ? { n: 1, list, tail, more: [[1]] } : list, null, indent);
        const found = read(json, text, stretchBytes);
        expect(found.faults).toEqual([]);
        expect(ids(found)).toEqual(list.map(({ id }) => id));
      }),
      { numRuns: 300 },
    );
  });

  test('what is around the list names the owner', () => {
    const owned = json.replace(
      'records:',
      "account: company\nowner: {join: [bank, {envelope: account.no}], with: ':'}\nrecords:",
    );
    const file = JSON.stringify({ account: { no: '6222' }, list: [item('1')] });
    expect(read(owned, file).recognised?.owner).toBe('bank:6222');
    expect(read(owned, file.replace('6222', '62*2')).recognised?.owner).toBeUndefined();
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        (text) => void read(json, `[${JSON.stringify(item('1'))},${text}`),
      ),
    );
  });
});
