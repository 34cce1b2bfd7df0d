import type { PartyRef } from './book.ts';
import type { CompanyName, Named } from './names.ts';
import { drawCompanies, drawCreditCode, drawNames } from './names.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';

/** Who plays what. Every look-alike has an employee of its own, so that a wrong accusation names its cause. */
export const STAFF_ROLES = [
  ['introducer', '零售事业部', '客户经理'],
  ['friend-seller', '技术事业部', '售前工程师'],
  ['own-commission', '零售事业部', '客户经理'],
  ['approved-rebate', '零售事业部', '客户经理'],
  ['quoted-ban', '人力资源部', '培训师'],
  ['night-duty', '技术事业部', '运维工程师'],
  ['approved-referral', '技术事业部', '客户经理'],
  ['loan-repaid', '零售事业部', '客户经理'],
  ['customer-left', '零售事业部', '客户经理'],
  ['inbound-thanks', '零售事业部', '客户经理'],
  ['own-promotion', '零售事业部', '客户经理'],
  ['worktime-access', '技术事业部', '客户经理'],
  ['makeup-workday', '技术事业部', '客户经理'],
  ['price-comparison', '技术事业部', '售前工程师'],
  ['refused-request', '零售事业部', '客户经理'],
  ['declared-interest', '零售事业部', '客户经理'],
  ['director', '管理层', '销售总监'],
  ['hr-lead', '人力资源部', '员工关系经理'],
  ['hr-second', '人力资源部', '员工关系专员'],
  ['cashier', '财务部', '出纳'],
  ['ordinary-one', '零售事业部', '客户经理'],
  ['ordinary-two', '技术事业部', '客户经理'],
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number][0];

/** Customers by the role of the employee who looks after them. */
const CUSTOMER_COUNTS: readonly (readonly [StaffRole, number])[] = [
  ['introducer', 3],
  ['friend-seller', 4],
  ['own-commission', 1],
  ['approved-rebate', 1],
  ['night-duty', 1],
  ['approved-referral', 1],
  ['loan-repaid', 1],
  ['customer-left', 1],
  ['inbound-thanks', 1],
  ['own-promotion', 1],
  ['worktime-access', 1],
  ['makeup-workday', 1],
  ['price-comparison', 1],
  ['refused-request', 1],
  ['declared-interest', 1],
  ['ordinary-one', 3],
  ['ordinary-two', 3],
];
/** The behaviour stories need valuable customers; for the others the tier is drawn. */
const ALWAYS_HIGH: readonly StaffRole[] = ['introducer', 'night-duty', 'worktime-access', 'makeup-workday'];

const COMPANY_ROLES = [
  'own',
  'kickback-payer',
  'friends-company',
  'partner',
  'loan-friend',
  'competitor',
  'spouse-company',
] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

export type Employee = {
  readonly role: StaffRole;
  readonly ref: string;
  readonly name: string;
  readonly userid: string;
  readonly department: string;
  readonly title: string;
  readonly phone: string;
  readonly card: string;
  readonly since: string;
};
export type Customer = {
  readonly ref: string;
  readonly name: string;
  readonly company: string;
  readonly external: string;
  readonly tier: 'normal' | 'high';
  readonly owner: Employee;
  readonly phone: string;
  readonly since: string;
};
export type Company = CompanyName & {
  readonly role: CompanyRole;
  readonly uscc: string;
  readonly head: string;
};
export type Cast = {
  readonly staff: readonly Employee[];
  readonly customers: readonly Customer[];
  readonly companies: readonly Company[];
  /** The partner's two trainees, as the archive names enterprise users: `wo…`. */
  readonly trainees: readonly { readonly name: string; readonly external: string }[];
};

/** Seed 1 plays the story under the names everybody knows it by: 张三, 李四, 华晟, 李某. */
const WELL_KNOWN = {
  introducer: { name: '张三', pinyin: 'zhangsan' },
  'friend-seller': { name: '李某', pinyin: 'limou' },
  customer: '李四',
  payer: { name: '华晟科技有限公司', short: '华晟' },
} as const;

export function castOf(seed: number): Cast {
  const random = randomOf(seed, 'cast');
  const names = drawNames(random, 80);
  const nameAt = nameReader(names);
  const companyNames = drawCompanies(random, 40);
  const staff = STAFF_ROLES.map(([role, department, title], i) =>
    employeeOf({ random, seed, role, department, title, ordinal: i, named: nameAt(i) }),
  );
  const companies = COMPANY_ROLES.map((role, i) => companyOf(random, seed, role, companyNames[i], nameAt(70 + i).name));
  const owners = CUSTOMER_COUNTS.flatMap(([role, count]) => Array.from({ length: count }, () => role));
  const customers = owners.map((role, i): Customer => {
    const name = seed === 1 && i === 0 ? WELL_KNOWN.customer : nameAt(25 + i).name;
    const buyer = companyNames[COMPANY_ROLES.length + i]?.name ?? '';
    return customerOf({ random, seed, ordinal: i, name, company: buyer, owner: staffIn(staff, role) });
  });
  const trainees = [60, 61].map((i) => ({ name: nameAt(i).name, external: `wo${random.text(30)}` }));
  return { staff, customers, companies, trainees };
}

