import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RefusalCode } from '../kernel/refusal.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isScim, sendScimError } from './routes/scim-shapes.ts';
import { STATUS } from './status.ts';

/** RFC 9457. `detail` names fields and reasons, never the content that was refused. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
};

export function problemOf(error: unknown): Problem {
  const refusal = asRefusal(error);
  if (refusal === undefined)
    return {
      type: 'about:blank',
      title: 'Internal error',
      status: 500,
      code: 'bug',
      detail: 'the server failed; nothing was recorded',
    };
  const status = STATUS[refusal.code];
  const detail = Object.values(refusal.details).join('; ');
  return { type: `urn:zhenglian:problem:${refusal.code}`, title: refusal.code, status, code: refusal.code, detail };
}

const FROM_FASTIFY: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_media',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.invalid',
  FST_ERR_BAD_URL: 'request.invalid',
};

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) {
    const why = error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.code}`).join(', ');
    return new Refusal('request.invalid', { why });
  }
  const code = FROM_FASTIFY[(error as FastifyError).code ?? ''];
  if (code !== undefined) return new Refusal(code, {});
  const status = (error as FastifyError).statusCode;
  return status !== undefined && status >= 400 && status < 500 ? new Refusal('request.invalid', {}) : undefined;
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  if (problem.status === 429 || problem.status === 503)
    void reply.header('retry-after', /(\d+) s$/.exec(problem.detail)?.[1] ?? '1');
  if (isScim(request)) sendScimError(error, problem, reply);
  else void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Answers bytes that are no HTTP request, for which there is no reply to send with, and ends the connection. */
export function sendRawProblem(
  error: { readonly code?: string },
  socket: Socket,
  promised: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = new Refusal('request.invalid', { why: 'this is not an HTTP request' });
  const body = JSON.stringify({ ...problemOf(refusal), status: 400 });
  const headers = {
    ...promised,
    'content-type': 'application/problem+json',
    'content-length': String(body.length),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
}
