import { hexOf } from '../bytes.ts';
import { attempt } from '../check.ts';
import { RECEIPTS } from '../package-paths.ts';
import { textOfUtf8 } from '../utf8.ts';
import type { Context } from '../verify-context.ts';
import { epochLogAt } from '../verify-heads.ts';
import type { Files } from '../zip.ts';
import type { Child } from './dom.ts';
import { el, facts, folded, section } from './dom.ts';
import { digest, fileDigests } from './hash.ts';
import type { Words } from './words.ts';
import { timeText } from './words.ts';

/** The heads that items are proved against, the epochs that hold them, and what custodians gave for those. */
export function proofsSection(context: Context, w: Words): HTMLElement {
  const { files } = context;
  const receipts = [...files.keys()].filter((path) => path.startsWith(RECEIPTS)).sort();
  return section(
    'proofs',
    w.proofs,
    el('h3', {}, w.logs),
    [...context.heads.keys()].map((log) => logView(context, log, w)),
    el('h3', {}, w.epochs),
    context.epochs
      .filter(({ path }) => files.has(path))
      .map((epoch) => [
        facts(epoch.says.ok ? [[w.epochAt, timeText(epoch.says.value.at)]] : []),
        raw(files, epoch.path, w),
      ]),
    el('h3', {}, w.receipts),
    receipts.length === 0 ? el('p', {}, w.noReceipts) : receipts.map((path) => fileDigests(path, files.get(path), w)),
  );
}

function logView({ heads, epochs, files }: Context, log: string, w: Words): Child {
  const head = heads.get(log);
  if (head === undefined) return null;
  if (!head.says.ok) return el('p', {}, `${log}: ${head.says.because}`);
  const { size, root } = head.says.value;
  const held = epochLogAt(epochs, log, size);
  return [
    facts([
      [w.logName, log],
      [w.size, `${size}`],
      [w.root, digest(hexOf(root), w, `${w.root} ${log}`)],
      [w.rootSm3, held === undefined ? '—' : digest(held.sm3, w, `${w.rootSm3} ${log}`)],
    ]),
    raw(files, head.path, w),
  ];
}

function raw(files: Files, path: string, w: Words): Child {
  return folded([el('code', { class: 'path' }, path)], () => {
    const bytes = files.get(path);
    const text = attempt(path, () => textOfUtf8(bytes ?? new Uint8Array(0)));
    return [el('pre', { tabindex: '0' }, text.ok ? text.value : text.because), fileDigests(path, bytes, w)];
  });
}
