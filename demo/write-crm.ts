import type { Customer, Employee } from './cast.ts';
import { companyIn, creditCodeParty, crmParty, hrParty } from './cast.ts';
import type { Random } from './random.ts';
import { addDays, inOfficeHours, instant, workdayBetween, workdayFrom } from './times.ts';
import { cny } from './values.ts';
import type { World } from './world.ts';

const CRM = 'company/crm.ndjson';

const FOLLOW_UPS = [
  '电话回访,设备运行正常,客户暂无新增需求。',
  '上门拜访,沟通二季度采购计划,客户让下周给方案。',
  '已发送新版报价单,等客户内部走流程。',
  '客户反馈交货及时,希望延长账期,已转财务评估。',
  '约了周四下午演示新功能,带技术同事一起去。',
  '合同续签条款基本谈妥,差盖章。',
];

/** Ordinary life in the customer system: everybody sees and edits only what is theirs, in office hours. */
export function writeCrm(world: World): void {
  const random = world.random('crm');
  for (const customer of world.cast.customers) {
    writeCustomer(world, customer);
    writeVisits(world, random, customer);
    writeOwnDeals(world, random, customer);
  }
  for (const employee of world.cast.staff) writePermission(world, employee);
}

function writeCustomer({ book }: World, customer: Customer): void {
  const at = instant(workdayFrom(customer.since), '09:30');
  book.put(CRM, {
    kind: 'customer',
    at,
    body: {
      customer: crmParty(customer),
      name: customer.name,
      company: { system: 'company', ref: customer.company },
      handles: [
        { system: 'wecom', ref: customer.external },
        { system: 'phone', ref: `+86${customer.phone}` },
      ],
      tier: customer.tier,
      firstDealAt: addDays(workdayFrom(customer.since), 14),
      status: 'active',
      since: workdayFrom(customer.since),
    },
  });
  book.put(CRM, {
    kind: 'ownership',
    at: instant(workdayFrom(customer.since), '09:40'),
    body: { customer: crmParty(customer), employee: hrParty(customer.owner), action: 'assigned' },
  });
}

function writePermission({ book, cast }: World, employee: Employee): void {
  const scope = cast.customers.filter((customer) => customer.owner === employee).map(crmParty);
  const all = employee.role === 'director';
  if (scope.length === 0 && !all) return;
  book.put(CRM, {
    kind: 'permission',
    at: instant('2025-01-06', '09:00'),
    body: {
      employee: hrParty(employee),
      resource: 'crm.customer',
      actions: all ? ['view'] : ['view', 'edit'],
      scope: all ? 'all' : scope,
      action: 'granted',
    },
  });
}

function writeVisits({ book }: World, random: Random, customer: Customer): void {
  const base = { employee: hrParty(customer.owner), resource: 'crm.customer', customer: crmParty(customer) };
  for (const action of ['view', 'edit']) {
    const changes = [{ field: 'remark', from: '', to: random.pick(['月底对账', '走快递', '开专票', '收货人在仓库']) }];
    book.put(CRM, {
      kind: 'access',
      at: inOfficeHours(random, workdayBetween(random, '2026-02-02', '2026-03-27')),
      body: {
        ...base,
        action,
        ...(action === 'edit' ? { changes } : {}),
        ip: `10.8.${random.int(1, 9)}.${random.int(2, 250)}`,
      },
    });
  }
  book.put(CRM, {
    kind: 'follow-up',
    at: inOfficeHours(random, workdayBetween(random, '2026-02-02', '2026-03-27')),
    body: { customer: crmParty(customer), employee: hrParty(customer.owner), text: random.pick(FOLLOW_UPS) },
  });
}

function writeOwnDeals(world: World, random: Random, customer: Customer): void {
  const day = workdayFrom(addDays(workdayFrom(customer.since), 14));
  writeOwnDeal(world, customer, inOfficeHours(random, day), random.int(20, 260) * 1000, 'contract');
}

/** A deal of the company itself. The number is unique because a customer has one deal a type and day. */
export function writeOwnDeal(
  world: World,
  customer: Customer,
  at: string,
  yuan: number,
  type: 'contract' | 'order',
): void {
  world.book.put(CRM, {
    kind: 'deal',
    at,
    body: {
      customer: crmParty(customer),
      seller: creditCodeParty(companyIn(world.cast, 'own')),
      type,
      number: `${type === 'contract' ? 'HT' : 'DD'}${at.slice(0, 10).replaceAll('-', '')}-${customer.ref}`,
      amount: cny(yuan),
      state: 'won',
      employee: hrParty(customer.owner),
      buyer: { system: 'company', ref: customer.company },
    },
  });
}
