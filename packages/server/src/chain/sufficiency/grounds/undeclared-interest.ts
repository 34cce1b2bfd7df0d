import { acquisition, attribution, dismissal, employment, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** Easier to prove than the diversion itself: an interest that the rules ask to be declared and that was not. */
export const undeclaredInterest: Ground = {
  id: 'undeclared-interest',
  version: 1,
  title: '未申报利益冲突',
  article: '劳动合同法39(2)',
  note: '以写明申报义务的条款为前提；不要求证明转移客户或公司受损。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('undeclared-interest'),
    attribution,
    {
      id: 'undeclared',
      title: '与外部公司有利益关系而未申报',
      tier: 'core',
      article: '劳动合同法39(2)；劳动争议解释（一）44',
      proves: '公示登记、付款凭证、申报登记的查阅结果',
      asks: 'undeclared',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
