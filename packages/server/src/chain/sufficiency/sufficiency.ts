import type { EntryRef } from '../../people/fact.ts';
import type { QuestionId } from './questions.ts';
import type { WayId } from './ways.ts';

/** `missing`: nothing bears on it. `weak`: something does, with at least one stated doubt. `proven`: without any. */
export type ElementState = 'proven' | 'weak' | 'missing';
export type ElementTier = 'basic' | 'core' | 'process';

/**
 * Classes of evidence that cannot stand alone (证据规定 90), as far as records show them. The second class of that
 * article, testimony beyond the age or mind of the witness, no record shows: it is for whoever takes the testimony.
 */
export type Article90 = 'party-statement' | 'interested-witness' | 'doubtful-electronic' | 'uncheckable-copy';

/** What one legal ground asks to be proven, as data: an element is a title, a tier, an article and a question. */
export type Element = {
  readonly id: string;
  readonly title: string;
  readonly tier: ElementTier;
  readonly article: string;
  /** What proves it, in one line. */
  readonly proves: string;
  readonly asks: QuestionId;
};

/** A legal ground. A change of its elements, titles or articles is a new `version`. */
export type Ground = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly article: string;
  /** How this ground differs from its neighbours. */
  readonly note: string;
  /** Only counsel invokes it; it is never compared with the others. */
  readonly byCounsel: boolean;
  /** The ground is out of the question while the answer to this is `missing`. */
  readonly appliesIf?: QuestionId;
  readonly elements: readonly Element[];
};

/** The answer to one question for one chain; several grounds ask the same one, so it is kept once. */
export type Assessed = {
  readonly question: QuestionId;
  readonly state: ElementState;
  readonly entries: readonly EntryRef[];
  /** What was found or looked for, and every doubt, in Chinese. */
  readonly because: string;
  /** Classes among the entries of which no item stands alone. */
  readonly article90: readonly Article90[];
  /** Whether an item outside of those classes bears on it. */
  readonly standsAlone: boolean;
  readonly needsSecond: boolean;
  readonly next: readonly WayId[];
};

/** A lawful way to what is missing. */
export type NextStep = { readonly what: string; readonly way: string; readonly article: string };

type AssessedElement = Omit<Element, 'asks'> &
  Omit<Assessed, 'question' | 'next'> & { readonly next: readonly NextStep[] };

/** One ground held against one chain. It says what is proven, weak and missing, never what should follow. */
export type Sufficiency = {
  readonly ground: string;
  readonly title: string;
  readonly article: string;
  readonly version: number;
  readonly note: string;
  readonly byCounsel: boolean;
  readonly applies: boolean;
  /** How many elements are not proven. */
  readonly open: number;
  readonly elements: readonly AssessedElement[];
  readonly summary: string;
};
