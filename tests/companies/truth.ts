import type { Money } from './record.ts';

export const GUILTY_KINDS = [
  'percent',
  'fixed',
  'split',
  'several-customers',
  'declared-kin',
  'disguised-words',
  'list-sold',
  'own-company-through-relative',
  'behaviour-only',
  'representative-pays',
  'customer-pays',
] as const;
export type GuiltyKind = (typeof GUILTY_KINDS)[number];

export type Strength = 'weak' | 'medium' | 'strong';

export type Story = {
  readonly kind: GuiltyKind;
  readonly employee: string;
  readonly beneficiary: { readonly names: readonly string[]; readonly refs: readonly string[] } | null;
  readonly customers: readonly string[];
  readonly promised?: Money;
  readonly received?: Money;
  /** What a careful litigator would call it on these records. */
  readonly expects: Strength;
  /** How the words ran and how the money was reckoned, for whoever reads a miss. */
  readonly how: string;
};

export type Innocent = {
  readonly kind: string;
  readonly employee: string;
  readonly company?: string;
  readonly how: string;
};

export type Truth = { readonly stories: readonly Story[]; readonly innocent: readonly Innocent[] };
