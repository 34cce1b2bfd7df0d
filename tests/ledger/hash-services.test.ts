import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Custodian } from '../../packages/server/src/deposit/custodian.ts';
import { openCustodians } from '../../packages/server/src/deposit/custodian.ts';
import { depositNewest } from '../../packages/server/src/deposit/deposit.ts';
import { fetchCertificates } from '../../packages/server/src/deposit/fetch-certificate.ts';
import { checkReceipts } from '../../packages/server/src/deposit/fsck.ts';
import { receipts } from '../../packages/server/src/deposit/receipt-store.ts';
import { custodianStandings } from '../../packages/server/src/deposit/standing.ts';
import { systemClock } from '../../packages/server/src/kernel/time.ts';
import { appendOwn } from '../../packages/server/src/ledger/append-own.ts';
import { epochOfAll } from '../../packages/server/src/ledger/checkpoint.ts';
import { MAIN_LOG } from '../../packages/server/src/ledger/ledger.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../packages/server/src/platform/outgoing.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { HashService, ServiceFaults } from '../setup/hash-services.ts';
import { startBaoquan, startBjca } from '../setup/hash-services.ts';

const operator = { id: 'test', role: 'operator' } as const;
let t: TestLedger;
let folder: string;
let services: { readonly baoquan: HashService; readonly bjca: HashService };
let custodians: readonly Custodian[];

beforeAll(async () => {
  t = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-hash-'));
  services = { baoquan: await startBaoquan(), bjca: await startBjca() };
  const file = join(folder, 'custodians.json');
  writeFileSync(file, JSON.stringify([services.baoquan.listed(folder), services.bjca.listed(folder)]));
  const config = readConfig({ ZHENGLIAN_CUSTODIANS_FILE: file }, folder);
  expect(inspect(config, { depth: 9 }) + JSON.stringify(config)).not.toMatch(/canary|PRIVATE KEY/);
  const outgoing = outgoingClient({ allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 500 });
  custodians = await openCustodians(config.custodians, { outgoing, ledger: { ...t.ledger, clock: systemClock } });
});
afterAll(async () => {
  await t.close();
  for (const service of Object.values(services)) await service.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const service of Object.values(services)) service.behave({});
  await noWaiting();
});

const noWaiting = () =>
  t.superuser(
    'update custodian_state set failures = 0, next_at = 0, error = null, document_failures = 0, document_next_at = 0, document_error = null',
  );
const kept = () => t.ledger.db.as(systemActor, (tx) => receipts(tx));
const checked = () => t.ledger.db.as(systemActor, (tx) => checkReceipts(tx, custodians));
const standing = async (name: string) =>
  (await custodianStandings(t.ledger, custodians)).find((each) => each.name === name);

async function epochWithNews() {
  const what = { log: MAIN_LOG, type: 'act', body: { what: 'noted' }, holder: 'test', class: 'act' } as const;
  await appendOwn(t.ledger, operator, { ...what, derivedFrom: [] });
  const made = await epochOfAll(t.ledger);
  if (made === undefined) throw new Error('a head moved');
  return made;
}

