import type { Money } from './values.ts';

type Person = { readonly ref: string; readonly name: string };

/** A story in which customers really were diverted: what the reconstruction has to find. */
export type GuiltyChain = {
  readonly story: 'introduced-for-kickback' | 'friend-is-cheaper';
  readonly employee: Person;
  readonly customers: readonly string[];
  /** Customers who heard the same words but stayed; a chain may name them or not. */
  readonly alsoTold: readonly string[];
  readonly outside: { readonly name: string; readonly uscc: string };
  readonly promised?: Money;
  readonly received: Money;
  readonly atLeast: 'medium' | 'strong';
  readonly linkTypes: readonly string[];
};

/** A look-alike: something that resembles a story and is lawful. */
export type Innocent = { readonly kind: string; readonly employee: Person; readonly note: string };

export type Truth = {
  readonly seed: number;
  readonly chains: readonly GuiltyChain[];
  readonly innocent: readonly Innocent[];
  /** Records a reader has to find in each file. */
  readonly counts: Readonly<Record<string, number>>;
};
