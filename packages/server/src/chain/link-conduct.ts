import { entryOf } from '../people/fact.ts';
import type { ReasonedLink, Strength } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { customerLabel, makeLink } from './make-link.ts';
import type { Moment } from './order.ts';
import { orderOf, withinDays } from './order.ts';
import type { Talk } from './read-talk.ts';
import { isWithPeopleOf } from './with-them.ts';
import { list, when } from './wording.ts';
import { ACTION } from './words.ts';
import type { Factual, World } from './world.ts';
import { positionOf } from './world.ts';

const contactField = /phone|mobile|tel|mail|wechat|weixin|contact|address|电话|手机|邮箱|微信|联系|地址/iu;
const shown = 5;
/** A list of customers, not the papers of one. */
const manyAtOnce = 20;

type Conduct = {
  readonly fact: Factual<'access'>;
  readonly customer: string | undefined;
  readonly telling: string | undefined;
};

/** Accesses of the employee that lie in the story's time, each with what makes it telling, if anything does. */
function conductOf(evidence: Evidence): readonly Conduct[] {
  const { story, world, first, last } = evidence;
  const { ref } = story.employee;
  if (ref === undefined) return [];
  const days = world.settings.accessWithinDays;
  return (world.access.get(ref) ?? [])
    .filter((fact) => withinDays(momentOf(fact), first, days) && withinDays(last, momentOf(fact), days))
    .map((fact) => {
      const party = fact.record.body.customer;
      const customer = party === undefined ? undefined : world.directory.customerOf(party, fact.record.occurredAt);
      return { fact, customer, telling: tellingOf(fact, evidence.world) };
    });
}

/** Accesses to a customer of the story, or to many customers at once, that changed how to reach it, took its data out, or came at an unusual time. */
export function tellingAccesses(evidence: Evidence): readonly Conduct[] {
  const customers = new Set(evidence.story.customers);
  return conductOf(evidence).filter(
    ({ fact, customer, telling }) =>
      telling !== undefined && (customer === undefined ? takesOutMany(fact) : customers.has(customer)),
  );
}

/** Customers of the story are among whatever was taken out whole. */
function takesOutMany({ record: { body } }: Factual<'access'>): boolean {
  const isOut = body.action === 'export' || body.action === 'download' || body.action === 'print';
  return isOut && (body.count ?? 0) >= manyAtOnce;
}

/** Whether the access changed how to reach the customer, took data out, or came at an unusual time. */
export function isTellingAccess(fact: Factual<'access'>, world: World): boolean {
  return tellingOf(fact, world) !== undefined;
}

function tellingOf(fact: Factual<'access'>, { findings, directory }: World): string | undefined {
  const { action, changes = [] } = fact.record.body;
  const time = findings.has(positionOf(fact)) ? '(非工作时间)' : '';
  const contacts = changes.filter((change) => contactField.test(change.field));
  if (action === 'edit' && contacts.length > 0) {
    const theirs = contacts.flatMap(({ to }) => companyReached(to, directory));
    const whose = theirs.length === 0 ? '' : `,改后为${list(theirs)}的联系方式`;
    return `修改联系方式字段${list(contacts.map(({ field }) => field))}${whose}${time}`;
  }
  if (action === 'export' || action === 'download' || action === 'print' || action === 'delete') {
    return `${ACTION[action]}${time}`;
  }
  return time === '' ? undefined : `${ACTION[action] ?? action}${time}`;
}

/** Companies of whose people this is the phone, mail or account. */
function companyReached(contact: string | null | undefined, { companies }: World['directory']): readonly string[] {
  if (contact == null) return [];
  const found = (['phone', 'email', 'wecom', 'wechat'] as const).flatMap((system) =>
    companies
      .peopleBy({ system, ref: contact })
      .flatMap(({ company, person }) => (person.by === 'handle' ? company.name : [])),
  );
  return [...new Set(found)];
}

/** Accesses after which the customer's record led to the beneficiary's own people. */
export function contactsTurnedToThem(evidence: Evidence): readonly Factual<'access'>[] {
  const { story, world } = evidence;
  return tellingAccesses(evidence).flatMap(({ fact }) => {
    const { action, changes = [] } = fact.record.body;
    const theirs =
      action === 'edit' &&
      changes.some(({ to }) => companyReached(to, world.directory).includes(story.company?.name ?? ''));
    return theirs ? [fact] : [];
  });
}

function momentOf(fact: Factual<'access'>): Moment {
  return { at: fact.record.occurredAt, precision: fact.record.precision };
}

/** One link per customer. A mere look is weak: it is what the employee was there to do. */
export function linkAccessed(evidence: Evidence): readonly ReasonedLink[] {
  const days = evidence.world.settings.accessWithinDays;
  const conduct = conductOf(evidence);
  return evidence.story.customers.flatMap((customer) => {
    const own = conduct.filter((each) => each.customer === customer);
    const [first] = own;
    if (first === undefined) return [];
    const telling = own.filter((each) => each.telling !== undefined);
    const words = telling.slice(0, shown).map(({ fact, telling: what }) => `${when(momentOf(fact))} ${what}`);
    const more = telling.length > shown ? `等${telling.length}次` : '';
    const rest = own.length - telling.length;
    const told = telling.length > 0 ? `${words.join(';')}${more}` : `首次${when(momentOf(first.fact))}`;
    const grounds = `${evidence.employeeName}对${customerLabel(customer, evidence)}的资料在所涉事件前后${days}天内有${own.length}次访问:${told};其余一般访问${telling.length > 0 ? rest : own.length}次。`;
    const picked = telling.length > 0 ? telling : own;
    const strength = accessStrength(own, evidence);
    return [
      makeLink(
        'accessed',
        strength,
        grounds,
        picked.map(({ fact }) => entryOf(fact)),
        { customer, count: own.length },
      ),
    ];
  });
}

