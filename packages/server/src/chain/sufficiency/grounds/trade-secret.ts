import { acquisition, attribution, loss } from '../elements.ts';
import type { Ground } from '../sufficiency.ts';

/** 反不正当竞争法 10 for customer information; with measures and signs of infringement the burden shifts (39). */
export const tradeSecret: Ground = {
  id: 'trade-secret',
  version: 1,
  title: '侵犯商业秘密（客户信息）',
  article: '反不正当竞争法10、22、39；商业秘密司法解释1、2',
  note: '仅有客户名称和电话，或者仅凭长期稳定交易，均不足以认定；初步证明保密措施并合理表明被侵犯的，由对方举证。',
  byCounsel: false,
  elements: [
    {
      id: 'secret-depth',
      title: '客户信息有区别于公开信息的内容',
      tier: 'basic',
      article: '商业秘密司法解释1、2',
      proves: '交易习惯、意向、报价和合作内容及其形成过程',
      asks: 'secret-depth',
    },
    {
      id: 'secrecy',
      title: '采取了相应的保密措施',
      tier: 'basic',
      article: '反不正当竞争法10；商业秘密司法解释5、6',
      proves: '保密协议、培训、密级标记、权限隔离、离职返还',
      asks: 'secrecy',
    },
    attribution,
    {
      id: 'access',
      title: '员工接触或有机会接触该信息',
      tier: 'core',
      article: '反不正当竞争法39',
      proves: '权限设置、操作日志',
      asks: 'access',
    },
    {
      id: 'same-substance',
      title: '对方使用的信息与之实质相同',
      tier: 'core',
      article: '反不正当竞争法39；商业秘密司法解释13',
      proves: '信息比对、鉴定、对方与同一客户的交易',
      asks: 'same-substance',
    },
    {
      id: 'no-personal-trust',
      title: '不属于客户对个人信赖的例外',
      tier: 'core',
      article: '商业秘密司法解释2',
      proves: '客户先与公司交易、后由公司分配给该员工的记录',
      asks: 'no-personal-trust',
    },
    { ...loss, article: '反不正当竞争法22' },
    acquisition,
  ],
};
