import { noteText, parseCheckpoint, parseEpoch } from '@zhenglian/proof';
import type { Link, Rival } from '../../chain/chain.ts';
import { reasonOf } from '../../chain/weighing.ts';
import { LINK, OUTCOME, RIVAL, STRENGTH } from '../../chain/words.ts';
import { collectedBy } from './collected.ts';
import type { Document } from './document.ts';
import type { DocumentFacts } from './facts.ts';
import { attestedBy, fixedBy, gapsOf, limitsOf, maskedIn } from './limits.ts';
import { zoned } from './say.ts';

/** Grounds up to this length stand on one page. */
const WHOLE_CHARACTERS = 600;

/** 证据报告: how the items were collected and fixed, what they show together, how anybody checks them, and what they do not prove. */
export const report: Document = {
  path: 'data/03-证据报告.pdf',
  title: '证据报告',
  data: (facts) => ({
    id: facts.id,
    subject: facts.subject,
    origin: facts.origin,
    made: zoned(facts.createdAt),
    about: aboutOf(facts),
    analysed: facts.found !== undefined,
    strength: facts.found === undefined ? '' : STRENGTH[facts.found.chain.strength],
    because: facts.found === undefined ? '' : reasonOf(facts.found.weighing),
    links: (facts.found?.links ?? []).map((link) => linkOf(facts, link)),
    rivals: (facts.found?.chain.rivals ?? []).map((rival) => rivalOf(facts, rival)),
    deliveries: collectedBy(facts),
    fixed: fixedBy(facts),
    logs: facts.logs.map(({ log, checkpoint }) => headOf(log, checkpoint)),
    epochs: facts.epochs.map(({ note }) => epochOf(note)),
    receipts: facts.attested.map((each) => ({
      custodian: attestedBy(each),
      epoch: String(each.epoch),
      at: each.at === null ? '未载明' : zoned(each.at),
    })),
    signers: facts.signing.signers,
    stamped: facts.signing.stampedBy.join('、'),
    limits: limitsOf(facts),
    gaps: gapsOf(facts),
    next: nextOf(facts),
    masked: maskedIn(facts),
  }),
  source: `
#set table(inset: (x: 4pt, y: 4pt))
#let numbers = counter("part")
#let part(name) = { numbers.step(); section(context [#numbers.display("一")、#name]) }
#let small(body) = { set text(size: 9pt); body }
#heading-of[证 据 报 告]
#small(table(columns: (30mm, 1fr), ..(
  ([证据包编号], mono(d.id)), ([证据链编号], mono(d.subject)), ([登记簿], mono(d.origin)), ([制作时间], d.made), ([所涉], d.about),
).flatten()))
#part[收集]
下列接收批次带入了本卷的记录。材料由他人交来的，移交人、收取人和方式见各移交记录。
#if d.deliveries.len() == 0 [本卷未收接收批次。] else { small(table(columns: (19mm, 20mm, 1fr, 47mm, 38mm), head[登记位置][来源][方式与工具][文件及其 SHA-256][时间与时钟],
  ..d.deliveries.map(each => (
    table.cell(breakable: false, each.place), each.source, each.how, [#each.file \\ #mono(each.sha256)], each.at,
  )).flatten())) }
#part[固定]
#d.fixed
#small(table(columns: (28mm, 16mm, 1fr), head[登记链校验点][条目数][根校验值],
  ..d.logs.map(each => (each.log, align(right, each.size), mono(each.root))).flatten()))
#for each in d.epochs {
  small(table(columns: (28mm, 16mm, 1fr),
    head([第 #each.number 次时段汇总], [条目数], [#each.at 的根校验值(SHA-256,SM3)]),
    ..each.logs.map(log => (log.log, align(right, log.size), mono[#log.sha256 \\ #log.sm3])).flatten()))
}
#if d.receipts.len() > 0 { small(table(columns: (1fr, 26mm, 56mm), head[存证回执的出具方][时段汇总][载明的时间],
  ..d.receipts.map(each => (each.custodian, each.epoch, each.at)).flatten())) } else [没有第三方时间戳或存证回执。]
#if d.analysed [
#part[证据之间的关联]
#if d.links.len() == 0 [本卷没有可说明的关联。] else {
  [相互印证：#d.strength。#d.because。]
  small(table(columns: (30mm, 1fr, 22mm, 14mm), head[关联][依据][证据号][印证],
    ..d.links.map(each => (
      table.cell(breakable: not each.whole, each.name), each.grounds, each.numbers, align(center, each.strength),
    )).flatten()))
}
#part[查找过的其他解释]
#if d.rivals.len() == 0 [没有记录。] else { small(table(columns: (38mm, 26mm, 1fr), head[其他解释][结果][查找范围与所见],
  ..d.rivals.map(each => (each.name, each.outcome, each.because)).flatten())) }
]
#part[怎样检验]
以离线检验程序或核验页面、连同另行取得的信任文件检验本证据包，逐项得出：
 + 每个文件与证据包登记时一致，没有缺少和多余；
 + 每一项自登记后未改变，并确在登记链中；
 + 登记链校验点和时段汇总由谁的密钥签名，前后只有新增；
 + 存证回执是否针对该时段汇总，由谁出具，载明何时。
不用本软件，也可以检验：
 + 解开 ZIP，在其目录中运行 #mono[sha256sum -c manifest-sha256.txt]，确认文件无损；
 + 用 #mono[sha256sum] 与 #mono[openssl dgst -sm3] 复算《电子数据清单》所列文件；
 + 用 #mono[openssl ts -verify] 检验 #mono[data/receipts] 中的时间戳回执，所验文件为同号的 #mono[data/epochs] 文件；
 + 用 #mono[pdfsig] 或 PDF 阅读器检验本报告的签名。
 + 登记链的算法为 RFC 9162（叶 0x00、节点 0x01，SHA-256 与 SM3 各一棵树），格式与逐步命令见公开的格式说明。
#part[签名]
#if d.signers.len() == 0 [本报告未签名。] else [
  本报告由下列签名人依次以 PAdES 签名（后一签名不改变前一签名所覆盖的内容）：#d.signers.join("、")。
  #if d.stamped == "" [签名未附时间戳，签名时间不能由第三方证明。] else [签名附 #d.stamped 的时间戳；某一签名中没有时间戳的，表示签名时未能取得。]
]
#part[不能说明的事项]
#for each in d.limits [ + #each ]
#part[缺口与遮盖]
#if d.gaps.len() == 0 [未发现缺口。] else { for each in d.gaps [ + #each ] }
#d.masked
#if d.next.len() > 0 { part[尚需办理]; for each in d.next [ + #each ] }
`,
};

