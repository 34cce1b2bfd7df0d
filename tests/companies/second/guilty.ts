import type { Entry, Extra, Money, Party } from './book.ts';
import { at, dateOf, yuan } from './book.ts';
import type { Customer, Firm, FirmOptions } from './market.ts';
import { outsideDeal, voucher } from './money.ts';
import * as plays from './plays-guilty.ts';
import { spokenShare, spokenSum } from './spoken.ts';
import type { Employee } from './staff.ts';
import type { Stage } from './stage.ts';
import { play, wechatOf } from './stage.ts';
import type { World } from './world.ts';

export type Story = {
  readonly kind: string;
  readonly employee: string;
  readonly beneficiary: { readonly names: readonly string[]; readonly refs: readonly string[] } | null;
  readonly customers: readonly string[];
  readonly promised?: Money;
  readonly received?: Money;
  readonly expects: 'weak' | 'medium' | 'strong';
};

/** Who plays, and what the screenplays call them and their sums. */
export type Cast = {
  readonly e: Employee;
  readonly firm: Firm;
  readonly customers: readonly Customer[];
  readonly slots: Readonly<Record<string, string>>;
};

export function castOf(world: World, count: number, firmOptions: FirmOptions = {}): Cast {
  const e = world.hire();
  const customers = Array.from({ length: count }, () => world.customer(e));
  const firm = world.firm({ known: world.dice.chance(0.7), ...firmOptions });
  world.book.write('binding', 'hr', at(-100), {
    handle: wechatOf(e),
    person: e.hr,
    strength: 'declared',
  });
  const named = Object.fromEntries(
    customers.flatMap((customer, i) => {
      const tail = i === 0 ? '' : String(i + 1);
      return [
        [`客${tail}`, customer.short],
        [`客人${tail}`, customer.buyer.called],
        [`客电${tail}`, customer.buyer.phone.ref.slice(3)],
        [`客姓${tail}`, customer.buyer.surname],
      ];
    }),
  );
  const slots = {
    ...named,
    我: e.called,
    我名: e.name,
    卡: e.bank.ref,
    老板: firm.boss.called,
    老板名: firm.boss.name,
    出纳: firm.clerk.called,
    外: firm.short,
    外全: firm.name,
    货: world.dice.pick(world.trade.goods),
    公司: world.own.short,
  };
  return { e, firm, customers, slots };
}

export function rolesOf({ e, firm, customers }: Cast): Stage['roles'] {
  const buyers = customers.map(({ buyer }, i) => [i === 0 ? 'c' : `c${i + 1}`, buyer] as const);
  return { e, o: firm.boss, ...Object.fromEntries(buyers) };
}

export const startDay = ({ dice }: World): number => dice.int(20, 190);

/** Who of the other side pays. A firm that is called in for it alone is named in the talk before. */
export function payerOf(world: World, { firm }: Cast): { readonly party: Party; readonly play: string } {
  const plain = (party: Party) => ({ party, play: '' });
  if (world.dice.chance(0.2)) {
    const third = world.firm({ relation: 'unknown' });
    return { party: third.party, play: `\n# o\no: 那笔是从我们另一家公司${third.name}走的 别对错了\ne: 好 知道` };
  }
  return plain(world.dice.pick([firm.party, firm.party, firm.boss.bank, firm.clerk.bank]));
}

const SAID_MEMOS = ['咨询费', '服务费', '劳务', '借款'] as const;
const MEMOS = [...SAID_MEMOS, '往来', undefined, undefined] as const;

type Plot = {
  readonly kind: string;
  readonly plays: readonly string[];
  readonly customers: number;
  readonly expects: Story['expects'];
  /** Whose account the money reaches; the employee's own unless said. */
  readonly kin?: boolean;
  readonly memo?: string;
};

