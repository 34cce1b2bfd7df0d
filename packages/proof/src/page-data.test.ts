import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withManifests } from './assemble-package.ts';
import { PackageError } from './decode.ts';
import { PAGE } from './package-paths.ts';
import { emptiedPage, filesOfPage, fillPage, isInline, pageDataOf, splitPage } from './page-data.ts';
import type { SampleChanges } from './testkit.ts';
import { samplePackage, sampleTrust } from './testkit.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';
import { verify, verifyZip } from './verify.ts';

const TEMPLATE =
  '<!doctype html><p>页</p><script type="application/json" id="package">null</script><script>go()</script>';
const HOSTILE = ['</script><script>alert(1)</script>', '<!--<script>', ']]>', "$& $' $1", '\u2028\u2029', '"\\', '😂'];

const withPage = (changes: SampleChanges = {}) =>
  samplePackage({ ...changes, parts: (parts) => ({ ...parts, page: TEMPLATE }) });
const failed = ({ checks }: ReturnType<typeof verify>) =>
  checks.flatMap(({ id, outcome }) => (outcome === 'fail' ? [id] : []));
const pageIn = (files: ReadonlyMap<string, Uint8Array>) => textOfUtf8(files.get(PAGE) ?? new Uint8Array(0));

test('no text ends the data block, and every file comes back byte for byte', () => {
  const files = new Map([
    ...HOSTILE.map((text, i): [string, Uint8Array] => [`data/bodies/a/${i}.json`, utf8Of(text)]),
    ['data/receipts/1.tsa.tsr', Uint8Array.of(0x30, 0xff, 0x00)],
  ]);
  const html = textOfUtf8(fillPage(TEMPLATE, files));
  expect(html.match(/<\/?script|<!--|[\u2028\u2029]/g)).toEqual(TEMPLATE.match(/<\/?script/g));
  const parts = splitPage(html);
  expect(filesOfPage(parts.data)).toEqual(files);
  expect(emptiedPage(parts)).toBe(TEMPLATE);
});

test('the page says everything about the items, and neither originals nor documents nor itself', () => {
  const { files } = withPage();
  const shown = filesOfPage(splitPage(pageIn(files)).data);
  expect([...(shown?.keys() ?? [])].sort()).toEqual([...files.keys()].filter(isInline).sort());
  expect([...files.keys()].filter((path) => path.startsWith('data/') && !isInline(path)).sort()).toEqual([
    ...[...files.keys()].filter((path) => path.startsWith('data/originals/')).sort(),
    PAGE,
  ]);
});

test.each([
  ['without a data block', '<!doctype html>'],
  ['with two', TEMPLATE + TEMPLATE],
  ['that already speaks of a package', TEMPLATE.replace('null', '{}')],
])('a page is not filled %s', (_, template) => {
  expect(() => fillPage(template, new Map())).toThrow(PackageError);
});

test.each([
  '{}',
  '[]',
  '1',
  'x',
  ' null',
  '{"base64":{},"format":2,"text":{}}',
  '{"base64":{},"format":1,"text":{"a":1}}',
  '{"base64":{"a":"x"},"format":1,"text":{}}',
])('a data block is refused: %s', (data) => expect(() => filesOfPage(data)).toThrow(PackageError));

test('a data block is refused in another form than its canonical one', () => {
  const data = pageDataOf(new Map([['data/a', utf8Of('<')]]));
  expect(filesOfPage(data)?.get('data/a')).toEqual(utf8Of('<'));
  for (const other of [data.replace('\\u003c', '<'), data.replace('{', '{ '), data.replace('"format":1,', '')])
    expect(() => filesOfPage(other)).toThrow(PackageError);
});

test('a package with a page passes, and its check names the digest of the program', () => {
  const { verdict, checks } = verifyZip(withPage().zip, sampleTrust);
  expect(verdict).toBe('pass');
  expect(checks.find(({ id }) => id === 'package.page')?.because).toContain(hash('sha256', TEMPLATE));
});

const EDITS: readonly (readonly [string, (html: string) => string])[] = [
  ['shows other words', (html) => html.replace('好的', '好吧')],
  ['shows a body twice under other names', (html) => html.replace('"text":{', '"text":{"data/a.json":"1",')],
  ['shows nothing', (html) => emptiedPage(splitPage(html))],
  ['has no data block', () => '<!doctype html>'],
  ['is no text', (html) => html],
];

test.each(EDITS)('a page that the company made so that it %s fails package.page and nothing else', (name, edit) => {
  const { zip } = withPage({
    files: (files) => void files.set(PAGE, name === 'is no text' ? Uint8Array.of(0xff) : utf8Of(edit(pageIn(files)))),
  });
  // bag-info.txt counts the octets, which only the first edit keeps.
  expect(failed(verifyZip(zip, sampleTrust)).filter((id) => id !== 'package.manifest')).toEqual(['package.page']);
});

test('a file that only the page shows changed is named beside the page', () => {
  const files = new Map(withPage().files);
  const body = textOfUtf8(files.get('data/bodies/wecom/3.json') ?? new Uint8Array(0));
  files.set('data/bodies/wecom/3.json', utf8Of(body.replace('好的', '好吧')));
  expect(failed(verify(withManifests(files), sampleTrust))).toEqual([
    'package.bound',
    'package.page',
    'item.wecom.3.commitment',
  ]);
});

test('a missing file is left to package.files', () => {
  const files = new Map(withPage().files);
  files.delete('data/bodies/wecom/3.json');
  expect(failed(verify(files, sampleTrust)).sort()).toEqual(['package.files', 'package.manifest']);
});

test('the program of the page is not judged', () => {
  const { zip } = withPage({
    files: (files) => void files.set(PAGE, utf8Of(pageIn(files).replace('go()', 'no()'))),
  });
  expect(failed(verifyZip(zip, sampleTrust))).toEqual([]);
});
