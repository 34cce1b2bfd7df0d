import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAlipay } from '../../packages/server/src/intake/mappings/testing/make-alipay.ts';
import { seeded } from '../../packages/server/src/intake/mappings/testing/random.ts';
import { openBrowser, openContext, servedCompany } from '../setup/browser.ts';
import type { Served } from '../setup/server.ts';
import { stop } from '../setup/server.ts';
import type { CrmRecord } from './other-systems.ts';
import { ACCESS_MAPPING, accessLog, OWNERS_MAPPING, OWNERS_MENDED, ownersWorkbook } from './other-systems.ts';

/** Set to a folder to keep pictures of every screen. */
const SHOTS = process.env.ZL_SHOTS;
const OWNERS = '客户归口变动.xlsx';
const LOG = '操作日志.json';
const BILL = '支付宝账单.csv';
const DESKTOP = { width: 1280, height: 860 };
const soon = { timeout: 20_000 };
const PHONE = { width: 390, height: 844 };

let served: Served;
let data: string;
let linkOf: (login: string) => string;
let browser: Browser;
let page: Page;
/** The chain of the story stays open in a tab of its own, as it would. */
let chain: Page;
let files: string;
let owners: readonly CrmRecord[];
let accesses: readonly CrmRecord[];
const errors: string[] = [];

beforeAll(async () => {
  const company = await servedCompany({ without: ['ownership', 'access'] });
  ({ served, data, linkOf } = company);
  const leftOut = company.leftOut as readonly CrmRecord[];
  owners = leftOut.filter(({ kind }) => kind === 'ownership');
  accesses = leftOut.filter(({ kind }) => kind === 'access');
  files = join(data, 'from-other-systems');
  mkdirSync(files);
  writeFileSync(join(files, OWNERS), await ownersWorkbook(owners));
  writeFileSync(join(files, LOG), accessLog(accesses));
  writeFileSync(join(files, BILL), maskedBill());
  browser = await openBrowser();
  const context = await openContext(browser, errors, { viewport: DESKTOP });
  page = await context.newPage();
  chain = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  if (served !== undefined) await stop(served);
  rmSync(data, { recursive: true, force: true });
});

/** A bill whose account is masked, as when it is sent on: the holder cannot be told from it. */
function maskedBill(): Buffer {
  const { bytes, owner = '' } = makeAlipay(seeded(1), 60);
  const account = owner.slice('alipay:'.length);
  const masked = account.replace(/(?<=^..).{4}/, '****');
  return Buffer.from(bytes.toString('latin1').replaceAll(account, masked), 'latin1');
}

/** A picture of the whole page, or of what stands over it as it is seen. */
async function shot(name: string, of: Page = page): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  const isCovered = await of.getByRole('dialog').isVisible();
  // What opens and closes moves for a moment, which makes no difference but to a picture.
  await of.waitForTimeout(400);
  if (!isCovered) await of.evaluate(() => scrollTo(0, 0));
  await of.screenshot({ path: `${SHOTS}/integrator-${name}.png`, fullPage: !isCovered });
}

/** A picture for the documents: what is seen first, on a desk. */
async function picture(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  await page.setViewportSize(DESKTOP);
}

/** By how much something is wider than there is room for it. */
const overflow = (of: Page) =>
  of.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('.ant-drawer-body')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });

/** The page as it is now, on a desk and on a telephone, where nothing may run out of it. */
async function look(name: string, of: Page = page): Promise<void> {
  await shot(name, of);
  await of.setViewportSize(PHONE);
  expect(await overflow(of), `${name} at 390 px`).toBeLessThanOrEqual(0);
  await shot(`${name}-390`, of);
  await of.setViewportSize(DESKTOP);
}

const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole('button', { name });
const link = (name: string | RegExp, within: Page | Locator = page) => within.getByRole('link', { name });
const tabs = () => page.getByRole('navigation', { name: '导入的各页' });
const card = (path: string) => page.locator('.import-file').filter({ hasText: path });
const editor = () => page.getByLabel('字段映射（YAML）');
const preview = () => page.locator('.mapping-preview[aria-busy=false]');

