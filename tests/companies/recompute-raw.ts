import type { Money, NativeRecord, Party } from './record.ts';
import { DAY, date, dayOf, instant } from './record.ts';

/** Whatever the bodies hold that is read here; which kind holds what is on the contract's page. */
type Fields = {
  readonly [name in 'employee' | 'customer' | 'company' | 'seller' | 'person' | 'handle' | 'account']?: Party;
} & {
  readonly from?: Party;
  readonly to?: Party | readonly Party[];
  readonly handles?: readonly Party[];
  readonly people?: readonly { readonly name: string; readonly role: string; readonly handle?: Party }[];
  readonly aliases?: readonly string[];
  readonly transcript?: { readonly text: string };
  readonly scope?: 'all' | readonly Party[];
  readonly actions?: readonly string[];
  readonly clauses?: readonly { readonly ref: string; readonly forbids?: readonly string[] }[];
  readonly procedure?: Readonly<Record<string, string>>;
  readonly changes?: readonly { readonly field: string }[];
  readonly amount?: Money;
  readonly seconds?: number;
  readonly count?: number;
  readonly answered?: boolean;
} & {
  readonly [name in
    | 'name'
    | 'text'
    | 'memo'
    | 'number'
    | 'type'
    | 'state'
    | 'uscc'
    | 'action'
    | 'resource'
    | 'strength'
    | 'relation'
    | 'title'
    | 'version'
    | 'effectiveFrom'
    | 'effectiveTo'
    | 'agreement'
    | 'outcome'
    | 'at'
    | 'since'
    | 'until']?: string;
};

type Entry = { readonly source: string; readonly externalId: string };
export type Link = { readonly type: string; readonly entries: readonly Entry[]; readonly grounds: string };
export type Told = {
  readonly id: string;
  readonly employee: { readonly ref: string; readonly name: string };
  readonly links: readonly Link[];
};

export type Row = Omit<NativeRecord, 'body'> & { readonly id: string; readonly when: number; readonly body: Fields };
export type Raw = {
  readonly get: (id: string) => Row | undefined;
  readonly of: (kind: string) => readonly Row[];
  /** Accounts that the records give to a person of a number, itself among them. */
  readonly accounts: (system: 'hr' | 'crm', ref: string) => ReadonlySet<string>;
};

export function readRaw(lines: string): Raw {
  const rows = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => {
      const record = JSON.parse(line) as Row; // as the generator writes it
      return { ...record, id: `${record.source}:${record.externalId}`, when: Date.parse(record.occurredAt) };
    });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  const known = new Map<string, ReadonlySet<string>>();
  const of = (kind: string): readonly Row[] => byKind.get(kind) ?? [];
  return {
    get: (id) => byId.get(id),
    of,
    accounts(system, ref) {
      const before = known.get(`${system}:${ref}`);
      if (before !== undefined) return before;
      const own = [...of('employee'), ...of('customer')].filter(({ kind, body }) =>
        kind === 'employee'
          ? system === 'hr' && body.employee?.ref === ref
          : system === 'crm' && body.customer?.ref === ref,
      );
      const bound = of('binding').filter(({ body }) => key(body.person) === `${system}:${ref}`);
      const handles = [
        ...own.flatMap(({ body }) => body.handles ?? []),
        ...bound.flatMap(({ body }) => body.handle ?? []),
      ];
      const all = new Set([`${system}:${ref}`, ...handles.map(key)]);
      known.set(`${system}:${ref}`, all);
      return all;
    },
  };
}

export const key = (party: Party | undefined): string => (party === undefined ? '' : `${party.system}:${party.ref}`);
export const partiesOf = (to: Fields['to']): readonly Party[] => (to === undefined ? [] : 'ref' in to ? [to] : to);
export const minorOf = ({ body }: Row): bigint => BigInt(body.amount?.minor ?? 0);
export const total = (rows: readonly Row[]): bigint => rows.reduce((all, row) => all + minorOf(row), 0n);

/** `¥20,000.00` or `-3.05元` as minor units. */
export function minorIn(text: string): bigint {
  return BigInt(text.replaceAll(/[^\d-]/gu, ''));
}

/** Half up, as a share of fen is paid. */
export const share = (minor: bigint, bps: bigint): bigint => (minor * bps + 5000n) / 10_000n;

export function bpsIn(text: string): bigint {
  const [whole = '', rest = ''] = text.replace('%', '').split('.');
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, '0'));
}

/** The moment as grounds print it. */
export function printed({ when, precision }: Pick<Row, 'when' | 'precision'>): string {
  return precision === 'day' ? `${date(when)}(来源只记到日)` : shown(when);
}

export const shown = (when: number): string => `${instant(when).slice(0, 19).replace('T', ' ')} +08:00`;

/** The last instant that the printed moment can mean. */
export function momentIn(text: string): number {
  return text.includes('来源') ? dayIn(text) : Date.parse(text.replace(' ', 'T').replace(' ', ''));
}

