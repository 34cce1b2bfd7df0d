import { acquisition, attribution, conduct, gain } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 公司法 180-186: income of an officer that falls to the company. */
export const officer: Ground = {
  id: 'officer',
  version: 1,
  title: '高级管理人员违反忠实义务',
  article: '公司法180-186、265',
  note: '只适用于公司法265条所列人员；普通员工的款项不能按本项归入公司，只能主张损失。',
  byCounsel: false,
  appliesIf: 'officer',
  elements: [
    {
      id: 'officer',
      title: '属于高级管理人员',
      tier: 'basic',
      article: '公司法265',
      proves: '公司章程、任命决议、登记备案',
      asks: 'officer',
    },
    attribution,
    { ...conduct, title: '谋取公司的商业机会或者收受佣金', article: '公司法181、183' },
    {
      id: 'not-approved',
      title: '未经董事会或股东会决议同意',
      tier: 'core',
      article: '公司法182-184',
      proves: '董事会或股东会的书面说明、会议记录',
      asks: 'not-approved',
    },
    { ...gain, title: '所得收入及其数额', article: '公司法186' },
    acquisition,
  ],
};
