import type { ItemParts } from '@zhenglian/proof';
import { canonicalBytes, sha256, sm3 } from '@zhenglian/proof';
import type { Document } from './document.ts';
import { shanghai } from './say.ts';

/** 电子数据清单: every item with its file, size, both digests in full, and where and when it was registered. */
export const electronicData: Document = {
  path: 'data/02-电子数据清单.pdf',
  title: '电子数据清单',
  data: (facts) => ({
    landscape: true,
    rows: [
      ...facts.exhibits.map(({ item, number, title }) => rowOf(item, `证据${number}`, title)),
      ...facts.annexes.map(({ item, number, title }) => rowOf(item, `附${number}`, title)),
    ],
  }),
  source: `
#set text(size: 8.5pt)
#set par(leading: 0.55em)
#heading-of[电 子 数 据 清 单]
#align(center)[时间为北京时间 (UTC+8)。校验值按所列文件的全部字节计算，可用 sha256sum 与 openssl dgst -sm3 复算。]
#v(0.5em)
#set table.cell(breakable: false)
#let half(value) = {
  let middle = calc.quo(value.len(), 2)
  mono[#value.slice(0, middle) \\ #value.slice(middle)]
}
#table(columns: (15mm, 27mm, 24mm, 1fr, 16mm, 60mm, 60mm), inset: (x: 3pt, y: 4pt),
  head[编号][名称][登记位置与时间][文件（本卷路径）][字节数][SHA-256][SM3],
  ..d.rows.map(row => (
    row.number, row.title, [#row.place \\ #row.recorded], mono(row.path) + [ \\ ] + row.original,
    align(right, row.size), half(row.sha256), half(row.sm3),
  )).flatten(),
)
`,
};

/** The original where there is one, and what was registered of it where there is none. */
function fileOf({ entry, original, disclosure }: ItemParts) {
  if (original !== undefined)
    return { path: `data/originals/${entry.log}/${entry.index}.${original.extension}`, bytes: original.bytes };
  const bytes = canonicalBytes(disclosure as Parameters<typeof canonicalBytes>[0]);
  return { path: `data/bodies/${entry.log}/${entry.index}.json`, bytes };
}

function rowOf(item: ItemParts, number: string, title: string) {
  const { path, bytes } = fileOf(item);
  return {
    number,
    title,
    place: `${item.entry.log}:${item.entry.index}`,
    recorded: shanghai(item.entry.recordedAt),
    path,
    original: item.original === undefined ? '登记内容' : '来源原件',
    size: bytes.length.toString().replaceAll(/\B(?=(\d{3})+$)/g, ','),
    sha256: Buffer.from(sha256(bytes)).toString('hex'),
    sm3: Buffer.from(sm3(bytes)).toString('hex'),
  };
}
