import { decodeRecord } from '../kernel/record.ts';
import { instantFromMillis } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import type { Fact } from '../people/fact.ts';
import { STANDING_KINDS } from '../people/facts.ts';
import type { Chain, LinkType, Reconstruction, RivalKind, RivalOutcome, StoredFinding } from './chain.ts';
import { defaultSettings } from './chain.ts';
import { reconstruct } from './reconstruct.ts';

/** A small company for tests: records are given as RECORDS.md writes them, so that decoding is tested along. */
export type Line = {
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly body: unknown;
  readonly source?: string;
  readonly basis?: string;
  readonly precision?: string;
  readonly handover?: string;
  readonly original?: string;
};

export type Sees = Partial<Pick<StoredFinding, 'kind' | 'severity' | 'reads' | 'field' | 'rule'>>;
export type World = { readonly facts: readonly Fact[]; readonly findings: readonly StoredFinding[] };

export const hr = (ref: string) => ({ system: 'hr', ref });
export const crm = (ref: string) => ({ system: 'crm', ref });
export const wecom = (ref: string) => ({ system: 'wecom', ref });
export const company = (ref: string) => ({ system: 'company', ref });
export const yuan = (amount: number) => ({ currency: 'CNY', minor: String(Math.round(amount * 100)) });

/** Puts the lines into one log in their order; `sees` gives, by a line's id, what the rules saw in it. */
export function worldOf(lines: readonly Line[], sees: Readonly<Record<string, Sees>>): World {
  const facts = lines.map(factOf);
  const findings = facts.flatMap((fact) => {
    const seen = sees[fact.record.externalId];
    return seen === undefined ? [] : [findingOf(fact, seen)];
  });
  return { facts, findings };
}

function factOf(line: Line, index: number): Fact {
  const decoded = decodeRecord({
    v: 1,
    kind: line.kind,
    source: line.source ?? 'test',
    externalId: line.id,
    occurredAt: line.at,
    basis: line.basis ?? (line.kind === 'transfer' || line.kind === 'deal' ? 'company-books' : 'work-system'),
    ...(line.precision === undefined ? {} : { precision: line.precision }),
    ...(line.handover === undefined ? {} : { handover: line.handover }),
    ...(line.original === undefined ? {} : { original: line.original }),
    body: line.body,
  });
  if (!decoded.ok) throw new Error(`${line.id}: ${decoded.why}`);
  return {
    log: 'main',
    index,
    recordedAt: instantFromMillis(1_800_000_000_000) ?? decoded.record.occurredAt,
    record: decoded.record,
  };
}

function findingOf(fact: Fact, seen: Sees): StoredFinding {
  return {
    id: `f-${fact.record.externalId}`,
    rule: seen.rule ?? 'benefit-promised',
    kind: seen.kind ?? 'kickback',
    version: 1,
    severity: seen.severity ?? 'high',
    log: fact.log,
    index: fact.index,
    field: seen.field ?? 'text',
    start: 0,
    end: 2,
    at: fact.record.occurredAt,
    reads: seen.reads ?? {},
  };
}

export function chainsOf({ facts, findings }: World): readonly Reconstruction[] {
  const standing = facts.filter(({ record }) => STANDING_KINDS.includes(record.kind));
  return reconstruct({ facts, findings, directory: buildDirectory(standing), settings: defaultSettings });
}

/** The only chain of a world; fails the test if there is none or more than one. */
export function onlyChain(world: World): Chain {
  const found = chainsOf(world);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`expected one chain, found ${found.length}`);
  return first.chain;
}

/** `type:strength` of every link, in order. */
export function linksOf(chain: Chain): readonly string[] {
  return chain.links.map((link) => `${link.type}:${link.strength}`);
}

export function groundsOf(chain: Chain, type: LinkType): string {
  return chain.links.find((link) => link.type === type)?.grounds ?? '';
}

export function rivalOf(chain: Chain, kind: RivalKind): RivalOutcome | undefined {
  return chain.rivals.find((rival) => rival.kind === kind)?.outcome;
}

/** The rivals that found something, as `kind:outcome`. */
export function rivalsFound(chain: Chain): readonly string[] {
  const found = chain.rivals.filter((rival) => rival.outcome === 'explains' || rival.outcome === 'weakens');
  return found.map((rival) => `${rival.kind}:${rival.outcome}`);
}

/** 张三 and 李某, their customers, our company, and 华晟 outside; nothing has happened yet. */
export const staff: readonly Line[] = [
  line('company', 'k-own', '2024-01-01T00:00:00+08:00', {
    company: company('本司科技有限公司'),
    name: '本司科技有限公司',
    relation: 'own',
  }),
  line('company', 'k-hs', '2025-01-01T00:00:00+08:00', {
    company: company('华晟科技有限公司'),
    name: '华晟科技有限公司',
    people: [{ name: '王五', role: 'legal-representative', handle: { system: 'wechat', ref: 'wangwu' } }],
  }),
  line('employee', 'e1', '2025-01-01T00:00:00+08:00', {
    employee: hr('E001'),
    name: '张三',
    employer: company('本司科技有限公司'),
    handles: [wecom('zhangsan')],
  }),
  line('employee', 'e2', '2025-01-01T00:00:00+08:00', {
    employee: hr('E002'),
    name: '李某',
    handles: [wecom('limou')],
  }),
  ...['100', '101', '102'].flatMap((n, i) => [
    line('customer', `c${n}`, '2025-01-01T00:00:00+08:00', {
      customer: crm(`C${n}`),
      name: ['李四', '赵六', '孙七'][i],
      handles: [wecom(`wm${n}`)],
      status: 'active',
    }),
  ]),
  line('ownership', 'o100', '2025-06-01T09:00:00+08:00', {
    customer: crm('C100'),
    employee: hr('E001'),
    action: 'assigned',
  }),
  line('permission', 'p1', '2025-06-01T09:00:00+08:00', {
    employee: hr('E001'),
    resource: 'crm.customer',
    actions: ['view', 'edit'],
    scope: 'all',
    action: 'granted',
  }),
];

export function line(kind: string, id: string, at: string, body: unknown, more: Partial<Line> = {}): Line {
  return { kind, id, at, body, ...more };
}

export function says(id: string, at: string, from: string, to: string, text: string, more: Partial<Line> = {}): Line {
  return line(
    'chat',
    id,
    at,
    { conversation: [from, to].toSorted().join('|'), from: wecom(from), to: [wecom(to)], form: 'text', text },
    more,
  );
}

export function deals(
  id: string,
  at: string,
  customer: string,
  amount: number,
  seller = '华晟科技有限公司',
  more: Partial<Line> = {},
): Line {
  return line(
    'deal',
    id,
    at,
    { customer: crm(customer), seller: company(seller), type: 'contract', number: `HT-${id}`, amount: yuan(amount) },
    more,
  );
}

export function pays(
  id: string,
  at: string,
  from: unknown,
  to: unknown,
  amount: number,
  body: object = {},
  more: Partial<Line> = {},
): Line {
  return line('transfer', id, at, { from, to, amount: yuan(amount), ...body }, more);
}
