import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64Of, decodeTrust, pemOf, readZip, textOfUtf8, verifyZip } from '@zhenglian/proof';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Custodian } from '../../packages/server/src/deposit/custodian.ts';
import { openCustodians, rootsOf } from '../../packages/server/src/deposit/custodian.ts';
import { depositNewest } from '../../packages/server/src/deposit/deposit.ts';
import { checkReceipts } from '../../packages/server/src/deposit/fsck.ts';
import { receipts } from '../../packages/server/src/deposit/receipt-store.ts';
import { custodianStandings } from '../../packages/server/src/deposit/standing.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import { systemClock } from '../../packages/server/src/kernel/time.ts';
import { appendOwn } from '../../packages/server/src/ledger/append-own.ts';
import { epochOfAll, trustFile } from '../../packages/server/src/ledger/checkpoint.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { MAIN_LOG } from '../../packages/server/src/ledger/ledger.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../packages/server/src/platform/outgoing.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { HashService } from '../setup/hash-services.ts';
import { startBaoquan } from '../setup/hash-services.ts';
import { importPath } from '../setup/import.ts';
import type { Authority, Faults } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

const operator = { id: 'test', role: 'operator' } as const;
const PATIENCE_MILLIS = 500;
let t: TestLedger;
let folder: string;
let authority: Authority;
let another: Authority;
let custodians: readonly Custodian[];
let builtIn: readonly Custodian[];
let service: HashService;
let stating: readonly Custodian[];
const rules = { allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: PATIENCE_MILLIS };

