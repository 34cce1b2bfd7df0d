import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Refusal } from '../kernel/refusal.ts';
import type { Allowed } from './outgoing-addresses.ts';
import { isGlobal, readAllowed } from './outgoing-addresses.ts';
import type { OutgoingAnswer, OutgoingRequest } from './outgoing-exchange.ts';
import { exchange, failed, METHODS, refused } from './outgoing-exchange.ts';

export type OutgoingRules = {
  /** Host names, addresses and CIDRs that may be private and may be spoken to in plain http. */
  readonly allow: readonly string[];
  readonly maxBytes: number;
  /** For one whole exchange: name, connection, request and answer. */
  readonly timeoutMillis: number;
};

/**
 * The one way in which this server connects to others. It reaches the public internet over https, and what `allow`
 * names besides; it resolves a name once and connects only to an address it has checked. It follows no redirect,
 * asks for unpacked answers and refuses packed ones, uses no proxy and keeps no connection.
 * Refuses with `outgoing.refused` what is not allowed and with `outgoing.failed` what did not arrive whole and in time;
 * of the address, only the host is named.
 */
export type Outgoing = {
  readonly request: (address: string | URL, asked: OutgoingRequest) => Promise<OutgoingAnswer>;
  /** The same in the shape of the standard, for libraries. A redirect is answered as it is, whatever `redirect` says. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
};

/** Answers every address of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const NULL_BODY: ReadonlySet<number> = new Set([204, 205, 304]);
const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

export function outgoingClient(rules: OutgoingRules, resolve: Resolve = systemResolve): Outgoing {
  const allowed = readAllowed(rules.allow);
  const request = (address: string | URL, asked: OutgoingRequest): Promise<OutgoingAnswer> => {
    const { maxBytes, timeoutMillis } = { ...rules, ...asked };
    return withDeadline(readAddress(address), timeoutMillis, asked.signal, async (url, signal) => {
      const addresses = await locate(url, allowed, resolve, signal);
      return await exchange(url, { asked, addresses, maxBytes, signal });
    });
  };
  return { request: async (address, asked) => await request(address, asked), fetch: fetchThrough(request) };
}

function fetchThrough(request: Outgoing['request']): Outgoing['fetch'] {
  return async (input, init = {}) => {
    const given = input instanceof Request ? input : undefined;
    const url = readAddress(given?.url ?? String(input));
    const { method: name, headers, body } = new Request(given ?? url, { ...init, signal: null });
    const method = METHODS.find((each) => each === name);
    if (method === undefined) throw refused(url, 'this method is not sent');
    const signal = init.signal ?? given?.signal;
    const { status, ...answer } = await request(url, {
      method,
      headers: Object.fromEntries(headers),
      ...(body === null ? {} : { body: new Uint8Array(await new Response(body).arrayBuffer()) }),
      ...(signal === undefined ? {} : { signal }),
    });
    return new Response(NULL_BODY.has(status) ? null : answer.bytes, { status, headers: answer.headers });
  };
}

function readAddress(address: string | URL): URL {
  if (!URL.canParse(String(address))) throw new Refusal('outgoing.refused', { why: 'this is not an address' });
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(url, 'only http and https are spoken');
  if (url.username !== '' || url.password !== '') throw refused(url, 'the address holds a user or a password');
  return url;
}

/** Ends whatever `run` waits for when the time is over, and makes a refusal of every error. */
async function withDeadline<T>(
  url: URL,
  millis: number,
  calledOff: AbortSignal | undefined,
  run: (url: URL, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), millis);
  try {
    return await run(url, AbortSignal.any([deadline.signal, ...(calledOff === undefined ? [] : [calledOff])]));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (deadline.signal.aborted) throw failed(url, `no whole answer within ${millis} ms`);
    throw failed(url, calledOff?.aborted === true ? 'called off' : `the connection failed${codeOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** The addresses of the host, all of them checked: one that is not allowed is enough to refuse. */
async function locate(url: URL, allowed: Allowed, resolve: Resolve, signal: AbortSignal): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await Promise.race([resolve(host), untilAborted(signal)]) : [host];
  if (addresses.length === 0) throw failed(url, 'the name has no address');
  const isNamed = allowed.hasHost(host);
  if (!isNamed && !addresses.every((address) => isGlobal(address) || allowed.hasAddress(address)))
    throw refused(url, 'the host is not on the public internet and not allowed');
  if (url.protocol === 'http:' && !isNamed && !addresses.every(allowed.hasAddress))
    throw refused(url, 'plain http is spoken only with allowed hosts');
  return addresses;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? `: ${error.code}` : '';
}
