import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { emptiedPage, splitPage } from '../../packages/proof/src/page-data.ts';

const SOURCE = join(import.meta.dirname, '../../packages/proof/src/page');

/** Where the page stands in the repository. */
export const PAGE_FILE = join(import.meta.dirname, '../../packages/proof/page/verifier.html');

/**
 * The offline verifier as one HTML text: the program and its style inline, allowed by their digests alone, and nothing
 * else. Written as browsers serialise a document, so that the page can compute the digest of its own text.
 */
export async function buildPage(): Promise<string> {
  const [script, style] = [await bundle(), readFileSync(join(SOURCE, 'page.css'), 'utf8')];
  for (const [name, text] of [
    ['script', script],
    ['style', style],
  ] as const)
    if (new RegExp(`</${name}|<!--|\\r|\\0`, 'i').test(text)) throw new Error(`the ${name} would end its own element`);
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const html =
    `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>证据包离线核验</title>\n<style>${style}</style>\n</head><body>\n` +
    `<noscript>本页面需要启用 JavaScript 才能核验;不启用时,没有任何内容经过检验。 This page needs JavaScript; without it nothing was verified.</noscript>\n` +
    `<div id="page"></div>\n<script type="application/json" id="package">null</script>\n` +
    `<script>${script}</script></body></html>\n`;
  if (emptiedPage(splitPage(html)) !== html) throw new Error('the page does not hold its data block once');
  return html;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Readable on purpose: whoever opens the page can see what it does. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root: SOURCE,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      modulePreload: false,
      lib: { entry: join(SOURCE, 'main.ts'), formats: ['iife'], name: 'verifier' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined || output === undefined || !('output' in output) || output.output.length !== 1)
    throw new Error('the page is not one script');
  return chunk.code;
}
