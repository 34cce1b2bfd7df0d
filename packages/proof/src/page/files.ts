import type { Files } from '../zip.ts';
import { button, el, folded, section } from './dom.ts';
import { fileDigests } from './hash.ts';
import type { Words } from './words.ts';
import { sizeText } from './words.ts';

const AT_ONCE = 100;

/** Every file with its length and digests, computed when it is asked for: SM3 over many files takes a while. */
export function filesSection(files: Files, isInline: boolean, w: Words): HTMLElement {
  const paths = [...files.keys()].sort();
  return section(
    'files',
    w.files,
    el('p', { class: 'quiet' }, w.filesNote(paths.length), isInline ? ` ${w.inlineFiles}` : ''),
    folded([w.filesShow], () => {
      const list = el('ul', { class: 'plain' });
      const show = (from: number): void => {
        for (const path of paths.slice(from, from + AT_ONCE)) {
          const bytes = files.get(path);
          list.append(el('li', {}, fileDigests(path, bytes, w), el('small', {}, sizeText(bytes?.length ?? 0))));
        }
        const rest = paths.length - from - AT_ONCE;
        if (rest <= 0) return;
        const more = button(w.more(Math.min(rest, AT_ONCE)), () => {
          more.remove();
          show(from + AT_ONCE);
        });
        list.append(more);
      };
      show(0);
      return [list];
    }),
  );
}
