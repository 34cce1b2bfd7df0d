import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFonts } from './fonts.ts';
import type { Glyphs } from './glyphs.ts';
import { glyphsOf, refuseMissing } from './glyphs.ts';
import { PREAMBLE } from './style.ts';
import { allVisible } from './visible.ts';

/** One document: a fixed typst source, which reads `d`, and the data that it shows. Content never becomes markup. */
export type Page = { readonly source: string; readonly data: Readonly<Record<string, unknown>> };

export type Rendered = { readonly pdf: Uint8Array; readonly pages: number };

export type Renderer = (name: string, title: string, at: number, page: Page) => Rendered;

let opened: { readonly compiler: NodeCompiler; readonly has: Glyphs } | undefined;

/** The compiler and the fonts are read once, with the first document. */
function open() {
  if (opened !== undefined) return opened;
  const fonts = readFonts();
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => bytes) }] });
  opened = { compiler, has: glyphsOf(fonts) };
  return opened;
}

/**
 * Sets a document as PDF; the same data gives the same bytes. `at`, UTC milliseconds, is the date that the file states.
 * Refuses with `document.glyph_missing` what no font can show.
 */
export const render: Renderer = (name, title, at, { source, data }) => {
  const { compiler, has } = open();
  const shown = { ...allVisible(data), title, at: dateParts(at) };
  refuseMissing(name, shown, has);
  const result = compiler.compile({
    mainFileContent: `${PREAMBLE}\n${source}`,
    inputs: { data: JSON.stringify(shown) },
  });
  const said = result.hasError() ? result.takeDiagnostics() : result.takeWarnings();
  const [first] = said?.shortDiagnostics ?? [];
  // A warning is a family that is not there, or a page that does not come to rest: both are bugs of ours.
  if (result.result === null || first !== undefined)
    throw new Error(`${name} cannot be set: ${first?.message ?? 'no page'}`);
  const pdf = compiler.pdf(result.result, { pdfTags: true });
  const pages = result.result.numOfPages;
  compiler.evictCache(2);
  return { pdf: new Uint8Array(pdf), pages };
};

function dateParts(at: number): readonly number[] {
  const date = new Date(at);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), ...time];
}
