import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSecond } from './make.ts';

const [seed = '', folder = ''] = process.argv.slice(2);
if (!/^\d+$/.test(seed) || folder === '') {
  console.error('usage: node tests/companies/second/write.ts SEED DIR');
  process.exit(2);
}
const { records, truth } = makeSecond(Number(seed));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'records.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
console.log(`${records.length} records, ${truth.stories.length} stories, ${truth.innocent.length} innocent`);
