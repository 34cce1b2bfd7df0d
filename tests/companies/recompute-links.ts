/** One file though long: the shape of each ground and the check of what it says are one table, read side by side. */
import type { Link, Raw, Row, Told } from './recompute-raw.ts';
import {
  ACTIONS,
  BINDINGS,
  bpsIn,
  byTime,
  DEAL_TYPES,
  dayIn,
  daysApart,
  happened,
  holdsFigure,
  instantOf,
  isAdjusted,
  isBefore,
  isCompany,
  isNamed,
  key,
  minorIn,
  minorOf,
  momentIn,
  ofKind,
  oneAccount,
  partiesOf,
  peopleOf,
  printed,
  ROLES,
  share,
  shown,
  spanOf,
  total,
} from './recompute-raw.ts';
import type { Check, Given, Part } from './recompute-words.ts';
import { ACT, CITE, part, SUM, spokenBeside, TALK, WHEN, WHO } from './recompute-words.ts';
import { DAY } from './record.ts';

/** Who said it, to which customers, with the very figures and company names. */
const saying = part(
  `${WHEN} (.+?)(?:对(.+))?(?:谈到好处|提到数额|谈到另找合作方)，(?:未说数额|数额为(.+?))，(?:未点名公司|点名“?(.+?)”?(?:\\(对应.+\\))?)${CITE}`,
  ([when, who, to, figures = '', company = '', id = ''], given) => {
    const { raw, employee } = given;
    const row = raw.get(id);
    if (row === undefined || !TALK.includes(row.kind) || printed(row) !== when) return false;
    const isOurs = raw.accounts('hr', employee.ref).has(key(row.body.from));
    const text = row.body.text ?? row.body.transcript?.text ?? '';
    const customers = [...(to ?? '').matchAll(/([^、]+?)\(客户号(\w+)\)/gu)];
    const reached = customers.every(([, name = '', ref = '']) => {
      const theirs = raw.accounts('crm', ref);
      return isNamed(given, name, ref) && partiesOf(row.body.to).some((each) => theirs.has(key(each)));
    });
    const said = figures.split('、').filter(Boolean);
    return (
      (who === '对方' ? !isOurs : isOurs && who === employee.name) &&
      reached &&
      (to === undefined || customers.length > 0) &&
      said.every((each) => holdsFigure(text, each)) &&
      text.includes(company)
    );
  },
);

const DEAL = new RegExp(`${WHEN} (合同|发票|订单)([^、，]+?)(?:\\(仅报价\\))?，金额${SUM}${CITE}、?`, 'gu');

const dealt = part(`${WHO}与(.+?)成交：(.+)`, ([name = '', ref = '', seller, words = ''], given) => {
  const deals = [...words.matchAll(DEAL)];
  const isRight = deals.every(([, when, type, number, sum = '', id = '']) => {
    const row = given.raw.get(id);
    if (row?.kind !== 'deal' || printed(row) !== when) return false;
    const { body } = row;
    const isSeller =
      body.seller?.ref === seller || body.seller?.name === seller || isCompany(given.raw, seller, body.seller?.ref);
    const isTheirs = given.raw.accounts('crm', ref).has(key(body.customer));
    return (
      isSeller &&
      isTheirs &&
      DEAL_TYPES[body.type ?? ''] === type &&
      body.number === number &&
      minorOf(row) === minorIn(sum)
    );
  });
  return deals.length > 0 && words.replaceAll(DEAL, '') === '' && isRight && isNamed(given, name, ref);
});

const paid = part(
  `${WHEN} (.+)付给(.+?) ${SUM}(?:，附言“(.*)”)?${CITE}`,
  ([when, from, to, sum = '', memo = '', id = ''], { raw, employee }) => {
    const row = raw.get(id);
    if (row?.kind !== 'transfer' || printed(row) !== when || to !== employee.name) return false;
    const { body } = row;
    return (body.from?.name ?? body.from?.ref) === from && minorOf(row) === minorIn(sum) && (body.memo ?? '') === memo;
  },
);

