import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { cases, made, NAMES } from './cases.ts';
import { seeds } from './corpus.ts';
import type { Given, Held } from './promises.ts';
import { holds } from './promises.ts';

const RUNS = Number(process.env.ZL_READER_RUNS ?? 1_000);

const counted = {
  runs: 0,
  records: 0,
  faults: 0,
  refused: 0,
  slowest: 0,
  where: '',
  formats: new Map<string, number>(),
};
afterAll(() => {
  const { runs, records, faults, refused, slowest, where, formats } = counted;
  console.log(
    `${runs} files: ${records} records, ${faults} faults, ${refused} refusals; slowest ${slowest.toFixed(2)} ms/KiB (${where})`,
  );
  console.log([...formats].map(([format, count]) => `${format} ${count}`).join(', '));
});

/** Reads a file, and counts what came of it and how long it took. */
async function tried(given: Given, step: number, told: unknown): Promise<Held> {
  const held = await holds(given, step);
  const taken = held.millis / Math.max(1, given.bytes.length / 1024);
  counted.runs++;
  counted.records += held.records;
  counted.faults += held.faults;
  counted.refused += held.refused.length;
  for (const format of held.formats) counted.formats.set(format, (counted.formats.get(format) ?? 0) + 1);
  if (taken > counted.slowest) {
    counted.slowest = taken;
    counted.where = `${held.millis.toFixed(0)} ms for ${given.bytes.length} bytes: ${fc.stringify(told).slice(0, 1_000)}`;
  }
  return held;
}

test.each(seeds.map(({ format, fileName, bytes }) => [format, fileName, bytes] as const))(
  '%s reads %s whole and in pieces',
  async (format, name, bytes) => {
    for (const step of [37, 400]) {
      const held = await tried({ name, bytes, password: undefined }, step, name);
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
      fc.asyncProperty(cases(5), async (each) => void (await tried(await made(each), each.step, each))),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 200, endOnFailure: true },
    );
  },
  30_000 + RUNS * 400,
);

const PIECES = [
  ...[
    '{"v":1,',
    '"kind":"chat"',
    '"msgid":"',
    '"msgtype":',
    '[{',
    '}]',
    '\n',
    '\r',
    '\r\n',
    ',',
    ';',
    '\t',
    '|',
    '"',
    ' ',
    '\u0000',
  ],
  ...[
    ':20:A\n:25:B\n:60F:C260101EUR1,\n',
    ':61:',
    ':86:',
    '-}\n',
    '{1:F01}',
    '<?xml version="1.0"?>',
    '<Document>',
    '<BkToCstmrStmt>',
  ],
  ...[
    '<Stmt>',
    '</Stmt>',
    '<Ntry>',
    '</Ntry>',
    '<OFX>',
    'OFXHEADER:100\n',
    '<STMTTRN>',
    '<TRNAMT>1',
    '</STMTTRN>',
    '<!DOCTYPE x>',
  ],
  ...[
    'From a Mon Mar  2 02:15:00 2026\n',
    'From: a@b.cn\n',
    'Date: Mon, 2 Mar 2026 10:15:00 +0800\n',
    'Message-ID: <x>\n',
    '\n\n',
  ],
  ...[
    '\ufeff',
    'PK\u0003\u0004',
    'PK\u0005\u0006',
    '[Content_Types].xml',
    '交易时间,交易类型,交易对方\n',
    '客户编号,客户名称\n',
    '2026-03-02',
    '1.00',
  ],
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
        await tried({ name, bytes, password: undefined }, step, [name, bytes]);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 100, endOnFailure: true },
    );
  },
  30_000 + RUNS * 200,
);
