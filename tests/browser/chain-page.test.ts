import { mkdirSync, rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import { signIn } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { stop } from '../setup/server.ts';

/** Set to a folder to keep pictures of every screen. */
const SHOTS = process.env.ZL_SHOTS;

let served: Served;
let data: string;
let linkOf: (login: string) => string;
let browser: Browser;
let auditor: string | undefined;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  ({ served, data, linkOf } = await servedCompany());
  browser = await openBrowser();
  context = await openContext(browser, errors, { viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  if (served !== undefined) await stop(served);
  rmSync(data, { recursive: true, force: true });
});

async function shot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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

test('an entry opens with its original, and that it was read is recorded', async () => {
  const before = await entriesRead();
  await page.locator('[aria-label*="wecom"]').first().click();
  await page.getByRole('dialog').getByText(/CAQQ/).first().waitFor();
  await shot('4-entry');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await entriesRead()).toBe(before + 1);
});

/** How many entries were opened, as the auditor finds it in the watcher's ledger. */
async function entriesRead(): Promise<number> {
  auditor ??= await signIn(served.url, new URL(linkOf('shenji')).searchParams.get('token') ?? '');
  const answer = await fetch(`${served.url}/api/v1/watch/readings?act=entry.read`, { headers: { cookie: auditor } });
  return ((await answer.json()) as { readonly readings: readonly unknown[] }).readings.length;
}

test('the page speaks English when asked', async () => {
  await page.getByText('EN', { exact: false }).first().click();
  await page
    .getByText(/Evidence chain|Chains/i)
    .first()
    .waitFor();
  await shot('5-english');
  await page.getByText('中文').first().click();
});

test('at 390 px nothing runs out of the page', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow()).toBeLessThanOrEqual(0);
  await shot('6-chain-390');
  await page.goto(`${served.url}/#/chains`);
  await page.getByText('张三').first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.goto(`${served.url}/#/findings`);
  await page.getByText(/提示/).first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await shot('7-findings-390');
});

test('no script failed on any page', () => expect(errors).toEqual([]));