describe('services that keep digests', () => {
  test('are sent a digest and nothing else of the epoch; what they answer and hand out is kept as it came', async () => {
    const { epoch, note } = await epochWithNews();
    await depositNewest(t.ledger, custodians);
    await fetchCertificates(t.ledger, custodians);
    const [first, second] = (await kept()).filter((each) => each.epoch === epoch);
    expect(first).toMatchObject({ custodian: 'baoquan', format: 'statement', at: expect.any(Number) });
    expect(second).toMatchObject({ custodian: 'bjca', format: 'statement', at: null, later: null });
    if (first?.format !== 'statement' || second?.format !== 'statement') throw new Error('statements are kept');
    expect(first.later?.document.subarray(0, 5)).toEqual(Buffer.from('%PDF-'));
    expect(JSON.parse(Buffer.from(second.response).toString())).toMatchObject({ data: { preservationId: 'BQ1' } });
    const sent = [...services.baoquan.asked, ...services.bjca.asked].map(({ body }) => body).join('\n');
    expect(sent).toContain(createHash('sha256').update(note).digest('hex'));
    expect(sent).toContain(createHash('sm3').update(note).digest('base64'));
    for (const line of note.split('\n').filter((each) => each.length > 8)) expect(sent).not.toContain(line);
    const { sha256 } = (JSON.parse(note.split('\n')[0] ?? '') as { logs: readonly { sha256: string }[] }).logs[0] ?? {};
    expect(sent).not.toContain(sha256);
    expect(Buffer.concat([first.request, second.request]).toString()).not.toMatch(/canary|signature/);
    expect(await checked()).toMatchObject({ outcome: 'pass', because: expect.stringContaining('2 statements') });
    expect(await standing('baoquan')).toMatchObject({
      ...{ gives: 'statement', neutral: true, epoch, waitingSince: null, error: null },
      certificates: { waiting: 0, failures: 0, nextAt: null, error: null },
    });
    expect(await standing('bjca')).toMatchObject({ epoch, attestedAt: null, certificates: null });
  });

  const both = ['baoquan', 'bjca'] as const;
  test.each<readonly [string, readonly (typeof both)[number][], ServiceFaults, string]>([
    ['do not answer', both, { silent: true }, 'outgoing.failed'],
    ['answer with an error of HTTP', both, { status: 503 }, 'status 503'],
    ['refuse with HTTP 200', both, { refuses: '1002' }, 'code 1002'],
    ['refuse in words', both, { refuses: '请求 canary 无效' }, 'code (none)'],
    ['accept and have nothing yet', both, { accepts: true }, 'not ready'],
    ['answer about another digest', both, { otherDigest: true }, 'another digest'],
    ['answer something else than JSON', both, { garbage: true }, 'not JSON'],
    ['have another clock', ['baoquan'], { skew: 3_600_000 }, 's apart'],
  ])('that %s are asked again, and stop nothing', async (_what, names, faults, why) => {
    for (const name of names) services[name].behave(faults);
    const { epoch } = await epochWithNews();
    await depositNewest(t.ledger, custodians);
    const ofEpoch = async () => (await kept()).filter((each) => each.epoch === epoch).map(({ custodian }) => custodian);
    expect(await ofEpoch()).toEqual(both.filter((name) => !names.includes(name)));
    for (const name of names) {
      const failed = await standing(name);
      expect(failed).toMatchObject({ failures: 1, error: expect.stringContaining(why) });
      expect(failed?.waitingSince).not.toBeNull();
      expect(JSON.stringify(failed)).not.toContain('canary');
      services[name].behave({});
    }
    await noWaiting();
    await depositNewest(t.ledger, custodians);
    expect(await ofEpoch()).toEqual(both);
  });

  test.each<readonly [string, ServiceFaults, string]>([
    ['not ready', { document: 'not-ready' }, 'its certificate is not ready'],
    ['accepted for later', { accepts: true }, 'not ready'],
    ['broken off', { document: 'truncated' }, 'no whole PDF'],
    ['a page of words', { document: 'words' }, 'no whole PDF'],
    ['about another digest', { otherDigest: true }, 'another digest'],
    ['not to be had', { silent: true }, 'outgoing.failed'],
  ])('whose certificate is %s keep the receipt, say so, and are asked again', async (_what, faults, why) => {
    while ((await standing('baoquan'))?.certificates?.waiting !== 0) await fetchCertificates(t.ledger, custodians);
    const { epoch } = await epochWithNews();
    await depositNewest(t.ledger, custodians);
    services.baoquan.behave(faults);
    await fetchCertificates(t.ledger, custodians);
    const certificates = { waiting: 1, failures: 1, nextAt: expect.any(Number), error: expect.stringContaining(why) };
    expect(await standing('baoquan')).toMatchObject({ epoch, failures: 0, error: null, certificates });
    services.baoquan.behave({});
    const asked = services.baoquan.asked.length;
    await fetchCertificates(t.ledger, custodians);
    expect(services.baoquan.asked).toHaveLength(asked);
    await noWaiting();
    await fetchCertificates(t.ledger, custodians);
    expect(await standing('baoquan')).toMatchObject({ certificates: { waiting: 0, failures: 0, error: null } });
  });

  test('that are given another key than theirs are refused by them', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    mkdirSync(other, { recursive: true });
    const another = await startBaoquan();
    const listed = { ...another.listed(other), url: services.baoquan.url };
    await another.close();
    const file = join(other, 'custodians.json');
    writeFileSync(file, JSON.stringify([{ ...listed, name: 'stranger' }]));
    const outgoing = outgoingClient({ allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 500 });
    const [stranger] = await openCustodians(readConfig({ ZHENGLIAN_CUSTODIANS_FILE: file }, other).custodians, {
      ...{ outgoing, ledger: { ...t.ledger, clock: systemClock } },
    });
    if (stranger?.gives !== 'statement') throw new Error('it gives statements');
    await expect(stranger.state(Buffer.from('note'))).rejects.toThrow('code 401');
  });

  test('have statements that fsck names when they are of something else, and no row of theirs changes', async () => {
    await expect(
      t.ledger.db.as(systemActor, (tx) => tx.client.query("update receipt_document set document = '\\x00'")),
    ).rejects.toThrow();
    await t.superuser('alter table receipt disable trigger append_only');
    await t.superuser(
      "update receipt set request = (select request from receipt where custodian = 'bjca' order by epoch limit 1) where custodian = 'bjca'",
    );
    expect(await checked()).toMatchObject({ outcome: 'fail', because: expect.stringContaining('something else') });
  });
});
