import type { Money, Party } from './book.ts';
import { at, yuan } from './book.ts';
import type { Cast } from './cast.ts';
import { castOf, copies, dealCues, payerOf, rolesOf, startDay, traceCues } from './cast.ts';
import type { Firm } from './market.ts';
import { voucher, witness } from './money.ts';
import * as covert from './plays-covert.ts';
import * as promised from './plays-promised.ts';
import { spokenShare, spokenSum } from './spoken.ts';
import type { Employee } from './staff.ts';
import { play } from './stage.ts';
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
    return voucher(world, flow, { by: cast.firm.party, basis: 'provided-by-third-party', about: cast.e.hr, late });
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
  const end = play(world, `${script}${payer.play}`, { roles: rolesOf(cast), slots, cues, handed }, startDay(world));
  const [customer] = cast.customers;
  if (customer !== undefined && dice.chance(0.35)) witness(world, customer, cast.firm, cast.e.hr, end + 40);
  const received = paid.reduce((all, each) => all + each, 0);
  return alsoNamed(told(plot, cast, sum, received), payer.third);
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

/** A firm that pays in place of the beneficiary may stand on the paper instead of it. */
function alsoNamed(story: Story, third: Firm | undefined): Story {
  if (third === undefined || story.beneficiary === null) return story;
  const { names, refs } = story.beneficiary;
  const other = outsideOf(third);
  return { ...story, beneficiary: { names: [...names, ...other.names], refs: [...refs, ...other.refs] } };
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
    return voucher(world, flow, { by: cast.firm.party, basis: 'provided-by-third-party', about: cast.e.hr });
  };
  const cues = { ...traceCues(world, cast), pay };
  const script = `${dice.pick(covert.listPlays)}${payer.play}`;
  play(world, script, { roles: rolesOf(cast), slots: cast.slots, cues }, startDay(world));
  const story = told({ kind: 'list-sold', plays: [], customers: 0, expects: 'medium' }, cast, sum, sum);
  return { ...alsoNamed(story, payer.third), customers: [] };
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
    return voucher(world, flow, { by: cast.e.hr, basis: 'provided-by-employee', about: cast.e.hr });
  };
  const cues = { ...dealCues(world, cast, deals), ...traceCues(world, cast), pay };
  const script = dice.pick(covert.ownFirmPlays);
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
  play(world, dice.pick(covert.behaviourPlays), { roles: rolesOf(cast), slots: cast.slots, cues }, startDay(world));
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
  const script = dice.pick(covert.privateOrderPlays);
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
  { kind: 'percent', plays: promised.percentPlays, customers: 1, expects: 'strong' },
  { kind: 'fixed', plays: promised.fixedPlays, customers: 1, expects: 'strong' },
  { kind: 'split', plays: promised.splitPlays, customers: 1, expects: 'strong' },
  { kind: 'declared-kin', plays: promised.kinPlays, customers: 1, expects: 'medium', kin: true },
  { kind: 'disguised-words', plays: promised.disguisedPlays, customers: 1, expects: 'medium' },
  { kind: 'several-customers', plays: covert.severalPlays, customers: 3, expects: 'strong' },
  { kind: 'sham-loan', plays: covert.shamLoanPlays, customers: 1, expects: 'medium', memo: '借款' },
];

export const guilty: readonly Teller[] = [
  ...plots.map((plot) => (world: World) => divert(world, plot)),
  listSold,
  ownFirm,
  behaviourOnly,
  privateOrder,
];
