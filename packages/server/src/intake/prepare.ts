import type { KeyObject } from 'node:crypto';
import { hash } from 'node:crypto';
import type { NativeRecord } from '../kernel/record.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import type { Body, Committed } from '../ledger/body.ts';
import { commitBody, sealBody } from '../ledger/body.ts';
import type { KeyNeed } from '../ledger/data-keys.ts';
import { contentMessage, holderMessage, recordKeyMessage } from '../ledger/mac-messages.ts';
import type { Settings } from './connectors/connector.ts';
import { connectorNamed } from './connectors/index.ts';
import { holderOf, retentionClassOf } from './holder.ts';

/** What came: the bytes of a POST or of a stretch of a file, and how to read them. */
export type Job = {
  readonly connector: string;
  readonly settings: Settings;
  readonly log: string;
  /** A source whose key posted this may bring no other source's records. */
  readonly onlySource: string | undefined;
  /** Sources that write to another log: a source belongs to its log for good, so their lines are not taken into this one. */
  readonly elsewhere?: readonly { readonly source: string; readonly log: string }[];
  readonly bytes: Uint8Array;
};

export type Quarantined = {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly why: string;
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
export function prepare(job: Job, mac: (message: Uint8Array) => Buffer): Prepared {
  const needs: KeyNeed[] = [];
  const needAt = new Map<string, number>();
  const quarantined: Quarantined[] = [];
  const records: PreparedRecord[] = [];
  const media: WantedMedia[] = [];
  const sources = new Set<string>();
  for (const parsed of connectorNamed(job.connector).parse(job.bytes, job.settings)) {
    const at = { line: parsed.at.line, start: parsed.at.start, end: parsed.at.end };
    if (!parsed.ok) {
      quarantined.push({ ...at, code: parsed.code, why: parsed.why });
      continue;
    }
    const { record } = parsed;
    const other = job.elsewhere?.find(({ source }) => source === record.source);
    if (other !== undefined) {
      const why = `source: ${other.source} writes to the log ${other.log}; import its records apart from these`;
      quarantined.push({ ...at, code: 'source.unknown', why });
      continue;
    }
    if (job.onlySource !== undefined && record.source !== job.onlySource) {
      quarantined.push({
        ...at,
        code: 'source.unknown',
        why: `source: this key brings records of ${job.onlySource} only`,
      });
      continue;
    }
    sources.add(record.source);
    const holder = holderOf(record);
    const [kind, month] = [retentionClassOf(record), shanghaiMonth(record.occurredAt)];
    const name = `${kind} ${month} ${holder}`;
    const need = needAt.get(name) ?? needs.push({ holderMac: mac(holderMessage(holder)), class: kind, month }) - 1;
    needAt.set(name, need);
    if (record.media !== undefined && record.media.length > 0)
      media.push({ ...at, record: records.length, media: record.media });
    records.push({ ...at, need, ...fixed(job, record, parsed.at.start, parsed.at.end, mac) });
  }
  return {
    needs,
    quarantined,
    records,
    media,
    sources: [...sources],
    sha256: hash('sha256', job.bytes),
    sm3: hash('sm3', job.bytes),
  };
}

function fixed(job: Job, record: NativeRecord, start: number, end: number, mac: (message: Uint8Array) => Buffer) {
  const original = job.bytes.subarray(start, end);
  const content = record as unknown as Body;
  const body = { ...content, slice: { sha256: hash('sha256', original), sizeBytes: original.length } };
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