/** What the counts of a report say, by their words. */
async function counts(within: Locator): Promise<Record<string, number>> {
  const list = within.locator('.report .counts');
  const [words, numbers] = [await list.locator('dt').allInnerTexts(), await list.locator('dd').allInnerTexts()];
  return Object.fromEntries(words.map((word, at) => [word, Number(numbers[at])]));
}

/** Opens the card of a file, if it is not open. */
async function unfold(path: string): Promise<Locator> {
  const found = card(path);
  await found.waitFor();
  if ((await found.locator('.file-body').count()) === 0) await found.locator('summary').first().click();
  await found.locator('.file-body').waitFor();
  return found;
}

/** Writes over everything in the editor from a line on. */
async function writeFrom(line: RegExp, text: string): Promise<void> {
  await editor().evaluate((area: HTMLTextAreaElement, pattern) => {
    area.focus();
    area.setSelectionRange(area.value.search(new RegExp(pattern, 'm')), area.value.length);
  }, line.source);
  await page.keyboard.insertText(text);
}

const selectedText = () =>
  editor().evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));

/** Whether the chain in its own tab has a link of that name, once the news that were announced are loaded. */
async function isLinked(name: string): Promise<boolean> {
  const news = button('载入更新', chain.locator('.chain-news'));
  if (await news.isVisible()) await news.click();
  return (await linkNamed(name).count()) > 0;
}
const linkNamed = (name: string) =>
  chain.locator('.link').filter({ has: chain.getByRole('heading', { name, exact: true }) });

/** Listens beside the console to what the server tells of imports. */
const heard = () => page.evaluate(() => (window as unknown as Heard).heard);
type Heard = { heard: { readonly state: string; readonly progress: number }[] };
const listen = () =>
  page.evaluate(async () => {
    const told: Heard['heard'] = [];
    Object.assign(window, { heard: told });
    const events = new EventSource('/api/v1/events');
    events.addEventListener('import', (event) => told.push(JSON.parse(event.data)));
    await new Promise((resolve) => events.addEventListener('open', resolve));
  });

const OWNED = '当时的客户归属';
const ACCESSED = '访问客户资料';

test('before the import the chain has neither owner nor access', async () => {
  await page.goto(linkOf('diaocha'));
  await page.getByText('张三').first().waitFor();
  await chain.goto(`${served.url}/#/chains`);
  await chain.getByRole('link', { name: /张三/ }).first().click();
  await chain.locator('.link').first().waitFor();
  expect([await isLinked(OWNED), await isLinked(ACCESSED)]).toEqual([false, false]);
});

test('two files of unknown systems are read on trial and not recognised', async () => {
  await link('导入').click();
  await page.getByText('还没有导入过文件').waitFor();
  await look('1-imports');
  await page.getByLabel('选择文件', { exact: true }).setInputFiles([join(files, OWNERS), join(files, LOG)]);
  await card(OWNERS).getByText('不能识别').waitFor();
  await card(LOG).getByText('不能识别').waitFor();
  expect(await button('开始导入').isDisabled()).toBe(true);
  await look('2-unrecognised');
});

test('the owners: a proposal is written over, a mistake is named by its line and mended there', async () => {
  await link('提出字段映射', await unfold(OWNERS)).click();
  await preview().locator('.sample').first().waitFor();
  expect(await preview().locator('.sample').first().innerText()).not.toContain('分配');
  await look('3-proposal');
  await writeFrom(/^name:/, OWNERS_MAPPING);
  const line = (await editor().inputValue()).split('\n').findIndex((text) => text.includes('colunm')) + 1;
  await button(`转到第 ${line} 行`).waitFor();
  expect(await button('保存并用于这个文件').isDisabled()).toBe(true);
  await look('4-mistake');
  await button(`转到第 ${line} 行`).click();
  expect(await selectedText()).toContain('colunm');
  await page.keyboard.type(OWNERS_MENDED);
  await preview().getByText('字段映射的写法没有错误').waitFor();
});