function accessStrength(own: readonly Conduct[], evidence: Evidence): Strength {
  const telling = own.filter((each) => each.telling !== undefined);
  if (telling.length === 0 || telling.every(({ fact }) => isSharedDevice(fact, evidence))) return 'weak';
  const unusual = telling.some(({ fact }) => evidence.world.findings.has(positionOf(fact)));
  const edited = telling.some(
    ({ fact }) => fact.record.body.action === 'edit' && (fact.record.body.changes ?? []).length > 0,
  );
  return unusual && edited ? 'strong' : 'medium';
}

/** Whether the device of the access was bound to more than one person then, or used by several in the days around. */
export function isSharedDevice(fact: Factual<'access'>, { world }: Evidence): boolean {
  const { device } = fact.record.body;
  if (device === undefined || device === '') return false;
  if (world.directory.personsOf({ system: 'device', ref: device }, fact.record.occurredAt).length > 1) return true;
  const days = world.settings.accessWithinDays;
  const users = (world.devices.get(device) ?? []).filter(
    (other) => withinDays(momentOf(fact), momentOf(other), days) && withinDays(momentOf(other), momentOf(fact), days),
  );
  return new Set(users.map((other) => other.record.body.employee.ref)).size > 1;
}

type Sent = { readonly fact: Factual<'access'>; readonly talk: Talk; readonly toThem: boolean };

/** An export followed, on the same day or within the set days, by a file sent to somebody outside. */
export function exportsSent(evidence: Evidence): readonly Sent[] {
  const { story, world } = evidence;
  const customers = new Set(story.customers);
  const files = (world.talks.get(story.employee.key) ?? []).filter(
    (talk) => talk.by === 'employee' && talk.carriesFile,
  );
  const exports = conductOf(evidence).filter(({ fact, customer }) => {
    const { action } = fact.record.body;
    return (action === 'export' || action === 'download') && (customer === undefined || customers.has(customer));
  });
  return exports.flatMap(({ fact }) => {
    const after = files.filter(
      (talk) =>
        orderOf(momentOf(fact), talk) !== 'after' && withinDays(momentOf(fact), talk, world.settings.sentWithinDays),
    );
    const talk =
      after.find((each) => isToThem(each, evidence)) ??
      after.find((each) => each.customers.length < each.others.length);
    return talk === undefined ? [] : [{ fact, talk, toThem: isToThem(talk, evidence) }];
  });
}

function isToThem(talk: Talk, { story, world }: Evidence): boolean {
  return isWithPeopleOf(story.company, talk, world.directory);
}

export function linkExportedSent(evidence: Evidence): readonly ReasonedLink[] {
  return exportsSent(evidence).map(({ fact, talk, toThem }) => {
    const count = fact.record.body.count;
    const amount = count === undefined ? '' : `${count}条`;
    const to = toThem ? `${evidence.outsideName}的人员` : '公司以外的账号';
    const order = orderOf(momentOf(fact), talk) === 'unknown' ? '同日,先后不明' : '导出在先';
    const grounds = `${when(momentOf(fact))} ${evidence.employeeName}从${fact.record.body.resource}${ACTION[fact.record.body.action]}${amount},${when(talk)}向${to}发送文件;${order}。文件内容是否为导出的资料须另行核对。`;
    const entries = [entryOf(fact), talk.entry];
    return makeLink('exported-sent', toThem && order === '导出在先' ? 'medium' : 'weak', grounds, entries, {
      count: count ?? 0,
    });
  });
}

/** Answered calls with the story's customers or with people of the beneficiary; that they spoke, not what about. */
export function linkCalled(evidence: Evidence): readonly ReasonedLink[] {
  const { story, world, first, last } = evidence;
  const customers = new Set(story.customers);
  const days = world.settings.accessWithinDays;
  const calls = (world.talks.get(story.employee.key) ?? []).filter((talk) => {
    const { record } = talk.fact;
    if (record.kind !== 'call' || record.body.answered === false || record.body.seconds === 0) return false;
    return withinDays(talk, first, days) && withinDays(last, talk, days);
  });
  const theirs = calls.filter((talk) => isToThem(talk, evidence));
  const withCustomers = calls.filter((talk) => talk.customers.some((each) => customers.has(each)));
  const groups = [
    { calls: theirs, who: `${evidence.outsideName}的人员`, strength: 'medium' as const },
    { calls: withCustomers, who: '所涉客户', strength: 'weak' as const },
  ];
  return groups.flatMap((group) => {
    const [start] = group.calls;
    const end = group.calls.at(-1);
    if (start === undefined || end === undefined) return [];
    const seconds = group.calls.reduce(
      (all, { fact }) => all + (fact.record.kind === 'call' ? fact.record.body.seconds : 0),
      0,
    );
    const grounds = `${evidence.employeeName}与${group.who}接通${group.calls.length}次,共${seconds}秒,自${when(start)}至${when(end)};通话内容未知。`;
    return [
      makeLink(
        'called',
        group.strength,
        grounds,
        group.calls.map((talk) => talk.entry),
        { count: group.calls.length },
      ),
    ];
  });
}
