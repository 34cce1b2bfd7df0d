/** One file for all hostile tests, though long: who attacks, what is sent and what is counted must agree with each other. */
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { grantDirectly, linkFor, makeAccount } from '../../../packages/server/src/access/accounts.ts';
import type { SoftwareAuthenticator } from '../../../packages/server/src/access/credentials/testing/software-authenticator.ts';
import { softwareAuthenticator } from '../../../packages/server/src/access/credentials/testing/software-authenticator.ts';
import { isPermission, template } from '../../../packages/server/src/access/matrix.ts';
import { keepProvisioner } from '../../../packages/server/src/access/provisioners.ts';
import type { Role } from '../../../packages/server/src/access/roles.ts';
import { roleNames } from '../../../packages/server/src/access/roles.ts';
import { readConfig } from '../../../packages/server/src/config/config.ts';
import type { Route } from '../../../packages/server/src/http/route.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import { buildServer } from '../../../packages/server/src/http/server.ts';
import { Desk } from '../../../packages/server/src/intake/desk.ts';
import { addSource } from '../../../packages/server/src/intake/source.ts';
import type { Instant } from '../../../packages/server/src/kernel/time.ts';
import { parseInstant } from '../../../packages/server/src/kernel/time.ts';
import type { LogLine } from '../../../packages/server/src/platform/log.ts';
import { startMetrics } from '../../../packages/server/src/platform/metrics.ts';
import { followers } from '../../../packages/server/src/wiring/followers.ts';
import type { Product } from '../../../packages/server/src/wiring/product.ts';
import { bringUp, startNews } from '../../../packages/server/src/wiring/run.ts';
import { filledLedger, testLedger } from '../../setup/database.ts';
import type { About, Answer } from '../../setup/http.ts';
import { call, expectProblem, importCompany, operator, personOf } from '../../setup/http.ts';

/** What stands in the console's folder of these tests, and beside it where no request may reach. */
export const PAGE = '<!doctype html><title>console</title>';
export const BESIDE = 'nobody-may-fetch-this-9f3c';

type Made = {
  readonly holds?: 'company' | 'nothing';
  readonly env?: Readonly<Record<string, string>>;
};

