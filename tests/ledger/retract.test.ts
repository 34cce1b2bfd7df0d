import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readZip } from '@zhenglian/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { showFindings } from '../../packages/server/src/detect/show.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import type { Delivery } from '../../packages/server/src/intake/list-deliveries.ts';
import { everyDelivery, listDeliveries } from '../../packages/server/src/intake/list-deliveries.ts';
import { retractDelivery } from '../../packages/server/src/intake/retract.ts';
import { readEntries, readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { destroyPersonMonth } from '../../packages/server/src/wiring/destroy-person.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';
import { importPath } from '../setup/import.ts';

const actor = { id: 'counsel', role: 'operator' } as const;
const CHATS = 'wecom-archive.ndjson';
let product: Product;
let data: string;
beforeAll(async () => {
  ({ product, data } = await importedCompany());
  await bringUp(product);
});
afterAll(async () => {
  await product.close();
  rmSync(data, { recursive: true, force: true });
});

const retract = ({ log, index }: Delivery) =>
  retractDelivery(product.ledger, actor, { log, delivery: index }, 'the export of another company');
async function deliveryOf(file: string): Promise<Delivery> {
  const found = (await listDeliveries(product.ledger, actor, {})).find((each) => each.file === file);
  if (found === undefined) throw new Error(`${file} was delivered`);
  return found;
}
const findings = () => showFindings(product.ledger, actor, { limit: 500, rule: undefined, after: undefined });
const failing = async () => (await fsck(product)).filter(({ outcome }) => outcome !== 'pass');

/** Every entry of a kind of our own in the main log, by what it is about. */
async function shown(type: 'reconstruction' | 'finding'): Promise<readonly { index: number; id: string }[]> {
  return await product.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    const all = await readRange(tx, product.ledger, log, { from: 0, to: log.size });
    return all.flatMap(({ entry, content }) =>
      entry.type === type && content.status === 'open' ? [{ index: entry.index, id: String(content.body.id) }] : [],
    );
  });
}
type Packed = {
  readonly items: readonly { readonly log: string; readonly index: number }[];
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
};
async function pack(chain: string): Promise<Packed> {
  const made = await exportChain(product, actor, chain, 'internal-report');
  const zip = await readPackage(product, actor, made.id);
  return JSON.parse(Buffer.from(readZip(zip).get('data/package.json') ?? []).toString('utf8')) as Packed;
}

let before: { chain: string; findings: number; reconstruction: number };
let delivery: Delivery;

test('an import that is undone takes what was found in it along, and what was shown stands', async () => {
  const seen = await findings();
  const [chain] = await showChains(product.ledger, actor, 'strong');
  if (chain === undefined) throw new Error('the sample has a strong chain');
  const reconstruction = (await shown('reconstruction')).find(({ id }) => id === chain.id)?.index ?? -1;
  before = { chain: chain.id, findings: seen.length, reconstruction };
  delivery = await deliveryOf(CHATS);
  const ofChats = seen.filter(({ entries }) => entries.some(({ source }) => source === delivery.source));
  expect(ofChats.length).toBeGreaterThan(0);

  const { records } = await retract(delivery);
  expect(records).toBe(delivery.accepted + delivery.changed);
  await expect(pack(chain.id)).rejects.toMatchObject({ code: 'import.retracted' });
  await bringUp(product);

  expect(await findings()).toHaveLength(seen.length - ofChats.length);
  const strong = await showChains(product.ledger, actor, 'strong');
  expect(strong.map(({ id }) => id)).not.toContain(chain.id);
  expect((await shown('reconstruction')).map(({ index }) => index)).toContain(reconstruction);
  expect(await shown('finding')).toHaveLength(seen.length);
  expect(await failing()).toEqual([]);
});

test('the same file is taken in again, the chain comes back as a new reconstruction, the earlier one stands', async () => {
  const again = await importPath(product.intake, join(data, 'company/company', CHATS));
  expect(again).toMatchObject({ accepted: delivery.accepted, repeated: 0, changed: 0 });
  await bringUp(product);
  expect(await findings()).toHaveLength(before.findings);
  const strong = await showChains(product.ledger, actor, 'strong');
  expect(strong.map(({ id }) => id)).toContain(before.chain);
  const about = (await shown('reconstruction')).filter(({ id }) => id === before.chain).map(({ index }) => index);
  expect(about).toContain(before.reconstruction);
  expect(about.at(-1)).toBeGreaterThan(delivery.index + delivery.accepted);
  expect(await failing()).toEqual([]);
});

