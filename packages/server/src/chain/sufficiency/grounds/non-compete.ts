import { acquisition } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 劳动合同法 23, 24: binds only who knew secrets. */
export const nonCompete: Ground = {
  id: 'non-compete',
  version: 1,
  title: '违反竞业限制约定',
  article: '劳动合同法23、24、90；劳动争议解释（二）13-15',
  note: '员工不知悉、不接触商业秘密的，竞业限制条款不生效；在职期间的约定不以补偿为前提。',
  byCounsel: false,
  elements: [
    {
      id: 'non-compete',
      title: '有竞业限制约定且在行为之前签订',
      tier: 'basic',
      article: '劳动合同法23、24',
      proves: '竞业限制协议或条款',
      asks: 'non-compete',
    },
    {
      id: 'knew-secrets',
      title: '员工知悉、接触商业秘密或保密事项',
      tier: 'basic',
      article: '劳动合同法24；劳动争议解释（二）13',
      proves: '岗位、权限和操作日志',
      asks: 'knew-secrets',
    },
    {
      id: 'compensated',
      title: '离职后的竞业限制已支付补偿',
      tier: 'basic',
      article: '劳动合同法23；劳动争议解释（二）14',
      proves: '补偿支付凭证；在职期间不适用',
      asks: 'compensated',
    },
    {
      id: 'competitor',
      title: '对方从事同类业务、有竞争关系',
      tier: 'core',
      article: '劳动合同法24',
      proves: '公示的经营范围、实际业务材料',
      asks: 'competitor',
    },
    {
      id: 'outside-work',
      title: '员工到对方任职或自己经营同类业务',
      tier: 'core',
      article: '劳动合同法24',
      proves: '劳动合同、社保、任职或登记材料',
      asks: 'outside-work',
    },
    acquisition,
  ],
};
