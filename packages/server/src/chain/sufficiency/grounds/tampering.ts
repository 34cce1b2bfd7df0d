import { acquisition, attribution, dismissal, employment, investigated, ruleElements } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** Customer data changed or deleted, shown by the log of the work system. */
export const tampering: Ground = {
  id: 'tampering',
  version: 1,
  title: '擅自改动客户数据',
  article: '劳动合同法39(2)',
  note: '以禁止改动客户数据的条款为前提；须排除正常维护。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('tampering'),
    attribution,
    {
      id: 'tampering',
      title: '擅自修改或删除客户资料',
      tier: 'core',
      article: '劳动合同法39(2)；劳动争议解释（一）44',
      proves: '操作日志（改前改后内容、时间、设备）、客户确认',
      asks: 'tampering',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
