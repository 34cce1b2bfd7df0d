import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Part } from './corpus.ts';
import { seeds, workbookParts, zipped } from './corpus.ts';
import type { Change } from './mutate.ts';
import { byteChange, changed, textChange } from './mutate.ts';
import type { Given, Held } from './promises.ts';
import { holds } from './promises.ts';

const RUNS = Number(process.env.ZL_READER_RUNS ?? 1_000);

let workbooks: readonly (readonly Part[])[];
beforeAll(async () => {
  workbooks = await workbookParts();
});

const counted = { runs: 0, records: 0, faults: 0, refused: 0, slowest: 0, where: '', formats: new Map<string, number>() };
afterAll(() => {
  const { runs, records, faults, refused, slowest, where, formats } = counted;
  console.log(
    `${runs} files: ${records} records, ${faults} faults, ${refused} refusals; slowest ${slowest.toFixed(2)} ms/KiB (${where})`,
  );
  console.log([...formats].map(([format, count]) => `${format} ${count}`).join(', '));
});

const NAMES = [
  ...['x.csv', 'x.tsv', 'x.txt', 'x.xlsx', 'x.xls', 'x.zip', 'x.json', 'x.ndjson', 'x.jsonl', 'x.xml', 'x.eml', 'x.mbox'],
  ...['x.sta', 'x.ofx', 'x.qfx', 'x.pdf', 'x', '', 'a/b\\c', '流水.csv'],
] as const;

/** One file, told by how it is made. */
type Case = {
  readonly seed: number;
  readonly changes: readonly Change[];
  readonly packed: 'plain' | 'zip' | 'aes' | 'zipcrypto' | 'workbook';
  /** Changes of the archive around it. */
  readonly outer: readonly Change[];
  /** Another name than its own, and for a workbook which part is changed. */
  readonly name: string | undefined;
  readonly part: number;
  readonly step: number;
};

const cases = (most: number): fc.Arbitrary<Case> =>
  fc.record({
    seed: fc.nat(seeds.length - 1),
    changes: fc.array(textChange(seeds.length), { maxLength: most }),
    packed: fc.oneof(
      { weight: 16, arbitrary: fc.constant('plain' as const) },
      { weight: 2, arbitrary: fc.constant('workbook' as const) },
      { weight: 2, arbitrary: fc.constantFrom('zip' as const, 'aes' as const, 'zipcrypto' as const) },
    ),
    outer: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(byteChange, { maxLength: 2 })),
    name: fc.option(fc.constantFrom(...NAMES), { nil: undefined, freq: 3 }),
    part: fc.nat(6),
    step: fc.constantFrom(37, 150, 700, 3_000),
  });

const PASSWORD = 'p4ss';

async function made({ seed, changes, packed, outer, name, part }: Case): Promise<Given> {
  const apply = (bytes: Buffer, all: readonly Change[]) => all.reduce((each, change) => changed(each, change, seeds), bytes);
  const { fileName, bytes } = seeds[seed] ?? { fileName: 'x', bytes: Buffer.alloc(0) };
  const own = name ?? fileName;
  if (packed === 'plain') return { name: own, bytes: apply(bytes, changes), password: undefined };
  if (packed === 'workbook') {
    const parts = workbooks[seed % workbooks.length] ?? [];
    const spoilt = parts.map((each, at) =>
      at === part % parts.length ? { ...each, content: apply(Buffer.from(each.content), changes) } : each,
    );
    return { name: name ?? 'x.xlsx', bytes: apply(await zipped(spoilt, { level: 1 }), outer), password: undefined };
  }
  const secret =
    packed === 'zip' ? {} : { password: PASSWORD, zipCrypto: packed === 'zipcrypto', encryptionStrength: 1 as const };
  const members = [
    { name: own === '' ? 'x' : own, content: apply(bytes, changes) },
    { name: 'b/second.csv', content: seeds[(seed + 7) % seeds.length]?.bytes ?? bytes },
  ];
  const password = packed === 'zip' ? undefined : part === 0 ? 'wrong' : part === 1 ? undefined : PASSWORD;
  return { name: name ?? 'x.zip', bytes: apply(await zipped(members, { level: 1, ...secret }), outer), password };
}

/** Reads a file, and counts what came of it and how long it took. */
async function tried(given: Given, step: number): Promise<Held> {
  const held = await holds(given, step);
  const taken = held.millis / Math.max(1, given.bytes.length / 1024);
  counted.runs++;
  counted.records += held.records;
  counted.faults += held.faults;
  counted.refused += held.refused.length;
  for (const format of held.formats) counted.formats.set(format, (counted.formats.get(format) ?? 0) + 1);
  if (taken > counted.slowest) {
    counted.slowest = taken;
    counted.where = `${given.name}, ${given.bytes.length} bytes, ${held.formats.join(' ')} ${held.refused.join(' ')}`;
  }
  return held;
}

test.each(seeds.map(({ format, fileName, bytes }) => [format, fileName, bytes] as const))(
  '%s reads %s whole and in pieces',
  async (format, name, bytes) => {
    for (const step of [37, 400]) {
      const held = await tried({ name, bytes, password: undefined }, step);
      expect(held.formats).toEqual([format]);
      // The files that a list names stand beside it, and here nothing does.
      if (format !== 'documents') expect(held.records).toBeGreaterThan(0);
    }
  },
);

test(
  `no file of a known format, however it is spoilt, is read other than as promised (${RUNS} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(cases(5), async (each) => void (await tried(await made(each), each.step))),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 200, endOnFailure: process.env.ZL_SHRINK === undefined },
    );
  },
  30_000 + RUNS * 400,
);

const PIECES = [
  ...['{"v":1,', '"kind":"chat"', '"msgid":"', '"msgtype":', '[{', '}]', '\n', '\r', '\r\n', ',', ';', '\t', '|', '"', ' ', '\u0000'],
  ...[':20:A\n:25:B\n:60F:C260101EUR1,\n', ':61:', ':86:', '-}\n', '{1:F01}', '<?xml version="1.0"?>', '<Document>', '<BkToCstmrStmt>'],
  ...['<Stmt>', '</Stmt>', '<Ntry>', '</Ntry>', '<OFX>', 'OFXHEADER:100\n', '<STMTTRN>', '<TRNAMT>1', '</STMTTRN>', '<!DOCTYPE x>'],
  ...['From a Mon Mar  2 02:15:00 2026\n', 'From: a@b.cn\n', 'Date: Mon, 2 Mar 2026 10:15:00 +0800\n', 'Message-ID: <x>\n', '\n\n'],
  ...['\ufeff', 'PK\u0003\u0004', 'PK\u0005\u0006', '[Content_Types].xml', '交易时间,交易类型,交易对方\n', '客户编号,客户名称\n', '2026-03-02', '1.00'],
] as const;
const soup = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 6 })), {
    maxLength: 60,
  })
  .map((parts) => Buffer.from(parts.join('')));
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
  { weight: 3, arbitrary: soup },
  soup.map((bytes) => Buffer.from(bytes.toString(), 'utf16le')),
  soup.map((bytes) => Buffer.concat([Buffer.from('504b0304', 'hex'), bytes])),
);

test(
  `any bytes under any name (${RUNS} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...NAMES), fc.constantFrom(37, 150), async (bytes, name, step) => {
        await tried({ name, bytes, password: undefined }, step);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 100, endOnFailure: process.env.ZL_SHRINK === undefined },
    );
  },
  30_000 + RUNS * 200,
);