function aboutOf({ story: { employee, customers, outside } }: DocumentFacts): string {
  const who = employee.ref === null ? '账号归属未定' : `${employee.name}(${employee.ref})`;
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join('、');
  return `员工 ${who}；客户 ${names(customers)}；外部公司 ${names(outside)}`;
}

/** Puts the numbers of the catalogue in the place of `SOURCE:ID`, longest first so that no id is cut by a shorter one. */
function withNumbers({ exhibits }: DocumentFacts, text: string): string {
  const named = exhibits
    .map(({ record, number }) => [`${record.source}:${record.externalId}`, `证据${number}`] as const)
    .sort(([a], [b]) => b.length - a.length);
  return named.reduce((said, [id, number]) => said.replaceAll(id, number), text);
}

const numbersOf = (facts: DocumentFacts, entries: Link['entries']): string =>
  facts.exhibits
    .filter(({ item }) => entries.some(({ log, index }) => log === item.entry.log && index === item.entry.index))
    .map(({ number }) => number)
    .join('、');

const linkOf = (facts: DocumentFacts, { type, grounds, entries, strength }: Link) => ({
  name: LINK[type],
  grounds: withNumbers(facts, grounds),
  whole: grounds.length <= WHOLE_CHARACTERS,
  numbers: numbersOf(facts, entries),
  strength: STRENGTH[strength],
});

const rivalOf = (facts: DocumentFacts, { kind, outcome, because }: Rival) => ({
  name: RIVAL[kind],
  outcome: OUTCOME[outcome],
  because: withNumbers(facts, because),
});

function headOf(log: string, checkpoint: string) {
  const { size, root } = parseCheckpoint(noteText(checkpoint));
  return { log, size: String(size), root: Buffer.from(root).toString('hex') };
}

function epochOf(note: string) {
  const { epoch, at, logs } = parseEpoch(noteText(note));
  return { number: String(epoch), at: zoned(at), logs: logs.map((each) => ({ ...each, size: String(each.size) })) };
}

function nextOf({ found }: DocumentFacts): readonly string[] {
  const { basic, core, process } = found?.chain.tiers ?? {};
  return [basic, core, process].flatMap((tier) => tier?.next ?? []);
}