/** The sum due by the words, from the deals, the counted records or nothing but what was said. */
function dueOf(words: string, given: Given): bigint | undefined {
  const deals = ofKind(given.rows, 'deal');
  const [, percent, sums = ''] = /^([\d.]+%) × (?:成交)?\(?(¥.+?)\)?$/u.exec(words) ?? [];
  if (percent !== undefined) {
    const told = sums.split(' + ').map(minorIn).toSorted();
    const same = String(told) === String(deals.map(minorOf).toSorted());
    return same && (given.link.type === 'deal-transfer' || given.link.grounds.includes(`数额为${percent}`))
      ? share(total(deals), bpsIn(percent))
      : undefined;
  }
  const [, each = '', count = '', id = ''] = new RegExp(`^${SUM} × .+导出的(\\d+)条${CITE}$`, 'u').exec(words) ?? [];
  if (each !== '') return given.raw.get(id)?.body.count === Number(count) ? minorIn(each) * BigInt(count) : undefined;
  const [, fixed = ''] = new RegExp(`^所说${SUM}$`, 'u').exec(words) ?? [];
  return fixed !== '' && given.link.grounds.includes(`数额为${fixed}`) ? minorIn(fixed) : undefined;
}

const equation = part(
  `(.+?)(?: = ${SUM})?(?:，([^，]+)为${SUM})?，实付${SUM}，相差(-?[\\d.]+)元`,
  ([words = '', due, how, adjusted, received = '', difference = ''], given) => {
    const computed = dueOf(words, given);
    if (computed === undefined || (due !== undefined && minorIn(due) !== computed)) return false;
    if (how !== undefined && adjusted !== undefined && !isAdjusted(how, computed, minorIn(adjusted))) return false;
    const got = total(ofKind(given.rows, 'transfer'));
    return (
      got === minorIn(received) && got - (adjusted === undefined ? computed : minorIn(adjusted)) === minorIn(difference)
    );
  },
);

/** The words, and the first of the deals or payments that the grounds tell after them. */
const wordsFirst = part('谈话在先，相隔(\\d+)天', ([days], { cited }) => {
  const [said] = ofKind(cited, ...TALK);
  const [event] = ofKind(cited, 'deal', 'transfer', 'customer');
  return said !== undefined && event !== undefined && isBefore(said, event) && daysApart(said, event) === Number(days);
});
const talks: Check = ([count], { rows }) => ofKind(rows, ...TALK).length === Number(count);
const dealAndPayment = ({ cited }: Given): readonly (Row | undefined)[] => [
  ofKind(cited, 'deal')[0],
  ofKind(cited, 'transfer')[0],
];
const dealFirst: Check = ([days], given) => {
  const [deal, payment] = dealAndPayment(given);
  if (deal === undefined || payment === undefined || !isBefore(deal, payment)) return false;
  return days === undefined || daysApart(deal, payment) === Number(days);
};

/** All payments of the link come from one account, as often as the grounds say. */
const payments: Check = ([count], { rows }) => ofKind(rows, 'transfer').length === Number(count);

const payerNamed: Check = ([called, name, how, id], given) => {
  const from = oneAccount('from', given)?.body.from;
  if (from === undefined || (from.ref !== called && from.name !== called)) return false;
  if (id === undefined) return [from.ref, from.name].includes(name) && !isCompany(given.raw, name, called);
  const body = given.raw.get(id)?.body;
  if (body === undefined || body.name !== name || how === '名称一致') return body?.name === name && called === name;
  return how === '与登记的别名一致'
    ? (body.aliases ?? []).includes(called ?? '')
    : how === '统一社会信用代码一致' && body.uscc === called;
};

const payerPerson: Check = ([company, role, name, id = ''], given) => {
  const from = oneAccount('from', given)?.body.from;
  const body = given.raw.get(id)?.body;
  return (
    body !== undefined &&
    body.name === company &&
    (body.people ?? []).some(
      (each) => each.name === name && ROLES[each.role] === role && key(each.handle) === key(from),
    )
  );
};

const isPayee = ({ employee }: Given, name?: string, ref?: string): boolean =>
  employee.name === name && employee.ref === ref;
