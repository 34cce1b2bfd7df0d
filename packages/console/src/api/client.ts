const prefix = '/api/v1';

/** A request the server refused (its RFC 9457 `code`), or one that never reached it (`network`). */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  constructor(code: string, status: number, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

function textMember(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof member === 'string' ? member : undefined;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const code = textMember(body, 'code') ?? (response.status === 401 ? 'auth.required' : 'unexpected');
  return new ApiProblem(code, response.status, textMember(body, 'detail') ?? textMember(body, 'title') ?? '');
}

/** Sends one request with the session cookie; throws ApiProblem for everything that is not a 2xx answer. */
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const asked: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    asked.body = JSON.stringify(body);
    asked.headers = { 'content-type': 'application/json' };
  }
  const response = await fetch(prefix + path, asked).catch(() => {
    throw new ApiProblem('network', 0, path);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The one decoder: our own server of the same version answers with the types of `types.ts`. */
async function decoded<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

export async function read<T>(path: string): Promise<T> {
  return decoded<T>(await send('GET', path));
}

export async function readBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await send('GET', path)).arrayBuffer());
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return decoded<T>(await send('POST', path, body));
}

/** For requests that are answered without content. */
export async function tell(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await send(method, path, body);
}

export const eventsPath = `${prefix}/events`;
