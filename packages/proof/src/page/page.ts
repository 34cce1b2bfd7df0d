import type { Trust } from '../trust.ts';
import type { Verification } from '../verify.ts';
import { aboutSection, limitsSection } from './about.ts';
import { checkList, itemOf } from './answer.ts';
import type { Child } from './dom.ts';
import { button, el, section } from './dom.ts';
import { filesSection } from './files.ts';
import { digest } from './hash.ts';
import { itemsSection } from './items.ts';
import type { Load } from './load.ts';
import { loadSection } from './load.ts';
import { proofsSection } from './proofs.ts';
import type { Input } from './read-input.ts';
import type { Checked, Loaded, View } from './state.ts';
import { checkNow } from './state.ts';
import { nothingChecked, verdictView } from './verdict.ts';
import type { Language, Words } from './words.ts';
import { WORDS } from './words.ts';

/** What came with the page: its own digest, and the package it stands in, if it stands in one. */
export type Given = { readonly own: string; readonly inline: View | null; readonly fault: string | null };

type State = {
  language: Language;
  loaded: Loaded | null;
  trust: { readonly name: string; readonly trust: Trust } | null;
  notes: readonly ((w: Words) => string)[];
  checked: Checked | null;
};

type Parts = { readonly status: HTMLElement; readonly results: HTMLElement; readonly load: Load };

/** Time for the browser to paint that it is busy before it is. */
const PAINT_MS = 30;

export function startPage(root: HTMLElement, given: Given): void {
  const state: State = { language: 'zh-CN', loaded: null, trust: null, notes: [], checked: null };
  let parts: Parts;
  const build = (): void => {
    const w = WORDS[state.language];
    document.documentElement.lang = state.language;
    document.title = w.title;
    const status = el('div', { role: 'status', 'aria-live': 'polite', id: 'status' });
    parts = { status, results: el('div'), load: loadSection(w, take) };
    const turn = button(
      w.language,
      () => {
        state.language = state.language === 'en' ? 'zh-CN' : 'en';
        build();
        document.getElementById('language')?.focus();
      },
      { id: 'language', 'aria-label': w.languageLabel },
    );
    root.replaceChildren(
      el('header', {}, el('div', {}, el('h1', {}, w.title), el('p', {}, w.lead)), turn),
      el('p', { class: 'notice' }, given.inline === null ? w.alone : w.bundled),
      el('main', {}, status, parts.load.element, parts.results),
      ownSection(given.own, w),
    );
    show(state, given, parts);
  };
  const take = (inputs: readonly Input[]): void => {
    state.notes = [];
    for (const input of inputs) takeInput(state, given, input);
    const { loaded, trust } = state;
    state.checked = null;
    show(state, given, parts);
    if (loaded === null) return;
    parts.status.replaceChildren(el('p', { class: 'busy' }, WORDS[state.language].busy));
    setTimeout(() => {
      try {
        state.checked = checkNow(loaded, trust?.trust);
      } catch (error) {
        const why = error instanceof Error ? error.message : `${error}`;
        state.notes = [...state.notes, (w) => w.crashed(why)];
      }
      show(state, given, parts);
    }, PAINT_MS);
  };
  build();
}

function takeInput(state: State, { inline }: Given, input: Input): void {
  const note = (text: (w: Words) => string): void => {
    state.notes = [...state.notes, text];
  };
  switch (input.kind) {
    case 'trust':
      state.trust = input;
      return;
    case 'bad-trust':
      state.trust = null;
      note((w) => w.trustInvalid(input.why));
      return;
    case 'unreadable':
      state.loaded = null;
      note((w) => w.unreadable(input.why));
      return;
    case 'package': {
      const { loaded, aside, outside } = input;
      state.loaded = loaded;
      if (aside.length > 0) note((w) => w.aside(aside.join(', ')));
      if (outside > 0) note((w) => w.outside(outside));
      const [own, other] = [inline, loaded.view].map((view) => view?.context?.description.id);
      if (own !== undefined && other !== undefined && own !== other) note((w) => w.otherPackage);
    }
  }
}

function show(state: State, given: Given, { status, results, load }: Parts): void {
  const { language, loaded, trust, checked } = state;
  const w = WORDS[language];
  const count = loaded?.view?.files.size;
  const name = loaded === null ? null : count === undefined ? loaded.name : w.filesChosen(loaded.name, count);
  const faults = given.fault === null ? [] : [w.inlineUnreadable(given.fault)];
  load.show({
    package: name,
    trust: trust?.name ?? null,
    notes: [...faults, ...state.notes.map((note) => note(w))],
  });
  const view = loaded === null ? given.inline : loaded.view;
  const told: Child =
    loaded === null || checked === null
      ? nothingChecked(view === null, w)
      : verdictView({ checked, view: loaded.view, hasTrust: trust !== null, isZip: loaded.isZip }, w);
  status.replaceChildren(el('div', {}, told));
  const found = checked?.verification ?? { checks: [], attested: [] };
  results.replaceChildren(...resultSections(view, found, loaded === null, language, w));
}

function resultSections(
  view: View | null,
  { checks, attested }: Pick<Verification, 'checks' | 'attested'>,
  isInline: boolean,
  language: Language,
  w: Words,
): HTMLElement[] {
  const open = [
    ...checks.filter(({ outcome }) => outcome === 'fail'),
    ...checks.filter(({ outcome }) => outcome === 'not_checked'),
  ];
  const whole = checks.filter((check) => itemOf(check) === undefined);
  const description = view?.context?.description ?? null;
  return [
    ...(open.length === 0 ? [] : [section('not-passed', w.notPassed, checkList(open, language, w))]),
    ...(description === null ? [] : [aboutSection(description, w)]),
    ...(view?.context ? [itemsSection(view, { checks, attested }, isInline, language, w)] : []),
    limitsSection(description, w),
    ...(whole.length === 0 ? [] : [section('whole', w.whole, checkList(whole, language, w))]),
    ...(view?.context ? [proofsSection(view.context, w)] : []),
    ...(view === null ? [] : [filesSection(view.files, isInline, w)]),
  ];
}

function ownSection(own: string, w: Words): HTMLElement {
  return el('footer', {}, section('own', w.own, digest(own, w, w.own), el('p', { class: 'quiet' }, w.ownNote)));
}
