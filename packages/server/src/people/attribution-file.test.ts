import { expect, test } from 'vitest';
import type { Party } from '../kernel/party.ts';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { parseInstant } from '../kernel/time.ts';
import { attributionFileOf } from './attribution-file.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';

function at(day: string): Instant {
  const parsed = parseInstant(`${day}T12:00:00+08:00`);
  if (parsed === undefined) throw new Error(day);
  return parsed;
}

function facts(...lines: readonly (readonly [kind: string, day: string, body: object])[]): readonly Fact[] {
  return lines.map(([kind, day, body], index) => {
    const given = { v: 1, kind, source: 't', externalId: `x${index}`, basis: 'work-system', body };
    const decoded = decodeRecord({ ...given, occurredAt: `${day}T00:00:00+08:00` });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: decoded.record.occurredAt, record: decoded.record };
  });
}

const hr = (ref: string) => ({ system: 'hr', ref }) as const;
const wechat: Party = { system: 'wechat', ref: 'zhang3' };
const bound = (person: object, strength: string, more: object = {}) => ({ handle: wechat, person, strength, ...more });
const zhang = ['employee', '2024-01-01', { employee: hr('E1'), name: '张三' }] as const;
const li = ['employee', '2024-01-01', { employee: hr('E2'), name: '李四' }] as const;

function fileOf(handle: Party, [from, to]: readonly [string, string], all: readonly Fact[]) {
  const file = attributionFileOf({ handle, from: at(from), to: at(to) }, buildDirectory(all), all);
  return { ...file, kinds: file.items.map(({ kind }) => kind), told: file.items.map(({ says }) => says).join('\n') };
}

const spring = ['2026-01-10', '2026-03-10'] as const;

test('one real-name binding throughout: whose, since when, by which record', () => {
  const file = fileOf(wechat, spring, facts(zhang, ['binding', '2025-06-01', bound(hr('E1'), 'real-name')]));
  expect([file.standing, file.kinds]).toEqual(['real-name', ['bound']]);
  expect(file.says).toBe('2026-01-10至2026-03-10,账号归属张三(工号E1),有实名绑定记录');
  expect(file.told).toBe('自2025-06-01起,账号绑定记录载明账号归属张三(工号E1),绑定方式:实名');
  expect(file.items[0]?.entries).toMatchObject([{ externalId: 'x1' }]);
  expect(file.missing).toEqual(['未见所涉期间的登录或设备记录;可由信息系统管理员导出并写明导出过程']);
});

test('a list of accounts stated anew is one binding, and the real-name record is said to be missing', () => {
  const listed = { employee: hr('E1'), name: '张三', handles: [wechat] };
  const file = fileOf(
    wechat,
    spring,
    facts(['employee', '2025-01-01', listed], ['employee', '2026-02-01', { ...listed, title: '经理' }]),
  );
  expect([file.standing, file.kinds]).toEqual(['supported', ['bound']]);
  expect(file.items[0]?.entries).toHaveLength(2);
  expect(file.missing[0]).toBe('未见实名绑定记录;可请员工书面确认或由平台协助调取');
});

test('two at the same time share it; nobody is named as the one', () => {
  const file = fileOf(
    wechat,
    spring,
    facts(
      zhang,
      li,
      ['binding', '2025-06-01', bound(hr('E1'), 'device')],
      ['binding', '2026-02-01', bound(hr('E2'), 'login')],
    ),
  );
  expect([file.standing, file.kinds]).toEqual(['shared', ['bound', 'bound', 'shared']]);
  expect(file.says).not.toContain('归属张三');
  expect(file.told).toContain('2026-02-01至2026-03-10同时绑定张三(工号E1)、李四(工号E2)');
  expect(file.missing.join()).toContain('排班');
});

test('a real-name record against another binding is a contradiction, and so is an employee against a customer', () => {
  for (const [person, strength] of [
    [hr('E2'), 'real-name'],
    [{ system: 'crm', ref: 'C1' }, 'device'],
  ] as const) {
    const file = fileOf(
      wechat,
      spring,
      facts(
        zhang,
        li,
        ['binding', '2025-06-01', bound(hr('E1'), 'device')],
        ['binding', '2025-06-01', bound(person, strength)],
      ),
    );
    expect([file.standing, file.kinds]).toEqual(['contradicted', ['bound', 'bound', 'contradiction']]);
    expect(file.missing[0]).toContain('相互矛盾');
  }
});

