import type { Money } from '../kernel/money.ts';
import type { Party } from '../kernel/party.ts';
import type { Instant, Precision } from '../kernel/time.ts';
import type { EntryRef } from '../people/fact.ts';
import type { Assessed } from './sufficiency/sufficiency.ts';

export type Strength = 'weak' | 'medium' | 'strong';

export const linkTypes = [
  'said-deal',
  'said-transfer',
  'deal-transfer',
  'payer-company',
  'payee-employee',
  'owned-then',
  'permitted-then',
  'accessed',
  'exported-sent',
  'called',
  'clause-in-force',
] as const;
export type LinkType = (typeof linkTypes)[number];

export const rivalKinds = [
  'approved-referral',
  'approved-rebate',
  'approved-instruction',
  'approved-gift',
  'approved-outside-work',
  'own-commission',
  'private-debt',
  'equal-sum-by-chance',
  'customer-moved-itself',
  'shared-account',
  'partner',
] as const;
export type RivalKind = (typeof rivalKinds)[number];
export type RivalOutcome = 'none-found' | 'explains' | 'weakens' | 'not-searchable';

export type Link = {
  readonly type: LinkType;
  readonly strength: Strength;
  readonly entries: readonly EntryRef[];
  /** Chinese; states the very numbers, names and times, so that a reader can compute the link again. */
  readonly grounds: string;
};

export type Rival = {
  readonly kind: RivalKind;
  readonly outcome: RivalOutcome;
  readonly entries: readonly EntryRef[];
  /** What was searched and what it gave, in Chinese. */
  readonly because: string;
};

export type Tier = {
  readonly have: readonly string[];
  readonly weak: readonly string[];
  readonly missing: readonly string[];
  readonly next: readonly string[];
};

export type Named = { readonly ref: string; readonly name: string };

/** One employee and one beneficiary, with every customer between them: the JSON of `zl chains`. */
export type Chain = {
  readonly id: string;
  readonly employee: Named | { readonly ref: null; readonly handle: Party };
  readonly customers: readonly Named[];
  readonly outside: readonly { readonly ref?: string; readonly name: string }[];
  readonly promised?: Money;
  readonly received?: Money;
  readonly strength: Strength;
  readonly links: readonly Link[];
  readonly rivals: readonly Rival[];
  readonly tiers: { readonly basic: Tier; readonly core: Tier; readonly process: Tier };
};

export type Role =
  | 'said'
  | 'recalled'
  | 'deal'
  | 'lost'
  | 'transfer'
  | 'access'
  | 'sent'
  | 'call'
  | 'ownership'
  | 'permission'
  | 'agreement'
  | 'acknowledgement'
  | 'company'
  | 'account'
  | 'testimony'
  | 'process'
  | 'favourable';

export type TimelineItem = {
  readonly entry: EntryRef;
  readonly role: Role;
  readonly at: Instant;
  readonly precision: Precision;
};

/** The values a link was computed from, for whoever computes it again by machine. */
export type LinkInputs = {
  readonly customer?: string;
  readonly company?: string;
  readonly percentBps?: number;
  readonly fixed?: Money;
  /** What the share was taken of. */
  readonly dealTotal?: Money;
  readonly paid?: Money;
  readonly differenceMinor?: string;
  readonly order?: Order;
  readonly days?: number;
  readonly count?: number;
};

/** Whether one event lies before another for every instant that their precisions allow. */
export type Order = 'before' | 'after' | 'unknown';

export type ReasonedLink = Link & { readonly inputs: LinkInputs };

/** How the strength of a chain came about: a sum, every part of it, and what held it back. An aid for whoever investigates. */
export type Weighing = {
  /** Of the table of weights. */
  readonly version: number;
  readonly parts: readonly {
    readonly part: string;
    readonly weight: number;
    readonly because: string;
    readonly entries: readonly EntryRef[];
  }[];
  readonly total: number;
  /** The least sum for each strength. */
  readonly medium: number;
  readonly strong: number;
  /** The strength is no more than this, whatever the sum. */
  readonly limits: readonly { readonly atMost: Strength; readonly because: string }[];
  readonly strength: Strength;
  readonly wouldRaise: readonly string[];
  readonly wouldLower: readonly string[];
};

/** A chain with what it was made from; the console and the package show it, `zl chains` prints `chain`. */
export type Reconstruction = {
  readonly chain: Chain;
  readonly weighing: Weighing;
  readonly links: readonly ReasonedLink[];
  readonly timeline: readonly TimelineItem[];
  /** What the elements of the legal grounds ask, each question once. */
  readonly sufficiency: readonly Assessed[];
};

/** What a content rule read from words, and a behaviour rule from an access. */
export type StoredFinding = {
  readonly id: string;
  readonly rule: string;
  readonly kind: string;
  readonly version: number;
  readonly severity: 'low' | 'medium' | 'high';
  readonly log: string;
  readonly index: number;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly at: Instant;
  readonly reads: {
    readonly percentBps?: number;
    readonly amounts?: readonly Money[];
    readonly company?: { readonly text: string; readonly start: number; readonly end: number };
    /** Other readings: the ends of a range or the parts of a split; a number is a share in basis points. */
    readonly alternatives?: readonly (number | Money)[];
  };
};

/** Limits of the search in days; they are stated in the grounds wherever they decide. */
export type ChainSettings = {
  /** A deal or payment later than this after the words is not taken to follow from them. */
  readonly followsWithinDays: number;
  /** An access this long before the words, or after the last event, can belong to the story. */
  readonly accessWithinDays: number;
  /** A file sent out this long after an export can carry what was exported. */
  readonly sentWithinDays: number;
};

export const defaultSettings: ChainSettings = { followsWithinDays: 180, accessWithinDays: 30, sentWithinDays: 3 };