export const staffOf = (cast: Cast, role: StaffRole): Employee => staffIn(cast.staff, role);

function staffIn(staff: readonly Employee[], role: StaffRole): Employee {
  const found = staff.find((employee) => employee.role === role);
  if (found === undefined) throw new Error(`nobody plays ${role}`);
  return found;
}

/** The customers an employee looks after, in the order of the cast. */
export const customersOf = (cast: Cast, role: StaffRole): readonly Customer[] =>
  cast.customers.filter((customer) => customer.owner.role === role);

export function firstCustomerOf(cast: Cast, role: StaffRole): Customer {
  const [first] = customersOf(cast, role);
  if (first === undefined) throw new Error(`${role} looks after nobody`);
  return first;
}

export function companyIn(cast: Cast, role: CompanyRole): Company {
  const found = cast.companies.find((company) => company.role === role);
  if (found === undefined) throw new Error(`no company plays ${role}`);
  return found;
}

export const hrParty = (employee: Employee): PartyRef => ({ system: 'hr', ref: employee.ref });
export const namedHrParty = (employee: Employee): PartyRef => ({ ...hrParty(employee), name: employee.name });
export const crmParty = (customer: Customer): PartyRef => ({ system: 'crm', ref: customer.ref });
export const companyParty = (company: { readonly name: string }): PartyRef => ({
  system: 'company',
  ref: company.name,
});
/** The same company by its credit code, as contracts and invoices name it. */
export const creditCodeParty = (company: Company): PartyRef => ({
  system: 'company',
  ref: company.uscc,
  name: company.name,
});
/** The name as vouchers print it: brackets full-width. */
export const printedName = (company: Company): string => company.name.replace('(', '\uff08').replace(')', '\uff09');

function nameReader(names: readonly Named[]): (index: number) => Named {
  return (index) => {
    const found = names[index];
    if (found === undefined) throw new Error('the cast is larger than its list of names');
    return found;
  };
}

type EmployeeSeat = {
  readonly random: Random;
  readonly seed: number;
  readonly role: StaffRole;
  readonly department: string;
  readonly title: string;
  readonly ordinal: number;
  readonly named: Named;
};

function employeeOf({ random, seed, role, department, title, ordinal, named }: EmployeeSeat): Employee {
  const known = seed === 1 && (role === 'introducer' || role === 'friend-seller') ? WELL_KNOWN[role] : named;
  const number = ordinal + 1;
  const refs = [
    `E${String(number).padStart(3, '0')}`,
    String(10_000 + number * 7),
    `ZL${String(number).padStart(5, '0')}`,
  ];
  return {
    role,
    ref: refs[(seed + 2) % 3] ?? '',
    name: known.name,
    userid: known.pinyin,
    department,
    title,
    phone: mobile(random, 1, ordinal),
    card: `62220212${random.text(11, '0123456789')}`,
    since: `20${random.int(19, 24)}-0${random.int(1, 9)}-${random.int(10, 28)}`,
  };
}

type CustomerSeat = {
  readonly random: Random;
  readonly seed: number;
  readonly ordinal: number;
  readonly name: string;
  readonly company: string;
  readonly owner: Employee;
};

function customerOf({ random, seed, ordinal, name, company, owner }: CustomerSeat): Customer {
  const high = ALWAYS_HIGH.includes(owner.role) || random.chance(30);
  return {
    ref: seed % 2 === 1 ? `C${100 + ordinal}` : `KH-${String(2025_001 + ordinal)}`,
    name,
    company,
    external: `wm${random.text(30)}`,
    tier: high ? 'high' : 'normal',
    owner,
    phone: mobile(random, 2, ordinal),
    since: `2025-0${random.int(1, 8)}-${random.int(10, 28)}`,
  };
}

function companyOf(
  random: Random,
  seed: number,
  role: CompanyRole,
  drawn: CompanyName | undefined,
  head: string,
): Company {
  if (drawn === undefined) throw new Error('the cast is larger than its list of companies');
  const name = seed === 1 && role === 'kickback-payer' ? WELL_KNOWN.payer : drawn;
  return { ...name, role, uscc: drawCreditCode(random), head };
}

/** Eleven digits like a mobile number, different for every block and ordinal. */
export function mobile(random: Random, block: 1 | 2 | 3, ordinal: number): string {
  return `13800${block}${String(ordinal).padStart(2, '0')}${random.text(3, '0123456789')}`;
}