test('the preview shows the rows as records, and the mapping is kept and used', async () => {
  const [first] = owners;
  const sample = preview().locator('.sample').first();
  await sample.getByText('分配').waitFor();
  const text = await sample.innerText();
  for (const part of ['归口变动!3', first?.body.customer.ref, first?.body.employee.ref]) expect(text).toContain(part);
  await look('5-mapping');
  await picture('mapping-editor');
  await button('保存并用于这个文件').click();
  await card(OWNERS).getByText('可以导入').waitFor();
  expect(await counts(await unfold(OWNERS))).toMatchObject({ 读到: owners.length, 可接收: owners.length, 读不了: 0 });
});

test('the access log: the same, after the page was left and returned to', async () => {
  await link('证据链').first().click();
  await page.getByText('张三').first().waitFor();
  await link('导入').click();
  await page.locator('.import-open').first().click();
  await link('提出字段映射', await unfold(LOG)).click();
  await preview().locator('.sample').first().waitFor();
  await writeFrom(/^name:/, ACCESS_MAPPING);
  await preview().getByText('字段映射的写法没有错误').waitFor();
  const sample = preview().locator('.sample').first();
  await sample
    .getByText('查看', { exact: true })
    .or(sample.getByText('修改', { exact: true }))
    .first()
    .waitFor();
  await button('保存并用于这个文件').click();
  await card(LOG).getByText('可以导入').waitFor();
});

test('the trial says what would be taken in, and nothing more is needed', async () => {
  expect(await counts(await unfold(OWNERS))).toMatchObject({ 读到: owners.length, 可接收: owners.length, 读不了: 0 });
  expect(await counts(await unfold(LOG))).toMatchObject({ 读到: accesses.length, 可接收: accesses.length, 读不了: 0 });
  expect(await page.getByText('还需要补充').count()).toBe(0);
  await look('6-trial');
});

test('the import goes on while the page is left, and ends in done', async () => {
  await listen();
  await button('开始导入').click();
  await tabs().getByRole('link', { name: '导入', exact: true }).click();
  await page.locator('.import-row').getByText('已导入').waitFor();
  await look('7-left');
  await page.locator('.import-open').first().click();
  await page.locator('.import-done').waitFor();
  expect(await page.locator('.import-done li').count()).toBe(2);
  expect(await counts(await unfold(OWNERS))).toMatchObject({ 接收: owners.length, 未能读入: 0 });
  await expect.poll(heard, soon).toContainEqual({ id: expect.any(String), state: 'done', progress: 1 });
  await look('8-done');
});

test('the chain announces news, and now says who owned the customer and who opened it', async () => {
  await expect.poll(() => isLinked(OWNED), soon).toBe(true);
  await expect.poll(() => isLinked(ACCESSED), soon).toBe(true);
  const rows = await opened(OWNED);
  expect(await rows.locator('.raw-cells').innerText()).toContain('划入');
  for (const part of ['归口变动!', 'C100', 'E001']) expect(await rows.innerText()).toContain(part);
  await look('9-entry-row', chain);
  await cameWith(rows, OWNERS);
  const log = await opened(ACCESSED);
  const [original, fields] = await log.locator('.entry-side').allInnerTexts();
  for (const part of ['logNo', '修改客户']) expect(original).toContain(part);
  for (const part of ['改动 / 1 / 改前', '13800200733']) expect(fields).toContain(part);
  await look('10-entry-json', chain);
  await cameWith(log, LOG);
});

/** Opens the first entry of a link beside the chain. */
async function opened(name: string): Promise<Locator> {
  await linkNamed(name).locator('.entry-link').first().click();
  const drawer = chain.getByRole('dialog');
  await drawer.locator('.entry-sides').waitFor();
  expect(await drawer.locator('.entry-side h3').allInnerTexts()).toHaveLength(3);
  return drawer;
}

/** Follows an open entry to the delivery that it says it came with: that of a file. */
async function cameWith(drawer: Locator, file: string): Promise<void> {
  const address = (await drawer.locator('.entry-side-foot a').getAttribute('href')) ?? '';
  await chain.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await page.goto(`${served.url}/${address.slice(address.indexOf('#'))}`);
  await page.getByRole('heading', { level: 1, name: file }).waitFor();
}

