import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappingConnector } from './compile.ts';
import { parseMapping } from './mapping-file.ts';
import { mappingJsonSchema } from './schema.ts';

const GOOD = `mapping: 1
name: m
title: 映射
file:
  form: table
  header: [编号, 时间, 内容]
let:
  who: {party: hr, ref: {column: 编号}}
records:
  - kind: follow-up
    at: {column: 时间}
    body:
      customer: {party: crm, ref: {column: 编号}}
      employee: {use: who}
      text: {column: 内容}
`;

const problems = (text: string) => {
  const parsed = parseMapping(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, path, why }) => `${line} ${path}: ${why}`);
};

describe('a mapping file', () => {
  test('that is right is read, and is plain JSON', () => {
    const parsed = parseMapping(GOOD);
    if (!parsed.ok) throw new Error('refused');
    expect(JSON.parse(JSON.stringify(parsed.mapping))).toEqual(parsed.mapping);
    expect(mappingConnector(parsed.mapping)).toMatchObject({ name: 'm', title: '映射', ids: 'counted' });
  });

  test.each([
    ['text: {column: 内容}', 'text: {colum: 内容}', /^16 records\.0\.body\.text: must be text, and is of type object/],
    [
      'customer: {party: crm, ref: {column: 编号}}',
      'customer: {column: 编号}',
      /^14 .*customer: must be a party: .*, and is of type text/,
    ],
    [
      'customer: {party: crm, ref: {column: 编号}}',
      'customer: {party: crm}',
      /^14 records\.0\.body\.customer\.ref: is missing/,
    ],
    [
      'text: {column: 内容}',
      'text: {column: 内容, macth: x}',
      /^16 records\.0\.body\.text\.macth: is no name known here/,
    ],
    [
      'text: {column: 内容}',
      "text: {column: 内容, match: '('}",
      /^16 records\.0\.body\.text\.match: is no pattern of RE2/,
    ],
    ['text: {column: 内容}', "text: {column: 内容, match: '(a)', group: 2}", /group: the pattern has 1 groups/],
    ['text: {column: 内容}', 'txt: {column: 内容}', /^13 records\.0\.body: text is missing/],
    ['text: {column: 内容}', 'text: {money: {column: 内容}, curency: CNY}', /curency: is no name known here/],
    ['employee: {use: who}', 'employee: {use: whom}', /^15 .*employee\.use: let names no whom/],
    ['who: {party: hr', 'who: {party: boss', /^9 let\.who\.party: must be one of hr, crm/],
    ['kind: follow-up', 'kind: followup', /^11 records\.0\.kind: must be one of/],
    [
      'at: {column: 时间}',
      "at: {date: {column: 时间}, formats: ['TT:xx']}",
      /^12 records\.0\.at\.formats\.0: names no month/,
    ],
    ['at: {column: 时间}', 'at: {party: hr, ref: x}', /^12 records\.0\.at: must be a time/],
    ['form: table', 'form: tabel', /^6 file\.form/],
    ['name: m', 'name: 中文', /^3 name: must be 1 to 40/],
    ['name: m', 'name: m\nzone: Mars/Olympus', /^4 zone: is no name of a time zone/],
    ['let:', 'skip: [{column: 编号}]\nlet:', /^8 skip\.0: must test its value/],
    ['let:', 'let:\n  loop: {use: loop}', /let\.loop leads back to itself/],
    ['let:', 'let:\n  a: {column: 编号, is: x}\n  b: {join: [{use: a}]}', /a is a condition and no value/],
    ['let:', 'let:\n  p: {path: a.b}', /a table has columns and no paths/],
    ['let:', 'let:\n  i: {item: true}', /item has a meaning only under each and split/],
    ['  form: table', '  form: table\n  columns: [a]', /must have either header or columns/],
    ['title: 映射', 'title: 映射\ntitle: 又一个', /^5 mapping: names a key twice/],
    ['title: 映射', 'title: !!js/function x', /is no YAML 1\.2/],
    ['title: 映射', 'title: [', /is no YAML 1\.2/],
    ['mapping: 1', 'mapping: 2', /^2 mapping: must be 1/],
  ])('with %j as %j names what is wrong and its line', (from, to, expected) => {
    const text = GOOD.replace(from, to);
    expect(text).not.toBe(GOOD);
    const found = problems(`\n${text}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  test('columns that a file without header does not have are named', () => {
    const text = GOOD.replace('header: [编号, 时间, 内容]', 'columns: [编号, 时间]');
    expect(problems(text)).toEqual(['15 records.0.body.text.column: is not among file.columns']);
  });

  test('too much of anything is refused at once', () => {
    expect(problems(`# ${'x'.repeat(300_000)}\n${GOOD}`)).toEqual(['1 mapping: is larger than 262144 bytes']);
    expect(problems(`${GOOD}x: ${'['.repeat(50_000)}`)[0]).toMatch(/nested/);
    expect(problems(`${'- '.repeat(20_000)}a`)[0]).toMatch(/nested|mapping/);
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(problems(bomb).length).toBeGreaterThan(0);
  });

  test('anchors stand for what they name', () => {
    const text = GOOD.replace('ref: {column: 编号}}\nrecords', 'ref: &id {column: 编号}}\nrecords').replace(
      'party: crm, ref: {column: 编号}',
      'party: crm, ref: *id',
    );
    expect(problems(text)).toEqual([]);
  });

  test('no text makes it throw', () => {
    const words = fc.constantFrom(
      'mapping',
      ': ',
      '1',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      'file',
      'column',
      'let',
      'use',
      '*a',
      '&a ',
      "'",
      '"',
      '!!',
      '|',
      '收',
    );
    fc.assert(fc.property(fc.array(words, { maxLength: 60 }), (parts) => void parseMapping(parts.join(''))));
    const lines = GOOD.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length),
        fc.array(words, { maxLength: 6 }),
        (at, parts) => void parseMapping(lines.with(Math.min(at, lines.length - 1), parts.join('')).join('\n')),
      ),
    );
  });

  test('the JSON Schema names the parts', () => {
    expect(Object.keys((mappingJsonSchema() as { properties: object }).properties)).toContain('records');
  });
});
