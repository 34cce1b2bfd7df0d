import { provenAgain } from './proof.ts';

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

async function sendOnce(method: string, path: string, body?: unknown): Promise<Response> {
  const asked: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    asked.body = JSON.stringify(body);
    asked.headers = { 'content-type': 'application/json' };
  }
  return await fetch(prefix + path, asked).catch(() => {
    throw new ApiProblem('network', 0, path);
  });
}

/**
 * Sends one request with the session cookie; throws ApiProblem for everything that is not a 2xx answer. What asks for a
 * recent proof of who it is waits for that proof and is then sent once more by itself.
 */
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await sendOnce(method, path, body);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code !== 'auth.fresh_needed' || !(await provenAgain())) throw problem;
  const again = await sendOnce(method, path, body);
  if (!again.ok) throw await problemOf(again);
  return again;
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

export async function put<T>(path: string, body: unknown): Promise<T> {
  return decoded<T>(await send('PUT', path, body));
}

export async function remove<T>(path: string): Promise<T> {
  return decoded<T>(await send('DELETE', path));
}

/** Where the browser itself fetches something, such as a file to save. */
export const addressOf = (path: string): string => prefix + path;

/**
 * Sends a file as it is and tells how many of its bytes have gone. By XMLHttpRequest, since fetch does not tell how
 * far it is. Throws ApiProblem as the others do; `stop` ends it as a `network` problem.
 */
export function upload<T>(
  path: string,
  file: Blob,
  progress: (sentBytes: number) => void,
  stop: AbortSignal,
): Promise<T> {
  const request = new XMLHttpRequest();
  request.open('PUT', prefix + path);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.onprogress = (event) => progress(event.loaded);
  stop.addEventListener('abort', () => request.abort(), { once: true });
  return new Promise<T>((resolve, reject) => {
    const cutOff = () => reject(new ApiProblem('network', 0, path));
    request.onerror = cutOff;
    request.onabort = cutOff;
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status });
      if (response.ok) decoded<T>(response).then(resolve, reject);
      else void problemOf(response).then(reject);
    };
    request.send(file);
  });
}

/** For requests that are answered without content. */
export async function tell(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await send(method, path, body);
}

export const eventsPath = `${prefix}/events`;