export type Hostile = {
  readonly url: string;
  readonly product: Product;
  readonly lines: readonly LogLine[];
  /** Moves the clock of the server on; it stands still otherwise. */
  readonly wait: (millis: number) => void;
  readonly now: () => number;
  readonly person: (roles: readonly Role[], about?: About) => Promise<{ readonly id: string; readonly cookie: string }>;
  readonly keyOf: (source: string) => Promise<string>;
  readonly superuser: (sql: string, values?: unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

/** Rates at which no test but that of rates is held up. */
const UNHURRIED = { ZHENGLIAN_RATE_ACCOUNT: '10000', ZHENGLIAN_RATE_SOURCE: '10000' };

/** As `startHttp`, with a clock that can be moved, settings of one's own, a log that is kept and a console to be served. */
export async function startHostile({ holds = 'nothing', env = UNHURRIED }: Made = {}): Promise<Hostile> {
  let at: number = parseInstant('2026-03-20T02:00:00Z') ?? 0;
  const clock = { now: () => at as Instant };
  const base = holds === 'company' ? await filledLedger('company', importCompany, clock) : await testLedger(clock);
  const { ledger, intake } = base;
  const folder = mkdtempSync(join(tmpdir(), 'zl-hostile-'));
  const [packageDir, consoleDir] = [join(folder, 'packages'), join(folder, 'console')];
  for (const each of [packageDir, join(consoleDir, 'assets')]) mkdirSync(each, { recursive: true });
  writeFileSync(join(consoleDir, 'index.html'), PAGE);
  writeFileSync(join(consoleDir, 'assets/app.js'), '1;');
  writeFileSync(join(folder, 'master.key'), BESIDE);
  const desk = new Desk(intake);
  const product: Product = {
    config: readConfig(env, folder),
    db: ledger.db,
    ...{ ledger, intake, desk, packageDir },
    followers: followers(),
    metrics: startMetrics(),
    oidc: undefined,
    custodians: [],
    signers: [],
    async close() {
      await desk.close();
      await base.close();
    },
  };
  await bringUp(product);
  const lines: LogLine[] = [];
  const app = await buildServer({
    product,
    log: (line) => void lines.push(line),
    news: startNews(),
    consoleDir,
    routes,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...{ url, product, lines },
    wait(millis) {
      at += millis;
    },
    now: () => at,
    person: (roles, about) => personOf(product, url, roles, about),
    keyOf: async (name) => (await addSource(ledger, operator, { name })).key,
    superuser: async (sql, values) => (await base.superuser(sql, values)).rows as Record<string, unknown>[],
    async close() {
      await app.close();
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Asked = {
  /** The cookies of whoever asks. */
  readonly as?: string | undefined;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One request; a path without a leading slash lies under the API, and a body that is no string or bytes is JSON. */
export function send(url: string, method: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { as: cookie, key, body, headers = {} } = asked;
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  return call(url, path.startsWith('/') ? path : `/api/v1/${path}`, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(isRaw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
}

let made = 0;
/** Counts hostile requests of this file: one a row of a table or a generated case. */
export function count(several = 1): void {
  made += several;
}

/** How many hostile requests each file makes at the least; each holds itself to it, and `total.test.ts` adds them up. */
export const promised = {
  injection: 2_000,
  sessions: 100,
  replay: 60,
  objects: 200,
  privilege: 800,
  'two-persons': 50,
  assignment: 200,
  'cross-site': 300,
  paths: 80,
  transport: 70,
  answers: 60,
  oversize: 30,
  guessing: 100,
  outgoing: 20,
} as const;
export function promiseKept(file: keyof typeof promised): void {
  console.log(`${file}: ${made} hostile requests`);
  expect(made).toBeGreaterThanOrEqual(promised[file]);
}

/** What an answer never holds: stacks, statements, places of files, secrets. */
const TELLTALE =
  /\bat \S+ \(|\.ts\b|node_modules|node:|\/(?:work|tmp|home|root|usr)\/|\b(?:select|insert|update|delete)\b.+\b(?:from|into|set)\b|syntax error|postgres|kysely|relation "|argon2|zl_app|ECONN/i;

/** A request that means harm: counted, and what comes back as an error tells nothing of the inside. */
export async function attack(url: string, method: string, path: string, asked: Asked = {}): Promise<Answer> {
  count();
  const answer = await send(url, method, path, asked);
  // What was sent and comes back is looked for elsewhere: it tells nothing of the inside.
  const said =
    answer.status < 400
      ? ''
      : [...textsOf(asked.body), path].reduce((text, sent) => text.replaceAll(sent, ''), answer.text);
  expect(said).not.toMatch(TELLTALE);
  return answer;
}

const textsOf = (body: unknown): readonly string[] =>
  textsIn(body).map((place) => String(place.reduce<unknown>((at, name) => (at as Json)[name], body)) || ' ');

/** An attack and the exact refusal it must meet. */
export async function refuses(
  url: string,
  [status, code]: readonly [number, string],
  [method, path]: readonly [string, string],
  asked: Asked = {},
): Promise<Answer> {
  const answer = await attack(url, method, path, asked);
  if (path.startsWith('/scim/')) expectScim(answer, status === 422 ? 400 : status);
  else if (method === 'HEAD') expect(answer.status).toBe(status);
  else expectProblem(answer, status, code);
  return answer;
}

/** RFC 7644 3.12: directories are told in their own form. */
function expectScim(answer: Answer, status: number): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/);
  expect(answer.json()).toMatchObject({ status: String(status) });
}

export const INVALID = [422, 'request.invalid'] as const;
export const FORBIDDEN = [403, 'auth.forbidden'] as const;
export const UNKNOWN = [404, 'not_found'] as const;
export const NOBODY = [401, 'auth.required'] as const;

/** A person with every factor, as they enrol through the browser. */
export type Owner = {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly recoveryCodes: readonly string[];
  readonly passkey: SoftwareAuthenticator;
  /** The code of the authenticator app now. */
  readonly code: () => string;
  /** Signs in with password and code after the next code is due; answers the cookies, the mark of the browser with them. */
  readonly signIn: (cookie?: string) => Promise<string>;
  readonly cookie: string;
};

export const cookiesOf = (answer: Answer): string =>
  (answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');

let owners = 0;
/** Invites somebody, who sets a password, an authenticator app and a passkey; the roles are given at the command line. */
export async function ownerOf(http: Hostile, roles: readonly Role[] = [], about: About = {}): Promise<Owner> {
  const { url, product, now, wait } = http;
  const { ledger } = product;
  const login = `owner-${++owners}`;
  const password = `harbour ${login} lantern orchard`.replace(login, `${owners}`);
  const { employee = null, scope = {}, until = null } = about;
  const id = await makeAccount(ledger, operator, { login, name: `Holder ${owners}`, employee }, 'command-line');
  for (const role of roles) await grantDirectly(ledger, operator, id, role, { scope, until });
  const token = await linkFor(ledger, operator, id, 'enrolment');
  const begun = cookiesOf(await send(url, 'POST', 'session', { body: { by: 'link', token } }));
  const ok = async (method: string, path: string, as: string, body: unknown = {}) => {
    const answer = await send(url, method, path, { as, body });
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer;
  };
  await ok('PUT', 'my/password', begun, { password });
  const { asked, secret } = (await ok('POST', 'my/totp', begun)).json();
  const code = () => totpOf(String(secret), now());
  const enrolled = await ok('PUT', 'my/totp', begun, { asked, code: code() });
  const cookie = cookiesOf(enrolled);
  const passkey = softwareAuthenticator();
  const ask = (await ok('POST', 'my/passkeys/ask', cookie)).json();
  const response = passkey.enrol(siteOf(url), challengeIn(ask));
  await ok('POST', 'my/passkeys', cookie, { asked: ask.asked, response, label: 'key' });
  const signIn = async (as = '') => {
    wait(60_000);
    const answer = await send(url, 'POST', 'session', { as, body: { by: 'password', login, password, code: code() } });
    expect(answer.status, answer.text).toBe(204);
    return cookiesOf(answer);
  };
  const recoveryCodes = enrolled.json().recoveryCodes as string[];
  return { id, login, password, recoveryCodes, passkey, code, signIn, cookie };
}

export const siteOf = (url: string) => ({ id: new URL(url).hostname, origin: url });
export const challengeIn = (asked: Record<string, unknown>): string =>
  String((asked.options as { readonly challenge: string }).challenge);

/** RFC 6238 with what every authenticator app does: SHA-1, 30 s, six digits; the secret in base 32. */
export function totpOf(secret: string, at: number): string {
  const bits = [...secret].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes.map((each) => Number.parseInt(each, 2))))
    .update(step)
    .digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Somebody of every role, and both kinds of keys. */
export type Cast = {
  readonly of: Readonly<Record<Role, { readonly id: string; readonly cookie: string }>>;
  readonly owner: Owner;
  readonly source: string;
  readonly provisioner: string;
};

export async function castOf(http: Hostile): Promise<Cast> {
  const of = {} as Record<Role, { id: string; cookie: string }>;
  for (const role of roleNames) of[role] = await http.person([role]);
  return {
    of,
    owner: await ownerOf(http),
    source: await http.keyOf('hostile-feed'),
    provisioner: await keepProvisioner(http.product.ledger, operator, 'hostile-directory'),
  };
}

/** Whoever may use a route, so that nothing but its own checks can refuse. */
export function allowed({ of, owner, source, provisioner }: Cast, { needs }: Pick<Route, 'needs'>): Asked {
  if (needs === 'record.post') return { key: source };
  if (needs === 'account.provision') return { key: provisioner };
  if (!isPermission(needs)) return { as: owner.cookie };
  return { as: of[template[needs].roles[0]].cookie };
}

type Json = { readonly [name: string]: unknown };
const jsonSchema = (schema: z.ZodType): Json => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json;

/** Values of the shape a schema wants: one for each way to choose, every optional field filled. */
export const samplesOf = (schema: z.ZodType): readonly unknown[] => samples(jsonSchema(schema));

/** The names of the parameters of a path or a query. */
const namesIn = (schema: z.ZodType): readonly string[] => Object.keys((jsonSchema(schema).properties as Json) ?? {});
const requiredIn = (schema: z.ZodType): readonly string[] => (jsonSchema(schema).required as string[]) ?? [];

function samples(schema: Json): readonly unknown[] {
  const either = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  if (either !== undefined) return either.flatMap(samples);
  if ('const' in schema) return [schema.const];
  if (Array.isArray(schema.enum)) return [schema.enum[0]];
  if (schema.type === 'array') return [[samples(schema.items as Json)[0]]];
  if (schema.type === 'object') return objects((schema.properties ?? {}) as Record<string, Json>);
  if (schema.type === 'string') return [textFor(String(schema.pattern ?? ''))];
  return [schema.type === 'boolean' ? true : schema.type === 'integer' || schema.type === 'number' ? 1 : null];
}

function objects(properties: Readonly<Record<string, Json>>): readonly Json[] {
  const each = Object.entries(properties).map(([name, schema]) => [name, samples(schema)] as const);
  const base = Object.fromEntries(each.map(([name, [first]]) => [name, first]));
  return [base, ...each.flatMap(([name, [, ...others]]) => others.map((other) => ({ ...base, [name]: other })))];
}

function textFor(pattern: string): string {
  if (pattern.includes('{32}')) return 'f'.repeat(32);
  if (pattern.includes('{64}')) return 'f'.repeat(64);
  if (pattern.includes('{12}')) return 'A'.repeat(12);
  if (pattern.includes('\\d{4}')) return '2026-03';
  return 'harmless';
}

type Place = readonly (string | number)[];
/** Where texts stand in a value. */
export function textsIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value === 'string') return [at];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, n) => textsIn(each, [...at, n]));
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, [...at, name]));
}

/** The value with something else in one place. */
export function withAt(value: unknown, [first, ...rest]: Place, other: unknown): unknown {
  if (first === undefined) return other;
  if (Array.isArray(value)) return value.map((each, n) => (n === first ? withAt(each, rest, other) : each));
  const fields = value as Record<string, unknown>;
  return { ...fields, [first]: withAt(fields[first], rest, other) };
}

/** The address of a route with values for its places. */
export const addressOf = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent((values[name] ?? '').toWellFormed()));
export const valuesFor = (schema: z.ZodType): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((samplesOf(schema)[0] ?? {}) as object).map(([name, each]) => [name, String(each)]),
  );

