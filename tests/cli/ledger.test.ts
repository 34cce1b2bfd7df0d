import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { ask, call, expectProblem, post, signIn } from '../setup/http.ts';
import type { Ran, Served } from '../setup/server.ts';
import { dataFolder, serve, stop, zl, zlHere } from '../setup/server.ts';

const data = dataFolder();
const folder = dirname(data);
const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]): Promise<Ran> => zl([...args, '--json', '--data', data]);
const runHere = (...args: readonly string[]): Promise<Ran> => zlHere([...args, '--json', '--data', data]);
const fails = ({ lines }: Ran) => lines.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);

let served: Served;
let key: string;
let chains: readonly Record<string, unknown>[];
beforeAll(async () => {
  for (const [path, content] of generate(1)) {
    if (path === 'truth.json') continue;
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
  served = await serve(data);
  key = String((await runHere('source', 'add', 'feed')).lines[0]?.key);
  await runHere('import', at('company'), at('handover'));
});
afterAll(async () => {
  await stop(served);
  rmSync(folder, { recursive: true, force: true });
});

const REF = {
  source: expect.any(String),
  externalId: expect.any(String),
  index: expect.any(Number),
  log: expect.any(String),
};
const STRENGTH = expect.stringMatching(/^(weak|medium|strong)$/);
const TIER = { have: expect.any(Array), weak: expect.any(Array), missing: expect.any(Array), next: expect.any(Array) };

describe('what was seen', () => {
  test('findings are printed as the contract writes them, latest first', async () => {
    const { code, lines, err } = await run('findings');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: expect.stringMatching(/^[a-z-]+$/),
        rule: expect.stringMatching(/^[a-z-]+$/),
        version: expect.any(Number),
        severity: expect.stringMatching(/^(low|medium|high)$/),
        employee: expect.objectContaining({ ref: expect.toSatisfy((ref) => ref === null || typeof ref === 'string') }),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        entries: [REF],
        status: 'open',
      });
    }
    const times = lines.map((line) => String(line.at));
    expect(times).toEqual([...times].sort().reverse());
  });

  test('chains are printed as the contract writes them, and --min leaves the weaker ones out', async () => {
    const all = await run('chains');
    chains = all.lines;
    expect({ code: all.code, err: all.err }).toEqual({ code: 0, err: '' });
    for (const { promised, received, ...chain } of chains) {
      expect(chain).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        employee: expect.any(Object),
        customers: expect.any(Array),
        outside: expect.any(Array),
        strength: STRENGTH,
        links: expect.any(Array),
        rivals: expect.any(Array),
        tiers: { basic: TIER, core: TIER, process: TIER },
      });
      for (const sum of [promised, received].filter((each) => each !== undefined))
        expect(sum).toEqual({ currency: 'CNY', minor: expect.stringMatching(/^\d+$/) });
      for (const link of chain.links as unknown[])
        expect(link).toEqual({
          type: expect.any(String),
          strength: STRENGTH,
          entries: expect.arrayContaining([REF]),
          grounds: expect.any(String),
        });
    }
    const strong = await run('chains', '--min', 'strong');
    expect(strong.lines).toEqual(chains.filter(({ strength }) => strength === 'strong'));
    expect(strong.lines.length).toBeGreaterThan(0);
    expect(strong.lines.length).toBeLessThan(chains.length);
  });

  test('a scan needs no database and points into the original text', async () => {
    const file = at('company/wecom-archive.ndjson');
    const { code, lines } = await zl(['scan', file, '--json', '--data', at('nowhere')]);
    expect(code).toBe(0);
    const said = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    expect(lines.map(({ line }) => line)).toEqual(said.map((_, i) => i + 1));
    const found = lines.flatMap(({ line, findings }) =>
      (findings as Record<string, unknown>[]).map((finding) => ({ ...finding, line: Number(line) })),
    ) as unknown as {
      line: number;
      field: string;
      start: number;
      end: number;
      text: string;
      kind: string;
      severity: string;
    }[];
    expect(found.length).toBeGreaterThan(3);
    for (const { line, start, end, text, field } of found) {
      expect(field).toBe('text');
      const { text: original } = JSON.parse(said[line - 1] ?? '') as { text?: { content: string } };
      expect(original?.content.slice(start, end)).toBe(text);
    }
  });

  test('a scan names a line it cannot read and goes on', async () => {
    const [line] = readFileSync(at('company/wecom-archive.ndjson'), 'utf8').split('\n');
    writeFileSync(at('spoilt.ndjson'), `${line}\n{"msgid":\n${line}\n`);
    const { code, lines } = await zl(['scan', at('spoilt.ndjson'), '--json']);
    expect(code).toBe(0);
    expect(lines.map(({ line, error }) => [line, (error as { code: string } | undefined)?.code])).toEqual([
      [1, undefined],
      [2, 'record.not_json'],
      [3, undefined],
    ]);
  });
});

