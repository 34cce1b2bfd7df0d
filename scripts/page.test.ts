import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildPage, PAGE_FILE } from './page/build.ts';

const page = readFileSync(PAGE_FILE, 'utf8');

test('the committed page is what the sources give: run `node scripts/page.ts` when it is not', async () => {
  expect((await buildPage()) === page).toBe(true);
});

test('docs/offline-page.md publishes the digest of the committed page', () => {
  const docs = readFileSync(new URL('../docs/offline-page.md', import.meta.url), 'utf8');
  expect(docs).toContain(createHash('sha256').update(page).digest('hex'));
});

test('the page allows its own script and style by their digests, and nothing else', () => {
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const hashOf = (name: string) => {
    const [, text = ''] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page) ?? [];
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hashOf('script')}`,
    `style-src ${hashOf('style')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/https?:\/\/[^\s"'`)]+\.(?:js|css|woff2?|png|svg)/);
});
