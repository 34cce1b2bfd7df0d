import type {
  DeliveryList,
  ImportList,
  ImportReport,
  ImportState,
  MappingPreview,
  MappingProposal,
  OriginalShown,
  QuarantineList,
} from '../../../server/src/http/routes/intake-shapes.ts';
import type { custodianList, entryProof } from '../../../server/src/http/routes/proof-shapes.ts';
import type {
  attributionFile,
  chain,
  difference,
  finding,
  linkInputs,
  message,
  place,
  reconstructionShown,
  strength,
  timelineEntry,
  weighing,
} from '../../../server/src/http/routes/shapes.ts';
import type { board } from '../../../server/src/http/routes/sufficiency-shapes.ts';

/**
 * What `/api/v1` answers, taken from the server's own schemas: a shape that changes there does not compile here.
 * Instants are UTC milliseconds, money an integer count of minor units as a string.
 */
type Answer<Schema extends { readonly _output: unknown }> = Schema['_output'];

export type {
  MappingChoice,
  MappingKept,
  MappingList,
  MappingPreview,
  MappingProposal,
  RetractionMade,
  Sample,
  SettingsGiven,
} from '../../../server/src/http/routes/intake-shapes.ts';
export type { DeliveryList, ImportList, ImportReport, ImportState, OriginalShown, QuarantineList };

export type Strength = Answer<typeof strength>;
export type Finding = Answer<typeof finding>;
export type Severity = Finding['severity'];
export type Person = Finding['employee'];
/** Where an entry stands: `log` and `index` open it, `source` and `externalId` are what a person recognises. */
export type EntryRef = Finding['entries'][number];
export type FindingPage = { readonly items: readonly Finding[]; readonly next: string | null };

/** One message; `marks` count UTF-16 units of `text`, `focus` says that a rule matched this very message. */
export type Message = Answer<typeof message>;
export type Precision = Message['precision'];
export type Mark = Message['marks'][number];
export type FindingDetail = Finding & {
  readonly blindSpots: readonly string[];
  readonly explained: {
    readonly normal: string;
    readonly why: readonly { readonly why: string; readonly weight: number }[];
  } | null;
  readonly context: readonly Message[];
};

export type Chain = Answer<typeof chain>;
export type Link = Chain['links'][number];
export type Rival = Chain['rivals'][number];
export type RivalOutcome = Rival['outcome'];
export type Tier = Chain['tiers']['basic'];
export type Money = NonNullable<Chain['promised']>;

/** Whose an account was while it was used. */
export type AttributionFile = Answer<typeof attributionFile>;

/** One entry in the story and the part it plays there. */
export type TimelineItem = Answer<typeof timelineEntry>;
export type Place = Answer<typeof place>;
export type LinkInputs = Answer<typeof linkInputs>;
/** How the strength of a chain was summed up: an aid for whoever works with it, for nobody else. */
export type Weighing = Answer<typeof weighing>;
/** Every legal ground held against a chain. */
export type Board = Answer<typeof board>;
export type GroundHeld = Board['grounds'][number];
export type ElementOfGround = GroundHeld['elements'][number];
export type ChainDetail = {
  readonly chain: Chain;
  readonly strengthBecause: string;
  /** What each link was computed from, in the order of the links. */
  readonly inputs: readonly LinkInputs[];
  readonly weighing: Weighing;
  readonly timeline: readonly TimelineItem[];
  readonly sufficiency: Board;
  readonly reconstruction: Place;
  readonly laws?: readonly string[];
  /** How many of its items this reader may not see. */
  readonly withheld: number;
};

/** One time at which a chain was shown otherwise than before. */
export type PastChain = Answer<typeof reconstructionShown>;
export type Difference = Answer<typeof difference>;
export type ChainCompared = {
  readonly from: PastChain;
  readonly to: PastChain;
  readonly differences: readonly Difference[] | null;
  /** Why they cannot be compared, in Chinese. */
  readonly because: string | null;
  readonly withheld: number;
};

export type ImportFile = ImportState['files'][number];
export type ImportSum = ImportReport['sums'][number];
export type ImportListed = ImportList['imports'][number];
export type Column = MappingProposal['columns'][number];
export type MappingProblem = MappingPreview['problems'][number];
export type Delivery = DeliveryList['deliveries'][number];
export type SetAside = QuarantineList['rows'][number];

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
  readonly original: OriginalShown | null;
  readonly delivery: Place | null;
  readonly status: 'open' | 'destroyed';
  /** The retraction of the delivery that brought it, or of the delivery that it is. */
  readonly retracted: (Place & { readonly at: number; readonly why: string }) | null;
  readonly proof: Answer<typeof entryProof>;
  /** Upon what it was read just now. */
  readonly ground: string;
};

export type CustodianList = Answer<typeof custodianList>;
export type CustodianShown = CustodianList['custodians'][number];
export type EpochShown = CustodianList['epochs'][number];

export type Head = { readonly log: string; readonly size: number };
