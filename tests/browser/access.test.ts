import { mkdirSync, rmSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import type { Served } from '../setup/server.ts';
import { stop, zl } from '../setup/server.ts';

/** Set to a folder to keep pictures of every screen. */
const SHOTS = process.env.ZL_SHOTS;
const PASSWORD = 'quiet heron lattice 47';
const soon = { timeout: 20_000 };

let served: Served;
let data: string;
let linkOf: (login: string) => string;
let browser: Browser;
/** Passkeys belong to a name, so that everybody comes by `localhost`. */
let site: string;
const errors: string[] = [];

beforeAll(async () => {
  ({ served, data, linkOf } = await servedCompany());
  site = served.url.replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (served !== undefined) await stop(served);
  rmSync(data, { recursive: true, force: true });
});

const here = (address: string): string => address.replace('127.0.0.1', 'localhost');

async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, errors, { viewport: { width: 1360, height: 900 } });
  return { context, page: await context.newPage() };
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

const dialog = (page: Page) => page.getByRole('dialog').last();

/** The system administrator invites somebody and reads the link that is shown this once. */
async function invite(page: Page, name: string, login: string): Promise<string> {
  await page.goto(`${site}/#/accounts`);
  await page.getByRole('button', { name: '邀请', exact: true }).click();
  await dialog(page).getByLabel('姓名', { exact: true }).fill(name);
  await dialog(page).getByLabel('登录名', { exact: true }).fill(login);
  await dialog(page).getByRole('button', { name: '生成邀请链接' }).click();
  const shown = await page.getByTestId('shown-once').innerText();
  await shot(page, 'invitation');
  await dialog(page).getByRole('button', { name: '完成' }).click();
  return here(/https?:\S+/.exec(shown)?.[0] ?? '');
}

