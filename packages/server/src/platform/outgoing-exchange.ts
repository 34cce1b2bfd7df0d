import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Refusal } from '../kernel/refusal.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type OutgoingMethod = (typeof METHODS)[number];

export type OutgoingRequest = {
  readonly method: OutgoingMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** In place of what the rules say. */
  readonly maxBytes?: number;
  readonly timeoutMillis?: number;
  readonly signal?: AbortSignal;
};

export type OutgoingAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What this client says itself, so that nobody else says otherwise. */
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade'];

type Exchange = {
  readonly asked: OutgoingRequest;
  readonly addresses: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

/** One request on a connection of its own to one of these addresses. Throws errors of the connection as they are. */
export function exchange(url: URL, { asked, addresses, maxBytes, signal }: Exchange): Promise<OutgoingAnswer> {
  const headers = new Headers(asked.headers);
  for (const name of OWN_HEADERS) headers.delete(name);
  headers.set('accept-encoding', 'identity');
  const options = {
    method: asked.method,
    headers: Object.fromEntries(headers),
    agent: false,
    lookup: answering(addresses),
    signal,
    rejectUnauthorized: true,
  };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (answer) => {
      sent.off('close', onClose);
      readAnswer(url, answer, maxBytes)
        .then(resolve, reject)
        .finally(() => sent.destroy());
    });
    const onClose = (): void => reject(new Error('closed without an answer'));
    sent.on('error', reject).on('close', onClose).end(asked.body);
  });
}

/** Stands in for the system's resolver while connecting, so that a name cannot mean another address by then. */
function answering(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, answer) => {
    if (options.all === true) answer(null, found);
    else answer(null, found[0]?.address ?? '', found[0]?.family);
  };
}

async function readAnswer(url: URL, answer: IncomingMessage, maxBytes: number): Promise<OutgoingAnswer> {
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw failed(url, 'the answer has no status of HTTP');
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) headers.append(name, value);
  if ((headers.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
    throw refused(url, 'the answer is packed, though it was asked for unpacked');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw failed(url, `the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return { status, headers, bytes: Buffer.concat(chunks) };
}

export const refused = ({ hostname }: URL, why: string): Refusal =>
  new Refusal('outgoing.refused', { why, host: hostname });
export const failed = ({ hostname }: URL, why: string): Refusal =>
  new Refusal('outgoing.failed', { why, host: hostname });