const payeeBound: Check = ([account, name, ref, how, id = ''], given) => {
  const row = oneAccount('to', given);
  const to = partiesOf(row?.body.to)[0];
  const bound = given.raw.get(id);
  if (row === undefined || to?.ref !== account || bound === undefined || !isPayee(given, name, ref)) return false;
  const { body, kind } = bound;
  const isTheirs =
    kind === 'binding'
      ? key(body.handle) === key(to) && body.person?.ref === ref && BINDINGS[body.strength ?? ''] === how
      : (body.handles ?? []).some((each) => key(each) === key(to)) && body.employee?.ref === ref;
  return isTheirs && ofKind(given.rows, 'transfer').every(({ when }) => spanOf(body, when));
};
const payeeDeclared: Check = ([account, id = ''], given) => {
  const { kind, body } = given.raw.get(id) ?? {};
  const to = partiesOf(oneAccount('to', given)?.body.to)[0];
  return (
    kind === 'declaration' &&
    to?.ref === account &&
    key(body?.account) === key(to) &&
    body?.employee?.ref === given.employee.ref
  );
};

/** Replays who had the customer until the moment printed. */
const owned: Check = ([name = '', ref = '', since, who, id, until = '', what = '', others = '0'], given) => {
  const holding = new Map<string, Row>();
  for (const row of byTime(given.raw.of('ownership'))) {
    const owner = row.body.employee?.ref ?? '';
    if (row.body.customer?.ref !== ref || row.when > momentIn(until)) continue;
    holding.delete(owner);
    if (row.body.action === 'assigned') holding.set(owner, row);
  }
  const own = holding.get(given.employee.ref);
  const isNow = own?.id === id && own !== undefined && shown(own.when) === since && holding.size - 1 === Number(others);
  return isNow && who === given.employee.name && isNamed(given, name, ref) && happened(until, ref, given, what);
};

const RIGHT = new RegExp(`(?:^|；)([^；：]+)：([^；(]+)\\((全部客户|指定客户)，自(.{26})\\)${CITE}`, 'gu');
const permitted: Check = ([moment = '', what = '', who, name = '', ref = '', words = ''], given) => {
  const held = new Map<string, { readonly row: Row; readonly actions: readonly string[] }>();
  for (const row of byTime(given.raw.of('permission'))) {
    const { employee, scope, resource = '', actions = [], action } = row.body;
    const covers = scope === 'all' || (scope ?? []).some((each) => each.ref === ref);
    if (employee?.ref !== given.employee.ref || !covers || row.when > momentIn(moment)) continue;
    const before = held.get(resource);
    if (action === 'granted') held.set(resource, { row, actions });
    else if (before !== undefined)
      held.set(resource, { row: before.row, actions: before.actions.filter((each) => !actions.includes(each)) });
  }
  const computed = [...held.values()]
    .filter(({ actions }) => actions.length > 0)
    .map(({ row, actions }) => {
      const titles = actions.map((each) => Object.entries(ACTIONS).find(([, name]) => name === each)?.[0]);
      return [
        row.body.resource,
        titles.join('、'),
        row.body.scope === 'all' ? '全部客户' : '指定客户',
        shown(row.when),
        row.id,
      ].join();
    });
  const told = [...words.matchAll(RIGHT)].map((found) => found.slice(1).join());
  return (
    String(told) === String(computed) &&
    computed.length > 0 &&
    who === given.employee.name &&
    isNamed(given, name, ref) &&
    happened(moment, ref, given, what)
  );
};

/** Everything that the links list but the employee's own handling of the customers' data. */
function actsOf({ raw, links }: Pick<Given, 'raw' | 'links'>): readonly Row[] {
  const told = links.filter(({ type }) => !['accessed', 'called', 'exported-sent'].includes(type));
  return told.flatMap(({ entries }) => entries.flatMap((each) => raw.get(`${each.source}:${each.externalId}`) ?? []));
}

/** Accesses count from 30 days before the first act, for which the rule is asked, until 30 days after the last one. */
function accessesOf(customer: string, { raw, employee, links }: Given): readonly Row[] {
  const acts = actsOf({ raw, links });
  const moments = links.flatMap(({ type, grounds }) =>
    type === 'owned-then' ? [momentIn(new RegExp(`至${WHEN}\\(${ACT}\\)未见释放`, 'u').exec(grounds)?.[1] ?? '')] : [],
  );
  const rule = links.find(({ type }) => type === 'clause-in-force');
  const first = momentIn(/生效，(.+?)时有效/u.exec(rule?.grounds ?? '')?.[1] ?? '');
  const last = Math.max(first, ...moments, ...ofKind(acts, 'deal', 'transfer', ...TALK).map(({ when }) => when));
  return byTime(raw.of('access')).filter(
    ({ body, when }) =>
      body.employee?.ref === employee.ref &&
      body.customer?.ref === customer &&
      when >= first - 30 * DAY &&
      when <= last + 30 * DAY,
  );
}

