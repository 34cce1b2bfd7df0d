import { authz } from './bench/authz.ts';
import { importCsv } from './bench/import-files.ts';
import { ingest } from './bench/ingest.ts';
import { ingestDeposits } from './bench/ingest-deposits.ts';
import { verifyItems } from './bench/verify.ts';
import { verifyPage } from './bench/verify-page.ts';

/** Every benchmark by name; `npm run bench -- NAME…` runs some. One JSON line each, paired in one run. */
const benches: Readonly<Record<string, () => Promise<void>>> = {
  ingest,
  'ingest.deposits': ingestDeposits,
  'import-csv': importCsv,
  authz,
  verify: verifyItems,
  'verify.page': verifyPage,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const bench = benches[name];
  if (bench === undefined)
    throw new Error(`there is no benchmark ${name}; there are ${Object.keys(benches).join(', ')}`);
  await bench();
}