test('no item of an import that was undone is in a package, not even as an earlier version', async () => {
  const vouchers = readFileSync(join(data, 'company/handover/vouchers.ndjson'), 'utf8');
  const versions = ['(更正)', '(再更正)'].map((word) => {
    const path = join(data, `vouchers${word.length}.ndjson`);
    writeFileSync(path, vouchers.replaceAll(/"memo":"([^"]*)"/g, `"memo":"$1${word}"`));
    return path;
  });
  for (const path of versions) expect((await importPath(product.intake, path)).changed).toBeGreaterThan(0);
  const middle = await deliveryOf('vouchers4.ndjson');
  await retract(middle);
  await bringUp(product);
  let named = 0;
  for (const { id } of await showChains(product.ledger, actor, 'weak')) {
    const { items, leftOut } = await pack(id);
    const from = await Promise.all(items.map(({ index }) => broughtBy(index)));
    for (const undone of [middle, delivery]) expect(from).not.toContain(undone.index);
    const gone = leftOut.filter(({ why }) => why.includes('its import was undone'));
    for (const { what } of gone) expect(await broughtBy(Number(what.split(':')[1]))).toBe(middle.index);
    if (gone.length > 0) expect(from).toContain((await deliveryOf('vouchers5.ndjson')).index);
    if (gone.length > 0) expect(from).toContain((await deliveryOf('vouchers.ndjson')).index);
    named += gone.length;
  }
  expect(named).toBeGreaterThan(0);
  expect(await failing()).toEqual([]);
});

async function broughtBy(index: number): Promise<number | null | undefined> {
  return await product.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    return (await readEntries(tx, product.ledger, log, [index]))[0]?.entry.delivery;
  });
}

test('deliveries are listed newest first with what was undone, and that they were listed is recorded', async () => {
  const pages = [];
  for await (const page of everyDelivery(product.ledger, actor, {})) pages.push(...page);
  const main = pages.filter(({ log }) => log === 'main');
  expect(main.map(({ index }) => index)).toEqual(main.map(({ index }) => index).toSorted((a, b) => b - a));
  const undone = pages.filter(({ retracted }) => retracted !== null);
  expect(undone.map(({ file }) => file)).toEqual(['vouchers4.ndjson', CHATS]);
  expect(undone[0]?.retracted).toMatchObject({ why: 'the export of another company' });
  expect(await listDeliveries(product.ledger, actor, { limit: 2 })).toEqual(pages.slice(0, 2));
  const wecom = await listDeliveries(product.ledger, actor, { source: delivery.source });
  expect(new Set(wecom.map(({ source }) => source))).toEqual(new Set([delivery.source]));
  const last = await product.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'audit');
    return (await readEntries(tx, product.ledger, log, [log.size - 1]))[0]?.content;
  });
  const entries = wecom.map(({ log, index }) => ({ log, index }));
  expect(last).toMatchObject({ body: { act: 'deliveries.read', what: { source: delivery.source, entries } } });
});

test('an import that was cut short and undone begins again from the first byte', async () => {
  const chat = (n: number) => ({
    ...{ v: 1, kind: 'chat', source: 'cut-short', externalId: `n${n}`, basis: 'work-system' },
    occurredAt: '2026-03-02T10:15:00+08:00',
    body: {
      conversation: 'c1',
      from: { system: 'wecom', ref: 'nobody' },
      to: [{ system: 'wecom', ref: 'wmNobody' }],
      form: 'text',
      text: '早'.repeat(400),
    },
  });
  const path = join(data, 'long.ndjson');
  const lines = Array.from({ length: 3_000 }, (_, n) => `${JSON.stringify(chat(n))}\n`);
  writeFileSync(path, lines.join(''));
  const stop = () => {
    throw new Error('cut short');
  };
  await expect(importPath(product.intake, path, { progress: stop })).rejects.toThrow('cut short');
  const begun = await deliveryOf('long.ndjson');
  expect(begun).toMatchObject({ finished: false });
  expect(begun.accepted).toBeLessThan(lines.length);
  expect(await retract(begun)).toMatchObject({ records: begun.accepted });
  expect(await importPath(product.intake, path)).toMatchObject({ accepted: lines.length, repeated: 0 });
  expect((await fsck(product)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

test('destroying the month of a person reaches what was retracted before', async () => {
  const [again] = (await listDeliveries(product.ledger, actor, {})).filter(({ file }) => file === CHATS);
  if (again === undefined) throw new Error('the chats were taken in again');
  await retract(again);
  await bringUp(product);
  const said = async () =>
    (await records()).filter(({ delivery: by, record: { kind, occurredAt, body } }) => {
      const at = new Date(occurredAt + 8 * 3_600_000).toISOString();
      const isTheirs = kind === 'chat' && body?.from?.ref === 'zhangsan' && at.startsWith('2026-03');
      return isTheirs && [delivery.index, again.index].includes(by ?? -1);
    });
  expect((await said()).length).toBeGreaterThan(5);
  await destroyPersonMonth(product, {
    ...{
      person: 'E001',
      month: '2026-03',
      proposal: 'p',
      by: 'a',
      confirmedBy: 'b',
      reason: 'retention',
      withConversations: true,
      withOriginals: true,
    },
  });
  expect(await said()).toEqual([]);
  expect((await fsck(product)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

type Said = {
  readonly kind: string;
  readonly occurredAt: number;
  readonly body?: { readonly from?: { ref?: string } };
};

/** Every record of the main log that can be opened, with the delivery that brought it. */
async function records(): Promise<readonly { delivery: number | null; record: Said }[]> {
  return await product.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    const all = await readRange(tx, product.ledger, log, { from: 0, to: log.size });
    return all.flatMap(({ entry, content }) =>
      entry.type === 'record' && content.status === 'open'
        ? [{ delivery: entry.delivery, record: content.body as unknown as Said }]
        : [],
    );
  });
}
