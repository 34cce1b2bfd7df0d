import type { PackageDescription } from '../package-description.ts';
import type { Child } from './dom.ts';
import { el, facts, section } from './dom.ts';
import type { Words } from './words.ts';
import { timeText, wordFor } from './words.ts';

/** What the package says of itself. */
export function aboutSection(description: PackageDescription, w: Words): HTMLElement {
  const { id, subject, profile, origin, createdAt, items } = description;
  return section(
    'about',
    w.about,
    facts([
      [w.packageId, el('code', { class: 'hash' }, id)],
      [w.subject, el('code', { class: 'hash' }, subject)],
      [w.profile, wordFor(w.profiles, profile)],
      [w.origin, el('code', { class: 'hash' }, origin)],
      [w.createdAt, timeText(createdAt)],
      [w.itemCount, `${items.length}`],
    ]),
  );
}

/** What no package can prove, and what the maker of this one says of its limits. Texts of the maker stand as they are. */
export function limitsSection(description: PackageDescription | null, w: Words): HTMLElement {
  const list = (texts: readonly Child[]) => el('ul', {}, texts.length === 0 ? el('li', {}, w.none) : texts);
  return section(
    'limits',
    w.limits,
    list(w.limitsOwn.map((text) => el('li', {}, text))),
    description !== null && [
      el('h3', {}, w.limitsMaker),
      list(description.limits.map((limit) => el('li', { class: 'text' }, limit))),
      el('h3', {}, w.leftOut),
      list(description.leftOut.map(({ what, why }) => el('li', { class: 'text' }, w.pair(what, why)))),
    ],
  );
}
