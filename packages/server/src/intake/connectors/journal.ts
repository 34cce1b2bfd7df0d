import type { Mail } from './mail-parts.ts';

/** What the server that made a journal report saw in transport, addresses in lower case. */
export type Envelope = { readonly sender: string | undefined; readonly recipients: readonly string[] };

const JOURNALS = new Set(['x-ms-journal-report', 'x-wm-journal-report']);

/** Whether a mail is a journal report of Exchange, Microsoft 365 or WorkMail: the enclosed mail is what was sent. */
export function isJournalReport({ lines }: Mail): boolean {
  return lines.some(({ key }) => JOURNALS.has(key));
}

/** `Recipient: a@example.com` of old servers, `To:`, `Cc:` and `Bcc:` of new ones, `, Expanded:` and the like behind. */
const LINE = /^(sender|recipient|to|cc|bcc):[ \t]{0,8}<?([^\s<>,;]{1,256}@[^\s<>,;]{1,256})/i;

/**
 * Reads the text part of a journal report. Its recipients are those to whom the mail went, so that blind copies and
 * the members of lists are among them; the list that a recipient came of stands in the original alone.
 */
export function envelopeOf(text: string): Envelope {
  let sender: string | undefined;
  const recipients = new Set<string>();
  for (const line of text.split('\n')) {
    const [, field = '', address = ''] = LINE.exec(line) ?? [];
    if (address === '') continue;
    if (field.toLowerCase() === 'sender') sender ??= address.toLowerCase();
    else recipients.add(address.toLowerCase());
  }
  return { sender, recipients: [...recipients] };
}