describe('a package', () => {
  const [zip, trust] = [at('package.zip'), at('trust.json')];
  const verdictOf = ({ code, lines }: Ran) => ({ code, verdict: lines.at(-1)?.verdict });

  test('is built, and passes with our trust file only', async () => {
    const made = await run('package', String(chains[0]?.id), '-o', zip);
    expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' });
    expect(made.lines[0]).toMatchObject({
      file: zip,
      items: expect.any(Number),
      checkpoint: { log: 'main', size: expect.any(Number) },
    });
    expect((await run('trust', '-o', trust)).code).toBe(0);
    expect(verdictOf(await run('verify', zip))).toEqual({ code: 3, verdict: 'incomplete' });
    const passed = await run('verify', zip, '--trust', trust);
    expect(verdictOf(passed)).toEqual({ code: 0, verdict: 'pass' });
    for (const check of passed.lines.slice(0, -1))
      expect(check).toEqual({
        id: expect.any(String),
        title: expect.any(String),
        outcome: 'pass',
        because: expect.any(String),
      });
  });

  test('does not pass with the trust file of somebody else', async () => {
    const ours = JSON.parse(readFileSync(trust, 'utf8')) as { logs: { origin: string; key: string }[] };
    const theirs = {
      ...ours,
      logs: ours.logs.map(({ origin }) => ({ origin, key: Buffer.alloc(32, 9).toString('base64') })),
    };
    writeFileSync(at('theirs.json'), JSON.stringify(theirs));
    expect(verdictOf(await run('verify', zip, '--trust', at('theirs.json'))).code).not.toBe(0);
  });

  test('with a byte changed anywhere never passes, and a file that is none is unreadable', async () => {
    const bytes = readFileSync(zip);
    for (const part of [0.1, 0.5, 0.9]) {
      const changed = Buffer.from(bytes);
      const place = Math.floor(bytes.length * part);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(at('changed.zip'), changed);
      expect(verdictOf(await run('verify', at('changed.zip'), '--trust', trust))).toEqual({ code: 1, verdict: 'fail' });
    }
    writeFileSync(at('cut.zip'), bytes.subarray(0, bytes.length - 100));
    expect((await run('verify', at('cut.zip'), '--trust', trust)).code).toBe(1);
    writeFileSync(at('none.zip'), '这不是压缩包');
    const none = await run('verify', at('none.zip'), '--trust', trust);
    expect({ code: none.code, out: none.out }).toEqual({ code: 2, out: '' });
    expect(none.err).toMatch(/^zl: [a-z_.]+: [^\n]+\n$/);
    expect((await run('verify', zip, '--trust', at('none.zip'))).code).toBe(2);
  });
});

describe('fsck', () => {
  /** The latest signed head of the log as anybody could have noted it. */
  async function headSeen() {
    const [row] = await ask<{ note: string }>(
      data,
      "select note from checkpoint join log using (log_id) where log.name = 'main' order by checkpoint.size desc limit 1",
    );
    const root = Buffer.from(row?.note.split('\n')[2] ?? '', 'base64').toString('hex');
    return { log: 'main', size: Number(row?.note.split('\n')[1]), sha256: root };
  }

  test('passes against a head and an epoch that were seen outside', async () => {
    const [epoch] = await ask<{ note: string }>(data, 'select note from epoch order by epoch desc limit 1');
    writeFileSync(at('heads'), `${JSON.stringify(await headSeen())}\n${epoch?.note}`);
    const done = await runHere('fsck', '--against', at('heads'));
    expect(fails(done)).toEqual([]);
    expect(done.code).toBe(0);
    expect(
      done.lines.filter(({ check }) => String(check).startsWith('outside.')).map(({ outcome }) => outcome),
    ).toContain('pass');
    for (const line of done.lines) expect(Object.keys(line).sort()).toEqual(['because', 'check', 'outcome']);
  });

  test('fails against each head that this log never had, and says which', async () => {
    const seen = await headSeen();
    const made: readonly Head[] = [
      { ...seen, sha256: 'ab'.repeat(32) },
      { ...seen, size: seen.size + 1_000_000 },
      { ...seen, log: 'elsewhere' },
    ];
    writeFileSync(at('made-up'), made.map((head) => JSON.stringify(head)).join('\n'));
    const done = await runHere('fsck', '--against', at('made-up'));
    expect(done.code).toBe(1);
    expect(fails(done).sort()).toEqual(made.map(({ log, size }) => `outside.${log}.${size}`).sort());
  });
});
type Head = { readonly log: string; readonly size: number; readonly sha256: string };

