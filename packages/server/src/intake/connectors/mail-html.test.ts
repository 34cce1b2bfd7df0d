import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfHtml } from './mail-html.ts';

test.each([
  [
    'blanks are joined and blocks begin lines',
    '<div>  a\r\n b</div><p>c<br>d</p><span>e</span><i>f</i>',
    'a b\n\nc\nd\nef',
  ],
  ['letters stay as they are', '<h1>Offer</h1>', 'Offer'],
  ['long lines are not broken', `<p>${'word '.repeat(40)}</p>`, 'word '.repeat(40).trim()],
  ['cells are separated', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\n\nc'],
  ['preformatted text keeps its lines', '<pre>a\nb</pre>', 'a\nb'],
  ['what is not shown is left out', '<title>t</title><style>p{}</style><script>if (a<b) x("</p>")</script>z', 'z'],
  ['comments are left out', 'a<!-- <p>no</p> -->b<!DOCTYPE html>c<?xml ?>d', 'abcd'],
  ['a sign is no tag', 'a < b <3 <> 5 > 4', 'a < b <3 <> 5 > 4'],
  ['a quoted attribute may hold any sign', '<a title="x>y" href=\'>\'>z</a>', 'z'],
  ['an attribute that never closes hides no text behind it', '<a title="x>y</a><p>z', 'y\nz'],
  [
    'references are read',
    '&lt;b&gt; &amp;amp; &nbsp;x&#38; &#x597D; &yen;5 &unknown; &#0; &#xD800;',
    '<b> &amp;  x& 好 ¥5 &unknown; \uFFFD \uFFFD',
  ],
  ['names of objects are no references', '&constructor; &toString;', '&constructor; &toString;'],
  ['what is never closed ends the text', 'a<script>b', 'a'],
])('%s', (_what, html, expected) => {
  expect(textOfHtml(html)).toBe(expected);
});

test('text without markup comes through but for its blanks', () => {
  const words = fc.array(fc.stringMatching(/^[^<&\s\u00A0\uFEFF]+$/), { minLength: 1 });
  fc.assert(fc.property(words, (each) => void expect(textOfHtml(`<p>${each.join('\n ')}</p>`)).toBe(each.join(' '))));
});

test('no text makes it throw, and none grows', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    "'",
    '!--',
    '-->',
    'script',
    'pre',
    'td',
    'p',
    '&',
    '#',
    ';',
    'amp',
    ' ',
    '\n',
    'é',
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const html = parts.join('');
      expect(textOfHtml(html).length).toBeLessThanOrEqual(html.length);
    }),
  );
});
