import { companyParty } from './money.ts';
import { DAY, date, dayOf, HOUR, instant, isWeekend, money } from './record.ts';
import type { World } from './world.ts';

/** Everything a company has whether or not anybody in it does wrong: people, rules, rights, calendar, own business. */
export function backdrop(world: World): void {
  enterOwn(world);
  enterPeople(world);
  enterRules(world);
  enterRights(world);
  enterCalendar(world);
}

function enterOwn({ sink, own, begin }: World): void {
  const body = {
    company: companyParty(own),
    name: own.full,
    uscc: own.uscc,
    relation: 'own',
    aliases: [own.short, own.alias],
  };
  sink.add('company', begin - 600 * DAY, body, { source: 'hr' });
}

function enterPeople({ sink, random, employees, own, begin, channel }: World): void {
  const [boss] = employees;
  for (const each of employees) {
    const { name, on, phone, party, department, title, since, known } = each;
    const body = {
      employee: party,
      name: name.full,
      employer: companyParty(own),
      form: random.pick(['contract', 'contract', 'contract', 'dispatch']),
      department,
      title,
      ...(boss === undefined || boss === each ? {} : { manager: boss.party }),
      status: 'active',
      handles: [on.wecom, on.email, phone, ...(channel === 'wecom' ? [] : [on[channel]])],
      since: date(since),
    };
    sink.add('employee', since, body, { source: 'hr' });
    for (const handle of known) {
      const strength = random.pick(['real-name', 'real-name', 'declared']);
      sink.add('binding', since + DAY, { handle, person: party, strength, since: date(since) }, { source: 'hr' });
    }
    if (!each.isSeller && random.chance(0.1)) {
      const left = begin + random.int(60, 200) * DAY;
      sink.add(
        'employee',
        left,
        { employee: party, name: name.full, status: 'left', until: date(left) },
        { source: 'hr' },
      );
    }
    if (random.chance(0.15))
      sink.add(
        'employee',
        begin - 20 * DAY,
        { employee: party, name: name.full, department: random.pick(['华南大区', '渠道部', department]) },
        { source: 'hr' },
      );
  }
}

const CLAUSES = [
  {
    text: '严禁员工利用职务便利将公司客户介绍、转移给其他单位或个人。',
    forbids: ['customer-diversion', 'private-deal'],
  },
  {
    text: '严禁以任何名义收受客户、供应商或第三方给付的回扣、好处费、介绍费;违者属严重违反规章制度,公司可解除劳动合同。',
    forbids: ['kickback'],
  },
  { text: '客户资料属公司商业秘密,未经批准不得导出、外发或向第三方披露。', forbids: ['disclosure'] },
  { text: '员工及其近亲属在与公司有竞争或往来的单位持股、任职的,应当申报。', forbids: ['undeclared-interest'] },
] as const;

function enterRules({ sink, random, employees, rule, begin }: World): void {
  const from = begin - 900 * DAY;
  const clauses = [
    ...CLAUSES.map((clause, i) => ({ ref: `第${12 + i}条`, ...clause })),
    {
      ref: '第20条',
      text: '经分管负责人书面批准,可向客户给予返利,可领取推荐奖励;单次价值不超过人民币500元的礼品可以接受并登记。',
      permits: [
        { act: 'rebate', maxPercent: 8, approval: '分管负责人' },
        { act: 'referral-fee', maxPercent: 10, approval: '分管负责人' },
        { act: 'gift', maxAmount: money(500), approval: false },
        { act: 'outside-work', approval: '人力资源部' },
      ],
    },
  ];
  const body = {
    type: random.pick(['handbook', 'customer-policy']),
    title: rule.title,
    version: rule.version,
    effectiveFrom: date(from),
    clauses,
    procedure: {
      discussedAt: date(from - 40 * DAY),
      negotiatedAt: date(from - 25 * DAY),
      publishedAt: date(from - 5 * DAY),
    },
  };
  sink.add('agreement', from, body, { source: 'hr' });
  for (const { party, since } of employees) {
    const at = Math.max(since, from) + random.int(1, 9) * DAY + 10 * HOUR;
    const method = random.pick(['paper', 'licensed-ca', 'platform']);
    const signed = {
      agreement: rule.title,
      version: rule.version,
      employee: party,
      method,
      at: instant(at),
      outcome: 'signed',
    };
    sink.add('acknowledgement', at, signed, { source: 'hr' });
  }
}

function enterRights({ sink, employees }: World): void {
  for (const { party, isSeller, since } of employees.filter((each) => each.isSeller)) {
    const body = {
      employee: party,
      resource: 'crm.customer',
      actions: isSeller ? ['view', 'edit', 'export'] : ['view'],
      scope: 'all',
      action: 'granted',
    };
    sink.add('permission', since + 2 * DAY, body, { source: 'crm' });
  }
}

function enterCalendar({ sink, begin }: World): void {
  for (let day = dayOf(begin); day < begin + 300 * DAY; day += DAY)
    sink.add('calendar', day, { date: date(day), type: isWeekend(day) ? 'holiday' : 'workday' }, { source: 'hr' });
}
