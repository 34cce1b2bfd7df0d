import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeRecord, kinds, recordJsonSchema } from '../../packages/server/src/kernel/record.ts';
import type { Answer } from '../setup/http.ts';
import { ask, call, cookieOf, ndjson, post, raw, signIn, stopDatabase } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { dataFolder, serve, stop, zl } from '../setup/server.ts';

/** A word that occurs in no code, no message and no identifier of ours. */
const WORD = 'qzxcanary7vjw';
const FORMS = [
  WORD,
  Buffer.from(WORD).toString('hex'),
  WORD.toUpperCase(),
  Buffer.from(WORD).toString('base64').slice(0, 16),
];

type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
};

const MEDIA = `a picture with the ${WORD} in it`;

let planted = 0;
const place = (): string => `${WORD}-${++planted}`;

/** A value that a schema admits, with every field there and the word in each that takes free text. */
function filled(schema: Schema, field = ''): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.format === 'date-time') return '2026-03-02T10:15:00+08:00';
  if (schema.format === 'date') return '2026-03-02';
  if (schema.type === 'string') {
    if (field === 'source') return 'everywhere';
    if (field === 'mediaType') return `image/${place()}`;
    if (field === 'sha256') return hash('sha256', MEDIA);
    if (schema.anyOf !== undefined) return filled(schema.anyOf[0] ?? {}, field);
    return field === 'path' ? `${WORD}/${place()}` : place();
  }
  if (schema.anyOf !== undefined) {
    const best = schema.anyOf.find(({ type }) => type === 'array') ?? schema.anyOf[0];
    return filled(best ?? {}, field);
  }
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 7;
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 1 }, () => filled(schema.items ?? {}));
  const members = Object.entries(schema.properties ?? {});
  const told: Readonly<Record<string, unknown>> = { minor: '700', currency: 'CNY', sizeBytes: MEDIA.length };
  return Object.fromEntries(members.map(([name, each]) => [name, told[name] ?? filled(each, name)]));
}

const schemas = (recordJsonSchema() as { anyOf: readonly Schema[] }).anyOf;
const records = schemas.map((schema) => {
  const record = filled(schema) as { kind: string; basis: string };
  return record.kind === 'transfer' ? { ...record, basis: 'company-books' } : record;
});

