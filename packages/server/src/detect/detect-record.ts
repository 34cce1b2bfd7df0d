import { digestId } from '../kernel/ids.ts';
import type { Party } from '../kernel/party.ts';
import type { NativeRecord, RecordOf } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import type { CalendarSettings } from './calendar.ts';
import { ordinaryHours } from './calendar.ts';
import { ruleSetOf } from './phrases/rule-set.ts';
import { hear, readWords } from './read-words.ts';
import type { FindingKind, Reads, Rule, Severity, TextField, TextHit, Utterance } from './rule.ts';
import { rules } from './rules/index.ts';
import type { DetectContext } from './side.ts';

/** What a rule saw in one record. A behaviour has no words: its field is `action` and its place is empty. */
export type RuleHit = {
  readonly rule: string;
  readonly kind: FindingKind;
  readonly version: number;
  readonly severity: Severity;
  readonly field: TextField | 'action';
  readonly start: number;
  readonly end: number;
  readonly reads: Reads;
  readonly normal: string;
  readonly why: TextHit['why'];
};

/** A rule that broke on this record; `why` is the name of the error alone, for its text may quote the record. */
export type RuleFailed = { readonly failed: { readonly rule: string; readonly why: string } };

export type RawFinding = RuleHit | RuleFailed;

/** `lacking`: words were said that messages right before could complete; asked for only then. */
export type Detected = { readonly findings: readonly RawFinding[]; readonly lacking: boolean };

type Options = { readonly rules?: readonly Rule[]; readonly before?: readonly NativeRecord[] };

/**
 * Runs every rule over one record; the same record, context and neighbours give the same findings in the same order.
 * `before` holds the messages right before it in the same conversation, oldest first. A rule that throws is named, and
 * the others go on.
 */
export function detectRecord(
  record: NativeRecord,
  context: DetectContext,
  { rules: given = rules, before = [] }: Options = {},
): Detected {
  const said = utterancesIn(record, context);
  if (record.kind === 'access')
    return {
      findings: given.flatMap((rule) => guarded(rule, () => readAccess(rule, record, context))),
      lacking: false,
    };
  if (said.length === 0) return { findings: [], lacking: false };
  const set = ruleSetOf(given);
  const names = context.namesAt(record.occurredAt);
  const earlier = saidBefore(before, context);
  const heard = said.map((each) => hear({ ...each, before: earlier }, names, set));
  let lacking = false;
  const findings = set.rules.flatMap(({ rule, phrases }) =>
    guarded(rule, () =>
      heard.flatMap((each) => {
        const read = readWords({ rule, phrases }, each);
        lacking ||= read.lacking;
        return read.hits.map((hit) => ruleHit(rule, each.said.field, hit));
      }),
    ),
  );
  return { findings, lacking };
}

function guarded(rule: Rule, read: () => readonly RuleHit[]): readonly RawFinding[] {
  try {
    return read();
  } catch (error) {
    return [{ failed: { rule: rule.id, why: error instanceof Error ? error.name : typeof error } }];
  }
}

function saidBefore(before: readonly NativeRecord[], context: DetectContext): NonNullable<Utterance['before']> {
  return before.flatMap((record) => utterancesIn(record, context).map(({ text, speaker }) => ({ text, speaker })));
}

/** Digest of working hours, words and patterns, which decide what rules find; part of the id of every finding. */
export function settingsDigest(hours: CalendarSettings = ordinaryHours): string {
  return digestId('detect-settings', { ...hours, words: ruleSetOf(rules).digest() });
}

/** The id of a finding: the same rule, version, settings, entry and words give the same id after a rebuild. */
export function findingId(
  hit: RuleHit,
  entry: { readonly log: string; readonly index: number },
  settings: string,
): string {
  const { rule, version, field, start, end } = hit;
  return digestId('finding', { rule, version, settings, log: entry.log, index: entry.index, field, start, end });
}

function ruleHit({ id, kind, version }: Rule, field: TextField, hit: TextHit): RuleHit {
  const { start, end, severity, reads, normal, why } = hit;
  return { rule: id, kind, version, severity, field, start, end, reads, normal, why };
}

function readAccess(rule: Rule, access: RecordOf<'access'>, context: DetectContext): readonly RuleHit[] {
  if (rule.type === 'text') return [];
  const at = access.occurredAt;
  const { customer, employee: account } = access.body;
  const employee = context.employeeOf(account, at);
  const found = rule.evaluate({
    access,
    employee,
    tier: customer === undefined ? undefined : context.tierOf(customer, at),
    department: context.departmentOf(employee, at),
    calendar: context.calendar,
  });
  if (found === undefined) return [];
  const { id, kind, version } = rule;
  return [
    {
      rule: id,
      kind,
      version,
      severity: found.severity,
      field: 'action',
      start: 0,
      end: 0,
      reads: {},
      normal: '',
      why: [],
    },
  ];
}

/** Forms whose text is not the sender's own words: a forwarded history, a title made by someone else, a notice. */
const notSpoken: ReadonlySet<string> = new Set(['forwarded', 'system', 'link', 'card', 'location', 'file']);

/** What was said between one of our people and someone outside; nothing else is read. */
function utterancesIn(record: NativeRecord, context: DetectContext): readonly Utterance[] {
  const at = record.occurredAt;
  if (record.kind === 'chat') {
    const { from, to, form, text = '' } = record.body;
    return notSpoken.has(form) ? [] : spoken({ text }, from, to, at, context);
  }
  if (record.kind === 'email') {
    const { from, to, cc = [], bcc = [], subject, text } = record.body;
    return spoken({ subject, text }, from, [...to, ...cc, ...bcc], at, context);
  }
  if (record.kind === 'transfer')
    return spoken({ memo: record.body.memo ?? '' }, record.body.from, [record.body.to], at, context);
  return [];
}

function spoken(
  texts: Partial<Record<TextField, string>>,
  from: Party,
  to: readonly Party[],
  at: Instant,
  { sideOf }: DetectContext,
): readonly Utterance[] {
  const fields = (['subject', 'text', 'memo'] as const).flatMap((field) => {
    const text = texts[field] ?? '';
    return text === '' ? [] : [{ field, text }];
  });
  if (fields.length === 0) return [];
  const by = sideOf(from, at);
  const others = to.map((party) => sideOf(party, at));
  const heard = by === 'employee' ? others.some(isOutside) : isOutside(by) && others.includes('employee');
  return heard ? fields.map((field) => ({ ...field, speaker: by === 'employee' ? 'employee' : 'outside' })) : [];
}

function isOutside(side: string): boolean {
  return side === 'customer' || side === 'outside';
}