/** A customer goes to a firm outside, and the firm pays for it. */
function divert(world: World, plot: Plot): Story {
  const { dice, trade } = world;
  const cast = castOf(world, plot.customers);
  const percent = dice.int(4, 9);
  const deals = cast.customers.map(() => Math.round(dice.int(...trade.order) / 1000) * 1000);
  const total = deals.reduce((sum, deal) => sum + deal, 0);
  const script = dice.pick(plot.plays);
  const sum = script.includes('{点}') ? (total * percent) / 100 : dice.int(6, 36) * 1000;
  const parts = plot.kind === 'split' ? halves(sum, dice.int(3, 6)) : deals.map((deal) => (deal * percent) / 100);
  const kin = plot.kin === true ? declaredKin(world, cast.e) : undefined;
  const memo = plot.memo ?? dice.pick(script.includes('{备}') ? SAID_MEMOS : MEMOS);
  const payer = payerOf(world, cast);
  const slots = {
    ...cast.slots,
    ...sums(world, { percent, deals, total, sum, parts }),
    备: memo ?? '',
    亲: kin?.called ?? '',
    亲名: kin?.name ?? '',
    亲卡: kin?.account.ref ?? '',
    尾: kin?.account.ref.slice(-4) ?? '',
  };
  const late = dice.chance(0.3);
  const paid: number[] = [];
  const pay = (amount: number) => (day: number) => {
    paid.push(amount);
    const to = kin?.account ?? dice.pick([cast.e.bank, cast.e.hr]);
    const flow = { from: payer.party, to, sum: amount, day, ...(memo === undefined ? {} : { memo }) };
    voucher(world, flow, { by: cast.firm.party, basis: 'provided-by-third-party', about: cast.e.hr, late });
  };
  const inParts = plot.kind === 'split';
  const cues = {
    ...dealCues(world, cast, deals),
    pay: (day: number) => pay(inParts ? (parts[paid.length] ?? 0) : sum)(day),
    pay1: pay(parts[0] ?? 0),
    pay2: pay(parts[1] ?? 0),
    pay3: pay(parts[2] ?? 0),
  };
  const handed = copies(world, cast, script);
  play(world, `${script}${payer.play}`, { roles: rolesOf(cast), slots, cues, handed }, startDay(world));
  return told(
    plot,
    cast,
    sum,
    paid.reduce((all, each) => all + each, 0),
  );
}

function told(plot: Plot, cast: Cast, promised: number, received: number): Story {
  return {
    kind: plot.kind,
    employee: cast.e.hr.ref,
    beneficiary: outsideOf(cast.firm),
    customers: cast.customers.map(({ crm }) => crm.ref),
    ...(promised > 0 ? { promised: yuan(promised) } : {}),
    ...(received > 0 ? { received: yuan(received) } : {}),
    expects: plot.expects,
  };
}

const outsideOf = ({ name, short, party }: Firm) => ({ names: [name, short], refs: [party.ref] });

function halves(sum: number, tenths: number): readonly number[] {
  const first = Math.round((sum * tenths) / 10 / 100) * 100;
  return [first, sum - first];
}

type Sums = {
  readonly percent: number;
  readonly deals: readonly number[];
  readonly total: number;
  readonly sum: number;
  readonly parts: readonly number[];
};

function sums(world: World, { percent, deals, total, sum, parts }: Sums): Record<string, string> {
  const { dice } = world;
  return {
    点: spokenShare(percent, dice),
    点先: spokenShare(percent - 2, dice),
    单: spokenSum(deals[0] ?? 0, dice),
    总单: spokenSum(total, dice),
    数: spokenSum(sum, dice),
    数一: spokenSum(parts[0] ?? 0, dice),
    数二: spokenSum(parts[1] ?? 0, dice),
    数茶: String(sum / 1000),
  };
}

export function dealCues(world: World, cast: Cast, deals: readonly number[]): NonNullable<Stage['cues']> {
  const nth = (i: number) => (day: number) => {
    const customer = cast.customers[i];
    if (customer !== undefined) outsideDeal(world, customer, cast.firm, deals[i] ?? 0, day);
  };
  return { deal: nth(0), deal2: nth(1), deal3: nth(2) };
}

/** What is on private telephones was handed over on paper by whom the employee talked with. */
function copies(world: World, cast: Cast, script: string): NonNullable<Stage['handed']> {
  if (!script.includes('@wechat')) return {};
  const how = '持机人当面登录微信,逐屏录像并导出会话';
  const paper = (by: Party, basis: Extra['basis']): Extra => ({
    ...world.handover(by, 270, cast.e.hr, how),
    ...(basis === undefined ? {} : { basis }),
    original: 'screenshot',
  });
  const buyers = cast.customers.map(({ party }, i) => [i === 0 ? 'c' : `c${i + 1}`, party] as const);
  return {
    o: paper(cast.firm.party, 'provided-by-third-party'),
    ...Object.fromEntries(buyers.map(([who, party]) => [who, paper(party, 'provided-by-customer')])),
  };
}