const customerIn = ({ link }: Given): string => /客户号(\w+)/u.exec(link.grounds)?.[1] ?? '';
const accessed: Check = ([who, name = '', ref = '', count, rest = ''], given) => {
  const isFirst = !rest.startsWith('首次') || printed(accessesOf(ref, given)[0] ?? { when: 0 }) === rest.slice(2);
  const isTelling = rest.startsWith('首次') || telling([rest], given);
  return (
    who === given.employee.name &&
    isNamed(given, name, ref) &&
    accessesOf(ref, given).length === Number(count) &&
    isFirst &&
    isTelling
  );
};
const telling: Check = ([words = ''], { rows }) => {
  const [, when, what = ''] = new RegExp(`^${WHEN} (.+?)(?:\\(非工作时间\\))?$`, 'u').exec(words) ?? [];
  const [, title = '', fields] = /^(..)(?:联系方式字段([^，]+).*)?$/u.exec(what) ?? [];
  return rows.some(({ body, ...row }) => {
    const edited = (body.changes ?? []).map(({ field }) => field);
    const isSame = fields === undefined || fields.split('、').every((each) => edited.includes(each));
    return printed(row) === when && isSame && ACTIONS[title] === body.action;
  });
};
const ordinary: Check = ([rest], given) => {
  const all = accessesOf(customerIn(given), given).length;
  return all - (given.link.grounds.includes('首次') ? 0 : given.rows.length) === Number(rest);
};

const called: Check = ([who, whom = '', count, seconds, from = '', to = ''], given) => {
  const { rows, raw, employee, links } = given;
  const ours = raw.accounts('hr', employee.ref);
  const refs = links.flatMap(({ type, grounds }) =>
    type === 'owned-then' ? (/客户号(\w+)/u.exec(grounds)?.[1] ?? []) : [],
  );
  const theirs = new Set(
    whom === '所涉客户' ? refs.flatMap((ref) => [...raw.accounts('crm', ref)]) : peopleOf(raw, whom),
  );
  const calls = byTime(raw.of('call')).filter(({ body, ...row }) => {
    const ends = [body.from, ...partiesOf(body.to)].map(key);
    const isWithin = row.when >= momentIn(from) && row.when <= momentIn(to);
    return (
      isWithin &&
      body.answered !== false &&
      body.seconds !== 0 &&
      ends.some((each) => ours.has(each)) &&
      ends.some((each) => theirs.has(each))
    );
  });
  const spoken = calls.reduce((all, { body }) => all + (body.seconds ?? 0), 0);
  const isEnds = calls[0] !== undefined && printed(calls[0]) === from && printed(calls.at(-1) ?? calls[0]) === to;
  const isListed = String(calls.map(({ id }) => id)) === String(byTime(rows).map(({ id }) => id));
  return who === employee.name && isEnds && isListed && calls.length === Number(count) && spoken === Number(seconds);
};

const exported: Check = ([when, who, resource, count, sentAt, whom = ''], { raw, rows, employee }) => {
  const [taken] = ofKind(rows, 'access');
  const [sent] = ofKind(rows, 'chat', 'email');
  if (taken === undefined || sent === undefined || rows.length !== 2 || !isBefore(taken, sent)) return false;
  const { body } = taken;
  const ours = raw.accounts('hr', employee.ref);
  const staff = new Set(raw.of('employee').flatMap((each) => [...(each.body.handles ?? []).map(key)]));
  const theirs = peopleOf(raw, whom);
  const isTo = whom === '公司以外的账号' || partiesOf(sent.body.to).some((each) => theirs.includes(key(each)));
  const isOut = partiesOf(sent.body.to).some((each) => !staff.has(key(each))) && ours.has(key(sent.body.from));
  return (
    who === employee.name &&
    body.employee?.ref === employee.ref &&
    ['export', 'download'].includes(body.action ?? '') &&
    isOut &&
    isTo &&
    body.resource === resource &&
    String(body.count ?? '') === (count ?? '') &&
    printed(taken) === when &&
    printed(sent) === sentAt
  );
};

