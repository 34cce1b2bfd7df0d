export type Child = Node | string | null | undefined | false | readonly Child[];

/** An element with these attributes. Text only ever becomes text: nothing out of a package is read as HTML. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  add(element, children);
  return element;
}

function add(parent: Node, child: Child): void {
  if (child === null || child === undefined || child === false) return;
  if (typeof child === 'string' || child instanceof Node) {
    parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    return;
  }
  for (const each of child) add(parent, each);
}

export function button(label: string, onClick: () => void, attributes: Readonly<Record<string, string>> = {}) {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** A part that is closed at first; what stands in it is made when it is opened. */
export function folded(
  summary: readonly Child[],
  content: () => readonly Child[],
  attributes: Readonly<Record<string, string>> = {},
): HTMLDetailsElement {
  const details = el('details', attributes, el('summary', {}, summary));
  let made = false;
  const fill = () => {
    if (!details.open || made) return;
    made = true;
    add(details, content());
  };
  details.addEventListener('toggle', fill);
  fill();
  return details;
}

/** A part with a heading of its own. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return el('section', { id, 'aria-labelledby': `${id}-title` }, el('h2', { id: `${id}-title` }, title), children);
}

/** Names with values, in a list that stacks where there is no room. */
export const facts = (rows: readonly (readonly [string, Child])[]): HTMLElement =>
  el(
    'dl',
    { class: 'facts' },
    rows.map(([name, value]) => el('div', { class: 'fact' }, el('dt', {}, name), el('dd', {}, value))),
  );
