import type { JsonObject } from './book.ts';
import { hrParty } from './cast.ts';
import { instant } from './times.ts';
import type { World } from './world.ts';

type Paper = {
  readonly type: string;
  readonly title: string;
  readonly clauses: readonly JsonObject[];
  readonly adopted: boolean;
};

const VERSION = '2025-01';
const EFFECTIVE = '2025-01-10';
/** The rules that touch everybody went through discussion, consultation and publication. */
const PROCEDURE = { discussedAt: '2024-11-18', negotiatedAt: '2024-12-09', publishedAt: '2024-12-25' };

export const CUSTOMER_POLICY = { title: '客户资源管理办法', version: VERSION };

const PAPERS: readonly Paper[] = [
  {
    type: 'handbook',
    title: '员工手册',
    adopted: true,
    clauses: [
      {
        ref: '第二十一条',
        text: '员工不得利用职务便利收受客户、供应商或其他单位给予的好处费、回扣。',
        forbids: ['kickback'],
      },
      {
        ref: '第二十二条',
        text: '员工不得将公司客户介绍给其他单位成交,违者属于严重违反规章制度。',
        forbids: ['customer-diversion'],
      },
      {
        ref: '第二十五条',
        text: '员工应当配合公司调查,不得隐匿、修改业务数据。',
        forbids: ['tampering', 'non-cooperation'],
      },
    ],
  },
  {
    type: 'customer-policy',
    ...CUSTOMER_POLICY,
    adopted: true,
    clauses: [
      { ref: '第三条', text: '禁止私转客户,禁止与客户私下交易。', forbids: ['customer-diversion', 'private-deal'] },
      { ref: '第五条', text: '员工本人或近亲属在同业单位任职、持股的,应当申报。', forbids: ['undeclared-interest'] },
      {
        ref: '第八条',
        text: '经销售总监书面审批,可以向客户返利,或由员工收取合作伙伴的转介绍费。',
        permits: [
          { act: 'rebate', maxPercent: 5, approval: '销售总监书面审批' },
          { act: 'referral-fee', maxPercent: 8, approval: '销售总监书面审批' },
        ],
      },
    ],
  },
  {
    type: 'labour-contract',
    title: '劳动合同',
    adopted: false,
    clauses: [
      {
        ref: '第九条',
        text: '乙方应当忠实履行职责,不得将甲方客户转介他人牟利。',
        forbids: ['customer-diversion', 'kickback'],
      },
    ],
  },
  {
    type: 'nda',
    title: '保密协议',
    adopted: false,
    clauses: [{ ref: '第二条', text: '客户名称、联系方式、交易习惯和报价属于商业秘密。', forbids: ['disclosure'] }],
  },
  {
    type: 'e-evidence',
    title: '电子证据约定',
    adopted: false,
    clauses: [{ ref: '第一条', text: '双方认可企业微信、客户管理系统中形成的数据可以作为证据使用。' }],
  },
  {
    type: 'monitoring-notice',
    title: '工作通讯留存告知书',
    adopted: true,
    clauses: [
      { ref: '第一条', text: '公司留存工作账号的对外会话和客户管理系统的操作记录,目的为客户服务质量和合规管理。' },
    ],
  },
];

/** The papers, and who acknowledged which: everybody all of them, before the story begins. */
export function writeAgreements({ book, cast, random: randomOf }: World): void {
  const random = randomOf('agreements');
  for (const { type, title, clauses, adopted } of PAPERS) {
    book.put('company/hr.ndjson', {
      kind: 'agreement',
      at: instant(EFFECTIVE, '09:00'),
      body: {
        type,
        title,
        version: VERSION,
        effectiveFrom: EFFECTIVE,
        clauses,
        ...(adopted ? { procedure: PROCEDURE } : {}),
      },
    });
    for (const employee of cast.staff) {
      const at = instant(`2025-01-${random.int(11, 28)}`, `1${random.int(0, 7)}:${random.int(10, 59)}`);
      const method = random.pick(['paper', 'paper', 'platform', 'licensed-ca']);
      const body = { agreement: title, version: VERSION, employee: hrParty(employee), method, at, outcome: 'signed' };
      book.put('company/hr.ndjson', { kind: 'acknowledgement', at, body });
    }
  }
}
