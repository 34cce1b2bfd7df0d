/** The company of the benchmark: every employee has as many records as any other, every tenth one has a story. */
export const PER_EMPLOYEE = 2_500;
export const EMPLOYEES_PER_STORY = 10;
const CUSTOMERS = 5;
const BEGIN = Date.UTC(2025, 0, 6);
const DAY = 86_400_000;

const TALK = [
  '您好,上次说的报价单我下午发您邮箱,您看一下规格有没有问题',
  '收到了,我们这边确认后回复您,交期还是按合同来',
  '仓库说明天上午可以发货,物流单号出来我第一时间发给您',
  '好的,发票抬头还是开你们公司全称吧,税号没有变',
  '这批货的验收报告请盖章后寄回来,售后有问题随时找我',
  '您那边的对账单我核过了,数目没问题,月底一起结',
];

const instant = (day: number, seconds: number): string => new Date(BEGIN + day * DAY + seconds * 1000).toISOString();
const hr = (at: number) => ({ system: 'hr', ref: `E${at}` });
const wecom = (ref: string) => ({ system: 'wecom', ref });
const crm = (employee: number, customer: number) => ({ system: 'crm', ref: `C${employee}-${customer}` });
const own = { system: 'company', ref: '云谷机电设备有限公司' };
const outside = (employee: number) => ({ system: 'company', ref: `恒泰${employee % 50}号贸易有限公司` });

function line(
  kind: string,
  source: string,
  externalId: string,
  occurredAt: string,
  body: object,
  more: object = {},
): string {
  return `${JSON.stringify({ v: 1, kind, source, externalId, occurredAt, basis: kind === 'transfer' || kind === 'deal' ? 'company-books' : 'work-system', ...more, body })}\n`;
}

/** Who is who and whose customer was whose; as many employees as the records need. */
export function* standingRecords(records: number): Generator<string> {
  const at = instant(-400, 0);
  yield line('company', 'crm', 'own', at, { company: own, name: own.ref, relation: 'own' });
  for (let n = 0; n < 50; n++)
    yield line('company', 'crm', `k${n}`, at, { company: outside(n), name: outside(n).ref, relation: 'competitor' });
  for (let e = 0; e < Math.ceil(records / PER_EMPLOYEE); e++) {
    const handles = [wecom(`user${e}`), { system: 'bank', ref: `6222${String(e).padStart(12, '0')}` }];
    yield line('employee', 'hr', `e${e}`, at, {
      employee: hr(e),
      name: `员工${e}`,
      employer: own,
      department: '销售部',
      handles,
    });
    const scope = [];
    for (let c = 0; c < CUSTOMERS; c++) {
      scope.push(crm(e, c));
      const body = { customer: crm(e, c), name: `客户${e}之${c}`, handles: [wecom(`wm${e}x${c}`)], status: 'active' };
      yield line('customer', 'crm', `c${e}-${c}`, at, body);
      yield line('ownership', 'crm', `o${e}-${c}`, at, { customer: crm(e, c), employee: hr(e), action: 'assigned' });
    }
    yield line('permission', 'crm', `p${e}`, at, {
      employee: hr(e),
      resource: 'crm.customer',
      actions: ['view', 'edit'],
      scope,
      action: 'granted',
    });
  }
}

/** Record number `at`: of a year of one employee's looks, talk and sales, in the order of time. */
export function recordAt(at: number): string {
  const e = Math.floor(at / PER_EMPLOYEE);
  const n = at % PER_EMPLOYEE;
  const c = n % CUSTOMERS;
  const day = Math.floor(n / 7);
  const seconds = 3_600 + (n % 7) * 3_000;
  const id = `r${at}`;
  if (e % EMPLOYEES_PER_STORY === 0 && n >= 1_000 && n < 1_006) return story(e, n - 1_000, id);
  if (n % 50 === 17)
    return line('deal', 'crm', id, instant(day, seconds), {
      customer: crm(e, c),
      seller: own,
      type: 'order',
      number: `SO${at}`,
      amount: { currency: 'CNY', minor: String(100_000 + (at % 977) * 100) },
    });
  if (n % 3 === 0) {
    const [from, to] =
      n % 2 === 0 ? [wecom(`user${e}`), wecom(`wm${e}x${c}`)] : [wecom(`wm${e}x${c}`), wecom(`user${e}`)];
    return line('chat', 'wecom', id, instant(day, seconds), {
      conversation: `v${e}-${c}`,
      from,
      to: [to],
      form: 'text',
      text: `${TALK[at % TALK.length]}(${n})`,
    });
  }
  return line('access', 'crm', id, instant(day, seconds), {
    employee: hr(e),
    action: 'view',
    resource: 'crm.customer',
    customer: crm(e, c),
  });
}

/** What was promised for one customer, and that customer's orders elsewhere. */
function story(e: number, step: number, id: string): string {
  const day = 143 + step;
  if (step === 0) {
    const text = `我介绍你到${outside(e).ref}合作,他们价格低,好处费我拿10%就行`;
    return line('chat', 'wecom', id, instant(day, 4_000), {
      conversation: `v${e}-1`,
      from: wecom(`user${e}`),
      to: [wecom(`wm${e}x1`)],
      form: 'text',
      text,
    });
  }
  const amount = { currency: 'CNY', minor: String(10_000_000 + step * 1_000_000) };
  return line('deal', 'crm', id, instant(day, 8_000), {
    customer: crm(e, 1),
    seller: outside(e),
    type: 'contract',
    number: `HT${e}-${step}`,
    amount,
  });
}

/** A payment for one of the orders, of a sum no other has. */
export function latePayment(e: number, n: number): string {
  const account = { system: 'bank', ref: `6222${String(e).padStart(12, '0')}` };
  const amount = { currency: 'CNY', minor: String(1_100_000 + n) };
  return line('transfer', 'finance', `late${n}`, instant(160 + (n % 20), 20_000 + n), {
    from: outside(e),
    to: account,
    amount,
    memo: '咨询费',
  });
}
