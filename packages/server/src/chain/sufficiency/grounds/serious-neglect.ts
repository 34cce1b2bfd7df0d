import { acquisition, attribution, conduct, dismissal, duty, employment, investigated } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 39(3). */
export const seriousNeglect: Ground = {
  id: 'serious-neglect',
  version: 1,
  title: '严重失职、营私舞弊，造成重大损害',
  article: '劳动合同法39(3)',
  note: '不以规章制度条款为要件，但损害须达到重大并计算出数额。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    duty,
    attribution,
    conduct,
    {
      id: 'major-loss',
      title: '重大损害及其数额',
      tier: 'core',
      article: '劳动合同法39(3)',
      proves: '损失计算表、审计或鉴定；制度或合同中重大损害的标准',
      asks: 'major-loss',
    },
    {
      id: 'causation',
      title: '损害由该行为造成',
      tier: 'core',
      article: '劳动合同法39(3)',
      proves: '言行在先、客户随后离开的对应关系，并排除客户自行更换',
      asks: 'causation',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
