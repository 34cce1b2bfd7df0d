import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { scimErrorOf } from '../../access/scim/error.ts';
import { GROUP, USER } from '../../access/scim/names.ts';
import type { ScimAnswer } from '../route.ts';

/** What SCIM asks; values of attributes are looked at in `access/scim/attributes.ts`, which names the one that is wrong. */
export const id = z.object({ id: z.string().max(200) });
const words = z.string().max(5_000).exactOptional();
export const shown = z.object({ attributes: words, excludedAttributes: words });
export const listed = shown.extend({ filter: words, startIndex: words, count: words });
export const discovered = z.object({ filter: words });

const schemasWith = (schema: string) =>
  z
    .array(z.string().max(200))
    .max(20)
    .refine((each) => each.includes(schema));
export const user = z.looseObject({ schemas: schemasWith(USER) });
export const group = z.looseObject({ schemas: schemasWith(GROUP) });

const SCIM_TYPE = 'application/scim+json';

export const isScim = ({ url }: Pick<FastifyRequest, 'url'>): boolean => url.startsWith('/scim/');

/** Reads bodies of SCIM like any JSON. Directories name the type even where they send nothing, as with a DELETE. */
export function readScim(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>(SCIM_TYPE, { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : json(request, body, done),
  );
}

/** RFC 7644 3.3 and 3.6: what was made is 201, what is gone 204. */
export function sendScim(reply: FastifyReply, method: string, { body, version, location }: ScimAnswer): FastifyReply {
  if (method === 'DELETE') return reply.code(204).send();
  if (version !== undefined) void reply.header('etag', version);
  if (location !== undefined) void reply.header('location', location);
  return reply
    .code(method === 'POST' ? 201 : 200)
    .type(SCIM_TYPE)
    .send(JSON.stringify(body));
}

type Told = Parameters<typeof scimErrorOf>[1];

/** Directories read RFC 7644 3.12 where everyone else is told a problem. */
export function sendScimError(error: unknown, told: Told, reply: FastifyReply): void {
  const { status, body } = scimErrorOf(error, told);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.code(status).type(SCIM_TYPE).send(JSON.stringify(body));
}
