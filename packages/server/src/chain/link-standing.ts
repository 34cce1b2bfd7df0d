import { concerns } from './attach-words.ts';
import type { ReasonedLink } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { isWithThem } from './evidence.ts';
import { customerLabel, makeLink } from './make-link.ts';
import type { Moment } from './order.ts';
import { cite, list, when } from './wording.ts';
import { ACTION } from './words.ts';

/** The moment for which standing is asked: the first words about the customer, else its first deal, else the payment. */
function actMoment(
  customer: string,
  { story, first, world }: Evidence,
): { readonly act: Moment; readonly what: string } {
  const said = story.said.find((each) => concerns(each, customer, world));
  if (said !== undefined) return { act: said, what: '首次说到该客户' };
  const deal = story.deals.find((each) => each.customer === customer && isWithThem(each, story));
  return deal === undefined ? { act: first, what: '所涉事件最早一项' } : { act: deal, what: '该客户首次与对方成交' };
}

/** Customers that were assigned to the employee when the first act about them happened. */
export function ownedThen(evidence: Evidence): readonly string[] {
  const { employee, customers } = evidence.story;
  const { ref } = employee;
  if (ref === undefined) return [];
  return customers.filter(
    (each) => evidence.world.directory.owned(ref, each, actMoment(each, evidence).act.at) !== undefined,
  );
}

export function linkOwnedThen(evidence: Evidence): readonly ReasonedLink[] {
  const { story, world, employeeName } = evidence;
  const { ref } = story.employee;
  if (ref === undefined) return [];
  return story.customers.flatMap((customer) => {
    const { act, what } = actMoment(customer, evidence);
    const owned = world.directory.owned(ref, customer, act.at);
    if (owned === undefined) return [];
    const since = when({ at: owned.since, precision: 'second' });
    const shared = owned.alsoOwnedBy.length > 0;
    const others = shared ? `;另有${owned.alsoOwnedBy.length}名员工同时登记为负责人` : '';
    const grounds = `${customerLabel(customer, evidence)}自${since}分配给${employeeName}${cite(owned.entry)},至${when(act)}(${what})未见释放${others}。`;
    return [makeLink('owned-then', shared ? 'medium' : 'strong', grounds, [owned.entry], { customer })];
  });
}

export function linkPermittedThen(evidence: Evidence): readonly ReasonedLink[] {
  const { story, world, employeeName } = evidence;
  const { ref } = story.employee;
  if (ref === undefined) return [];
  const permitted = story.customers.flatMap((customer) => {
    const { act, what } = actMoment(customer, evidence);
    const found = world.directory.permitted(ref, customer, act.at);
    return found.length === 0 ? [] : [{ customer, act, what, found }];
  });
  return permitted.map(({ customer, act, what, found }) => {
    const words = found.map(({ resource, actions, all, entry, since }) => {
      const scope = all ? '全部客户' : '指定客户';
      return `${resource}:${list(actions.map((each) => ACTION[each] ?? each))}(${scope},自${when({ at: since, precision: 'second' })})${cite(entry)}`;
    });
    const grounds = `${when(act)}(${what}) ${employeeName}对${customerLabel(customer, evidence)}有权限:${words.join(';')}。`;
    return makeLink(
      'permitted-then',
      'strong',
      grounds,
      found.map((each) => each.entry),
      {
        customer,
      },
    );
  });
}
