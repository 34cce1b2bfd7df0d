import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withManifests } from '../../packages/proof/src/assemble-package.ts';
import { base64Of } from '../../packages/proof/src/bytes.ts';
import type { SampleChanges } from '../../packages/proof/src/testkit.ts';
import { FIRST_INSTANT, samplePackage, sampleTrust } from '../../packages/proof/src/testkit.ts';
import {
  AUTHORITY,
  DAY,
  integer,
  makeCertificate,
  makeToken,
  STAMPS_ALONE,
  sequence,
  signerOf,
} from '../../packages/proof/src/time/testkit.ts';
import { utf8Of } from '../../packages/proof/src/utf8.ts';
import { writeZip } from '../../packages/proof/src/zip.ts';
import { PAGE_FILE } from '../../scripts/page/build.ts';
import { openBrowser } from '../setup/browser.ts';

/** Set to a folder to keep pictures of each verdict: as docs/images has them, and of the whole page. */
const SHOTS = process.env.ZL_SHOTS;
const TEMPLATE = readFileSync(PAGE_FILE, 'utf8');
const DIGEST = createHash('sha256').update(TEMPLATE).digest('hex');
const HOSTILE = '</script><script>document.title="hit"</script><img src=x onerror=document.title="hit"><!--';

const AROUND = { from: FIRST_INSTANT - DAY, until: FIRST_INSTANT + 36_500 * DAY };
const ROOT = makeCertificate('测试根', signerOf(61), undefined, AUTHORITY, AROUND);
const STAMPS = makeCertificate('测试时间戳服务', signerOf(62), ROOT, STAMPS_ALONE, { serial: 2, ...AROUND });

/** What an authority that the reader trusts says of an epoch, five minutes after the first entry. */
const stamped = (note: string) => ({
  epoch: 1,
  custodian: 'tsa-1',
  request: utf8Of('asked'),
  response: sequence(sequence(integer(0)), makeToken(utf8Of(note), STAMPS, { at: FIRST_INSTANT + 300_000 })),
  certificates: [STAMPS.raw],
  renewals: [],
});

type Files = Map<string, Uint8Array>;

const folder = mkdtempSync(join(tmpdir(), 'zl-page-'));
let browser: Browser;
let context: BrowserContext;
const requests: string[] = [];
const problems: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  writeFileSync(join(folder, 'trust.json'), JSON.stringify(sampleTrust));
  const custodians = [{ root: base64Of(ROOT.raw) }];
  writeFileSync(join(folder, 'trust-custodians.json'), JSON.stringify({ ...sampleTrust, custodians }));
  writeFileSync(join(folder, '核验.html'), TEMPLATE);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await context?.close();
  expect(problems.splice(0)).toEqual([]);
});

/** Writes a package as a ZIP and as the folder it unpacks to. What `attack` changes is made to fit, as far as no key is needed. */
function write(name: string, changes: SampleChanges = {}, attack: (files: Files) => void = () => {}): string {
  const before = changes.parts;
  const { files } = samplePackage({
    ...changes,
    parts: (parts, logs) => ({ ...(before?.(parts, logs) ?? parts), page: TEMPLATE }),
  });
  const changed = new Map(files);
  attack(changed);
  writeFileSync(join(folder, `${name}.zip`), writeZip(withManifests(changed)));
  for (const [path, bytes] of changed) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), bytes);
  }
  return join(folder, name);
}

/** Opens a page as a file, in a browser without any network. The only request there may be is for the file itself. */
async function open(path: string, width = 1200): Promise<Page> {
  context = await browser.newContext({ locale: 'zh-CN', offline: true, viewport: { width, height: 900 } });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  requests.length = 0;
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => problems.push(error.message));
  // A breach of the content security policy is told here.
  page.on('console', (message) => problems.push(message.text()));
  await page.goto(pathToFileURL(path).href);
  return page;
}

const openIn = (at: string, width?: number): Promise<Page> => open(join(at, 'data/核验.html'), width);
const input = (page: Page, label: string) => page.locator(`input[type=file][aria-label="${label}"]`);
const verdictOf = (page: Page) => page.locator('.verdict').getAttribute('data-verdict');
const lineOf = async (page: Page) => (await page.locator('.verdict-line').innerText()).replace(/\s+/g, ' ');
const textOf = (page: Page, selector: string) => page.locator(selector).innerText();
const outcomesOf = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator('.item')
      .evaluateAll((items) =>
        items.map((item) => [item.getAttribute('data-item') ?? '', item.className.replace('item ', '')]),
      ),
  );
const failed = (page: Page) =>
  page
    .locator('#not-passed li[data-outcome=fail]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-check')));

/** Gives the page the package and, where there is one, the trust file, and waits for the verdict. */
async function check(page: Page, at: string, { trust = 'trust.json', asFolder = false } = {}): Promise<void> {
  if (trust !== '') await input(page, '信任文件（JSON）').setInputFiles(join(folder, trust));
  if (asFolder) await input(page, '或解压后的文件夹').setInputFiles(at);
  else await input(page, '证据包（ZIP）').setInputFiles(`${at}.zip`);
  await page.locator('.verdict:not([data-verdict=none])').waitFor();
}

