import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Page } from './document.ts';
import { readFonts } from './fonts.ts';
import { glyphsOf, refuseMissing } from './glyphs.ts';
import { PREAMBLE } from './style.ts';
import { allVisible } from './visible.ts';

/** Sets a page; the same one gives the same bytes. */
export type Renderer = (page: Page) => Uint8Array;

/** Reads the compiler's fonts once, for all pages that are to be set. */
export function openRenderer(): Renderer {
  const fonts = readFonts();
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => bytes) }] });
  const has = glyphsOf(fonts);
  return ({ path, title, at, source, data }) => {
    const shown = { ...allVisible(data), title, at: dateParts(at) };
    refuseMissing(path, shown, has);
    const inputs = { data: JSON.stringify(shown) };
    const result = compiler.compile({ mainFileContent: `${PREAMBLE}\n${source}`, inputs });
    const said = result.hasError() ? result.takeDiagnostics() : result.takeWarnings();
    const [first] = said?.shortDiagnostics ?? [];
    // A warning is a family that is not there, or a page that does not come to rest: both are bugs of ours.
    if (result.result === null || first !== undefined)
      throw new Error(`${path} cannot be set: ${first?.message ?? 'no page'}`);
    return new Uint8Array(compiler.pdf(result.result, { pdfTags: true }));
  };
}

function dateParts(at: number): readonly number[] {
  const date = new Date(at);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), ...time];
}
