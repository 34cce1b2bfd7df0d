import type { Tier } from '../chain.ts';

type TierState = keyof Tier;

/** Collects short sentences; each once, in the order in which they were found. */
export type TierBuilder = {
  readonly add: (state: TierState, sentence: string) => void;
  readonly done: () => Tier;
};

export function tierBuilder(): TierBuilder {
  const held = {
    have: new Set<string>(),
    weak: new Set<string>(),
    missing: new Set<string>(),
    next: new Set<string>(),
  };
  return {
    add: (state, sentence) => void held[state].add(sentence),
    done: () => ({ have: [...held.have], weak: [...held.weak], missing: [...held.missing], next: [...held.next] }),
  };
}
