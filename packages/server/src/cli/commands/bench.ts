import { createSecretKey, randomBytes } from 'node:crypto';
import { NO_IDS, prepare, sealAll } from '../../intake/prepare.ts';
import { macWith } from '../../platform/seal.ts';
import type { Command } from '../command.ts';

const [BATCHES, LINES] = [20, 1_000] as const;

/** What one thread of this machine decodes, commits and seals: the part of intake that grows with its cores. */
export const benchCommand: Command = {
  name: 'bench',
  usage: 'bench',
  does: 'how many records a second one thread of this machine decodes, commits and seals',
  options: {},

  async run(context) {
    const mac = macWith(randomBytes(32));
    const job = {
      ...({
        format: { as: 'built-in', name: 'native' },
        settings: { source: 'bench' },
        layout: {},
        first: true,
      } as const),
      ...{ log: 'bench', onlySource: undefined, scope: undefined, ids: NO_IDS },
    };
    let begun = performance.now();
    for (let batch = -2; batch < BATCHES; batch++) {
      // The first two are only to let the engine compile what runs often.
      if (batch === 0) begun = performance.now();
      const { records, needs } = await prepare({ ...job, bytes: batchOf(batch) }, mac);
      const keys = needs.map(() => createSecretKey(randomBytes(32)));
      if (sealAll(records, keys).length !== LINES) throw new Error('a bench record could not be read');
    }
    const value = Math.round((BATCHES * LINES * 1_000) / (performance.now() - begun));
    context.json({ name: 'prepare', value, unit: 'records/s', ratio: null, against: null });
    context.say(`${value} records a second are decoded, committed and sealed by one thread.`);
    return 0;
  },
};

function batchOf(batch: number): Uint8Array {
  const line = (i: number) =>
    JSON.stringify({
      v: 1,
      kind: 'chat',
      source: 'bench',
      externalId: `${batch}-${i}`,
      occurredAt: '2026-03-02T10:15:00+08:00',
      basis: 'work-system',
      body: {
        conversation: `c${i % 100}`,
        from: { system: 'wecom', ref: `u${i % 50}` },
        to: [{ system: 'wecom', ref: `wm${i % 100}` }],
        form: 'text',
        text: '报价单已经发您邮箱,今天下午三点开会',
      },
    });
  return Buffer.from(Array.from({ length: LINES }, (_, i) => line(i)).join('\n'));
}
