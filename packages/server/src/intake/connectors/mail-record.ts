import { hash } from 'node:crypto';
import type { EmailAddress } from 'mailparser';
import type { Party } from '../../kernel/party.ts';
import type { DecodedRecord } from '../../kernel/record.ts';
import { decodeRecord } from '../../kernel/record.ts';
import { formatInstant } from '../../kernel/time.ts';
import type { Settings } from './connector.ts';
import type { Envelope } from './journal.ts';
import { envelopeOf, isJournalReport } from './journal.ts';
import { readableCopy } from './mail-copy.ts';
import type { MailTime } from './mail-date.ts';
import { parseMailDate, parseReceived } from './mail-date.ts';
import { beginOfText, isField } from './mail-head.ts';
import { textOfHtml } from './mail-html.ts';
import type { Mail } from './mail-parts.ts';
import { addressesOf, fieldsOf, readMail } from './mail-parts.ts';

/** The source that mail goes to where none is given: the same mail is the same record, whether from EML or MBOX. */
export const MAIL_SOURCE = 'mail';

/** Whoever sent a mail that names no sender. */
const UNNAMED: Party = { system: 'name', ref: '未载明' };
const MAX_ID = 256;
const MAX_NAME = 256;

/**
 * One mail (RFC 5322 with MIME) as an `email` record. `from` is the first mailbox of From, else of Sender, else of
 * the journal's envelope, else a party `name` 未载明; addresses are in lower case, groups are their members, and an
 * entry without address is a party `name`. `text` is the plain text, else the words of the HTML; where both are shown
 * one below the other, both. Words of attachments, attached mails among them, stay in the original. The time is
 * that of Date, else of the first Received; without either, or without an offset, the mail is set aside. A
 * journal report gives the mail that it encloses, with recipients that only its envelope names in `bcc`.
 */
export async function mailRecord(bytes: Uint8Array, settings: Settings): Promise<DecodedRecord> {
  const copy = readableCopy(bytes);
  if (!hasHeader(copy)) return refused('mail: does not begin with a header field');
  const outer = await readMail(copy, true);
  if (!outer.ok) return refused(outer.why);
  if (!isJournalReport(outer.mail)) return recordOf(outer.mail, digestOf(bytes), undefined, settings);
  const { message } = outer.mail;
  if (message === undefined) return refused('mail: is a journal report that encloses no message');
  const inner = await readMail(readableCopy(message), false);
  if (!inner.ok) return refused(inner.why);
  return recordOf(inner.mail, digestOf(message), envelopeOf(outer.mail.plain), settings);
}

/** Of the mail from its first field to its last word: what stands around them depends on how a mail was kept. */
function digestOf(bytes: Uint8Array): string {
  let end = bytes.length;
  while (bytes[end - 1] === 10 || bytes[end - 1] === 13) end--;
  return hash('sha256', bytes.subarray(beginOfText(bytes), end));
}

function hasHeader(copy: Buffer): boolean {
  const first = copy
    .toString('latin1', 0, 1_024)
    .split(/\r?\n/)
    .find((line) => !line.startsWith('>From '));
  return first !== undefined && isField(first);
}

function recordOf(mail: Mail, digest: string, envelope: Envelope | undefined, settings: Settings): DecodedRecord {
  const time = timeOf(mail);
  if (time === undefined) {
    const why = 'occurredAt: neither Date nor the first Received states a time with its offset';
    return { ok: false, code: 'record.time_invalid', why };
  }
  const { source, basis = 'work-system', handover } = settings;
  const messageId = messageIdOf(mail.headers.get('message-id'));
  return decodeRecord({
    v: 1,
    kind: 'email',
    source,
    externalId: isExternalId(messageId) ? messageId : digest,
    occurredAt: formatInstant(time.at),
    precision: time.precision,
    basis,
    ...(handover === undefined ? {} : { handover }),
    body: {
      from: senderOf(mail, envelope),
      ...recipientsOf(mail, envelope),
      subject: clean(mail.headers.get('subject')),
      text: textOf(mail),
      ...(messageId === undefined ? {} : { messageId }),
      ...inReplyTo(mail),
    },
  });
}

function timeOf(mail: Mail): MailTime | undefined {
  const [date] = fieldsOf(mail, 'date');
  const [received] = fieldsOf(mail, 'received');
  return (date && parseMailDate(date)) || (received && parseReceived(received)) || undefined;
}

function senderOf(mail: Mail, envelope: Envelope | undefined): Party {
  const stated = [...partiesOf(mail, 'from'), ...partiesOf(mail, 'sender')];
  const [first] = envelope?.sender === undefined ? stated : [...stated, party(envelope.sender)];
  return first ?? UNNAMED;
}

function recipientsOf(mail: Mail, envelope: Envelope | undefined) {
  const [to, cc, bcc] = [partiesOf(mail, 'to'), partiesOf(mail, 'cc'), partiesOf(mail, 'bcc')];
  const named = new Set([...to, ...cc, ...bcc].map(({ ref }) => ref));
  const hidden = (envelope?.recipients ?? []).filter((address) => !named.has(address)).map((each) => party(each));
  const all = [...bcc, ...hidden];
  return { to, ...(cc.length === 0 ? {} : { cc }), ...(all.length === 0 ? {} : { bcc: all }) };
}

function partiesOf(mail: Mail, field: string): readonly Party[] {
  return flatten(addressesOf(mail, field)).flatMap(({ address, name }) => {
    const [ref, shown] = [clean(address).trim().toLowerCase(), clean(name).trim()];
    if (ref !== '') return [party(ref, shown)];
    return shown === '' ? [] : [{ system: 'name', ref: shown } as const];
  });
}

/** A name that only repeats the address, or is longer than a party can hold, is left to the original. */
function party(ref: string, name = ''): Party {
  const told = name !== '' && name.length <= MAX_NAME && name.toLowerCase() !== ref;
  return told ? { system: 'email', ref, name } : { system: 'email', ref };
}

function flatten(addresses: readonly EmailAddress[]): readonly EmailAddress[] {
  return addresses.flatMap((each) => (each.group === undefined ? [each] : flatten(each.group)));
}

function textOf({ plain, html, bothShown }: Mail): string {
  const words = clean(plain).trimEnd();
  if (words.trim() !== '' && !bothShown) return words;
  const shown = textOfHtml(clean(html));
  return words.trim() === '' || shown === '' ? words || shown : `${words}\n${shown}`;
}

function inReplyTo(mail: Mail): { readonly inReplyTo?: string } {
  const id = messageIdOf(mail.headers.get('in-reply-to'));
  return id === undefined ? {} : { inReplyTo: id };
}

/** The first id of the field, in the brackets of RFC 5322 3.6.4. */
function messageIdOf(value: unknown): string | undefined {
  const text = clean(value).trim();
  const id = /<[^<>\s]{1,4000}>/.exec(text)?.[0] ?? text;
  return id === '' ? undefined : id;
}

const isExternalId = (id: string | undefined): id is string =>
  id !== undefined && id.length <= MAX_ID && !/\p{Cc}/u.test(id);

/** Text that a record can hold: zero characters and halves of surrogate pairs come of broken encodings alone. */
function clean(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replaceAll('\0', '')
        .replace(/^\uFEFF/, '')
        .toWellFormed()
    : '';
}

function refused(why: string): DecodedRecord {
  return { ok: false, code: 'record.invalid', why };
}