function declaredKin(world: World, e: Employee) {
  const [relation, called] = world.dice.pick([
    ['spouse', '老婆'],
    ['sibling', '姐'],
    ['parent', '妈'],
  ] as const);
  const { name } = world.pool.person();
  const account: Party = { system: 'bank', ref: world.pool.account(), name };
  world.book.write('declaration', 'hr', at(-80), {
    employee: e.hr,
    relation,
    name,
    account,
    rule: { title: '利益冲突申报办法', version: '2024' },
    at: new Date(at(-80)).toISOString(),
  });
  return { called, name, account };
}

/** What the customer system and the archive saw: looked at by night, exported, a telephone number put in another's place. */
export function traceCues(world: World, cast: Cast, resource = 'crm.customer'): NonNullable<Stage['cues']> {
  const { book, dice } = world;
  const customer = cast.customers[0];
  const by = { employee: cast.e.hr, resource, ip: `10.8.${dice.int(1, 9)}.${dice.int(2, 250)}` };
  const write = (day: number, clock: string, body: Entry['body']) =>
    void book.write('access', 'crm', at(day, clock), { ...by, ...body });
  return {
    peek: (day) => {
      for (const each of cast.customers) write(day, `23:${dice.int(10, 55)}`, { action: 'view', customer: each.crm });
    },
    export: (day) => write(day, `22:${dice.int(30, 55)}`, { action: 'export', count: Number(cast.slots.件 ?? 180) }),
    phone: (day) =>
      write(day, '21:40', {
        action: 'edit',
        customer: customer?.crm,
        changes: [{ field: 'phone', from: customer?.buyer.phone.ref.slice(3), to: cast.firm.boss.phone.ref.slice(3) }],
      }),
    lost: (day) => {
      for (const { crm, name } of cast.customers.slice(0, 1)) {
        book.write('customer', 'crm', at(day, '10:00'), {
          customer: crm,
          name,
          status: 'lost',
          lostAt: dateOf(at(day)),
        });
      }
    },
  };
}

function listSold(world: World): Story {
  const { dice } = world;
  const first = castOf(world, 2);
  const each = dice.int(8, 30);
  const count = dice.int(12, 60) * 10;
  const sum = each * count;
  const extra = { 条: String(each), 件: String(count), 数: spokenSum(sum, dice) };
  const cast = { ...first, slots: { ...first.slots, ...extra } };
  const payer = payerOf(world, cast);
  const pay = (day: number) => {
    const flow = { from: payer.party, to: cast.e.bank, sum, memo: dice.pick(['资料费', '咨询费', '劳务']), day };
    voucher(world, flow, { by: cast.firm.party, basis: 'provided-by-third-party', about: cast.e.hr });
  };
  const cues = { ...traceCues(world, cast), pay };
  const script = `${dice.pick(plays.listPlays)}${payer.play}`;
  play(world, script, { roles: rolesOf(cast), slots: cast.slots, cues }, startDay(world));
  const story = told({ kind: 'list-sold', plays: [], customers: 0, expects: 'medium' }, cast, sum, sum);
  return { ...story, customers: [] };
}

function ownFirm(world: World): Story {
  const { dice, trade, book } = world;
  const kin = world.pool.person();
  const cast = castOf(world, 2, { bossNamed: kin, relation: 'unknown' });
  book.write('declaration', 'hr', at(-60), {
    employee: cast.e.hr,
    relation: dice.pick(['spouse', 'sibling', 'other-kin']),
    name: kin.name,
    company: cast.firm.party,
    rule: { title: '利益冲突申报办法', version: '2024' },
    at: new Date(at(-60)).toISOString(),
  });
  const deals = cast.customers.map(() => Math.round(dice.int(...trade.order) / 1000) * 1000);
  const share = dice.int(8, 30) * 1000;
  let received = 0;
  const pay = (day: number) => {
    received += share;
    const flow = { from: cast.firm.party, to: cast.e.bank, sum: share, memo: '分红', day };
    voucher(world, flow, { by: cast.e.hr, basis: 'provided-by-employee', about: cast.e.hr });
  };
  const cues = { ...dealCues(world, cast, deals), ...traceCues(world, cast), pay };
  const script = dice.pick(plays.ownFirmPlays);
  const stage = { roles: rolesOf(cast), slots: cast.slots, cues, handed: copies(world, cast, script) };
  play(world, script, stage, startDay(world));
  return told({ kind: 'own-company-through-relative', plays: [], customers: 2, expects: 'medium' }, cast, 0, received);
}

