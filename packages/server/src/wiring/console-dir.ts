import { join } from 'node:path';

/** Where `npm run build` puts the console. */
export const consoleDir = (): string => join(import.meta.dirname, '../../../console/dist');
