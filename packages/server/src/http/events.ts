import type { FastifyReply, FastifyRequest } from 'fastify';

/** Something happened: a name and numbers, never content. */
export type Event = { readonly name: 'head' | 'findings' | 'chains'; readonly data: { readonly [name: string]: string | number } };

export type News = { readonly tell: (event: Event) => void; readonly listen: (listener: (event: Event) => void) => () => void };

export function startNews(): News {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const HEARTBEAT_MILLIS = 15_000;

/** Server-sent events until the client goes. */
export function sendEvents(request: FastifyRequest, reply: FastifyReply, news: News): FastifyReply {
  void reply.hijack();
  const out = reply.raw;
  out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  out.write('retry: 2000\n\n');
  const stop = news.listen(({ name, data }) => out.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
  const beat = setInterval(() => out.write(': still here\n\n'), HEARTBEAT_MILLIS);
  request.raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}
