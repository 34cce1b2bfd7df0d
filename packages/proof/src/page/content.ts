import type { Canonical } from '../canonical.ts';
import type { Disclosure } from '../disclosure.ts';
import { bodyOf } from '../disclosure.ts';
import { isObject, isParty } from '../fields.ts';
import { answer } from './answer.ts';
import type { Child } from './dom.ts';
import { el, facts } from './dom.ts';
import type { Words } from './words.ts';
import { timeText, wordFor } from './words.ts';

/** A body field by field, with what is masked said to be so. Texts stand as they are, as text. */
export function contentOf(disclosure: Disclosure, w: Words): Child {
  const masked = new Set(
    'fields' in disclosure ? disclosure.fields.flatMap((item) => ('digest' in item ? [item.digest] : [])) : [],
  );
  const rows = Object.entries(bodyOf(disclosure)).flatMap(([name, value]): [string, Canonical][] =>
    name === 'body' && isObject(value)
      ? Object.entries(value).map(([inner, each]) => [`body.${inner}`, each])
      : [[name, value]],
  );
  rows.sort(([a], [b]) => rank(a) - rank(b));
  return facts(rows.map(([name, value]) => [wordFor(w.fields, name), shown(name, value, masked, w)]));
}

/** What people read first stands first; the rest as it comes. */
const FIRST = ['kind', 'occurredAt', 'body.from', 'body.to', 'body.text'];
const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

function shown(name: string, value: Canonical, masked: ReadonlySet<string>, w: Words): Child {
  if (typeof value === 'string') return name.endsWith('At') ? timeText(value) : text(worded(name, value, w));
  if (typeof value === 'number') return name.endsWith('At') ? timeText(value) : `${value}`;
  if (Array.isArray(value) && value.length <= 20)
    return value.map((each: Canonical, i) => [i === 0 ? '' : el('br'), shown('', each, masked, w)]);
  if (!isObject(value)) return text(JSON.stringify(value));
  if (typeof value.masked === 'string' && masked.has(value.masked)) {
    return [
      answer('masked', w),
      ' ',
      el('small', {}, `${w.maskedDigest} `, el('code', { class: 'hash' }, value.masked)),
    ];
  }
  if (isParty(value)) {
    const name = 'name' in value && typeof value.name === 'string' ? value.name : undefined;
    const handle = `${value.system}:${value.ref}`;
    return text(name === undefined ? handle : w.party(name, handle));
  }
  return el('pre', {}, JSON.stringify(value, null, 1));
}

/** The words for a code of the record itself; every other text stands as it is. */
function worded(name: string, value: string, w: Words): string {
  if (name === 'kind') return wordFor(w.kind, value);
  if (name === 'basis') return wordFor(w.basis, value);
  return name === 'precision' ? wordFor(w.precision, value) : value;
}

const text = (value: string): HTMLElement => el('span', { class: 'text' }, value);
