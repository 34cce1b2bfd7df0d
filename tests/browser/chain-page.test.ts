import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustodianList, CustodianShown } from '../../packages/console/src/api/types.ts';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import { post, signIn } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { stop, zl } from '../setup/server.ts';
import type { Authority } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

/** Set to a folder to keep pictures of every screen. */
const SHOTS = process.env.ZL_SHOTS;

let served: Served;
let data: string;
let linkOf: (login: string) => string;
let browser: Browser;
let auditor: string | undefined;
let authority: Authority;
const custodianFolder = mkdtempSync(join(tmpdir(), 'zl-custodian-'));
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  authority = await startAuthority();
  const env = {
    ZHENGLIAN_CUSTODIANS_FILE: authority.configFile(custodianFolder),
    ZHENGLIAN_OUTGOING_ALLOW: '127.0.0.1',
    ZHENGLIAN_EPOCH_SECONDS: '1',
  };
  ({ served, data, linkOf } = await servedCompany({ env }));
  browser = await openBrowser();
  context = await openContext(browser, errors, { viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  if (served !== undefined) await stop(served);
  await authority?.close();
  for (const folder of [data, custodianFolder]) rmSync(folder, { recursive: true, force: true });
});

async function shot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/** By how much the page, or what stands beside it, is wider than there is room for it. */
const overflow = () =>
  page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('.ant-drawer-body')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });

test('the one-time link signs in and the story is on the first page', async () => {
  await page.goto(linkOf('diaocha'));
  await page.getByText('华晟科技有限公司').first().waitFor();
  expect(await page.getByText('张三').first().isVisible()).toBe(true);
  expect(await page.getByText('李某').first().isVisible()).toBe(true);
  await shot('1-chains');
});

