import { percentBps } from '../../kernel/kinds/fields.ts';
import { minorOf } from '../../kernel/money.ts';
import type { EntryRef } from '../../people/fact.ts';
import { rulesInForce } from '../clauses.ts';
import type { Evidence } from '../evidence.ts';
import { receivedOf } from '../evidence.ts';
import { ruleWords } from '../link-rules.ts';
import { cite } from '../wording.ts';

/** A clause in force that permits the act within a limit; it still asks for an approval, so it never explains alone. */
export function permittedBy(
  act: string,
  evidence: Evidence,
): { readonly why: string; readonly entry: EntryRef } | undefined {
  const said = Math.max(0, ...evidence.story.said.flatMap((each) => each.percents));
  const received = receivedOf(evidence);
  for (const rule of rulesInForce(evidence, evidence.first.at)) {
    for (const clause of rule.clauses) {
      const permit = (clause.permits ?? []).find((each) => each.act === act);
      if (permit === undefined || (permit.maxPercent === undefined && permit.maxAmount === undefined)) continue;
      const inShare = permit.maxPercent === undefined || (said > 0 && said <= percentBps(permit.maxPercent));
      const inSum =
        permit.maxAmount === undefined || (received !== undefined && minorOf(received) <= minorOf(permit.maxAmount));
      if (!inShare || !inSum) continue;
      const why = `${ruleWords(rule)}条款${clause.ref}在限额内允许此类行为,是否经过批准未见记录${cite(rule.entry)}。`;
      return { why, entry: rule.entry };
    }
  }
  return undefined;
}
