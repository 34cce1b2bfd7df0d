import { Refusal } from '../kernel/refusal.ts';
import type { Input } from './inputs.ts';
import type { Intake } from './intake.ts';
import { lineEndsIn } from './line-ends.ts';

/**
 * What a record takes besides its own bytes: entry, commitment, duplicate mark, indexes, and the log of the database
 * while it is written. 100,000 rows of 63 bytes took 210 MB.
 */
const BYTES_A_RECORD = 2_000;
/** The bytes themselves stand in the body as they came and as they were read, and in the database's log meanwhile. */
const TIMES_THEMSELVES = 4;
/** A workbook is packed; its rows are many times as long once they are read out. */
const TIMES_PACKED = 10;
const HEAD_BYTES = 64 * 1024;

/**
 * Refuses a file that the disk has no room for, before anything of it is kept (`disk.full`). An estimate from its size
 * and the length of its first lines: a disk that fills all the same stops the import behind a whole stretch.
 */
export async function refuseFullDisk(intake: Intake, { file, workbook }: Input): Promise<void> {
  const head = await file.read(0, HEAD_BYTES);
  const lines = Math.max(1, lineEndsIn({})(head)) / Math.max(1, head.length);
  const size = workbook === undefined ? file.sizeBytes : file.sizeBytes * TIMES_PACKED;
  const records = workbook === undefined ? file.sizeBytes * lines : size / 100;
  const wanted = Math.ceil(size * TIMES_THEMSELVES + records * BYTES_A_RECORD);
  const free = await intake.freeBytes();
  if (free >= wanted) return;
  throw new Refusal('disk.full', { why: `taking this file in needs about ${wanted} bytes and ${free} are free` });
}