describe('an operator', () => {
  test('invites with a token that works once on the running server', async () => {
    const { code, lines } = await runHere('invite');
    expect(code).toBe(0);
    const token = String(lines[0]?.token);
    expect(lines[0]?.path).toBe(`/sign-in?token=${token}`);
    expect(await signIn(served.url, token)).toContain('zl_session=');
    const headers = { 'content-type': 'application/json' };
    const again = await call(served.url, '/api/v1/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ by: 'link', token }),
    });
    expectProblem(again, 401, 'auth.token_spent');
  });

  test('cannot change the master key under a running server, and can without: everything still opens', async () => {
    const master = join(data, 'master.key');
    const old = readFileSync(master, 'utf8');
    const beside = await runHere('keys', 'rotate');
    expect({ code: beside.code, out: beside.out }).toEqual({ code: 2, out: '' });
    expect(readFileSync(master, 'utf8')).toBe(old);

    await stop(served);
    const rotated = await runHere('keys', 'rotate');
    expect(rotated.code).toBe(0);
    expect(rotated.lines[0]).toMatchObject({
      keys: expect.toSatisfy((keys) => keys > 10),
      master,
      old: `${master}.old`,
    });
    expect(readFileSync(master, 'utf8')).not.toBe(old);
    expect(readFileSync(`${master}.old`, 'utf8')).toBe(old);
    const withOld = await zlHere(['findings', '--json', '--data', data], { ZHENGLIAN_MASTER_KEY: old.trim() });
    expect({ code: withOld.code, err: withOld.err }).toEqual({
      code: 2,
      err: expect.stringContaining('zl: key.destroyed: '),
    });

    served = await serve(data);
    expect((await runHere('chains')).lines).toEqual(chains);
    const record = {
      v: 1,
      kind: 'tip',
      source: 'feed',
      externalId: 't1',
      occurredAt: '2026-03-20T09:00:00+08:00',
      basis: 'work-system',
      body: { channel: '热线', about: [], text: '来电反映' },
    };
    expect((await post(served.url, 'feed', key, JSON.stringify(record))).json()).toMatchObject({ accepted: 1 });
    const checked = await runHere('fsck');
    expect(fails(checked)).toEqual([]);
    expect(checked.lines.find(({ check }) => check === 'bodies.main')?.outcome).toBe('pass');
    expect(await runHere('verify', at('package.zip'), '--trust', at('trust.json'))).toMatchObject({ code: 0 });
  });

  test('proposes a destruction; counsel confirms it beside a running server, and fsck then says what it could not check', async () => {
    const wish = ['destroy', '--person', 'E001', '--month', '2026-03', '--reason', '保存期限届满'];
    const proposed = await runHere(...wish);
    expect(proposed.code).toBe(0);
    const id = String(proposed.lines[0]?.proposal);
    const keys = async () =>
      (await ask<{ n: string }>(data, 'select count(*) as n from data_key where wrapped is null'))[0]?.n;
    expect(await keys()).toBe('0');
    const link = await runHere('invite', '--login', 'counsel', '--role', 'counsel');
    const cookie = await signIn(served.url, String(link.lines[0]?.token));
    const decided = await call(served.url, `/api/v1/acts/${id}/decision`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'confirmed', reason: '' }),
    });
    expect({ status: decided.status, state: decided.json().state }).toEqual({ status: 200, state: 'confirmed' });
    expect(Number(await keys())).toBeGreaterThan(0);
    const checked = await runHere('fsck');
    expect(fails(checked)).toEqual([]);
    expect(checked.code).toBe(0);
    expect(checked.lines.find(({ check }) => check === 'bodies.main')?.outcome).toBe('not_checked');
    const again = await runHere('import', at('company/wecom-archive.ndjson'));
    expect(again.lines.at(-1)?.total).toMatchObject({ accepted: 0, changed: 0 });
    expect(((again.lines[0]?.reasons ?? []) as { code: string }[]).map(({ code }) => code)).toContain(
      'record.forgotten',
    );
    expect(fails(await runHere('fsck'))).toEqual([]);
  });
});
