import { digestId } from '../../kernel/ids.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { Party, PartySystem } from '../../kernel/party.ts';
import { partySystems } from '../../kernel/party.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import { formatInstant } from '../../kernel/time.ts';
import type { Place } from '../json-lines.ts';
import { counterpartyOf } from '../mapping/party.ts';
import type { Draft, Flow, Parsed, Recognised, Settings } from './connector.ts';
import { basisNeeds } from './connector.ts';
import type { StatedTime } from './statement-time.ts';
import { isZone } from './statement-time.ts';

/** One movement of an account as a statement shows it; texts are as they stand, with nothing read into them. */
export type Movement = {
  /** The account that the statement is of, as `accountRef` writes it. */
  readonly account: string | undefined;
  readonly accountName: string | undefined;
  readonly other: { readonly name?: string | undefined; readonly account?: string | undefined };
  readonly direction: 'in' | 'out' | undefined;
  /** Digits with at most one point or comma and no sign. */
  readonly amount: string | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  readonly time: StatedTime | undefined;
  readonly state: 'completed' | 'pending' | 'closed' | 'refunded';
  readonly memo: string | undefined;
  readonly channel: string | undefined;
  readonly reference: string | undefined;
  /** What the bank itself calls the movement, unique at best within the account. */
  readonly bankReference: string | undefined;
  /** Every cell of the entry, for its digest. */
  readonly cells: readonly string[];
};

/**
 * A total that a statement prints of itself, in minor units, to compare with the sums of what was read: `net` is
 * the closing balance less the opening one, so what came in less what went out. Only booked movements count.
 */
export type PrintedSum = {
  readonly direction: 'in' | 'out' | 'net';
  readonly currency: string;
  readonly minor: string;
};

/** Adds up sums of several statements, direction by direction and currency by currency. */
export function addPrinted(sums: readonly PrintedSum[]): readonly PrintedSum[] {
  const totals = new Map<string, PrintedSum>();
  for (const sum of sums) {
    const name = `${sum.direction} ${sum.currency}`;
    const minor = BigInt(totals.get(name)?.minor ?? '0') + BigInt(sum.minor);
    totals.set(name, { ...sum, minor: minor.toString() });
  }
  return [...totals.values()];
}

/**
 * A movement as the draft of a `transfer`, from the account to the other side or back, or why it is none. The account
 * named by the statement is the holder; whoever imports may say instead that the holder is no bank account but a
 * company or a person (`settings.owner`), and must where the statement names no account.
 */
export function transferOf(at: Place, movement: Movement, settings: Settings): Parsed {
  const { direction, currency, time, state } = movement;
  const holder = holderOf(movement, settings);
  if (holder === undefined)
    return refused(at, 'record.invalid', 'account: the statement names none, and no owner is given');
  if (direction === undefined) return refused(at, 'record.invalid', 'direction: neither credit nor debit');
  if (time === undefined) return refused(at, 'record.time_invalid', 'date: cannot be read as a day or a time');
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) {
    return refused(at, 'record.invalid', 'currency: must be three capital letters');
  }
  const minor = minorUnits(movement.amount, currency);
  if (typeof minor === 'string') return refused(at, 'record.invalid', `amount: ${minor}`);
  const { name, account } = movement.other;
  if ((name ?? '').length > MAX_NAME || (account ?? '').length > MAX_NAME) {
    return refused(at, 'record.invalid', `other side: its name or account is longer than ${MAX_NAME} characters`);
  }
  const other = counterpartyOf({ ...(name && { name }), ...(account && { account }), system: 'bank' });
  const [from, to] = direction === 'in' ? [other, holder] : [holder, other];
  const { memo, channel, reference } = movement;
  const body = { from, to, amount: money(currency, minor), ...given({ memo, channel, reference }), state };
  const isBooked = state === 'completed' || state === 'refunded';
  const flow: Flow = { direction: isBooked ? direction : 'neutral', currency, minor };
  const digest = () => digestOf(movement, settings);
  const draft: Draft = { value: recordOf(time, body, settings), id: idOf(movement), digest, flow };
  return { at, ok: true, draft };
}

/** As long as the ref of a party may be. */
const MAX_NAME = 256;

const refused = (at: Place, code: RefusalCode, why: string): Parsed => ({ at, ok: false, code, why });

function recordOf(time: StatedTime, body: object, { source, basis, handover }: Settings) {
  return {
    ...{ v: 1, kind: 'transfer', source },
    ...{ occurredAt: formatInstant(time.at), precision: time.precision },
    ...given({ basis, handover }),
    body,
  };
}

