import type { ShownCustomer, ShownPerson } from '../../cases/show-as-of.ts';
import { showCustomerAsOf, showOrganisationAsOf, showPersonAsOf } from '../../cases/show-as-of.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Precision } from '../../kernel/time.ts';
import { formatInstant, formatShanghai } from '../../kernel/time.ts';
import type { Owner, Permitted, Sorted } from '../../people/as-of.ts';
import { parseAsked } from '../../people/asked.ts';
import type { EntryRef } from '../../people/fact.ts';
import type { Arrived } from '../../people/known-then.ts';
import type { DepartmentThen } from '../../people/organisation.ts';
import { bringUp } from '../../wiring/run.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const NOTHING = { ground: undefined, why: undefined };

export const asOfCommand: Command = {
  name: 'as-of',
  usage: 'as-of (--customer REF | --employee REF | --organisation) --at T [--known T]',
  does: 'who owned a customer and who could open it, where an employee stood, or who was in which department, at an instant, as known now or then; a date stands for its end',
  options: {
    customer: { type: 'string' },
    employee: { type: 'string' },
    organisation: { type: 'boolean' },
    at: { type: 'string' },
    known: { type: 'string' },
  },

  async run(context) {
    const { customer, employee, organisation } = context.values;
    const at = momentIn(text(context.values, 'at'));
    const known = momentIn(text(context.values, 'known'));
    const given = [customer, employee, organisation].filter((each) => each !== undefined);
    if (at === undefined || given.length !== 1)
      throw new Refusal('cli.usage', { why: `usage: zl ${asOfCommand.usage}` });
    return await withProduct(context, async (product) => {
      await bringUp(product);
      const { ledger } = product;
      const asked = { at, known };
      if (typeof customer === 'string') {
        const shown = await showCustomerAsOf(ledger, operator, customer, asked, NOTHING);
        context.json(inText(shown));
        context.say(customerText(shown));
      } else if (typeof employee === 'string') {
        const shown = await showPersonAsOf(ledger, operator, employee, asked, NOTHING);
        context.json(inText(shown));
        context.say(personText(shown));
      } else
        for (const department of await showOrganisationAsOf(ledger, operator, asked)) {
          context.json(department);
          context.say(departmentText(department));
        }
      return 0;
    });
  },
};

function momentIn(given: string | undefined) {
  if (given === undefined) return undefined;
  const at = parseAsked(given);
  if (at === undefined)
    throw new Refusal('cli.usage', { why: '--at and --known take a date or an instant with offset (RFC 3339)' });
  return at;
}

const TIMES: ReadonlySet<string> = new Set(['at', 'known', 'since', 'from', 'until', 'recordedAt']);

/** The same with every instant as text, as the other commands print them. */
function inText(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (name, each: unknown) =>
      // Every number under these names is an instant of ours.
      TIMES.has(name) && typeof each === 'number' ? formatInstant(each as Parameters<typeof formatInstant>[0]) : each,
    ),
  ) as object;
}

const cite = (entries: readonly EntryRef[]): string =>
  entries.map(({ source, externalId, log, index }) => `${source}:${externalId} ${log}#${index}`).join('、');

const LENGTHS: Readonly<Record<Precision, number>> = { ms: 26, second: 26, minute: 16, day: 10, month: 7 };
const held = ({ who, since, precision, entries, note }: Owner): string =>
  `${who.name}(${who.ref}) 自 ${formatShanghai(since).slice(0, LENGTHS[precision])} [${cite(entries)}]${note === undefined ? '' : `\n      ${note}`}`;

function lines<T extends Owner>(title: string, sorted: Sorted<T>, more: (each: T) => string): readonly string[] {
  const group = (name: string, list: readonly T[]): readonly string[] =>
    list.length === 0 ? [] : [`  ${name}`, ...list.map((each) => `    - ${more(each)}${held(each)}`)];
  const none = sorted.counts.length === 0 ? ['    无确定有效的登记'] : [];
  return [
    title,
    ...none,
    ...group('登记有效：', sorted.counts),
    ...group('登记未收回，但当时不在职：', sorted.apart),
    ...group('先后不明，不作判断：', sorted.unclear),
  ];
}

const ACTIONS: Readonly<Record<string, string>> = { view: '查看', edit: '编辑', export: '导出' };
const right = ({ resource, actions, scope }: Permitted): string =>
  `${resource} ${actions.map((action) => ACTIONS[action] ?? action).join('、')} ${scope === 'all' ? '全部客户' : '指定客户'} · `;