test('the chain page names who, whom, which company and both sums', async () => {
  await page.getByText('华晟科技有限公司').first().click();
  await page.getByText('李四').first().waitFor();
  await page.locator('#timeline, .moment').first().waitFor();
  const text = await page.locator('main').innerText();
  for (const part of ['张三', '李四', '华晟科技有限公司', '20,000.00', '相互印证充分']) expect(text).toContain(part);
  await page.locator('.react-flow__node').first().waitFor();
  expect(await page.locator('.react-flow__edge').count()).toBeGreaterThan(0);
  await page.waitForTimeout(600);
  await shot('2-chain');
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/chain-page.png` });
});

test('the words are marked where they stand, in their context', async () => {
  const marks = await page.locator('mark').allInnerTexts();
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.join()).toMatch(/返点|介绍/);
  expect(await page.locator('.moment').count()).toBeGreaterThan(5);
});

test('every link states grounds, rivals are listed, and each tier says what is missing and next', async () => {
  const text = await page.locator('main').innerText();
  expect(text).toContain('10% × ¥200,000.00 = ¥20,000.00');
  expect(text).toContain('下一步');
  expect(text).toContain('缺失');
  expect(text).toContain('通知工会');
  expect(text).not.toMatch(/嫌疑|不可篡改|司法级/);
  expect(text).not.toMatch(/none-found|not-searchable|owned-then|said-deal|\b(?:view|edit|bank|weak|strong)\b/);
});

test('the drawing has every party, deal, payment and clause, and a link opens its grounds by keyboard', async () => {
  const graph = page.locator('#graph');
  for (const part of ['员工', '客户', '外部公司', '交易', '付款', '收款账号', '制度条款'])
    expect(await graph.locator('.graph-caption').filter({ hasText: part }).count()).toBeGreaterThan(0);
  expect(await graph.locator('.graph-run-strong').count()).toBeGreaterThan(5);
  await graph.getByRole('button', { name: '所说与付款' }).focus();
  await page.keyboard.press('Enter');
  const opened = page.locator('.link:focus');
  expect(await opened.innerText()).toMatch(/所说与付款[\s\S]*应付\s*10% × ¥200,000.00 = ¥20,000.00[\s\S]*差额\s*¥0.00/);
});

test('whatever else could explain it stands beside the grounds, and on the first screen', async () => {
  const [links, rivals] = [await page.locator('#links').boundingBox(), await page.locator('#rivals').boundingBox()];
  expect(rivals?.x).toBeGreaterThan((links?.x ?? 0) + (links?.width ?? 0));
  expect(await page.locator('.chain-head').innerText()).toMatch(/其他合理解释[\s\S]*已查找未发现 11 种/);
  expect(await page.locator('#rivals li').count()).toBe(11);
});

test('the timeline shows from which source each record is, and only the chosen ones', async () => {
  const talk = page.locator('.moment[data-lane="talk"]');
  const turn = page.locator('#timeline').getByRole('button', { name: /^聊天/ });
  expect(await talk.count()).toBeGreaterThan(1);
  await turn.click();
  expect([await talk.count(), await turn.getAttribute('aria-pressed')]).toEqual([0, 'false']);
  await turn.click();
  expect(await talk.count()).toBeGreaterThan(1);
});

test('a package is built, downloaded and verified in the browser', { timeout: 90_000 }, async () => {
  await page
    .getByRole('button', { name: /生成证据包|制作证据包|导出/ })
    .first()
    .click();
  const save = page.getByRole('button', { name: /下载/ }).first();
  await save.waitFor({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const verify = page.getByRole('button', { name: /核验|检验/ }).first();
  if (await verify.isVisible()) await verify.click();
  await page
    .getByText(/固定后未改变/)
    .first()
    .waitFor({ timeout: 30_000 });
  const answers = await page.locator('.check-item > summary .answer').allInnerTexts();
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter((answer) => !answer.endsWith('是'))).toEqual([]);
  await shot('3-package');
});

test('whom a package is for is chosen, with what it then leaves out', { timeout: 60_000 }, async () => {
  await page.getByRole('combobox', { name: '用途' }).click();
  await page.getByTitle('仲裁卷').click();
  await page.getByText(/员工的陈述、申报和有利于员工的材料必须完整收录/).waitFor();
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/packages'));
  await page.getByRole('button', { name: '生成证据包' }).click();
  expect((await asked).postDataJSON()).toEqual({ profile: 'arbitration' });
  await page.getByRole('button', { name: /下载/ }).first().waitFor({ timeout: 30_000 });
});

test('an entry opens with its original, and that it was read is recorded', async () => {
  const before = await entriesRead();
  await page.locator('[aria-label*="wecom"]').first().click();
  await page.getByRole('dialog').getByText(/CAQQ/).first().waitFor();
  await shot('4-entry');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await entriesRead()).toBe(before + 1);
});

const soon = { timeout: 20_000 };
const drawer = () => page.getByRole('dialog');
const proof = () => drawer().locator('.proof');
const openEntry = () => page.locator('[aria-label*="wecom"]').first().click();

/** A picture of what stands beside the page, at full length. */
async function pictures(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 2600 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${SHOTS}/${name}-${width}.png` });
    if (await proof().isVisible()) await proof().screenshot({ path: `${SHOTS}/${name}-panel-${width}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('what fixes an entry is computed again in the browser, from its bytes to the receipt, and that is one reading', async () => {
  await expect.poll(() => custodian().then(({ epoch }) => epoch), soon).not.toBeNull();
  const before = await entriesRead();
  await openEntry();
  const summary = proof().locator('> summary');
  await expect
    .poll(() => summary.innerText(), soon)
    .toMatch(/固定与核验[\s\S]*登记条目：\s*✓\s*是[\s\S]*条目内容：\s*✓\s*是/);
  await summary.focus();
  await page.keyboard.press('Enter');
  const text = await proof().innerText();
  expect(text).toMatch(/登记条目 自 [\d-]+ [\d:]+ \+08:00 固定后未改变：\s*✓\s*是/);
  for (const part of ['tsa-1', '测试时间戳服务', '外部另行取得信任文件', '本单位服务器的时钟'])
    expect(text).toContain(part);
  expect(await proof().locator('[data-part] .answer').allInnerTexts()).toEqual(Array(6).fill('✓\n是'));
  expect(await entriesRead()).toBe(before + 1);
  await pictures('proof');
});

test('a digest is copied with the keyboard', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await proof().getByRole('button', { name: '复制叶哈希 SM3' }).focus();
  await page.keyboard.press('Enter');
  await proof().getByRole('button', { name: '已复制叶哈希 SM3' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^[0-9a-f]{64}$/);
  expect(await proof().innerText()).toContain(copied);
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'hidden' });
});

test.each([
  ['another time', (text: string) => text.replace(/"recordedAt":\d/, '"recordedAt":9'), '✕\n否', '✕\n否'],
  ['another word', (text: string) => text.replace('"externalId":"', '"externalId":"x'), '✓\n是', '✕\n否'],
  ['no receipt', (text: string) => text.replace(/"receipts":\[.*?\]\}\]/, '"receipts":[]'), '?\n未检验', '?\n未检验'],
  ['a covered name', (text: string) => text.replace(/"salt":"\w+"/, '"salt":null'), '✓\n是', '?\n未检验'],
])('an answer with %s is told as that, whatever the server says', async (_what, change, entry, content) => {
  await page.route('**/api/v1/entries/**', async (route) => {
    const answer = await route.fetch();
    const given = await answer.text();
    const changed = change(given);
    expect(changed).not.toBe(given);
    await route.fulfill({ response: answer, body: changed });
  });
  await openEntry();
  await expect.poll(() => proof().locator('> summary .answer').allInnerTexts(), soon).toEqual([entry, content]);
  await page.unroute('**/api/v1/entries/**');
  if (_what === 'no receipt') {
    await proof().locator('> summary').click();
    await pictures('proof-no-receipt');
  }
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'hidden' });
});

test('the page of custodians tells what was attested, and what went wrong with whom', async () => {
  authority.behave({ rejects: true });
  // A reading is news: without any there is no further epoch for the authority to refuse.
  await page.evaluate(() => fetch('/api/v1/findings'));
  await expect.poll(() => custodian().then(({ failures }) => failures), soon).toBeGreaterThan(0);
  await page.getByRole('link', { name: '存证机构' }).click();
  const row = page.locator('[data-custodian="tsa-1"]');
  await row.waitFor();
  const text = await row.innerText();
  for (const part of ['等待回执', '最近一次证明', '连续失败', '下次尝试', '未给出有效回执', 'granted no timestamp'])
    expect(text).toContain(part);
  expect(await page.locator('[data-epoch]').first().innerText()).toContain('尚无回执');
  expect(await page.locator('[data-epoch]').filter({ hasText: 'tsa-1 证明于' }).count()).toBeGreaterThan(0);
  await pictures('custodians');
  authority.behave({});
  await expect.poll(() => custodian().then(({ error }) => error), { timeout: 60_000 }).toBeNull();
  await page.getByRole('button', { name: '刷新' }).click();
  await expect.poll(() => row.innerText(), soon).toContain('已全部证明');
  await page.goBack();
  await page.locator('.moment').first().waitFor();
}, 90_000);

/** How it goes with the custodian, as the auditor is answered. */
async function custodian(): Promise<CustodianShown> {
  const answer = await asAuditor('custodians');
  const [first] = ((await answer.json()) as CustodianList).custodians;
  if (first === undefined) throw new Error('a custodian is configured');
  return first;
}

async function asAuditor(path: string): Promise<Response> {
  auditor ??= await signIn(served.url, new URL(linkOf('shenji')).searchParams.get('token') ?? '');
  return await fetch(`${served.url}/api/v1/${path}`, { headers: { cookie: auditor } });
}

/** How many entries were opened, as the auditor finds it in the watcher's ledger. */
async function entriesRead(): Promise<number> {
  const answer = await asAuditor('watch/readings?act=entry.read');
  return ((await answer.json()) as { readonly readings: readonly unknown[] }).readings.length;
}

test('the page speaks English when asked', async () => {
  await page.getByText('EN', { exact: false }).first().click();
  await page
    .getByText(/Evidence chain|Chains/i)
    .first()
    .waitFor();
  await shot('5-english');
  await openEntry();
  await proof().locator('> summary').click();
  await proof().getByText('Unchanged since it was fixed at').first().waitFor();
  expect(await proof().innerText()).toContain('a trust file received from outside');
  await pictures('proof-en');
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'hidden' });
  await page.getByText('中文').first().click();
});

test('at 390 px nothing runs out of the page', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow()).toBeLessThanOrEqual(0);
  await shot('6-chain-390');
  await openEntry();
  await proof().locator('> summary').click();
  for (const more of await proof().locator('.proof-more > summary').all()) await more.click();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'hidden' });
  await page.goto(`${served.url}/#/custodians`);
  await page.locator('[data-epoch]').first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.goto(`${served.url}/#/chains`);
  await page.getByText('张三').first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.goto(`${served.url}/#/findings`);
  await page.getByText(/提示/).first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await shot('7-findings-390');
});

