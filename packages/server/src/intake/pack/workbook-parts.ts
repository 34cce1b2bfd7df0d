import { posix } from 'node:path';
import { Refusal } from '../../kernel/refusal.ts';
import type { Member } from './member.ts';
import { damaged, tooLarge } from './member.ts';
import type { NumberShape } from './number-format.ts';
import { shapeOf } from './number-format.ts';
import type { XmlEvents } from './xml-events.ts';
import { xmlReader } from './xml-events.ts';
import type { Archive } from './zip-archive.ts';

export type Sheet = { readonly name: string; readonly part: Member };

/** The parts of a workbook that its rows are read with. */
export type Parts = {
  readonly sheets: readonly Sheet[];
  readonly date1904: boolean;
  /** By the number that a cell gives as its style. */
  readonly shapes: readonly NumberShape[];
  readonly sharedStrings: Member | undefined;
};

export const WORKBOOK = 'xl/workbook.xml';
export const BINARY_WORKBOOK = 'xl/workbook.bin';

/** Names of parts do not tell cases apart (ECMA-376 part 2, 6.2.2.3), and some tools write them with backslashes. */
export function partName({ name }: { readonly name: string }): string {
  return name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
}

/** Finds the sheets in their order, hidden ones included, and what their cells refer to. */
export async function partsOf({ members }: Archive): Promise<Parts> {
  const parts = new Map<string, Member>();
  for (const member of members) {
    const name = partName(member);
    if (parts.has(name)) throw damaged('two parts of the workbook have one name', member.name);
    parts.set(name, member);
  }
  if (parts.has(BINARY_WORKBOOK) && !parts.has(WORKBOOK)) {
    throw new Refusal('import.old_excel', { why: 'a binary workbook (.xlsb) must be saved as .xlsx first' });
  }
  const { named, date1904 } = await readWorkbook(needed(parts, WORKBOOK));
  const targets = await readRelationships(needed(parts, 'xl/_rels/workbook.xml.rels'));
  const sheets = named.flatMap(({ name, id }) => {
    const target = targets.get(id);
    if (target === undefined) throw damaged('a sheet of the workbook has no part');
    return target.type === 'worksheet' ? [{ name, part: needed(parts, target.path) }] : [];
  });
  if (new Set(sheets.map(({ part }) => part)).size < sheets.length) throw damaged('two sheets have one part');
  const ofType = (type: string) => parts.get([...targets.values()].find((each) => each.type === type)?.path ?? '');
  const styles = ofType('styles');
  return {
    sheets,
    date1904,
    shapes: styles === undefined ? [] : await readShapes(styles),
    sharedStrings: ofType('sharedStrings'),
  };
}

function needed(parts: ReadonlyMap<string, Member>, name: string): Member {
  const part = parts.get(name);
  if (part === undefined) throw damaged('a part of the workbook is not there', name);
  return part;
}

type Open = XmlEvents['open'];

/** Of a part that is kept whole in memory once read, unlike sheets and strings. */
const MAX_PART_BYTES = 64 * 1024 * 1024;

async function read(part: Member, open: Open, close: XmlEvents['close'] = () => undefined): Promise<void> {
  if (part.sizeBytes > MAX_PART_BYTES) throw tooLarge('a part of the workbook is longer than 64 MiB', part.name);
  const reader = xmlReader(part.name, { open, close, text: () => undefined });
  for await (const chunk of part.stream()) reader.write(chunk);
  reader.end();
}

async function readWorkbook(part: Member) {
  const named: { readonly name: string; readonly id: string }[] = [];
  let date1904 = false;
  await read(part, (element, attributes) => {
    if (element === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    if (element !== 'sheet') return;
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    named.push({ name: attributes.name ?? '', id });
  });
  return { named, date1904 };
}

async function readRelationships(part: Member) {
  const targets = new Map<string, { readonly type: string; readonly path: string }>();
  await read(part, (element, { Id = '', Type = '', Target = '', TargetMode }) => {
    if (element !== 'Relationship' || TargetMode === 'External') return;
    targets.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: resolved(Target) });
  });
  return targets;
}

/** A target is relative to the folder of the workbook unless it begins at the root. */
function resolved(target: string): string {
  return partName({ name: posix.resolve('/xl', safelyDecoded(target.replaceAll('\\', '/'))) });
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readShapes(part: Member): Promise<readonly NumberShape[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await read(
    part,
    (element, { numFmtId = '0', formatCode }) => {
      if (element === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (element === 'cellXfs') inCells = true;
      if (element === 'xf' && inCells) ids.push(Number(numFmtId));
    },
    (element) => {
      if (element === 'cellXfs') inCells = false;
    },
  );
  const known = new Map<number, NumberShape>();
  return ids.map((id) => {
    const shape = known.get(id) ?? shapeOf(id, codes.get(id));
    known.set(id, shape);
    return shape;
  });
}
