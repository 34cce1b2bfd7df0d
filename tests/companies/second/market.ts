import type { Party } from './book.ts';
import { at, dateOf, yuan } from './book.ts';
import { cities } from './names.ts';
import type { Human, Outsider } from './people.ts';
import type { Employee } from './staff.ts';
import type { Ground } from './world.ts';

export type Firm = {
  readonly party: Party;
  readonly name: string;
  readonly short: string;
  readonly boss: Outsider;
  readonly clerk: Outsider;
};
export type Customer = {
  readonly crm: Party;
  readonly party: Party;
  readonly name: string;
  readonly short: string;
  readonly buyer: Outsider;
};
export type FirmOptions = {
  readonly relation?: string;
  readonly bossNamed?: Human;
  readonly short?: string;
  /** Whether the book of companies names where its head chats and phones. */
  readonly known?: boolean;
};

/** A customer that the company has served for months and that `owner` looks after. */
export function customerOf(ground: Ground, owner: Employee, number: number): Customer {
  const { dice, pool, trade, book } = ground;
  const short = pool.word();
  const name = `${dice.pick(cities)}${short}${dice.pick(trade.buyers)}有限公司`;
  const party: Party = { system: 'company', ref: pool.code(), name };
  const crm: Party = { system: 'crm', ref: `K${dice.int(2000, 9999)}${number}`, name };
  const buyer = pool.outsider();
  const since = at(-dice.int(60, 190), '10:20');
  book.write('company', 'crm', since, { company: party, name, uscc: party.ref, relation: 'customer' });
  book.write('customer', 'crm', since, {
    customer: crm,
    name,
    company: party,
    handles: [buyer.chat, buyer.phone, buyer.mail],
    tier: dice.pick(['normal', 'high']),
    firstDealAt: dateOf(since),
    status: 'active',
  });
  entrust(ground, { crm, party }, owner, since);
  return { crm, party, name, short, buyer };
}

function entrust(ground: Ground, customer: Pick<Customer, 'crm' | 'party'>, { hr }: Employee, since: number): void {
  const { dice, trade, book, own } = ground;
  const { crm, party } = customer;
  book.write('ownership', 'crm', since + 60_000, { customer: crm, employee: hr, action: 'assigned' });
  const actions = ['view', 'edit'];
  const granted = { employee: hr, resource: 'crm.customer', actions, scope: [crm], action: 'granted' };
  book.write('permission', 'crm', since + 61_000, granted);
  book.write(
    'deal',
    'finance',
    since + 3_600_000,
    {
      customer: crm,
      seller: own.party,
      type: 'contract',
      number: `${own.short}-${dice.int(10_000, 99_999)}`,
      amount: yuan(dice.int(...trade.order)),
      state: 'won',
      employee: hr,
      buyer: party,
    },
    { basis: 'company-books' },
  );
}

/** A firm outside, as the register of companies shows it, with the accounts that the company knows of its people. */
export function firmOf(ground: Ground, options: FirmOptions = {}): Firm {
  const { dice, pool, trade, book, city } = ground;
  const { relation = 'competitor', bossNamed, short = pool.word(), known = true } = options;
  const name = `${city}${short}${dice.pick(trade.firm)}有限公司`;
  const domain = pool.domain();
  const party: Party = { system: 'company', ref: pool.code(), name };
  const boss = pool.outsider(bossNamed, domain);
  const clerk = pool.outsider(undefined, domain);
  book.write('company', 'registry', at(-30), {
    company: party,
    name,
    uscc: party.ref,
    relation,
    aliases: [short],
    people: [
      { name: boss.name, role: 'legal-representative', handle: boss.bank },
      ...(known ? [boss.chat, boss.phone].map((handle) => ({ name: boss.name, role: 'contact', handle })) : []),
      { name: clerk.name, role: 'contact', handle: clerk.bank },
    ],
  });
  return { party, name, short, boss, clerk };
}
