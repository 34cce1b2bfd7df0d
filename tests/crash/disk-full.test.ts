import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newDataFolder, serve, stop, zl } from '../setup/server.ts';

/** A disk of our own that can be full: a small file system in memory, where we may mount one. */
const folder = dirname(newDataFolder());
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=130m,mode=0755', 'tmpfs', disk]).status === 0;

afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

const line = (id: string) =>
  JSON.stringify({
    v: 1,
    kind: 'chat',
    source: 'wecom',
    externalId: id,
    occurredAt: '2026-03-02T10:15:00+08:00',
    basis: 'work-system',
    body: {
      conversation: 'c',
      from: { system: 'wecom', ref: 'zhangsan' },
      to: [{ system: 'wecom', ref: 'wmLiSi' }],
      form: 'text',
      text: '字'.repeat(20_000),
    },
  });

test.skipIf(!mounted)(
  'a full disk answers an error, and what was acknowledged before is all there',
  { timeout: 180_000 },
  async () => {
    const data = join(disk, 'data');
    const added = await zl(['source', 'add', 'wecom', '--json', '--data', data]);
    const headers = { authorization: `Bearer ${String(added.lines[0]?.key)}`, 'content-type': 'application/x-ndjson' };
    const served = await serve(data, { ZHENGLIAN_FOLLOWERS: 'off' });
    let acknowledged = 0;
    let refused: { status: number; code: string } | undefined;
    for (let batch = 0; batch < 200 && refused === undefined; batch++) {
      const body = Array.from({ length: 20 }, (_, i) => line(`b${batch}-${i}`)).join('\n');
      const answer = await fetch(`${served.url}/api/v1/sources/wecom/records`, { method: 'POST', headers, body });
      const reply = (await answer.json()) as { accepted?: number; code?: string };
      if (answer.status === 200) acknowledged += reply.accepted ?? 0;
      else refused = { status: answer.status, code: String(reply.code) };
    }
    expect(refused).toBeDefined();
    expect(['disk.full', 'database.unavailable']).toContain(refused?.code);
    expect([503, 507]).toContain(refused?.status);
    await stop(served);

    expect(spawnSync('mount', ['-o', 'remount,size=600m', disk]).status).toBe(0);
    const again = await zl(['fsck', '--json', '--data', data]);
    expect(again.lines.filter((each) => each.outcome === 'fail')).toEqual([]);
    const seen = again.lines.find((each) => each.check === 'seen.main');
    const recorded = Number(/^(\d+) records/.exec(String(seen?.because))?.[1]);
    expect(recorded).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(0);
  },
);
