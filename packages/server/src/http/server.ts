import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { lookAtAccess } from '../access/session.ts';
import type { Config } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Log } from '../platform/log.ts';
import type { Product } from '../wiring/product.ts';
import type { News } from '../wiring/run.ts';
import { callerOf } from './caller.ts';
import { sendEvents } from './events.ts';
import { headersFor } from './headers.ts';
import type { Asker, Need } from './needs.ts';
import { refusedBecause } from './needs.ts';
import { openApi } from './openapi.ts';
import { sendProblem, sendRawProblem } from './problem.ts';
import { rateLimit } from './rate-limit.ts';
import type { Bytes, Caller, Route, ScimAnswer } from './route.ts';
import { isScim, readScim, sendScim } from './routes/scim-shapes.ts';

export const PREFIX = '/api/v1';
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export type ServerParts = {
  readonly product: Product;
  readonly log: Log;
  readonly news: News;
  /** The built console, or a folder that is not there yet. */
  readonly consoleDir: string;
  readonly routes: readonly Route[];
};

/** The HTTP server, not yet listening. Every route answers through `defineRoute`; nothing else touches content. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { publicUrl } = parts.product.config;
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: false,
    forceCloseConnections: true,
    // A request without a host is refused by the guard below, which answers like everywhere else.
    http: { requireHostHeader: false },
    frameworkErrors(error, request, reply) {
      void reply.headers(headersFor(request.url, publicUrl));
      sendProblem(error, request, reply);
    },
    clientErrorHandler: (error, socket) => sendRawProblem(error, socket, headersFor('/', publicUrl)),
  });
  const rates = ratesOf(parts.product.config);
  app.setErrorHandler((error, request, reply) => {
    count(parts, error);
    // A body that cannot be read never reaches its route, where the others are counted.
    const isUnread = (error as FastifyError).code?.startsWith('FST_ERR_CTP_') === true;
    const wait = isUnread ? rates.ofStranger(request.ip, performance.now()) : 0;
    sendProblem(wait > 0 ? tooMany(wait) : error, request, reply);
  });
  const hasConsole = existsSync(parts.consoleDir);
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      hasConsole &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !isScim(request) &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '');
    if (isPage) return void reply.sendFile('index.html');
    sendProblem(new Refusal('not_found', { what: 'this address' }), request, reply);
  });
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/octet-stream', (_request, stream, done) => done(null, stream));
  readScim(app);
  await app.register(cookie);
  app.addHook('onRequest', guardFor(publicUrl));
  await app.register(swagger, { mode: 'static', specification: { document: openApi(parts.routes, PREFIX) as never } });
  await app.register(swaggerUi, { routePrefix: '/api/reference', staticCSP: true });
  for (const route of parts.routes) mount(app, route, parts, rates);
  if (hasConsole) {
    await app.register(fastifyStatic, { root: parts.consoleDir, index: 'index.html', wildcard: true });
  } else {
    app.get(
      '/',
      (_request, reply) =>
        void reply.type('text/plain; charset=utf-8').send('The console is not built: npm run build\n'),
    );
  }
  return app;
}

/** Headers for every answer, and a refusal for a write that another site's page set off or whose body is packed. */
function guardFor(publicUrl: string | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    void reply.headers(headersFor(request.url, publicUrl));
    refuseOddTarget(request);
    if (isForeignWrite(request, publicUrl))
      throw new Refusal('auth.forbidden', { why: 'a write must come from this site' });
    const packed = request.headers['content-encoding'] ?? 'identity';
    if (packed !== 'identity') throw new Refusal('request.unsupported_media', { why: 'a body must not be packed' });
  };
}

/** A proxy's form of address, two names of the host or none are for confusing somebody in between (RFC 9112, 3.2). */
function refuseOddTarget({ url, headers, raw }: FastifyRequest): void {
  const hosts = raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (!url.startsWith('/') || hosts > 1 || headers.host === undefined)
    throw new Refusal('auth.forbidden', { why: 'an address on this server is needed, under one name' });
}

/** By what browsers say of themselves: Fetch Metadata, and `Origin` from those that send no such headers. */
function isForeignWrite({ method, headers }: FastifyRequest, publicUrl: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']))) return true;
  if (headers.origin === undefined) return false;
  const own =
    publicUrl !== undefined && new URL(publicUrl).host === headers.host ? publicUrl : `http://${headers.host}`;
  return headers.origin !== own;
}

