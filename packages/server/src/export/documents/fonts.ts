import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The fonts of our documents, in the order in which a character is looked for. They are files of npm packages: nothing is
 * taken from the system, so that a page looks the same on every machine.
 */
const FONTS = [
  { family: 'Noto Serif SC', file: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf' },
  { family: 'Noto Serif SC', file: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf' },
  { family: 'Noto Sans Mono', file: '@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf' },
  { family: 'Noto Emoji', file: '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf' },
  // Rare characters of names: 4,133 of plane 2, where Noto Serif SC has 217.
  {
    family: 'Chocolate Classical Sans',
    file: '@expo-google-fonts/chocolate-classical-sans/400Regular/ChocolateClassicalSans_400Regular.ttf',
  },
] as const;

/** The families a text is set in, first choice first; a hash or a path begins with the one of equal widths. */
export const BODY_FAMILIES = ['Noto Serif SC', 'Noto Emoji', 'Chocolate Classical Sans'] as const;
export const MONO_FAMILIES = ['Noto Sans Mono', ...BODY_FAMILIES] as const;

export type FontFile = { readonly family: string; readonly bytes: Buffer };

/** Reads the files, 46 MB. Throws where the packages are not installed. */
export function readFonts(): readonly FontFile[] {
  const { resolve } = createRequire(import.meta.url);
  return FONTS.map(({ family, file }) => ({ family, bytes: readFileSync(resolve(file)) }));
}