/** A dialog takes the focus once it has come up, which closes a list that was opened before: then it is opened again. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const shown = dialog(page).getByTitle(option, { exact: true });
  const offered = page.locator('.ant-select-item-option').and(page.getByTitle(option, { exact: true }));
  const tried = async () => {
    await dialog(page).getByLabel(label, { exact: true }).click();
    await offered.click({ timeout: 2_000 }).catch(() => undefined);
    return await shown.isVisible();
  };
  await expect.poll(tried, { timeout: 60_000, interval: 200 }).toBe(true);
}

async function giveRole(page: Page, login: string, role: string): Promise<void> {
  await page.locator(`[data-login="${login}"]`).getByRole('button', { name: '提请授予角色' }).click();
  await choose(page, '角色', role);
  await dialog(page).getByLabel('理由').fill('调查组成员');
  await dialog(page).getByRole('button', { name: '提请', exact: true }).click();
  await page.getByText('须由另一角色的人确认后才办理').last().waitFor(soon);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.ant-modal:visible').count(), soon).toBe(0);
}

async function confirmAll(page: Page, kind: string): Promise<void> {
  await page.goto(`${site}/#/acts`);
  const open = page.locator(`[data-kind="${kind}"][data-state="open"]`);
  await open.first().waitFor(soon);
  while ((await open.count()) > 0) {
    const before = await open.count();
    await open.first().getByRole('button', { name: '确认' }).first().click();
    await dialog(page).getByRole('button', { name: '确认' }).click();
    await expect.poll(() => open.count(), soon).toBeLessThan(before);
  }
}

const links = new Map<string, string>();
let investigator: { context: BrowserContext; page: Page };
let counsel: { context: BrowserContext; page: Page };

test('the system administrator invites two people; their roles wait for the security administrator', async () => {
  const admin = await visitor();
  await admin.page.goto(here(served.adminLink ?? ''));
  await admin.page.getByRole('link', { name: '账户' }).first().waitFor(soon);
  links.set('wu', await invite(admin.page, '吴调查', 'wu'));
  links.set('zheng', await invite(admin.page, '郑法务', 'zheng'));
  await giveRole(admin.page, 'wu', '人力调查员');
  await giveRole(admin.page, 'zheng', '法务');
  await shot(admin.page, 'accounts');
  // Somebody who may let people in sees none of what they will see.
  const answer = await admin.page.request.get(`${site}/api/v1/chains`);
  expect(answer.status()).toBe(403);
  const security = await visitor();
  await security.page.goto(here(linkOf('anquan')));
  await security.page.getByRole('link', { name: '双人办理' }).first().waitFor(soon);
  await confirmAll(security.page, 'role.grant');
  await shot(security.page, 'roles-confirmed');
  await admin.context.close();
  await security.context.close();
}, 120_000);

test('an invitation leads to a password and a passkey', async () => {
  investigator = await visitor();
  const { context, page } = investigator;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(links.get('wu') ?? '');
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '保存密码' }).click();
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  const codes = await page.getByTestId('recovery-codes').innerText();
  expect(codes.match(/[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{3}/g)).toHaveLength(10);
  await shot(page, 'recovery-codes');
  await page.getByRole('button', { name: '我已保存好' }).click();
  await page.getByText('华晟科技有限公司').first().waitFor(soon);
  // And the passkey signs in again by itself.
  await context.clearCookies();
  await page.goto(`${site}/#/sign-in`);
  await page.reload();
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByText('华晟科技有限公司').first().waitFor(soon);
}, 120_000);

test('another one leads to a password and an authenticator app, which sign in again', async () => {
  counsel = await visitor();
  const { context, page } = counsel;
  await page.goto(links.get('zheng') ?? '');
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await page.getByRole('button', { name: '保存密码' }).click();
  await page.getByRole('button', { name: '设置身份验证器' }).click();
  const secret = (await page.getByTestId('totp-secret').innerText()).replaceAll(/\s/g, '');
  await shot(page, 'authenticator');
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel('验证器显示的 6 位数字').fill(app.generate());
  await page.getByRole('button', { name: '确认启用' }).click();
  await page.getByTestId('recovery-codes').waitFor(soon);
  await page.getByRole('button', { name: '我已保存好' }).click();
  await page.getByText('华晟科技有限公司').first().waitFor(soon);
  await context.clearCookies();
  await page.goto(`${site}/#/sign-in`);
  await page.reload();
  await page.getByLabel('登录名').fill('zheng');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  // The step in hand was spent on enrolling: the next one is the first that counts.
  await page.getByLabel('验证码').fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('华晟科技有限公司').first().waitFor(soon);
}, 120_000);

test('names are covered until two people un-mask them', async () => {
  const { page } = investigator;
  await page.getByText('华晟科技有限公司').first().click();
  await page.locator('.covered').first().waitFor(soon);
  const covered = await page.locator('main').innerText();
  expect(covered).not.toContain('张三');
  expect(covered).toMatch(/员工[0-9A-Z]{8}/);
  await shot(page, 'covered');
  await page.getByRole('button', { name: '提请查看姓名' }).first().click();
  await dialog(page).getByLabel('理由').fill('核对该员工是否负责该客户');
  await dialog(page).getByRole('button', { name: '提请', exact: true }).click();
  await page.getByText('须由另一角色的人确认后才办理').first().waitFor(soon);
  await confirmAll(counsel.page, 'name.unmask');
  await shot(counsel.page, 'unmask-confirmed');
  await page.reload();
  await page.getByText('张三').first().waitFor(soon);
  await shot(page, 'unmasked');
}, 120_000);

test('the auditor finds all of it in the watcher’s ledger, and no content', async () => {
  const { context, page } = await visitor();
  await page.goto(here(linkOf('shenji')));
  await page.getByRole('link', { name: '查阅登记' }).click(soon);
  const readings = page.getByTestId('readings');
  for (const act of ['chain.read', 'name.unmask.proposed', 'name.unmask.confirmed', 'role.grant.confirmed'])
    await readings.locator(`tr[data-act="${act}"]`).first().waitFor(soon);
  const text = await page.locator('main').innerText();
  expect(text).toContain('吴调查');
  expect(text).toContain('郑法务');
  expect(text).toContain('双人授权查看姓名 · 确认');
  expect(text).not.toContain('张三');
  await shot(page, 'watch');
  expect((await page.request.get(`${site}/api/v1/chains`)).status()).toBe(403);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  await context.close();
}, 60_000);

test('the ledger agrees, and no page failed', async () => {
  const { lines } = await zl(['fsck', '--json', '--data', data]);
  expect(lines.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);
