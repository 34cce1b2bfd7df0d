import type { RuleVersion } from '../../people/rule-versions.ts';
import type { Tier } from '../chain.ts';
import { clausesAgainst, forbiddenIn, hasProcedure, receiptOf, rulesInForce } from '../clauses.ts';
import type { Evidence } from '../evidence.ts';
import { day, procedureWords, receiptWords, ruleWords } from '../link-rules.ts';
import { cite, list } from '../wording.ts';
import type { TierBuilder } from './build-tier.ts';
import { tierBuilder } from './build-tier.ts';

type Type = RuleVersion['type'];

/** 基础证据: the employee knew that it was forbidden. Every version is that of the day of the first act. */
export function basicTier(evidence: Evidence): Tier {
  const tier = tierBuilder();
  const rules = rulesInForce(evidence, evidence.first.at);
  const act = day(evidence.first.at);
  contract(rules, evidence, act, tier);
  companyRules(rules, evidence, act, tier);
  signedPaper('nda', '保密协议', '补签保密协议只对以后有效;以往行为另以劳动合同和规章制度说明', rules, evidence, tier);
  signedPaper(
    'e-evidence',
    '电子证据约定',
    '在劳动合同附件中约定电子证据的保存和提取方式(证据规定94)',
    rules,
    evidence,
    tier,
  );
  signedPaper(
    'monitoring-notice',
    '聊天留存告知',
    '核对留存告知的送达记录;未告知期间的聊天不宜使用',
    rules,
    evidence,
    tier,
  );
  return tier.done();
}

function contract(rules: readonly RuleVersion[], evidence: Evidence, act: string, tier: TierBuilder): void {
  const contracts = rules.filter((rule) => rule.type === 'labour-contract');
  if (contracts.length === 0) {
    tier.add('missing', `未见${act}有效且由本人签订的劳动合同。`);
    tier.add('next', '由人事调取劳动合同原件及签订记录,录入后重新核对。');
    return;
  }
  for (const rule of contracts) {
    const clauses = clausesAgainst(rule, forbiddenIn(evidence));
    const receipt = receiptOf(rule, evidence, evidence.first.at);
    const words = `${ruleWords(rule)}${cite(rule.entry)},${receiptWords(receipt)}`;
    if (clauses.length === 0) tier.add('weak', `${words},但没有禁止此类行为的条款。`);
    else
      tier.add(
        receipt.state === 'before' ? 'have' : 'weak',
        `${words},条款${list(clauses.map((clause) => clause.ref))}禁止此类行为。`,
      );
  }
}

/** 劳动合同法 4: a rule counts with its procedure, and this person's receipt of the version of the day. */
function companyRules(rules: readonly RuleVersion[], evidence: Evidence, act: string, tier: TierBuilder): void {
  const kinds: readonly Type[] = ['handbook', 'customer-policy'];
  const forbidding = rules.filter(
    (rule) => kinds.includes(rule.type) && clausesAgainst(rule, forbiddenIn(evidence)).length > 0,
  );
  if (forbidding.length === 0) {
    tier.add('missing', `未见${act}有效、禁止此类行为的员工手册或客户管理办法。`);
    tier.add('next', '调取行为当日有效版本的规章制度及其讨论、协商、公示材料(劳动合同法4)。');
  }
  for (const rule of forbidding) {
    const receipt = receiptOf(rule, evidence, evidence.first.at);
    const complete = hasProcedure(rule) && receipt.state === 'before';
    const clauses = list(clausesAgainst(rule, forbiddenIn(evidence)).map((clause) => clause.ref));
    tier.add(
      complete ? 'have' : 'weak',
      `${ruleWords(rule)}条款${clauses}${cite(rule.entry)}:${procedureWords(rule)}${receiptWords(receipt)}。`,
    );
    if (!hasProcedure(rule)) {
      tier.add('missing', `${ruleWords(rule)}缺少讨论、协商或公示的日期。`);
      tier.add('next', `调取${ruleWords(rule)}的职工代表大会或全体职工讨论记录、协商纪要和公示证明。`);
    }
    if (receipt.state !== 'before') {
      tier.add('missing', `缺少本人在行为之前签收${ruleWords(rule)}的记录。`);
      tier.add('next', `查找本人对${ruleWords(rule)}的签收、培训签到或学习记录;不得事后补签倒填日期。`);
    }
  }
}

function signedPaper(
  type: Type,
  name: string,
  next: string,
  rules: readonly RuleVersion[],
  evidence: Evidence,
  tier: TierBuilder,
): void {
  const papers = rules.filter((rule) => rule.type === type);
  const receipts = papers.map((rule) => ({ rule, receipt: receiptOf(rule, evidence, evidence.first.at) }));
  for (const { rule, receipt } of receipts) {
    tier.add(
      receipt.state === 'before' ? 'have' : 'weak',
      `${name}${ruleWords(rule)}${cite(rule.entry)},${receiptWords(receipt)}。`,
    );
  }
  if (receipts.some(({ receipt }) => receipt.state === 'before')) return;
  if (papers.length === 0) tier.add('missing', `未见${name}。`);
  tier.add('next', `${next}。`);
}
