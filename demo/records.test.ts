import { describe, expect, test } from 'vitest';
import { generate } from './generate.ts';
import type { NativeLine } from './read-files.ts';
import { archivedOf, nativeOf } from './read-files.ts';

const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

const ENVELOPE = 'v kind source externalId occurredAt precision? basis handover? original? body';
/** The bodies of the public page on native records, written out again: whoever changes one has to change the other. */
const BODIES: Readonly<Record<string, string>> = {
  employee:
    'employee name employer? form? department? title? manager? workplace? status? probationEnd? protected? handles? since? until?',
  customer: 'customer name company? handles? tier? firstDealAt? status? lostAt? since? until?',
  company: 'company name uscc? relation? aliases? people?',
  declaration: 'employee relation name? company? account? rule at',
  binding: 'handle person strength since? until?',
  agreement: 'type title version effectiveFrom? effectiveTo? clauses procedure?',
  acknowledgement: 'agreement version employee method at outcome witnesses?',
  ownership: 'customer employee action by?',
  'follow-up': 'customer employee text',
  permission: 'employee resource actions scope action',
  access: 'employee action resource customer? count? changes? ip? device?',
  approval: 'type by for customer? company? percent? amount? state since? until? text?',
  schedule: 'employee? department? from to type',
  calendar: 'date type',
  deal: 'customer seller type number amount state? employee? buyer?',
  transfer: 'from to amount memo? channel? reference? state?',
  claim: 'employee amount purpose counterparty? state',
  testimony: 'by about form text? transcript?',
  document: 'type about title text?',
  handover: 'from by at how document? scope',
};
const BASES =
  'work-system company-books provided-by-customer provided-by-employee provided-by-third-party public-record authority-order';
const SYSTEMS = 'hr crm wecom dingtalk feishu wechat qq email phone bank alipay wallet device company name';
const INSTANT = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/;

/** Names present but not listed, and listed without `?` but not present. */
function fieldFaults(value: Readonly<Record<string, unknown>>, fields: string): readonly string[] {
  const listed = fields.split(' ');
  const known = listed.map((name) => name.replace('?', ''));
  return [
    ...Object.keys(value).filter((name) => !known.includes(name)),
    ...listed.filter((name) => !name.endsWith('?') && value[name] === undefined),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every object inside a value, however deep. */
function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

function recordFaults(record: NativeLine): readonly string[] {
  const fields = BODIES[record.kind];
  if (fields === undefined) return [`unknown kind ${record.kind}`];
  const parties = objectsIn(record.body).filter((value) => 'system' in value);
  const moneys = objectsIn(record.body).filter((value) => 'currency' in value || 'minor' in value);
  return [
    ...fieldFaults(record, ENVELOPE),
    ...fieldFaults(record.body, fields),
    ...parties.flatMap((party) => fieldFaults(party, 'system ref realm? name?')),
    ...parties
      .filter((party) => !SYSTEMS.split(' ').includes(String(party.system)))
      .map((party) => `system ${party.system}`),
    ...moneys
      .filter(({ currency, minor }) => currency !== 'CNY' || !/^[1-9]\d{0,17}$/.test(String(minor)))
      .map(() => 'money'),
    ...(INSTANT.test(record.occurredAt) ? [] : [record.occurredAt]),
    ...(BASES.split(' ').includes(record.basis) ? [] : [record.basis]),
    ...(/^(provided-|public-)/.test(record.basis) === (record.handover !== undefined)
      ? []
      : ['basis and handover disagree']),
  ];
}

describe.each(SEEDS)('seed %i', (seed) => {
  const files = generate(seed);
  const native = nativeOf(files);

  test('every native record has exactly the fields of its kind', () => {
    const faults = native.flatMap((record) => recordFaults(record).map((fault) => `${record.externalId}: ${fault}`));
    expect(faults).toEqual([]);
  });

  test('a source gives an id to one record only', () => {
    const ids = native.map(({ source, externalId }) => `${source}:${externalId}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a named hand-over exists, has two collectors, and comes after what it brings', () => {
    const handovers = new Map(
      native.filter(({ kind }) => kind === 'handover').map((r) => [`${r.source}:${r.externalId}`, r]),
    );
    for (const record of native.filter(({ handover }) => handover !== undefined)) {
      const handover = handovers.get(record.handover ?? '');
      expect(handover?.body.by.length).toBe(2);
      if (record.kind === 'company' || record.kind === 'testimony') continue;
      expect(Date.parse(handover?.occurredAt ?? '')).toBeGreaterThan(Date.parse(record.occurredAt));
    }
  });

  test('no payment comes from a work system, and an outside payment to an employee always names its hand-over', () => {
    const own = native.find(({ kind, body }) => kind === 'company' && body.relation === 'own')?.body.name;
    const transfers = native.filter(({ kind }) => kind === 'transfer');
    expect(transfers.filter(({ basis }) => basis === 'work-system')).toEqual([]);
    for (const { body, basis, handover } of transfers) {
      expect(basis === 'company-books').toBe(body.from.ref === own);
      expect(handover === undefined).toBe(body.from.ref === own);
    }
  });

  test('no number is a fraction, so that every record has a canonical form', () => {
    const numbers = objectsIn(native).flatMap((value) => Object.values(value).filter((v) => typeof v === 'number'));
    expect(numbers.filter((value) => !Number.isSafeInteger(value))).toEqual([]);
  });
});

const ENVELOPE_KEYS = 'msgid action from tolist roomid msgtime msgtype';
const CONTENT_KEYS: Readonly<Record<string, string>> = { docmsg: 'doc', voiptext: 'info' };

describe.each(SEEDS)('the archive of seed %i', (seed) => {
  const files = generate(seed);
  const messages = archivedOf(files);

  test('every message has the envelope of the decrypted archive', () => {
    for (const message of messages) {
      if (message.action === 'switch') {
        expect(fieldFaults(message, 'msgid action time user')).toEqual([]);
        continue;
      }
      const content = CONTENT_KEYS[message.msgtype] ?? message.msgtype;
      expect(fieldFaults(message, `${ENVELOPE_KEYS} ${content}`)).toEqual([]);
      expect(message.tolist).not.toContain(message.from);
      expect(message.roomid === '' ? message.tolist.length : 1).toBe(1);
      expect(message.msgtime).toBeGreaterThan(Date.parse('2026-02-01T00:00:00+08:00'));
      expect(message.msgtime).toBeLessThan(Date.parse('2026-04-01T00:00:00+08:00'));
    }
    expect(new Set(messages.map(({ msgid }) => msgid)).size).toBe(messages.length);
  });

  test('a recall names a message that is there', () => {
    const recalls = messages.filter(({ action }) => action === 'recall');
    expect(recalls.length).toBeGreaterThan(2);
    for (const { revoke } of recalls) expect(messages.some(({ msgid }) => msgid === revoke.pre_msgid)).toBe(true);
  });

  test('the ordinary types are there, and every participant is known to the other files', () => {
    const types = new Set(messages.map(({ msgtype }) => msgtype));
    for (const type of ['text', 'image', 'voice', 'file', 'revoke', 'agree']) expect(types).toContain(type);
    const handles = objectsIn(nativeOf(files))
      .filter(({ system }) => system === 'wecom')
      .map(({ ref }) => ref);
    const participants = messages.flatMap(({ from, tolist, user }) => [from ?? user, ...(tolist ?? [])]);
    expect(participants.filter((ref) => !handles.includes(ref))).toEqual([]);
  });
});
