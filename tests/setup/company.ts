import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from '../../demo/generate.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { importPath } from './import.ts';
import { dataFolder } from './server.ts';

/** The sample company imported into a product of its own. */
export async function importedCompany(seed = 1): Promise<{ product: Product; data: string }> {
  const data = dataFolder();
  const product = await openProduct(readConfig({}, data));
  for (const [path, content] of generate(seed)) {
    if (path === 'truth.json') continue;
    const file = join(data, 'company', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    await importPath(product.intake, file);
  }
  return { product, data };
}
