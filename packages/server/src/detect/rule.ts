import type { Money } from '../kernel/money.ts';
import type { RecordOf } from '../kernel/record.ts';
import type { Relation } from '../people/company-index.ts';
import type { Calendar } from './calendar.ts';
import type { Lexicon } from './phrases/dictionary.ts';
import type { Phrase } from './phrases/phrase.ts';

export type Severity = 'low' | 'medium' | 'high';
export type TextField = 'text' | 'subject' | 'memo';
export type Speaker = 'employee' | 'outside';

/** What a rule read from the words it points at. A share is in hundredths of a percent. */
export type Reads = {
  readonly percentBps?: number;
  readonly amounts?: readonly Money[];
  readonly company?: { readonly text: string; readonly start: number; readonly end: number };
  /** Other readings of the share or the sums: both ends of a range, both parts of a split. */
  readonly alternatives?: readonly (number | Money)[];
};

/** A place in one field, in UTF-16 units of the field as it came. */
export type Place = { readonly start: number; readonly end: number };
/** `normal` is the normal form of the words, `why` what spoke for and against, with weights in tenths of a finding. */
export type TextHit = Place & {
  readonly severity: Severity;
  readonly reads: Reads;
  readonly normal: string;
  readonly why: readonly { readonly why: string; readonly weight: number }[];
};

/** Words spoken between one of our people and someone outside; for a remark of a transfer the payer speaks. */
export type Utterance = {
  readonly text: string;
  readonly field: TextField;
  readonly speaker: Speaker;
  /** What was said right before in the same conversation, oldest first. */
  readonly before?: readonly { readonly text: string; readonly speaker: Speaker }[];
};

/** Who is known by name when the words are read. */
export type Names = {
  /** Registered names, aliases and unambiguous short forms that stand in the text. */
  readonly companiesIn: (text: string) => readonly (Place & { readonly relation: Relation })[];
  /** Undefined for a name that no record knows. */
  readonly relationOf: (name: string) => Relation | undefined;
};

export type AccessFacts = {
  readonly access: RecordOf<'access'>;
  /** The employee number, where the account is attributed. */
  readonly employee: string;
  readonly tier: 'normal' | 'high' | undefined;
  readonly department: string | undefined;
  readonly calendar: Calendar;
};

type Described = {
  readonly id: string;
  /** Raised with every change that can make another finding out of the same words. */
  readonly version: number;
  readonly title: string;
  readonly severity: Severity;
  /** What the rule is known not to see, and what it is known to mistake; shown beside every finding. */
  readonly blindSpots: readonly string[];
};

type Expected = {
  readonly name: string;
  readonly fires: boolean;
  /** 表面相似但合规: it has the words or the outward form, and is in order. */
  readonly resembles?: true;
};

export type TextExample = Expected & {
  readonly says: {
    readonly text: string;
    readonly from: 'employee' | 'customer' | 'outside';
    readonly field?: TextField;
  };
};

export type BehaviourExample = Expected & { readonly given: AccessFacts };

export type TextKind = 'kickback' | 'diversion' | 'off-channel' | 'private-payment' | 'disclosure' | 'cover-up';

/** What is said, as patterns with weights over words in slots: data, so that every finding can be taken apart. */
export type TextRule = Described & {
  readonly type: 'text';
  readonly kind: TextKind;
  readonly examples: readonly TextExample[];
  readonly phrases: readonly Phrase[];
  /** Words by slot, beside those that all rules share. */
  readonly lexicon: Lexicon;
  /** How a line is worded is weighed beside the phrases, with the weights learnt from labelled lines of this kind. */
  readonly sounds?: true;
};

export type BehaviourRule = Described & {
  readonly type: 'behaviour';
  readonly kind: 'after-hours';
  readonly examples: readonly BehaviourExample[];
  /** The reason in words that can be checked against the calendar, or undefined for an access in order. */
  readonly evaluate: (given: AccessFacts) => { readonly severity: Severity } | undefined;
};

export type Rule = TextRule | BehaviourRule;
export type FindingKind = Rule['kind'];

/** A rule that reads what is said. It must be pure: the same words give the same hits, years later too. */
export function defineTextRule(rule: Omit<TextRule, 'type'>): TextRule {
  return { ...rule, type: 'text' };
}

/** A rule that looks at what was done in a system. It must be pure. */
export function defineBehaviourRule(rule: Omit<BehaviourRule, 'type'>): BehaviourRule {
  return { ...rule, type: 'behaviour' };
}
