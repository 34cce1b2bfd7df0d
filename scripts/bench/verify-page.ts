import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { verifyZip } from '@zhenglian/proof';
import { sampleTrust } from '../../packages/proof/src/testkit.ts';
import { openBrowser } from '../../tests/setup/browser.ts';
import { PAGE_FILE } from '../page/build.ts';
import { median } from './copy-rate.ts';
import { packageOf } from './verify.ts';

const ITEMS = 1000;
const ROUNDS = 3;

/** From the choice of a package of 1,000 items in the offline page to its verdict and list, against `verify` alone in Node. */
export async function verifyPage(): Promise<void> {
  const page = readFileSync(PAGE_FILE, 'utf8');
  const zip = packageOf(ITEMS, page);
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-page-'));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('verifier.html'), page);
  writeFileSync(at('case.zip'), zip);
  writeFileSync(at('trust.json'), JSON.stringify(sampleTrust));
  const browser = await openBrowser();
  const [shown, alone]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const opened = await browser.newPage();
      await opened.goto(pathToFileURL(at('verifier.html')).href);
      const [chosen, , trust] = await opened.locator('input[type=file]').all();
      await trust?.setInputFiles(at('trust.json'));
      const begun = performance.now();
      await chosen?.setInputFiles(at('case.zip'));
      await opened.locator('.verdict[data-verdict=pass]').waitFor({ timeout: 60_000 });
      await opened.locator('.item').first().waitFor();
      shown.push((performance.now() - begun) / 1000);
      await opened.close();
      const before = performance.now();
      verifyZip(zip, sampleTrust);
      alone.push((performance.now() - before) / 1000);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const [value, plain] = [median(shown), median(alone)];
  const against = `verify of the same ${(zip.length / 2 ** 20).toFixed(1)} MiB in Node at ${plain.toFixed(3)} s`;
  const line = {
    name: 'verify.page',
    value: round3(value),
    unit: 's',
    items: ITEMS,
    ratio: round3(value / plain),
    against,
  };
  console.log(JSON.stringify(line));
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;
