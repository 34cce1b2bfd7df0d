import type { Document } from './document.ts';
import { evidenceKind, focusesOf, handoverNames } from './evidence.ts';
import type { DocumentFacts, Exhibit } from './facts.ts';
import { byGroup } from './facts.ts';
import { attestedBy, maskings } from './limits.ts';
import { say, shanghai } from './say.ts';
import { BASIS, FORM, SHOWS } from './words.ts';

/** 证据目录, as 民事证据规定 19 asks: classed and numbered, with source, what it shows, and in which form it is. */
export const catalogue: Document = {
  path: 'data/01-证据目录.pdf',
  title: '证据目录',
  data: (facts) => ({
    landscape: true,
    groups: byGroup(facts).map(({ name, exhibits }) => ({ name, rows: exhibits.map((each) => rowOf(facts, each)) })),
    masked: maskings(facts),
    annexes: facts.annexes.map(({ number, title, item: { entry } }) => ({
      number: `附${number}`,
      name: `${title}（登记条目 ${entry.log}:${entry.index}）`,
      at: shanghai(entry.recordedAt),
    })),
  }),
  source: `
#set text(size: 8.5pt)
#set par(leading: 0.55em)
#let columns = (9mm, 31mm, 17mm, 35mm, 19mm, 19mm, 1fr, 28mm, 10mm, 10mm, 20mm)
#set table.cell(breakable: false)
#let part(name) = table.cell(colspan: columns.len(), fill: luma(248), text(weight: "bold", name))
#heading-of[证 据 目 录]
#align(center)[时间均为北京时间 (UTC+8)。页码、份数于装订时填写。焦点号见首页。]
#v(0.5em)
#table(columns: columns, inset: (x: 3pt, y: 4pt),
  head[编号][名称][证据种类][来源及取得方式][形成时间][收集固定时间][证明对象和内容（焦点号）][原件/复制件及载体][页码][份数][备注],
  ..d.groups.map(group => (
    // Not a header of level 2: several without rows between them made the compiler abort.
    part(group.name + if group.rows.len() == 0 [（本卷未收）]),
    ..group.rows.map(row => (
      align(center, row.number), row.name, row.kind, row.source, row.formed, row.fixed, row.shows, row.form, [], [], row.remark,
    )).flatten(),
  )).flatten(),
)
#if d.annexes.len() > 0 {
  section[附 内部材料（不编入证据；提交前请确认是否移出）]
  table(columns: (14mm, 110mm, 40mm), head[编号][名称][登记时间], ..d.annexes.map(row => (row.number, row.name, row.at)).flatten())
}
#if d.masked.len() > 0 {
  section[附 遮盖清单]
  table(columns: (1fr, 1fr), head[登记条目与位置][原因与原件], ..d.masked.map(row => (row.what, row.why)).flatten())
}
#section[附 证人名单及住所、#if d.masked.len() == 0 [遮盖清单、]不公开审理申请]
于提交时由提交人填写、附后。
#v(1.2em)
#block(breakable: false)[提交人（盖章）：#gap(60mm) #h(1fr) 提交日期：#gap(40mm) #h(1fr) 副本份数：#gap(20mm)]
`,
};

function rowOf(facts: DocumentFacts, exhibit: Exhibit) {
  const { record, item, group } = exhibit;
  const focus = focusesOf(exhibit, group).join('、');
  const shows = SHOWS[item.role as keyof typeof SHOWS] ?? SHOWS.ground;
  const said = say(exhibit, facts.names);
  return {
    number: String(exhibit.number),
    name: `${exhibit.title}\n${record.externalId}`,
    kind: evidenceKind(exhibit),
    source: sourceOf(facts, exhibit),
    formed: shanghai(record.occurredAt, record.precision),
    fixed: shanghai(item.entry.recordedAt),
    shows: `${shows}${said === '' ? '' : `：${said}`}（焦点${focus}）`,
    form: formOf(exhibit),
    remark: remarkOf(facts),
  };
}

/** In which form it came, and what of it lies in the package. */
function formOf(exhibit: Exhibit): string {
  const { record, item } = exhibit;
  const asIs = evidenceKind(exhibit) === '电子数据' ? '电子数据原始字节' : '电子登记';
  const form = record.original === undefined ? asIs : `${FORM[record.original]}的电子登记`;
  return `${form}；本卷收${item.original === undefined ? '登记内容' : '原始文件'}`;
}

/** The system it came out of, on which lawful basis, and by whose hand. */
function sourceOf({ exhibits }: DocumentFacts, { record }: Exhibit): string {
  const from = `来源 ${record.source}；${BASIS[record.basis]}`;
  const names = new Set(handoverNames(record));
  const by = exhibits.find(
    (each) => each.record.kind === 'handover' && names.has(`${each.record.source}:${each.record.externalId}`),
  );
  if (record.kind === 'handover') return `来源 ${record.source}；收取人 ${record.body.by.length} 人`;
  return by === undefined ? from : `${from}；移交见证据${by.number}`;
}

const remarkOf = ({ attested }: DocumentFacts): string =>
  attested.length === 0 ? '' : `存证回执 ${attested.map((each) => `${attestedBy(each)}(${each.epoch})`).join('、')}`;
