import type { Body } from '@zhenglian/proof';
import type { Reconstruction } from '../chain/chain.ts';
import type { NativeRecord } from '../kernel/record.ts';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import type { Picked } from './collect.ts';
import { whoIsWho } from './who.ts';

const AT = '2026-03-02T10:15:00+08:00';
const staff = (ref: string) => ({ system: 'hr', ref });
const client = (ref: string) => ({ system: 'crm', ref });
const account = (ref: string) => ({ system: 'wecom', ref });
const BASIS = { basis: 'work-system' };
const talk = (id: string, from: string, to: string, text: string) =>
  record('chat', id, { conversation: id, form: 'text', from: account(from), to: [account(to)], text });

function record(kind: string, externalId: string, body: object, more: object = BASIS): NativeRecord {
  const decoded = decodeRecord({ v: 1, kind, source: 's', externalId, occurredAt: AT, ...more, body });
  if (!decoded.ok) throw new Error(`${externalId}: ${decoded.why}`);
  return decoded.record;
}

const directory = buildDirectory(
  [
    record('employee', 'e1', { employee: staff('E001'), name: '张三', handles: [account('zhangsan')] }),
    record('employee', 'e9', { employee: staff('E900'), name: '王芳芳' }),
    record('employee', 'e8', { employee: staff('E800'), name: '赵六一' }),
    record('customer', 'c1', { customer: client('C100'), name: '李四', handles: [account('wmLiSi')] }),
    record('customer', 'c2', { customer: client('C200'), name: '钱多多', handles: [account('wmQian')] }),
  ].map((each, index) => ({ log: 'main', index, recordedAt: each.occurredAt, record: each })),
);

/** What a chain about 张三, 李四 and 华晟 rests on, and some that must not come out. */
export const ITEMS: readonly (readonly [name: string, role: string, record: NativeRecord])[] = [
  ['said', 'said', talk('m1', 'zhangsan', 'wmLiSi', '给你10个点')],
  ['answered', 'said', talk('m2', 'wmLiSi', 'zhangsan', '好的,打到我的账上 13900001234')],
  ['other customer', 'ground', talk('m3', 'wmQian', 'zhangsan', '上次的货到了')],
  ['favourable talk', 'favourable', talk('m4', 'wmQian', 'zhangsan', '是我自己要换的')],
  ['scope', 'permission', permission(['C100', 'C200'])],
  [
    'remark',
    'ground',
    record('follow-up', 'f1', { customer: client('C100'), employee: staff('E001'), text: '问过钱多多' }),
  ],
  ['tip', 'ground', record('tip', 't1', { channel: 'box', by: staff('E800'), about: [staff('E001')], text: 'x' })],
  ['witness', 'testimony', testimony('w1', staff('E800'), '我看到了')],
  ['own words', 'testimony', testimony('w2', staff('E001'), '这是借款')],
  ['notice', 'process', record('document', 'd1', { type: 'notice', about: [staff('E001')], title: '通知' })],
  ['approved', 'ground', approval()],
  ['kin', 'statement', declaration()],
  ['in a group', 'ground', group('m5', 'wmQian', ['zhangsan', 'wmLiSi'])],
  ['passed on', 'ground', record('chat', 'm6', forwarded())],
  ['paid', 'transfer', record('transfer', 't2', payment(), { basis: 'company-books' })],
];

function permission(customers: readonly string[]): NativeRecord {
  const body = { employee: staff('E001'), resource: 'crm', actions: ['view'], scope: customers.map(client) };
  return record('permission', 'p1', { ...body, action: 'granted' });
}
function testimony(id: string, by: object, text: string): NativeRecord {
  return record('testimony', id, { by, about: [staff('E001')], form: 'written', text });
}
function approval(): NativeRecord {
  return record('approval', 'a1', { type: 'gift', by: staff('E900'), for: staff('E001'), state: 'approved' });
}
function group(id: string, from: string, to: readonly string[]): NativeRecord {
  return record('chat', id, {
    conversation: id,
    form: 'text',
    from: account(from),
    to: to.map(account),
    text: '我也要',
  });
}
function forwarded() {
  const said = [{ from: account('wmQian'), form: 'text', text: '别告诉别人' }];
  return { conversation: 'm6', form: 'forwarded', from: account('zhangsan'), to: [account('wmLiSi')], forwarded: said };
}
function payment() {
  const amount = { currency: 'CNY', minor: '2000000' };
  return { from: { system: 'bank', ref: '6222****0001' }, to: staff('E001'), amount };
}
function declaration(): NativeRecord {
  const body = {
    employee: staff('E001'),
    relation: 'spouse',
    name: '陈小红',
    rule: { title: '手册', version: '1' },
    at: AT,
  };
  return record('declaration', 'k1', body);
}

export const picked = (index: number, role: string, type: Picked['read']['entry']['type'], body: Body): Picked => ({
  role,
  read: {
    place: { log: 'main', index },
    keyId: 1,
    entry: {
      ...{ format: 1, log: 'main', index, recordedAt: Date.parse(AT), type, delivery: null },
      commitment: { sha256: '0'.repeat(64), sm3: '0'.repeat(64) },
    },
    content: { status: 'open', body, salt: Buffer.alloc(32), original: Buffer.from('{}') },
  },
});
export const slice = { sha256: 'ab'.repeat(32), sizeBytes: 2 };
export const all = [
  ...ITEMS.map(([, role, each], i) => picked(i, role, 'record', { ...(each as unknown as Body), slice })),
  picked(90, 'finding', 'finding', { severity: 'high' }),
  picked(91, 'reconstruction', 'reconstruction', { chain: { strength: 'strong' } }),
];

const story = {
  ...{ employee: { ref: 'E001', name: '张三' }, customers: [{ ref: 'C100', name: '李四' }] },
  outside: [{ name: '华晟科技有限公司' }],
};
const favourable = { source: 's', externalId: 'm4', log: 'main', index: 3 };
export const found = {
  ...{ weighing: { parts: [], limits: [] }, links: [] },
  chain: {
    ...story,
    rivals: [{ kind: 'customer-moved-itself', outcome: 'weakens', entries: [favourable], because: '' }],
  },
  timeline: [{ entry: favourable, role: 'favourable', at: Date.parse(AT) as Instant, precision: 'second' }],
} as unknown as Reconstruction;
export const who = whoIsWho(story, directory);