test('undone with a reason, the owners no longer stand in the chain', async () => {
  await tabs().getByRole('link', { name: '接收批次' }).click();
  await link(new RegExp(OWNERS)).waitFor();
  await look('11-deliveries');
  await link(new RegExp(OWNERS)).click();
  await button('撤销导入').click();
  const ask = page.getByRole('dialog');
  expect(await button(/^撤\s*销$/, ask).isDisabled()).toBe(true);
  await ask.getByLabel('为什么撤销').fill('导错了文件，应为三月的归口表');
  await shot('12-undo');
  await button(/^撤\s*销$/, ask).click();
  await page.getByText('应为三月的归口表').waitFor();
  await look('13-undone');
  await expect.poll(() => isLinked(OWNED), soon).toBe(false);
  expect(await isLinked(ACCESSED)).toBe(true);
});

test('the same file again is recognised by what was kept, and the link is back', async () => {
  await tabs().getByRole('link', { name: '导入', exact: true }).click();
  await page.getByLabel('选择文件', { exact: true }).setInputFiles(join(files, OWNERS));
  await card(OWNERS).getByText('可以导入').waitFor();
  expect(await card(OWNERS).locator('.file-formats').innerText()).toContain('guikou');
  expect(await counts(card(OWNERS))).toMatchObject({ 读到: owners.length, 可接收: owners.length, 重复: 0, 读不了: 0 });
  await button('开始导入').click();
  await page.locator('.import-done').waitFor();
  await expect.poll(() => isLinked(OWNED), soon).toBe(true);
});

test('a personal bill is not started before basis, hand-over and owner are given', async () => {
  await tabs().getByRole('link', { name: '导入', exact: true }).click();
  await page.getByLabel('选择文件', { exact: true }).setInputFiles(join(files, BILL));
  await card(BILL).getByText('需要补充').first().waitFor();
  const text = await card(BILL).innerText();
  for (const part of ['个人信息保护法第 28 条', '单独同意', '移交记录', '账户属于谁']) expect(text).toContain(part);
  await look('14-bill');
  await picture('import-report');
  const run = button('开始导入');
  await page.getByLabel('合法来源').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '员工' }).first().click();
  await save();
  expect(await run.isDisabled()).toBe(true);
  await page.getByLabel('移交记录').fill('hr-desk:h9');
  await save();
  expect(await run.isDisabled()).toBe(true);
  await card(BILL).getByText('支付宝账户', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: '账号' }).fill('13800000001');
  await save();
  await expect.poll(() => run.isEnabled(), soon).toBe(true);
  expect(await card(BILL).innerText()).toContain('登记簿里还没有这条移交记录');
  await look('15-bill-ready');
});

/** Saves what was filled in, and waits until the file was read again. */
async function save(): Promise<void> {
  const said = page.waitForResponse((answer) => answer.url().endsWith('/settings'));
  await button('保存', card(BILL)).click();
  await said;
  await page.locator('.import-state-rehearsed').waitFor();
  await expect.poll(() => button('保存', card(BILL)).isDisabled(), soon).toBe(true);
}

test('the mappings that were kept are listed, and the pages speak English when asked', async () => {
  await tabs().getByRole('link', { name: '字段映射' }).click();
  await page.locator('.mapping-row').getByText('guikou', { exact: true }).waitFor();
  expect(await page.locator('.mapping-row').count()).toBe(2);
  await look('16-mappings');
  await button('English').click();
  await page.getByRole('heading', { level: 1, name: 'Mappings' }).waitFor();
  await link('Import').first().click();
  await page.getByText('Drop files or a whole folder here').waitFor();
  await look('17-english');
});

test('without a custodian its page says whose clock the times are, and how to have others attest them', async () => {
  await link('Custodians').click();
  await page.getByRole('heading', { name: /our own clock alone/ }).waitFor();
  await button('中文').click();
  const text = await page.locator('main').innerText();
  expect(text).toContain('未配置时间戳服务机构：登记时间只是本单位自己的时钟');
  expect(text).toContain('ZHENGLIAN_CUSTODIANS_FILE');
  await look('18-custodians');
});

test('no script failed on any page', () => expect(errors).toEqual([]));
