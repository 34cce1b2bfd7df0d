import { percentBps } from '../../kernel/kinds/fields.ts';
import { minorOf } from '../../kernel/money.ts';
import type { EntryRef } from '../../people/fact.ts';
import type { RuleVersion } from '../../people/rule-versions.ts';
import { rulesInForce } from '../clauses.ts';
import type { Evidence } from '../evidence.ts';
import { promisedOf, receivedOf } from '../evidence.ts';
import { ruleWords } from '../link-rules.ts';
import { cite } from '../wording.ts';

type Permit = NonNullable<RuleVersion['clauses'][number]['permits']>[number];

type Permitted = {
  /** Only a permission that asks for nobody's approval stands by itself. */
  readonly alone: boolean;
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
        .filter((permit) => permit.act === act && isWithin(permit, evidence))
        .map((permit) => permittedUnder(rule, clause.ref, permit, evidence)),
    ),
  );
  return all.find((each) => each.alone) ?? all[0];
}

function permittedUnder(rule: RuleVersion, clause: string, permit: Permit, { paid }: Evidence): Permitted {
  const where = `${ruleWords(rule)}条款${clause}`;
  const { entry } = rule;
  if (permit.act === 'rebate' && paid.length > 0) {
    const why = `${where}允许的是本公司给客户的返利,不涉及外部付给员工的款项${cite(entry)}。`;
    return { alone: false, why, entry };
  }
  if (permit.approval === false)
    return { alone: true, why: `${where}在限额内允许此类行为,不要求审批${cite(entry)}。`, entry };
  const by = permit.approval === true ? '审批' : `“${permit.approval}”`;
  return { alone: false, why: `${where}只在经${by}后允许此类行为,该审批未见记录${cite(entry)}。`, entry };
}

function isWithin({ maxPercent, maxAmount }: Permit, evidence: Evidence): boolean {
  const said = Math.max(0, ...evidence.story.said.flatMap((each) => each.percents));
  const sum = receivedOf(evidence) ?? promisedOf(evidence);
  const inShare = maxPercent === undefined || (said > 0 && said <= percentBps(maxPercent));
  const inSum = maxAmount === undefined || (sum?.currency === maxAmount.currency && minorOf(sum) <= minorOf(maxAmount));
  return inShare && inSum;
}
