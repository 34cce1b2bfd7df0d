import { mkdirSync, rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import type { Served } from '../setup/server.ts';
import { stop } from '../setup/server.ts';

/** Set to a folder to keep pictures of the board. */
const SHOTS = process.env.ZL_SHOTS;

let served: Served;
let data: string;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  const company = await servedCompany();
  ({ served, data } = company);
  browser = await openBrowser();
  const context = await openContext(browser, errors, { viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  await page.goto(company.linkOf('diaocha'));
  await page.getByText('华晟科技有限公司').first().click();
  await page.locator('#sufficiency').waitFor();
});
afterAll(async () => {
  await browser?.close();
  if (served !== undefined) await stop(served);
  rmSync(data, { recursive: true, force: true });
});

async function shot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.locator('#sufficiency').screenshot({ path: `${SHOTS}/${name}.png` });
}
const board = () => page.locator('#sufficiency').innerText();

test('the ground with the least left to do is shown first, and no conclusion with it', async () => {
  const text = await board();
  for (const part of ['基础证据', '核心证据', '流程证据', '已证明', '缺少', '下一步（合法途径）', '工会通知'])
    expect(text).toContain(part);
  expect(text).toContain('不表示任何一项成立');
  expect(text).not.toMatch(/可以解除|嫌疑|处罚/);
  await shot('sufficiency');
});

test('another ground shows its own elements', async () => {
  await page.getByRole('combobox', { name: '法律依据' }).click();
  await page.getByTitle(/侵犯商业秘密/).click();
  await page.getByText('不属于客户对个人信赖的例外').waitFor();
  expect(await board()).toContain('采取了相应的保密措施');
  expect(await page.locator('.element').count()).toBe(8);
  await shot('sufficiency-trade-secret');
});

test('an entry that an element rests on opens beside the board', async () => {
  await page.locator('#sufficiency .entry-link').first().click();
  await page.locator('.ant-drawer-body').waitFor();
  await page.keyboard.press('Escape');
  expect(errors).toEqual([]);
});

test('on a narrow screen nothing is cut off', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await shot('sufficiency-narrow');
});
