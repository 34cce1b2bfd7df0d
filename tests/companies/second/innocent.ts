import type { Extra, Party } from './book.ts';
import { at, dateOf, yuan } from './book.ts';
import type { Cast } from './cast.ts';
import { castOf, dealCues, rolesOf, startDay, traceCues } from './cast.ts';
import { paidByUs, voucher } from './money.ts';
import type { Outsider } from './people.ts';
import { innocentPlays } from './plays-innocent.ts';
import { spokenShare, spokenSum } from './spoken.ts';
import type { Stage } from './stage.ts';
import { play } from './stage.ts';
import type { World } from './world.ts';

export type Innocent = { readonly kind: string; readonly employee: string; readonly company?: string };
type Kind = keyof typeof innocentPlays;
type Set = { readonly world: World; readonly cast: Cast; readonly sum: number; readonly percent: number };

/** What happens beside the talk of one kind, and before it. */
type Frame = {
  readonly kind: string;
  readonly plays: Kind;
  readonly relation?: string;
  readonly before?: (set: Set, day: number) => void;
  readonly cues?: (set: Set) => NonNullable<Stage['cues']>;
};

const toMe =
  ({ world, cast, sum }: Set, from: Party, memo?: string) =>
  (day: number) => {
    const flow = { from, to: cast.e.bank, sum, day, ...(memo === undefined ? {} : { memo }) };
    return voucher(world, flow, { by: cast.e.hr, basis: 'provided-by-employee', about: cast.e.hr });
  };

function approve({ world, cast, sum, percent }: Set, day: number, type: string): void {
  const [manager] = world.employees();
  world.book.write('approval', 'oa', at(day, '09:05'), {
    type,
    by: manager?.hr,
    for: cast.e.hr,
    customer: cast.customers[0]?.crm,
    company: cast.firm.party,
    ...(type === 'rebate' ? { percent } : {}),
    ...(type === 'referral' || type === 'gift' ? { amount: yuan(sum) } : {}),
    state: 'approved',
    since: dateOf(at(day)),
    text: type === 'instruction' ? '该类小单转由合作方承接' : '按制度批准',
  });
}

const bookOrder =
  ({ world, cast, sum }: Set) =>
  (day: number) => {
    const { book, own, dice } = world;
    const body = { from: own.party, to: cast.firm.party, amount: yuan(sum * 10), memo: '分包款', channel: '网银' };
    book.write('transfer', 'finance', at(day, '15:00'), body, { basis: 'company-books' });
    book.write('deal', 'finance', at(day, '10:00'), {
      customer: cast.customers[0]?.crm,
      seller: own.party,
      type: 'order',
      number: `PO${dice.letters(9, '0123456789')}`,
      amount: yuan(sum * 14),
      state: 'won',
      employee: cast.e.hr,
    });
  };

const shift =
  ({ world, cast }: Set) =>
  (day: number) => {
    const [from, to] = [at(day, '20:00'), at(day + 1, '02:00')].map((instant) => new Date(instant).toISOString());
    const body = { employee: cast.e.hr, from, to, type: 'duty' };
    world.book.write('schedule', 'hr', at(day - 6, '17:00'), body);
  };

const kinPay = (set: Set) => (day: number) => {
  const { world, cast } = set;
  const papers: Extra = {
    ...world.handover(cast.e.hr, day + 15, cast.e.hr, '员工自愿提供配偶工资流水'),
    basis: 'provided-by-employee',
  };
  const to: Party = { system: 'bank', ref: cast.slots.亲卡 ?? '', name: cast.slots.亲名 ?? '' };
  const body = { from: cast.firm.party, to, amount: yuan(7260), memo: '工资', channel: '代发' };
  world.book.write('transfer', 'vouchers', at(day, '10:00'), body, { ...papers, precision: 'day' });
};

const declareKin = ({ world, cast }: Set, day: number) => {
  const { e, firm, slots } = cast;
  world.book.write('declaration', 'hr', at(day - 30), {
    employee: e.hr,
    relation: 'spouse',
    name: slots.亲名,
    account: { system: 'bank', ref: slots.亲卡 ?? '' },
    company: firm.party,
    rule: { title: '利益冲突申报办法', version: '2024' },
    at: new Date(at(day - 30)).toISOString(),
  });
};

const refund = (set: Set) => (day: number) => {
  const { world, cast, sum } = set;
  const flow = { from: cast.e.bank, to: cast.firm.boss.bank, sum, memo: '退回', day };
  return voucher(world, flow, { by: cast.e.hr, basis: 'provided-by-employee', about: cast.e.hr });
};

/** A firm whose name is nearly the partner's takes the customer; it has nothing to do with it. */
const strangerDeal = (set: Set) => (day: number) => {
  const { world, cast } = set;
  const other = world.firm({
    short: `${cast.firm.short}${world.dice.pick(['达', '汇', '新'])}`,
    relation: 'competitor',
  });
  dealCues(world, { ...cast, firm: other }, [set.sum * 12]).deal?.(day);
};

const NAMESAKES: readonly string[] = ['劳务报酬', '稿酬', '培训讲师费'];

/** The firm pays somebody who happens to be called the same; most of the account is hidden on the voucher. */
const namesake =
  ({ world, cast, sum }: Set) =>
  (day: number) => {
    const to: Party = {
      system: 'bank',
      ref: `6222${'*'.repeat(9)}${world.dice.letters(4, '0123456789')}`,
      name: cast.e.name,
    };
    const flow = { from: cast.firm.party, to, sum, memo: world.dice.pick(NAMESAKES), day };
    return voucher(world, flow, { by: cast.firm.party, basis: 'provided-by-third-party', about: cast.e.hr });
  };

