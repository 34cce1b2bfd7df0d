import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { XmlElement, XmlFound, XmlWanted } from './xml-slices.ts';
import {
  attributeOf,
  cellsOf,
  elementAt,
  elementsOf,
  textAt,
  xmlElements,
  xmlEncoding,
  xmlSource,
} from './xml-slices.ts';

const wanted: XmlWanted = {
  ...{ roots: new Set(['root']), elements: new Set(['list/item', 'head']), containers: new Set(['list']) },
  inside: false,
};
const find = (text: string, inside = false): readonly XmlFound[] => [
  ...xmlElements(xmlSource(Buffer.from(text), undefined), { ...wanted, inside }),
];
const elements = (text: string): readonly XmlElement[] =>
  find(text).flatMap((found) => (found.type === 'element' ? [found.element] : []));
const itemOf = (inner: string): XmlElement | undefined => elements(`<root><list>${inner}</list></root>`)[0];
const whyOf = (text: string): string | undefined =>
  find(text).flatMap((found) => (found.type === 'fault' ? [found.why] : []))[0];

test('wanted elements are found by their path below the root, whatever stands above and whatever their prefix', () => {
  const text =
    '<e:env><e:root><head/><x><list><item>no</item></list></x><list><y:item a="1">yes</y:item></list></e:root></e:env>';
  const found = find(text);
  expect(found.map(({ type }) => type)).toEqual(['element', 'element', 'closed']);
  expect(elements(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '<head/>',
    '<y:item a="1">yes</y:item>',
  ]);
  expect(elements(text)[1]).toMatchObject({ name: 'item', text: 'yes' });
});

test('an element tells its children, words and attributes', () => {
  const item = itemOf(
    `<item>a<b> 1 </b><c/><b n='x "y"' m = "&lt;&#20013;&#x6587;&amp;lt;">2<!-- no --> 3<?no?></b></item>`,
  );
  expect(elementsOf(item, 'b')).toHaveLength(2);
  expect(textAt(item, 'b')).toBe('1');
  expect(textAt(item, 'c')).toBeUndefined();
  expect(textAt(item, 'b', 'c')).toBeUndefined();
  const second = elementsOf(item, 'b')[1];
  expect(second?.text).toBe('2 3');
  if (second === undefined) throw new Error('no second element');
  expect(attributeOf(second, 'n')).toBe('x "y"');
  expect(attributeOf(second, 'm')).toBe('<中文&lt;');
  expect(attributeOf(second, 'y')).toBeUndefined();
  expect(item && cellsOf(item)).toEqual(['/item/b=1', '/item/c=', '/item/b=2 3']);
});

test('an attribute is not found within the value of another', () => {
  const item = itemOf(`<item><Amt note=' Ccy="USD"' Ccy="EUR">1</Amt></item>`);
  const amount = elementAt(item, 'Amt');
  expect(amount && attributeOf(amount, 'Ccy')).toBe('EUR');
});

test('a CDATA section is text as it stands', () => {
  expect(itemOf('<item><![CDATA[<b>&amp;]] ]]>&amp;</item>')?.text).toBe('<b>&amp;]] &');
});

test('references to no character, and entities that nobody declared, stay as they are written', () => {
  const text = '&#0;&#xD800;&#x110000;&other;&amp';
  expect(itemOf(`<item>${text}</item>`)?.text).toBe(text);
});

describe('what is not well formed ends the reading', () => {
  test.each([
    ['<root><list><item></list></root>', 'an end tag does not match the element that is open'],
    ['<root></root></root>', 'an end tag does not match the element that is open'],
    ['<root><list><item', 'a tag is not well formed'],
    ['<root><list a="></list></root>', 'a tag is not well formed'],
    ['<root>1 < 2</root>', 'a tag is not well formed'],
    ['<root><list><!-- </list>', 'a comment, an instruction or a CDATA section does not end'],
    ['<root><list><![CDATA[</list>', 'a comment, an instruction or a CDATA section does not end'],
    ['<root><list>', 'the document ends inside an element'],
    ['<!DOCTYPE root><root/>', 'document type declarations are refused'],
    ['<root><list/><!ENTITY a "b"></root>', 'document type declarations are refused'],
    [`${'<a>'.repeat(65)}`, 'elements are nested deeper than 64 levels'],
  ])('%s', (text, why) => expect(whyOf(text)).toBe(why));

  test('a fault inside a wanted element begins where that begins and reaches to the end', () => {
    const text = '<root><list><item>1</item><item>2<b></item></list></root>';
    expect(find(text).at(-1)).toMatchObject({ type: 'fault', start: text.indexOf('<item>2'), end: text.length });
  });
});

test('a text that begins inside the root may close what stands before it, and nothing else', () => {
  expect(find('<list><item/></list></root></doc>', true).map(({ type }) => type)).toEqual(['element', 'closed']);
  expect(find('</list></root>', false).map(({ type }) => type)).toEqual(['fault']);
  expect(find('<list></root></list>', true).map(({ type }) => type)).toEqual(['fault']);
});

test('bytes that are not of the encoding are a problem of their element alone', () => {
  const bytes = Buffer.from('<root><list><item>\xff</item><item>é</item></list></root>', 'latin1');
  const problems = (encoding: string | undefined) =>
    [...xmlElements(xmlSource(bytes, encoding), wanted)].flatMap((found) =>
      found.type === 'element' ? [found.problem?.code] : [],
    );
  expect(problems(undefined)).toEqual(['record.encoding_invalid', 'record.encoding_invalid']);
  expect(problems('iso-8859-1')).toEqual([undefined, undefined]);
  expect(problems('an encoding nobody knows')).toEqual(['record.encoding_invalid', 'record.encoding_invalid']);
});

test.each([
  ['<?xml version="1.0" encoding="GBK"?>', 'gbk'],
  ["\uFEFF<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", 'utf-8'],
  ['<?xml version="1.0"?><a encoding="no"/>', undefined],
  ['<a/>', undefined],
])('the encoding of %s', (text, encoding) => expect(xmlEncoding(Buffer.from(text))).toBe(encoding));

test('UTF-16 is known by its mark or its zero bytes', () => {
  expect(xmlEncoding(Buffer.from('\uFEFF<a/>', 'utf16le'))).toBe('utf-16le');
  expect(xmlEncoding(Buffer.from('<a/>', 'utf16le'))).toBe('utf-16le');
  expect(xmlEncoding(Buffer.from('\uFEFF<a/>', 'utf16le').swap16())).toBe('utf-16be');
});

test('no text makes it throw, and what it finds is in order', () => {
  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '/',
      '!',
      '?',
      '--',
      '<root>',
      '<list>',
      '<item>',
      '</item>',
      '</list>',
      '"',
      ' a="',
      '<![CDATA[',
      ']]>',
      '&',
      '好',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, inside) => {
      let end = 0;
      for (const found of find(pieces.join(''), inside)) {
        if (found.type === 'closed') continue;
        const place = found.type === 'element' ? found.element : found;
        expect(place.start).toBeGreaterThanOrEqual(end);
        end = place.end;
      }
    }),
    { numRuns: 2_000 },
  );
});
