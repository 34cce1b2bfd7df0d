import type { Movement } from './bank-transfer.ts';
import { accountRef, firstReference, joinPieces } from './bank-transfer.ts';
import type { StatedTime } from './statement-time.ts';
import { statedTime, writtenIso } from './statement-time.ts';
import type { XmlElement } from './xml-slices.ts';
import { attributeOf, cellsOf, elementAt, elementsOf, textAt } from './xml-slices.ts';

/** What the beginning of a statement says about everything in it. */
export type CamtStatement = {
  readonly account: string | undefined;
  readonly accountName: string | undefined;
  /** Where clock times without an offset are meant. */
  readonly zone: string;
};

/** One movement, and the indexes at which its bytes begin and end. */
export type CamtMovement = { readonly start: number; readonly end: number; readonly movement: Movement };

/**
 * The movements of one `Ntry`: one for each of its transactions where there are several and every one states an
 * amount, else one for the entry. `CdtDbtInd` is what was booked, a reversal included (ISO 20022: a credit with
 * `RvslInd` takes back a debit). The bytes of the movements are those of the entry, without a gap: the first begins
 * with it, each other at its `TxDtls`.
 */
export function movementsOf(entry: XmlElement, statement: CamtStatement): readonly CamtMovement[] {
  const transactions = elementsOf(entry, 'NtryDtls').flatMap((details) => elementsOf(details, 'TxDtls'));
  const currency = currencyOf(elementAt(entry, 'Amt'));
  const amounts = transactions.map((each) => amountElement(each, currency));
  if (transactions.length < 2 || amounts.includes(undefined)) {
    const only = transactions.length === 1 ? transactions[0] : undefined;
    const movement = movementOf({ entry, transaction: only, amount: elementAt(entry, 'Amt'), ordinal: 0 }, statement);
    return [{ start: entry.start, end: entry.end, movement }];
  }
  return transactions.map((transaction, i) => ({
    start: i === 0 ? entry.start : transaction.start,
    end: transactions[i + 1]?.start ?? entry.end,
    movement: movementOf({ entry, transaction, amount: amounts[i], ordinal: i + 1 }, statement),
  }));
}

/** The account, its name and its zone of a statement whose `Acct` and `CreDtTm` these are. */
export function statementOf(
  account: XmlElement | undefined,
  created: string | undefined,
  zone: string | undefined,
): CamtStatement {
  return {
    account: accountOf(account),
    accountName: textAt(account, 'Ownr', 'Nm') ?? textAt(account, 'Nm'),
    zone:
      zone ?? (created === undefined ? undefined : writtenIso(created)?.offset?.replace('Z', 'UTC')) ?? 'Asia/Shanghai',
  };
}

type Part = {
  readonly entry: XmlElement;
  readonly transaction: XmlElement | undefined;
  readonly amount: XmlElement | undefined;
  /** From 1 in a batch; 0 where the entry is one movement. */
  readonly ordinal: number;
};

