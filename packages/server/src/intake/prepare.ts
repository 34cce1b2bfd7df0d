import type { KeyObject } from 'node:crypto';
import { hash } from 'node:crypto';
import type { DecodedRecord, NativeRecord } from '../kernel/record.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import type { Body, Committed } from '../ledger/body.ts';
import { commitBody, sealBody } from '../ledger/body.ts';
import type { KeyNeed } from '../ledger/data-keys.ts';
import { contentMessage, holderMessage, recordKeyMessage } from '../ledger/mac-messages.ts';
import type { NamedFile } from './beside.ts';
import { filesNamed, withFiles } from './beside.ts';
import type { Layout, Parsed, Settings } from './connectors/connector.ts';
import type { Format } from './connectors/index.ts';
import { connectorOf } from './connectors/index.ts';
import { holderOf, retentionClassOf } from './holder.ts';
import type { Place } from './json-lines.ts';
import type { Scope } from './scope.ts';
import { isInScope } from './scope.ts';
import type { Repeats } from './settle.ts';
import { identityOf, settle } from './settle.ts';
import type { Sum, Sums } from './sums.ts';
import { addFlow } from './sums.ts';

/** What came: the bytes of a POST or of a stretch of a file, and how to read them. */
export type Job = {
  readonly format: Format;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly first: boolean;
  readonly log: string;
  /** A source whose key posted this may bring no other source's records. */
  readonly onlySource: string | undefined;
  /** Sources that write to another log: a source belongs to its log for good, so their lines are not taken into this one. */
  readonly elsewhere?: readonly { readonly source: string; readonly log: string }[];
  /** What is known of the files that its records name. */
  readonly files?: readonly NamedFile[];
  /** What the hand-over covers; records outside of it are named and not kept. */
  readonly scope: Scope | undefined;
  readonly ids: Ids;
  readonly bytes: Uint8Array;
};

/** What the pass over the whole file found about its ids, and what the stretches before this one used up. */
export type Ids = { readonly repeated: Float64Array; readonly rows: readonly (readonly [string, number])[] };
export const NO_IDS: Ids = { repeated: new Float64Array(0), rows: [] };

export type Quarantined = {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly why: string;
  readonly label?: string;
  /** Outside of what was handed over: its bytes are not kept either. */
  readonly outside?: true;
};

/** A record that names media, by its position among the records, and what it says of them. */
export type WantedMedia = Pick<Quarantined, 'line' | 'start' | 'end'> & {
  readonly record: number;
  readonly media: NonNullable<NativeRecord['media']>;
};

export type Prepared = {
  readonly needs: readonly KeyNeed[];
  readonly quarantined: readonly Quarantined[];
  readonly records: readonly PreparedRecord[];
  /** Empty for most deliveries: only records that name media are here. */
  readonly media: readonly WantedMedia[];
  readonly sources: readonly string[];
  /** Names of files beside this one that its records name and nothing is known of yet. */
  readonly files: readonly string[];
  /** Rows that went by their digest so far, for the stretch behind this one. */
  readonly rows: Ids['rows'];
  readonly sums: readonly Sum[];
  /** Digests of all the bytes. */
  readonly sha256: string;
  readonly sm3: string;
};

export type PreparedRecord = {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly keyMac: Uint8Array;
  readonly contentMac: Uint8Array;
  /** Position in `needs`. */
  readonly need: number;
  readonly committed: Committed;
};