const inForce: Check = ([title, version, from = '', moment = '', refs = '', id = ''], given) => {
  const { raw, links } = given;
  const rule = raw.get(id);
  if (rule?.kind !== 'agreement') return false;
  const { body } = rule;
  const start = (row: Row): number => instantOf(row.body.effectiveFrom ?? row.occurredAt);
  const newer = raw
    .of('agreement')
    .some((row) => row.body.title === title && start(row) > start(rule) && start(row) <= momentIn(moment));
  const isOver = body.effectiveTo !== undefined && instantOf(body.effectiveTo) <= momentIn(moment);
  const forbidding = (body.clauses ?? []).filter(
    ({ ref, forbids = [] }) => forbids.length > 0 && refs.split('、').includes(ref),
  );
  const isGiven = (type: string, words = ''): boolean =>
    links.some((link) => link.type === type && link.grounds.includes(words));
  const isMoney = ['said-deal', 'said-transfer'].some((type) => isGiven(type, '谈到好处') || isGiven(type, '数额为'));
  const touched = {
    disclosure: isGiven('exported-sent'),
    kickback: isMoney || isGiven('payee-employee'),
    'undeclared-interest': isGiven('payee-employee'),
  };
  const isTouched = forbidding.every(({ forbids = [] }) =>
    forbids.some((each) => !Object.entries(touched).some(([name, isTrue]) => name === each && !isTrue)),
  );
  const isAct =
    actsOf(given).some((row) => printed(row) === moment) ||
    links.some(({ type, grounds }) => type === 'owned-then' && grounds.includes(`至${moment}(`));
  const isRule =
    isAct &&
    body.title === title &&
    [version, `${version}版`].includes(body.version ?? '') &&
    start(rule) === dayIn(from);
  return (
    isRule &&
    start(rule) <= momentIn(moment) &&
    !newer &&
    !isOver &&
    isTouched &&
    forbidding.length === refs.split('、').length
  );
};
const procedure: Check = (dates, { rows }) => {
  const { discussedAt, negotiatedAt, publishedAt } = ofKind(rows, 'agreement')[0]?.body.procedure ?? {};
  return String(dates) === String([discussedAt, negotiatedAt, publishedAt]);
};
const signed: Check = ([day = '', id = ''], { raw, rows, employee, link }) => {
  const { kind, body } = raw.get(id) ?? {};
  const rule = ofKind(rows, 'agreement')[0]?.body;
  const isTheirs =
    body?.employee?.ref === employee.ref && body.agreement === rule?.title && body.version === rule?.version;
  const at = instantOf(body?.at ?? '');
  const act = momentIn(/生效，(.+?)时有效/u.exec(link.grounds)?.[1] ?? '');
  return (
    kind === 'acknowledgement' && isTheirs && body?.outcome === 'signed' && shown(at).slice(0, 10) === day && at <= act
  );
};

