import type { Lexicon } from '../phrases/dictionary.ts';
import type { Phrase } from '../phrases/phrase.ts';
import type { Speaker, TextKind } from '../rule.ts';

/** What is lawful to say in an industry although it has the words of a kind: 返点 of a dealer's contract, 佣金 of an agency. */
export type Pack = {
  readonly id: 'property' | 'training' | 'distribution';
  readonly title: string;
  readonly lexicon: Lexicon;
  /** Phrases that speak against a finding, by the kind they speak against. */
  readonly against: Partial<Readonly<Record<TextKind, readonly Phrase[]>>>;
  /** Lines in order, and lines that stay findings although they sound like them. */
  readonly examples: readonly { readonly text: string; readonly from: Speaker; readonly fires: boolean }[];
};
