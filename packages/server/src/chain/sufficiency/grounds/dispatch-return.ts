import { acquisition, attribution, conduct, customer, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 65: the company that uses dispatched workers sends back; only the agency dismisses. */
export const dispatchReturn: Ground = {
  id: 'dispatch-return',
  version: 1,
  title: '将被派遣劳动者退回派遣单位',
  article: '劳动合同法65、39(2)',
  note: '用工单位只能退回并移交依据材料；是否解除由派遣单位依法决定，通知工会由派遣单位办理。',
  byCounsel: false,
  appliesIf: 'dispatched',
  elements: [
    {
      id: 'dispatched',
      title: '用工形式为劳务派遣',
      tier: 'basic',
      article: '劳动合同法58、59',
      proves: '劳务派遣协议、派遣单位的劳动合同',
      asks: 'dispatched',
    },
    ...ruleElements('story'),
    attribution,
    customer,
    conduct,
    investigated,
    acquisition,
    {
      id: 'returned',
      title: '已发出退回函并移交依据材料',
      tier: 'process',
      article: '劳动合同法65',
      proves: '退回函、材料移交清单',
      asks: 'returned',
    },
  ],
};
