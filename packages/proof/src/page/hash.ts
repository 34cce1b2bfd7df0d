import { hexOf } from '../bytes.ts';
import { sha256 } from '../sha256.ts';
import { sm3 } from '../sm3.ts';
import type { Child } from './dom.ts';
import { button, el, facts } from './dom.ts';
import type { Words } from './words.ts';

/** A digest with a button that copies it. */
export function digest(hex: string, w: Words, what: string): HTMLElement {
  const code = el('code', { class: 'hash' }, hex);
  const copy = button(
    w.copy,
    () => void copyText(hex, code).then((done) => say(copy, done ? w.copied : w.copyFailed, w)),
    {
      class: 'copy',
      'aria-label': `${w.copy} ${what}`,
    },
  );
  return el('span', { class: 'digest' }, code, copy);
}

function say(copy: HTMLElement, text: string, w: Words): void {
  copy.textContent = text;
  setTimeout(() => {
    copy.textContent = w.copy;
  }, 1500);
}

/** Also where a page from a file may not use the clipboard: then by the older way, and else the text is left selected. */
async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return document.execCommand('copy');
  }
}

/** Both digests of a file, computed from its bytes. */
export const digestsOf = (bytes: Uint8Array, w: Words, path: string): HTMLElement =>
  facts([
    [w.sha256, digest(hexOf(sha256(bytes)), w, `${w.sha256} ${path}`)],
    [w.sm3, digest(hexOf(sm3(bytes)), w, `${w.sm3} ${path}`)],
  ]);

export const fileDigests = (path: string, bytes: Uint8Array | undefined, w: Words): Child =>
  el(
    'div',
    { class: 'file' },
    el('code', { class: 'path' }, path),
    bytes === undefined ? el('p', { class: 'quiet' }, w.fileMissing) : digestsOf(bytes, w, path),
  );
