import { BODY_FAMILIES, MONO_FAMILIES } from './fonts.ts';

const families = (names: readonly string[]): string => `(${names.map((name) => `"${name}"`).join(', ')})`;

/**
 * What all documents share: A4, fonts, page numbers, and where long words may break. `d` is the data.
 *
 * Lines are not justified: with few places to break they would be stretched. A run of 12 or more characters without a
 * space may break after its marks, and a piece of more than 16, as in hashes, after every fourth character; nothing is put
 * in between, so that it can be copied whole.
 */
export const PREAMBLE = `
#let d = json(bytes(sys.inputs.data))
#let (year, month, day, hour, minute, second) = d.at
#set document(title: d.title, date: datetime(
  year: year, month: month, day: day, hour: hour, minute: minute, second: second,
))
#set text(font: ${families(BODY_FAMILIES)}, lang: "zh", region: "cn", size: 10.5pt, fallback: false)
#set par(justify: false, leading: 0.7em, spacing: 0.9em)
#set table(stroke: 0.5pt, inset: (x: 4pt, y: 5pt), align: left + horizon)
#set page(
  paper: "a4",
  flipped: d.at("landscape", default: false),
  margin: (x: 20mm, top: 20mm, bottom: 22mm),
  footer: context align(center, text(size: 9pt)[
    #d.title #h(1em) 第 #counter(page).display() 页 #h(0.3em) 共 #counter(page).final().first() 页
  ]),
)
#let pieces(word) = {
  let (found, now, letters) = ((), "", word.clusters())
  for (i, letter) in letters.enumerate() {
    now += letter
    let next = letters.at(i + 1, default: "")
    if "-_/:@|;".contains(letter) or (letter == "," and next.match(regex("[0-9]")) == none) {
      found.push(now)
      now = ""
    }
  }
  found.push(now)
  found.map(each => if each.len() <= 16 { (each,) } else {
    let letters = each.clusters()
    range(0, letters.len(), step: 4).map(i => letters.slice(i, calc.min(i + 4, letters.len())).join())
  }).flatten()
}
#show regex("[!-~\\u{a1}-\\u{52f}]{12,}"): it => pieces(it.text).join(box(width: 0pt))
#let mono(body) = text(font: ${families(MONO_FAMILIES)}, size: 0.86em, body)
#let heading-of(body) = align(center, block(below: 1.2em, text(size: 18pt, weight: "bold", body)))
#let section(body) = block(above: 1.4em, below: 0.8em, sticky: true, text(size: 12pt, weight: "bold", body))
#let head(..cells) = table.header(..cells.pos().map(each => table.cell(
  fill: luma(235), align: center + horizon, text(weight: "bold", each),
)))
`;
