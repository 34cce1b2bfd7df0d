import {
  acquisition,
  attribution,
  conduct,
  customer,
  dismissal,
  duty,
  employment,
  gain,
  investigated,
} from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动法 25(2) and the duty of loyalty, where no clause of a rule names the act. */
export const loyalty: Ground = {
  id: 'loyalty',
  version: 1,
  title: '严重违反劳动纪律、忠实义务',
  article: '劳动法3、25(2)；劳动合同法3',
  note: '没有规章制度条款时各地裁判不一，只由律师决定是否援引。',
  byCounsel: true,
  appliesIf: 'employment',
  elements: [employment, duty, attribution, customer, conduct, gain, investigated, acquisition, ...dismissal],
};