export const dayIn = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00+08:00`);
/** A date of the contract is one in Shanghai. */
export const instantOf = (text: string): number => (text.length === 10 ? dayIn(text) : Date.parse(text));
export const daysApart = (a: Row, b: Row): number => (dayOf(b.when) - dayOf(a.when)) / DAY;

/** Whether the first is over before the second can have begun. */
export function isBefore(a: Row, b: Row): boolean {
  const end = a.precision === 'day' ? dayOf(a.when) + DAY : a.when;
  return end <= (b.precision === 'day' ? dayOf(b.when) : b.when);
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function inWords(value: number): readonly string[] {
  if (value >= 100 || !Number.isInteger(value)) return [];
  const tens = Math.floor(value / 10);
  const ones = value % 10 === 0 && tens > 0 ? '' : (DIGITS[value % 10] ?? '');
  const words = tens === 0 ? ones : `${tens === 1 ? '' : DIGITS[tens]}十${ones}`;
  return value === 2 ? [words, '两'] : [words];
}

/** Whether the words themselves hold the figure that was read from them, `6%` or `¥6,000.00`. */
export function holdsFigure(text: string, figure: string): boolean {
  const folded = text.replaceAll(/[\s,，]/gu, '').toLowerCase();
  if (figure.endsWith('%')) {
    const value = Number(figure.slice(0, -1));
    const ways = [String(value), ...inWords(value)];
    const tenths = [String(value / 10), ...inWords(value / 10)].map((each) => `${each}成`);
    return [...ways.flatMap((each) => [`${each}%`, `${each}个点`, `${each}点`, `百分之${each}`]), ...tenths].some(
      (way) => folded.includes(way),
    );
  }
  const value = Number(minorIn(figure)) / 100;
  const scaled = (unit: number, names: readonly string[]): readonly string[] =>
    [String(value / unit), ...inWords(value / unit)].flatMap((each) => names.map((name) => `${each}${name}`));
  return [String(value), ...scaled(10_000, ['万', 'w']), ...scaled(1000, ['千', 'k'])].some((way) =>
    folded.includes(way),
  );
}

/** What the grounds call the things of the records. */
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const divide = (value: bigint, by: bigint): bigint => (value + by / 2n) / by;

/** What is paid of a sum once it is rounded or a tax is out of it, as the words say. */
export function isAdjusted(words: string, due: bigint, to: bigint): boolean {
  const figure = BigInt(/\d+/u.exec(words)?.[0] ?? 0);
  if (words.startsWith('取整到')) return to % (figure * 100n) === 0n && absolute(to - due) < figure * 100n;
  if (words.startsWith('按不含税金额计')) return to === divide(due * 100n, 100n + figure);
  if (/^扣除\d+%税点$/u.test(words)) return to === divide(due * (100n - figure), 100n);
  if (words !== '扣除劳务报酬预扣税款') return false;
  const taxable = due <= 400_000n ? due - 80_000n : divide(due * 4n, 5n);
  const [rate, less] = taxable <= 2_000_000n ? [20n, 0n] : taxable <= 5_000_000n ? [30n, 200_000n] : [40n, 700_000n];
  return to === due - (divide(taxable * rate, 100n) - less);
}

export const ACTIONS: Readonly<Record<string, string>> = {
  查看: 'view',
  修改: 'edit',
  导出: 'export',
  删除: 'delete',
  打印: 'print',
  下载: 'download',
};

export const DEAL_TYPES: Readonly<Record<string, string>> = { contract: '合同', invoice: '发票', order: '订单' };

export const ROLES: Readonly<Record<string, string>> = {
  'legal-representative': '法定代表人',
  shareholder: '股东',
  director: '董事',
  contact: '联系人',
};

export const BINDINGS: Readonly<Record<string, string>> = {
  'real-name': '实名',
  device: '设备',
  login: '登录账号',
  declared: '员工资料或本人申报',
  inferred: '推断',
};

export const ofKind = (rows: readonly Row[], ...kinds: readonly string[]): readonly Row[] =>
  rows.filter(({ kind }) => kinds.includes(kind));

export const spanOf = (body: Row['body'], when: number): boolean =>
  (body.since === undefined || instantOf(body.since) <= when) &&
  (body.until === undefined || when < instantOf(body.until));

/** Whether a record has a company of this name under the other one, an alias or its code. */
export function isCompany(raw: Raw, name: string | undefined, called: string | undefined): boolean {
  return raw.of('company').some(({ body }) => {
    const all = [body.name, body.company?.ref, body.uscc, ...(body.aliases ?? [])];
    return called !== undefined && all.includes(called) && body.name === name;
  });
}

export const byTime = (rows: readonly Row[]): readonly Row[] => rows.toSorted((a, b) => a.when - b.when);

export const peopleOf = (raw: Raw, whom: string): readonly string[] =>
  raw
    .of('company')
    .flatMap(({ body }) => (whom === `${body.name}的人员` ? (body.people ?? []).map(({ handle }) => key(handle)) : []));

const KINDS_AT: Readonly<Record<string, readonly string[]>> = {
  首次说到该客户: ['chat', 'email', 'call'],
  该客户首次与对方成交: ['deal'],
  所涉事件最早一项: ['chat', 'email', 'call', 'deal', 'transfer'],
};

/** What is told of the moment for which standing is asked lies there, and is the customer's or the employee's. */
export function happened(
  moment: string,
  customer: string,
  { raw, employee }: Pick<Told, 'employee'> & { raw: Raw },
  what: string,
): boolean {
  const accounts = new Set([...raw.accounts('hr', employee.ref), ...raw.accounts('crm', customer)]);
  return (KINDS_AT[what] ?? []).some((kind) =>
    raw.of(kind).some((row) => {
      const { from, to, customer: of } = row.body;
      return printed(row) === moment && [from, of, ...partiesOf(to)].some((each) => accounts.has(key(each)));
    }),
  );
}

export function isNamed({ raw }: { readonly raw: Raw }, name: string, ref: string): boolean {
  return raw.of('customer').some(({ body }) => body.customer?.ref === ref && body.name === name);
}

/** The first of the payments, if all have the same account at this end. */
export const oneAccount = (end: 'from' | 'to', { rows }: { readonly rows: readonly Row[] }): Row | undefined => {
  const [first, ...others] = ofKind(rows, 'transfer');
  const accounts = new Set([first, ...others].map((row) => key(row?.body[end] as never))); // a transfer has one party at each end
  return accounts.size === 1 ? first : undefined;
};
