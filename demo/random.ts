/** A stream of choices that depends on nothing but the seed and the label it was made with. */
export type Random = {
  readonly int: (from: number, to: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffle: <T>(list: readonly T[]) => readonly T[];
  readonly text: (length: number, alphabet?: string) => string;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Each label has a stream of its own, so that adding a story does not change the others of the same seed. */
export function randomOf(seed: number, label: string): Random {
  const next = streamOf(hashOf(`${seed}/${label}`));
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[int(0, list.length - 1)];
    if (picked === undefined) throw new Error('pick needs a list with something in it');
    return picked;
  };
  return {
    int,
    pick,
    chance: (percent) => next() * 100 < percent,
    shuffle: (list) =>
      list
        .map((value) => ({ value, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map((x) => x.value),
    text: (length, alphabet = LETTERS) => Array.from({ length }, () => pick([...alphabet])).join(''),
  };
}

/** FNV-1a over UTF-16 units: only spreads labels, protects nothing. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The mulberry32 recurrence: 32 bits of state, integer arithmetic only, hence the same on every machine. */
function streamOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}
