import { acquisition, attribution, employment, loss } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 23, 90: damages for a breach of confidence; never a penalty (25). */
export const confidentiality: Ground = {
  id: 'confidentiality',
  version: 1,
  title: '违反保密义务（赔偿损失）',
  article: '劳动合同法23、90',
  note: '只能主张实际损失；除服务期和竞业限制外不得约定违约金（劳动合同法25）。',
  byCounsel: false,
  elements: [
    employment,
    {
      id: 'confidentiality',
      title: '有保密约定且在行为之前签订',
      tier: 'basic',
      article: '劳动合同法23',
      proves: '保密协议或劳动合同中的保密条款',
      asks: 'confidentiality',
    },
    attribution,
    {
      id: 'disclosed',
      title: '员工泄露了约定保密的信息',
      tier: 'core',
      article: '劳动合同法90',
      proves: '导出和发送记录、文件内容比对',
      asks: 'disclosed',
    },
    loss,
    acquisition,
  ],
};
