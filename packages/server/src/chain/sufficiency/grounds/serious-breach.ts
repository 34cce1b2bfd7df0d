import {
  acquisition,
  attribution,
  conduct,
  customer,
  dismissal,
  employment,
  investigated,
  ruleElements,
} from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 39(2). */
export const seriousBreach: Ground = {
  id: 'serious-breach',
  version: 1,
  title: '严重违反规章制度',
  article: '劳动合同法39(2)',
  note: '不以员工得利或公司受损为要件；没有有效条款的，不妨碍调查，但不能按本项处理。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    ...ruleElements('story'),
    attribution,
    customer,
    conduct,
    investigated,
    acquisition,
    ...dismissal,
  ],
};
