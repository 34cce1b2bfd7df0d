import type { EntryRef } from '../../people/fact.ts';
import { concerns } from '../attach-words.ts';
import { isTieDeclared } from '../declared-tie.ts';
import type { Evidence } from '../evidence.ts';
import { isWithThem } from '../evidence.ts';
import { orderOf } from '../order.ts';
import type { Said } from '../read-said.ts';
import { isWithPeopleOf } from '../with-them.ts';
import { when } from '../wording.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

type Sign = { readonly customer: string; readonly entries: readonly EntryRef[]; readonly words: string };

/** The customer spoke of the beneficiary, or dealt with it, before the employee said anything. */
export const searchMovedItself: RivalSearch = (evidence) => {
  const kind = 'customer-moved-itself';
  const { story, world, paid, matches } = evidence;
  const talks = world.talks.get(story.employee.key) ?? [];
  if (story.customers.length === 0 || talks.length === 0) {
    return found(kind, 'not-searchable', '没有与所涉客户的谈话记录,无从查找客户是否先提出。');
  }
  const signs = story.customers.flatMap((customer) => signOf(customer, evidence) ?? []);
  const entries = signs.flatMap((sign) => sign.entries);
  const [first] = signs;
  if (first === undefined)
    return found(kind, 'none-found', `查找与${story.customers.length}名客户的往来,未见客户先提到该公司或先与其成交。`);
  const because = `${signs.length}/${story.customers.length}名客户在员工之前已${first.words}`;
  const tied = isTieDeclared(evidence);
  const all = signs.length === story.customers.length && paid.length === 0 && matches.length === 0 && !tied;
  return found(
    kind,
    all ? 'explains' : 'weakens',
    `${because}${all ? '' : tied ? ';该公司与员工有申报的关系,客户也可能因此得知' : ';不能解释全部客户或款项'}。`,
    entries,
  );
};

function signOf(customer: string, evidence: Evidence): Sign | undefined {
  const { story } = evidence;
  const said = story.said.find((each) => each.by === 'employee' && concerns(each, customer, evidence.world));
  const deal = story.deals.find((each) => each.customer === customer && isWithThem(each, story));
  if (said !== undefined && deal !== undefined && orderOf(deal, said) === 'before') {
    return { customer, entries: [deal.entry], words: `与该公司成交(${when(deal)})` };
  }
  return mentionBefore(customer, said, evidence);
}

/**
 * The customer names the company in a message before the employee's first words, or before its deal if there are none; and
 * before the employee was in touch with the company's people.
 */
function mentionBefore(customer: string, said: Said | undefined, evidence: Evidence): Sign | undefined {
  const { story, world } = evidence;
  const until = said ?? story.deals.find((each) => each.customer === customer);
  if (story.company === undefined || until === undefined) return undefined;
  const talk = (world.talks.get(story.employee.key) ?? []).find(
    (each) =>
      each.by === 'other' &&
      each.customers.includes(customer) &&
      orderOf(each, until) === 'before' &&
      world.directory.companies.findIn(each.text).some((match) => match.company === story.company),
  );
  const dealtWithThem = (world.talks.get(story.employee.key) ?? []).some(
    (each) =>
      talk !== undefined && orderOf(each, talk) === 'before' && isWithPeopleOf(story.company, each, world.directory),
  );
  return talk === undefined || dealtWithThem
    ? undefined
    : { customer, entries: [talk.entry], words: `主动提到该公司(${when(talk)})` };
}
