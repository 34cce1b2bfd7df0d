import type { Check, CheckOutcome } from '../check.ts';
import type { Verification } from '../verify.ts';
import type { ReadItem } from '../verify-context.ts';
import { checksByItem, worstOf } from './answer.ts';
import { button, el, section } from './dom.ts';
import { itemView } from './item.ts';
import type { View } from './state.ts';
import type { Language, Words } from './words.ts';

/** So many items are shown at once; the rest by and by. */
const AT_ONCE = 200;
/** So many of those that failed are opened by themselves. */
const OPENED = 5;
const OUTCOMES: readonly CheckOutcome[] = ['fail', 'not_checked', 'masked', 'pass'];

type Row = {
  readonly read: ReadItem;
  readonly checks: readonly Check[];
  readonly outcome: CheckOutcome;
  readonly attestedAt: number | null;
};

/** The items of a package, those that failed first, else in the order of the package. */
export function itemsSection(
  { files, context }: View,
  { checks, attested }: Pick<Verification, 'checks' | 'attested'>,
  isInline: boolean,
  language: Language,
  w: Words,
): HTMLElement {
  const byItem = checksByItem(checks);
  const rows = (context?.items ?? []).map((read): Row => {
    const own = byItem.get(`${read.item.log}.${read.item.index}`) ?? [];
    const { log, index } = read.item;
    const at = attested.find((each) => each.log === log && each.index === index)?.at ?? null;
    return { read, checks: own, outcome: worstOf(own), attestedAt: at };
  });
  const rank = ({ outcome }: Row): number => OUTCOMES.indexOf(outcome);
  if (checks.length > 0) rows.sort((a, b) => rank(a) - rank(b));
  const list = el('div', { class: 'items' });
  const count = el('p', { class: 'quiet', 'aria-live': 'polite' });
  const choose = outcomeChoice(rows, w);
  const search = el('input', { type: 'search', 'aria-label': w.filterText, placeholder: w.filterText });
  const show = (most: number): void => {
    const found = rows.filter((row) => isWanted(row, choose.value, search.value));
    const some = found.slice(0, most);
    let opened = 0;
    const views = some.map(({ read, checks: own, outcome, attestedAt }) => {
      const isOpen = outcome === 'fail' && opened++ < OPENED;
      return itemView({ read, files, checks: own, isInline, isOpen, attestedAt }, language, w);
    });
    const rest = found.length - some.length;
    const more = rest > 0 ? [button(w.more(Math.min(rest, AT_ONCE)), () => show(most + AT_ONCE))] : [];
    list.replaceChildren(...views, ...more);
    count.textContent = w.shown(some.length, rows.length);
  };
  choose.addEventListener('change', () => show(AT_ONCE));
  search.addEventListener('input', () => show(AT_ONCE));
  show(AT_ONCE);
  const openAll = button(w.expand, () => {
    for (const details of list.querySelectorAll<HTMLDetailsElement>('details.item')) details.open = true;
  });
  return section('items', w.items, el('div', { class: 'tools' }, choose, search, openAll), count, list);
}

function outcomeChoice(rows: readonly Row[], w: Words): HTMLSelectElement {
  const counted = OUTCOMES.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length] as const);
  return el(
    'select',
    { 'aria-label': w.filter },
    el('option', { value: '' }, `${w.all} (${rows.length})`),
    counted
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => el('option', { value: outcome }, `${w.answer[outcome]} (${count})`)),
  );
}

function isWanted({ read: { item }, outcome }: Row, wanted: string, text: string): boolean {
  if (wanted !== '' && outcome !== wanted) return false;
  return `${item.title} ${item.role} ${item.log}:${item.index}`.toLowerCase().includes(text.trim().toLowerCase());
}