function count({ product: { metrics }, log }: ServerParts, error: unknown): void {
  if (
    error instanceof Refusal ||
    (error as { statusCode?: number }).statusCode !== undefined ||
    (error as Error).name === 'ZodError'
  ) {
    metrics.count('zhenglian_refusals_total');
    return;
  }
  metrics.count('zhenglian_bugs_total');
  log({ event: 'request.bug', error: (error as Error).name });
}

type Rates = {
  readonly take: (asker: Asker, caller: Caller, now: number) => number;
  readonly ofStranger: (address: string, now: number) => number;
};

const tooMany = (wait: number): Refusal =>
  new Refusal('request.too_many', { why: `at most so many a second; wait ${wait} s` });

function refuseFlood(wait: number): void {
  if (wait > 0) throw tooMany(wait);
}

/** A person by their account, a key by its name, and everyone else by the address they come from. */
function ratesOf({ ratePerSecond: { account, source } }: Config): Rates {
  const people = rateLimit({ perSecond: account, burst: account * 10 });
  const keys = rateLimit({ perSecond: source, burst: source * 10 });
  const strangers = rateLimit({ perSecond: account, burst: account * 10 });
  return {
    ofStranger: (address, now) => strangers.take(address, now),
    take({ is }, { actor, origin }, now) {
      if (is === 'account') return people.take(actor.id, now);
      return is === 'anonymous' ? strangers.take(origin.address, now) : keys.take(`${is}:${actor.id}`, now);
    },
  };
}

function mount(app: FastifyInstance, route: Route, parts: ServerParts, rates: Rates): void {
  app.route({
    method: route.method,
    url: route.path.startsWith('/') ? route.path : `${PREFIX}/${route.path}`,
    async handler(request, reply) {
      parts.product.metrics.count('zhenglian_requests_total');
      const { caller, asker } = await callerOf(request, reply, parts.product).catch((error: unknown) => {
        // A wrong key is counted like no key: by where it comes from.
        if (error instanceof Refusal && error.code === 'auth.required')
          refuseFlood(rates.ofStranger(request.ip, performance.now()));
        throw error;
      });
      // Measured by the machine's own steady clock: a rate is no evidence.
      refuseFlood(rates.take(asker, caller, performance.now()));
      const refused = refusedBecause(asker, route.needs);
      if (refused !== undefined) throw new Refusal(refused, {});
      if (route.schemas.reply === 'events')
        return sendEvents(request, reply, parts.news, () => isStill(caller, route.needs, parts.product));
      const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);
      if (formOf(request.body) !== (BODY_FORM[String(route.schemas.body)] ?? 'value'))
        throw new Refusal('request.unsupported_media', {});
      const stream = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      const { params, query, body, headers } = request;
      const raw = { params, query, body: body ?? {}, bytes, stream, ifMatch: headers['if-match'] };
      // What is left of a body that was not read to its end must go by, or the next request on this connection waits.
      const answer = await route.run(caller, raw, parts.product).finally(() => void request.raw.resume());
      return send(reply, route, answer);
    },
  });
}

/** Whether the session that a stream was opened with still stands and still may. */
async function isStill({ kept }: Caller, needs: Need, { ledger }: Product): Promise<boolean> {
  const token = kept('session');
  const access = token === undefined ? undefined : await lookAtAccess(ledger, token);
  return access !== undefined && refusedBecause({ is: 'account', access }, needs) === undefined;
}

function send(reply: FastifyReply, { schemas, method }: Route, answer: unknown): FastifyReply {
  if (schemas.reply === 'scim') return sendScim(reply, method, answer as ScimAnswer);
  if (schemas.reply === 'bytes') return sendBytes(reply, answer as Bytes);
  if (schemas.reply === 'redirect') return reply.redirect(String(answer), 302);
  return schemas.reply === 'none' ? reply.code(204).send() : reply.send(answer);
}

/** In which form a route wants its body; everything else is decoded JSON or nothing. */
const BODY_FORM: Readonly<Record<string, 'buffer' | 'stream'>> = { ndjson: 'buffer', octets: 'stream' };

const formOf = (body: unknown): 'buffer' | 'stream' | 'value' =>
  Buffer.isBuffer(body) ? 'buffer' : body instanceof Readable ? 'stream' : 'value';

function sendBytes(reply: FastifyReply, { type, bytes, fileName }: Bytes): FastifyReply {
  if (fileName !== undefined) void reply.header('content-disposition', attachment(fileName));
  return reply.type(type).send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes);
}

/** RFC 6266: the name as it is, and one in ASCII for clients that know no other. */
function attachment(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return ascii === fileName
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