test('a sentence is tried: what the rules read, where they see something, and what spoke for it', async () => {
  await page.goto(`${served.url}/#/rules`);
  await page.getByLabel('话语').fill('你把客户介绍过来,h u i 扣给你8个点');
  await page.getByText('外部人员', { exact: true }).click();
  await page.getByRole('button', { name: '试读' }).click();
  const tried = page.locator('[data-tried]');
  await tried.locator('mark').first().waitFor();
  expect(await tried.locator('mark').allInnerTexts()).toContainEqual(expect.stringContaining('h u i 扣'));
  expect(await tried.innerText()).toContain('“h u i 扣”读作“回扣”（拼音）');
  expect(await tried.locator('[data-kind="kickback"]').count()).toBeGreaterThan(0);
  await page.locator('[data-rule="kickback-promise"]').getByText('例句').click();
  await page.getByText('表面相似但合规').first().waitFor();
  expect(await overflow()).toBe(0);
  await shot('8-rules-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await shot('9-rules');
});

const openChain = async () => {
  await page.goto(`${served.url}/#/chains`);
  await page.getByText('华晟科技有限公司').first().click();
  await page.locator('.moment').first().waitFor();
};

test('how a chain was weighed is shown part by part, and the parts make up the sum', async () => {
  await openChain();
  const text = await page.locator('#weighing').innerText();
  for (const part of ['仅供内部', '第 2 版', '金额等式', '达到 10', '达到 20', '哪些材料会使其提高'])
    expect(text).toContain(part);
  const weights = await page.locator('#weighing tbody .weighing-number').allInnerTexts();
  const total = await page.locator('#weighing tfoot .weighing-number').innerText();
  expect(weights.reduce((sum, weight) => sum + Number(weight), 0)).toBe(Number(total));
  expect(weights.length).toBeGreaterThan(3);
});

test('an approval that is recorded late stands in the differences with its entry, and opens', async () => {
  const key = String((await zl(['source', 'add', 'late', '--json', '--data', data])).lines[0]?.key);
  const approval = {
    ...{ v: 1, kind: 'approval', source: 'late', externalId: 'ok-1', basis: 'work-system' },
    occurredAt: '2026-02-20T10:00:00+08:00',
    body: {
      ...{ type: 'referral', by: { system: 'hr', ref: 'E900' }, for: { system: 'hr', ref: 'E001' } },
      ...{ company: { system: 'company', ref: '华晟科技有限公司' }, state: 'approved', text: '同意转介绍' },
    },
  };
  expect((await post(served.url, 'late', key, JSON.stringify(approval))).json()).toMatchObject({ accepted: 1 });
  await openChain();
  await page.reload();
  await page.locator('.chain-head').getByText('可以解释').waitFor();
  expect(await page.locator('.chain-head').innerText()).toMatch(/可以解释\s*经批准的转介绍/);
  await page.getByRole('button', { name: '查看历次登记' }).click();
  await page.getByRole('button', { name: '比较', exact: true }).click();
  const found = page.locator('.differences');
  await found.waitFor();
  const text = await found.innerText();
  expect(text).toContain('相互印证由“充分”变为“不足”；新用条目(late:ok-1)。');
  expect(text).toContain('其他合理解释“经批准的转介绍”由“已查找，未发现”变为“可以解释”；新用条目(late:ok-1)。');
  await shot('10-differences');
  await found.locator('[aria-label*="late ok-1"]').first().click();
  await drawer().getByText('同意转介绍').first().waitFor();
  await page.keyboard.press('Escape');
  await drawer().waitFor({ state: 'hidden' });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow()).toBeLessThanOrEqual(0);
}, 60_000);

test('no script failed on any page', () => expect(errors).toEqual([]));