test('time without a binding is a gap; one person after another is only part of an answer', () => {
  const file = fileOf(
    wechat,
    spring,
    facts(
      zhang,
      li,
      ['binding', '2025-06-01', bound(hr('E1'), 'login', { until: '2026-01-20' })],
      ['binding', '2026-02-01', bound(hr('E2'), 'login')],
    ),
  );
  expect([file.standing, file.kinds]).toEqual(['partial', ['bound', 'bound', 'gap']]);
  expect(file.told).toContain('2026-01-20至2026-02-01未见绑定记录');
  expect(file.missing.join()).toContain('账号发放、变更或注销记录');
});

test('bindings outside of the time of use say nothing about it', () => {
  const file = fileOf(
    wechat,
    spring,
    facts(zhang, ['binding', '2025-06-01', bound(hr('E1'), 'real-name', { until: '2025-12-01' })]),
  );
  expect([file.standing, file.kinds]).toEqual(['unbound', ['unbound']]);
  expect(file.says).toContain('账号尚未归属');
});

test('a masked account belongs to nobody, even where the mask was bound and the name fits', () => {
  const masked: Party = { system: 'bank', ref: '6222****1234', name: '张三' };
  const binding = { handle: masked, person: hr('E1'), strength: 'real-name' };
  const file = fileOf(masked, spring, facts(zhang, ['binding', '2025-06-01', binding]));
  expect([file.standing, file.kinds]).toEqual(['masked', ['masked']]);
  expect(file.told).toContain('与员工张三(工号E1)姓名相同');
  expect(file.says).not.toContain('归属张三');
  expect(file.missing.join()).toContain('完整账号');
});

test('a displayed name is no account', () => {
  const file = fileOf({ system: 'name', ref: '张三' }, spring, facts(zhang));
  expect([file.standing, file.kinds]).toEqual(['name-only', ['name-only']]);
  expect(file.told).toContain('仅凭姓名不能认定为同一人');
});

test('a customer’s account before the CRM knew it is inferred and said to be', () => {
  const customer = { customer: { system: 'crm', ref: 'C1' }, name: '王五', handles: [wechat] };
  const before = fileOf(wechat, spring, facts(['customer', '2026-06-01', customer]));
  expect([before.standing, before.kinds]).toEqual(['inferred', ['inferred']]);
  const across = fileOf(wechat, spring, facts(['customer', '2026-02-01', customer]));
  expect([across.standing, across.kinds]).toEqual(['supported', ['bound', 'inferred']]);
  expect(across.missing).toEqual(['未见实名绑定记录;可请账号使用人书面确认或由平台协助调取']);
});

test('declared accounts, logins, devices and a departure are told with their entries', () => {
  const account: Party = { system: 'bank', ref: '6222021234567890' };
  const rule = { title: '利益冲突申报办法', version: '1' };
  const declared = {
    employee: hr('E1'),
    relation: 'spouse',
    name: '赵六',
    account,
    rule,
    at: '2025-05-01T00:00:00+08:00',
  };
  const bank = fileOf(account, spring, facts(zhang, ['declaration', '2025-05-01', declared]));
  expect([bank.standing, bank.kinds]).toEqual(['unbound', ['unbound', 'declared']]);
  expect(bank.told).toContain('(关系:赵六,配偶)');
  const access = { employee: hr('E1'), action: 'login', resource: 'crm', device: 'PC-7', ip: '10.0.0.7' };
  const file = fileOf(
    hr('E1'),
    spring,
    facts(
      zhang,
      ['access', '2026-02-01', access],
      ['access', '2026-02-02', access],
      ['access', '2026-09-01', access],
      ['employee', '2026-03-01', { employee: hr('E1'), name: '张三', status: 'left' }],
    ),
  );
  expect(file.kinds).toEqual(['itself', 'login', 'device', 'left']);
  expect(file.told).toContain('2条操作记录载明设备PC-7,IP地址10.0.0.7');
  expect(file.missing).toEqual([]);
});
