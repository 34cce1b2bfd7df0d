import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { importPath } from '../setup/import.ts';
import { dataFolder } from '../setup/server.ts';
import { makeCompany } from './generate.ts';
import { makeRandom } from './random.ts';

const PIECES = 5;

test('in whatever order and pieces a company comes in, what is kept for its chains is what a rebuild gives', async () => {
  const data = dataFolder();
  const random = makeRandom(20_261_128);
  const records = random.shuffle(makeCompany(5).records);
  // A company and a rule make all chains anew; with them out of the way only what is watched for does.
  const forAll = records.filter(({ kind }) => ['company', 'agreement'].includes(kind));
  const rest = records.filter((each) => !forAll.includes(each));
  const pieces = [
    forAll,
    ...Array.from({ length: PIECES }, (_, piece) => rest.filter((__, at) => at % PIECES === piece)),
  ];
  const product = await openProduct(readConfig({}, data));
  try {
    for (const [at, piece] of pieces.entries()) {
      const file = join(data, `piece-${at}.ndjson`);
      const lines = piece.map((each) => `${JSON.stringify(each)}\n`);
      writeFileSync(file, lines.join(''));
      expect(await importPath(product.intake, file)).toMatchObject({ quarantined: 0, found: lines.length });
      for (const follower of product.followers) await catchUp(product.ledger, follower);
    }
    const checks = (await fsck(product)).filter(({ check }) => check.startsWith('derived.'));
    expect(checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(checks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['derived.chain', 'derived.chain_key', 'derived.chain_subject', 'derived.chain_watch']),
    );
  } finally {
    await product.close();
  }
});
