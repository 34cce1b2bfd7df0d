import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteText, parseEpoch } from '@zhenglian/proof';
import { inject } from 'vitest';
import { readConfig } from '../../../packages/server/src/config/config.ts';
import type { Custodian } from '../../../packages/server/src/deposit/custodian.ts';
import { openCustodians } from '../../../packages/server/src/deposit/custodian.ts';
import { depositNow } from '../../../packages/server/src/deposit/deposit.ts';
import type { Intake } from '../../../packages/server/src/intake/intake.ts';
import { posted, receive } from '../../../packages/server/src/intake/receive.ts';
import type { SourceRow } from '../../../packages/server/src/intake/store.ts';
import type { Clock } from '../../../packages/server/src/kernel/time.ts';
import { systemClock } from '../../../packages/server/src/kernel/time.ts';
import { appendOwn } from '../../../packages/server/src/ledger/append-own.ts';
import { checkpointAll, epochOfAll } from '../../../packages/server/src/ledger/checkpoint.ts';
import { catchUp } from '../../../packages/server/src/ledger/follow.ts';
import type { Outside } from '../../../packages/server/src/ledger/fsck-heads.ts';
import type { Ledger } from '../../../packages/server/src/ledger/ledger.ts';
import type { Db } from '../../../packages/server/src/platform/db.ts';
import { openDb } from '../../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../../packages/server/src/platform/outgoing.ts';
import { followers } from '../../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from '../../setup/database.ts';
import { testLedger } from '../../setup/database.ts';
import { sourceNamed } from '../../setup/deliver.ts';
import { startAuthority } from '../../setup/timestamp-authority.ts';

/** What the insider has: the database as its superuser, the data folder, and with the master key every key of the company. */
export type World = {
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly asSuperuser: Db;
  readonly custodians: readonly Custodian[];
  /** An authority of the insider's own, which nobody trusts. */
  readonly own: readonly Custodian[];
  /** The epoch that somebody outside keeps. */
  readonly outside: Outside;
  /** How large each log was then: what is younger is known to nobody but the company. */
  readonly seenSizes: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

const MINUTE = 60_000;
const operator = { id: 'test', role: 'operator' } as const;

/** A ledger of two logs that is a few minutes older than the last head that anybody outside has seen. */
export async function insidersWorld(): Promise<World> {
  let now = Date.now() - (Date.now() % 1000);
  const clock: Clock = { now: () => now as ReturnType<Clock['now']> };
  const t = await testLedger(clock);
  const folder = mkdtempSync(join(tmpdir(), 'zl-insider-'));
  const [authority, another] = [await startAuthority(), await startAuthority(51)];
  const outgoing = outgoingClient({ allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 5_000 });
  const custodianOf = ({ configFile }: typeof authority, name: string) =>
    openCustodians(readConfig({ ZHENGLIAN_CUSTODIANS_FILE: configFile(folder, name) }, folder).custodians, {
      outgoing,
      // The ledger's clock stands still, and the rounds take longer than the two may lie apart.
      ledger: { ...t.ledger, clock: systemClock },
    });
  const custodians = await custodianOf(authority, 'tsa-1');
  const own = await custodianOf(another, 'tsa-own');
  const epoch = async () => {
    now += MINUTE;
    const made = await epochOfAll(t.ledger);
    if (made === undefined) throw new Error('there was no news');
    await depositNow(t.ledger, custodians, made);
    return made;
  };

  const source = await sourceNamed(t.ledger, 'wecom');
  await chat(t, source, 0, 150);
  await note(t, 4);
  await epoch();
  await chat(t, source, 150, 90);
  await epoch();
  await chat(t, source, 240, 40);
  await note(t, 3);
  const seen = parseEpoch(noteText(Buffer.from((await epoch()).note)));
  await chat(t, source, 280, 12);
  await epoch();
  await chat(t, source, 292, 6);
  await checkpointAll(t.ledger);
  await chat(t, source, 298, 3);
  for (const follower of followers()) await catchUp(t.ledger, follower);
  const asSuperuser = openDb({ host: inject('socketDir'), user: 'postgres', database: t.database }, 2);
  return {
    ledger: t.ledger,
    intake: t.intake,
    asSuperuser,
    custodians,
    own,
    outside: { heads: [], epochs: [seen] },
    seenSizes: new Map(seen.logs.map(({ log, size }) => [log, size])),
    async close() {
      await asSuperuser.close();
      await t.close();
      await authority.close();
      await another.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One delivery of chat lines, of which every third changes an earlier one. */
async function chat({ intake }: TestLedger, source: SourceRow, from: number, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, n) => {
    const id = from + n;
    return JSON.stringify({
      v: 1,
      source: 'wecom',
      externalId: id % 3 === 2 ? `m${id - 1}` : `m${id}`,
      kind: 'chat',
      occurredAt: new Date(Date.UTC(2026, 2, 2) + id * MINUTE).toISOString(),
      basis: 'work-system',
      body: {
        conversation: 'c1',
        from: { system: 'wecom', ref: 'zhangsan' },
        to: [{ system: 'wecom', ref: 'wm100' }],
        form: 'text',
        text: `第 ${id} 句`,
      },
    });
  });
  const how = { method: 'post' as const, actor: operator, zone: 'Asia/Shanghai', file: undefined };
  const { quarantined } = await receive(intake, source, how, posted(source, Buffer.from(`${lines.join('\n')}\n`)));
  if (quarantined > 0) throw new Error('a line of the sample was not read');
}

async function note({ ledger }: TestLedger, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const own = { log: 'audit', type: 'audit', holder: 'operator:test', class: 'audit' } as const;
    await appendOwn(ledger, operator, { ...own, body: { act: 'entry.read', actor: 'operator:test', what: { n } } });
  }
}
