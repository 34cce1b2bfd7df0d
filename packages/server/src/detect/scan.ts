import type { Money } from '../kernel/money.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { RefusalCode } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import type { Fact } from '../people/fact.ts';
import type { RuleHit } from './detect-record.ts';
import { detectRecord } from './detect-record.ts';
import { isNear, NEAR_MESSAGES } from './near.ts';
import type { FindingKind, Reads, Severity, TextField, TextHit } from './rule.ts';
import { contextOf } from './side.ts';

/** One line of a file: its record, or why it is none. What connectors yield fits. */
export type LineRead = { readonly at: { readonly line: number } } & (
  | { readonly ok: true; readonly record: NativeRecord }
  | { readonly ok: false; readonly code: RefusalCode; readonly why: string }
);

export type ScanFinding = {
  readonly kind: FindingKind;
  readonly rule: string;
  readonly version: number;
  readonly severity: Severity;
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The words in normal form: what they were read as. */
  readonly normal: string;
  /** What spoke for it and against it, with its weight in tenths of what makes a finding. */
  readonly why: TextHit['why'];
  readonly reads: {
    readonly percent?: number;
    readonly amounts?: readonly Money[];
    readonly company?: string;
    /** A number is a percentage. */
    readonly alternatives?: readonly (number | Money)[];
  };
};

export type ScanLine =
  | {
      readonly line: number;
      readonly source: string;
      readonly externalId: string;
      readonly findings: readonly ScanFinding[];
      /** Rules that broke on this line, by id and name of the error; left out where none did. */
      readonly failed?: readonly { readonly rule: string; readonly why: string }[];
    }
  | { readonly line: number; readonly error: { readonly code: RefusalCode; readonly why: string } };

/**
 * Reads content rules over the lines of a file, without a database and in the file's order.
 *
 * `read` is called twice: first for the employees, customers, companies and bindings anywhere in the file, then for
 * what was said. The first statement about someone also holds for the time before it, since a file that is scanned
 * alone says who is who only once.
 */
export function* scanLines(read: () => Iterable<LineRead>): Generator<ScanLine> {
  const context = contextOf(buildDirectory(directoryFacts(read())), []);
  const talks = new Map<string, readonly NativeRecord[]>();
  for (const each of read()) {
    const { line } = each.at;
    if (!each.ok) {
      yield { line, error: { code: each.code, why: each.why } };
      continue;
    }
    const { record } = each;
    const found =
      record.kind === 'access' ? [] : detectRecord(record, context, { before: before(record, talks) }).findings;
    const failed = found.flatMap((finding) => ('failed' in finding ? [finding.failed] : []));
    const findings = found.flatMap((finding) => ('failed' in finding ? [] : shown(finding, record)));
    const { source, externalId } = record;
    yield { line, source, externalId, findings, ...(failed.length === 0 ? {} : { failed }) };
  }
}

/** The messages right before in the same conversation, in the file's order; this one is kept for the next. */
function before(record: NativeRecord, talks: Map<string, readonly NativeRecord[]>): readonly NativeRecord[] {
  if (record.kind !== 'chat') return [];
  const key = `${record.source} ${record.body.conversation}`;
  const known = (talks.get(key) ?? []).filter(({ occurredAt }) => isNear(occurredAt, record.occurredAt));
  talks.set(key, [...known, record].slice(-NEAR_MESSAGES));
  return known;
}

function shown(hit: RuleHit, record: NativeRecord): readonly ScanFinding[] {
  if (hit.field === 'action') return [];
  const { kind, rule, version, severity, field, start, end, reads, normal, why } = hit;
  return [
    {
      kind,
      rule,
      version,
      severity,
      field,
      start,
      end,
      text: fieldOf(record, field).slice(start, end),
      ...{ normal, why },
      reads: printed(reads),
    },
  ];
}

/** As the command line prints it: a share as a number of percent, a company as it is called. */
function printed({ percentBps, amounts, company, alternatives }: Reads): ScanFinding['reads'] {
  return {
    ...(percentBps === undefined ? {} : { percent: percentBps / 100 }),
    ...(amounts === undefined ? {} : { amounts }),
    ...(company === undefined ? {} : { company: company.text }),
    ...(alternatives === undefined
      ? {}
      : { alternatives: alternatives.map((each) => (typeof each === 'number' ? each / 100 : each)) }),
  };
}

function fieldOf(record: NativeRecord, field: TextField): string {
  if (record.kind === 'chat' && field === 'text') return record.body.text ?? '';
  if (record.kind === 'email' && field !== 'memo') return record.body[field];
  return record.kind === 'transfer' ? (record.body.memo ?? '') : '';
}

function directoryFacts(lines: Iterable<LineRead>): readonly Fact[] {
  const facts: Fact[] = [];
  const begun = new Set<string>();
  for (const each of lines) {
    if (!each.ok) continue;
    const subject = subjectOf(each.record);
    if (subject === undefined) continue;
    const first = !begun.has(subject);
    begun.add(subject);
    const record = first ? { ...each.record, occurredAt: 0 as Instant } : each.record;
    facts.push({ log: 'scan', index: each.at.line, recordedAt: each.record.occurredAt, record });
  }
  return facts;
}

function subjectOf(record: NativeRecord): string | undefined {
  if (record.kind === 'employee') return `employee ${record.body.employee.ref}`;
  if (record.kind === 'customer') return `customer ${record.body.customer.ref}`;
  if (record.kind === 'company') return `company ${record.body.company.ref}`;
  if (record.kind === 'binding') return `binding ${record.body.handle.system} ${record.body.handle.ref}`;
  return undefined;
}
