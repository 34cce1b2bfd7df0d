/** What `/api/v1` answers. Instants are UTC milliseconds, money an integer count of minor units as a string. */

export type Strength = 'weak' | 'medium' | 'strong';
export type Severity = 'low' | 'medium' | 'high';
export type Precision = 'ms' | 'second' | 'minute' | 'day' | 'month';
export type Money = { readonly currency: string; readonly minor: string };
type Party = {
  readonly system: string;
  readonly ref: string;
  readonly realm?: string;
  readonly name?: string;
};

export type Session = {
  readonly actor: { readonly id: string; readonly role: string };
  readonly installation: string;
  readonly version: string;
};

/** Where an entry stands: `log` and `index` open it, `source` and `externalId` are what a person recognises. */
export type EntryRef = {
  readonly source: string;
  readonly externalId: string;
  readonly index: number;
  readonly log: string;
};

export type Person = { readonly ref: string; readonly name: string } | { readonly ref: null; readonly handle: Party };

export type Finding = {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  readonly version: number;
  readonly severity: Severity;
  readonly employee: Person;
  readonly at: number;
  readonly entries: readonly EntryRef[];
  readonly status: string;
  readonly title: string;
};

export type FindingPage = { readonly items: readonly Finding[]; readonly next: string | null };

export type Mark = { readonly start: number; readonly end: number; readonly rule: string; readonly kind: string };

type Speaker = {
  readonly label: string;
  readonly party?: Party;
  readonly side: 'employee' | 'customer' | 'outside';
};

/** One message; `marks` count UTF-16 units of `text`, `focus` says that a rule matched this very message. */
export type Message = {
  readonly log: string;
  readonly index: number;
  readonly at: number;
  readonly precision: Precision;
  readonly kind: string;
  /** Which field of the record the text is: an e-mail has a subject and a text, a payment a memo. */
  readonly field: string;
  readonly from: Speaker;
  readonly to: readonly Speaker[];
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly focus: boolean;
};

export type FindingDetail = Finding & {
  readonly blindSpots: readonly string[];
  readonly context: readonly Message[];
};

export type Link = {
  readonly type: string;
  readonly strength: Strength;
  readonly entries: readonly EntryRef[];
  /** In Chinese, with the very numbers and names, so that a reader can compute the link again. */
  readonly grounds: string;
};

export type RivalOutcome = 'none-found' | 'explains' | 'weakens' | 'not-searchable';
export type Rival = {
  readonly kind: string;
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

export type Chain = {
  readonly id: string;
  readonly employee: Person;
  readonly customers: readonly { readonly ref: string; readonly name: string }[];
  readonly outside: readonly { readonly ref?: string; readonly name: string }[];
  readonly promised?: Money;
  readonly received?: Money;
  readonly strength: Strength;
  readonly links: readonly Link[];
  readonly rivals: readonly Rival[];
  readonly tiers: { readonly basic: Tier; readonly core: Tier; readonly process: Tier };
};

/** One entry in the story and the part it plays there; `title` and `detail` where the server tells them. */
export type TimelineItem = {
  readonly entry: EntryRef;
  readonly role: string;
  readonly at: number;
  readonly precision: Precision;
  readonly title?: string;
  readonly detail?: string;
  readonly message?: Message;
  readonly context?: readonly Message[];
};

export type ChainDetail = {
  readonly chain: Chain;
  readonly timeline: readonly TimelineItem[];
  readonly reconstruction: { readonly log: string; readonly index: number };
  readonly laws?: readonly string[];
};

export type BuiltPackage = {
  readonly id: string;
  readonly file: string;
  readonly items: number;
  readonly checkpoint: { readonly log: string; readonly size: number };
};

export type EntryDetail = {
  readonly entry: {
    readonly format: number;
    readonly log: string;
    readonly index: number;
    readonly recordedAt: number;
    readonly type: string;
    readonly delivery: number | null;
    readonly commitment: { readonly sha256: string; readonly sm3: string };
    readonly prior?: number;
  };
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly original: string | null;
  readonly status: 'open' | 'destroyed';
  readonly proof: { readonly size: number; readonly checkpoint: string | null };
};

export type Head = { readonly log: string; readonly size: number };
