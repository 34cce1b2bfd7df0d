import { hash } from 'node:crypto';
import { canonicalText } from '@zhenglian/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChainCompared, PastChain } from '../../packages/console/src/api/types.ts';
import { setWall } from '../../packages/server/src/access/walls.ts';
import { retractDelivery } from '../../packages/server/src/intake/retract.ts';
import { readEntries } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { destroyPersonMonth } from '../../packages/server/src/wiring/destroy-person.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import type { Http } from '../setup/http.ts';
import { call, expectProblem, ndjson, operator, post, startHttp, unmask } from '../setup/http.ts';

const party = (system: string, ref: string) => ({ system, ref });
const outside = party('company', '华晟科技有限公司');
const line = (kind: string, externalId: string, occurredAt: string, body: object, basis = 'work-system') => ({
  ...{ v: 1, kind, source: 'feed', externalId, occurredAt, basis, body },
});
const yuan = (amount: number) => ({ currency: 'CNY', minor: String(amount * 100) });
const said = '我介绍你到华晟公司合作,好处费给你10%';
const STORY = [
  line('company', 'k1', '2025-01-01T00:00:00+08:00', { company: outside, name: outside.ref }),
  line('employee', 'e1', '2025-01-01T00:00:00+08:00', {
    employee: party('hr', 'E001'),
    name: '张三',
    handles: [party('wecom', 'zhangsan')],
  }),
  line('customer', 'c1', '2025-01-01T00:00:00+08:00', {
    customer: party('crm', 'C100'),
    name: '李四',
    handles: [party('wecom', 'wm100')],
  }),
  line('ownership', 'o1', '2025-06-01T09:00:00+08:00', {
    ...{ customer: party('crm', 'C100'), employee: party('hr', 'E001'), action: 'assigned' },
  }),
  line('chat', 'm1', '2026-03-02T10:15:00+08:00', {
    ...{ conversation: 'c', from: party('wecom', 'zhangsan'), to: [party('wecom', 'wm100')], form: 'text', text: said },
  }),
  line('deal', 'd1', '2026-03-03T09:00:00+08:00', {
    ...{ customer: party('crm', 'C100'), seller: outside, type: 'contract', number: 'HS-1', amount: yuan(200_000) },
  }),
];
const PAYMENT = {
  ...line(
    'transfer',
    't1',
    '2026-04-05T16:02:00+08:00',
    { from: outside, to: { ...party('hr', 'E001'), name: '张三' }, amount: yuan(20_000), memo: '咨询费' },
    'company-books',
  ),
  source: 'books',
};

let http: Http;
let me: { readonly id: string; readonly cookie: string };
let id: string;
let history: readonly PastChain[];

const get = async <T>(path: string, { cookie } = me): Promise<T> => {
  const answer = await call(http.url, `/api/v1/${path}`, { headers: { cookie } });
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.json() as T;
};
const historyOf = async (who = me) =>
  (await get<{ readonly items: readonly PastChain[] }>(`chains/${id}/history`, who)).items;
const between = (from: number | undefined, to: number | 'now' | undefined = 'now', who = me) =>
  get<ChainCompared>(`chains/${id}/diff?from=${from}&to=${to}`, who);

/** The story without its payment, with it, and with the payment undone: each looked at once. */
beforeAll(async () => {
  http = await startHttp('nothing');
  const key = await http.keyOf('feed');
  me = await http.person(['investigator']);
  expect((await post(http.url, 'feed', key, ndjson(STORY))).json()).toMatchObject({ accepted: STORY.length });
  await bringUp(http.product);
  await unmask(http.product, me.id, 'E001');
  id = (await get<{ readonly items: readonly { readonly id: string }[] }>('chains')).items[0]?.id ?? '';
  const { from } = (await post(http.url, 'books', await http.keyOf('books'), ndjson([PAYMENT]))).json();
  await get(`chains/${id}`);
  await retractDelivery(http.product.ledger, operator, { log: 'main', delivery: Number(from) - 1 }, 'a test undoes it');
  await get(`chains/${id}`);
  history = await historyOf();
});
afterAll(() => http.close());

test('every time it was shown otherwise stands in the history, and opens as it was', async () => {
  expect(history.map(({ status, strength, isNow }) => ({ status, strength, isNow }))).toEqual([
    { status: 'open', strength: 'medium', isNow: true },
    { status: 'open', strength: 'strong', isNow: false },
    { status: 'open', strength: 'medium', isNow: true },
  ]);
  const bodies = await http.product.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    return await readEntries(
      tx,
      http.product.ledger,
      log,
      history.map(({ index }) => index),
    );
  });
  for (const [at, { entry, content }] of bodies.entries()) {
    if (content.status !== 'open') throw new Error('nothing was destroyed yet');
    const { id: _, digest, ...shown } = content.body;
    expect(entry.type).toBe('reconstruction');
    expect([digest, hash('sha256', canonicalText(shown as never))]).toEqual([history[at]?.digest, history[at]?.digest]);
  }
});

