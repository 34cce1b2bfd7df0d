import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The offline verifier as it was built and committed: the page on its own, which every package gets with its data inline. */
export const verifierPage = (): string =>
  readFileSync(join(import.meta.dirname, '../../../proof/page/verifier.html'), 'utf8');
