import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

/** A module may import itself and anything before it in this list. A total order cannot hold a cycle. */
const ORDER = [
  'kernel',
  'config',
  'platform',
  'ledger',
  'intake',
  'people',
  'access',
  'agreements',
  'search',
  'detect',
  'chain',
  'deposit',
  'cases',
  'notify',
  'export',
  'wiring',
  'http',
  'cli',
  'main.ts',
]; // prettier-ignore
/** What people extend most must stay re-runnable years later: no database, no files, no clock. */
const PURE = /\/(connectors|rules|documents)\//;
const IMPURE = /\/(platform|ledger)\//;
const ROOT = 'packages/server/src';
const IMPORT = /^(?:import|export)\s[^'"]*?from\s+['"](\.[^'"]+)['"]|^import\s+['"](\.[^'"]+)['"]/gm;

function rank(file: string): number {
  const [module = ''] = file.slice(ROOT.length + 1).split('/');
  const at = ORDER.indexOf(module);
  if (at === -1) throw new Error(`${module} is not in ORDER`);
  return at;
}

function breaches(): string[] {
  return globSync(`${ROOT}/**/*.ts`).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(IMPORT)]
      .map(([, from, bare]) => normalize(join(dirname(file), from ?? bare ?? '')))
      .filter((target) => target.startsWith(ROOT))
      .filter((target) => rank(target) > rank(file) || (PURE.test(file) && IMPURE.test(target)))
      .map((target) => `${file} must not import ${target}`),
  );
}

test('imports point up the list of modules', () => expect(breaches()).toEqual([]));

/** Names by which code would reach out; `(` alone would also find methods called `fetch` of what is handed over. */
const REACHES_OUT = /(?<![.\w])fetch\(|from 'node:(?:https?|net|tls|dgram|http2)'/;

test('nothing but the outgoing client connects to others', () => {
  const found = globSync(`${ROOT}/**/*.ts`, { ignore: ['**/*.test.ts'] }).filter((file) => {
    const text = readFileSync(file, 'utf8').replaceAll(/^import type .*$/gm, '');
    return REACHES_OUT.test(text);
  });
  // `isIP` and `BlockList` look at addresses; the problem page answers a socket that is there.
  expect(found.map((file) => file.slice(ROOT.length + 1)).sort()).toEqual([
    'access/credentials/network.ts',
    'http/site.ts',
    'platform/outgoing-addresses.ts',
    'platform/outgoing-exchange.ts',
    'platform/outgoing.ts',
  ]);
});

test('the server does not import the demo, nor the console the server at run time', () => {
  const wrong = globSync(['packages/*/src/**/*.{ts,tsx}']).filter((file) => {
    const text = readFileSync(file, 'utf8');
    return (
      /from '[^']*\/demo\//.test(text) ||
      (file.includes('/console/') && /^import (?!type)[^;]*from '[^']*server/m.test(text))
    );
  });
  expect(wrong).toEqual([]);
});
