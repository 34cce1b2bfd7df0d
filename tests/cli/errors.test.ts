import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Served } from '../setup/server.ts';
import { newDataFolder, serve, stop, zl, zlHere } from '../setup/server.ts';

const data = newDataFolder();
const folder = dirname(data);
const [page, records] = [join(folder, 'page.html'), join(folder, 'records.ndjson')];
beforeAll(() => {
  writeFileSync(page, '<html><body>nothing of ours</body></html>');
  writeFileSync(records, '{"v":1,"kind":"chat"}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ONE_LINE = /^zl: [a-z_]+(\.[a-z_]+)?: [^\n]{3,}\n$/;
const codeIn = (err: string): string => /^zl: ([a-z_.]+): /.exec(err)?.[1] ?? err;

describe('what is asked for wrongly ends with 2 and one line', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown command', ['conjure'], 'cli.usage'],
    ['half a command', ['source'], 'cli.usage'],
    ['an option in place of a command', ['--json'], 'cli.usage'],
    ['an unknown option', ['findings', '--colour', 'red'], 'cli.usage'],
    ['an option without its value', ['import', records, '--source'], 'cli.usage'],
    ['a value for a switch', ['import', records, '--dry-run=perhaps'], 'cli.usage'],
    ['an option with a line end in it', ['findings', '--a\nb'], 'cli.usage'],
    ['an import of nothing', ['import'], 'cli.usage'],
    ['an import of what is not there', ['import', join(folder, 'absent')], 'cli.usage'],
    ['a scan of nothing', ['scan'], 'cli.usage'],
    ['a scan of two files', ['scan', records, records], 'cli.usage'],
    ['a scan of what is not there', ['scan', join(folder, 'absent')], 'cli.usage'],
    ['a scan of a folder', ['scan', folder], 'cli.usage'],
    ['a scan of no known format', ['scan', page], 'import.unrecognised'],
    ['a source without a name', ['source', 'add'], 'cli.usage'],
    ['chains of no known strength', ['chains', '--min', 'huge'], 'cli.usage'],
    ['a package without a file', ['package', '0'.repeat(32)], 'cli.usage'],
    ['a package of no known profile', ['package', '0'.repeat(32), '-o', 'x.zip', '--profile', 'p'], 'cli.usage'],
    ['a trust file without a name', ['trust'], 'cli.usage'],
    ['a verify of nothing', ['verify'], 'cli.usage'],
    ['a verify of what is not there', ['verify', join(folder, 'absent.zip')], 'not_found'],
    ['a verify of what is no archive', ['verify', page], 'request.unsupported_media'],
    ['an fsck against what is not there', ['fsck', '--against', join(folder, 'absent')], 'cli.usage'],
    ['an fsck against what is no head', ['fsck', '--against', page], 'request.invalid'],
    ['a destruction without a reason', ['destroy', '--person', 'E1', '--month', '2026-03'], 'cli.usage'],
    ['a destruction of no month', ['destroy', '--person', 'E1', '--month', 'March', '--reason', 'r'], 'cli.usage'],
    ['a port that is no number', ['serve', '--port', 'http'], 'cli.usage'],
    ['a port too high', ['serve', '--port', '65536'], 'cli.usage'],
  ];
  test.each(wrong)('%s', async (_what, args, code) => {
    const { code: exit, out, err } = await zlHere([...args, '--data', data]);
    expect({ exit, out, code: codeIn(err) }).toEqual({ exit: 2, out: '', code });
    expect(err).toMatch(ONE_LINE);
  });

  test('so it is under --json, whose standard output stays empty', async () => {
    const { code, out, err } = await zl(['chains', '--min', 'huge', '--json', '--data', data]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(ONE_LINE);
  });
});

describe('the environment', () => {
  test.each([
    ['an unknown name', { ZHENGLIAN_COLOUR: 'red' }, 'config.unknown_name'],
    ['a port that is no number', { ZHENGLIAN_PORT: 'http' }, 'config.invalid'],
    ['a switch that is neither on nor off', { ZHENGLIAN_FOLLOWERS: 'perhaps' }, 'config.invalid'],
    ['a key file that is not there', { ZHENGLIAN_MASTER_KEY_FILE: '/nowhere/master.key' }, 'cli.usage'],
    ['a key that is none', { ZHENGLIAN_MASTER_KEY: 'swordfish-swordfish' }, 'config.invalid'],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://zl_app:swordfish-swordfish@127.0.0.1:1/x' },
      'database.unavailable',
    ],
  ])('with %s is refused, and no secret is printed', async (_what, env, code) => {
    const ran = await zlHere(['findings', '--data', join(folder, 'env')], env);
    expect({ exit: ran.code, code: codeIn(ran.err) }).toEqual({ exit: 2, code });
    expect(ran.err).toMatch(ONE_LINE);
    expect(ran.out + ran.err).not.toContain('swordfish');
  });
});

describe('help', () => {
  test.each([[[]], [['help']], [['--help']]])('zl %s lists every command', async (args) => {
    const { code, out, err } = await zlHere(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of [
      'source add',
      'serve',
      'import',
      'scan',
      'findings',
      'chains',
      'package',
      'trust',
      'verify',
      'fsck',
      'migrate',
      'keys rotate',
      'destroy',
      'invite',
    ])
      expect(out).toContain(`zl ${name}`);
  });
});

describe('on a folder with a server', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(data);
  });
  afterAll(() => stop(served));

  test('a second server is refused', async () => {
    await expect(serve(data)).rejects.toThrow(/ended with 2: zl: serve\.already_running: [^\n]+\n$/);
  });

  test('a source is added once, with a lawful name and basis, and its key is shown this once', async () => {
    const add = (...args: readonly string[]) => zlHere(['source', 'add', ...args, '--json', '--data', data]);
    const first = await add('erp', '--log', 'books', '--basis', 'company-books');
    expect(JSON.parse(first.out)).toEqual({ source: 'erp', key: expect.stringMatching(/^zls_[\w-]{32}$/) });
    for (const [args, code] of [
      [['erp'], 'source.name_invalid'],
      [['ERP 2'], 'source.name_invalid'],
      [['x'.repeat(41)], 'source.name_invalid'],
      [['crm', '--log', 'Not a log'], 'source.name_invalid'],
      [['crm', '--basis', 'hearsay'], 'cli.usage'],
    ] as const) {
      const refused = await add(...args);
      expect({ exit: refused.code, out: refused.out, code: codeIn(refused.err) }).toEqual({ exit: 2, out: '', code });
    }
  });

  test('what is not in the ledger is not found', async () => {
    for (const args of [
      ['package', '0'.repeat(32), '-o', join(folder, 'x.zip')],
      ['destroy', '--person', 'E404', '--month', '2026-03', '--reason', 'r'],
    ]) {
      const { code, err } = await zlHere([...args, '--data', data]);
      expect({ code, err: codeIn(err) }).toEqual({ code: 2, err: 'not_found' });
    }
    expect(existsSync(join(folder, 'x.zip'))).toBe(false);
  });

  test('the schema is brought up to date beside it, which changes nothing', async () => {
    const { code, out } = await zlHere(['migrate', '--json', '--data', data]);
    expect({ code, said: JSON.parse(out) }).toEqual({ code: 0, said: { migrated: true } });
  });

  test('an empty ledger has no findings, no chains, and nothing wrong', async () => {
    for (const name of ['findings', 'chains']) {
      const { code, out } = await zlHere([name, '--json', '--data', data]);
      expect({ code, out }).toEqual({ code: 0, out: '' });
    }
    const { code, lines } = await zl(['fsck', '--json', '--data', data]);
    expect(code).toBe(0);
    expect(lines.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });

  test('a reader that stops reading ends a command without a crash', async () => {
    const empty = join(folder, 'many');
    mkdirSync(empty);
    const line = '{"v":1,"kind":"chat"}';
    writeFileSync(join(empty, 'many.ndjson'), `${line}\n`.repeat(20_000));
    const err = await new Promise<string>((resolve) => {
      const main = join(import.meta.dirname, '../../packages/server/src/main.ts');
      const child = spawn(process.execPath, [main, 'scan', join(empty, 'many.ndjson'), '--json', '--data', data]);
      let text = '';
      child.stderr.on('data', (chunk) => (text += chunk));
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', () => resolve(text));
    });
    expect(err).toBe('');
  });
});

test('a server whose port is taken says so, ends, and leaves no PostgreSQL behind', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, err } = await zl(['serve', '--port', port, '--data', data]);
  taken.close();
  expect(code).toBe(2);
  expect(err).toMatch(/^zl: cli\.usage: [^\n]*EADDRINUSE[^\n]*\n$/);
  const running = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(running.split('\n').filter((line) => line.includes(`-D ${data}`))).toEqual([]);
});
