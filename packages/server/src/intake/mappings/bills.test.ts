import { describe, expect, test } from 'vitest';
import type { Party } from '../../kernel/party.ts';
import type { NativeRecord, RecordOf } from '../../kernel/record.ts';
import { memoryFile } from '../file-source.ts';
import { mappingConnector } from '../mapping/compile.ts';
import { openWorkbook } from '../pack/workbook.ts';
import { builtInMapping, builtInNames } from './index.ts';
import type { BillMaker, Expected, MadeBill, Payment } from './testing/made-bill.ts';
import { expectedOf } from './testing/made-bill.ts';
import { makeAlipay } from './testing/make-alipay.ts';
import {
  makeAbcDebit,
  makeBocDebit,
  makeBocomDebit,
  makeCcb,
  makeCcbSigned,
  makeCmbCredit,
  makeCmbDebit,
} from './testing/make-banks.ts';
import { makeIcbcCredit, makeIcbcDebit1, makeIcbcDebit2 } from './testing/make-icbc.ts';
import { makeWechat, makeWechatWorkbook } from './testing/make-wechat.ts';
import { seeded } from './testing/random.ts';
import type { ReadRow } from './testing/read-made.ts';
import { readMade } from './testing/read-made.ts';

const connectors = builtInNames.map((name) => mappingConnector(builtInMapping(name)));
const OWNER = 'bank:6200000000000000001';
const settings = { source: 'import', basis: 'provided-by-employee', handover: 'hr-desk:h1', owner: OWNER };

const layouts: readonly (readonly [mapping: string, make: BillMaker])[] = [
  ['alipay', makeAlipay],
  ['wechat-pay', makeWechat],
  ['icbc-debit', makeIcbcDebit1],
  ['icbc-debit', makeIcbcDebit2],
  ['icbc-credit', makeIcbcCredit],
  ['cmb-debit', makeCmbDebit],
  ['cmb-credit', makeCmbCredit],
  ['abc-debit', makeAbcDebit],
  ['boc-debit', makeBocDebit],
  ['bocom-debit', makeBocomDebit],
  ['ccb', makeCcb],
  ['ccb-signed', makeCcbSigned],
];

const read = (made: MadeBill, stretchBytes: number) => readMade(connectors, made, { settings, stretchBytes });

function transferOf(record: NativeRecord): RecordOf<'transfer'> {
  if (record.kind !== 'transfer') throw new Error(`${record.kind} is no payment`);
  return record;
}

const isHolder = ({ system, ref }: Party): boolean => `${system}:${ref}` === OWNER;

/** A row as it was read, in the words of what was made. */
function paymentOf({ draft, record }: ReadRow): Payment & { readonly both: boolean } {
  const { occurredAt, precision, body } = transferOf(record);
  const holder = isHolder(body.to) ? 'to' : 'from';
  const flow = draft.flow;
  if (flow === undefined) throw new Error('a payment has no flow');
  if (`${flow.currency} ${flow.minor}` !== `${body.amount.currency} ${body.amount.minor}`)
    throw new Error('the sum of the report is not that of the record');
  return {
    direction: flow.direction,
    minor: flow.minor,
    currency: flow.currency,
    state: body.state ?? 'completed',
    holder,
    other: holder === 'to' ? body.from : body.to,
    both: isHolder(body.from) === isHolder(body.to),
    at: occurredAt,
    precision: precision as Payment['precision'],
    ...(body.memo === undefined ? {} : { memo: body.memo }),
  };
}

type Summed = { readonly direction: string; readonly count?: number; readonly minor?: string };

/** What a file says of itself, as far as it says it. */
function isAsPrinted({ payments: _, ...expected }: Expected, printed: readonly Summed[]): boolean {
  return printed.every(({ direction, count, minor }) => {
    const total = expected[direction as 'in' | 'out' | 'neutral'];
    return (count ?? total.count) === total.count && (minor ?? String(total.minor)) === String(total.minor);
  });
}

const totals = ({ payments: _, ...rest }: Expected) => rest;

test.each([
  ['alipay', makeAlipay, 3],
  ['wechat-pay', makeWechat, 3],
  ['icbc-debit', makeIcbcDebit1, 2],
  ['icbc-debit', makeIcbcDebit2, 2],
] as const)('the totals that %s prints are found and equal the sums of its rows', async (_mapping, make, many) => {
  for (const seed of [1, 2]) {
    const made = make(seeded(seed), 40);
    const { recognised } = await read(made, 1_000_000);
    const printed = (recognised.layout.printed ?? []) as readonly Summed[];
    expect(printed.length).toBe(many);
    expect(isAsPrinted(made.expected, printed)).toBe(true);
  }
});

test('a bill without a payment holds nothing', async () => {
  for (const make of [makeAlipay, makeWechat, makeIcbcDebit1, makeIcbcDebit2, makeIcbcCredit]) {
    const { rows, faults } = await read(make(seeded(1), 0), 1_000_000);
    expect([rows, faults]).toEqual([[], []]);
  }
});

test.each([1, 2, 3, 4])(
  'wechat workbook, seed %i: its own sheet is read, and not the copy that somebody made of it',
  async (seed) => {
    const made = await makeWechatWorkbook(seeded(seed), 100);
    const workbook = await openWorkbook(
      memoryFile(made.fileName, made.bytes, async () => undefined),
      undefined,
    );
    const head = { fileName: made.fileName, bytes: new Uint8Array(0), table: await workbook.head() };
    const pieces: Buffer[] = [];
    for await (const { bytes } of workbook.rowLines()) pieces.push(bytes);
    const lines = { fileName: made.fileName, bytes: Buffer.concat(pieces) };
    const { rows, faults } = await readMade(connectors, lines, { settings, stretchBytes: 4_096, head });
    expect(faults).toEqual([]);
    const payments = rows.map(paymentOf);
    expect(totals(expectedOf(payments))).toEqual(totals(made.expected));
    expect(payments).toMatchObject(made.expected.payments);
  },
);

describe.each(layouts)('%s', (mapping, make) => {
  test.each([1, 2, 3, 4])('seed %i: found, sums, states and every row are those that were made', async (seed) => {
    const made = make(seeded(seed), 300);
    const { connector, rows, faults, needs } = await read(made, seed % 2 === 0 ? 700 : Number.POSITIVE_INFINITY);
    expect([connector.name, faults, needs]).toEqual([mapping, [], []]);
    const payments = rows.map(paymentOf);
    expect(totals(expectedOf(payments))).toEqual(totals(made.expected));
    for (const [at, payment] of payments.entries()) {
      const expected = made.expected.payments[at];
      expect(payment, `row ${at}`).toMatchObject({ currency: 'CNY', both: false, ...expected });
      expect(payment.memo ?? '', `row ${at}`).toBe(expected?.memo ?? payment.memo ?? '');
    }
  });

  test('the owner is taken from the file where it stands there in full, and asked for elsewhere', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const made = make(seeded(seed), 3);
      const { owner: _, ...without } = settings;
      const { recognised, needs } = await readMade(connectors, made, { settings: without, stretchBytes: 1_000_000 });
      expect(recognised.owner).toBe(made.owner);
      expect(needs.some((need) => need.startsWith('owner'))).toBe(made.owner === undefined);
    }
  });

  test('nothing is taken in without a lawful basis and a hand-over', async () => {
    const given = { source: 'import', owner: OWNER };
    const { needs } = await readMade(connectors, make(seeded(1), 3), { settings: given, stretchBytes: 1_000_000 });
    expect(needs.map((need) => need.split(/\W/)[0]).toSorted()).toEqual(['basis', 'handover']);
  });
});
