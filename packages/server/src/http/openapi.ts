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

function operation({ summary, needs, schemas }: Route): Json {
  const byKey = needs === 'record.post' || needs === 'account.provision';
  const security = needs === 'nothing' ? [] : byKey ? [{ key: [] }] : [{ session: [] }];
  return {
    summary,
    description: `Needs: ${needs}`,
    security,
    parameters: [...parameters(schemas.params, 'path'), ...parameters(schemas.query, 'query')],
    ...requestBody(schemas.body),
    responses: {
      [schemas.reply === 'none' ? '204' : '200']: reply(schemas.reply),
      default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': {} } },
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
  if (schema === 'events') return { description: 'Server-sent events', content: { 'text/event-stream': {} } };
  return { description: 'Done', content: { 'application/json': { schema: jsonSchema(schema) } } };
}

const jsonSchema = (schema: z.ZodType): Json => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json;
