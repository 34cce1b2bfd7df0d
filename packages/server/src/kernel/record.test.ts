import { describe, expect, test } from 'vitest';
import type { Kind, NativeRecord } from './record.ts';
import { bases, decodeRecord, encodeNative, kinds, recordJsonSchema } from './record.ts';

type Json = Record<string, unknown>;

/** The example lines of the public contract, word for word. */
const examples: readonly string[] = [
  '{"v":1,"kind":"chat","source":"wecom","externalId":"m1","occurredAt":"2026-03-02T10:15:00+08:00","basis":"work-system","body":{"conversation":"c1","from":{"system":"wecom","ref":"zhangsan"},"to":[{"system":"wecom","ref":"wmLiSi"}],"form":"text","text":"我介绍你到华晟公司合作,好处费给你10%"}}',
  '{"v":1,"kind":"ownership","source":"crm","externalId":"o1","occurredAt":"2025-06-01T09:00:00+08:00","basis":"work-system","body":{"customer":{"system":"crm","ref":"C100"},"employee":{"system":"hr","ref":"E001"},"action":"assigned"}}',
  '{"v":1,"kind":"access","source":"crm","externalId":"a1","occurredAt":"2026-03-01T22:40:00+08:00","basis":"work-system","body":{"employee":{"system":"hr","ref":"E001"},"action":"edit","resource":"crm.customer","customer":{"system":"crm","ref":"C100"},"changes":[{"field":"phone","from":"13800000001","to":"13900000009"}]}}',
  '{"v":1,"kind":"handover","source":"hr-desk","externalId":"h1","occurredAt":"2026-03-09T10:00:00+08:00","basis":"work-system","body":{"from":{"system":"company","ref":"华晟科技有限公司"},"by":[{"system":"hr","ref":"E900"},{"system":"hr","ref":"E901"}],"at":"2026-03-09T10:00:00+08:00","how":"paper voucher copied in their office","document":"移交清单 2026-03","scope":{"counterparties":[{"system":"hr","ref":"E001"}]}}}',
  '{"v":1,"kind":"transfer","source":"finance","externalId":"t1","occurredAt":"2026-03-05T16:02:00+08:00","basis":"provided-by-third-party","handover":"hr-desk:h1","body":{"from":{"system":"company","ref":"华晟科技有限公司"},"to":{"system":"hr","ref":"E001","name":"张三"},"amount":{"currency":"CNY","minor":"2000000"},"memo":"咨询费"}}',
];

const chat = JSON.parse(examples[0] ?? '') as Json;
const transfer = JSON.parse(examples[4] ?? '') as Json;
const say = (body: Json): Json => ({ ...chat, body: { ...(chat.body as Json), ...body } });
const of = (kind: Kind, body: Json): Json => ({ ...chat, kind, body });

function refusal(value: unknown): string {
  const decoded = decodeRecord(value);
  return decoded.ok ? 'accepted' : `${decoded.code} ${decoded.why}`;
}

function decoded(value: unknown): NativeRecord {
  const found = decodeRecord(value);
  if (!found.ok) throw new Error(`${found.code} ${found.why}`);
  return found.record;
}

describe('the examples of the public contract are taken', () => {
  test.each(examples.map((line) => [(JSON.parse(line) as Json).kind, line]))('%s', (_, line) => {
    const value = JSON.parse(line as string) as Json;
    const record = decoded(value);
    expect(record).toMatchObject({ v: 1, kind: value.kind, externalId: value.externalId, precision: 'second' });
    expect(decoded(encodeNative(record))).toEqual(record);
  });
});

test('times become UTC milliseconds, wherever they stand', () => {
  const handover = decoded(JSON.parse(examples[3] ?? ''));
  expect(handover).toMatchObject({ occurredAt: Date.UTC(2026, 2, 9, 2), body: { at: Date.UTC(2026, 2, 9, 2) } });
  const customer = of('customer', { customer: { system: 'crm', ref: 'C1' }, name: '李四', firstDealAt: '2025-06-01' });
  expect(decoded(customer)).toMatchObject({ body: { firstDealAt: Date.UTC(2025, 4, 31, 16) } });
});

test('a percentage becomes its shortest decimal text and a number again', () => {
  const approval = (percent: unknown) =>
    of('approval', {
      type: 'rebate',
      by: { system: 'hr', ref: 'E1' },
      for: { system: 'hr', ref: 'E2' },
      percent,
      state: 'approved',
    });
  for (const [given, kept] of [
    [10, '10'],
    [1.5, '1.5'],
    [0.01, '0.01'],
    [33.33, '33.33'],
    [-0, '0'],
  ] as const) {
    const record = decoded(approval(given));
    expect(record).toMatchObject({ body: { percent: kept } });
    expect(encodeNative(record)).toMatchObject({ body: { percent: Number(kept) } });
  }
  for (const wrong of [1.005, -1, 1000.01, Number.NaN, Number.POSITIVE_INFINITY, '10', 1e-7]) {
    expect(refusal(approval(wrong))).toMatch(/^record\.invalid body\.percent: /);
  }
});

