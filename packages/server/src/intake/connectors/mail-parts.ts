import type { AddressObject, HeaderLines, Headers } from 'mailparser';

/** What a parse of one mail gives; attachments are read past, except the first message among them. */
export type Mail = {
  readonly headers: Headers;
  /** The fields as they stand, in their order, names in lower case. */
  readonly lines: HeaderLines;
  readonly plain: string;
  readonly html: string;
  /** Whether the HTML stands beside the plain text and not in its place. */
  readonly bothShown: boolean;
  /** The first attached message; asked for with `withMessage`. */
  readonly message: Buffer | undefined;
};

export type MailReading = { readonly ok: true; readonly mail: Mail } | { readonly ok: false; readonly why: string };

const MAX_HEADER_BYTES = 4 * 1024 * 1024;
const MAX_PARTS = 1_000;

/**
 * Nothing is fetched, rewritten or guessed: no links, no images, no conversion of HTML, which `mail-html.ts` does.
 * With a limit of 0 the parser tells of every HTML part that it would have had to convert.
 */
const OPTIONS = {
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  maxHtmlLengthToParse: 0,
  checksumAlgo: false,
  ignoreEmbedded: true,
  maxHeadSize: MAX_HEADER_BYTES,
  maxChildNodes: MAX_PARTS,
} as const;

/** Parses the bytes of one mail, which the parser may change. Never throws. */
export async function readMail(bytes: Buffer, withMessage: boolean): Promise<MailReading> {
  // Loaded with the first mail: it brings two dozen packages that no other format needs.
  const { MailParser } = await import('mailparser');
  return await new Promise((resolve) => {
    const parser = new MailParser(OPTIONS);
    let headers: Headers = new Map();
    let lines: HeaderLines = [];
    let message: Buffer | undefined;
    let text: Pick<Mail, 'plain' | 'html' | 'bothShown'> = { plain: '', html: '', bothShown: false };
    parser.on('headers', (found) => {
      headers = found;
    });
    parser.on('headerLines', (found) => {
      lines = found;
    });
    parser.on('data', (part) => {
      if (part.type === 'text') {
        const { text: plain = '', html = '', textConversionError } = part;
        text = { plain, html, bothShown: textConversionError !== undefined };
        return;
      }
      const kept: Buffer[] | undefined =
        withMessage && message === undefined && part.contentType === 'message/rfc822' ? [] : undefined;
      part.content.on('data', (chunk: Buffer) => kept?.push(chunk));
      part.content.on('end', () => {
        if (kept !== undefined) message = Buffer.concat(kept);
        part.release?.();
      });
    });
    parser.on('end', () => resolve({ ok: true, mail: { headers, lines, ...text, message } }));
    parser.on('error', (error) => resolve({ ok: false, why: whyOf(error) }));
    parser.end(bytes);
  });
}

/** The parser's own words may repeat what the mail says. */
function whyOf(error: unknown): string {
  const tooLong = error instanceof Error && 'code' in error && error.code === 'EMAXLEN';
  return tooLong
    ? `mail: must have at most ${MAX_PARTS} parts, each with a header of at most ${MAX_HEADER_BYTES} bytes`
    : 'mail: its MIME structure cannot be read';
}

/** The addresses of all fields of that name. */
export function addressesOf({ headers }: Mail, name: string): AddressObject['value'] {
  const found = headers.get(name) as AddressObject | readonly AddressObject[] | undefined;
  return [found ?? []].flat().flatMap(({ value }) => value);
}

/** The fields of that name as they stand, unfolded, without their name. */
export function fieldsOf({ lines }: Mail, name: string): readonly string[] {
  return lines
    .filter(({ key }) => key === name)
    .map(({ line }) => line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]/g, ' '));
}