beforeAll(async () => {
  t = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-deposit-'));
  authority = await startAuthority();
  another = await startAuthority(51);
  const env = { ZHENGLIAN_CUSTODIANS_FILE: authority.configFile(folder) };
  const surroundings = { outgoing: outgoingClient(rules), ledger: { ...t.ledger, clock: systemClock } };
  custodians = await openCustodians(readConfig(env, folder).custodians, surroundings);
  builtIn = await openCustodians([{ kind: 'built-in', name: 'not-neutral-test' }], surroundings);
  service = await startBaoquan();
  writeFileSync(join(folder, 'services.json'), JSON.stringify([service.listed(folder)]));
  const listed = { ZHENGLIAN_CUSTODIANS_FILE: join(folder, 'services.json') };
  stating = await openCustodians(readConfig(listed, folder).custodians, surroundings);
});
afterAll(async () => {
  await t.close();
  await authority.close();
  await another.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => authority.behave({}));

/** Something happens, and the heads are summed up. */
async function epochWithNews() {
  const body = { what: 'noted' };
  await appendOwn(t.ledger, operator, {
    log: MAIN_LOG,
    type: 'act',
    body,
    holder: 'test',
    class: 'act',
    derivedFrom: [],
  });
  const made = await epochOfAll(t.ledger);
  if (made === undefined) throw new Error('a head moved');
  return made;
}

const kept = () => t.ledger.db.as(systemActor, (tx) => receipts(tx));
const standing = async () => (await custodianStandings(t.ledger, custodians))[0];
const checked = (of: readonly Custodian[] = custodians) => t.ledger.db.as(systemActor, (tx) => checkReceipts(tx, of));

describe('epochs', () => {
  test('are made where a head moved, and not without news', async () => {
    const first = await epochWithNews();
    expect(await epochOfAll(t.ledger)).toBeUndefined();
    expect((await epochWithNews()).epoch).toBe(first.epoch + 1);
  });

  test('are attested once each; only digests and sizes leave', async () => {
    const { epoch, note } = await epochWithNews();
    await depositNewest(t.ledger, custodians);
    await depositNewest(t.ledger, custodians);
    const [receipt, ...more] = (await kept()).filter((each) => each.epoch === epoch);
    expect(more).toEqual([]);
    expect(Math.abs((receipt?.at ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(authority.asked.at(-1)?.type).toBe('application/timestamp-query');
    expect(Buffer.from(authority.asked.at(-1)?.body ?? []).includes(Buffer.from(note.slice(0, 20)))).toBe(false);
    expect(await standing()).toMatchObject({ name: 'tsa-1', epoch, waitingSince: null, failures: 0, error: null });
    expect(await checked()).toMatchObject({ outcome: 'pass' });
  });

  test.each<readonly [string, Faults, string]>([
    ['does not answer', { silent: true }, 'outgoing.failed'],
    ['answers with an error of HTTP', { status: 500 }, 'status 500'],
    ['grants nothing', { rejects: true }, 'granted no timestamp'],
    ['stamps something else', { imprint: new Uint8Array(32) }, 'something else'],
    ['does not repeat the number', { nonce: 1n }, 'does not repeat'],
    ['signs other content', { signedDigest: new Uint8Array(32) }, 'other content'],
    ['has another clock', { at: (Math.floor(Date.now() / 1000) - 3_600) * 1000 }, 's apart'],
  ])('wait while a custodian %s, and are attested when it answers again', async (_what, faults, why) => {
    const { epoch } = await epochWithNews();
    const before = (await kept()).length;
    await t.superuser('update custodian_state set failures = 0, next_at = 0');
    authority.behave(faults);
    await depositNewest(t.ledger, custodians);
    expect(await kept()).toHaveLength(before);
    const failed = await standing();
    expect(failed).toMatchObject({ failures: 1, error: expect.stringContaining(why) });
    expect(failed?.waitingSince).not.toBeNull();
    // It is left alone until its wait is over.
    authority.behave({});
    const asked = authority.asked.length;
    await depositNewest(t.ledger, custodians);
    expect(authority.asked).toHaveLength(asked);
    await t.superuser('update custodian_state set next_at = 0');
    await depositNewest(t.ledger, custodians);
    expect((await kept()).map((each) => each.epoch)).toContain(epoch);
    expect(await standing()).toMatchObject({ epoch, failures: 0, error: null });
  });

  test('wait longer with every failure, an hour at most', async () => {
    await epochWithNews();
    authority.behave({ status: 503 });
    const waits: number[] = [];
    for (const failures of [0, 1, 2, 30]) {
      await t.superuser(`update custodian_state set failures = ${failures}, next_at = 0`);
      await depositNewest(t.ledger, custodians);
      waits.push(Math.round(((await standing())?.nextAt ?? 0) - t.ledger.clock.now()));
    }
    for (const [i, wait] of [5_000, 10_000, 20_000, 3_600_000].entries())
      expect(Math.abs((waits[i] ?? 0) - wait)).toBeLessThan(2_000);
  });

  test('keep what attests them: a receipt cannot be changed, and one that does not hold is named', async () => {
    await expect(
      t.ledger.db.as(systemActor, (tx) => tx.client.query("update receipt set response = '\\x00'")),
    ).rejects.toThrow();
    const good = await checked();
    expect(good.outcome).toBe('pass');
    await t.superuser('alter table receipt disable trigger append_only');
    await t.superuser('update receipt set at = at - 1000 where epoch = (select max(epoch) from receipt)');
    expect(await checked()).toMatchObject({ outcome: 'fail', because: expect.stringContaining('another time') });
    await t.superuser('update receipt set at = at + 1000 where epoch = (select max(epoch) from receipt)');
    await t.superuser('update receipt set response = (select response from receipt order by epoch limit 1)');
    const all = await checked();
    expect(all).toMatchObject({ outcome: 'fail', because: expect.stringContaining('something else') });
    // Every one but that whose response it is.
    expect(all.because).toContain(`${(await kept()).length - 1} in all`);
    expect(await checked([])).toMatchObject({ outcome: 'not_checked' });
  });
});

describe('a package', () => {
  const packageDir = () => join(folder, 'packages');
  const made = async (by: readonly Custodian[]) => {
    const exporter = { ledger: t.ledger, packageDir: packageDir(), custodians: by, signers: [] };
    const [chain] = await showChains(t.ledger, operator, 'strong');
    const { id } = await exportChain(exporter, operator, chain?.id ?? '', 'internal-report');
    return await readPackage(exporter, operator, id);
  };
  const limitsOf = (zip: Uint8Array): string => textOfUtf8(readZip(zip).get('data/package.json') ?? new Uint8Array(0));
  beforeAll(async () => {
    mkdirSync(packageDir());
    for (const [path, content] of generate(1)) {
      if (path === 'truth.json') continue;
      const file = join(folder, path);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, content);
      await importPath(t.intake, file);
    }
    for (const follower of followers()) await catchUp(t.ledger, follower);
  });

  test('carries the receipts of its epoch, and says by whose word its entries stood since when', async () => {
    const zip = await made(custodians);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(custodians)));
    const { verdict, checks, depositedAt } = verifyZip(zip, trust);
    expect(verdict).toBe('pass');
    expect(checks.find(({ id }) => id === 'time.custodians')?.because).toContain('“测试时间戳服务”');
    expect(Math.abs((depositedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(limitsOf(zip)).toContain('存证回执只说明');
    // Whoever trusts another custodian is told that nobody they trust says so.
    const theirs = { ...trust, custodians: [{ root: base64Of(another.root.raw) }] };
    expect(verifyZip(zip, theirs)).toMatchObject({ verdict: 'incomplete', depositedAt: null });
  });

  test('carries the first receipt of each entry too, which says since when it stood', async () => {
    const { epoch } = (await epochWithNews()) ?? { epoch: 0 };
    await depositNewest(t.ledger, custodians);
    for (let n = 0; n < 3; n++) await epochWithNews();
    const zip = await made(custodians);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(custodians)));
    const { verdict, checks, attested, depositedAt, description } = verifyZip(zip, trust);
    expect(verdict).toBe('pass');
    expect(checks.find(({ id }) => id === 'time.earlier')?.outcome).toBe('pass');
    const records = description?.items.filter(({ type }) => type === 'record') ?? [];
    expect(attested.map(({ log, index }) => `${log}:${index}`)).toEqual(
      expect.arrayContaining(records.map(({ log, index }) => `${log}:${index}`)),
    );
    // The epoch that the package was made with is none of those.
    const { epoch: last } = (await kept()).at(-1) ?? { epoch: 0 };
    expect(last).toBeGreaterThan(epoch);
    expect(readZip(zip).get(`data/epochs/${last}.note`)).toBeDefined();
    expect(Math.max(...attested.map(({ at }) => at))).toBeLessThanOrEqual(depositedAt ?? 0);
  });

  test('is made without a receipt where no custodian answers, and says so', async () => {
    authority.behave({ silent: true });
    const zip = await made(custodians);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(custodians)));
    expect(verifyZip(zip, { ...trust, custodians: [] }).verdict).toBe('pass');
    expect(verifyZip(zip, trust)).toMatchObject({ verdict: 'incomplete', depositedAt: null });
    expect(limitsOf(zip)).toContain('未附第三方时间戳');
  });

  test('with a receipt of the authority built in says that its time is still our own word', async () => {
    const zip = await made(builtIn);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(builtIn)));
    const { verdict, checks, depositedAt } = verifyZip(zip, trust);
    expect({ verdict, depositedAt }).toEqual({ verdict: 'pass', depositedAt: null });
    expect(checks.map(({ id }) => id)).not.toContain('time.custodians');
    const own = checks.find(({ id }) => id === 'time.not-neutral');
    expect(own).toMatchObject({ outcome: 'pass', title: expect.stringContaining('非中立') });
    expect(own?.because).toContain('the word of the company that keeps the log');
    expect(limitsOf(zip)).toContain('非中立');
    // Beside a custodian outside who gave nothing it does not stand in for them.
    const both = decodeTrust(await trustFile(t.ledger, rootsOf([...custodians, ...builtIn])));
    expect(verifyZip(zip, both)).toMatchObject({ verdict: 'incomplete', depositedAt: null });
    expect(limitsOf(await made([...custodians, ...builtIn]))).toContain('存证回执只说明');
  });

  test('with the statement of a service says what it is about, and that only the service can confirm it', async () => {
    const zip = await made(stating);
    const names = [...readZip(zip).keys()].filter((path) => path.startsWith('data/receipts/'));
    expect(names.map((path) => path.replace(/^.*?\.baoquan/, ''))).toEqual(['.json', '.pdf', '.req', '.status.json']);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(stating)));
    const { verdict, checks, depositedAt } = verifyZip(zip, trust);
    expect({ verdict, depositedAt }).toEqual({ verdict: 'pass', depositedAt: null });
    expect(checks.find(({ id }) => id === 'time.statements')).toMatchObject({
      outcome: 'pass',
      title: expect.stringContaining('须向该机构核对'),
      because: expect.stringMatching(/cannot be checked here: ask 127\.0\.0\.1:\d+ \(baoquan\) for number \d+/),
    });
    expect(checks.find(({ id }) => id === 'log.signature.main')?.because).toContain('own clock');
    expect(limitsOf(zip)).toContain('须凭回执编号向该机构核对');
    // It stands in for nobody whom a trust file asks for.
    const asking = decodeTrust(await trustFile(t.ledger, rootsOf([...custodians, ...stating])));
    expect(verifyZip(zip, asking)).toMatchObject({ verdict: 'incomplete', depositedAt: null });
    expect(verifyZip(await made([...custodians, ...stating]), asking)).toMatchObject({ verdict: 'pass' });
  });

  const signedBy = (who: readonly Custodian[]) => Buffer.concat(rootsOf(who).map((root) => Buffer.from(pemOf(root))));
  const judges: readonly (readonly [string, () => readonly Custodian[]])[] = [
    ['an authority outside', () => custodians],
    ['the authority built in', () => builtIn],
  ];
  const noOpenssl = spawnSync('openssl', ['version']).status !== 0;

  test.skipIf(noOpenssl).each(judges)('has receipts of %s that openssl accepts as well', async (_who, by) => {
    const files = readZip(await made(by()));
    const path = [...files.keys()].find((each) => each.endsWith('.tsr')) ?? '';
    const note = `data/epochs/${/receipts\/(\d+)\./.exec(path)?.[1]}.note`;
    const out = mkdtempSync(join(folder, 'out-'));
    for (const [name, from] of [
      ['note', note],
      ['tsr', path],
      ['tsq', path.replace('.tsr', '.tsq')],
      ['pem', path.replace('.tsr', '.pem')],
    ] as const)
      writeFileSync(join(out, name), files.get(from) ?? signedBy(by()));
    writeFileSync(join(out, 'roots'), signedBy(by()));
    const openssl = (...args: readonly string[]) =>
      spawnSync('openssl', ['ts', '-verify', '-in', 'tsr', '-CAfile', 'roots', '-untrusted', 'pem', ...args], {
        cwd: out,
        encoding: 'utf8',
      });
    expect(openssl('-data', 'note').stdout + openssl('-data', 'note').stderr).toContain('Verification: OK');
    expect(openssl('-queryfile', 'tsq').status).toBe(0);
    writeFileSync(join(out, 'note'), `${textOfUtf8(files.get(note) ?? new Uint8Array(0))} `);
    expect(openssl('-data', 'note').status).not.toBe(0);
  });
});
