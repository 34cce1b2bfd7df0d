import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64Of, decodeTrust, readZip, textOfUtf8, verifyZip } from '@zhenglian/proof';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Custodian } from '../../packages/server/src/deposit/custodian.ts';
import { openCustodians, rootsOf } from '../../packages/server/src/deposit/custodian.ts';
import { custodianStandings, depositNewest } from '../../packages/server/src/deposit/deposit.ts';
import { checkReceipts } from '../../packages/server/src/deposit/fsck.ts';
import { receipts } from '../../packages/server/src/deposit/receipt-store.ts';
import { exportChain, readPackage } from '../../packages/server/src/export/export-chain.ts';
import { appendOwn } from '../../packages/server/src/ledger/append-own.ts';
import { epochOfAll, trustFile } from '../../packages/server/src/ledger/checkpoint.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { MAIN_LOG } from '../../packages/server/src/ledger/ledger.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../packages/server/src/platform/outgoing.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
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
const rules = { allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: PATIENCE_MILLIS };

beforeAll(async () => {
  t = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-deposit-'));
  authority = await startAuthority();
  another = await startAuthority(51);
  const env = { ZHENGLIAN_CUSTODIANS_FILE: authority.configFile(folder) };
  custodians = openCustodians(readConfig(env, folder).custodians, outgoingClient(rules));
});
afterAll(async () => {
  await t.close();
  await authority.close();
  await another.close();
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

  test('is made without a receipt where no custodian answers, and says so', async () => {
    authority.behave({ silent: true });
    const zip = await made(custodians);
    const trust = decodeTrust(await trustFile(t.ledger, rootsOf(custodians)));
    expect(verifyZip(zip, { ...trust, custodians: [] }).verdict).toBe('pass');
    expect(verifyZip(zip, trust)).toMatchObject({ verdict: 'incomplete', depositedAt: null });
    expect(limitsOf(zip)).toContain('未附第三方时间戳');
  });

  test.skipIf(spawnSync('openssl', ['version']).status !== 0)('has receipts that openssl accepts as well', async () => {
    const files = readZip(await made(custodians));
    const path = [...files.keys()].find((each) => each.endsWith('.tsr')) ?? '';
    const note = `data/epochs/${/receipts\/(\d+)\./.exec(path)?.[1]}.note`;
    const out = mkdtempSync(join(folder, 'out-'));
    for (const [name, from] of [
      ['note', note],
      ['tsr', path],
      ['tsq', path.replace('.tsr', '.tsq')],
      ['pem', path.replace('.tsr', '.pem')],
    ] as const)
      writeFileSync(join(out, name), files.get(from) ?? new Uint8Array(0));
    const openssl = (...args: readonly string[]) =>
      spawnSync(
        'openssl',
        ['ts', '-verify', '-in', 'tsr', '-CAfile', join(folder, 'tsa-1.pem'), '-untrusted', 'pem', ...args],
        { cwd: out, encoding: 'utf8' },
      );
    expect(openssl('-data', 'note').stdout + openssl('-data', 'note').stderr).toContain('Verification: OK');
    expect(openssl('-queryfile', 'tsq').status).toBe(0);
    writeFileSync(join(out, 'note'), `${textOfUtf8(files.get(note) ?? new Uint8Array(0))} `);
    expect(openssl('-data', 'note').status).not.toBe(0);
  });
});
