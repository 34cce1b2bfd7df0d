import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { dataFolder, zl } from '../setup/server.ts';

/** The pool lets connections go that nobody asked anything for this long. */
const IDLE_MILLIS = 10_000;

test('a command that ends does not stop the database of one that is busy with something else', async () => {
  const data = dataFolder();
  const product = await openProduct(readConfig({}, data));
  try {
    await sleep(IDLE_MILLIS + 1_000);
    expect((await zl(['trust', '-o', '/dev/null', '--data', data])).code).toBe(0);
    await expect(bringUp(product)).resolves.toBeUndefined();
  } finally {
    await product.close();
    rmSync(dirname(data), { recursive: true, force: true });
  }
});
