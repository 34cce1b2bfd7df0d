import { mkdirSync, rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import type { Served } from '../setup/server.ts';
import { stop } from '../setup/server.ts';

/** Set to a folder to keep pictures of every screen. */
const SHOTS = process.env.ZL_SHOTS;

let served: Served;
let data: string;
let linkOf: (login: string) => string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  ({ served, data, linkOf } = await servedCompany());
  browser = await openBrowser();
  context = await openContext(browser, errors, { viewport: { width: 1440, height: 900 } });
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

test('a chain leads to who was in charge and who could open the customer', { timeout: 120_000 }, async () => {
  await page.goto(linkOf('diaocha'));
  await page.getByText('华晟科技有限公司').first().click();
  await page
    .getByRole('link', { name: /查看当日归属与权限/ })
    .first()
    .click();
  await page.getByRole('heading', { name: '负责人', exact: true }).waitFor();
  expect(page.url()).toMatch(/#\/as-of\?customer=C100&at=2026-.*&upon=chain%3A[0-9a-f]{32}$/);
  const text = await page.locator('main').innerText();
  for (const part of ['客户 李四 (C100)', '张三 (E001)', '登记有效', '指定客户', '没有登记的不作推定'])
    expect(text).toContain(part);
  expect(text).not.toMatch(/嫌疑|不可篡改|越权/);
  expect(await overflow()).toBe(0);
  await shot('as-of-1-customer');
});

test('whoever is named there is looked up as of the same moment, upon the same ground', {
  timeout: 60_000,
}, async () => {
  await page.getByRole('link', { name: '张三 (E001)' }).first().click();
  await page.getByRole('heading', { name: '当时的岗位' }).waitFor();
  expect(page.url()).toMatch(/#\/as-of\?person=[0-9a-f]{32}&at=2026-.*&upon=chain%3A[0-9a-f]{32}$/);
  const text = await page.locator('main').innerText();
  for (const part of ['员工 张三 (E001)', '客户经理', 'zhangsan', '员工手册', '已签收']) expect(text).toContain(part);
  await shot('as-of-4-person');
  await page.goBack();
  await page.getByRole('heading', { name: '有权限打开的人' }).waitFor();
});

test('as known then nothing was known yet, and what came later is named', { timeout: 60_000 }, async () => {
  await page.getByText('当时所知', { exact: true }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByRole('heading', { name: '当时所知与现在所知的不同' }).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain('没有确定有效的登记');
  expect(text).toMatch(/当时所知：无；现在所知：有效/);
  expect(text).toContain('其后登记于');
  await shot('as-of-2-then');
});

test('a look without a ground asks for a reason', { timeout: 60_000 }, async () => {
  await page.goto(`${served.url}/#/as-of`);
  const submit = page.getByRole('button', { name: '查看', exact: true });
  await page.getByLabel('客户编号').fill('C100');
  await page.getByLabel('日期').fill('2026-03-02');
  expect(await submit.isDisabled()).toBe(true);
  await page.getByLabel(/紧急的理由/).fill('仲裁开庭前核对归属');
  expect(await submit.isDisabled()).toBe(true);
  await page.getByLabel(/紧急的理由/).fill('仲裁开庭前核对客户归属情况');
  await submit.click();
  await page.getByRole('heading', { name: '负责人', exact: true }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow()).toBe(0);
  await shot('as-of-3-narrow');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Who was permitted to open it' }).waitFor();
  expect(errors).toEqual([]);
});