function head(name: string, { at, known }: Pick<ShownCustomer, 'at' | 'known'>): string {
  const knowing = known === null ? '按现在所知' : `按 ${formatShanghai(known)} 所知`;
  return `■ ${name}  ${formatShanghai(at)}  ${knowing}`;
}

const arrivals = (arrived: readonly Arrived[]): string =>
  arrived.map(({ entry, recordedAt }) => `${cite([entry])} 登记于 ${formatShanghai(recordedAt)}`).join('；') ||
  '账号归属或在职登记其后有变';

const STANDING: Readonly<Record<string, string>> = {
  counts: '有效',
  apart: '未收回但不在职',
  unclear: '先后不明',
  none: '无',
};

function customerText(shown: ShownCustomer): string {
  const { customer, owners, permissions, changedThatDay, accesses, differences, limits } = shown;
  return [
    head(`客户 ${customer.name}(${customer.ref})`, shown),
    ...lines('负责人', owners, () => ''),
    ...lines('有权限的人', permissions, right),
    ...changedThatDay.map(
      ({ who, action, at, entry }) =>
        `  当日变更：${formatShanghai(at)} ${action === 'assigned' ? '分配给' : '释放自'} ${who.name}(${who.ref}) [${cite([entry])}]`,
    ),
    ...accesses.map(
      ({ who, account, action, at, entry }) =>
        `  操作人没有已知权限：${formatShanghai(at)} ${who === undefined ? account : `${who.name}(${who.ref})`} ${action} [${cite([entry])}]`,
    ),
    ...differences.map(
      ({ what, who, resource, action, knownThen, knownNow, arrived }) =>
        `  其后变化：${who.name}(${who.ref}) ${what === 'owner' ? '归属' : `${resource} ${action}`} 当时所知 ${STANDING[knownThen]}，现在所知 ${STANDING[knownNow]}：${arrivals(arrived)}`,
    ),
    ...limits.map((limit) => `  * ${limit}`),
  ].join('\n');
}

const PRESENCE: Readonly<Record<ShownPerson['presence'], string>> = {
  employed: '在职',
  left: '已离职',
  'not-yet': '尚未入职',
  unrecorded: '没有员工登记',
  unknown: '同日有变更，先后不明',
};

function personText(shown: ShownPerson): string {
  const { who, presence, state, handles, owned, permissions, agreements, differences, limits } = shown;
  const post = [state?.department, state?.title, state?.manager && `上级 ${state.manager.name}(${state.manager.ref})`];
  return [
    head(`员工 ${who.name}(${who.ref})`, shown),
    `  ${PRESENCE[presence]}  ${post.filter(Boolean).join(' · ')}${state === null ? '' : `  [${cite([state.entry])}]`}`,
    ...handles.map(
      ({ handle, strength, isShared }) =>
        `  账号 ${handle.system}:${handle.ref}(${strength}${isShared ? '，多人登记' : ''})`,
    ),
    ...lines('负责的客户', owned, ({ customer }) => `${customer.name}(${customer.ref}) · `),
    ...lines('权限', permissions, (each) => {
      const names = each.customers.map(({ ref }) => ref).join('、');
      const except = names === '' ? '' : `除 ${names} 外 · `;
      return right(each) + (each.scope === 'all' ? except : `${names} · `);
    }),
    ...agreements.map(
      ({ title, version, receipt, entry }) =>
        `  规则 《${title}》${version} 签收：${RECEIPT[receipt]} [${cite([entry])}]`,
    ),
    ...differences.map(
      ({ what, name, knownThen, knownNow, arrived }) =>
        `  其后变化：${what} ${name} 当时所知 ${knownThen ?? '无'}，现在所知 ${knownNow ?? '无'}：${arrivals(arrived)}`,
    ),
    ...limits.map((limit) => `  * ${limit}`),
  ].join('\n');
}

const RECEIPT: Readonly<Record<ShownPerson['agreements'][number]['receipt'], string>> = {
  signed: '已签收',
  refused: '拒签',
  'other-version': '只签收过其他版本',
  none: '没有签收登记',
};

function departmentText({ department, people }: DepartmentThen): string {
  return [
    `■ ${department === '' ? '没有登记部门' : department}  ${people.length}人`,
    ...people.map(({ who, title, manager, entry, isUnclear }) => {
      const under = manager === undefined ? '' : ` 上级 ${manager.name}(${manager.ref})`;
      return `  - ${who.name}(${who.ref}) ${title ?? ''}${under} [${cite([entry])}]${isUnclear ? ' 同日有变更，先后不明' : ''}`;
    }),
  ].join('\n');
}
