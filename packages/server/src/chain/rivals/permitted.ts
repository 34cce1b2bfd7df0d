import { percentBps } from '../../kernel/kinds/fields.ts';
import { minorOf } from '../../kernel/money.ts';
import type { EntryRef } from '../../people/fact.ts';
import type { Clause, RuleVersion } from '../../people/rule-versions.ts';
import { isOwn } from '../attach-words.ts';
import { receiptOf, rulesInForce } from '../clauses.ts';
import type { Evidence } from '../evidence.ts';
import { isWithThem, promisedOf, receivedOf } from '../evidence.ts';
import { ruleWords } from '../link-rules.ts';
import { cite } from '../wording.ts';

type Permit = NonNullable<RuleVersion['clauses'][number]['permits']>[number];

type Permitted = {
  /** Only a permission that asks for nobody's approval stands by itself. */
  readonly alone: boolean;
  /** The clause names the beneficiary, or it is a registered partner, and the employee had received this version. */
  readonly forThem: boolean;
  readonly why: string;
  readonly entry: EntryRef;
};

/**
 * The clause in force that allows the act within its limits, one that asks for no approval before one that does.
 * The caller has looked for an approval that fits and found none, so a clause that asks for one explains nothing.
 */
export function permittedBy(act: Permit['act'], evidence: Evidence): Permitted | undefined {
  const all = rulesInForce(evidence, evidence.first.at).flatMap((rule) =>
    rule.clauses.flatMap((clause) =>
      (clause.permits ?? [])
        .filter((permit) => permit.act === act && isWithin(permit, evidence) && !isForAnother(clause, evidence))
        .map((permit) => permittedUnder(rule, clause, permit, evidence)),
    ),
  );
  return all.find((each) => each.alone) ?? all[0];
}

function permittedUnder(rule: RuleVersion, clause: Clause, permit: Permit, evidence: Evidence): Permitted {
  const { paid } = evidence;
  const where = `${ruleWords(rule)}条款${clause.ref}`;
  const forThem = isForThem(clause, evidence) && receiptOf(rule, evidence, evidence.first.at).state === 'before';
  const { entry } = rule;
  if (permit.act === 'rebate' && paid.length > 0) {
    const why = `${where}允许的是本公司给客户的返利,不涉及外部付给员工的款项${cite(entry)}。`;
    return { alone: false, forThem: false, why, entry };
  }
  if (permit.approval === false)
    return { alone: true, forThem, why: `${where}在限额内允许此类行为,不要求审批${cite(entry)}。`, entry };
  const by = permit.approval === true ? '审批' : `“${permit.approval}”`;
  return {
    alone: false,
    forThem: false,
    why: `${where}只在经${by}后允许此类行为,该审批未见记录${cite(entry)}。`,
    entry,
  };
}

/** Where no share was said: what was received is no more than this share of the deals with the beneficiary. */
function isShareWithin(maxPercent: Parameters<typeof percentBps>[0], evidence: Evidence): boolean {
  const { story } = evidence;
  const received = receivedOf(evidence);
  const deals = story.deals.filter((deal) => isWithThem(deal, story) && deal.amount.currency === received?.currency);
  const total = deals.reduce((all, deal) => all + minorOf(deal.amount), 0n);
  return received !== undefined && minorOf(received) * 10_000n <= total * BigInt(percentBps(maxPercent));
}

function isForThem({ text }: Clause, { story: { company }, world, first }: Evidence): boolean {
  if (company === undefined) return false;
  if (world.directory.relation(company, first.at) === 'partner') return true;
  return world.directory.companies.findIn(text).some((found) => found.company === company);
}

/** Whether the clause names companies outside and the beneficiary is none of them. */
function isForAnother({ text }: Clause, { story: { company }, world, first }: Evidence): boolean {
  const named = world.directory.companies.findIn(text).filter((found) => !isOwn(found.company, first, world.directory));
  return named.length > 0 && !named.some((found) => found.company === company);
}

function isWithin({ maxPercent, maxAmount }: Permit, evidence: Evidence): boolean {
  const said = Math.max(0, ...evidence.story.said.flatMap((each) => each.percents));
  const sum = receivedOf(evidence) ?? promisedOf(evidence);
  const inShare =
    maxPercent === undefined || (said > 0 ? said <= percentBps(maxPercent) : isShareWithin(maxPercent, evidence));
  const inSum = maxAmount === undefined || (sum?.currency === maxAmount.currency && minorOf(sum) <= minorOf(maxAmount));
  return inShare && inSum;
}
