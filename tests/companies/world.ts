import { enterCompany, enterCustomer } from './enter.ts';
import { CITIES, makeBrand } from './names.ts';
import type { Channel, Customer, Employee, Outside } from './people.ts';
import { makePerson } from './people.ts';
import type { Random } from './random.ts';
import { makeRandom } from './random.ts';
import type { Sink } from './record.ts';
import { DAY, makeSink } from './record.ts';
import type { Trade } from './trades.ts';
import { TRADES } from './trades.ts';
import { makeUscc } from './uscc.ts';

/** One company while it is being made: who there is, and where its records go. */
export type World = {
  readonly random: Random;
  readonly sink: Sink;
  readonly trade: Trade;
  readonly own: Outside;
  /** Midnight in Shanghai of the first day of what is told. */
  readonly begin: number;
  readonly channel: Channel;
  readonly employees: readonly Employee[];
  /** Two people of HR who take over what is handed over. */
  readonly desk: readonly Employee[];
  readonly rule: { readonly title: string; readonly version: string };
  /** A seller whom no story has taken yet. */
  readonly takeSeller: () => Employee;
  /** Somebody who does no wrong: a seller not taken yet, or else one taken here before. */
  readonly takeBystander: () => Employee;
  /** A customer whom nobody owns yet; owned by this employee from now on. */
  readonly takeCustomer: (
    owner: Employee,
    options?: { readonly company?: string; readonly since?: number },
  ) => Customer;
  readonly takeOutside: (options?: OutsideOptions) => Outside;
  /** Conversations whose beginning is recorded already. */
  readonly opened: Set<string>;
  readonly owned: readonly { readonly customer: Customer; readonly owner: Employee }[];
};

export type OutsideOptions = {
  readonly relation?: Outside['relation'];
  readonly isRecorded?: boolean;
  readonly brand?: string;
  readonly word?: string;
  readonly contactHandle?: boolean;
};

const RULES = ['员工手册', '销售人员行为准则', '客户管理及廉洁从业规定', '员工廉洁自律管理办法'];

export function makeWorld(seed: number): World {
  const random = makeRandom(seed);
  const sink = makeSink();
  const brands = new Set<string>();
  const logins = new Set<string>();
  const trade = random.pick(TRADES);
  const begin = Date.UTC(2025, random.int(0, 8), random.int(1, 28)) - DAY / 3;
  const firm = firmMaker({ random, brands, logins, trade });
  const own = firm({ relation: 'own', isRecorded: true });
  const employees = hire({ random, own, logins, begin });
  const sellers = random.shuffle(employees.filter(({ isSeller }) => isSeller));
  const bystanders: Employee[] = [];
  const owned: { customer: Customer; owner: Employee }[] = [];
  const channel = random.pick(['wecom', 'wecom', 'wecom', 'dingtalk', 'feishu'] as const);
  let count = 0;
  return {
    random,
    sink,
    trade,
    own,
    begin,
    channel,
    employees,
    desk: employees.filter(({ department }) => department === '人力资源部').slice(0, 2),
    rule: { title: random.pick(RULES), version: `${random.int(2019, 2024)}版` },
    takeSeller() {
      const seller = sellers.pop();
      if (seller === undefined) throw new Error('more stories than sellers');
      return seller;
    },
    takeBystander() {
      const seller = sellers.pop();
      if (seller !== undefined) bystanders.push(seller);
      return seller ?? random.pick(bystanders);
    },
    takeCustomer(owner, { company, since = begin - random.int(60, 500) * DAY } = {}) {
      count += 1;
      const customer = makeCustomer({ random, brands, logins, count, ...(company === undefined ? {} : { company }) });
      owned.push({ customer, owner });
      enterCustomer({ sink, random }, customer, owner, since);
      return customer;
    },
    takeOutside(options = {}) {
      const made = firm(options);
      if (made.isRecorded) enterCompany({ sink, random, channel }, made, begin - random.int(10, 300) * DAY, options);
      return made;
    },
    opened: new Set(),
    owned,
  };
}

