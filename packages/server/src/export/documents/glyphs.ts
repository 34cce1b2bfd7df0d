import type { Font } from 'fontkit';
import { create } from 'fontkit';
import { Refusal } from '../../kernel/refusal.ts';
import type { FontFile } from './fonts.ts';
import { BODY_FAMILIES } from './fonts.ts';

/** Tells whether a document can show a code point. */
export type Glyphs = (codePoint: number) => boolean;

/** What picks a form of the character before it, or joins two, and is never drawn itself. */
const DRAWN_BY_OTHERS = /^[\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;

/** Reads the character maps of the fonts that texts are set in. */
export function glyphsOf(files: readonly FontFile[]): Glyphs {
  const fonts = BODY_FAMILIES.map((family) => {
    const file = files.find((each) => each.family === family);
    if (file === undefined) throw new Error(`${family} is not among the fonts`);
    return create(file.bytes) as Font;
  });
  return (codePoint) => fonts.some((font) => font.hasGlyphForCodePoint(codePoint));
}

/**
 * Refuses with `document.glyph_missing` data with a character that no font has, naming the character by its code point and
 * the field it stands in: a box in its place would show a name that nobody bears.
 */
export function refuseMissing(document: string, data: unknown, has: Glyphs): void {
  for (const { path, text } of textsIn(data)) {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (character === '\n' || DRAWN_BY_OTHERS.test(character) || has(codePoint)) continue;
      throw new Refusal('document.glyph_missing', {
        document,
        field: path,
        character: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
      });
    }
  }
}

type Text = { readonly path: string; readonly text: string };

function textsIn(value: unknown, path = ''): readonly Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === null || typeof value !== 'object') return [];
  const below = Array.isArray(value)
    ? value.map((each, i) => [`${path}[${i}]`, each] as const)
    : Object.entries(value).map(([name, each]) => [path === '' ? name : `${path}.${name}`, each] as const);
  return below.flatMap(([at, each]) => textsIn(each, at));
}
