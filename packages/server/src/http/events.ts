import type { FastifyReply, FastifyRequest } from 'fastify';
import type { News } from '../wiring/run.ts';

/** How long news goes on at most after a session ended. */
const LOOK_MILLIS = 1_000;
/** Proxies close what is silent; one sign of life in so many looks. */
const HEARTBEAT_LOOKS = 15;

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
  let looks = 0;
  const beat = setInterval(() => {
    if (++looks % HEARTBEAT_LOOKS === 0) out.write(': still here\n\n');
    // A database that is gone says nothing about the session.
    void isStill().then(
      (still) => void (still || out.end()),
      () => undefined,
    );
  }, LOOK_MILLIS);
  request.raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}