function given(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

function holderOf({ account, accountName }: Movement, { owner }: Settings): Party | undefined {
  const stated = owner === undefined ? undefined : partyOf(owner);
  if (stated !== undefined && (stated.system !== 'bank' || account === undefined)) return stated;
  if (account === undefined) return undefined;
  return { system: 'bank', ref: account, ...given({ name: accountName }) };
}

/** Reads `SYSTEM:REF`; undefined if it is not that. */
function partyOf(text: string): Party | undefined {
  const colon = text.indexOf(':');
  const [system, ref] = [text.slice(0, colon), text.slice(colon + 1).trim()];
  return isSystem(system) && ref !== '' ? { system, ref } : undefined;
}

const isSystem = (text: string): text is PartySystem => (partySystems as readonly string[]).includes(text);

/** The bank's reference with its account: a reference alone is not unique among the accounts of one source. */
function idOf({ account, bankReference }: Movement): string | undefined {
  if (account === undefined || bankReference === undefined) return undefined;
  const id = `${account}/${bankReference}`;
  return id.length <= 256 && !/\p{Cc}/u.test(id) ? id : undefined;
}

function digestOf({ account, cells }: Movement, { owner }: Settings): string {
  return digestId(
    'bank-movement',
    [account ?? owner ?? '', ...cells].map((cell) => cell.toWellFormed()),
  );
}

const AMOUNT = /^(\d*)(?:[.,](\d*))?$/;

/**
 * The count of minor units of an amount without a sign, or what is wrong with it. Decimals that the currency does
 * not have are refused unless they are zeros; nothing is rounded.
 */
export function minorUnits(text: string | undefined, currency: string): bigint | string {
  if (text === undefined) return 'is missing';
  const [, whole = '', decimals = ''] = AMOUNT.exec(text) ?? [];
  if (whole + decimals === '') return 'must be digits with at most one decimal sign';
  const digits = formatMoney({ currency, minor: '0' }).split('.')[1]?.length ?? 0;
  if (/[1-9]/.test(decimals.slice(digits))) return `has more than the ${digits} decimals of its currency`;
  const minor = (whole + decimals.slice(0, digits).padEnd(digits, '0')).replace(/^0+(?=\d)/, '');
  return minor.length <= 18 ? BigInt(minor) : 'has more than 18 digits';
}

/** An account number as records name it: without blanks and slashes around it, an IBAN in capitals. */
export function accountRef(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = withoutSlashes(text.replaceAll(/\s+/gu, ''));
  if (bare === '') return undefined;
  return /^[a-z]{2}\d\d[a-z\d]{11,30}$/i.test(bare) ? bare.toUpperCase() : bare;
}

/** The text without blanks and slashes at its ends; a regular expression for this takes quadratic time. */
export function withoutSlashes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && /[\s/]/.test(text.charAt(start))) start++;
  while (start < end && /[\s/]/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Words that say that there is no reference, by the rules of SEPA and SWIFT. */
const NO_REFERENCE = /^(?:NOTPROVIDED|NOT PROVIDED|NONREF|NOREF)$/i;

/** The first of the references that is there and says something. */
export function firstReference(...references: readonly (string | undefined)[]): string | undefined {
  return references.find((each) => each !== undefined && each !== '' && !NO_REFERENCE.test(each));
}

/**
 * Pieces into which a format cut one text of at most `width` characters a piece. A full piece may end within a word
 * and is joined as it is, like Chinese on both sides; elsewhere a blank stands between.
 */
export function joinPieces(pieces: readonly string[], width: number): string {
  let text = '';
  let last = '';
  for (const piece of pieces) {
    const glued =
      text === '' || last.length >= width || /\p{Script=Han}$/u.test(last) || /^\p{Script=Han}/u.test(piece);
    text += glued ? piece : ` ${piece}`;
    last = piece;
  }
  return text.trim();
}

/** What must be said before a statement is taken in: by what right it is held, and whose it is if it does not say. */
export function statementNeeds(settings: Settings, { owner }: Recognised): readonly string[] {
  const { basis, zone, handover } = settings;
  const needs = [...basisNeeds(settings)];
  if (basis === undefined || basis === 'work-system') {
    needs.push('basis (company-books for accounts of the company; else how it was handed over)');
  }
  if (basis !== undefined && WAS_HANDED_OVER.test(basis) && handover === undefined) needs.push('handover');
  if (owner === undefined && settings.owner === undefined) needs.push('owner');
  if (settings.owner !== undefined && partyOf(settings.owner) === undefined) needs.push('owner (as SYSTEM:REF)');
  if (zone !== undefined && !isZone(zone)) needs.push('zone (an IANA name)');
  return needs;
}

const WAS_HANDED_OVER = /^(?:provided-.*|public-record|authority-order)$/;

/** Counts lines on from one place to the next, for places in order; linear over all of them. */
export function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (index) => {
    for (; next !== -1 && next < index; next = text.indexOf('\n', next + 1)) line++;
    return line;
  };
}
