import { acquisition, attribution, conduct, dismissal, employment, investigated } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 39(1). */
export const probation: Ground = {
  id: 'probation',
  version: 1,
  title: '试用期间不符合录用条件',
  article: '劳动合同法39(1)、21',
  note: '只在试用期内；录用条件须事先明确并告知，解除时须说明理由。',
  byCounsel: false,
  appliesIf: 'probation',
  elements: [
    employment,
    {
      id: 'probation',
      title: '行为和决定均在试用期内',
      tier: 'basic',
      article: '劳动合同法19、39(1)',
      proves: '劳动合同中的试用期约定',
      asks: 'probation',
    },
    {
      id: 'hiring-conditions',
      title: '录用条件事先明确并告知',
      tier: 'basic',
      article: '劳动合同法8、39(1)',
      proves: '录用条件及本人签收',
      asks: 'hiring-conditions',
    },
    attribution,
    { ...conduct, title: '不符合录用条件的具体事实' },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
