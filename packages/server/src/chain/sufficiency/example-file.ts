import { seen, zhangSan } from '../example-cases.ts';
import type { Line, Sees } from '../example-world.ts';
import { chainsOf, hr, line, worldOf } from '../example-world.ts';
import { grounds } from './grounds.ts';
import { sufficiencyOf } from './hold-against.ts';
import type { Assessed, Sufficiency } from './sufficiency.ts';

const E001 = hr('E001');
const made = { discussedAt: '2024-11-01', negotiatedAt: '2024-11-15', publishedAt: '2024-12-01' };

/** A paper in force since 2025 that E001 signs on 2025-02-01. */
function paper(
  id: string,
  type: string,
  title: string,
  clauses: readonly object[],
  more: object = {},
): readonly Line[] {
  const at = '2025-01-01T00:00:00+08:00';
  const signed = '2025-02-01T09:00:00+08:00';
  return [
    line('agreement', id, at, { type, title, version: '2', effectiveFrom: '2025-01-01', clauses, ...more }),
    line('acknowledgement', `${id}-ack`, signed, {
      agreement: title,
      version: '2',
      employee: E001,
      method: 'paper',
      at: signed,
      outcome: 'signed',
    }),
  ];
}

export const doc = (id: string, at: string, type: string, title: string, text?: string): Line =>
  line('document', id, `${at}T10:00:00+08:00`, {
    type,
    about: [E001],
    title,
    ...(text === undefined ? {} : { text }),
  });

export const forbids = [
  'customer-diversion',
  'kickback',
  'private-deal',
  'undeclared-interest',
  'tampering',
  'non-cooperation',
];
export const handbookClauses = [
  { ref: '5.1', text: '一般违纪予以书面警告,较重违纪记过' },
  { ref: '5.2', text: '私转客户、收受好处、隐瞒利益关系、改动客户数据、拒不配合调查的,属于严重违反规章制度', forbids },
  { ref: '5.3', text: '未经批准在外兼职的,属于严重违反规章制度' },
  { ref: '5.4', text: '造成损失五万元以上的为重大损失' },
];
const basics = [
  ...paper('lc', 'labour-contract', '劳动合同', [{ ref: '9', text: '在职期间及离职后一年内竞业限制;录用条件见附件' }]),
  ...paper('hb', 'handbook', '员工手册', handbookClauses, { procedure: made }),
  ...paper('nda', 'nda', '保密协议', [{ ref: '1', text: '不得泄露客户信息', forbids: ['disclosure'] }]),
  ...paper('mn', 'monitoring-notice', '留存告知', []),
];
const procedure = [
  doc('n1', '2026-03-10', 'notice', '调查通知'),
  doc('n2', '2026-03-12', 'minutes', '谈话笔录'),
  doc('n3', '2026-03-15', 'notice', '致工会通知函'),
  doc('n4', '2026-03-20', 'notice', '解除劳动合同通知书', '违反员工手册第5.2条'),
  doc('n5', '2026-03-21', 'delivery-proof', '送达回证'),
];

/** Whatever 劳动合同法 39(2) asks is there for 张三; each test takes away or adds what its name says. */
export const complete: readonly Line[] = [...zhangSan, ...basics, ...procedure];

export const without = (...ids: readonly string[]): readonly Line[] => complete.filter(({ id }) => !ids.includes(id));
/** The same lines with another body or envelope for one of them. */
export function changed(id: string, change: (line: Line) => Line): readonly Line[] {
  return complete.map((each) => (each.id === id ? change(each) : each));
}
export function withBody(id: string, fields: object): readonly Line[] {
  return changed(id, (each) => ({ ...each, body: { ...(each.body as object), ...fields } })); // bodies are objects
}

export function assessedOf(lines: readonly Line[], sees: Readonly<Record<string, Sees>> = seen): readonly Assessed[] {
  const [first, ...more] = chainsOf(worldOf(lines, sees));
  if (first === undefined || more.length > 0)
    throw new Error(`expected one chain, found ${more.length + (first === undefined ? 0 : 1)}`);
  return first.sufficiency;
}

export function held(id: string, lines: readonly Line[], sees?: Readonly<Record<string, Sees>>): Sufficiency {
  const ground = grounds.find((each) => each.id === id);
  if (ground === undefined) throw new Error(`no ground ${id}`);
  return sufficiencyOf(assessedOf(lines, sees), ground);
}

/** `element:state` of every element that is not proven. */
export function open(ground: Sufficiency): readonly string[] {
  return ground.elements.filter(({ state }) => state !== 'proven').map(({ id, state }) => `${id}:${state}`);
}
