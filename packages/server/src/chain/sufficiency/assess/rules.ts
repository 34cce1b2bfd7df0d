import { entryOf } from '../../../people/fact.ts';
import type { RuleVersion } from '../../../people/rule-versions.ts';
import { clausesAgainst, hasProcedure, receiptOf } from '../../clauses.ts';
import { day, procedureWords, receiptWords, ruleWords } from '../../link-rules.ts';
import { list } from '../../wording.ts';
import type { Found, View } from '../view.ts';
import { absent, nobody, present } from '../view.ts';

type Clause = RuleVersion['clauses'][number];
type Forbidden = NonNullable<Clause['forbids']>[number];

/** Which clauses a ground rests on: against whatever the story is about, of some categories, or by their words. */
export type ClauseMatch = 'story' | { readonly forbids: readonly Forbidden[] } | { readonly says: RegExp };

const companyRules: readonly RuleVersion['type'][] = ['handbook', 'customer-policy'];
const contracts: readonly RuleVersion['type'][] = ['labour-contract', 'nda'];
const gravity = /严重|解除|辞退|开除/u;
const grades = /警告|记过|降职|降级|分级|(?:较轻|轻微|一般|较重)(?:违纪|违规|违反|的)/u;
/** Ways of signing that do not show by themselves who signed and meant to. */
const thinMethods: readonly string[] = ['company-ca', 'click'];

/** Of the company's rules with such a clause the one that stands best: received before the act, then lawfully made. */
function bestRule(match: ClauseMatch, view: View): { rule: RuleVersion; clauses: readonly Clause[] } | undefined {
  const held = rulesWith(match, companyRules, view);
  const rank = ({ rule }: (typeof held)[number]): number =>
    (stateOf(rule, view) === 'before' ? 0 : 2) + (hasProcedure(rule) ? 0 : 1);
  return held.toSorted((a, b) => rank(a) - rank(b))[0];
}

function rulesWith(match: ClauseMatch, types: readonly RuleVersion['type'][], view: View) {
  return view.rules
    .filter((rule) => types.includes(rule.type))
    .map((rule) => ({ rule, clauses: clausesOf(rule, match, view) }))
    .filter(({ clauses }) => clauses.length > 0);
}

function clausesOf(rule: RuleVersion, match: ClauseMatch, { forbidden }: View): readonly Clause[] {
  if (match === 'story') return clausesAgainst(rule, forbidden);
  if ('forbids' in match) return clausesAgainst(rule, new Set(match.forbids));
  return rule.clauses.filter((clause) => match.says.test(clause.text));
}

function stateOf(rule: RuleVersion, { evidence }: View): ReturnType<typeof receiptOf>['state'] {
  return receiptOf(rule, evidence, evidence.first.at).state;
}

const clauseNumbers = (clauses: readonly Clause[]): string => list(clauses.map((clause) => clause.ref));

/** Whether a rule of the day names the act, and says how grave it is. */
export function ruleClause(match: ClauseMatch): (view: View) => Found {
  return (view) => {
    const found = bestRule(match, view);
    const act = day(view.evidence.first.at);
    if (found === undefined) {
      const also = rulesWith(match, contracts, view).map(({ rule }) => rule.entry);
      const words = also.length > 0 ? ';劳动合同或保密协议中有相应约定,可以作为依据之一' : '';
      return absent(`未见${act}有效、写明此类行为的规章制度条款${words}`, { beside: also });
    }
    const { rule, clauses } = found;
    const isGrave = clauses.some((clause) => gravity.test(clause.text));
    const doubts = isGrave ? [] : ['条款没有写明此类行为属于严重违反或可以解除'];
    return present([rule.entry], `${ruleWords(rule)}条款${clauseNumbers(clauses)}写明此类行为`, { doubts });
  };
}

