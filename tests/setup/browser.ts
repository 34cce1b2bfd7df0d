import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { chromium as playwright } from 'playwright-core';
import { generate } from '../../demo/generate.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { addSamplePeople } from '../../scripts/demo/sample-people.ts';
import { buildConsole } from './built-console.ts';
import type { Served } from './server.ts';
import { dataFolder, serve, zl } from './server.ts';

/**
 * Unpacks the browser into a folder of this user's own: the package would put it where another user's copy may lie. It is
 * unpacked beside and moved there whole: one that is still written, or put in the place of another that runs, does not start.
 */
async function browserPath(): Promise<string> {
  const own = join(tmpdir(), `zl-browser-${process.getuid?.() ?? 'user'}`);
  const place = join(own, 'unpacked');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (!existsSync(place)) {
    const beside = mkdtempSync(join(own, 'beside-'));
    await unpackInto(beside);
    try {
      renameSync(beside, place);
    } catch (error) {
      if (!existsSync(place)) throw error;
      rmSync(beside, { recursive: true });
    }
  }
  return await unpackInto(place);
}

/** The path of the browser in this folder, unpacked where it is not there yet. */
async function unpackInto(folder: string): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** A real browser out of an npm package; it may talk to nobody but the server under test. */
export async function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
  ];
  return await playwright.launch({ executablePath: await browserPath(), headless: true, args });
}

/**
 * What one person has open: in Chinese, and without motion, so that a click never meets something on its way. What fails
 * in a page is put into `errors`.
 */
export async function openContext(
  browser: Browser,
  errors: string[],
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(20_000);
  context.on('weberror', (error) => errors.push(error.error().message));
  return context;
}

type Company = {
  readonly seed?: number;
  /** Kinds of records that the company is imported without. */
  readonly without?: readonly string[];
  /** What its server is configured with. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The sample company in a server of its own, with the console built as it ships. */
export async function servedCompany({ seed = 1, without = [], env = {} }: Company = {}): Promise<{
  readonly served: Served;
  readonly data: string;
  /** The one-time link of each sample account, by its login. */
  readonly linkOf: (login: string) => string;
  /** The records that were left out. */
  readonly leftOut: readonly unknown[];
}> {
  await buildConsole();
  const data = dataFolder();
  const folder = join(data, 'company');
  const leftOut: unknown[] = [];
  for (const [path, content] of generate(seed)) {
    if (path === 'truth.json') continue;
    const kept = content.split('\n').filter((line) => {
      if (!without.some((kind) => line.includes(`"kind":"${kind}"`))) return true;
      leftOut.push(JSON.parse(line));
      return false;
    });
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), kept.join('\n'));
  }
  const imported = await zl(['import', folder, '--json', '--data', data]);
  if (imported.code !== 0) throw new Error(`the sample company does not import: ${imported.err}`);
  const product = await openProduct(readConfig({}, data));
  const people = await addSamplePeople(product).finally(() => product.close());
  const served = await serve(data, env);
  const linkOf = (login: string): string => {
    const found = people.find((person) => person.login === login);
    if (found === undefined) throw new Error(`there is no sample account ${login}`);
    return `${served.url}/sign-in?token=${found.token}`;
  };
  return { served, data, linkOf, leftOut };
}
