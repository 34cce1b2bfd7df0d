import type { Movement } from './bank-transfer.ts';
import { accountRef, firstReference, statementNeeds, transferOf } from './bank-transfer.ts';
import type { Connector, Head, Parsed, Reading } from './connector.ts';
import { cutNowhere } from './connector.ts';
import type { OfxTransaction } from './ofx-transactions.ts';
import { lastStatementEnd, ofxTransactions } from './ofx-transactions.ts';
import { guessEncoding } from './statement-encoding.ts';
import type { StatedTime } from './statement-time.ts';
import { statedTime } from './statement-time.ts';
import { encodingIn, placesIn, xmlEncoding, xmlSource } from './xml-slices.ts';
import { DOCTYPE_REFUSED, xmlTokens } from './xml-tokens.ts';

/**
 * OFX 1 (SGML, QFX) and OFX 2 (XML) of bank, card and investment accounts. Every `STMTTRN` is a transfer. A
 * correction stands beside what it corrects: evidence is never replaced. Files are cut behind statements.
 */
export const ofx: Connector = {
  name: 'ofx',
  title: '银行账户流水(OFX/QFX)',
  recognise,
  needs: statementNeeds,
  ids: 'counted',
  cut(bytes, layout, last) {
    // A document that is refused is refused once, not piece by piece.
    if (layout.isRefused === true) return cutNowhere(bytes, layout, last);
    if (last) return bytes.length;
    const source = xmlSource(bytes, encodingIn(layout));
    if (source.unit === 1 && bytes.lastIndexOf('STMTRS>') === -1) return 0;
    return lastStatementEnd(source) * source.unit;
  },
  parse,
};

function recognise({ bytes }: Head) {
  const encoding = ofxEncoding(bytes);
  const source = xmlSource(bytes, encoding);
  const start = source.text.slice(0, 4_096);
  if (!/^(?:\u00EF\u00BB\u00BF|\uFEFF)?\s*(?:OFXHEADER\s*:|<\?|<OFX>)/.test(start) || !/OFXHEADER|<OFX>/.test(start))
    return undefined;
  let [account, isRefused]: [string | undefined, boolean] = [undefined, false];
  for (const token of xmlTokens(source.text)) {
    if (token.type === 'broken') isRefused = token.why === DOCTYPE_REFUSED;
  }
  for (const transaction of isRefused ? [] : ofxTransactions(source)) account ??= accountRef(transaction.account);
  return {
    layout: { ...(encoding === undefined ? {} : { encoding }), isRefused },
    source: 'bank',
    owner: account === undefined ? undefined : `bank:${account}`,
  };
}

/** What the header or the declaration states; where neither does, what the bytes look like. */
function ofxEncoding(bytes: Uint8Array): string | undefined {
  const declared = xmlEncoding(bytes);
  if (declared !== undefined) return declared;
  const header = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1').split('<')[0] ?? '';
  const charset = /CHARSET\s*:\s*([\w.-]{1,20})/i.exec(header)?.[1]?.toLowerCase() ?? 'none';
  if (/^125\d$/.test(charset)) return `windows-${charset}`;
  if (/^8859-\d+$/.test(charset)) return `iso-${charset}`;
  if (charset === '936') return 'gb18030';
  if (charset !== 'none') return charset;
  return /ENCODING\s*:\s*(?:UTF-?8|UNICODE)/i.test(header) ? 'utf-8' : guessedIn(bytes);
}

/** The bytes of a head may end within a character, so its last line does not count. */
function guessedIn(bytes: Uint8Array): string | undefined {
  const guess = guessEncoding(bytes.subarray(0, bytes.lastIndexOf(10) + 1 || bytes.length));
  return guess === 'utf-8' ? undefined : guess;
}

function* parse(bytes: Uint8Array, { settings, layout }: Reading): Generator<Parsed> {
  const source = xmlSource(bytes, encodingIn(layout));
  const placeOf = placesIn(source);
  if (layout.isRefused === true) {
    const at = placeOf(0, source.text.length);
    return void (yield { at, ok: false, code: 'record.invalid', why: DOCTYPE_REFUSED });
  }
  for (const transaction of ofxTransactions(source)) {
    const at = placeOf(transaction.start, transaction.end);
    yield transaction.problem === undefined
      ? transferOf(at, movementOf(transaction, settings.zone ?? 'UTC'), settings)
      : { at, ok: false, ...transaction.problem };
  }
}

function movementOf({ name, values, account, currency }: OfxTransaction, zone: string): Movement {
  const [, sign, amount] = /^([+-]?)(.*)$/s.exec(values.get('TRNAMT') ?? '') ?? [];
  const type = values.get('TRNTYPE');

  return {
    account: accountRef(account),
    accountName: undefined,
    other: {
      name: values.get('EXTDNAME') ?? values.get('NAME') ?? values.get('PAYEE/NAME'),
      account: accountRef(values.get('BANKACCTTO/ACCTID') ?? values.get('CCACCTTO/ACCTID')),
    },
    // The sign is that of the customer's view; none is plus.
    direction: sign === '-' ? 'out' : 'in',
    amount: amount === '' ? undefined : amount,
    currency: values.get('CURRENCY/CURSYM') ?? currency,
    time: timeOf(values.get('DTPOSTED') ?? values.get('DTTRAN') ?? '', zone),
    state: stateOf(name, type, values.get('CORRECTACTION')),
    memo: values.get('MEMO'),
    channel: type,
    reference: firstReference(values.get('REFNUM'), values.get('CHECKNUM'), values.get('SRVRTID')),
    bankReference: firstReference(values.get('FITID')),
    cells: [...values].map(([each, value]) => `${each}=${value}`),
  };
}

/** A notice that deletes an earlier transaction moves nothing; one that replaces it says what was moved. */
function stateOf(name: string, type: string | undefined, correction: string | undefined): Movement['state'] {
  if (correction === 'DELETE') return 'closed';
  return name === 'STMTTRNP' || type === 'HOLD' ? 'pending' : 'completed';
}

const TIME =
  /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:\.(\d{1,3}))?)?\s*(?:\[\s*([+-]?)(\d{1,2})(?:\.(\d{1,2}))?\s*(?::[^\]]{0,40})?\])?$/;

/**
 * `YYYYMMDDHHMMSS.XXX[-5:EST]`. A time without an offset is UTC unless a zone is given (OFX 3.2.8.2). Noon exactly
 * is, like midnight, what banks write where they know only the day.
 */
function timeOf(text: string, zone: string): StatedTime | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', fraction = '', sign, hours, part] =
    found;
  const date = { year, month, day };
  if (hour === '12' && !/[1-9]/.test(minute + second + fraction)) return statedTime(date, zone);
  const offset = hours === undefined ? undefined : `${sign || '+'}${hours.padStart(2, '0')}:${minutesOf(part)}`;
  return statedTime({ ...date, hour, minute, second, fraction, offset }, zone);
}

/** A part of an hour: `5` and `50` are half of it, as is `30`, which some write for minutes. */
function minutesOf(part = '0'): string {
  const minutes = /^(?:15|30|45)$/.test(part) ? Number(part) : Math.round(Number(`0.${part}`) * 60);
  return String(minutes).padStart(2, '0');
}
