import { entryOf } from '../../people/fact.ts';
import type { Tier } from '../chain.ts';
import type { Evidence } from '../evidence.ts';
import { cite } from '../wording.ts';
import type { Factual } from '../world.ts';
import type { TierBuilder } from './build-tier.ts';
import { tierBuilder } from './build-tier.ts';

type Document = Factual<'document'>;
export type StepId = 'minutes' | 'notice' | 'union' | 'decision' | 'delivery';
type Step = {
  readonly id: StepId;
  readonly name: string;
  readonly is: (fact: Document) => boolean;
  readonly missing: string;
  readonly next: string;
};

const decision = /解除|处理决定|退回/u;
const unionNotice = /工会/u;

/** 劳动合同法 43 asks for the union before the notice; the delivery proves that the decision took effect. */
const steps: readonly Step[] = [
  {
    id: 'minutes',
    name: '调查谈话笔录',
    is: ({ record: { body } }) => body.type === 'minutes' && !unionNotice.test(body.title),
    missing: '未见调查谈话笔录。',
    next: '由两人在工作时间谈话,告知事项、记录员工陈述和有利材料,由员工核对签名。',
  },
  {
    id: 'notice',
    name: '调查通知或告知函',
    is: ({ record: { body } }) => body.type === 'notice' && !decision.test(body.title) && !unionNotice.test(body.title),
    missing: '未见向员工发出的调查通知或告知函。',
    next: '发出调查通知,写明事项和书面说明期限,保留送达记录。',
  },
  {
    id: 'union',
    name: '工会通知及意见',
    is: ({ record: { body } }) => body.type === 'union-opinion' || unionNotice.test(body.title),
    missing: '未见通知工会及工会意见。',
    next: '解除前将理由书面通知工会,研究其意见并书面答复(劳动合同法43);没有工会的,书面通知上级或行业工会。',
  },
  {
    id: 'decision',
    name: '处理决定',
    is: ({ record: { body } }) => body.type === 'notice' && decision.test(body.title),
    missing: '未见处理决定。',
    next: '处理决定由人依程序作出,写明事实、条款原文和版本;事后不能增加理由。',
  },
  {
    id: 'delivery',
    name: '送达证明',
    is: ({ record: { body } }) => body.type === 'delivery-proof',
    missing: '未见送达证明。',
    next: '按约定地址送达并保留签收、电子送达或快递凭证。',
  },
];

/** 流程证据: what was done after the first act, as far as documents about the employee show it. */
export function processTier(evidence: Evidence): Tier {
  const tier = tierBuilder();
  const documents = documentsOf(evidence);
  for (const step of steps) addStep(step, documents, tier);
  return tier.done();
}

function addStep(step: Step, documents: readonly Document[], tier: TierBuilder): void {
  const found = documents.filter(step.is);
  for (const fact of found) {
    tier.add('have', `${step.name}“${fact.record.body.title}”${cite(entryOf(fact))}。`);
  }
  if (found.length > 0) return;
  tier.add('missing', step.missing);
  tier.add('next', step.next);
}

/** The documents that belong to one step, in the order of their times. */
export function documentsOfStep(id: StepId, evidence: Evidence): readonly Document[] {
  const step = steps.find((each) => each.id === id);
  return documentsOf(evidence).filter((fact) => step?.is(fact) === true);
}

/** Documents of a procedure about the employee, no earlier than the first act. */
export function documentsOf({ story, world, first }: Evidence): readonly Document[] {
  const types: readonly string[] = ['minutes', 'notice', 'union-opinion', 'delivery-proof'];
  return (world.about.get(story.employee.key) ?? []).filter(
    (fact): fact is Document =>
      fact.record.kind === 'document' && types.includes(fact.record.body.type) && fact.record.occurredAt >= first.at,
  );
}
