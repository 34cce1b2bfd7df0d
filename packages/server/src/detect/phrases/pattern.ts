import { slotName, slotNumber } from './slots.ts';

/** How far apart two elements may stand, in units of normal text, and what may stand between them. */
type Gap = { readonly most: number; readonly over: 'nothing' | 'commas' | 'anything' };

export type Element = {
  readonly gap: Gap;
  readonly optional: boolean;
  /** By number; a plain word is the slot `=word`. */
  readonly slots: readonly number[];
};

/** Elements in a row; several rows have to be found together. */
export type Pattern = { readonly rows: readonly (readonly Element[])[] };

const gaps: Readonly<Record<string, Gap>> = {
  '+': { most: 0, over: 'nothing' },
  '~': { most: 10, over: 'commas' },
  '~~': { most: 25, over: 'anything' },
};
const usual: Gap = { most: 4, over: 'nothing' };

/** Parses the language of `Phrase.pattern`; throws on what it does not know, since patterns are part of the program. */
export function parsePattern(source: string): Pattern {
  const rows = source.split('&').map((row) => parseRow(row.trim(), source));
  return { rows };
}

/** Plain words in patterns, which the dictionary has to find. */
export function wordsIn(pattern: Pattern): readonly string[] {
  return namesIn(pattern).flatMap((name) => (name.startsWith('=') ? [name.slice(1)] : []));
}

export function slotsIn(pattern: Pattern): readonly string[] {
  return namesIn(pattern).filter((name) => !name.startsWith('='));
}

const namesIn = ({ rows }: Pattern): readonly string[] => rows.flat().flatMap(({ slots }) => slots.map(slotName));

function parseRow(row: string, source: string): readonly Element[] {
  const elements: Element[] = [];
  let gap = usual;
  for (const part of row.split(/\s+/u)) {
    const named = gaps[part];
    if (named !== undefined) {
      gap = named;
      continue;
    }
    elements.push({ ...parseElement(part, source), gap });
    gap = usual;
  }
  if (!elements.some(({ optional }) => !optional)) throw new Error(`a pattern needs an element: ${source}`);
  return elements;
}

function parseElement(part: string, source: string): Omit<Element, 'gap'> {
  const [, open = '', inner = '', close = ''] = /^(\[?)(.*?)(\]?)$/u.exec(part) ?? [];
  if ((open === '') !== (close === '')) throw new Error(`an optional element is not closed in ${source}`);
  const slots = inner.startsWith('<')
    ? /^<[a-z-]+(?:\|[a-z-]+)*>$/u.test(inner) && inner.slice(1, -1).split('|')
    : /^[^<>[\]+~&]+$/u.test(inner) && inner.split('|').map((word) => `=${word}`);
  if (slots === false) throw new Error(`${part} is no element of ${source}`);
  return { optional: open !== '', slots: slots.map(slotNumber) };
}
