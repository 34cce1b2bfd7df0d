import type { Random } from './random.ts';
import { millisOf } from './times.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export type PartyRef = { readonly system: string; readonly ref: string; readonly name?: string };

export type Basis =
  | 'work-system'
  | 'company-books'
  | 'provided-by-customer'
  | 'provided-by-employee'
  | 'provided-by-third-party'
  | 'public-record';

/** A native record before it gets its place in a file; `source` and `externalId` are given by the file it goes to. */
type Draft = {
  readonly kind: string;
  readonly at: string;
  readonly precision?: 'day';
  readonly basis?: Basis;
  readonly handover?: string;
  readonly original?: 'original' | 'copy' | 'printout' | 'screenshot';
  readonly body: JsonObject;
};

type NativeFile = 'company/hr.ndjson' | 'company/crm.ndjson' | 'company/finance.ndjson' | HandoverFile;
export type HandoverFile =
  | 'handover/vouchers.ndjson'
  | 'handover/customers.ndjson'
  | 'handover/employees.ndjson'
  | 'handover/public.ndjson';
const WECOM_FILE = 'company/wecom-archive.ndjson';

const SOURCES: Readonly<Record<NativeFile, string>> = {
  'company/hr.ndjson': 'hr',
  'company/crm.ndjson': 'crm',
  'company/finance.ndjson': 'finance',
  'handover/vouchers.ndjson': 'hr-desk',
  'handover/customers.ndjson': 'hr-desk',
  'handover/employees.ndjson': 'hr-desk',
  'handover/public.ndjson': 'hr-desk',
};

/** Where the stories put their records. What is written stays; nothing is ever taken back or changed. */
export type Book = {
  /** Answers the record's `SOURCE:ID`, to be named by others. */
  readonly put: (file: NativeFile, draft: Draft) => string;
  readonly putMessage: (message: JsonObject) => void;
  readonly files: (random: Random) => ReadonlyMap<string, string>;
};

export function openBook(): Book {
  const native = new Map<NativeFile, JsonObject[]>();
  const messages: JsonObject[] = [];
  const ordinals = new Map<string, number>();
  return {
    put(file, draft) {
      const source = SOURCES[file];
      const ordinal = (ordinals.get(`${source}/${draft.kind}`) ?? 0) + 1;
      ordinals.set(`${source}/${draft.kind}`, ordinal);
      const externalId = `${draft.kind}-${String(ordinal).padStart(4, '0')}`;
      const lines = native.get(file) ?? [];
      lines.push(recordOf(source, externalId, draft));
      native.set(file, lines);
      return `${source}:${externalId}`;
    },
    putMessage: (message) => void messages.push(message),
    files(random) {
      const files = new Map<string, string>();
      for (const [file, lines] of native) files.set(file, ndjson(random.shuffle(lines)));
      files.set(WECOM_FILE, ndjson(inPages(random, messages)));
      return files;
    },
  };
}

function recordOf(source: string, externalId: string, draft: Draft): JsonObject {
  return {
    v: 1,
    kind: draft.kind,
    source,
    externalId,
    occurredAt: draft.at,
    ...(draft.precision === undefined ? {} : { precision: draft.precision }),
    basis: draft.basis ?? 'work-system',
    ...(draft.handover === undefined ? {} : { handover: draft.handover }),
    ...(draft.original === undefined ? {} : { original: draft.original }),
    body: draft.body,
  };
}

const PAGE_LINES = 40;

/** The archive is pulled in pages, and pages may arrive out of order: in order inside a page, the pages shuffled. */
function inPages(random: Random, messages: readonly JsonObject[]): readonly JsonObject[] {
  const ordered = [...messages].sort((a, b) => timeOf(a) - timeOf(b));
  const pages: JsonObject[][] = [];
  for (let from = 0; from < ordered.length; from += PAGE_LINES) pages.push(ordered.slice(from, from + PAGE_LINES));
  return random.shuffle(pages).flat();
}

/** A switch of the archive is no message and names its time otherwise. */
const timeOf = (message: JsonObject) => Number(message.msgtime ?? message.time);

function ndjson(lines: readonly JsonObject[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The archive counts in milliseconds; a message never falls on a full second. */
export function archiveMillis(random: Random, at: string): number {
  return millisOf(at) + random.int(1, 999);
}
