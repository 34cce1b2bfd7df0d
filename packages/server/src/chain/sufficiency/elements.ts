import type { ClauseKey } from './questions.ts';
import type { Element } from './sufficiency.ts';

/** Elements that several grounds ask for in the same words. */
export const employment: Element = {
  id: 'employment',
  title: '与本单位存在劳动关系',
  tier: 'basic',
  article: '劳动合同法7、10',
  proves: '由本人签订的劳动合同、员工信息',
  asks: 'employment',
};

/** The rule, as the company's power to dismiss for its breach asks: made lawfully, known, and naming the act. */
export function ruleElements(key: ClauseKey): readonly Element[] {
  return [
    {
      id: 'rule-valid',
      title: '规章制度经民主程序制定并公示',
      tier: 'basic',
      article: '劳动合同法4；劳动争议解释（一）50',
      proves: '行为日有效版本的讨论记录、协商纪要、公示证明',
      asks: `rule-valid.${key}`,
    },
    {
      id: 'rule-known',
      title: '员工在行为之前知悉该版本',
      tier: 'basic',
      article: '劳动合同法4',
      proves: '本人对该版本的签收、培训签到或学习记录',
      asks: `rule-known.${key}`,
    },
    {
      id: 'rule-clause',
      title: '条款写明该行为及其严重程度',
      tier: 'basic',
      article: '劳动合同法39(2)',
      proves: '行为日有效版本的条款原文',
      asks: `rule-clause.${key}`,
    },
    {
      id: 'graded',
      title: '有分级处理规定可供对照过罚是否相当',
      tier: 'basic',
      article: '劳动合同法39(2)',
      proves: '分级处理表、以往同类事项的处理',
      asks: 'graded',
    },
  ];
}

export const attribution: Element = {
  id: 'attribution',
  title: '所用账号归本人',
  tier: 'core',
  article: '证据规定14、93',
  proves: '账号实名、登录或设备绑定记录，本人书面确认',
  asks: 'attribution',
};

export const customer: Element = {
  id: 'customer',
  title: '客户归属公司并由该员工负责',
  tier: 'core',
  article: '劳动合同法3、39',
  proves: '客户首次合作时间、合同、分配历史',
  asks: 'customer',
};

export const duty: Element = {
  id: 'duty',
  title: '员工对所涉客户负有职责',
  tier: 'core',
  article: '劳动合同法3、39',
  proves: '岗位、客户分配和权限记录',
  asks: 'duty',
};

export const conduct: Element = {
  id: 'conduct',
  title: '具体的违规行为（项目、相对方、时间）',
  tier: 'core',
  article: '劳动争议调解仲裁法6；劳动争议解释（一）44',
  proves: '聊天完整上下文、邮件、外部交易凭证、证言',
  asks: 'conduct',
};

export const gain: Element = {
  id: 'gain',
  title: '员工取得个人利益',
  tier: 'core',
  article: '劳动争议解释（一）44；证据规定90',
  proves: '付款方提供的付款凭证及移交清单、公司账簿、依申请调取的材料',
  asks: 'gain',
};

export const loss: Element = {
  id: 'loss',
  title: '实际损失及其数额',
  tier: 'core',
  article: '劳动合同法90',
  proves: '损失计算表、订单和毛利、审计或鉴定',
  asks: 'loss',
};

export const investigated: Element = {
  id: 'investigated',
  title: '已调查并听取员工陈述',
  tier: 'process',
  article: '劳动争议解释（一）44',
  proves: '调查通知、谈话笔录、员工说明及其材料',
  asks: 'investigated',
};

export const acquisition: Element = {
  id: 'acquisition',
  title: '材料取得合法',
  tier: 'process',
  article: '个人信息保护法13、17；民事诉讼法解释106',
  proves: '行为之前的留存告知、移交清单、调取文书',
  asks: 'acquisition',
};

/** What a dismissal by the employer asks for whatever its ground: the union, the decision, its delivery. */
export const dismissal: readonly Element[] = [
  {
    id: 'union',
    title: '事先将理由通知工会并答复其意见',
    tier: 'process',
    article: '劳动合同法43；工会法22',
    proves: '书面通知、工会意见、书面答复',
    asks: 'union',
  },
  {
    id: 'decision',
    title: '处理决定写明事实和条款',
    tier: 'process',
    article: '劳动合同法39；指导性案例180',
    proves: '载明事实、条款原文和版本的决定或通知书',
    asks: 'decision',
  },
  {
    id: 'delivered',
    title: '处理决定已送达本人',
    tier: 'process',
    article: '民法典137；劳办发〔1995〕179号',
    proves: '签收、邮寄或约定电子送达的凭证',
    asks: 'delivered',
  },
];
