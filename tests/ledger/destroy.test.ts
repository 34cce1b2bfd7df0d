import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { showFindings } from '../../packages/server/src/detect/show.ts';
import { posted, receive } from '../../packages/server/src/intake/receive.ts';
import * as intakeStore from '../../packages/server/src/intake/store.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { readWorld } from '../../packages/server/src/people/facts.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { unseal } from '../../packages/server/src/platform/seal.ts';
import { destroyPersonMonth } from '../../packages/server/src/wiring/destroy-person.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';

const actor = { id: 'counsel', role: 'operator' } as const;
let product: Product;
let data: string;
let words: readonly string[];

/** Every text in an open body, wherever it stands. */
async function openTexts(): Promise<readonly { kind: string; from: string; at: number; text: string; said: string }[]> {
  return await product.db.as(systemActor, async (tx) => {
    const texts = [];
    for (const log of await ledgerStore.logs(tx)) {
      for (const { content } of await readRange(tx, product.ledger, log, { from: 0, to: log.size })) {
        if (content.status !== 'open') continue;
        const { kind, occurredAt, body } = content.body as {
          kind?: string;
          occurredAt?: number;
          body?: { from?: { ref?: string }; text?: string };
        };
        const whole = `${JSON.stringify(content.body)}${content.original.toString('utf8')}`;
        texts.push({
          kind: kind ?? '',
          from: body?.from?.ref ?? '',
          at: occurredAt ?? 0,
          text: whole,
          said: body?.text ?? '',
        });
      }
    }
    return texts;
  });
}

beforeAll(async () => {
  ({ product, data } = await importedCompany());
  await bringUp(product);
  await showFindings(product.ledger, actor, { limit: 200, rule: undefined, after: undefined });
  await showChains(product.ledger, actor, 'weak');
  const [march, april] = [Date.parse('2026-03-01T00:00:00+08:00'), Date.parse('2026-04-01T00:00:00+08:00')];
  const texts = await openTexts();
  const handle = await handleOf('E001');
  const isTheirs = ({ kind, from, at }: (typeof texts)[number]) =>
    kind === 'chat' && from === handle && at >= march && at < april;
  const others = texts.filter((each) => !isTheirs(each) && each.kind === 'chat');
  words = texts
    .filter(isTheirs)
    .map(({ said }) => said)
    .filter((text) => text.length >= 8 && !others.some((other) => other.text.includes(text)));
});
afterAll(async () => {
  await product.close();
  rmSync(data, { recursive: true, force: true });
});

async function handleOf(ref: string): Promise<string> {
  const { directory } = await product.db.as(systemActor, (tx) => readWorld(tx, product.ledger));
  return directory.handlesOf({ system: 'hr', ref }).find(({ system }) => system === 'wecom')?.ref ?? '';
}

test('one person alone cannot destroy', async () => {
  const wish = {
    person: 'E001',
    month: '2026-03',
    proposal: 'p',
    by: 'a',
    confirmedBy: 'a',
    reason: 'retention',
    withConversations: true,
    withOriginals: true,
  };
  await expect(destroyPersonMonth(product, wish)).rejects.toMatchObject({ code: 'destroy.needs_two' });
});

test('destroying one month leaves every proof valid and none of the words', async () => {
  expect(words.length).toBeGreaterThan(3);
  const before = (await openTexts()).filter(({ text }) => words.some((word) => text.includes(word)));
  expect(before.length).toBeGreaterThan(0);
  const wish = {
    person: 'E001',
    month: '2026-03',
    proposal: 'p',
    by: 'a',
    confirmedBy: 'b',
    reason: 'retention',
    withConversations: true,
    withOriginals: true,
  };
  const gone = await destroyPersonMonth(product, wish);
  expect(gone.keys).toBeGreaterThan(0);

  const after = await openTexts();
  expect(after.filter(({ text }) => words.some((word) => text.includes(word)))).toEqual([]);

  const checks = await fsck(product);
  expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(checks.find(({ check }) => check === 'bodies.main')?.outcome).toBe('not_checked');
  expect(checks.find(({ check }) => check === 'head.main')?.outcome).toBe('pass');
});

test('neither the files of the database nor derived rows hold any of the words', async () => {
  for (const word of words) {
    const found = (() => {
      try {
        return execFileSync('grep', ['-rlaF', word, join(data, 'postgres'), join(data, 'packages')], {
          encoding: 'utf8',
        });
      } catch {
        return '';
      }
    })();
    expect(found).toBe('');
  }
  await product.db.as(systemActor, async (tx) => {
    for (const row of await tx.q.selectFrom('chain').selectAll().execute()) {
      const opened =
        unseal(product.ledger.secrets.cacheKey, Buffer.from(`chain:${row.id}`), row.sealed)?.toString('utf8') ?? '';
      expect(words.some((word) => opened.includes(word))).toBe(false);
    }
  });
});

test('what was destroyed is not recorded again when it is posted once more', async () => {
  const handle = await handleOf('E001');
  const file = readFileSync(join(data, 'company/company/wecom-archive.ndjson'), 'utf8');
  const line = file
    .split('\n')
    .find((each) => each.includes(`"from":"${handle}"`) && words.some((word) => each.includes(word)));
  const source = await product.db.as(systemActor, (tx) => intakeStore.sourceNamed(tx, 'wecom'));
  if (source === undefined || line === undefined) throw new Error('the sample has such a line');
  const bytes = Buffer.from(line);
  const received = await receive(
    product.intake,
    source,
    { method: 'post', actor: systemActor, zone: 'Asia/Shanghai', file: undefined },
    { ...posted(source, bytes), format: { as: 'built-in', name: 'wecom-archive' } },
  );
  expect(received).toMatchObject({ accepted: 0, changed: 0, quarantined: 1, reasons: [{ code: 'record.forgotten' }] });
});
