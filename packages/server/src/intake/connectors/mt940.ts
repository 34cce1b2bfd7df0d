import { isUtf8 } from 'node:buffer';
import type { Movement, PrintedSum } from './bank-transfer.ts';
import {
  accountRef,
  addPrinted,
  firstReference,
  lineCounter,
  minorUnits,
  statementNeeds,
  transferOf,
} from './bank-transfer.ts';
import type { Connector, Head, Parsed, Reading } from './connector.ts';
import { detailsOf } from './mt940-details.ts';
import type { Mt940Field } from './mt940-fields.ts';
import { fieldsOf, lastMessageEnd } from './mt940-fields.ts';
import { decodeText, guessEncoding } from './statement-encoding.ts';
import { statedTime } from './statement-time.ts';

/**
 * SWIFT MT940, with and without the blocks of SWIFT or the header of MultiCash. A field 61 with the fields 86 behind
 * it is a transfer. Files are cut between messages, each of which names its account.
 */
export const mt940: Connector = {
  name: 'mt940',
  title: '银行账户对账单(SWIFT MT940)',
  recognise,
  needs: statementNeeds,
  ids: 'counted',
  cut: (bytes, _layout, last) => (last ? bytes.length : lastMessageEnd(bytes.toString('latin1'))),
  parse,
};

const HEAD_BYTES = 64 * 1024;
const PREAMBLE_CHARS = 2_048;

function recognise({ bytes }: Head) {
  const text = Buffer.from(bytes).toString('latin1');
  const start = text.search(/(?:^|[\r\n]|\{4:)[ \t\r\n]{0,4}:20:/);
  if (start === -1 || start > PREAMBLE_CHARS) return undefined;
  const message = text.slice(start);
  if (!/[\r\n]:25P?:/.test(message) || !/[\r\n]:60[FM]:/.test(message)) return undefined;
  const account = statementsOf(text).find((each) => each.account !== undefined)?.account;
  const encoding = encodingOf(bytes, text.slice(0, start));
  const printed = bytes.length < HEAD_BYTES ? printedOf(text) : undefined;
  return {
    layout: { ...(encoding === undefined ? {} : { encoding }), ...(printed === undefined ? {} : { printed }) },
    source: 'bank',
    owner: account === undefined ? undefined : `bank:${account}`,
  };
}

/** The code page that a header names, else what the bytes look like; undefined while they are UTF-8. */
function encodingOf(bytes: Uint8Array, preamble: string): string | undefined {
  const page = /(?:WIN-?|WINDOWS-?|CP-?)(125\d|852)/i.exec(preamble)?.[1];
  if (page !== undefined) return page === '852' ? 'cp852' : `windows-${page}`;
  const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1 || bytes.length);
  return isUtf8(whole) ? undefined : guessEncoding(whole);
}

type Statement = {
  readonly account: string | undefined;
  readonly currency: string | undefined;
  readonly fields: readonly Mt940Field[];
};

