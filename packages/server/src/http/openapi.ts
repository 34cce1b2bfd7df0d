import { z } from 'zod';
import type { Route } from './route.ts';

type Json = { readonly [name: string]: unknown };

/** OpenAPI 3.1 made from the same route list the server mounts, so that it cannot say anything else. */
export function openApi(routes: readonly Route[], prefix: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = (route.path.startsWith('/') ? route.path : `${prefix}/${route.path}`).replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhenglian 证链', version: '1', description: 'Errors are RFC 9457 problems with a stable `code`.' },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zl_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
    paths,
  };
}

/** What is answered where it is no content of a type. */
const STATUS_OF: Readonly<Record<string, string>> = { none: '204', redirect: '302' };

const PROBLEM = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': {} } };
const SCIM_ERROR = { description: 'An error (RFC 7644 3.12)', content: { 'application/scim+json': {} } };

function statusOf(method: string, replies: Route['schemas']['reply']): string {
  if (replies === 'scim') return method === 'POST' ? '201' : method === 'DELETE' ? '204' : '200';
  return STATUS_OF[String(replies)] ?? '200';
}

function operation({ method, summary, needs, schemas }: Route): Json {
  const byKey = needs === 'record.post' || needs === 'account.provision';
  const security = needs === 'nothing' ? [] : byKey ? [{ key: [] }] : [{ session: [] }];
  return {
    summary,
    description: `Needs: ${needs}`,
    security,
    parameters: [...parameters(schemas.params, 'path'), ...parameters(schemas.query, 'query')],
    ...requestBody(schemas.body),
    responses: {
      [statusOf(method, schemas.reply)]: reply(schemas.reply),
      default: schemas.reply === 'scim' ? SCIM_ERROR : PROBLEM,
    },
  };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
}

function requestBody(body: Route['schemas']['body']): Json {
  if (body === 'none') return {};
  if (body === 'ndjson')
    return { requestBody: { required: true, content: { 'application/x-ndjson': { schema: { type: 'string' } } } } };
  if (body === 'octets') return { requestBody: { required: true, content: { 'application/octet-stream': {} } } };
  return { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body) } } } };
}

function reply(schema: Route['schemas']['reply']): Json {
  if (schema === 'bytes') return { description: 'The bytes' };
  if (schema === 'none') return { description: 'Done' };
  if (schema === 'scim') return { description: 'Done', content: { 'application/scim+json': {} } };
  if (schema === 'redirect') return { description: 'Go on there' };
  if (schema === 'events') return { description: 'Server-sent events', content: { 'text/event-stream': {} } };
  return { description: 'Done', content: { 'application/json': { schema: jsonSchema(schema) } } };
}

const jsonSchema = (schema: z.ZodType): Json => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json;
