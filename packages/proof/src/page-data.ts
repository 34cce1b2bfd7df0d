import { base64Of, bytesOfBase64 } from './bytes.ts';
import { canonicalText } from './canonical.ts';
import { attempt } from './check.ts';
import { PackageError } from './decode.ts';
import { isForPeople } from './package-paths.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';
import type { Files } from './zip.ts';

/** The data block of the page for people: JSON in an element that no browser runs. `null` stands there in the page on its own. */
const OPENS = '<script type="application/json" id="package">';
const CLOSES = '</script>';
const EMPTY = 'null';

/**
 * What the page says inline: everything about the items that stood before the package was bound. Not the originals, which
 * are large, nor the documents, nor the page itself.
 */
export const isInline = (path: string): boolean =>
  path.startsWith('data/') && !path.startsWith('data/originals/') && !isForPeople(path);

/** A page taken apart: its program is `before` and `after`, and the same whatever package it came in. */
export type PageParts = { readonly before: string; readonly data: string; readonly after: string };

/** Takes a page apart. Refuses with PackageError a text in which the data block does not stand exactly once. */
export function splitPage(html: string): PageParts {
  const [before, behind, ...more] = html.split(OPENS);
  const end = behind?.indexOf(CLOSES) ?? -1;
  if (before === undefined || behind === undefined || more.length > 0 || end === -1)
    throw new PackageError('a page holds its data block once');
  return { before: before + OPENS, data: behind.slice(0, end), after: behind.slice(end) };
}

/** The page without what it says of a package: what its published digest is over. */
export const emptiedPage = ({ before, after }: PageParts): string => `${before}${EMPTY}${after}`;

/** The page with what it says of these files inline. The same files give the same bytes. */
export function fillPage(template: string, files: Files): Uint8Array {
  const { before, data, after } = splitPage(template);
  if (data !== EMPTY) throw new PackageError('the page already speaks of a package');
  return utf8Of(`${before}${pageDataOf(files)}${after}`);
}

/**
 * The data block for these files: `{"base64": {path: …}, "format": 1, "text": {path: …}}`, canonical JSON in which `<`,
 * U+2028 and U+2029 are escaped, so that no text in it can end the element. What is no UTF-8 stands as base64.
 */
export function pageDataOf(files: Files): string {
  const text: [string, string][] = [];
  const base64: [string, string][] = [];
  for (const [path, bytes] of files) {
    if (!isInline(path)) continue;
    const read = attempt(path, () => textOfUtf8(bytes));
    if (read.ok) text.push([path, read.value]);
    else base64.push([path, base64Of(bytes)]);
  }
  return encode({ base64: Object.fromEntries(base64), format: 1, text: Object.fromEntries(text) });
}

type PageData = {
  readonly base64: Readonly<Record<string, string>>;
  readonly format: 1;
  readonly text: Readonly<Record<string, string>>;
};

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

const encode = (data: PageData): string =>
  canonicalText(data).replace(/[<\u2028\u2029]/g, (character) => ESCAPES[character] ?? '');

/** Reads a data block back into files; null for the page on its own. Refuses with PackageError what `pageDataOf` does not write. */
export function filesOfPage(data: string): Files | null {
  if (data === EMPTY) return null;
  const read = attempt('the data block', () => JSON.parse(data) as PageData | null);
  if (!read.ok) throw new PackageError(read.because);
  const { base64, format, text } = read.value ?? {};
  if (format !== 1 || !isTexts(base64) || !isTexts(text)) throw new PackageError('the data block is not of format 1');
  if (encode({ base64, format, text }) !== data) throw new PackageError('the data block is not in its canonical form');
  const files = new Map(Object.entries(text).map(([path, value]) => [path, utf8Of(value)]));
  for (const [path, value] of Object.entries(base64)) {
    const bytes = attempt(path, () => bytesOfBase64(value));
    if (!bytes.ok) throw new PackageError(bytes.because);
    files.set(path, bytes.value);
  }
  return files;
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  value !== null && typeof value === 'object' && Object.values(value).every((each) => typeof each === 'string');