describe('a field that nobody knows is refused by name', () => {
  test.each([
    ['at the top', { ...chat, receivedAt: 1 }, 'receivedAt: no such field'],
    ['in the body', say({ txt: 'x' }), 'body.txt: no such field'],
    ['in a party', say({ from: { system: 'wecom', ref: 'a', phone: '1' } }), 'body.from.phone: no such field'],
    ['in a list', say({ to: [{ system: 'wecom', ref: 'a', x: 1 }] }), 'body.to[0].x: no such field'],
    ['as __proto__', JSON.parse('{"__proto__":{"v":1}}'), ''],
    ['as constructor', say({ constructor: 1 }), 'body.constructor: no such field'],
    ['that is no plain word', { ...chat, 'a b\0': 1 }, '["a b\\u0000"]: no such field'],
  ])('%s', (name, value, why) => {
    const withProto = JSON.parse(`{"__proto__":1,${JSON.stringify(chat).slice(1)}`) as Json;
    if (name === 'as __proto__') expect(refusal(withProto)).toBe('record.field_unknown __proto__: no such field');
    else expect(refusal(value)).toBe(`record.field_unknown ${why}`);
  });

  test('before the field that it may be the misspelt name of', () => {
    const { occurredAt: _, ...others } = chat;
    expect(refusal({ ...others, occuredAt: '2026-03-02T10:15:00+08:00' })).toBe(
      'record.field_unknown occuredAt: no such field',
    );
  });
});

describe('what is wrong is named by path and code', () => {
  test.each([
    ['no object', [], 'record.invalid record: must be an object'],
    ['null', null, 'record.invalid record: must be an object'],
    ['another version', { ...chat, v: 2 }, 'record.invalid v: must be 1'],
    ['another version of another kind', { ...chat, v: 2, kind: 'letter' }, 'record.invalid v: must be 1'],
    ['an unknown kind', { ...chat, kind: 'chats' }, 'record.kind_unknown kind: must be one of '],
    ['a kind that every object inherits', { ...chat, kind: 'constructor' }, 'record.kind_unknown kind: '],
    ['no kind', { ...chat, kind: undefined }, 'record.invalid kind: must be one of '],
    ['no time', { ...chat, occurredAt: undefined }, 'record.invalid occurredAt: is missing'],
    ['a year out of range', { ...chat, occurredAt: '10000-01-01T00:00:00Z' }, 'record.time_invalid occurredAt: '],
    ['a time without offset', { ...chat, occurredAt: '2026-03-02T10:15:00' }, 'record.time_invalid occurredAt: '],
    ['an unknown precision', { ...chat, precision: 'hour' }, 'record.invalid precision: must be one of ms, second'],
    ['an unknown basis', { ...chat, basis: 'hearsay' }, 'record.invalid basis: must be one of work-system'],
    ['a source name in capitals', { ...chat, source: 'WeCom' }, 'record.invalid source: must be 1 to 40 of'],
    ['a source name of 41 letters', { ...chat, source: 'a'.repeat(41) }, 'record.invalid source: must be'],
    ['an empty id', { ...chat, externalId: '' }, 'record.invalid externalId: must have 1 to 256 characters'],
    ['an id of 257 characters', { ...chat, externalId: 'a'.repeat(257) }, 'record.invalid externalId: must have'],
    ['an id with a line end', { ...chat, externalId: 'a\n' }, 'record.text_invalid externalId: must hold no control'],
    ['an id with a C1 control', { ...chat, externalId: 'a\u0085' }, 'record.text_invalid externalId: must hold'],
    ['an id with half a pair', { ...chat, externalId: 'a\udc00' }, 'record.text_invalid externalId: holds a zero'],
    ['a text with half a pair', say({ text: '\ud83d' }), 'record.text_invalid body.text: holds a zero character'],
    ['a text with a zero character', say({ text: 'a\0b' }), 'record.text_invalid body.text: holds a zero character'],
    [
      'a name with half a pair',
      say({ to: [{ system: 'wecom', ref: 'a', name: '\udfff' }] }),
      'record.text_invalid body.to[0].name: ',
    ],
    [
      'a text of 1,000,001 characters',
      say({ text: 'x'.repeat(1_000_001) }),
      'record.invalid body.text: must have 0 to',
    ],
    [
      'a list of 10,001 parties',
      say({ to: Array(10_001).fill({ system: 'wecom', ref: 'a' }) }),
      'record.invalid body.to: must have',
    ],
    ['a list with a hole', say({ to: Array(1) }), 'record.invalid body.to[0]: is missing'],
    ['a null in an event', say({ text: null }), 'record.invalid body.text: must be string'],
    ['a number for a text', say({ text: 5 }), 'record.invalid body.text: must be string'],
    ['an unknown form', say({ form: 'sticker' }), 'record.invalid body.form: must be one of text'],
    [
      'a wrong time inside',
      say({ forwarded: [{ form: 'text' }, { form: 'text', at: 'x' }] }),
      'record.time_invalid body.forwarded[1].at: ',
    ],
    [
      'an amount of 40 digits',
      say({ amount: { currency: 'CNY', minor: '9'.repeat(40) } }),
      'record.invalid body.amount.minor: ',
    ],
    [
      'an amount as a number',
      say({ amount: { currency: 'CNY', minor: 5 } }),
      'record.invalid body.amount.minor: must be string',
    ],
    [
      'a currency in small letters',
      say({ amount: { currency: 'cny', minor: '5' } }),
      'record.invalid body.amount.currency: ',
    ],
  ])('%s', (_, value, expected) => expect(refusal(value)).toContain(expected));

  test('and never by what the record says', () => {
    const canary = 'canary-7f3a';
    const wrong: readonly Json[] = [
      { ...chat, kind: canary },
      { ...chat, source: `${canary}!` },
      { ...chat, occurredAt: canary },
      { ...chat, basis: canary },
      say({ form: canary }),
      say({ text: `${canary}\0` }),
      say({ from: canary }),
      say({ amount: { currency: canary, minor: canary } }),
    ];
    for (const value of wrong) {
      expect(refusal(value)).toMatch(/^record\./);
      expect(refusal(value)).not.toContain(canary);
    }
  });
});

