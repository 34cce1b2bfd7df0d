import type { Book, Extra, Party } from './book.ts';
import { at, bookOf, dateOf, yuan } from './book.ts';
import { creditCode } from './codes.ts';
import type { Dice } from './dice.ts';
import { diceOf } from './dice.ts';
import { cities, firmWords, givenNames, surnames } from './names.ts';
import type { Trade } from './trades.ts';
import { trades } from './trades.ts';

export type Human = { readonly name: string; readonly surname: string; readonly spelt: string };
export type Employee = Human & {
  readonly hr: Party;
  readonly chat: Party;
  readonly mail: Party;
  readonly bank: Party;
  readonly phone: Party;
  /** How customers and friends call this person. */
  readonly called: string;
};
export type Outsider = Human & {
  readonly chat: Party;
  readonly phone: Party;
  readonly bank: Party;
  readonly mail: Party;
  readonly called: string;
};
export type Firm = {
  readonly party: Party;
  readonly name: string;
  readonly short: string;
  readonly code: string;
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

export type World = {
  readonly dice: Dice;
  readonly book: Book;
  /** Where the company talks: the source and the system of its accounts. */
  readonly system: string;
  readonly trade: Trade;
  readonly own: { readonly party: Party; readonly name: string; readonly short: string };
  readonly hire: (title?: string) => Employee;
  readonly customer: (owner: Employee) => Customer;
  readonly firm: (options?: FirmOptions) => Firm;
  readonly outsider: () => Outsider;
  readonly person: (surname?: string) => Human;
  /** A hand-over written down by two of the company; its id is what an item handed over names. */
  readonly handover: (from: Party, day: number, about: Party, how: string) => Extra;
  readonly account: () => string;
  readonly code: () => string;
  readonly employees: () => readonly Employee[];
  readonly customers: () => readonly (Customer & { readonly owner: Employee })[];
};

export type FirmOptions = {
  readonly relation?: string;
  readonly bossNamed?: Human;
  readonly short?: string;
  /** Whether the book of companies names the accounts of its people. */
  readonly known?: boolean;
};

const DIGITS = '0123456789';
const LOWER = 'abcdefghijkmnpqrstuvwxyz';

export function worldOf(seed: number): World {
  const dice = diceOf(seed);
  const book = bookOf();
  const trade = dice.pick(trades);
  const words = [...dice.shuffled(firmWords)];
  const people = [...dice.shuffled(surnames.flatMap((surname) => givenNames.map((given) => ({ surname, given }))))];
  const hired: Employee[] = [];
  const served: (Customer & { readonly owner: Employee })[] = [];
  const system = dice.pick(['wecom', 'wecom', 'wecom', 'dingtalk', 'feishu']);
  const city = dice.pick(cities);
  const word = () => words.pop() ?? `${dice.pick(firmWords)}${dice.pick(['联', '达', '兴', '美'])}`;

  const person = (wanted?: string): Human => {
    const index = people.findLastIndex(({ surname }) => wanted === undefined || surname[0] === wanted);
    const [found] = people.splice(index, 1);
    if (found === undefined) throw new Error('no names left');
    return { name: `${found.surname[0]}${found.given}`, surname: found.surname[0], spelt: found.surname[1] };
  };
  const account = () => `62${dice.letters(17, DIGITS)}`;
  const code = () => creditCode(dice);
  const phone = () => `+861${dice.pick(['38', '59', '86', '33', '77'])}${dice.letters(8, DIGITS)}`;

  const outside = (human: Human, domain: string): Outsider => ({
    ...human,
    chat: { system, ref: `wm${dice.letters(22, `${LOWER}${DIGITS}`)}`, name: human.name },
    phone: { system: 'phone', ref: phone() },
    bank: { system: 'bank', ref: account(), name: human.name },
    mail: { system: 'email', ref: `${human.spelt}${dice.int(11, 99)}@${domain}` },
    called: `${human.surname}${dice.pick(['总', '总', '哥', '老板', '姐'])}`,
  });
  const domainOf = () => `${dice.letters(6, LOWER)}.example`;

  const ownWord = word();
  const ownDomain = domainOf();
  const ownName = `${city}${ownWord}${dice.pick(trade.firm)}有限公司`;
  const ownParty: Party = { system: 'company', ref: code(), name: ownName };
  const own = { party: ownParty, name: ownName, short: ownWord };
  book.write('company', 'crm', at(-900), { company: ownParty, name: ownName, uscc: ownParty.ref, relation: 'own' });

  const hire = (title = '客户经理'): Employee => {
    const human = person();
    const number = String(hired.length + 1).padStart(3, '0');
    const employee: Employee = {
      ...human,
      hr: { system: 'hr', ref: `H${number}`, name: human.name },
      chat: { system, ref: `${human.spelt}.${number}`, name: human.name },
      mail: { system: 'email', ref: `${human.spelt}${number}@${ownDomain}` },
      bank: { system: 'bank', ref: account(), name: human.name },
      phone: { system: 'phone', ref: phone() },
      called: dice.pick([`小${human.surname}`, `${human.surname}经理`, `${human.surname}工`, `${human.surname}哥`]),
    };
    const since = at(-dice.int(200, 1600));
    book.write('employee', 'hr', since, {
      employee: employee.hr,
      name: employee.name,
      employer: ownParty,
      form: 'contract',
      department: '客户一部',
      title,
      status: 'active',
      handles: [employee.chat, employee.mail, employee.bank, employee.phone],
      since: dateOf(since),
    });
    hired.push(employee);
    return employee;
  };

  const customer = (owner: Employee): Customer => {
    const short = word();
    const name = `${dice.pick(cities)}${short}${dice.pick(trade.buyers)}有限公司`;
    const party: Party = { system: 'company', ref: code(), name };
    const made: Customer = {
      crm: { system: 'crm', ref: `K${dice.int(2000, 9999)}${served.length}`, name },
      party,
      name,
      short,
      buyer: outside(person(), domainOf()),
    };
    const since = at(-dice.int(60, 190), '10:20');
    book.write('company', 'crm', since, { company: party, name, uscc: party.ref, relation: 'customer' });
    book.write('customer', 'crm', since, {
      customer: made.crm,
      name,
      company: party,
      handles: [made.buyer.chat, made.buyer.phone, made.buyer.mail],
      tier: dice.pick(['normal', 'high']),
      firstDealAt: dateOf(since),
      status: 'active',
    });
    book.write('ownership', 'crm', since + 60_000, { customer: made.crm, employee: owner.hr, action: 'assigned' });
    book.write('permission', 'crm', since + 61_000, {
      employee: owner.hr,
      resource: 'crm.customer',
      actions: ['view', 'edit'],
      scope: [made.crm],
      action: 'granted',
    });
    book.write('deal', 'finance', since + 3_600_000, {
      customer: made.crm,
      seller: ownParty,
      type: 'contract',
      number: `${ownWord}-${dice.int(10_000, 99_999)}`,
      amount: yuan(dice.int(...trade.order)),
      state: 'won',
      employee: owner.hr,
      buyer: party,
    });
    served.push({ ...made, owner });
    return made;
  };

  const firm = ({ relation = 'competitor', bossNamed, short = word(), known = true }: FirmOptions = {}): Firm => {
    const name = `${city}${short}${dice.pick(trade.firm)}有限公司`;
    const domain = domainOf();
    const made: Firm = {
      party: { system: 'company', ref: code(), name },
      name,
      short,
      code: '',
      boss: outside(bossNamed ?? person(), domain),
      clerk: outside(person(), domain),
    };
    const { party, boss, clerk } = made;
    book.write('company', 'registry', at(-30), {
      company: party,
      name,
      uscc: party.ref,
      relation,
      aliases: [short],
      people: [
        { name: boss.name, role: 'legal-representative', ...(known ? { handle: boss.chat } : {}) },
        { name: boss.name, role: 'legal-representative', handle: boss.bank },
        { name: clerk.name, role: 'contact', handle: clerk.bank },
      ],
    });
    return { ...made, code: party.ref };
  };

  const handover = (from: Party, day: number, about: Party, how: string): Extra => {
    const witnesses = hired.slice(0, 2).map(({ hr }) => hr);
    const id = book.write('handover', 'hr-desk', at(day, '15:30'), {
      from,
      by: witnesses,
      at: new Date(at(day, '15:30')).toISOString(),
      how,
      document: `移交清单 ${dateOf(at(day))}`,
      scope: { counterparties: [about] },
    });
    return { handover: `hr-desk:${id}`, original: 'copy' };
  };

  return {
    dice,
    book,
    system,
    trade,
    own,
    hire,
    customer,
    firm,
    person,
    handover,
    account,
    code,
    outsider: () => outside(person(), domainOf()),
    employees: () => hired,
    customers: () => served,
  };
}
