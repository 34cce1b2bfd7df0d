import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { grantDirectly, linkFor, makeAccount } from '../../packages/server/src/access/accounts.ts';
import type { Scope } from '../../packages/server/src/access/acts/act.ts';
import { personOf as personKey } from '../../packages/server/src/access/pseudonym.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Route } from '../../packages/server/src/http/route.ts';
import { routes as allRoutes } from '../../packages/server/src/http/routes/index.ts';
import { buildServer } from '../../packages/server/src/http/server.ts';
import { Desk } from '../../packages/server/src/intake/desk.ts';
import { addSource } from '../../packages/server/src/intake/source.ts';
import { refusalCodes } from '../../packages/server/src/kernel/refusal.ts';
import { startMetrics } from '../../packages/server/src/platform/metrics.ts';
import { decideAct, proposeAct } from '../../packages/server/src/wiring/acts.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import type { News } from '../../packages/server/src/wiring/run.ts';
import { bringUp, startNews } from '../../packages/server/src/wiring/run.ts';
import type { TestLedger } from './database.ts';
import { filledLedger, testLedger } from './database.ts';
import { importPath } from './import.ts';
import { postgresPid, zl } from './server.ts';

export const operator = { id: 'test', role: 'operator' } as const;

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: () => Record<string, unknown>;
};

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** One request on a connection of its own. A stream of events is answered as soon as its headers are there. */
export function call(url: string, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(url + path, { method, headers: { ...headers, ...length }, agent: false }, (answer) => {
      let text = '';
      const done = () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          json: () => JSON.parse(text) as Record<string, unknown>,
        });
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', done);
      if (answer.headers['content-type'] === 'text/event-stream') {
        done();
        sent.destroy();
      }
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const ndjson = (lines: readonly unknown[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

export function post(url: string, source: string, key: string, body: string | Uint8Array): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  return call(url, `/api/v1/sources/${source}/records`, { method: 'POST', headers, body });
}

/** Sends bytes as they are and answers everything that came back, for requests no client would make. */
export function raw(url: string, bytes: string, patienceMillis = 2_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setTimeout(patienceMillis, () => socket.destroy());
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

/** Holds an answer to RFC 9457: the media type, the members, a known code and the same status twice. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status, code });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = answer.json();
  expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'status', 'title', 'type']);
  expect(problem.status).toBe(status);
  expect(refusalCodes).toContain(problem.code);
}

function codeOf({ text }: Answer): unknown {
  try {
    return (JSON.parse(text) as { code?: unknown }).code;
  } catch {
    return text;
  }
}

/** The cookie of a session opened with a one-time token, as a browser sends it back. */
export async function signIn(url: string, token: string): Promise<string> {
  const answer = await call(url, '/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'link', token }),
  });
  expect(answer.status).toBe(204);
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Asks the database of a data folder as its superuser, past everything the server does. */
export async function ask<R extends pg.QueryResultRow>(
  data: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const { socketDir } = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as { socketDir: string };
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'zhenglian' });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Ends the PostgreSQL of a data folder at once, as a crash of its machine would, and waits until it is gone. */
export async function stopDatabase(data: string): Promise<void> {
  const pid = postgresPid(data);
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; waited < 500 && isAlive(pid); waited++) await sleep(10);
  expect(isAlive(pid)).toBe(false);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function sizeOf(data: string, log = 'main'): Promise<number> {
  const [row] = await ask<{ size: string }>(data, 'select size from log where name = $1', [log]);
  return Number(row?.size ?? 0);
}

export type About = { readonly employee?: string; readonly scope?: Scope; readonly until?: number };

/** Makes an account that holds these roles and signs it in by a link. */
export async function personOf(
  { ledger }: Pick<Product, 'ledger'>,
  url: string,
  roles: readonly Role[],
  { employee, scope = {}, until }: About = {},
): Promise<{ readonly id: string; readonly cookie: string }> {
  const login = `p${++people}`;
  const id = await makeAccount(
    ledger,
    operator,
    { login, name: `Person ${login}`, employee: employee ?? null },
    'command-line',
  );
  for (const role of roles) await grantDirectly(ledger, operator, id, role, { scope, until: until ?? null });
  return { id, cookie: await signIn(url, await linkFor(ledger, operator, id, 'session')) };
}
let people = 0;

/** The employee's name becomes visible to this account: an investigator proposes it and a counsel confirms it. */
export async function unmask(product: Product, account: string, employee: string): Promise<void> {
  const { ledger } = product;
  const [one, two] = await Promise.all(
    (['investigator', 'counsel'] as const).map(async (role) => {
      const login = `p${++people}`;
      const id = await makeAccount(ledger, operator, { login, name: `Person ${login}` }, 'command-line');
      await grantDirectly(ledger, operator, id, role);
      await linkFor(ledger, operator, id, 'session');
      return { role: 'account' as const, id, now: ledger.clock.now() };
    }),
  );
  if (one === undefined || two === undefined) throw new Error('two persons are two');
  const payload = { person: personKey(ledger, employee), accounts: [account], hours: 24 };
  const { id } = await proposeAct(product, one, 'name.unmask', { payload, reason: 'a test looks at the name' });
  await decideAct(product, two, id, { decision: 'confirmed', reason: '' });
}

/** The cookie of a new account with these roles, on a server that runs as a process of its own. */
export async function cookieOf(url: string, data: string, roles: readonly Role[]): Promise<string> {
  const login = `p${++people}`;
  const made = await zl(['invite', '--login', login, '--role', roles.join(','), '--json', '--data', data]);
  return await signIn(url, String(made.lines[0]?.token));
}

export type Http = {
  readonly url: string;
  readonly product: Product;
  readonly news: News;
  readonly keyOf: (source: string) => Promise<string>;
  /** The cookie of a new account that holds these roles: by default one that reads and one that imports. */
  readonly session: (roles?: readonly Role[], about?: About) => Promise<string>;
  /** The same with the id of the account. */
  readonly person: (roles: readonly Role[], about?: About) => Promise<{ readonly id: string; readonly cookie: string }>;
  readonly sizeOf: (log: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The sample company as it stands once every follower has come up to it. */
export async function importCompany({ ledger, intake }: TestLedger): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-company-'));
  for (const [path, content] of generate(1)) {
    if (path === 'truth.json') continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    await importPath(intake, file);
  }
  await bringUp({ ledger, followers: followers() });
  rmSync(folder, { recursive: true, force: true });
}

/** The HTTP server in this process, on a database of its own that holds the sample company or nothing yet. */
export async function startHttp(holds: 'company' | 'nothing', routes: readonly Route[] = allRoutes): Promise<Http> {
  const base = holds === 'company' ? await filledLedger('company', importCompany) : await testLedger();
  const { ledger, intake } = base;
  const desk = new Desk(intake);
  const folder = mkdtempSync(join(tmpdir(), 'zl-http-'));
  const packageDir = join(folder, 'packages');
  mkdirSync(packageDir);
  const product: Product = {
    config: readConfig({}, folder),
    db: ledger.db,
    ledger,
    intake,
    desk,
    followers: followers(),
    packageDir,
    metrics: startMetrics(),
    oidc: undefined,
    custodians: [],
    signers: [],
    async close() {
      await desk.close();
      await base.close();
    },
  };
  const news = startNews();
  const app = await buildServer({
    ...{ product, news, routes },
    log: () => undefined,
    consoleDir: join(folder, 'no-console'),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    product,
    news,
    keyOf: async (name) => (await addSource(ledger, operator, { name })).key,
    session: async (roles = ['investigator', 'integrator'], about = {}) =>
      (await personOf(product, url, roles, about)).cookie,
    person: (roles, about) => personOf(product, url, roles, about),
    async sizeOf(log) {
      const { rows } = await base.superuser('select size from log where name = $1', [log]);
      return Number((rows[0] as { size?: string } | undefined)?.size ?? 0);
    },
    async close() {
      await app.close();
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