/** 劳动合同法 4: discussed, negotiated and made public, all before the act. */
export function ruleValid(match: ClauseMatch): (view: View) => Found {
  return (view) => {
    const found = bestRule(match, view);
    if (found === undefined) return absent('没有可以核对民主程序的规章制度');
    const { rule } = found;
    const { publishedAt } = rule.procedure ?? {};
    const isLate = typeof publishedAt === 'number' && publishedAt > view.evidence.first.at;
    const doubts = [...(hasProcedure(rule) ? [] : ['缺少讨论、协商或公示的日期']), ...(isLate ? ['公示晚于行为'] : [])];
    return present([rule.entry], `${ruleWords(rule)}${procedureWords(rule).replace(/。$/u, '')}`, { doubts });
  };
}

/** Whether this employee had received this version before the act, in a way that shows who signed. */
export function ruleKnown(match: ClauseMatch): (view: View) => Found {
  return (view) => {
    const found = bestRule(match, view);
    if (found === undefined) return nobody(view) ?? absent('没有可以核对签收的规章制度');
    return nobody(view) ?? receiptFound(found.rule, view);
  };
}

/** How the employee stands to one paper; every question that rests on a signature asks it. */
export function receiptFound(rule: RuleVersion, { evidence }: View): Found {
  const receipt = receiptOf(rule, evidence, evidence.first.at);
  const says = `${ruleWords(rule)}:${receiptWords(receipt)}`;
  if (receipt.state === 'none') return absent(says, { beside: [rule.entry] });
  const methods = receipt.facts.map((fact) => fact.record.body.method);
  const isThin = receipt.state === 'before' && methods.every((method) => thinMethods.includes(method));
  const doubts = [
    ...(receipt.state === 'before' ? [] : ['不能证明行为时已经知悉该版本']),
    ...(isThin ? ['签收方式本身不能证明是本人签署,须有本人身份和意愿的材料'] : []),
  ];
  // The words of the receipt cite it already.
  return { ...present(receipt.facts.map(entryOf), '', { doubts, beside: [rule.entry] }), says };
}

/** A table of grades to hold the measure against; whether the measure is in proportion a person judges. */
export function graded(view: View): Found {
  const held = view.rules
    .filter((rule) => companyRules.includes(rule.type))
    .map((rule) => ({ rule, clauses: rule.clauses.filter((clause) => grades.test(clause.text)) }))
    .filter(({ clauses }) => clauses.length > 0);
  const best = held.find(({ rule }) => stateOf(rule, view) === 'before') ?? held[0];
  if (best === undefined) return absent(`未见${day(view.evidence.first.at)}有效的分级处理规定`);
  const known = stateOf(best.rule, view) === 'before';
  const doubts = known ? [] : ['未见本人在行为之前签收该版本'];
  return present(
    [best.rule.entry],
    `${ruleWords(best.rule)}条款${clauseNumbers(best.clauses)}为分级处理规定,过罚是否相当由人对照判断`,
    { doubts },
  );
}

/** A paper signed by the employee with a clause of these words; a title of its own will do where `types` names it. */
export function signedClause(says: RegExp, name: string, types: readonly RuleVersion['type'][]): (view: View) => Found {
  return (view) => {
    const held = view.rules.filter(
      (rule) => types.includes(rule.type) && rule.clauses.some((clause) => says.test(clause.text)),
    );
    const best = held.find((rule) => stateOf(rule, view) === 'before') ?? held[0];
    if (best === undefined) return nobody(view) ?? absent(`未见本人在行为之前签收的${name}`);
    return nobody(view) ?? receiptFound(best, view);
  };
}

/** A duty to keep secrets: an agreement of that type, or a clause of the labour contract. */
export function confidentialityDuty(view: View): Found {
  const held = view.rules.filter(
    (rule) =>
      rule.type === 'nda' ||
      (rule.type === 'labour-contract' && clausesOf(rule, { forbids: ['disclosure'] }, view).length > 0),
  );
  const best = held.find((rule) => stateOf(rule, view) === 'before') ?? held[0];
  if (best === undefined) return nobody(view) ?? absent('未见本人在行为之前签订的保密协议或保密条款');
  return nobody(view) ?? receiptFound(best, view);
}
