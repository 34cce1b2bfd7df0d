/** A stream of numbers that a seed gives again (mulberry32), so that a round that failed can be run alone. */
export type Random = {
  /** 0 ≤ n < `below`. */
  readonly below: (below: number) => number;
  readonly one: <T>(of: readonly T[]) => T;
};

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one(of) {
      const picked = of[below(of.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}

/** The same bytes with one bit of one byte turned over. */
export function flipped(bytes: Uint8Array, { below }: Random): Buffer {
  const at = below(bytes.length);
  const out = Buffer.from(bytes);
  out[at] = (out[at] ?? 0) ^ (1 << below(8));
  return out;
}

/** One of these, each as often as its weight says. */
export function drawn<T extends { readonly weight: number }>(of: readonly T[], random: Random): T {
  let rest = random.below(of.reduce((sum, { weight }) => sum + weight, 0));
  for (const each of of) {
    if (rest < each.weight) return each;
    rest -= each.weight;
  }
  throw new Error('the weights do not add up');
}
