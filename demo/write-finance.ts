import type { PartyRef } from './book.ts';
import { companyIn, companyParty, hrParty, namedHrParty, STAFF_ROLES, staffOf } from './cast.ts';
import { inOfficeHours, instant, workdayBetween } from './times.ts';
import type { Money } from './values.ts';
import { cny } from './values.ts';
import type { World } from './world.ts';

const FINANCE = 'company/finance.ndjson';

/** The company's own books: salaries, and expense claims of ordinary kinds. */
export function writeFinance(world: World): void {
  const random = world.random('finance');
  for (const employee of world.cast.staff) {
    const salary = random.int(80, 220) * 100;
    for (const day of ['2026-02-10', '2026-03-10']) {
      writeOwnPayment(world, {
        at: instant(day, '10:00'),
        to: namedHrParty(employee),
        amount: cny(salary),
        memo: `工资 ${day.slice(0, 7)}`,
      });
    }
  }
  for (const [role] of STAFF_ROLES.slice(0, 16)) {
    if (!random.chance(50)) continue;
    const purpose = random.pick(['差旅费', '市内交通费', '客户招待餐费', '样品快递费']);
    world.book.put(FINANCE, {
      kind: 'claim',
      at: inOfficeHours(random, workdayBetween(random, '2026-02-02', '2026-03-27')),
      basis: 'company-books',
      body: {
        employee: hrParty(staffOf(world.cast, role)),
        amount: cny(random.int(60, 1900)),
        purpose,
        state: 'approved',
      },
    });
  }
}

type OwnPayment = { readonly at: string; readonly to: PartyRef; readonly amount: Money; readonly memo: string };

/** A payment of the company itself, known from its own books. */
export function writeOwnPayment({ book, cast }: World, { at, to, amount, memo }: OwnPayment): void {
  book.put(FINANCE, {
    kind: 'transfer',
    at,
    basis: 'company-books',
    body: { from: companyParty(companyIn(cast, 'own')), to, amount, memo, channel: 'bank', state: 'completed' },
  });
}

type Approval = {
  readonly type: 'referral' | 'rebate' | 'discount';
  readonly at: string;
  readonly for: PartyRef;
  readonly customer: PartyRef;
  readonly company?: PartyRef;
  readonly percent: number;
  readonly text: string;
};

/** An approval by the sales director, given before anything is said or paid on it. */
export function writeApproval({ book, cast }: World, approval: Approval): void {
  const { at, ...rest } = approval;
  book.put(FINANCE, {
    kind: 'approval',
    at,
    body: { ...rest, by: hrParty(staffOf(cast, 'director')), state: 'approved' },
  });
}