const frames: readonly Frame[] = [
  {
    kind: 'approved-referral',
    plays: 'approvedReferral',
    relation: 'partner',
    before: (set, day) => approve(set, day - 1, 'referral'),
    cues: (set) => ({ pay: toMe(set, set.cast.firm.party, '转介绍奖励') }),
  },
  {
    kind: 'approved-rebate',
    plays: 'approvedRebate',
    before: (set, day) => approve(set, day - 2, 'rebate'),
    cues: ({ world, cast, sum }) => ({
      rebate: (day) => paidByUs(world, cast.customers[0]?.party ?? world.own.party, sum, '季度返利', day),
    }),
  },
  {
    kind: 'superiors-instruction',
    plays: 'instruction',
    relation: 'partner',
    before: (set, day) => approve(set, day - 1, 'instruction'),
  },
  {
    kind: 'own-commission',
    plays: 'ownCommission',
    cues: ({ world, cast, sum }) => ({ wage: (day) => paidByUs(world, cast.e.bank, sum, '9月提成', day) }),
  },
  {
    kind: 'repaid-private-debt',
    plays: 'repaidDebt',
    cues: (set) => ({ pay: toMe(set, friendOf(set.world, set.cast).bank, '还款') }),
  },
  {
    kind: 'equal-sum-by-chance',
    plays: 'equalSum',
    cues: (set) => ({ rent: toMe(set, set.world.pool.outsider().bank, '房租押金退回') }),
  },
  { kind: 'customer-moved-itself', plays: 'movedItself', cues: ({ world, cast }) => traceCues(world, cast) },
  { kind: 'shared-account', plays: 'sharedAccount', cues: ({ world, cast }) => traceCues(world, cast) },
  { kind: 'formal-partner', plays: 'formalPartner', relation: 'partner', cues: (set) => ({ books: bookOrder(set) }) },
  {
    kind: 'refunded-transfer',
    plays: 'refunded',
    cues: (set) => ({ pay: toMe(set, set.cast.firm.boss.bank), refund: refund(set) }),
  },
  { kind: 'refused-offer', plays: 'refusedOffer' },
  { kind: 'policy-gift', plays: 'policyGift', before: (set, day) => approve({ ...set, sum: 180 }, day, 'gift') },
  {
    kind: 'night-shift',
    plays: 'nightShift',
    cues: (set) => ({ ...traceCues(set.world, set.cast), shift: shift(set) }),
  },
  {
    kind: 'similar-company-names',
    plays: 'similarNames',
    relation: 'partner',
    cues: (set) => ({ books: bookOrder(set), strangerdeal: strangerDeal(set) }),
  },
  { kind: 'relatives-wage', plays: 'kinWage', before: declareKin, cues: (set) => ({ kinpay: kinPay(set) }) },
  {
    kind: 'sold-own-things',
    plays: 'resold',
    cues: (set) => ({ pay: toMe(set, set.cast.firm.boss.bank, set.world.dice.pick(['车款', '闲置', '转让'])) }),
  },
  { kind: 'talk-of-others', plays: 'training' },
  {
    kind: 'own-referral-programme',
    plays: 'ownReferralProgramme',
    cues: ({ world, cast, sum }) => ({
      programme: (day) => paidByUs(world, cast.customers[0]?.party ?? world.own.party, sum, '老带新奖励', day),
    }),
  },
  {
    kind: 'laid-out-money-repaid',
    plays: 'laidOut',
    cues: (set) => ({ paycustomer: toMe(set, set.cast.customers[0]?.buyer.bank ?? set.cast.e.bank, '垫付款') }),
  },
  { kind: 'namesake-paid', plays: 'sameName', cues: (set) => ({ namesake: namesake(set) }) },
  {
    kind: 'own-rebate-by-letter',
    plays: 'giftToCustomer',
    before: (set, day) => approve(set, day - 2, 'rebate'),
    cues: ({ world, cast, sum }) => ({
      rebate: (day) => paidByUs(world, cast.customers[0]?.party ?? world.own.party, sum, '返利', day),
    }),
  },
];

const friends = new WeakMap<Cast, Outsider>();

/** A friend has nothing to do with any firm or customer. */
function friendOf(world: World, cast: Cast): Outsider {
  const friend = friends.get(cast) ?? world.pool.outsider();
  friends.set(cast, friend);
  return friend;
}

function live(world: World, frame: Frame): Innocent {
  const { dice } = world;
  const first = castOf(world, 2, frame.relation === undefined ? {} : { relation: frame.relation });
  const [manager, colleague] = world.employees();
  if (manager === undefined || colleague === undefined) throw new Error('nobody to talk to');
  const percent = dice.int(3, 6);
  const sum = dice.int(2, 19) * 1000;
  const slots = {
    ...first.slots,
    数: spokenSum(sum, dice),
    单: spokenSum(sum * 10, dice),
    点: spokenShare(percent, dice),
    点后: spokenShare(percent + 3, dice),
    主管: `${manager.surname}总`,
    亲: '老婆',
    亲名: world.pool.person().name,
    亲卡: world.pool.account(),
  };
  const cast = { ...first, slots };
  const set = { world, cast, sum, percent };
  const day = startDay(world);
  frame.before?.(set, day);
  const roles = { ...rolesOf(cast), b: manager, k: colleague, f: friendOf(world, cast) };
  const cues = { ...dealCues(world, cast, [sum * 12]), ...frame.cues?.(set) };
  play(world, dice.pick(innocentPlays[frame.plays]), { roles, slots, cues }, day);
  return { kind: frame.kind, employee: cast.e.hr.ref, company: cast.firm.name };
}

export const innocent: readonly ((world: World) => Innocent)[] = frames.map((frame) => (world) => live(world, frame));