test('a payment recorded late makes its links come, and undone makes them go again', async () => {
  const [first, second, third] = history.map(({ index }) => index);
  const links = async (from: number | undefined, to: number | 'now' | undefined) =>
    ((await between(from, to)).differences ?? [])
      .filter(({ part }) => part === 'link')
      .map(
        ({ change, says, entries }) =>
          `${change} ${says.slice(0, says.indexOf('；'))} ${entries.map((each) => each.externalId)}`,
      );
  const came = await links(first, second);
  expect(came).toContain('came 新增关联“所说与付款”，充分 t1');
  const went = await links(second, third);
  expect(went).toContain('went 不再有关联“所说与付款” t1');
  expect(went).toHaveLength(came.length);
  expect((await between(first, third)).differences).toEqual([]);
  expect(await links(second, 'now')).toEqual(went);
});

test('an entry that is no longer part of the chain opens upon it still', async () => {
  const [entry] =
    (await between(history[0]?.index, history[1]?.index)).differences?.find(({ part }) => part === 'link')?.entries ??
    [];
  await get(`entries/${entry?.log}/${entry?.index}?ground=chain:${id}`);
});

test('whoever may not see the name sees no name, and no digest that a guessed one could be held against', async () => {
  const other = await http.person(['counsel']);
  const items = await historyOf(other);
  expect(items.map(({ digest }) => digest)).toEqual([null, null, null]);
  const found = await between(items[0]?.index, items[1]?.index, other);
  expect(found.differences?.length).toBeGreaterThan(3);
  expect(JSON.stringify(found)).not.toMatch(/张三|E001|zhangsan/);
  expect(JSON.stringify(found)).toContain('员工');
});

test('a place at which this chain was not shown is not there', async () => {
  const answer = await call(http.url, `/api/v1/chains/${id}/diff?from=0`, { headers: { cookie: me.cookie } });
  expectProblem(answer, 404, 'not_found');
});

test('a reading of history or differences is recorded with what was opened', async () => {
  const auditor = await http.person(['auditor']);
  const { readings } = await get<{ readings: readonly { readonly act: string; readonly ground: string }[] }>(
    'watch/readings?act=chain.read',
    auditor,
  );
  const count = readings.filter(({ ground }) => ground === `chain:${id}`).length;
  await between(history[0]?.index, history[1]?.index);
  await historyOf();
  const after = await get<{ readings: readonly { readonly ground: string }[] }>(
    'watch/readings?act=chain.read',
    auditor,
  );
  expect(after.readings.filter(({ ground }) => ground === `chain:${id}`)).toHaveLength(count + 2);
});

test('one that rests on a source outside of a limited grant is held back, the others are not', async () => {
  const limited = await http.person(['investigator'], { scope: { sources: ['feed'] } });
  const items = await historyOf(limited);
  expect(items.map(({ status, strength }) => [status, strength])).toEqual([
    ['open', 'medium'],
    ['withheld', null],
    ['open', 'medium'],
  ]);
  const found = await between(items[0]?.index, items[1]?.index, limited);
  expect(found).toMatchObject({ differences: null, because: '不在您的角色范围内，或属于回避，不能比较' });
});

test('whoever is walled off from its employee finds neither', async () => {
  const { id: walled, cookie } = await http.person(['investigator']);
  await setWall(http.product.ledger, operator, { account: walled, employee: 'E001', why: 'a test walls it' });
  await bringUp(http.product);
  for (const path of [`chains/${id}/history`, `chains/${id}/diff?from=${history[0]?.index}`])
    expectProblem(await call(http.url, `/api/v1/${path}`, { headers: { cookie } }), 404, 'not_found');
});

test('what rested on something destroyed cannot be compared, and says so', async () => {
  const wish = { person: 'E001', month: '2026-04', proposal: 'p', by: 'a', confirmedBy: 'b', reason: 'retention' };
  await destroyPersonMonth(http.product, { ...wish, withConversations: true, withOriginals: true });
  const found = await between(history[1]?.index);
  expect(found).toMatchObject({
    differences: null,
    because: '已销毁，无法比较',
    from: { digest: null, strength: null },
  });
  expect((await historyOf()).map(({ status }) => status)).toEqual(['open']);
});