const holds: Check = () => true;
/** Every type of link, and every sentence that its grounds may hold. */
export const PARTS: Readonly<Record<string, readonly Part[]>> = {
  'said-deal': [
    saying,
    spokenBeside,
    dealt,
    wordsFirst,
    part('同类谈话共(\\d+)条', talks),
    part('谈话未提及该客户，由比例与金额对应', holds),
  ],
  'said-transfer': [saying, spokenBeside, paid, equation, wordsFirst, part('所说内容不足以核算应付金额', holds)],
  'deal-transfer': [
    dealt,
    paid,
    equation,
    part('成交在先', dealFirst),
    part('付款在成交后(\\d+)天，仅时间接近，金额无法核算', dealFirst),
  ],
  'payer-company': [
    part(
      `付款方名称为(.+?)(?:，与|，对应)(.+?)[：]?(名称一致|与登记的别名一致|统一社会信用代码一致)(?:${CITE})?`,
      payerNamed,
    ),
    part(`付款账号登记为(.+)的(法定代表人|股东|董事|联系人)(.+)的账号${CITE}`, payerPerson),
    part('付款(\\d+)笔', payments),
  ],
  'payee-employee': [
    part(
      '收款方登记为(.+)\\(工号(\\w+)\\)',
      ([name, ref], given) =>
        isPayee(given, name, ref) && key(partiesOf(oneAccount('to', given)?.body.to)[0]) === `hr:${ref}`,
    ),
    part(`收款账号(.+)当时归属(.+)\\(工号(\\w+)\\)，绑定方式：(.+?)${CITE}`, payeeBound),
    part(`收款账号(.+)是员工在利益冲突申报中写明的账户\\(关系：.+\\)${CITE}`, payeeDeclared),
    part('收款(\\d+)笔', payments),
  ],
  'owned-then': [
    part(
      `${WHO}自(.{26})分配给(.+?)${CITE}，至${WHEN}\\(${ACT}\\)未见释放(?:；另有(\\d+)名员工同时登记为负责人)?`,
      owned,
    ),
  ],
  'permitted-then': [part(`${WHEN}\\(${ACT}\\) (.+?)对${WHO}有权限：(.+)`, permitted)],
  accessed: [
    part(`(.+?)对${WHO}的资料在所涉事件前后30天内有(\\d+)次访问：(.+)`, accessed),
    part('其余一般访问(\\d+)次', ordinary),
    part(`(${WHEN} .+)`, telling),
  ],
  'exported-sent': [
    part(`${WHEN} (.+?)从(.+?)(?:导出|下载)(?:(\\d+)条)?，${WHEN}向(.+)发送文件`, exported),
    part('导出在先', holds),
    part('文件内容是否为导出的资料须另行核对', holds),
  ],
  called: [part(`(.+?)与(.+)接通(\\d+)次，共(\\d+)秒，自${WHEN}至${WHEN}`, called), part('通话内容未知', holds)],
  'clause-in-force': [
    part(`《(.+)》(.+)版自(\\d{4}-\\d\\d-\\d\\d)生效，${WHEN}时有效`, holds),
    part(`条款(.+)${CITE}`, (found, given) => {
      const [, ...rule] = new RegExp(`^《(.+)》(.+)版自(.{10})生效，${WHEN}时有效`, 'u').exec(given.link.grounds) ?? [];
      return inForce([...rule, ...found], given);
    }),
    part('民主程序：讨论(.{10})、协商(.{10})、公示(.{10})', procedure),
    part(`本人(.{10})签收该版本${CITE}`, signed),
  ],
};

/** What of a chain does not come out of the records again; empty where all of it does. */
export function complaints(told: Told, raw: Raw): readonly string[] {
  return told.links.flatMap((link) => complaintsOf(link, told, raw));
}

export function complaintsOf(link: Link, told: Told, raw: Raw): readonly string[] {
  const parts = PARTS[link.type];
  const say = (what: string): string => `${link.type}: ${what}`;
  if (parts === undefined) return [say('no recomputation')];
  const listed = link.entries.map(({ source, externalId }) => `${source}:${externalId}`);
  const rows = listed.flatMap((id) => raw.get(id) ?? []);
  const ids = [...link.grounds.matchAll(/\(([a-z0-9-]+:[^()]+)\)/gu)].flatMap(([, all = '']) => all.split('、'));
  const given = { ...told, raw, link, rows, cited: ids.flatMap((id) => raw.get(id) ?? []) };
  // Permissions are told in one piece, for each of them is read together with the others.
  const pieces =
    link.type === 'permitted-then'
      ? [link.grounds.replace(/。$/u, '')]
      : link.grounds.split(/[。；](?!另有)/u).filter(Boolean);
  return [
    ...listed.filter((id) => raw.get(id) === undefined).map((id) => say(`${id} is in no record`)),
    ...ids.filter((id) => !listed.includes(id)).map((id) => say(`${id} is cited but not listed`)),
    ...pieces.flatMap((piece) => {
      const [first] = parts.flatMap(([shape, check]) => {
        const found = shape.exec(piece);
        return found === null ? [] : [{ found, check }];
      });
      if (first === undefined) return [say(`cannot be recomputed: ${piece}`)];
      return first.check(first.found.slice(1), given) ? [] : [say(`does not come out again: ${piece}`)];
    }),
  ];
}