function movementOf({ entry, transaction, amount, ordinal }: Part, statement: CamtStatement): Movement {
  const isReversal = /^(?:true|1)$/.test(textAt(entry, 'RvslInd') ?? '');
  const indicator = (ordinal === 0 ? undefined : textAt(transaction, 'CdtDbtInd')) ?? textAt(entry, 'CdtDbtInd');
  const direction = indicator === 'CRDT' ? 'in' : indicator === 'DBIT' ? 'out' : undefined;
  const refs = elementAt(transaction, 'Refs');
  return {
    account: statement.account,
    accountName: statement.accountName,
    other: otherSide(elementAt(transaction, 'RltdPties'), direction ?? 'in', isReversal, statement),
    direction,
    amount: textAt(amount),
    currency: currencyOf(amount),
    time: timeOf(elementAt(entry, 'BookgDt'), statement) ?? timeOf(elementAt(entry, 'ValDt'), statement),
    state: stateOf(textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts'), isReversal),
    memo: memoOf(entry, transaction),
    channel: channelOf(elementAt(entry, 'BkTxCd')) ?? channelOf(elementAt(transaction, 'BkTxCd')),
    reference: firstReference(
      textAt(refs, 'EndToEndId'),
      textAt(refs, 'AcctSvcrRef'),
      textAt(entry, 'AcctSvcrRef'),
      textAt(refs, 'TxId'),
    ),
    bankReference: bankReferenceOf(entry, refs, ordinal),
    cells:
      ordinal === 0
        ? cellsOf(entry)
        : [...cellsOfHead(entry), ...(transaction === undefined ? [] : cellsOf(transaction))],
  };
}

/** The entry without its transactions. */
const cellsOfHead = (entry: XmlElement): readonly string[] =>
  entry.children.filter(({ name }) => name !== 'NtryDtls').flatMap(cellsOf);

const currencyOf = (amount: XmlElement | undefined): string | undefined =>
  amount === undefined ? undefined : attributeOf(amount, 'Ccy')?.trim();

/** What a transaction of a batch moved, in the currency of the account if it says so anywhere. */
function amountElement(transaction: XmlElement, currency: string | undefined): XmlElement | undefined {
  const stated = [
    elementAt(transaction, 'Amt'),
    elementAt(transaction, 'AmtDtls', 'TxAmt', 'Amt'),
    elementAt(transaction, 'AmtDtls', 'InstdAmt', 'Amt'),
  ].filter((each) => textAt(each) !== undefined);
  return stated.find((each) => currencyOf(each) === currency) ?? stated[0];
}

/**
 * Who stands on the other side. The parties of a reversal are those of what it takes back, or those of the way back,
 * as the bank likes; so there whichever is not the holder is taken.
 */
function otherSide(
  parties: XmlElement | undefined,
  direction: 'in' | 'out',
  isReversal: boolean,
  statement: CamtStatement,
): Movement['other'] {
  const [expected, opposite] = direction === 'in' ? (['Dbtr', 'Cdtr'] as const) : (['Cdtr', 'Dbtr'] as const);
  const order = isReversal ? [opposite, expected] : [expected];
  const sides = order
    .map((role) => sideOf(parties, role))
    .filter(({ name, account }) => name !== undefined || account !== undefined);
  return sides.find((side) => !isHolder(side, statement)) ?? {};
}

type Side = { readonly name: string | undefined; readonly account: string | undefined };

function sideOf(parties: XmlElement | undefined, role: 'Dbtr' | 'Cdtr'): Side {
  const name = nameOf(elementAt(parties, role)) ?? nameOf(elementAt(parties, `Ultmt${role}`));
  return { name, account: accountOf(elementAt(parties, `${role}Acct`)) };
}

/** Up to version 7 a party is a name and more; from 8 on it stands within `Pty`, or is a bank within `Agt`. */
const nameOf = (party: XmlElement | undefined): string | undefined =>
  firstReference(textAt(party, 'Nm'), textAt(party, 'Pty', 'Nm'), textAt(party, 'Agt', 'FinInstnId', 'Nm'));

const accountOf = (account: XmlElement | undefined): string | undefined =>
  accountRef(textAt(account, 'Id', 'IBAN') ?? textAt(account, 'Id', 'Othr', 'Id') ?? textAt(account, 'Prxy', 'Id'));

function isHolder({ name, account }: Side, statement: CamtStatement): boolean {
  if (account !== undefined) return account === statement.account;
  return name !== undefined && name === statement.accountName;
}

function timeOf(date: XmlElement | undefined, { zone }: CamtStatement): StatedTime | undefined {
  const written = writtenIso(textAt(date, 'DtTm') ?? textAt(date, 'Dt') ?? '');
  return written === undefined ? undefined : statedTime(written, zone);
}

/** Whatever is not said to be booked has moved nothing yet. */
function stateOf(status: string | undefined, isReversal: boolean): Movement['state'] {
  if (status !== 'BOOK') return status === 'RJCT' ? 'closed' : 'pending';
  return isReversal ? 'refunded' : 'completed';
}

const USTRD_CHARS = 140;

/** What the payer wrote; where nothing was written, what the bank adds. */
function memoOf(entry: XmlElement, transaction: XmlElement | undefined): string | undefined {
  const written = elementsOf(elementAt(transaction, 'RmtInf'), 'Ustrd').map(({ text }) => text.trim());
  const structured = elementsOf(elementAt(transaction, 'RmtInf'), 'Strd').flatMap((each) => [
    ...elementsOf(each, 'AddtlRmtInf').map(({ text }) => text.trim()),
    textAt(each, 'CdtrRefInf', 'Ref') ?? '',
    ...elementsOf(each, 'RfrdDocInf').map((document) => textAt(document, 'Nb') ?? ''),
  ]);
  const said = [joinPieces(nonEmpty(written), USTRD_CHARS), nonEmpty(structured).join('\n')];
  return nonEmpty(said).join('\n') || textAt(transaction, 'AddtlTxInf') || textAt(entry, 'AddtlNtryInf') || undefined;
}

const nonEmpty = (texts: readonly string[]): readonly string[] => texts.filter((text) => text !== '');

/** `PMNT/RCDT/ESCT`, or the bank's own code. */
function channelOf(code: XmlElement | undefined): string | undefined {
  const domain = elementAt(code, 'Domn');
  const parts = [textAt(domain, 'Cd'), textAt(domain, 'Fmly', 'Cd'), textAt(domain, 'Fmly', 'SubFmlyCd')];
  return parts.filter((part) => part !== undefined).join('/') || textAt(code, 'Prtry', 'Cd');
}

function bankReferenceOf(entry: XmlElement, refs: XmlElement | undefined, ordinal: number): string | undefined {
  const whole = firstReference(textAt(entry, 'AcctSvcrRef'));
  const own = firstReference(textAt(refs, 'AcctSvcrRef'));
  if (ordinal === 0) return own ?? whole;
  // Many banks repeat the reference of the batch in each of its transactions.
  return own !== undefined && own !== whole ? own : whole && `${whole}#${ordinal}`;
}
