import { hash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeTrust, readZip, verifyZip } from '@zhenglian/proof';
import { expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import { trustFile } from '../../packages/server/src/ledger/checkpoint.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importPath } from '../setup/import.ts';
import { dataFolder } from '../setup/server.ts';

const actor = { id: 'test', role: 'operator' } as const;
const SCAN = Buffer.from('a scanned voucher');
const MEDIA = [
  {
    name: 'v.png',
    mediaType: 'image/png',
    sizeBytes: SCAN.length,
    sha256: hash('sha256', SCAN),
    path: 'scans/v.png',
  },
];

test('a package names the media files it does not hold, and still verifies', async () => {
  const data = dataFolder();
  const product = await openProduct(readConfig({}, data));
  try {
    for (const [path, content] of generate(1)) {
      if (path === 'truth.json') continue;
      const file = join(data, 'company', path);
      mkdirSync(join(dirname(file), 'scans'), { recursive: true });
      writeFileSync(join(dirname(file), 'scans/v.png'), SCAN);
      writeFileSync(file, String(content).split('\n').map(withScan).join('\n'));
      const done = await importPath(product.intake, file);
      expect(done.quarantined).toBe(0);
    }
    await bringUp(product);
    const [chain] = await showChains(product.ledger, actor, 'strong');
    const made = await exportChain(product, actor, chain?.id ?? '', 'internal-report');
    const zip = await readPackage(product, actor, made.id);
    expect(verifyZip(zip, decodeTrust(await trustFile(product.ledger, []))).verdict).toBe('pass');
    const description = Buffer.from(readZip(zip).get('data/package.json') ?? []).toString('utf8');
    const { leftOut } = JSON.parse(description) as { leftOut: readonly { what: string; why: string }[] };
    const named = leftOut.filter(({ what }) => what.includes('附件'));
    expect(named.length).toBeGreaterThan(0);
    expect(named[0]?.why).toContain('SHA-256');
  } finally {
    await product.close();
    rmSync(dirname(data), { recursive: true, force: true });
  }
});

function withScan(line: string): string {
  if (!line.includes('"kind":"transfer"')) return line;
  return JSON.stringify({ ...(JSON.parse(line) as object), media: MEDIA });
}
