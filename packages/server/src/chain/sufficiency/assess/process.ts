import type { Fact } from '../../../people/fact.ts';
import { entryOf } from '../../../people/fact.ts';
import { receiptOf } from '../../clauses.ts';
import { countedPayments } from '../../link-money.ts';
import type { Moment } from '../../order.ts';
import { orderOf } from '../../order.ts';
import { handoverOf, isHanded } from '../../tiers/lawful.ts';
import { documentsOfStep } from '../../tiers/process.ts';
import type { Found, View } from '../view.ts';
import { absent, entriesOfFacts, nobody, present, proceduralNamed, testimonyIn } from '../view.ts';
import { receiptFound } from './rules.ts';

const momentOf = ({ record }: Fact): Moment => ({ at: record.occurredAt, precision: record.precision });

/** Asked, heard, and the answer kept. */
export function investigated(view: View): Found {
  const notices = documentsOfStep('notice', view.evidence);
  const minutes = documentsOfStep('minutes', view.evidence);
  if (notices.length + minutes.length === 0) return nobody(view) ?? absent('未见调查通知和谈话笔录');
  const doubts = [
    ...(notices.length === 0 ? ['未见向员工发出的调查通知或告知函'] : []),
    ...(minutes.length === 0 ? ['未见记录员工陈述的谈话笔录'] : []),
  ];
  return present(entriesOfFacts([...notices, ...minutes]), '调查通知和谈话笔录', { doubts });
}

/** 劳动合同法 43: told before, and answered where it spoke. A union that says nothing does not stand in the way. */
export function unionTold(view: View): Found {
  const papers = documentsOfStep('union', view.evidence);
  if (papers.length === 0) return nobody(view) ?? absent('未见通知工会的记录');
  const [decision] = documentsOfStep('decision', view.evidence);
  const isReply = (fact: (typeof papers)[number]) => /答复|回复/u.test(fact.record.body.title);
  const notices = papers.filter((fact) => fact.record.body.type !== 'union-opinion' && !isReply(fact));
  const opinions = papers.filter((fact) => fact.record.body.type === 'union-opinion');
  const isLate =
    decision !== undefined && !papers.some((fact) => orderOf(momentOf(fact), momentOf(decision)) === 'before');
  const doubts = [
    ...(notices.length === 0 && opinions.length === 0 ? ['未见写明理由的通知'] : []),
    ...(isLate ? ['不能证明通知早于处理决定;起诉前可以补正(劳动争议解释(一)47)'] : []),
    ...(opinions.length > 0 && !papers.some(isReply) ? ['工会提出了意见,未见研究后的书面答复'] : []),
  ];
  const next = opinions.length > 0 ? (['union-reply'] as const) : [];
  return present(entriesOfFacts(papers), '通知工会的记录', { doubts, next });
}

/** The decision states the acts and the very clause: no reason can be added later. */
export function decided(view: View): Found {
  const found = documentsOfStep('decision', view.evidence);
  if (found.length === 0) return nobody(view) ?? absent('尚无处理决定');
  const texts = found.flatMap((fact) => fact.record.body.text ?? []);
  const doubts = texts.length > 0 && !texts.some((text) => /第.{1,6}条/u.test(text)) ? ['决定没有写明条款'] : [];
  return present(entriesOfFacts(found), '处理决定', { doubts });
}

export function delivered(view: View): Found {
  const found = documentsOfStep('delivery', view.evidence);
  if (found.length === 0) return nobody(view) ?? absent('未见送达证明');
  const [decision] = documentsOfStep('decision', view.evidence);
  const after = found.filter((fact) => decision !== undefined && fact.record.occurredAt >= decision.record.occurredAt);
  const doubts =
    decision === undefined
      ? ['尚无处理决定,送达证明对应的是其他文书']
      : after.length === 0
        ? ['送达证明早于处理决定']
        : [];
  return present(entriesOfFacts(found), '送达证明', { doubts });
}

/** 退回函 to the agency, with the papers it needs. */
export function returned(view: View): Found {
  const found = proceduralNamed('notice', /退回/u, view);
  if (found.length === 0) return nobody(view) ?? absent('未见向派遣单位发出的退回函');
  return present(entriesOfFacts(found), '退回函');
}

/**
 * Whether every item of the core came lawfully: what the work system kept after the employee had been told that it
 * is kept, what others gave with a hand-over. `judge` counts the hand-overs.
 */
export function acquisition(view: View): Found {
  const { evidence } = view;
  const kept = evidence.story.said.map((said) => said.fact).filter((fact) => !isHanded(fact));
  const core: readonly Fact[] = [
    ...evidence.story.said.map((said) => said.fact),
    ...evidence.moves.flatMap((move) => move.deals.map((deal) => deal.fact)),
    ...countedPayments(evidence).map(({ payment }) => payment.fact),
    ...testimonyIn(view),
  ];
  const handovers = core.flatMap((fact) => handoverOf(fact, evidence.world) ?? []);
  const given = [...core.filter(isHanded), ...handovers].map(entryOf);
  if (kept.length === 0) return present([...core, ...handovers].map(entryOf), `核心材料${core.length}份的来源`);
  const notices = view.rules.filter((rule) => rule.type === 'monitoring-notice');
  const told = notices.find((rule) => receiptOf(rule, evidence, evidence.first.at).state === 'before') ?? notices[0];
  if (told === undefined) return absent('使用了工作系统留存的聊天,未见行为之前的留存告知', { beside: given });
  const found = receiptFound(told, view);
  return { ...found, entries: [...found.entries, ...given] };
}