/** Decodes, commits and lays out everything in `job`, in order; whatever cannot be read is named with place and reason. */
export async function prepare(job: Job, mac: (message: Uint8Array) => Buffer): Promise<Prepared> {
  const needs: KeyNeed[] = [];
  const needAt = new Map<string, number>();
  const quarantined: Quarantined[] = [];
  const records: PreparedRecord[] = [];
  const media: WantedMedia[] = [];
  const sources = new Set<string>();
  const repeats: Repeats = { repeated: new Set(job.ids.repeated), rows: new Map(job.ids.rows) };
  const sums: Sums = new Map();
  const files = new Set<string>();
  let covered = 0;
  for (const parsed of await connectorOf(job.format).parse(job.bytes, job)) {
    const { at } = parsed;
    if (parsed.ok && 'draft' in parsed) {
      addFlow(sums, parsed.draft.flow);
      for (const name of filesNamed(parsed.draft)) files.add(name);
    }
    const found = settled(parsed, repeats, job.files ?? []);
    const refused = found.ok ? whyNot(job, found.record) : found;
    if (refused !== undefined || !found.ok) {
      if (refused !== undefined) quarantined.push({ ...at, ...refused });
      if (found.ok) sources.add(found.record.source);
      continue;
    }
    const { record } = found;
    sources.add(record.source);
    const holder = holderOf(record);
    const [kind, month] = [retentionClassOf(record), shanghaiMonth(record.occurredAt)];
    const name = `${kind} ${month} ${holder}`;
    const need = needAt.get(name) ?? needs.push({ holderMac: mac(holderMessage(holder)), class: kind, month }) - 1;
    needAt.set(name, need);
    if (record.media !== undefined && record.media.length > 0)
      media.push({ ...at, record: records.length, media: record.media });
    // Several records may come of one row: each is sealed with it, and in the original it stands once.
    const [start, end] = [Math.max(at.start, covered), Math.max(at.end, covered)];
    covered = end;
    records.push({ line: at.line, start, end, need, ...fixed(job, record, at, mac) });
  }
  return {
    needs,
    quarantined,
    records,
    media,
    sources: [...sources],
    files: [...files].filter((name) => job.files?.some((file) => file.name === name) !== true),
    rows: [...repeats.rows],
    sums: [...sums.values()],
    sha256: hash('sha256', job.bytes),
    sm3: hash('sm3', job.bytes),
  };
}

/** What identifies each draft of a stretch within its file, for the pass that looks for repeated ids. */
export async function identities(job: Omit<Job, 'ids'>): Promise<Float64Array> {
  const found: number[] = [];
  for (const parsed of await connectorOf(job.format).parse(job.bytes, job))
    if (parsed.ok && 'draft' in parsed) found.push(identityOf(parsed.draft, parsed.at));
  return Float64Array.from(found);
}

type Refused = Pick<Quarantined, 'code' | 'why' | 'outside'>;

/** Why a record that can be read is not taken in: it belongs to another source, to another log, or to nobody who handed it over. */
function whyNot(job: Job, record: NativeRecord): Refused | undefined {
  const other = job.elsewhere?.find(({ source }) => source === record.source);
  if (other !== undefined) {
    const why = `source: ${other.source} writes to the log ${other.log}; import its records apart from these`;
    return { code: 'source.unknown', why };
  }
  if (job.onlySource !== undefined && record.source !== job.onlySource)
    return { code: 'source.unknown', why: `source: this key brings records of ${job.onlySource} only` };
  if (job.scope === undefined || isInScope(record, job.scope)) return undefined;
  const why = 'outside the counterparties and the period that were handed over; counted and not kept';
  return { code: 'record.out_of_scope', why, outside: true };
}

function settled(parsed: Parsed, repeats: Repeats, files: readonly NamedFile[]): DecodedRecord {
  if (!parsed.ok) return parsed;
  if ('record' in parsed) return { ok: true, record: parsed.record };
  const complete = withFiles(parsed.draft, files);
  return 'why' in complete ? complete : settle(complete, parsed.at, repeats);
}

function fixed(job: Job, record: NativeRecord, at: Place, mac: (message: Uint8Array) => Buffer) {
  const original = job.bytes.subarray(at.start, at.end);
  const content = record as unknown as Body;
  const label = at.label === undefined ? {} : { at: at.label };
  const body = { ...content, slice: { sha256: hash('sha256', original), sizeBytes: original.length, ...label } };
  return {
    keyMac: mac(recordKeyMessage(record.source, record.externalId)),
    contentMac: mac(contentMessage(content)),
    committed: commitBody(job.log, 'record', body, original),
  };
}

/** Seals each record under its data key, in order. */
export function sealAll(records: readonly PreparedRecord[], keys: readonly KeyObject[]): readonly Buffer[] {
  return records.map(({ committed, need }) => {
    const key = keys[need];
    if (key === undefined) throw new Error('a record has no data key');
    return sealBody(key, committed);
  });
}