/** The messages of a text, each with what its account and balance fields say of the entries in it. */
function statementsOf(text: string): readonly Statement[] {
  const groups: Mt940Field[][] = [];
  for (const field of fieldsOf(text)) {
    if (field.opens || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(field);
  }
  return groups.map((fields) => {
    const currency = balanceOf(fields, /^6[02][FM]$/)?.currency;
    const account = accountRef(fields.find(({ tag }) => tag === '25' || tag === '25P')?.lines[0]);
    return { fields, currency, account: withoutCurrency(account, currency) };
  });
}

/** Some banks write the currency behind an IBAN. */
function withoutCurrency(account: string | undefined, currency: string | undefined): string | undefined {
  if (account === undefined || currency === undefined || !account.endsWith(currency)) return account;
  const bare = account.slice(0, -currency.length);
  return isIban(bare) ? bare : account;
}

/** ISO 13616: letters count from 10, and the number with its first four characters behind is 1 modulo 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z\d]{11,30}$/.test(text)) return false;
  let rest = 0;
  for (const unit of text.slice(4) + text.slice(0, 4)) {
    const digits = Number.parseInt(unit, 36).toString();
    rest = Number(`${rest}${digits}`) % 97;
  }
  return rest === 1;
}

function balanceOf(fields: readonly Mt940Field[], tag: RegExp) {
  const line = fields.find((field) => tag.test(field.tag))?.lines[0] ?? '';
  const [, mark, currency, amount] = /^\s*([CD])\d{6}([A-Z]{3})(\d[\d.,]*)/.exec(line) ?? [];
  return currency === undefined ? undefined : { isDebit: mark === 'D', currency, amount };
}

function printedOf(text: string): readonly PrintedSum[] | undefined {
  const sums = statementsOf(text).map(({ fields }) => {
    const [opening, closing] = [balanceOf(fields, /^60[FM]$/), balanceOf(fields, /^62[FM]$/)];
    if (opening === undefined || closing?.currency !== opening.currency) return undefined;
    const [before, after] = [opening, closing].map(({ isDebit, amount, currency }) => {
      const minor = minorUnits(amount, currency);
      return typeof minor === 'string' ? undefined : isDebit ? -minor : minor;
    });
    if (before === undefined || after === undefined) return undefined;
    return { direction: 'net', currency: opening.currency, minor: (after - before).toString() } as const;
  });
  return sums.length === 0 || sums.includes(undefined)
    ? undefined
    : addPrinted(sums.filter((sum) => sum !== undefined));
}

const MAX_ENTRY_BYTES = 1024 * 1024;

function* parse(bytes: Uint8Array, { settings, layout }: Reading): Generator<Parsed> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const encoding = typeof layout.encoding === 'string' ? layout.encoding : undefined;
  const lineAt = lineCounter(text);
  for (const statement of statementsOf(text)) {
    for (const { start, end } of entriesOf(statement.fields)) {
      const at = { line: lineAt(start), start, end };
      const slice = bytes.subarray(start, end);
      const words = decodeText(slice, encoding ?? guessEncoding(slice));
      if (end - start > MAX_ENTRY_BYTES) {
        const why = `the entry is longer than ${MAX_ENTRY_BYTES} bytes`;
        yield { at, ok: false, code: 'record.line_too_long', why };
      } else if (words === undefined) {
        const why = 'the bytes are not of the encoding of the file';
        yield { at, ok: false, code: 'record.encoding_invalid', why };
      } else {
        const movement = movementOf(words, statement);
        yield movement === undefined
          ? { at, ok: false, code: 'record.invalid', why: 'field 61 does not have the form of MT940' }
          : transferOf(at, movement, settings);
      }
    }
  }
}

/** From each field 61 to the last of the fields 86 behind it. */
function entriesOf(fields: readonly Mt940Field[]): readonly { readonly start: number; readonly end: number }[] {
  const entries: { readonly start: number; end: number }[] = [];
  let isOpen = false;
  for (const { tag, start, end } of fields) {
    const last = entries.at(-1);
    if (tag === '61') entries.push({ start, end });
    else if (tag === '86' && isOpen && last !== undefined) last.end = end;
    isOpen = tag === '61' || (tag === '86' && isOpen);
  }
  return entries;
}

const ENTRY =
  /^\s*(\d\d)(\d\d)(\d\d)(\d{4})?(R[CD]|E[CD]|[CD])([A-Z])?(\d{0,15}[.,]?\d{0,15})(?:([A-Z][A-Z0-9]{3})(.*))?$/;
const MARKS = {
  ...{ C: ['in', 'completed'], D: ['out', 'completed'], EC: ['in', 'pending'], ED: ['out', 'pending'] },
  // A credit that is taken back goes out.
  ...{ RC: ['out', 'refunded'], RD: ['in', 'refunded'] },
} as const satisfies Record<string, readonly [Movement['direction'], Movement['state']]>;

function movementOf(words: string, { account, currency }: Statement): Movement | undefined {
  const fields = [...fieldsOf(words)];
  const [line = '', ...supplementary] = fields[0]?.lines ?? [];
  const found = ENTRY.exec(line.trimEnd());
  if (found === null) return undefined;
  const [, yy = '', month = '', day = '', entered, mark, , amount, type, references = ''] = found;
  const [direction, state] = MARKS[mark as keyof typeof MARKS];
  const [own = '', bank = ''] = references.split(/\/\/(.*)/s).map((reference) => reference.trim());
  const details = detailsOf(fields.slice(1).flatMap(({ lines }) => lines));
  const memo =
    details.memo ??
    (supplementary
      .map((each) => each.trim())
      .join('\n')
      .trim() ||
      undefined);
  const reference = firstReference(bank);
  return {
    ...{ account, accountName: undefined, direction, state, amount, currency, memo },
    other: { name: details.name, account: details.account },
    time: entryDay(`${Number(yy) < 80 ? '20' : '19'}${yy}`, month, day, entered),
    channel: [type, details.channel].filter((part) => part !== undefined).join(' ') || undefined,
    reference: firstReference(details.reference, own, bank),
    bankReference: reference && `${yy}${month}${day}/${mark}${amount}/${reference}`,
    cells: fields.flatMap(({ tag, lines }) => [tag, ...lines.map((each) => each.trim())]),
  };
}

/** The day of entry, which has no year: of the years around the value date, that which brings it nearest. */
function entryDay(year: string, month: string, day: string, entered: string | undefined) {
  const value = statedTime({ year, month, day }, 'Asia/Shanghai');
  if (entered === undefined || value === undefined) return value;
  const [enteredMonth, enteredDay] = [entered.slice(0, 2), entered.slice(2)];
  const days = [0, -1, 1].flatMap((step) => {
    const each = statedTime(
      { year: String(Number(year) + step), month: enteredMonth, day: enteredDay },
      'Asia/Shanghai',
    );
    return each === undefined ? [] : [each];
  });
  return days.sort((a, b) => Math.abs(a.at - value.at) - Math.abs(b.at - value.at))[0];
}
