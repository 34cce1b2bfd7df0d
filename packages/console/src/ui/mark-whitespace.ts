/** A stretch of a text; `mark` is the sign that stands for what cannot be seen. Joined in order the texts give it back. */
export type Stretch = { readonly text: string; readonly mark?: string; readonly start: number };

/** CR LF counts as one; blanks are marked where they end a line or follow one another, since one alone can be seen. */
const unseen = /\r\n|[\n\r\t]| +(?=[\r\n]|$)| {2,}|[^\P{Zs} ]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const blank = /^\p{Zs}/u;

function markOf(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  if (text === '\r\n' || text === '\n') return '↵';
  if (text === '\r') return '␍';
  if (text === '\t') return '»';
  if (code === 0x20) return '·'.repeat(text.length);
  if (code === 0x7f) return '␡';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x3000) return '□';
  if (blank.test(text)) return '⍽';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * Cuts a text so that its tabs, line ends, blanks and the characters that have no shape of their own can be shown by
 * signs: what cannot be seen may be what a dispute is about.
 */
export function markWhitespace(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(unseen)) {
    if (match.index > end) stretches.push({ text: text.slice(end, match.index), start: end });
    stretches.push({ text: match[0], mark: markOf(match[0]), start: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), start: end });
  return stretches;
}
