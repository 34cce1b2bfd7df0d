import { CUSTOMER_PAYS } from '../lines/customer-pays.ts';
import { pay, payee, workTime } from '../money.ts';
import type { Customer } from '../people.ts';
import { DAY, HOUR, money } from '../record.ts';
import { chatter } from '../small-talk.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** The customer itself pays the employee for a better price, or for work taken on privately. */
export function customerPays(world: World): Story {
  const { random, begin } = world;
  const employee = world.takeSeller();
  const customer = world.takeCustomer(employee);
  chatter(world, employee, customer, 3, 0, 60);
  const yuan = random.pick([800, 1200, 2000, 2600, 3000, 5000, 6000, 9800]);
  const script = random.pick(CUSTOMER_PAYS);
  const at = workTime(world, begin + random.int(60, 140) * DAY);
  const { at: said, words } = tell(world, { employee, customer }, script, at, { a: sayMoney(random, yuan) });
  const from = payer(world, customer);
  const paidAt = said + random.int(1, 60) * HOUR;
  const memo = random.pick(['', '货款', '安装费', '谢谢', '服务费']);
  pay(world, {
    from,
    to: payee(world, employee),
    yuan,
    at: paidAt,
    memo,
    by: customer.party,
    basis: 'provided-by-customer',
  });
  return {
    kind: 'customer-pays',
    employee: employee.ref,
    beneficiary: {
      names: [customer.company, customer.short, customer.name.full],
      refs: [customer.ref, customer.company, ...(customer.uscc === undefined ? [] : [customer.uscc]), from.ref],
    },
    customers: [customer.ref],
    promised: money(yuan),
    received: money(yuan),
    expects: 'medium',
    how: words,
  };
}

/** The customer as a voucher names it; the account of the person is one the CRM knows. */
function payer({ random }: World, customer: Customer) {
  const person = { ...customer.phone, name: customer.name.full };
  const firm = { system: 'company', ref: customer.company };
  return random.pick(customer.isFirm ? [person, firm, customer.party] : [person, customer.party]);
}
