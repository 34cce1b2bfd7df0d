import { button, el, section } from './dom.ts';
import type { Input } from './read-input.ts';
import { readDropped, readPackage, readTrust } from './read-input.ts';
import type { Words } from './words.ts';

type Take = (inputs: readonly Input[]) => void;

export type Load = {
  readonly element: HTMLElement;
  /** Says which package and trust file are chosen, and what is to be said about them. */
  readonly show: (chosen: { package: string | null; trust: string | null; notes: readonly string[] }) => void;
};

/** Where the reader chooses or drops the package and the trust file. Nothing is read but what was chosen. */
export function loadSection(w: Words, take: Take): Load {
  const chosen = { package: el('span', { class: 'quiet' }), trust: el('span', { class: 'quiet' }) };
  const notes = el('ul', { class: 'notes', 'aria-live': 'polite' });
  const ofPackage = (files: readonly File[]) => void readPackage(files).then((input) => take([input]));
  const zip = picker(w.zip, { accept: '.zip,application/zip' }, ofPackage);
  const folder = picker(w.folder, { webkitdirectory: '', multiple: '' }, ofPackage);
  const trust = picker(w.trust, { accept: '.json,application/json' }, ([file]) => {
    if (file !== undefined) void readTrust(file).then((input) => take([input]));
  });
  const element = section(
    'load',
    w.load,
    el('p', {}, w.loadNote),
    el(
      'div',
      { class: 'drop' },
      el('div', { class: 'choice' }, zip, folder, chosen.package),
      el('div', { class: 'choice' }, trust, chosen.trust, el('p', { class: 'quiet' }, w.trustNote)),
    ),
    notes,
  );
  takeDrops(element, w, take);
  return {
    element,
    show: ({ package: name, trust: trusted, notes: said }) => {
      chosen.package.textContent = name === null ? w.noneChosen : w.chosen(name);
      chosen.trust.textContent = trusted === null ? w.noneChosen : w.chosen(trusted);
      notes.replaceChildren(...said.map((note) => el('li', {}, note)));
    },
  };
}

/** A button that opens the system's own dialogue; the input behind it keeps its label for those who do not see it. */
function picker(
  label: string,
  attributes: Readonly<Record<string, string>>,
  choose: (files: readonly File[]) => void,
): HTMLElement {
  const input = el('input', { type: 'file', 'aria-label': label, tabindex: '-1', class: 'hidden', ...attributes });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // So that the same choice again is noticed.
    input.value = '';
    if (files.length > 0) choose(files);
  });
  return el(
    'span',
    { class: 'picker' },
    button(label, () => input.click()),
    input,
  );
}

function takeDrops(element: HTMLElement, w: Words, take: Take): void {
  element.addEventListener('dragover', (event) => {
    event.preventDefault();
    element.classList.add('over');
  });
  element.addEventListener('dragleave', () => element.classList.remove('over'));
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    element.classList.remove('over');
    const items = [...(event.dataTransfer?.items ?? [])];
    if (items.some((item) => item.webkitGetAsEntry()?.isDirectory === true)) {
      take([{ kind: 'unreadable', why: w.dropFolder }]);
      return;
    }
    void readDropped([...(event.dataTransfer?.files ?? [])]).then(take);
  });
}
