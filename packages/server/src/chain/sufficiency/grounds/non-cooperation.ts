import { acquisition, dismissal, employment, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** Asked in writing, reached, and still no answer. Refusing to sign is a right, no breach. */
export const nonCooperation: Ground = {
  id: 'non-cooperation',
  version: 1,
  title: '拒绝配合调查',
  article: '劳动合同法39(2)',
  note: '以写明配合义务的条款为前提；员工有权陈述申辩、可以拒绝签名，不等于拒绝配合。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('non-cooperation'),
    {
      id: 'non-cooperation',
      title: '经书面要求仍不配合',
      tier: 'core',
      article: '劳动合同法39(2)；劳动争议解释（一）44',
      proves: '写明事项和期限的通知、送达证明、期满未答复的记录',
      asks: 'non-cooperation',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