test('a transfer is never lawfully known from a work system', () => {
  expect(refusal({ ...transfer, basis: 'work-system' })).toMatch(/^record\.basis_not_lawful basis: /);
  for (const basis of bases.filter((each) => each !== 'work-system')) {
    expect(refusal({ ...transfer, basis })).toBe('accepted');
  }
});

test('null clears a field of a state, and an event has no null', () => {
  const employee = { employee: { system: 'hr', ref: 'E1' }, name: '张三', manager: null, handles: null, until: null };
  expect(decoded(of('employee', employee))).toMatchObject({ body: { manager: null, handles: null, until: null } });
  const call = { from: { system: 'phone', ref: '1' }, to: { system: 'phone', ref: '2' }, direction: 'in', seconds: 0 };
  expect(refusal(of('call', call))).toBe('accepted');
  expect(refusal(of('call', { ...call, answered: null }))).toContain('body.answered: must be boolean');
});

test.each([-1, -0, 1.5, 2 ** 53, Number.NaN, '5'])('%s is no count of seconds', (seconds) => {
  const call = { from: { system: 'phone', ref: '1' }, to: { system: 'phone', ref: '2' }, direction: 'in', seconds };
  expect(refusal(of('call', call))).toMatch(/^record\.invalid body\.seconds: /);
});

describe('a hand-over is made by two people', () => {
  const [one, two] = [
    { system: 'hr', ref: 'E900' },
    { system: 'hr', ref: 'E901' },
  ];
  const handover = (by: readonly Json[]) => ({
    ...(JSON.parse(examples[3] ?? '') as Json),
    body: { ...((JSON.parse(examples[3] ?? '') as Json).body as Json), by },
  });
  test('two', () => expect(refusal(handover([one, two]))).toBe('accepted'));
  test('not one', () => expect(refusal(handover([one]))).toContain('body.by: must name two people'));
  test('not the same one twice', () =>
    expect(refusal(handover([one, { ...one, name: '甲' }]))).toContain('body.by: must name different people'));
});

describe('the system of a party is the one that the field asks for', () => {
  test.each([
    ['employee', { employee: { system: 'crm', ref: 'E1' }, name: 'x' }, 'body.employee.system: must be hr'],
    ['customer', { customer: { system: 'hr', ref: 'E1' }, name: 'x' }, 'body.customer.system: must be crm'],
    ['company', { company: { system: 'name', ref: 'E1' }, name: 'x' }, 'body.company.system: must be company'],
  ] as const)('%s', (kind, body, expected) => expect(refusal(of(kind, body))).toBe(`record.invalid ${expected}`));
});

describe('a path of media stays inside its folder', () => {
  const withPath = (path: string) => ({
    ...chat,
    media: [{ name: 'a.jpg', mediaType: 'image/jpeg', sizeBytes: 1, sha256: 'a'.repeat(64), path }],
  });
  test.each(['a.jpg', 'media/图 1.jpg', '.hidden', 'a/..b/c...d'])('%s', (path) =>
    expect(refusal(withPath(path))).toBe('accepted'),
  );
  test.each([
    '../a',
    'a/../b',
    'a/..',
    '..',
    '.',
    './a',
    '/etc/passwd',
    'a//b',
    'a/',
    '',
    'C:/a',
    'a\\..\\b',
    'a\0b',
    'a\nb',
  ])('not %j', (path) => expect(refusal(withPath(path))).toMatch(/^record\.(text_)?invalid media\[0\]\.path: /));
});

test('the JSON Schema has every kind and closes every object', () => {
  const schema = recordJsonSchema() as { anyOf: readonly { properties: { kind: { const: string } } }[] };
  expect(schema.anyOf.map((each) => each.properties.kind.const)).toEqual(kinds);
  expect(kinds).toHaveLength(27);
  const text = JSON.stringify(schema);
  expect(text.match(/"type":"object"/g)?.length).toBe(text.match(/"additionalProperties":false/g)?.length);
});
