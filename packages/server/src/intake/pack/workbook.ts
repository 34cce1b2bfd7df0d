import type { FileSource } from '../file-source.ts';
import { MAX_LINE_BYTES } from '../json-lines.ts';
import type { TableHead } from '../table/row.ts';
import type { SheetRow } from '../table/row-lines.ts';
import { readRowLines, writeRowLine } from '../table/row-lines.ts';
import { damaged, tooLarge } from './member.ts';
import { readMergedRanges } from './merged-ranges.ts';
import type { SharedStrings } from './shared-strings.ts';
import { noStrings, readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { weakly } from './weakly.ts';
import type { Parts, Sheet } from './workbook-parts.ts';
import { BINARY_WORKBOOK, partName, partsOf, WORKBOOK } from './workbook-parts.ts';
import type { Archive } from './zip-archive.ts';
import { describeBinary, openArchive } from './zip-archive.ts';

/** A workbook as row lines (`readRowLines`), all its sheets in their order, hidden ones included. */
export type Workbook = {
  /** The first 300 rows of each sheet that are not empty, up to 8 MiB of them. */
  readonly head: () => Promise<TableHead>;
  /**
   * All rows, in pieces of at most 2 MiB that end with a line, each with how much of the sheets has been read, from 0
   * to 1. Memory stays flat but for the shared strings. Throws what `openWorkbook` throws where a sheet is at fault.
   */
  readonly rowLines: () => AsyncGenerator<RowPiece>;
};

export type RowPiece = { readonly bytes: Buffer; readonly fraction: number };

/** Whether an archive is a workbook of Excel 2007 or later, the binary form included, which `openWorkbook` refuses. */
export function isWorkbook({ members }: Archive): boolean {
  const names = new Set(members.map(partName));
  return names.has('[content_types].xml') && (names.has(WORKBOOK) || names.has(BINARY_WORKBOOK));
}

const HEAD_ROWS = 300;
const HEAD_UNITS = 8 * 1024 * 1024;

/**
 * Opens a workbook of Excel 2007 or later (ECMA-376, transitional or strict). Refuses `import.password` where it is
 * protected, `import.old_excel` where it is of an older or the binary form, `import.damaged` where it is no sound
 * workbook, `import.too_large` beyond the limits of archives, of shared strings and of rows.
 */
export async function openWorkbook(file: FileSource, password: string | undefined): Promise<Workbook> {
  const binary = describeBinary(await file.read(0, 64 * 1024), file.name);
  if (binary !== undefined) throw binary;
  const archive = await openArchive(file, password);
  if (!isWorkbook(archive)) throw damaged('it is not a workbook');
  const parts = await partsOf(archive);
  const { sharedStrings } = parts;
  const strings = weakly(async () =>
    sharedStrings === undefined ? noStrings : readSharedStrings(sharedStrings.stream(), sharedStrings.name),
  );
  return {
    head: async () => headOf(parts, await strings()),
    rowLines: async function* () {
      yield* allRows(parts, await strings());
    },
  };
}

async function headOf(parts: Parts, strings: SharedStrings): Promise<TableHead> {
  const lines: string[] = [];
  let units = 0;
  for (const sheet of parts.sheets) {
    const wanted = lines.length + HEAD_ROWS;
    for await (const written of linesOf(sheet, parts, strings)) {
      for (const line of written.lines) {
        if (lines.length === wanted || units > HEAD_UNITS) break;
        lines.push(line);
        units += line.length;
      }
      if (lines.length === wanted || units > HEAD_UNITS) break;
    }
  }
  return { dialect: { form: 'lines' }, rows: [...readRowLines(Buffer.from(lines.join('')))] };
}

/** At most three bytes each in UTF-8, so that a piece stays below 2 MiB. */
const PIECE_UNITS = 640 * 1024;

async function* allRows(parts: Parts, strings: SharedStrings): AsyncGenerator<RowPiece> {
  const total = parts.sheets.reduce((sum, { part }) => sum + part.sizeBytes, 0);
  let before = 0;
  for (const sheet of parts.sheets) {
    let waiting: string[] = [];
    let units = 0;
    let read = 0;
    const piece = () => ({ bytes: Buffer.from(waiting.join('')), fraction: Math.min(1, (before + read) / total) });
    for await (const written of linesOf(sheet, parts, strings)) {
      for (const line of written.lines) {
        if (units + line.length > PIECE_UNITS && units > 0) {
          yield piece();
          waiting = [];
          units = 0;
        }
        waiting.push(line);
        units += line.length;
      }
      read = written.readBytes;
    }
    if (units > 0) yield piece();
    before += sheet.part.sizeBytes;
  }
}

type Written = { readonly lines: readonly string[]; readonly readBytes: number };

/** What a chunk of a sheet gave; one chunk is read to its end before its lines are handed out. */
async function* linesOf({ name, part }: Sheet, parts: Parts, strings: SharedStrings): AsyncGenerator<Written> {
  const { shapes, date1904 } = parts;
  const merged = await readMergedRanges(() => part.stream(), part.name);
  const growth = { read: 0, written: 0 };
  let lines: string[] = [];
  const rows = sheetRows({ sheet: name, part: part.name, strings, shapes, date1904, merged }, (row) => {
    const line = lineOf(row);
    growth.written += line.length;
    refuseGrowth(growth, part.name);
    lines.push(line);
  });
  for await (const chunk of part.stream()) {
    growth.read += chunk.length;
    rows.write(chunk);
    yield { lines, readBytes: growth.read };
    lines = [];
  }
  rows.end();
}

function lineOf(row: SheetRow): string {
  const line = writeRowLine(row);
  if (line.length * 3 <= MAX_LINE_BYTES || Buffer.byteLength(line) <= MAX_LINE_BYTES) return line;
  const why = `the row is longer than ${MAX_LINE_BYTES} bytes`;
  return writeRowLine({ ...row, cells: [], merged: [], fault: { code: 'record.line_too_long', why } });
}

const [FREE_UNITS, MAX_UNITS, MAX_GROWTH] = [64 * 1024 * 1024, 8 * 1024 * 1024 * 1024, 100];

/** A string named by many cells, or gaps that are filled, make a small sheet into endless rows. */
function refuseGrowth({ read, written }: { readonly read: number; readonly written: number }, part: string): void {
  if (written <= FREE_UNITS) return;
  if (written > MAX_UNITS) throw tooLarge('the rows of a sheet are longer than 8 GiB', part);
  if (written > MAX_GROWTH * read) throw tooLarge(`the rows of a sheet are ${MAX_GROWTH} times as long as it is`, part);
}
