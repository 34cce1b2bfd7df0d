import type { Entry, Extra, Party } from './book.ts';
import { at, dateOf } from './book.ts';
import type { Customer, Firm, FirmOptions } from './market.ts';
import { outsideDeal } from './money.ts';
import type { Employee } from './staff.ts';
import type { Stage } from './stage.ts';
import { wechatOf } from './stage.ts';
import type { World } from './world.ts';

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

export type Payer = { readonly party: Party; readonly play: string; readonly third?: Firm };

/** Who of the other side pays. A firm that is called in for it alone is named in the talk before. */
export function payerOf(world: World, { firm }: Cast): Payer {
  const plain = (party: Party) => ({ party, play: '' });
  if (world.dice.chance(0.2)) {
    const third = world.firm({ relation: 'unknown' });
    return {
      third,
      party: third.party,
      play: `\n# o\no: 那笔是从我们另一家公司${third.name}走的 别对错了\ne: 好 知道`,
    };
  }
  return plain(world.dice.pick([firm.party, firm.party, firm.boss.bank, firm.clerk.bank]));
}

export function dealCues(world: World, cast: Cast, deals: readonly number[]): NonNullable<Stage['cues']> {
  const nth = (i: number) => (day: number) => {
    const customer = cast.customers[i];
    if (customer !== undefined) outsideDeal(world, customer, cast.firm, deals[i] ?? 0, day);
  };
  return { deal: nth(0), deal2: nth(1), deal3: nth(2) };
}

/** What is on private telephones was handed over on paper by whom the employee talked with. */
export function copies(world: World, cast: Cast, script: string): NonNullable<Stage['handed']> {
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

/** What the customer system and the archive saw: looked at by night, exported, a telephone number put in another's place. */
export function traceCues(world: World, cast: Cast, resource = 'crm.customer'): NonNullable<Stage['cues']> {
  const { book, dice } = world;
  const customer = cast.customers[0];
  const by = { employee: cast.e.hr, resource, ip: `10.8.${dice.int(1, 9)}.${dice.int(2, 250)}` };
  const write = (day: number, clock: string, body: Entry['body']) => {
    book.write('access', 'crm', at(day, clock), { ...by, ...body });
    return at(day, clock);
  };
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
