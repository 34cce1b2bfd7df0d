/** A small generator of its own (mulberry32), so that a seed gives the same company wherever it runs. */
export type Random = {
  /** From 0 up to 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffle: <T>(given: readonly T[]) => T[];
  readonly digits: (count: number) => string;
};

export function makeRandom(seed: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[int(0, from.length - 1)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const shuffle = <T>(given: readonly T[]): T[] =>
    given
      .map((value) => ({ value, rank: next() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  const digits = (count: number): string => Array.from({ length: count }, () => int(0, 9)).join('');
  return { next, int, chance: (share) => next() < share, pick, shuffle, digits };
}