function behaviourOnly(world: World): Story {
  const { dice, trade } = world;
  const cast = castOf(world, 1);
  const calls = (day: number) => {
    for (let count = dice.int(11, 16); count > 0; count--) {
      const on = at(day + dice.int(0, 24), `${dice.int(12, 21)}:${dice.int(10, 59)}`);
      const body = { from: cast.e.phone, to: cast.firm.boss.phone, direction: 'out', seconds: dice.int(20, 700) };
      world.book.write('call', 'pbx', on, { ...body, answered: true });
    }
  };
  const cues = { ...dealCues(world, cast, [dice.int(...trade.order)]), ...traceCues(world, cast), calls };
  play(world, dice.pick(plays.behaviourPlays), { roles: rolesOf(cast), slots: cast.slots, cues }, startDay(world));
  return told({ kind: 'behaviour-only', plays: [], customers: 1, expects: 'weak' }, cast, 0, 0);
}

/** The customer pays the employee, who has the work done by others and keeps what is left. */
function privateOrder(world: World): Story {
  const { dice, trade } = world;
  const cast = castOf(world, 1);
  const [customer] = cast.customers;
  if (customer === undefined) throw new Error('a private order without a customer');
  const sum = Math.round(dice.int(...trade.order) / 5000) * 1000;
  const share = Math.round((sum * 0.7) / 100) * 100;
  const slots = { ...cast.slots, 单: spokenSum(sum, dice), 外数: spokenSum(share, dice) };
  const flow = (from: Party, to: Party, amount: number, day: number, memo: string) =>
    voucher(
      world,
      { from, to, sum: amount, memo, day },
      { by: customer.party, basis: 'provided-by-customer', about: cast.e.hr },
    );
  const cues = {
    pay: (day: number) =>
      flow(dice.pick([customer.buyer.bank, customer.party]), cast.e.bank, sum, day, cast.slots.货 ?? ''),
    payfirm: (day: number) => flow(cast.e.bank, cast.firm.boss.bank, share, day, '工费'),
  };
  const script = dice.pick(plays.privateOrderPlays);
  const stage = { roles: rolesOf(cast), slots, cues, handed: copies(world, cast, script) };
  play(world, script, stage, startDay(world));
  const story = told({ kind: 'private-order', plays: [], customers: 1, expects: 'medium' }, cast, 0, sum);
  const both = {
    names: [cast.firm.name, cast.firm.short, customer.name],
    refs: [cast.firm.party.ref, customer.party.ref],
  };
  return { ...story, beneficiary: { ...both, names: [...both.names, customer.buyer.name] } };
}

export type Teller = (world: World) => Story;

const plots: readonly Plot[] = [
  { kind: 'percent', plays: plays.percentPlays, customers: 1, expects: 'strong' },
  { kind: 'fixed', plays: plays.fixedPlays, customers: 1, expects: 'strong' },
  { kind: 'split', plays: plays.splitPlays, customers: 1, expects: 'strong' },
  { kind: 'declared-kin', plays: plays.kinPlays, customers: 1, expects: 'medium', kin: true },
  { kind: 'disguised-words', plays: plays.disguisedPlays, customers: 1, expects: 'medium' },
  { kind: 'several-customers', plays: plays.severalPlays, customers: 3, expects: 'strong' },
  { kind: 'sham-loan', plays: plays.shamLoanPlays, customers: 1, expects: 'medium', memo: '借款' },
];

export const guilty: readonly Teller[] = [
  ...plots.map((plot) => (world: World) => divert(world, plot)),
  listSold,
  ownFirm,
  behaviourOnly,
  privateOrder,
];
