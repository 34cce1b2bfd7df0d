import type { FastifyReply, FastifyRequest } from 'fastify';
import type { News } from '../wiring/run.ts';

const HEARTBEAT_MILLIS = 15_000;

/** Server-sent events until the client goes, or whoever listens may not any more. */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  news: News,
  isStill: () => Promise<boolean>,
): FastifyReply {
  const headers = reply.getHeaders() as Record<string, string>;
  void reply.hijack();
  const out = reply.raw;
  out.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  out.write('retry: 2000\n\n');
  const stop = news.listen(({ name, data }) => out.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
  const beat = setInterval(() => {
    // A database that is gone says nothing about the session.
    void isStill().then(
      (still) => (still ? out.write(': still here\n\n') : out.end()),
      () => undefined,
    );
  }, HEARTBEAT_MILLIS);
  request.raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}
