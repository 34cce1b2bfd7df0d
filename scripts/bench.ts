import { authz } from './bench/authz.ts';
import { chains } from './bench/chains.ts';
import { importCsv } from './bench/import-files.ts';
import { ingest } from './bench/ingest.ts';
import { ingestDeposits } from './bench/ingest-deposits.ts';
import { verifyItems } from './bench/verify.ts';
import { verifyPage } from './bench/verify-page.ts';
import { words } from './bench/words.ts';

/**
 * Every benchmark by name; `npm run bench -- NAME…` runs some. One JSON line each, paired in one run. A word with a slash
 * behind a name is the file it reads.
 */
const benches: Readonly<Record<string, (file?: string) => Promise<void>>> = {
  ingest,
  'ingest.deposits': ingestDeposits,
  'import-csv': importCsv,
  authz,
  chains,
  verify: verifyItems,
  'verify.page': verifyPage,
  words,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
for (const [at, name] of (wanted.length > 0 ? wanted : Object.keys(benches)).entries()) {
  if (name.includes('/')) continue;
  const bench = benches[name];
  if (bench === undefined)
    throw new Error(`there is no benchmark ${name}; there are ${Object.keys(benches).join(', ')}`);
  const next = wanted[at + 1];
  await bench(next?.includes('/') ? next : undefined);
}
