import { catalogue } from './catalogue.ts';
import { cover } from './cover.ts';
import type { Document } from './document.ts';
import { electronicData } from './electronic-data.ts';
import { report } from './report.ts';

/** The documents of a package in the order in which they are opened. */
export const documents: readonly Document[] = [cover, catalogue, electronicData, report];
