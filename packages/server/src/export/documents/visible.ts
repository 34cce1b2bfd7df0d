/** Control and format characters, line and paragraph separators: not seen, or turning the text around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Of these: line breaks, the joiner inside emoji, and the tags that pick a form of a character. */
const KEPT = /[\n\u200d]/u;

/**
 * Text as a page shows it. What cannot be seen or would change the order of what can, such as a right-to-left mark, is
 * written out as its code point, so that a page reads as the record does.
 */
export const visible = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNSEEN, (character) => (KEPT.test(character) ? character : named(character)));

const named = (character: string): string =>
  `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;

/** The same for every text in a value of plain data. */
export function allVisible<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(allVisible) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, allVisible(each)])) as T;
}