/** A body of the form the route wants, so that everything else is looked at. */
export function bodyFor({ schemas }: Route): Asked {
  if (schemas.body === 'none') return {};
  if (schemas.body === 'ndjson') return { body: '{}', headers: { 'content-type': 'application/x-ndjson' } };
  if (schemas.body === 'octets') return { body: 'x', headers: { 'content-type': 'application/octet-stream' } };
  return { body: samplesOf(schemas.body)[0] };
}

const TABLES = {
  account: "id || state || coalesce(password, '') || totp_step || encode(login_mac, 'hex')",
  session: 'id || level || fresh_at',
  role_grant: 'id || role || coalesce(ended_at, 0) || coalesce(until, 0)',
  proposal: 'id || state',
  unmasking: 'id || until',
  wall_set: 'id || coalesce(ended_at, 0)',
  hold: 'id || coalesce(released_at, 0)',
  case_file: 'id || state',
  case_member: 'case_id || account_id',
  matrix_cell: 'role || permission || allowed',
  rule_state: 'rule || live',
  provisioner: "name || encode(key_digest, 'hex')",
  passkey: 'id || account_id',
  recovery_code: "account_id || encode(digest, 'hex') || coalesce(used_at, 0)",
  source: "name || encode(key_digest, 'hex')",
  mapping: 'digest',
  import: 'id',
  package: 'id',
} as const;

