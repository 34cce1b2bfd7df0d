import { hexOf } from '../bytes.ts';
import { sha256 } from '../sha256.ts';
import { utf8Of } from '../utf8.ts';

/**
 * SHA-256 of the page on its own, in hexadecimal. A page cannot read its own file by file://, so the text is taken from
 * the document before anything in it has changed. The page is written as browsers serialise it, so this is its very text.
 */
export function ownDigest(data: HTMLElement): string {
  const text = data.textContent;
  data.textContent = 'null';
  const html = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
  data.textContent = text;
  return hexOf(sha256(utf8Of(html)));
}
