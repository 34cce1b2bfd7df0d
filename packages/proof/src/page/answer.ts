import type { Check, CheckOutcome } from '../check.ts';
import { el } from './dom.ts';
import type { Language, Words } from './words.ts';
import { wordFor } from './words.ts';

const MARKS: Readonly<Record<CheckOutcome, string>> = { pass: '✓', fail: '✕', not_checked: '?', masked: '▬' };

export const answer = (outcome: CheckOutcome, w: Words): HTMLElement =>
  el(
    'span',
    { class: `answer ${outcome}` },
    el('span', { 'aria-hidden': 'true' }, `${MARKS[outcome]} `),
    w.answer[outcome],
  );

const ITEM = /^item\.([a-z0-9-]+)\.(\d+)\.(.+)$/;

/** `log.index` of the item that a check is of; undefined for the package as a whole. */
export function itemOf({ id }: Check): string | undefined {
  const [, log, index] = ITEM.exec(id) ?? [];
  return log === undefined ? undefined : `${log}.${index}`;
}

export function checksByItem(checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> {
  const items = new Map<string, Check[]>();
  for (const check of checks) {
    const name = itemOf(check);
    if (name === undefined) continue;
    const list = items.get(name);
    if (list === undefined) items.set(name, [check]);
    else list.push(check);
  }
  return items;
}

/** The worst that was found; without any check nothing was found out. */
export function worstOf(checks: readonly Check[]): CheckOutcome {
  if (checks.length === 0) return 'not_checked';
  const order: readonly CheckOutcome[] = ['fail', 'not_checked', 'masked'];
  return order.find((outcome) => checks.some((check) => check.outcome === outcome)) ?? 'pass';
}

function titleOf({ id, title }: Check, language: Language, w: Words): string {
  if (language === 'zh-CN') return title;
  const [, log, index, part] = ITEM.exec(id) ?? [];
  if (part !== undefined) return `${log}:${index} · ${wordFor(w.checks, `item.${part}`)}`;
  const [family, kind, name] = id.split('.');
  return family === 'log' && name !== undefined ? `${wordFor(w.checks, `log.${kind}`)} ${name}` : wordFor(w.checks, id);
}

/** Checks with their outcomes and reasons, in the order given. */
export function checkList(checks: readonly Check[], language: Language, w: Words): HTMLElement {
  return el(
    'ul',
    { class: 'checks' },
    checks.map((check) =>
      el(
        'li',
        { 'data-check': check.id, 'data-outcome': check.outcome },
        el('div', { class: 'check' }, answer(check.outcome, w), el('span', {}, titleOf(check, language, w))),
        el('p', { class: 'because', lang: 'en' }, check.because),
      ),
    ),
  );
}
