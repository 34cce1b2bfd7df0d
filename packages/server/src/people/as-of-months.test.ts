import { describe, expect, test } from 'vitest';
import { decodeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { formatInstant, LAST_INSTANT } from '../kernel/time.ts';
import type { CustomerAsOf, Sorted } from './as-of.ts';
import { customerAsOf } from './as-of.ts';
import type { View } from './as-of-index.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';
import { differencesOf, knownAt } from './known-then.ts';
import { organisationAt } from './organisation.ts';

/*
 * A company over 18 months, with an oracle that knows nothing of timelines: a copy of its own state at the end of each
 * month, and for other instants every line it ever wrote down played through from the first.
 */

const MONTHS = 18;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACTIONS = ['view', 'edit', 'export'] as const;
const RESOURCES = ['crm.customer', 'crm.report'];
const CUSTOMERS = Array.from({ length: 12 }, (_, n) => `C${n}`);
const DEPARTMENTS = ['销售一部', '销售二部', '客服部'];

type Job = { readonly department: string; readonly manager: string; readonly status: 'active' | 'left' };
type What =
  | { readonly kind: 'job'; readonly who: string; readonly job: Job }
  | { readonly kind: 'own'; readonly who: string; readonly customer: string; readonly on: boolean }
  | {
      readonly kind: 'may';
      readonly who: string;
      readonly resource: string;
      readonly actions: readonly string[];
      readonly scope: 'all' | readonly string[];
      readonly on: boolean;
    };
/** A line of the company's own books: what, when it was so, and when it was told to the ledger. */
type Line = What & { readonly id: string; readonly at: number; readonly told: number; readonly byDay?: true };

/** Employee → place among `counts`, `apart`, `unclear`, with the line that says so where it counts. */
type Seen = Readonly<Record<string, string>>;

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const monthEnd = (month: number): number => Date.UTC(2024, month + 1, 1) - 8 * 60 * MINUTE - 1_000;

/** The state as the company has it: who works where, who owns whom, and by which line. */
class Books {
  readonly jobs = new Map<string, Job>();
  readonly owners = new Map<string, string>();
  readonly rights = new Map<string, string>();

  write({ id, ...what }: What & { readonly id: string }): void {
    if (what.kind === 'job') this.jobs.set(what.who, what.job);
    else if (what.kind === 'own') {
      const name = `${what.customer} ${what.who}`;
      if (!what.on) this.owners.delete(name);
      else if (!this.owners.has(name)) this.owners.set(name, id);
    } else
      for (const customer of what.scope === 'all' ? CUSTOMERS : what.scope)
        for (const action of ACTIONS) {
          const name = `${customer} ${what.who} ${what.resource} ${action}`;
          if (what.on && what.actions.includes(action)) this.rights.set(name, id);
          else if (what.on || what.actions.includes(action)) this.rights.delete(name);
        }
  }

  seen(customer: string): Seen {
    const seen: Record<string, string> = {};
    for (const [name, id] of [...this.owners, ...this.rights]) {
      const [of, who = '', ...right] = name.split(' ');
      if (of !== customer) continue;
      seen[[who, ...right].join(' ')] = `${this.jobs.get(who)?.status === 'left' ? 'apart' : 'counts'} ${id}`;
    }
    return seen;
  }

  departments(): Readonly<Record<string, string>> {
    const there = [...this.jobs].filter(([, { status }]) => status !== 'left');
    return Object.fromEntries(there.map(([who, { department, manager }]) => [who, `${department} ${manager}`]));
  }

  copy(): Books {
    const copy = new Books();
    for (const [who, job] of this.jobs) copy.jobs.set(who, job);
    for (const [name, id] of this.owners) copy.owners.set(name, id);
    for (const [name, id] of this.rights) copy.rights.set(name, id);
    return copy;
  }
}

type Company = { readonly lines: readonly Line[]; readonly snapshots: readonly Books[]; readonly staff: number };

/** Lives through the months: hires, moves, leavers who keep or lose what they had, rejoiners, late and wrong telling. */
function live(seed: number): Company {
  const roll = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T;
  const books = new Books();
  const lines: Line[] = [];
  const snapshots: Books[] = [];
  let staff = 0;
  let now = monthEnd(-1);
  const busy = new Set<string>();

  /** Tells the ledger: mostly at once, at times weeks later, at times wrongly at first. */
  const tell = (what: What, wrong?: What): void => {
    const id = `${what.kind}${lines.length}`;
    const told = now + MINUTE + (roll(6) === 0 ? (3 + roll(60)) * DAY : 0);
    if (wrong !== undefined && roll(8) === 0) {
      lines.push({ ...wrong, id, at: now, told });
      lines.push({ ...what, id, at: now, told: told + (10 + roll(60)) * DAY });
    } else lines.push({ ...what, id, at: now, told });
    books.write({ ...what, id });
  };
  const working = () => [...books.jobs].filter(([, { status }]) => status === 'active').map(([who]) => who);
  const hire = () => {
    const who = `E${staff++}`;
    tell({ kind: 'job', who, job: { department: pick(DEPARTMENTS), manager: `E${roll(3)}`, status: 'active' } });
  };
  const own = () => {
    const customer = pick(CUSTOMERS);
    for (const name of [...books.owners.keys()]) {
      const [of, who = ''] = name.split(' ');
      if (of === customer && roll(3) > 0) tell({ kind: 'own', who, customer, on: false });
    }
    const [who, other] = [pick(working()), pick(working())];
    tell({ kind: 'own', who, customer, on: true }, { kind: 'own', who: other, customer, on: true });
  };
  const may = () => {
    const who = pick(working());
    const actions = ACTIONS.filter(() => roll(3) > 0);
    const scope = roll(4) === 0 ? ('all' as const) : CUSTOMERS.filter(() => roll(4) === 0);
    const what = { kind: 'may' as const, who, resource: pick(RESOURCES), scope, on: roll(3) > 0 };
    if (actions.length === 0 || scope.length === 0) return;
    tell({ ...what, actions }, { ...what, actions, scope: [pick(CUSTOMERS)] });
  };
  const move = () => {
    const who = pick(working());
    tell({ kind: 'job', who, job: { department: pick(DEPARTMENTS), manager: `E${roll(3)}`, status: 'active' } });
  };
  const leave = () => {
    if (working().length < 8) return;
    const who = pick(working());
    const job = books.jobs.get(who);
    if (job === undefined) return;
    tell({ kind: 'job', who, job: { ...job, status: 'left' } });
    // Half of them are told to the CRM as well; the others keep what they had, on paper.
    if (roll(2) === 0) return;
    for (const name of [...books.owners.keys()])
      if (name.split(' ')[1] === who) tell({ kind: 'own', who, customer: name.split(' ')[0] ?? '', on: false });
    for (const resource of RESOURCES) tell({ kind: 'may', who, resource, actions: ACTIONS, scope: 'all', on: false });
  };
  const rejoin = () => {
    const [who, job] = [...books.jobs].find(([, { status }]) => status === 'left') ?? [];
    if (who !== undefined && job !== undefined && roll(2) === 0)
      tell({ kind: 'job', who, job: { ...job, department: pick(DEPARTMENTS), status: 'active' } });
  };
  /** Of which nothing but the day is known, on a day on which nothing else happens to these two. */
  const byDay = () => {
    const [who, customer] = [pick(working()), pick(CUSTOMERS)];
    if (busy.has(`${who} ${customer}`)) return;
    busy.add(`${who} ${customer}`);
    const day = Math.floor((now + 8 * 60 * MINUTE) / DAY) * DAY - 8 * 60 * MINUTE;
    const on = !books.owners.has(`${customer} ${who}`);
    const id = `day${lines.length}`;
    lines.push({ kind: 'own', who, customer, on, id, at: day, told: day + DAY, byDay: true });
    books.write({ kind: 'own', who, customer, on, id });
  };

  for (let n = 0; n < 10; n++) hire();
  for (let month = 0; month < MONTHS; month++) {
    const begin = monthEnd(month - 1) + 1_000;
    for (let day = 1; day < 26; day++) {
      busy.clear();
      now = begin + day * DAY + MINUTE;
      // Roughly dated lines come first and keep their two free for the day.
      if (roll(5) === 0) byDay();
      const isQuiet = busy.size > 0;
      for (const act of isQuiet ? [move, may] : [own, may, may, move, leave, rejoin, hire]) {
        if (roll(act === hire || act === leave ? 8 : 2) > 0) continue;
        now += (1 + roll(120)) * MINUTE + roll(60) * 1_000;
        act();
      }
    }
    snapshots.push(books.copy());
  }
  return { lines, snapshots, staff };
}

const hr = (ref: string) => ({ system: 'hr', ref });
const crm = (ref: string) => ({ system: 'crm', ref });

function bodyOf(line: Line): object {
  const employee = hr(line.who);
  if (line.kind === 'job') {
    const { department, manager, status } = line.job;
    return {
      employee,
      name: `员工${line.who}`,
      department,
      manager: hr(manager),
      status,
      since: formatInstant(line.at as Instant),
    };
  }
  if (line.kind === 'own') return { customer: crm(line.customer), employee, action: line.on ? 'assigned' : 'released' };
  const scope = line.scope === 'all' ? line.scope : line.scope.map(crm);
  return { employee, resource: line.resource, actions: line.actions, scope, action: line.on ? 'granted' : 'revoked' };
}

const KINDS = { job: 'employee', own: 'ownership', may: 'permission' } as const;

/** The lines in the order in which the ledger was told. */
const inLedger = (lines: readonly Line[]): readonly Line[] => lines.toSorted((a, b) => a.told - b.told);

function factsOf(lines: readonly Line[]): readonly Fact[] {
  return inLedger(lines).map((line, index) => {
    const decoded = decodeRecord({
      ...{ v: 1, kind: KINDS[line.kind], source: 'crm', externalId: line.id, basis: 'work-system' },
      occurredAt: formatInstant(line.at as Instant),
      ...(line.byDay && { precision: 'day' }),
      body: bodyOf(line),
    });
    if (!decoded.ok) throw new Error(decoded.why);
    return { log: 'main', index, recordedAt: line.told as Instant, record: decoded.record };
  });
}

const viewOf = (facts: readonly Fact[]): View => ({ facts, directory: buildDirectory(facts) });

/** Every line that was told by `known`, the last telling of each, played through up to `at`. */
function replay({ lines }: Company, at: number, known: number, early: ReadonlySet<string>): Books {
  const told = inLedger(lines).filter((line) => line.told <= known);
  const last = new Map(told.map((line) => [line.id, line]));
  const order = new Map(told.map((line, n) => [line, n]));
  const books = new Books();
  const rows = [...last.values()].sort((a, b) => a.at - b.at || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  for (const line of rows) {
    const end = line.byDay ? line.at + DAY - 1 : line.at;
    if (end <= at || (line.at <= at && early.has(line.id))) books.write(line);
  }
  return books;
}

/** The same where a line dated by its day alone may have come before or after: both are played. */
function oracle(company: Company, customer: string, at: number, known: number): Seen {
  const rough = company.lines.filter((line) => line.byDay && line.at <= at && at < line.at + DAY - 1);
  const late = replay(company, at, known, new Set());
  const soon = replay(company, at, known, new Set(rough.map(({ id }) => id)));
  const [without, withAll] = [late.seen(customer), soon.seen(customer)];
  const names = new Set([...Object.keys(without), ...Object.keys(withAll)]);
  return Object.fromEntries(
    [...names].map((name) => [name, without[name] === withAll[name] ? (without[name] ?? '') : 'unclear']),
  );
}

function flat({ owners, permissions }: Pick<CustomerAsOf, 'owners' | 'permissions'>): Seen {
  const seen: Record<string, string> = {};
  const places = ['counts', 'apart', 'unclear'] as const satisfies readonly (keyof Sorted<unknown>)[];
  for (const place of places) {
    for (const { who, entries } of owners[place])
      seen[who.ref] = place === 'unclear' ? place : `${place} ${entries[0]?.externalId}`;
    for (const { who, resource, actions, entries } of permissions[place])
      for (const action of actions)
        seen[`${who.ref} ${resource} ${action}`] = place === 'unclear' ? place : `${place} ${entries[0]?.externalId}`;
  }
  return seen;
}

const company = live(11);
const all = viewOf(factsOf(company.lines));
const asked = (view: View, customer: string, at: number) => flat(customerAsOf(view, customer, at as Instant));

test('the company has all that makes this hard', () => {
  const of = (is: (line: Line) => boolean) => company.lines.filter(is).length;
  expect(company.snapshots).toHaveLength(MONTHS);
  expect(of((line) => line.kind === 'job' && line.job.status === 'left')).toBeGreaterThan(10);
  expect(of((line) => line.told > line.at + 2 * DAY)).toBeGreaterThan(50);
  expect(of((line) => line.kind === 'may' && line.scope !== 'all')).toBeGreaterThan(100);
  expect(of((line) => line.byDay === true)).toBeGreaterThan(30);
  expect(company.lines.length - new Set(company.lines.map(({ id }) => id)).size).toBeGreaterThan(20);
  const rejoined = company.lines.filter(
    (line, n) =>
      line.kind === 'job' &&
      line.job.status === 'active' &&
      company.lines.slice(0, n).some((one) => one.kind === 'job' && one.who === line.who && one.job.status === 'left'),
  );
  expect(rejoined.length).toBeGreaterThan(3);
});

describe.each(company.snapshots.map((books, month) => [month + 1, books] as const))(
  'at the end of month %i',
  (n, books) => {
    const at = monthEnd(n - 1);

    test('what is known now is what the company had', () => {
      for (const customer of CUSTOMERS)
        expect([customer, asked(all, customer, at)]).toEqual([customer, books.seen(customer)]);
    });

    test('who was in which department under whom is what the company had', () => {
      const there = organisationAt(all, at as Instant).flatMap(({ department, people }) =>
        people.map(({ who, manager }) => [who.ref, `${department} ${manager?.ref}`]),
      );
      expect(Object.fromEntries(there)).toEqual(books.departments());
    });

    test('what was known then is what had been told by then', () => {
      for (const later of [0, 20 * DAY]) {
        const known = at + later;
        const then = knownAt(all, known as Instant);
        for (const customer of CUSTOMERS)
          expect([customer, asked(then, customer, at)]).toEqual([customer, oracle(company, customer, at, known)]);
      }
    });
  },
);

test('at any instant, known at any instant, the answer is the one played through', () => {
  const roll = dice(3);
  const span = monthEnd(MONTHS - 1) - monthEnd(-1);
  const places = { counts: 0, apart: 0, unclear: 0 };
  for (let round = 0; round < 400; round++) {
    const rough = company.lines.filter((line) => line.byDay);
    const some = rough[roll(rough.length)];
    // Many of them within a day of which only the day is known.
    const isRough = round % 2 === 0 && round % 8 < 6 && some?.kind === 'own';
    const at = isRough ? some.at + roll(DAY) : monthEnd(-1) + roll(span / 1_000) * 1_000;
    const customer = isRough ? some.customer : (CUSTOMERS[roll(CUSTOMERS.length)] ?? '');
    const near = company.lines[roll(company.lines.length)];
    // Known at the very moment at which something was told, it was known.
    const knowns = [LAST_INSTANT, LAST_INSTANT, at + roll(60) * DAY, near?.told ?? at];
    const known = knowns[Math.floor(round / 2) % 4] ?? at;
    const seen = asked(knownAt(all, known as Instant), customer, at);
    expect({ at, known, customer, seen }).toEqual({ at, known, customer, seen: oracle(company, customer, at, known) });
    for (const place of Object.values(seen)) places[(place.split(' ')[0] ?? '') as keyof typeof places]++;
  }
  expect(Object.values(places).every((count) => count > 50)).toBe(true);
});

test('known at the end of time is known now', () => {
  expect(knownAt(all, LAST_INSTANT)).toBe(all);
  expect(differencesOf(all, LAST_INSTANT, 'C0', monthEnd(4) as Instant)).toEqual([]);
});

test('what is told later changes no answer known before', () => {
  const known = monthEnd(6) as Instant;
  const facts = factsOf(company.lines);
  const lonely = viewOf(facts.filter(({ recordedAt }) => recordedAt <= known));
  for (const share of [3, 2, 1]) {
    const grown = viewOf(facts.filter(({ recordedAt }, n) => recordedAt <= known || n % share === 0));
    for (const customer of CUSTOMERS)
      for (const month of [2, 5, 6, 9]) {
        const at = monthEnd(month) as Instant;
        expect(customerAsOf(knownAt(grown, known), customer, at)).toEqual(customerAsOf(lonely, customer, at));
      }
  }
});

test('every difference names what came in between, and nothing else differs', () => {
  let named = 0;
  for (const month of [1, 4, 8, 12, 15])
    for (const customer of CUSTOMERS) {
      const at = monthEnd(month) as Instant;
      const [was, is] = [oracle(company, customer, at, at), oracle(company, customer, at, LAST_INSTANT)];
      const place = (seen: Seen, name: string) => seen[name]?.split(' ')[0] ?? 'none';
      const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
        (name) => place(was, name) !== place(is, name),
      );
      const found = differencesOf(all, at, customer, at);
      const told = found.map(({ who, resource, action }) => [who.ref, resource, action].filter(Boolean).join(' '));
      expect(told.toSorted()).toEqual(names.toSorted());
      for (const { arrived, who, knownThen, knownNow, resource, action } of found) {
        const name = [who.ref, resource, action].filter(Boolean).join(' ');
        expect([knownThen, knownNow]).toEqual([place(was, name), place(is, name)]);
        expect(arrived.length).toBeGreaterThan(0);
        expect(arrived.every(({ recordedAt }) => recordedAt > at)).toBe(true);
        named += arrived.length;
      }
    }
  expect(named).toBeGreaterThan(20);
});
