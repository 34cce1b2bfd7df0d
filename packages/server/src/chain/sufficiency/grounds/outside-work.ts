import { acquisition, dismissal, employment, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** Outside work that the rules forbid or ask to be approved. */
export const outsideWork: Ground = {
  id: 'outside-work',
  version: 1,
  title: '未经批准在外兼职',
  article: '劳动合同法39(2)',
  note: '以禁止或要求批准兼职的条款为前提；不要求与他人建立劳动关系。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('outside-work'),
    {
      id: 'outside-work',
      title: '未经批准在外任职或兼职',
      tier: 'core',
      article: '劳动合同法39(2)；劳动争议解释（一）44',
      proves: '公示登记、任职材料、本人申报或书面确认',
      asks: 'outside-work',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
