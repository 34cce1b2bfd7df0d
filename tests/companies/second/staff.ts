import type { Party } from './book.ts';
import { at, dateOf } from './book.ts';
import type { Human } from './people.ts';
import type { Ground } from './world.ts';

export type Employee = Human & {
  readonly hr: Party;
  readonly chat: Party;
  readonly mail: Party;
  readonly bank: Party;
  readonly phone: Party;
  /** How customers and friends call this person. */
  readonly called: string;
};

/** Somebody employed for longer than anything here goes back. */
export function employeeOf({ dice, pool, book, system, own }: Ground, count: number, title: string): Employee {
  const human = pool.person();
  const { surname, spelt, name } = human;
  const number = String(count + 1).padStart(3, '0');
  const employee: Employee = {
    ...human,
    hr: { system: 'hr', ref: `H${number}`, name },
    chat: { system, ref: `${spelt}.${number}`, name },
    mail: { system: 'email', ref: `${spelt}${number}@${own.domain}` },
    bank: { system: 'bank', ref: pool.account(), name },
    phone: { system: 'phone', ref: pool.phone() },
    called: dice.pick([`小${surname}`, `${surname}经理`, `${surname}工`, `${surname}哥`]),
  };
  const since = at(-dice.int(200, 1600));
  book.write('employee', 'hr', since, {
    employee: employee.hr,
    name,
    employer: own.party,
    form: 'contract',
    department: '客户一部',
    title,
    status: 'active',
    handles: [employee.chat, employee.mail, employee.bank, employee.phone],
    since: dateOf(since),
  });
  return employee;
}
