import { expect, test } from 'vitest';
import type { NativeRecord } from '../kernel/record.ts';
import { decodeRecord } from '../kernel/record.ts';
import { buildDirectory } from '../people/directory.ts';
import { ordinaryHours } from './calendar.ts';
import type { RuleHit } from './detect-record.ts';
import { detectRecord, findingId, settingsDigest } from './detect-record.ts';
import { hint, plain } from './phrases/phrase.ts';
import type { Rule } from './rule.ts';
import { defineTextRule } from './rule.ts';
import { rules } from './rules/index.ts';
import { contextOf } from './side.ts';

const promise = said('好处费给你10%');
const customer = record('customer', '2026-01-01T00:00:00+08:00', {
  customer: { system: 'crm', ref: 'C100' },
  name: '李四',
  tier: 'high',
});
const atNight = record('access', '2026-03-01T22:40:00+08:00', {
  employee: { system: 'hr', ref: 'E001' },
  action: 'edit',
  resource: 'crm.customer',
  customer: { system: 'crm', ref: 'C100' },
});
const duty = record('schedule', '2026-02-28T09:00:00+08:00', {
  employee: { system: 'hr', ref: 'E001' },
  from: '2026-03-01T18:00:00+08:00',
  to: '2026-03-02T08:00:00+08:00',
  type: 'duty',
});

const facts = [customer].map((each, index) => ({ log: 'main', index, recordedAt: each.occurredAt, record: each }));
const context = contextOf(buildDirectory(facts), []);

test('a rule that throws is named with the error’s name alone, and the others go on', () => {
  const broken: Rule = {
    ...defineTextRule({
      ...{ id: 'broken', kind: 'kickback', version: 1, title: '坏', blindSpots: [], examples: [], lexicon: {} },
      severity: 'low',
      phrases: [plain('好处费', '好处费')],
    }),
    get severity(): 'low' {
      throw new RangeError('好处费给你10%');
    },
  };
  const { findings } = detectRecord(promise, context, { rules: [broken, ...rules] });
  expect(findings[0]).toEqual({ failed: { rule: 'broken', why: 'RangeError' } });
  expect(findings.slice(1)).toMatchObject([{ rule: 'kickback-promise', field: 'text', reads: { percentBps: 1000 } }]);
});

test('messages right before complete a hint, and are nothing by themselves', () => {
  const rule = defineTextRule({
    ...{ id: 'two-hints', kind: 'kickback', version: 1, title: '两处', blindSpots: [], examples: [], lexicon: {} },
    severity: 'low',
    phrases: [hint('关照', '多关照'), hint('心意', '心意')],
  });
  const seen = (text: string, ...before: string[]) => {
    const options = { rules: [rule], before: before.map(said) };
    const { findings, lacking } = detectRecord(said(text), context, options);
    return { found: findings.length, lacking };
  };
  expect(seen('心意明天送过去')).toEqual({ found: 0, lacking: true });
  expect(seen('心意明天送过去', '方案已经发您了')).toEqual({ found: 0, lacking: true });
  expect(seen('心意明天送过去', '这次评标您多关照').found).toBe(1);
  expect(seen('方案已经发您了', '这次评标您多关照', '心意明天送过去')).toEqual({ found: 0, lacking: false });
});

test('a high-value customer changed at night is a finding, unless the employee was on duty', () => {
  expect(detectRecord(atNight, context).findings).toMatchObject([
    { rule: 'after-hours-access', kind: 'after-hours', field: 'action' },
  ]);
  expect(detectRecord(atNight, contextOf(buildDirectory(facts), [duty])).findings).toEqual([]);
});

test('an access to a customer of no stated tier is not judged', () => {
  expect(detectRecord(atNight, contextOf(buildDirectory([]), [])).findings).toEqual([]);
});

test('the same record gives the same findings and ids; other settings or another entry give other ids', () => {
  const [first] = detectRecord(promise, context).findings.filter((each): each is RuleHit => !('failed' in each));
  const [again] = detectRecord(promise, context).findings.filter((each): each is RuleHit => !('failed' in each));
  if (first === undefined || again === undefined) throw new Error('the promise was not seen');
  const settings = settingsDigest();
  const entry = { log: 'main', index: 7 };
  expect(findingId(again, entry, settings)).toBe(findingId(first, entry, settings));
  expect(findingId(first, { log: 'main', index: 8 }, settings)).not.toBe(findingId(first, entry, settings));
  expect(findingId({ ...first, version: first.version + 1 }, entry, settings)).not.toBe(
    findingId(first, entry, settings),
  );
  expect(settingsDigest({ ...ordinaryHours, graceMinutes: 0 })).not.toBe(settings);
});

function said(text: string): NativeRecord {
  return record('chat', '2026-03-02T10:15:00+08:00', {
    conversation: 'c1',
    from: { system: 'wecom', ref: 'wmLiSi' },
    to: [{ system: 'wecom', ref: 'zhangsan' }],
    form: 'text',
    text,
  });
}

function record(kind: string, occurredAt: string, body: object): NativeRecord {
  const decoded = decodeRecord({
    v: 1,
    kind,
    source: 'test',
    externalId: kind,
    occurredAt,
    basis: 'work-system',
    body,
  });
  if (!decoded.ok) throw new Error(decoded.why);
  return decoded.record;
}
