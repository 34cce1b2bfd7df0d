import { afterAll, beforeAll, expect, test } from 'vitest';
import { worldOf } from '../../packages/server/src/people/facts.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, expectProblem, ndjson, post, startHttp } from '../setup/http.ts';

const REASON = 'a test looked at both records';
const common = { v: 1, source: 'books', occurredAt: '2026-03-02T10:00:00+08:00', basis: 'company-books' };
const company = (ref: string) => ({ system: 'company', ref });
const bank = { system: 'bank', ref: '6222020011112222', name: '张三' };
const records = [
  {
    kind: 'company',
    externalId: 'k',
    body: { company: company('北京华晟科技有限公司'), name: '北京华晟科技有限公司' },
  },
  { kind: 'employee', externalId: 'e', body: { employee: { system: 'hr', ref: 'E001' }, name: '张三' } },
  ...['华晟科技', '华晟'].map((name) => ({
    kind: 'transfer',
    externalId: name,
    body: { from: company(name), to: bank, amount: { currency: 'CNY', minor: '100' } },
  })),
].map((record) => ({ ...common, ...record }));

type Shown = { readonly id: string; readonly kind: string; readonly reason: string; readonly confirmable: boolean };

let http: Http;
let asking: string;
let second: string;
beforeAll(async () => {
  http = await startHttp('nothing');
  asking = await http.session(['investigator']);
  second = await http.session(['counsel']);
  expect((await post(http.url, 'books', await http.keyOf('books'), ndjson(records))).status).toBe(200);
});
afterAll(() => http.close());

const get = (cookie = asking): Promise<Answer> => call(http.url, '/api/v1/suggestions', { headers: { cookie } });
const listed = async (): Promise<{ items: Shown[]; refused: { id: string }[] }> =>
  (await get()).json() as { items: Shown[]; refused: { id: string }[] };
const send = (path: string, body: unknown, cookie = asking): Promise<Answer> =>
  call(http.url, `/api/v1/${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const decide = (id: string, decision: string, cookie = asking) =>
  send(`suggestions/${id}/decision`, { decision, reason: REASON }, cookie);
const nameOf = async (text: string) => (await worldOf(http.product.ledger)).directory.companyOf(text)?.company.name;
const suggestionOf = async (text: string): Promise<Shown> => {
  const found = (await listed()).items.find(({ reason }) => reason.includes(text));
  if (found === undefined) throw new Error(text);
  return found;
};

test('what only looks alike is suggested with its reason, and names of employees stay covered', async () => {
  const { items } = await listed();
  expect(items.map(({ kind, confirmable }) => [kind, confirmable])).toEqual([
    ['company-name', true],
    ['company-name', true],
    ['payee-name', true],
  ]);
  const { text } = await get();
  expect(text).toMatch(/员工[0-9A-Z]{8}/);
  expect(text).not.toContain('张三');
});

test('who refuses keeps the two apart, in the ledger and after a rebuild, until it is taken back', async () => {
  const { id } = await suggestionOf('“华晟”');
  expect(await nameOf('华晟')).toBe('北京华晟科技有限公司');
  expectProblem(await decide(id, 'refused', second), 403, 'auth.forbidden');
  expect((await decide(id, 'refused')).status).toBe(200);
  expect(await nameOf('华晟')).not.toBe('北京华晟科技有限公司');
  const { items, refused } = await listed();
  expect([items.some((each) => each.id === id), refused.map((each) => each.id)]).toEqual([false, [id]]);
  expectProblem(await decide(id, 'refused'), 404, 'not_found');
  expect((await fsck(http.product)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect((await decide(id, 'reopened')).status).toBe(200);
  expect(await nameOf('华晟')).toBe('北京华晟科技有限公司');
  expect((await listed()).refused).toEqual([]);
});

test('who confirms proposes; only a second person makes a record of it', async () => {
  const { id } = await suggestionOf('“华晟科技”');
  const { proposal } = (await decide(id, 'confirmed')).json() as { proposal: string };
  const how = async () => (await worldOf(http.product.ledger)).directory.companyOf('华晟科技')?.how;
  expect(await how()).toBe('form');
  expect((await send(`acts/${proposal}/decision`, { decision: 'confirmed', reason: REASON }, second)).status).toBe(200);
  expect(await how()).toBe('alias');
  expect(await nameOf('北京华晟科技有限公司')).toBe('北京华晟科技有限公司');
  expect((await listed()).items.some((each) => each.id === id)).toBe(false);
});

test('a confirmed account is whose it was confirmed to be', async () => {
  const payee = (await listed()).items.find(({ kind }) => kind === 'payee-name');
  const { proposal } = (await decide(payee?.id ?? '', 'confirmed')).json() as { proposal: string };
  expect((await send(`acts/${proposal}/decision`, { decision: 'confirmed', reason: REASON }, second)).status).toBe(200);
  const { directory } = await worldOf(http.product.ledger);
  expect(directory.handlesOf({ system: 'hr', ref: 'E001' })).toMatchObject([{ ref: bank.ref }]);
});
