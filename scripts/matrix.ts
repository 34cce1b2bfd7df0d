import { writeFileSync } from 'node:fs';
import { matrixPage } from '../packages/server/src/access/matrix-page.ts';

/** Writes the page of the permission matrix from its data. */
writeFileSync('docs/permission-matrix.md', matrixPage());
