import type { StaffRole } from './cast.ts';
import { crmParty, firstCustomerOf, hrParty, staffOf } from './cast.ts';
import { after, instant, workdayBetween } from './times.ts';
import type { Innocent } from './truth.ts';
import { between, converse } from './wecom.ts';
import type { World } from './world.ts';
import { personOf } from './world.ts';

/** The employee opens the valuable customer they look after, at the given time. */
function open(world: World, kind: StaffRole, at: string): void {
  const random = world.random(`${kind}/access`);
  world.book.put('company/crm.ndjson', {
    kind: 'access',
    at,
    body: {
      employee: hrParty(staffOf(world.cast, kind)),
      action: 'view',
      resource: 'crm.customer',
      customer: crmParty(firstCustomerOf(world.cast, kind)),
      ip: `10.8.${random.int(1, 9)}.${random.int(2, 250)}`,
    },
  });
}

/** At night, but on duty, and after the customer reported a fault. */
export function playNightDuty(world: World): Innocent {
  const random = world.random('night-duty');
  const employee = staffOf(world.cast, 'night-duty');
  const customer = firstCustomerOf(world.cast, 'night-duty');
  const at = instant(random.pick(['2026-02-26', '2026-03-12']), `23:${random.int(10, 40)}`);
  converse(world.archive, between(employee.userid, customer.external), after(at, -600), [
    [customer.external, '系统登录不上了,今晚要盘点,麻烦看下'],
    [employee.userid, '我在值班,马上看'],
  ]);
  open(world, 'night-duty', at);
  world.book.put('company/crm.ndjson', {
    kind: 'follow-up',
    at: after(at, 1500),
    body: { customer: crmParty(customer), employee: hrParty(employee), text: '夜间报障,重启服务后恢复,客户已确认。' },
  });
  return {
    kind: 'night-duty',
    employee: personOf(employee),
    note: 'opens a high-value customer at night while on duty',
  };
}

export function playWorktimeAccess(world: World): Innocent {
  const day = workdayBetween(world.random('worktime-access'), '2026-02-24', '2026-03-20');
  open(world, 'worktime-access', instant(day, '10:20'));
  const employee = personOf(staffOf(world.cast, 'worktime-access'));
  return { kind: 'worktime-access', employee, note: 'opens a high-value customer in office hours' };
}

/** 28 February 2026 is a Saturday and a working day: only a calendar can tell. */
export function playMakeupWorkday(world: World): Innocent {
  open(world, 'makeup-workday', instant('2026-02-28', `1${world.random('makeup-workday').int(0, 1)}:15`));
  const employee = personOf(staffOf(world.cast, 'makeup-workday'));
  return { kind: 'makeup-workday', employee, note: 'opens a high-value customer on a Saturday that is a working day' };
}
