import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import { actorOfSession } from '../access/sign-in.ts';
import { sourceOfKey } from '../intake/source.ts';
import { Refusal } from '../kernel/refusal.ts';
import { systemActor } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import type { Product } from '../wiring/product.ts';
import type { News } from '../wiring/run.ts';
import { sendEvents } from './events.ts';
import { may } from './needs.ts';
import { openApi } from './openapi.ts';
import { sendProblem, sendRawProblem } from './problem.ts';
import type { Bytes, Caller, Route } from './route.ts';
import { routes } from './routes/index.ts';

export const SESSION_COOKIE = 'zl_session';
export const PREFIX = '/api/v1';
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export type ServerParts = {
  readonly product: Product;
  readonly log: Log;
  readonly news: News;
  /** The built console, or a folder that is not there yet. */
  readonly consoleDir: string;
};

/** The HTTP server, not yet listening. Every route answers through `defineRoute`; nothing else touches content. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: false,
    forceCloseConnections: true,
    frameworkErrors: sendProblem,
    clientErrorHandler: sendRawProblem,
  });
  app.setErrorHandler((error, request, reply) => {
    count(parts, error);
    sendProblem(error, request, reply);
  });
  const hasConsole = existsSync(parts.consoleDir);
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      hasConsole &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '');
    if (isPage) return void reply.sendFile('index.html');
    sendProblem(new Refusal('not_found', { what: 'this address' }), request, reply);
  });
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/octet-stream', (_request, stream, done) => done(null, stream));
  await app.register(cookie);
  app.addHook('onRequest', guard);
  await app.register(swagger, { mode: 'static', specification: { document: openApi(routes, PREFIX) as never } });
  await app.register(swaggerUi, { routePrefix: '/api/reference', staticCSP: true });
  for (const route of routes) mount(app, route, parts);
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
async function guard(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  });
  if (!request.url.startsWith('/api/reference')) {
    void reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    );
  }
  const foreign =
    request.method !== 'GET' && ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']));
  if (foreign) throw new Refusal('auth.forbidden', { why: 'a write must come from this site' });
  const packed = request.headers['content-encoding'] ?? 'identity';
  if (packed !== 'identity') throw new Refusal('request.unsupported_media', { why: 'a body must not be packed' });
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

function mount(app: FastifyInstance, route: Route, parts: ServerParts): void {
  app.route({
    method: route.method,
    url: route.path.startsWith('/') ? route.path : `${PREFIX}/${route.path}`,
    async handler(request, reply) {
      parts.product.metrics.count('zhenglian_requests_total');
      const caller = await callerOf(request, parts.product);
      if (!may(caller.source === undefined ? roleOf(caller) : 'source', route.needs)) {
        throw new Refusal(caller.actor === ANONYMOUS ? 'auth.required' : 'auth.forbidden', {});
      }
      if (route.schemas.reply === 'events') return sendEvents(request, reply, parts.news);
      const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);
      if (formOf(request.body) !== (BODY_FORM[String(route.schemas.body)] ?? 'value'))
        throw new Refusal('request.unsupported_media', {});
      const stream = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      const raw = { params: request.params, query: request.query, body: request.body ?? {}, bytes, stream };
      // What is left of a body that was not read to its end must go by, or the next request on this connection waits.
      const answer = await route.run(caller, raw, parts.product).finally(() => void request.raw.resume());
      return route.schemas.reply === 'bytes' ? sendBytes(reply, answer as Bytes) : reply.send(answer);
    },
  });
}

/** In which form a route wants its body; everything else is decoded JSON or nothing. */
const BODY_FORM: Readonly<Record<string, 'buffer' | 'stream'>> = { ndjson: 'buffer', octets: 'stream' };

const formOf = (body: unknown): 'buffer' | 'stream' | 'value' =>
  Buffer.isBuffer(body) ? 'buffer' : body instanceof Readable ? 'stream' : 'value';

const ANONYMOUS = { id: 'anonymous', role: 'system' as const };
const roleOf = ({ actor }: Caller) => (actor === ANONYMOUS ? 'anonymous' : actor.role);

async function callerOf(request: FastifyRequest, product: Product): Promise<Caller> {
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const source = await sourceOfKey(product.ledger, systemActor, bearer);
    return { actor: { id: source.name, role: 'source' }, source: source.name, token: undefined };
  }
  const token = request.cookies[SESSION_COOKIE];
  const actor = token === undefined ? undefined : await actorOfSession(product.db, product.ledger.clock, token);
  return { actor: actor ?? ANONYMOUS, source: undefined, token };
}

function sendBytes(reply: FastifyReply, { type, bytes, fileName, cookie: session }: Bytes): FastifyReply {
  if (fileName !== undefined) void reply.header('content-disposition', attachment(fileName));
  if (session !== undefined) {
    const options = { path: '/', httpOnly: true, sameSite: 'strict' as const };
    if (session === null) void reply.clearCookie(SESSION_COOKIE, options);
    else void reply.setCookie(SESSION_COOKIE, session, { ...options, maxAge: 12 * 3600 });
    return reply.code(204).send();
  }
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
