import type { Document } from './document.ts';
import { focusesOf } from './evidence.ts';
import type { DocumentFacts, Exhibit } from './facts.ts';
import { fixedBy, gapsOf, limitsOf, maskedIn } from './limits.ts';
import { say, shanghai, zoned } from './say.ts';
import type { Focus } from './words.ts';
import { FOCUSES } from './words.ts';

const LINES = 5;
/** Of the parts a record plays, those that tell the story first. */
const TELLING = ['said', 'deal', 'transfer', 'ownership', 'acknowledgement', 'access', 'sent', 'testimony', 'call'];
/** Parts that are no event of the story. */
const BESIDE: ReadonlySet<string> = new Set(['ground', 'handover', 'prior']);

/**
 * 首页 《证据材料》: what is in dispute and where the evidence of it stands, five dates, how it was fixed, and what it does
 * not prove. What this program does not know is left blank, to be filled by hand.
 */
export const cover: Document = {
  path: 'data/00-首页.pdf',
  title: '证据材料',
  data: (facts) => ({
    id: facts.id,
    made: zoned(facts.createdAt),
    focuses: FOCUSES.map((name, i) => ({ name: `${i + 1} ${name}`, exhibits: numbersOf(facts, (i + 1) as Focus) })),
    timeline: timelineOf(facts),
    count: facts.exhibits.length,
    annexes: facts.annexes.length,
    fixed: fixedBy(facts),
    limits: limitsOf(facts),
    gaps: gapsOf(facts),
    masked: maskedIn(facts),
  }),
  source: `
#let blank(..rows) = table(columns: (34mm, 1fr), inset: (x: 4pt, y: 7pt), ..rows.pos().map(each => (
  table.cell(fill: luma(245), each.at(0)), each.at(1),
)).flatten())
#let line-of(label) = block(above: 1.1em)[#label#gap(1fr)]
#heading-of[证 据 材 料]
#align(center)[（由 #gap(45mm) 提交）]
#v(0.4em)
#blank(
  ([案号、案由], []), ([申请人], []), ([被申请人], [名称： #h(1fr) 统一社会信用代码： #h(3fr)]),
  ([代理人及权限], []), ([对方请求], []),
  ([解除通知书所载事实、条款原文与版本、法律依据], [#v(2.2em) 本卷不主张通知书以外的理由。]),
)
#section[争议焦点与证据]
#table(columns: (50mm, 1fr), head[争议焦点][证据号],
  ..d.focuses.map(each => (each.name, each.exhibits)).flatten())
#section[主要时间]
#if d.timeline.len() == 0 [本卷未收可列入时间线的证据。] else { table(
  columns: (42mm, 1fr, 18mm), head[时间 (UTC+8)][事实][证据号],
  ..d.timeline.map(each => (each.at, each.what, align(center, each.number))).flatten(),
) }
#section[本卷]
共 #d.count 项证据#if d.annexes > 0 [，另附内部材料 #d.annexes 项（提交前请确认是否移出）]；证据正卷页数 #gap(12mm) 页，副本 #gap(12mm) 份。目录见《证据目录》，校验值见《电子数据清单》。
#line-of[介质及原件存放处：]
#line-of[当庭演示安排（设备、账号、登录人）：]
#section[固定方式]
#d.fixed
#section[本卷不能证明的事项]
#for each in d.limits [ + #each ]
#section[已知缺口]
#if d.gaps.len() == 0 [无。] else { for each in d.gaps [ + #each ] }
#section[遮盖与不公开审理]
#d.masked
#v(1em)
#block(breakable: false, table(columns: (1fr, 1fr), stroke: none, inset: (x: 0pt, y: 7pt), column-gutter: 8mm,
  line-of[提交人（盖章）：], line-of[签收人：], line-of[提交日期：], line-of[签收日期：],
))
`,
};

function numbersOf({ exhibits }: DocumentFacts, focus: Focus): string {
  const found = exhibits.filter((each) => focusesOf(each, each.group).includes(focus));
  return found.length === 0 ? '本卷未收' : found.map(({ number }) => number).join('、');
}

type Line = { readonly at: string; readonly what: string; readonly number: string };

/** At most five lines: one of each telling part, earliest first. */
function timelineOf({ exhibits, names }: DocumentFacts): readonly Line[] {
  const items = exhibits
    .filter(({ item }) => !BESIDE.has(item.role))
    .toSorted((a, b) => a.record.occurredAt - b.record.occurredAt || a.number - b.number);
  const first = TELLING.flatMap((role) => items.find(({ item }) => item.role === role) ?? []);
  const chosen = [...first, ...items.filter((each) => !first.includes(each))].slice(0, LINES);
  return chosen
    .toSorted((a, b) => a.record.occurredAt - b.record.occurredAt || a.number - b.number)
    .map((exhibit) => lineOf(exhibit, names));
}

const lineOf = (exhibit: Exhibit, names: DocumentFacts['names']): Line => ({
  at: shanghai(exhibit.record.occurredAt, exhibit.record.precision),
  what: `${exhibit.title}：${say(exhibit, names)}`,
  number: String(exhibit.number),
});
