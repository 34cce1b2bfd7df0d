import type { EntryRef } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import type { RuleVersion } from '../people/rule-versions.ts';
import type { ReasonedLink, Strength } from './chain.ts';
import type { Receipt } from './clauses.ts';
import { clausesAgainst, forbiddenIn, hasProcedure, receiptOf, rulesInForce } from './clauses.ts';
import type { Evidence } from './evidence.ts';
import { makeLink } from './make-link.ts';
import { cite, list, when } from './wording.ts';

/** Clauses in the version in force at the first act that forbid what the story is about. */
export function linkClauseInForce(evidence: Evidence): readonly ReasonedLink[] {
  const forbidden = forbiddenIn(evidence);
  const { at } = evidence.first;
  return rulesInForce(evidence, at).flatMap((rule) => {
    const clauses = clausesAgainst(rule, forbidden);
    if (clauses.length === 0) return [];
    const receipt = receiptOf(rule, evidence, at);
    const grounds = `${ruleWords(rule)}自${day(rule.from)}生效,${when(evidence.first)}时有效;条款${list(clauses.map((each) => each.ref))}${cite(rule.entry)}。${procedureWords(rule)}${receiptWords(receipt)}。`;
    const entries: readonly EntryRef[] = [rule.entry, ...receipt.facts.map(entryOf)];
    return [makeLink('clause-in-force', strengthOf(rule, receipt), grounds, entries, { count: clauses.length })];
  });
}

/** A contract binds by signature; a rule needs its procedure and this person's receipt of this version. */
function strengthOf(rule: RuleVersion, { state }: Receipt): Strength {
  if (state !== 'before') return 'weak';
  return rule.type === 'labour-contract' || rule.type === 'nda' || hasProcedure(rule) ? 'strong' : 'medium';
}

export function ruleWords({ title, version }: { readonly title: string; readonly version: string }): string {
  return `《${title}》${version}${version.endsWith('版') ? '' : '版'}`;
}

export function day(at: RuleVersion['from']): string {
  return when({ at, precision: 'second' }).slice(0, 10);
}

export function procedureWords(rule: RuleVersion): string {
  if (rule.type === 'labour-contract' || rule.type === 'nda') return '';
  const { discussedAt, negotiatedAt, publishedAt } = rule.procedure ?? {};
  const dates = [
    typeof discussedAt === 'number' ? `讨论${day(discussedAt)}` : '未见讨论日期',
    typeof negotiatedAt === 'number' ? `协商${day(negotiatedAt)}` : '未见协商日期',
    typeof publishedAt === 'number' ? `公示${day(publishedAt)}` : '未见公示日期',
  ];
  return `民主程序:${list(dates)}。`;
}

export function receiptWords({ state, facts }: Receipt): string {
  const [first] = facts;
  const at = first === undefined ? '' : day(first.record.body.at);
  const cited = cite(...facts.slice(0, 1).map(entryOf));
  switch (state) {
    case 'before':
      return `本人${at}签收该版本${cited}`;
    case 'after':
      return `本人${at}才签收该版本,晚于行为${cited}`;
    case 'refused':
      return `本人${at}拒签,需见证材料${cited}`;
    case 'other-version':
      return `只见本人签收其他版本${cited}`;
    case 'none':
      return '未见本人签收';
  }
}