const data = dataFolder();
const inbox = join(dirname(data), 'inbox');
let served: Served;
let said = '';
let key: string;
let cookie: string;
let admin: string;
/** Where a record with a file stands. */
const media = { index: 0 };
const answers: Answer[] = [];
beforeAll(async () => {
  served = await serve(data);
  for (const stream of [served.child.stdout, served.child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  key = String((await zl(['source', 'add', 'everywhere', '--json', '--data', data])).lines[0]?.key);
  const token = new URL(served.adminLink ?? '').searchParams.get('token') ?? '';
  admin = await signIn(served.url, token);
  cookie = await cookieOf(served.url, data, ['investigator', 'integrator']);
  mkdirSync(inbox);
});
afterAll(async () => {
  await stop(served);
  rmSync(dirname(data), { recursive: true, force: true });
});

/** Lines that cannot be read, each for another reason and each with the word in it. */
const broken = (): readonly string[] => {
  const [chat] = records.filter(({ kind }) => kind === 'chat') as unknown as Record<string, unknown>[];
  const but = (change: object) => JSON.stringify({ ...chat, externalId: place(), ...change });
  return [
    `{"v":1,"kind":"chat","${WORD}`,
    WORD,
    `"${WORD}"`,
    but({ kind: place() }),
    but({ kind: { [WORD]: WORD } }),
    but({ occurredAt: place() }),
    but({ basis: place() }),
    but({ precision: place() }),
    // A source's name is an address people choose, and stands in tables and messages; what is no name is content.
    but({ source: `${WORD} ${WORD}` }),
    but({ externalId: `${WORD}\u0000` }),
    but({ externalId: WORD.repeat(30) }),
    but({ body: WORD }),
    but({ body: { text: WORD } }),
    but({ body: { conversation: { ref: WORD }, from: WORD, to: WORD, form: WORD, text: [WORD] } }),
    but({ media: [{ name: WORD, path: `../${WORD}` }] }),
    but({ media: WORD }),
    `{"${WORD}":1,"${WORD}":2}`,
    JSON.stringify({ ...records.find(({ kind }) => kind === 'transfer'), basis: 'work-system' }),
  ];
};

test('the word stands in every free text of every kind, and each such record is taken', async () => {
  expect(records.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  expect(records.map(decodeRecord).filter(({ ok }) => !ok)).toEqual([]);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' };
  const blob = `/api/v1/blobs/${hash('sha256', MEDIA)}`;
  expect((await call(served.url, blob, { method: 'PUT', headers, body: MEDIA })).status).toBe(200);
  const answer = await post(served.url, 'everywhere', key, ndjson(records));
  expect(answer.json()).toMatchObject({ reasons: [], accepted: kinds.length, quarantined: 0 });
  media.index = Number(answer.json().from);
  const again = ndjson(records.map((record) => ({ ...record, precision: 'day' })));
  expect((await post(served.url, 'everywhere', key, again)).json()).toMatchObject({ changed: kinds.length });
});

test('a line that cannot be read is named without its words', async () => {
  const lines = broken();
  const bytes = Buffer.concat([
    Buffer.from(`${ndjson(lines)}\n${WORD}`),
    Buffer.from([0xff, 0xfe, 10]),
    Buffer.from(WORD.repeat(90_000)),
  ]);
  const answer = await post(served.url, 'everywhere', key, bytes);
  expect(answer.json()).toMatchObject({ accepted: 0, quarantined: lines.length + 2 });
  expect(answer.text).not.toContain(WORD);
});

test('files with the word in name and content are imported while the server runs', async () => {
  const findings = Array.from({ length: 5 }, (_, i) => ({
    v: 1,
    kind: 'chat',
    source: 'talk',
    externalId: `${WORD}-${i}`,
    occurredAt: '2026-03-02T10:15:00+08:00',
    basis: 'work-system',
    body: {
      conversation: WORD,
      from: { system: 'wecom', ref: `staff-${WORD}`, name: WORD },
      to: [{ system: 'wecom', ref: `wm${WORD}`, name: WORD }],
      form: 'text',
      text: `我介绍你到${WORD}公司合作,好处费给你10%`,
    },
  }));
  writeFileSync(join(inbox, `${WORD}-native.ndjson`), ndjson([...findings, ...broken()]));
  const wecom = {
    msgid: `${WORD}-w`,
    action: 'send',
    from: WORD,
    tolist: [`wm${WORD}`],
    roomid: '',
    msgtime: 1_772_000_000_000,
    msgtype: 'text',
    text: { content: WORD },
  };
  writeFileSync(
    join(inbox, `${WORD}-wecom.json`),
    ndjson([wecom, { ...wecom, msgid: `${WORD}-x`, msgtype: WORD }, { ...wecom, msgid: null }]),
  );
  writeFileSync(join(inbox, `${WORD}.bin`), Buffer.from(WORD, 'utf16le'));
  const done = await zl(['import', inbox, '--json', '--data', data]);
  expect(done.code).toBe(0);
  expect(done.lines.at(-1)).toMatchObject({ total: { accepted: 7 } });
  expect(done.err).toBe('');
});

test('it is read, packed and refused in every way there is, and no problem repeats it', async () => {
  const get = async (path: string, headers: Readonly<Record<string, string>> = { cookie }) => {
    const answer = await call(served.url, path, { headers });
    if (answer.status !== 200) answers.push(answer);
    return answer;
  };
  const findings = await get('/api/v1/findings');
  const items = (findings.json() as { items: { id: string }[] }).items;
  expect(items.length).toBeGreaterThan(0);
  expect(findings.text).toContain(WORD);
  for (const { id } of items.slice(0, 3)) await get(`/api/v1/findings/${id}`);
  const urgent = 'ground=urgent&why=a%20test%20opens%20it';
  expect((await get(`/api/v1/entries/main/${media.index}?${urgent}`)).text).toContain(WORD);
  expect((await get(`/api/v1/blobs/${hash('sha256', MEDIA)}?log=main&index=${media.index}&${urgent}`)).text).toBe(
    MEDIA,
  );
  const chains = ((await get('/api/v1/chains')).json() as { items: { id: string }[] }).items;
  for (const { id } of chains) {
    const headers = { cookie, 'content-type': 'application/json' };
    const made = await call(served.url, `/api/v1/chains/${id}/packages`, { method: 'POST', headers, body: '{}' });
    if (made.status === 200) await get(`/api/v1/packages/${made.json().id}`);
    else answers.push(made);
  }
  for (const path of [
    `findings/${WORD}`,
    `chains/${WORD}`,
    `packages/${WORD}`,
    `entries/${WORD}/0`,
    `entries/main/${WORD}`,
    WORD,
  ])
    await get(`/api/v1/${path}`);
  for (const query of [
    `findings?rule=${WORD}%00`,
    `findings?cursor=${WORD}`,
    `findings?limit=${WORD}`,
    `chains?min=${WORD}`,
  ])
    await get(`/api/v1/${query}`);
  for (const headers of [{ cookie: `zl_session=${WORD}` }, { authorization: `Bearer ${WORD}` }] as Readonly<
    Record<string, string>
  >[])
    await get('/api/v1/findings', headers);
  await get(`/${WORD}%zz`);
  const send = async (path: string, type: string, body: string, bearer = key) =>
    answers.push(
      await call(served.url, path, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
        body,
      }),
    );
  const records = '/api/v1/sources/everywhere/records';
  await send(records, 'application/json', `{"${WORD}`);
  await send(records, `text/${WORD}`, WORD);
  await send(records, 'application/x-ndjson', WORD, WORD);
  await send(records, 'application/x-ndjson', `${WORD}\n`.repeat(5_001));
  await send(`/api/v1/sources/${WORD}/records`, 'application/x-ndjson', WORD);
  for (const body of [`{"by":"link","token":"${WORD}"}`, `{"${WORD}":1}`, `{"${WORD}`]) {
    const headers = { 'content-type': 'application/json' };
    answers.push(await call(served.url, '/api/v1/session', { method: 'POST', headers, body }));
  }
  expect(await raw(served.url, `${WORD} ${WORD}\r\n\r\n`)).not.toContain(WORD);
  expect(answers.length).toBeGreaterThan(20);
  expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  const repeated = answers.filter(({ text, headers }) => `${text} ${JSON.stringify(headers)}`.includes(WORD));
  // Whoever names a source learns that there is none of this name; a source's name is no content.
  expect(repeated.map(({ text }) => JSON.parse(text).code).filter((code) => code !== 'source.unknown')).toEqual([]);
});

test('the word stands in accounts, sessions, roles, acts, holds, walls, cases and what was asked for', async () => {
  const agent = { 'user-agent': WORD };
  const send = async (path: string, body: unknown, as: string, method = 'POST') => {
    const headers = { cookie: as, 'content-type': 'application/json', ...agent };
    return await call(served.url, `/api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  };
  const done = async (path: string, body: unknown, as: string, method = 'POST') => {
    const answer = await send(path, body, as, method);
    expect([path, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([
      path,
      expect.toSatisfy((s) => s < 300),
      '',
    ]);
    return answer.status === 204 ? {} : answer.json();
  };
  const [counsel, security, auditor] = await Promise.all(
    (['counsel', 'security-admin', 'audit-admin'] as const).map((role) => cookieOf(served.url, data, [role])),
  );
  if (counsel === undefined || security === undefined || auditor === undefined)
    throw new Error('three people are three');
  const about = { login: place(), name: place(), employee: place() };
  const { account, path } = await done('accounts', { login: 'plain', name: 'Plain', employee: null }, admin);
  const invited = await call(served.url, '/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...agent },
    body: JSON.stringify({ by: 'link', token: String(path).split('=')[1] }),
  });
  const own = (invited.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
  await done('my/password', { password: `${WORD} heron lattice` }, own, 'PUT');
  const { asked } = await done('my/totp', {}, own);
  answers.push(await send('my/totp', { asked, code: WORD }, own, 'PUT'));
  answers.push(await send('my/passkeys', { asked: WORD, response: { id: WORD }, label: WORD }, own));
  await done(`accounts/${account}`, about, admin, 'PATCH');
  const scope = { employers: [place()], departments: [place()] };
  const grant = { account, role: 'hrbp', scope, until: null };
  const { id: proposed } = await done('acts', { kind: 'role.grant', payload: grant, reason: place() }, admin);
  await done(`acts/${proposed}/decision`, { decision: 'confirmed', reason: place() }, security);
  await done('walls', { account, employee: place(), why: place() }, security);
  await done('holds', { query: { employees: [place()] }, why: place() }, counsel);
  answers.push(
    await send('cases', { title: place(), ground: WORD, persons: ['0'.repeat(32)], members: [], why: place() }, cookie),
  );
  const relation = { type: 'company', company: place(), alias: place() };
  const { id: related } = await done(
    'acts',
    { kind: 'relation.confirm', payload: { relation }, reason: place() },
    cookie,
  );
  await done(`acts/${related}/decision`, { decision: 'confirmed', reason: place() }, counsel);
  await done(`accounts/${account}/state`, { state: 'disabled', why: place() }, admin, 'PUT');
  const [first] = (await call(served.url, '/api/v1/watch/alerts', { headers: { cookie: auditor } })).json().alerts as {
    id: string;
  }[];
  await done(`watch/alerts/${first?.id}/review`, { outcome: place() }, auditor);
  for (const query of [`ground=${WORD}&why=${WORD}`, `ground=urgent&why=${WORD}`])
    answers.push(await call(served.url, `/api/v1/entries/main/999999?${query}`, { headers: { cookie, ...agent } }));
  for (const login of [WORD, about.login])
    answers.push(await send('session', { by: 'password', login, password: WORD, code: WORD }, ''));
  const { key: directory } = await done('provisioners/directory', {}, admin, 'PUT');
  const headers = { authorization: `Bearer ${directory}`, 'content-type': 'application/scim+json' };
  const user = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: place(),
    displayName: place(),
    externalId: place(),
  };
  const made = await call(served.url, '/scim/v2/Users', { method: 'POST', headers, body: JSON.stringify(user) });
  expect(made.status).toBe(201);
  answers.push(await call(served.url, `/scim/v2/Users?filter=${WORD}%20eq%20%22${WORD}%22`, { headers }));
  expect((await call(served.url, '/api/v1/accounts', { headers: { cookie: admin } })).text).toContain(WORD);
  const repeated = answers.filter(({ status, text }) => status >= 400 && text.includes(WORD));
  expect(repeated.map(({ text }) => JSON.parse(text).code).filter((code) => code !== 'source.unknown')).toEqual([]);
});

test('a database that dies in the middle says nothing of it either', async () => {
  await stopDatabase(data);
  const answer = await post(
    served.url,
    'everywhere',
    key,
    ndjson(records.map((record) => ({ ...record, externalId: place() }))),
  );
  expect(answer.status).toBe(503);
  expect(answer.text).not.toContain(WORD);
  expect((await zl(['findings', '--json', '--data', data])).code).toBe(0);
  await expect.poll(async () => (await call(served.url, '/healthz')).status, { timeout: 10_000 }).toBe(200);
});

test('no page of numbers, no line of a log, no row and no file holds the word', async () => {
  for (const path of ['/metrics', '/healthz']) expect((await call(served.url, path)).text).not.toContain(WORD);
  expect(said).not.toContain(WORD);
  const tables = await ask<{ name: string }>(
    data,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  let rows = 0;
  for (const { name } of tables) {
    for (const { row } of await ask<{ row: string }>(data, `select t::text as row from ${name} t`)) {
      rows++;
      for (const form of FORMS) if (row.includes(form)) expect.fail(`${name} holds the word as ${form}`);
    }
  }
  expect(rows).toBeGreaterThan(300);
  const forms = FORMS.flatMap((form) => ['-e', form]);
  const found = (() => {
    try {
      return execFileSync('grep', ['-rlaF', ...forms, data], { encoding: 'utf8' });
    } catch {
      return '';
    }
  })();
  expect(found).toBe('');
  const log = execFileSync('find', [data, '-name', 'cluster.log'], { encoding: 'utf8' }).trim();
  expect(readFileSync(log, 'utf8')).toContain('database system');
});

test('the search itself finds the word where it is', () => {
  const file = join(inbox, 'seen');
  writeFileSync(file, FORMS.join('\n'));
  for (const form of FORMS)
    expect(execFileSync('grep', ['-rlaF', '-e', form, file], { encoding: 'utf8' })).toContain(file);
});