async function openItem(page: Page, title: string): Promise<void> {
  await page.locator('.item > summary', { hasText: title }).click();
  await page.locator('.item[open] .facts').first().waitFor();
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  const clip = { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height: 1300 };
  await page.screenshot({ path: join(SHOTS, `offline-${name}.png`), fullPage: true, clip });
  await page.screenshot({ path: join(SHOTS, `whole-${name}.png`), fullPage: true });
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the page by file://, without any network', () => {
  test('shows what the package holds and calls nothing of it checked', async () => {
    const page = await openIn(write('good'));
    expect(await verdictOf(page)).toBe('none');
    expect(await lineOf(page)).toBe('固定后未改变：? 未检验');
    expect(new Set(Object.values(await outcomesOf(page)))).toEqual(new Set(['not_checked']));
    expect(await page.locator('.answer.pass, .verdict.pass').count()).toBe(0);
    await openItem(page, '张三与李四的聊天');
    expect(await textOf(page, '.item[open]')).toContain('好处费给你10%');
    expect(await textOf(page, '.item[open]')).toContain('原件在证据包中');
    expect(await textOf(page, '.notice')).toContain('由提交方提供');
    await shot(page, 'before');
    expect(requests).toHaveLength(1);
  });

  test('a good package: 是, by the maker’s own clock, with every original as text', async () => {
    const page = await openIn(write('good'));
    await check(page, join(folder, 'good'));
    expect(await lineOf(page)).toBe('自 2026-03-02 10:15:02 +08:00 固定后未改变：✓ 是');
    expect(await textOf(page, '.verdict')).toContain('制作方自己的时钟，没有第三方证明');
    expect(new Set(Object.values(await outcomesOf(page)))).toEqual(new Set(['pass']));
    expect(await page.locator('#not-passed').count()).toBe(0);
    await openItem(page, '李四的回复');
    expect(await textOf(page, '.item[open] pre.original')).toContain('好的😂');
    expect(await textOf(page, '#limits')).toContain('语音和图片里的内容没有读取');
    await shot(page, 'good');
    expect(requests).toHaveLength(1);
  });

  test('the unpacked folder gives the same verdict, whatever the system put into it', async () => {
    const at = write('folder');
    writeFileSync(join(at, 'data/.DS_Store'), 'x');
    const page = await openIn(at);
    await check(page, at, { asFolder: true });
    expect(await verdictOf(page)).toBe('pass');
    expect(await textOf(page, '.notes')).toContain('.DS_Store');
  });

  test('a tampered package: 否, the failing checks first, and the page itself is caught showing something else', async () => {
    const path = 'data/bodies/wecom/2.json';
    const at = write('tampered', {}, (files) => {
      const body = Buffer.from(files.get(path) ?? []).toString();
      files.set(path, utf8Of(body.replace('10%', '20%')));
    });
    const page = await openIn(at);
    await check(page, at);
    expect(await verdictOf(page)).toBe('fail');
    expect(await lineOf(page)).toMatch(/固定后未改变：✕ 否$/);
    expect(await failed(page)).toEqual(['package.bound', 'package.page', 'item.wecom.2.commitment']);
    expect(Object.entries(await outcomesOf(page))[0]).toEqual(['wecom.2', 'fail']);
    expect(await textOf(page, '.item.fail[open]')).toContain('its SHA-256 commitment is another');
    await shot(page, 'tampered');
  });

  test('an incomplete package: what is missing is named, and what needs it is 未检验', async () => {
    const path = 'data/bodies/wecom/3.json';
    const at = write('incomplete', {}, (files) => void files.delete(path));
    const page = await openIn(at);
    await check(page, at, { asFolder: true });
    // The same word as every other verifier of this format: files that were registered are not there.
    expect(await verdictOf(page)).toBe('fail');
    expect(await textOf(page, '.missing')).toContain(path);
    expect(await textOf(page, '.verdict')).toContain('在场的文件都与登记时一致');
    expect(await outcomesOf(page)).toMatchObject({ 'wecom.3': 'not_checked', 'wecom.2': 'pass' });
    await shot(page, 'incomplete');
  });

  test('a masked package: 是, and what is masked is said to be so', async () => {
    const at = write('masked', { masked: new Set(['/body/text', '/body/to/0', '/slice']) });
    const page = await openIn(at);
    await check(page, at);
    expect(await verdictOf(page)).toBe('pass');
    expect(await outcomesOf(page)).toMatchObject({ 'wecom.2': 'masked', 'wecom.3': 'pass' });
    expect(await textOf(page, '.verdict')).toContain('遮盖部分没有出示');
    await openItem(page, '张三与李四的聊天');
    expect(await page.locator('.item.masked .fact .answer.masked').count()).toBe(3);
    await shot(page, 'masked');
  });

  test.each([
    ['without a trust file', '', '没有信任文件'],
    [
      'when the trust file asks for a receipt that is not there',
      'trust-custodians.json',
      '时间戳服务机构／存证机构的存证回执',
    ],
  ])('never 是 %s', async (_, trust, said) => {
    const at = write('good');
    const page = await openIn(at);
    await check(page, at, { trust });
    expect(await verdictOf(page)).toBe('incomplete');
    expect(await lineOf(page)).toMatch(/固定后未改变：\? 未检验$/);
    expect(await textOf(page, 'main')).toContain(said);
  });

  test('where a custodian that the reader trusts attests it, the time is the custodian’s', async () => {
    const at = write('stamped', {
      parts: (parts) => ({ ...parts, receipts: parts.epochs.map(({ note }) => stamped(note)) }),
    });
    const page = await openIn(at);
    await check(page, at, { trust: 'trust-custodians.json' });
    expect(await lineOf(page)).toBe('自 2026-03-02 10:20:00 +08:00 固定后未改变：✓ 是');
    expect(await textOf(page, '.verdict')).toContain('由存证回执证明');
    expect(await textOf(page, '#proofs')).toContain('data/receipts/1.tsa-1.tsr');
    await context.close();
    const untrusting = await openIn(at);
    await check(untrusting, at);
    expect(await lineOf(untrusting)).toMatch(/^自 2026-03-02 10:15:02 /);
    expect(await textOf(untrusting, '.verdict')).toContain('制作方自己的时钟，没有第三方证明');
  });

  test('an original that is no text is shown in hexadecimal, and no more than its beginning', async () => {
    const at = write('binary', {}, (files) => void files.set('data/originals/wecom/3.json', new Uint8Array(2000)));
    const page = await openIn(at);
    await check(page, at);
    expect(await textOf(page, '.item.fail[open] pre.original')).toContain('000010  00 00');
    expect(await textOf(page, '.item.fail[open]')).toContain('只显示前 512 B，共 2.0 KB');
  });

  test('hostile words stand there as words', async () => {
    const at = write('hostile', {
      parts: (parts) => ({
        ...parts,
        limits: [HOSTILE],
        leftOut: [{ what: HOSTILE, why: HOSTILE }],
        items: parts.items.map((item) => ({ ...item, title: HOSTILE, role: HOSTILE })),
      }),
    });
    const page = await openIn(at);
    for (const isChecked of [false, true]) {
      if (isChecked) await check(page, at);
      expect(await page.locator('.item-title').first().innerText()).toBe(HOSTILE);
      expect(await textOf(page, '#limits')).toContain(HOSTILE);
      expect(await page.title()).toBe('证据包离线核验');
      expect(await page.locator('img').count()).toBe(0);
    }
    expect(await verdictOf(page)).toBe('pass');
    expect(requests).toHaveLength(1);
  });

  test('the page prints the digest of its own text, alone as in a package, and the docs publish it', async () => {
    const alone = await open(join(folder, '核验.html'));
    expect(await textOf(alone, '#own .hash')).toBe(DIGEST);
    expect(await textOf(alone, '.verdict')).toContain('请选择证据包和信任文件');
    await context.close();
    const page = await openIn(write('good'));
    expect(await textOf(page, '#own .hash')).toBe(DIGEST);
    const docs = readFileSync(join(import.meta.dirname, '../../docs/offline-page.md'), 'utf8');
    expect(docs).toContain(DIGEST);
  });

  test('alone it takes a package and a trust file that are dropped on it, and any digest can be copied', async () => {
    const at = write('good');
    const page = await open(join(folder, '核验.html'));
    const files = [`${at}.zip`, join(folder, 'trust.json')].map((path) => readFileSync(path).toString('base64'));
    const dropped = await page.evaluateHandle(([zip = '', trust = '']) => {
      const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes(zip)], 'case.zip'));
      transfer.items.add(new File([bytes(trust)], 'trust.json'));
      return transfer;
    }, files);
    await page.dispatchEvent('#load', 'drop', { dataTransfer: dropped });
    await page.locator('.verdict[data-verdict=pass]').waitFor();
    const copy = page.locator('#own .copy');
    await copy.click();
    await page.getByText('已复制').waitFor();
    await page.locator('#files summary').click();
    await page.locator('#files .file').first().waitFor();
    expect(await page.locator('#files .file').count()).toBe(samplePackage().files.size + 1);
  });

  test('it speaks English when asked, and keeps what was verified', async () => {
    const at = write('good');
    const page = await openIn(at);
    await check(page, at);
    await page.getByRole('button', { name: 'Switch to English' }).click();
    expect(await lineOf(page)).toBe('Unchanged since it was fixed at 2026-03-02 10:15:02 +08:00: ✓ Yes');
    expect(await page.locator('main').innerText()).not.toMatch(/未检验|固定后|登记/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  test.each([
    ['good', write('good-narrow'), 'pass'],
    ['tampered', write('tampered-narrow', {}, (files) => void files.set('data/README.txt', utf8Of('x'))), 'fail'],
  ])('at 390 px nothing runs out of the page: %s', async (name, at, verdict) => {
    const page = await openIn(at, 390);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await check(page, at);
    expect(await verdictOf(page)).toBe(verdict);
    await page.getByRole('button', { name: '全部展开（打印前）' }).click();
    await page.locator('#files summary').click();
    await page.locator('#files .file').first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shot(page, `390-${name}`);
  });
});
