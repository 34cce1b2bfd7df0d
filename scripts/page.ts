import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buildPage, PAGE_FILE } from './page/build.ts';

/** Writes the offline verifier, and its digest where it is published. */
const DOCS = new URL('../docs/offline-page.md', import.meta.url);
const html = await buildPage();
const digest = createHash('sha256').update(html).digest('hex');
writeFileSync(PAGE_FILE, html);
writeFileSync(DOCS, readFileSync(DOCS, 'utf8').replace(/[0-9a-f]{64}(?= {2}verifier\.html)/, digest));
console.log(`${digest}  ${html.length} characters`);
