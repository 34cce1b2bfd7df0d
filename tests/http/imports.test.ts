import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportState } from '../../packages/server/src/http/routes/intake-shapes.ts';
import { Desk } from '../../packages/server/src/intake/desk.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, expectProblem, startHttp } from '../setup/http.ts';

let http: Http;
let cookie: string;
beforeAll(async () => {
  http = await startHttp('nothing');
  cookie = await http.session();
});
afterAll(() => http.close());

const CANARY = '灯笼鱼';
const BILL = [
  '日期,对方,金额,附言',
  `2026-03-05,华晟科技有限公司,20000.00,${CANARY}`,
  '2026/03/06,张三,-35.00,晚',
].join('\n');
const MAPPING = `
mapping: 1
name: desk-bank
title: 小银行
source: desk-bank
account: personal
file: {form: table, header: [日期, 对方, 金额, 附言]}
let: {in: {column: 金额, matches: '^[^-]'}}
records:
  - kind: transfer
    at: {date: {column: 日期}, formats: [YYYY-MM-DD]}
    body:
      from: {if: {use: in}, then: {counterparty: {name: {column: 对方}, system: bank}}, else: {holder: true}}
      to: {if: {use: in}, then: {holder: true}, else: {counterparty: {name: {column: 对方}, system: bank}}}
      amount: {money: {column: 金额}, absolute: true}
      memo: {column: 附言}
`;

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  call(http.url, `/api/v1/${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const put = (id: string, path: string, bytes: string | Uint8Array): Promise<Answer> =>
  call(http.url, `/api/v1/imports/${id}/files?path=${encodeURIComponent(path)}`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: bytes,
  });
const stateOf = (answer: Answer): ImportState => {
  expect(answer.status, answer.text).toBe(200);
  return answer.json() as unknown as ImportState;
};

async function until(id: string, state: ImportState['state']): Promise<ImportState> {
  for (;;) {
    const now = stateOf(await send('GET', `imports/${id}`));
    if (now.state === state) return now;
    if (now.state === 'failed') throw new Error(JSON.stringify(now.error));
    await sleep(20);
  }
}

/** An import with the bill in it, read by its mapping and with everything said. */
async function ready(name = '账单/三月.csv'): Promise<ImportState> {
  const { id } = stateOf(await send('POST', 'imports'));
  await put(id, name, BILL);
  const settings = { mapping: { text: MAPPING }, basis: 'provided-by-employee', handover: 'h1', owner: 'hr:E001' };
  stateOf(await send('POST', `imports/${id}/settings`, { settings }));
  return await until(id, 'rehearsed');
}

test('a file of an unknown system is looked at, connected by a mapping, and taken in', async () => {
  const before = await http.sizeOf('main');
  const { id } = stateOf(await send('POST', 'imports'));
  stateOf(await put(id, '账单/三月.csv', BILL));
  const unknown = await until(id, 'rehearsed');
  expect(unknown.files[0]?.reports[0]).toMatchObject({
    format: null,
    found: 0,
    reasons: [{ code: 'import.unrecognised' }],
  });

  const proposal = (await send('POST', 'mappings/propose', { import: id, file: 1 })).json();
  expect(proposal.text).toContain('mapping: 1');
  const preview = (await send('POST', 'mappings/preview', { import: id, file: 1, text: MAPPING })).json();
  expect(preview).toMatchObject({
    problems: [],
    samples: [{ at: 'line 2', after: { kind: 'transfer' } }, { code: 'record.time_invalid' }],
  });
  const wrong = (
    await send('POST', 'mappings/preview', { import: id, file: 1, text: MAPPING.replace('absolute', 'absolut') })
  ).json();
  expect((wrong.problems as readonly unknown[]).length).toBeGreaterThan(0);

  await send('POST', `imports/${id}/settings`, { settings: { mapping: { text: MAPPING } } });
  const asked = await until(id, 'rehearsed');
  expect(asked.files[0]?.reports[0]).toMatchObject({ format: 'desk-bank', found: 2, accepted: 1, quarantined: 1 });
  expect(asked.files[0]?.reports[0]?.needs).toEqual([expect.stringMatching(/^basis/), 'handover', 'owner']);
  expectProblem(await send('POST', `imports/${id}/run`), 422, 'import.needs');
  expect(await http.sizeOf('main')).toBe(before);

  const settings = { basis: 'provided-by-employee', handover: 'h1', owner: 'hr:E001' };
  await send('POST', `imports/${id}/settings`, { file: 1, settings });
  await until(id, 'rehearsed');
  stateOf(await send('POST', `imports/${id}/run`));
  const done = await until(id, 'done');
  const [place] = done.files[0]?.deliveries ?? [];
  expect(done.files[0]).toMatchObject({ ran: true, progress: 1, reports: [{ accepted: 1, quarantined: 1 }] });
  if (place === undefined) throw new Error('a delivery was made');
  const at = `deliveries/${place.log}/${place.index}`;

  expect((await send('GET', `${at}/original`)).text).toBe(BILL);
  const rows = (await send('GET', `${at}/quarantine`)).json();
  expect(rows).toMatchObject({
    rows: [{ line: 3, code: 'record.time_invalid', before: '2026/03/06,张三,-35.00,晚', takenBy: null }],
  });
  const mended = MAPPING.replace('[YYYY-MM-DD]', '[YYYY-MM-DD, YYYY/MM/DD]');
  expect((await send('PUT', 'mappings', { text: mended })).json()).toMatchObject({ name: 'desk-bank', version: 2 });
  expect((await send('POST', `${at}/reprocess`, {})).json()).toMatchObject({
    accepted: 1,
    repeated: 1,
    quarantined: 0,
  });
  expectProblem(await send('POST', `${at}/retract`, { why: ' ' }), 422, 'request.invalid');
  expect((await send('POST', `${at}/retract`, { why: '导错了人' })).json()).toMatchObject({ records: 1 });
  expectProblem(await send('POST', `${at}/reprocess`, {}), 409, 'import.retracted');
  const { deliveries } = (await send('GET', 'deliveries?source=desk-bank')).json() as { deliveries: readonly object[] };
  expect(deliveries).toMatchObject([
    { method: 'reprocess' },
    { method: 'import', taken: 1, retracted: { why: '导错了人' } },
  ]);
});

test('what waits is sealed, and is gone once it was taken in or given up', async () => {
  const { stagingDir } = http.product.intake;
  const staged = () =>
    readdirSync(stagingDir, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => readFileSync(join(each.parentPath, each.name)));
  const { id } = await ready();
  expect(staged().length).toBe(1);
  expect(staged().some((bytes) => bytes.includes(CANARY))).toBe(false);
  stateOf(await send('POST', `imports/${id}/run`));
  await until(id, 'done');
  expect(staged()).toEqual([]);
  const other = await ready();
  expect((await send('DELETE', `imports/${other.id}`)).status).toBe(200);
  expect(staged()).toEqual([]);
  expectProblem(await send('GET', `imports/${other.id}`), 404, 'not_found');
});

test('a password is used and never answered', async () => {
  const { id } = await ready();
  const said = stateOf(await send('POST', `imports/${id}/settings`, { settings: { password: 'never-shown-1' } }));
  expect(JSON.stringify(said)).not.toContain('never-shown-1');
  expect(said.files[0]?.settings).toMatchObject({ hasPassword: true });
  expect(said.files[0]?.settings).not.toHaveProperty('password');
  await until(id, 'rehearsed');
});

test('an import that a process left in the middle goes on in the next one', async () => {
  const { id } = await ready('账单/四月.csv');
  const { intake, desk } = http.product;
  await desk.close();
  stateOf(await send('POST', `imports/${id}/run`));
  expect((await desk.get(id)).state).toBe('running');
  const next = new Desk(intake);
  await next.resume();
  while ((await next.get(id)).state === 'running') await sleep(20);
  expect((await next.get(id)).state).toBe('done');
  await next.close();
});

test.each(['../x', '/x', 'a//b', 'a\\b', '', '.'])('a file cannot be called %j', async (path) => {
  const { id } = stateOf(await send('POST', 'imports'));
  expectProblem(await put(id, path, 'x'), 422, 'request.invalid');
});

test('without a session nothing of intake is answered', async () => {
  for (const [method, path] of [
    ['GET', 'imports'],
    ['POST', 'imports'],
    ['GET', 'mappings'],
    ['PUT', 'mappings'],
    ['GET', 'deliveries'],
    ['GET', 'deliveries/main/0/original'],
    ['POST', 'deliveries/main/0/retract'],
  ] as const)
    expectProblem(await call(http.url, `/api/v1/${path}`, { method }), 401, 'auth.required');
});