type Making = {
  readonly random: Random;
  readonly brands: Set<string>;
  readonly logins: Set<string>;
};

function firmMaker({ random, brands, logins, trade }: Making & { readonly trade: Trade }) {
  return (options: OutsideOptions): Outside => {
    const brand = options.brand ?? makeBrand(random, brands);
    const short = brand + (options.word ?? random.pick(trade.words));
    const city = random.pick(CITIES);
    const full = random.pick([
      `${city}${short}有限公司`,
      `${city}${short}有限公司`,
      `${short}(${city})有限公司`,
      `${city}市${short}有限责任公司`,
    ]);
    const accounts = { isOurs: false, domain: `${brand === '' ? 'x' : `b${brands.size}`}.example.cn`, taken: logins };
    return {
      full,
      short,
      alias: brand,
      uscc: makeUscc(random),
      relation: options.relation ?? random.pick(['competitor', 'competitor', 'unknown', 'supplier'] as const),
      isRecorded: options.isRecorded ?? random.chance(0.65),
      representative: makePerson(random, accounts),
      shareholder: makePerson(random, accounts),
      contact: makePerson(random, accounts),
      account: { system: 'bank', ref: random.digits(19), name: full },
    };
  };
}

function makeCustomer({
  random,
  brands,
  logins,
  count,
  company,
}: Making & { count: number; company?: string }): Customer {
  const isFirm = company !== undefined || random.chance(0.85);
  const person = makePerson(random, { isOurs: false, domain: `c${count}.example.com`, taken: logins });
  const brand = makeBrand(random, brands);
  const kind = random.pick([
    '实业',
    '商贸',
    '餐饮管理',
    '电子',
    '家居',
    '服饰',
    '食品',
    '科技',
    '机械',
    '酒店管理',
    '汽配',
    '农业',
  ]);
  const name = company ?? (isFirm ? `${random.pick(CITIES)}${brand}${kind}有限公司` : person.name.full);
  const ref = `${random.pick(['C', 'C', 'KH'])}${1000 + count}`;
  return {
    ...person,
    ref,
    party: { system: 'crm', ref },
    company: name,
    short: isFirm ? random.pick([brand, `${brand}${kind}`]) : person.name.full,
    isFirm,
    ...(isFirm ? { uscc: makeUscc(random) } : {}),
  };
}

const PLACES = [
  ['总经办', '总经理', false],
  ['人力资源部', '人事经理', false],
  ['人力资源部', '人事专员', false],
  ['财务部', '会计', false],
  ['财务部', '出纳', false],
  ['销售一部', '销售总监', false],
  ['销售二部', '销售经理', false],
] as const;
const TITLES = ['销售代表', '大客户经理', '客户经理', '高级销售', '渠道专员'];

function hire({
  random,
  own,
  logins,
  begin,
}: Pick<Making, 'random' | 'logins'> & { own: Outside; begin: number }): Employee[] {
  const count = random.int(25, 60);
  return Array.from({ length: count }, (_, i): Employee => {
    const place = PLACES[i];
    const isSeller = place === undefined && (i < 26 || random.chance(0.85));
    const department =
      place?.[0] ?? (isSeller ? random.pick(['销售一部', '销售二部', '华东大区', '渠道部']) : '客户支持部');
    const person = makePerson(random, {
      isOurs: true,
      domain: `own${own.uscc.slice(8, 12).toLowerCase()}.example.com`,
      taken: logins,
    });
    const ref = random.pick([`E${String(101 + i)}`, `E0${101 + i}`]);
    return {
      ...person,
      ref,
      party: { system: 'hr', ref },
      department,
      title: place?.[1] ?? (isSeller ? random.pick(TITLES) : '客服专员'),
      isSeller,
      since: begin - random.int(200, 1800) * DAY,
      known: [person.bank, person.on.wechat].filter(() => random.chance(0.6)),
    };
  });
}
