import { acquisition, attribution, dismissal, employment, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** Easier to prove than a kickback: the dealing itself is forbidden, whatever it was for. */
export const privateDealings: Ground = {
  id: 'private-dealings',
  version: 1,
  title: '与客户、供应商私下资金往来',
  article: '劳动合同法39(2)',
  note: '以禁止资金往来的条款为前提；往来的用途是借款或已经归还，不当然排除违规。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('private-dealings'),
    attribution,
    {
      id: 'private-dealings',
      title: '与客户、供应商或外部公司有资金往来',
      tier: 'core',
      article: '劳动合同法39(2)；劳动争议解释（一）44',
      proves: '付款方提供的凭证及移交清单、依申请调取的材料、本人书面确认',
      asks: 'private-dealings',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