/** What hostile requests may not change, table by table; logs of readings grow by being read and are left out. */
export async function snapshot({ superuser }: Hostile): Promise<Readonly<Record<string, unknown>>> {
  const columns = Object.entries(TABLES).map(
    ([name, what]) => `(select md5(string_agg((${what})::text, ',' order by (${what})::text)) from ${name}) as ${name}`,
  );
  return (await superuser(`select ${columns.join(', ')}`))[0] ?? {};
}

/** A request with a text put where it was not meant, and whether the route's own shapes take it. */
export type Slipped = {
  readonly route: Route;
  readonly place: string;
  readonly text: string;
  readonly path: string;
  readonly asked: Asked;
  readonly isTaken: boolean;
};

/** Every place of a route where a text can stand, with each of these texts in it. */
export function* slippedInto(cast: Cast, route: Route, texts: readonly string[]): Generator<Slipped> {
  const { params, query, body } = route.schemas;
  const [values, known] = [valuesFor(params), valuesFor(query)];
  const needed = Object.fromEntries(requiredIn(query).map((name) => [name, known[name] ?? '']));
  const ask = (given: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>) =>
    `${addressOf(route.path, given)}${Object.keys(wanted).length === 0 ? '' : `?${new URLSearchParams(wanted)}`}`;
  const asked = { ...allowed(cast, route), ...bodyFor(route) };
  for (const text of texts) {
    for (const name of namesIn(params).filter(() => route.path.includes(':'))) {
      const given = { ...values, [name]: text };
      yield {
        route,
        text,
        place: `:${name}`,
        path: ask(given, needed),
        asked,
        isTaken: params.safeParse(given).success,
      };
    }
    for (const name of namesIn(query)) {
      const wanted = { ...needed, [name]: text };
      yield {
        route,
        text,
        place: `?${name}`,
        path: ask(values, wanted),
        asked,
        isTaken: query.safeParse(wanted).success,
      };
    }
    for (const sample of typeof body === 'string' ? [] : samplesOf(body))
      for (const place of textsIn(sample)) {
        const sent = withAt(sample, place, text);
        const isTaken = (body as z.ZodType).safeParse(sent).success;
        yield {
          route,
          text,
          place: place.join('.'),
          path: ask(values, needed),
          asked: { ...asked, body: sent },
          isTaken,
        };
      }
  }
}
