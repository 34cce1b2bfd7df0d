import { Readable } from 'node:stream';
import { z } from 'zod';
import type { RelyingParty } from '../access/credentials/passkey.ts';
import type { Access, Origin } from '../access/session.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Actor } from '../platform/db.ts';
import type { Product } from '../wiring/product.ts';
import type { Need } from './needs.ts';

/** Bytes to be answered as they are. */
export type Bytes = {
  readonly type: string;
  readonly bytes: Uint8Array | string | Readable;
  readonly fileName?: string;
};

/** What a directory service is told (RFC 7644): a resource with its version and address, or nothing. */
export type ScimAnswer = { readonly body: unknown; readonly version?: string; readonly location?: string };

/** What a browser is given to keep: its session, its mark as a known device, or a sign-in begun at another provider. */
export type Kept = 'session' | 'device' | 'pending';

export type Caller = {
  readonly actor: Actor;
  /** The source whose key was presented; only routes that need `record.post` have one. */
  readonly source: string | undefined;
  /** The session of a person who signed in. */
  readonly access: Access | undefined;
  readonly origin: Origin;
  /** The name and address under which browsers know this installation. */
  readonly site: RelyingParty;
  readonly kept: (what: Kept) => string | undefined;
  /** Has the browser keep a value, or forget it. */
  readonly keep: (what: Kept, value: string | null) => void;
};

/** The session of a route that no one but a person reaches. */
export function accessIn({ access }: Caller): Access {
  if (access === undefined) throw new Refusal('auth.required', {});
  return access;
}

type Definition<P, Q, B> = {
  readonly method: Method;
  readonly path: string;
  /** What the caller must be allowed; a route without this does not compile. */
  readonly needs: Need;
  readonly summary: string;
  readonly params: z.ZodType<P>;
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B> | 'ndjson' | 'octets' | 'none';
};

type Request<P, Q, B> = {
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly bytes: Uint8Array;
  /** The body of an `octets` route as it comes; leaving it early lets the rest go by. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** The versions of what is changed that the caller means, as it stands in `If-Match`. */
  readonly ifMatch: string | undefined;
};

/** A request as it came, before its parts are decoded. */
export type Raw = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly bytes: Uint8Array;
  readonly stream: AsyncIterable<Uint8Array>;
  readonly ifMatch?: string | undefined;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly needs: Need;
  readonly summary: string;
  readonly schemas: {
    readonly params: z.ZodType;
    readonly query: z.ZodType;
    readonly body: z.ZodType | 'ndjson' | 'octets' | 'none';
    readonly reply: z.ZodType | 'bytes' | 'events' | 'none' | 'redirect' | 'scim';
  };
  readonly run: (caller: Caller, raw: Raw, product: Product) => Promise<unknown>;
};

/** Thrown values of Zod become `request.invalid`; its types stay inside this closure, so the list of routes is plain data. */
export function defineRoute<P, Q, B, R>(
  definition: Definition<P, Q, B> & {
    readonly reply: z.ZodType<R>;
    readonly handle: (request: Request<P, Q, B>, product: Product) => Promise<R>;
  },
): Route {
  return routeOf(definition, definition.reply, definition.handle);
}

/** A route that answers bytes: a package, an original, a metrics page. */
export function defineBytesRoute<P, Q, B>(
  definition: Definition<P, Q, B> & {
    readonly handle: (request: Request<P, Q, B>, product: Product) => Promise<Bytes>;
  },
): Route {
  return routeOf(definition, 'bytes', definition.handle);
}

/** A route that does something and has nothing to say: 204. */
export function defineQuietRoute<P, Q, B>(
  definition: Definition<P, Q, B> & {
    readonly handle: (request: Request<P, Q, B>, product: Product) => Promise<void>;
  },
): Route {
  return routeOf(definition, 'none', definition.handle);
}

/** A route that sends the browser on to the address it answers. */
export function defineRedirect<Q>(
  definition: Pick<Definition<unknown, Q, unknown>, 'path' | 'needs' | 'summary' | 'query'> & {
    readonly handle: (request: Request<unknown, Q, unknown>, product: Product) => Promise<string>;
  },
): Route {
  const none = z.object({});
  return routeOf({ ...definition, method: 'GET', params: none, body: 'none' }, 'redirect', definition.handle);
}

/** A route of SCIM, which a directory service alone reaches. */
export function defineScimRoute<P, Q, B>(
  definition: Omit<Definition<P, Q, B>, 'needs'> & {
    readonly handle: (request: Request<P, Q, B>, product: Product) => Promise<ScimAnswer>;
  },
): Route {
  return routeOf({ ...definition, needs: 'account.provision' }, 'scim', definition.handle);
}

/** A route that stays open and tells news. */
export function defineEvents(
  definition: Pick<Definition<unknown, unknown, unknown>, 'path' | 'needs' | 'summary'>,
): Route {
  const none = z.object({});
  const run = () => Promise.reject(new Error('an events route is answered by the server'));
  return { ...definition, method: 'GET', schemas: { params: none, query: none, body: 'none', reply: 'events' }, run };
}

const MAX_DEPTH = 64;

/**
 * Whether a value holds a text with NUL, which PostgreSQL cannot store, or half a character, which has no canonical
 * form, or lies deeper than `MAX_DEPTH`.
 */
function isBroken(value: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return true;
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || value instanceof Readable) return false;
  if (Array.isArray(value)) return value.some((each) => isBroken(each, depth + 1));
  return Object.entries(value).some(([name, each]) => isBroken(name) || isBroken(each, depth + 1));
}

/** Refuses broken text: with `not_found` in an address, else with `request.invalid`, never saying what was sent. */
function refuseBroken({ params, query, body }: Raw): void {
  if (isBroken(params)) throw new Refusal('not_found', { what: 'this address' });
  if (isBroken(query) || isBroken(body))
    throw new Refusal('request.invalid', { why: 'NUL, half a character, or too many lists within each other' });
}

function routeOf<P, Q, B>(
  definition: Definition<P, Q, B>,
  reply: z.ZodType | 'bytes' | 'none' | 'redirect' | 'scim',
  handle: (request: Request<P, Q, B>, product: Product) => Promise<unknown>,
): Route {
  const { method, path, needs, summary, params, query, body } = definition;
  return {
    method,
    path,
    needs,
    summary,
    schemas: { params, query, body, reply },
    async run(caller, raw, product) {
      refuseBroken(raw);
      const request = {
        caller,
        params: params.parse(raw.params),
        query: query.parse(raw.query),
        body: (typeof body === 'string' ? undefined : body.parse(raw.body)) as B,
        bytes: raw.bytes,
        stream: raw.stream,
        ifMatch: raw.ifMatch,
      };
      return await handle(request, product);
    },
  };
}
