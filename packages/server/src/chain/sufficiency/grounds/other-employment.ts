import { acquisition, dismissal, employment, investigated } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 39(4). Whether the work here suffered is for a person to say; records show the other limb. */
export const otherEmployment: Ground = {
  id: 'other-employment',
  version: 1,
  title: '与其他用人单位建立劳动关系，经提出拒不改正',
  article: '劳动合同法39(4)',
  note: '另一情形“对完成本单位工作任务造成严重影响”由人另行核对。',
  byCounsel: false,
  appliesIf: 'employment',
  elements: [
    employment,
    {
      id: 'outside-work',
      title: '员工同时与其他用人单位建立劳动关系',
      tier: 'core',
      article: '劳动合同法39(4)',
      proves: '其他单位的劳动合同、社保或任职材料，员工本人申报',
      asks: 'outside-work',
    },
    {
      id: 'refused-to-correct',
      title: '用人单位提出后拒不改正',
      tier: 'core',
      article: '劳动合同法39(4)',
      proves: '限期改正通知、送达证明、期满后仍在兼职的材料',
      asks: 'refused-to-correct',
    },
    investigated,
    acquisition,
    ...dismissal,
  ],
};
