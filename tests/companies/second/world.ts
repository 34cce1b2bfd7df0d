import type { Book, Extra, Party } from './book.ts';
import { at, bookOf, dateOf, shanghai } from './book.ts';
import type { Dice } from './dice.ts';
import { diceOf } from './dice.ts';
import type { Customer, Firm, FirmOptions } from './market.ts';
import { customerOf, firmOf } from './market.ts';
import { cities } from './names.ts';
import type { Pool } from './people.ts';
import { poolOf } from './people.ts';
import type { Employee } from './staff.ts';
import { employeeOf } from './staff.ts';
import type { Trade } from './trades.ts';
import { trades } from './trades.ts';

/** What a company stands on before anybody is in it. */
export type Ground = {
  readonly dice: Dice;
  readonly book: Book;
  readonly pool: Pool;
  readonly trade: Trade;
  /** Where the company talks: the source and the system of its accounts. */
  readonly system: string;
  readonly city: string;
  readonly own: { readonly party: Party; readonly name: string; readonly short: string; readonly domain: string };
};

export type World = Ground & {
  readonly hire: (title?: string) => Employee;
  readonly customer: (owner: Employee) => Customer;
  readonly firm: (options?: FirmOptions) => Firm;
  /** A hand-over written down by two of the company; its id is what an item handed over names. */
  readonly handover: (from: Party, day: number, about: Party, how: string) => Extra;
  readonly employees: () => readonly Employee[];
  readonly customers: () => readonly (Customer & { readonly owner: Employee })[];
};

export function worldOf(seed: number): World {
  const ground = groundOf(seed);
  const hired: Employee[] = [];
  const served: (Customer & { readonly owner: Employee })[] = [];
  return {
    ...ground,
    hire: (title = '客户经理') => {
      const employee = employeeOf(ground, hired.length, title);
      hired.push(employee);
      return employee;
    },
    customer: (owner) => {
      const customer = customerOf(ground, owner, served.length);
      served.push({ ...customer, owner });
      return customer;
    },
    firm: (options) => firmOf(ground, options),
    handover: (from, day, about, how) => {
      const by = hired.slice(0, 2).map(({ hr }) => hr);
      const on = at(day, '15:30');
      const document = `移交清单 ${dateOf(on)}`;
      const body = { from, by, at: shanghai(on), how, document, scope: { counterparties: [about] } };
      return { handover: `hr-desk:${ground.book.write('handover', 'hr-desk', on, body)}`, original: 'copy' };
    },
    employees: () => hired,
    customers: () => served,
  };
}

function groundOf(seed: number): Ground {
  const dice = diceOf(seed);
  const book = bookOf();
  const trade = dice.pick(trades);
  const system = dice.pick(['wecom', 'wecom', 'wecom', 'dingtalk', 'feishu']);
  const pool = poolOf(dice, system);
  const city = dice.pick(cities);
  const short = pool.word();
  const name = `${city}${short}${dice.pick(trade.firm)}有限公司`;
  const party: Party = { system: 'company', ref: pool.code(), name };
  book.write('company', 'crm', at(-900), { company: party, name, uscc: party.ref, relation: 'own' });
  return { dice, book, pool, trade, system, city, own: { party, name, short, domain: pool.domain() } };
}
