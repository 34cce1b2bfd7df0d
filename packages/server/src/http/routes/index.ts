import type { Route } from '../route.ts';
import { events, health, metrics, recordSchema, trust } from './about.ts';
import { blobBytes, putBlob } from './blobs.ts';
import { chain, chainPackage, chains } from './chains.ts';
import {
  deliveries,
  deliveryOriginal,
  deliveryQuarantine,
  reprocessDelivery,
  retractionOfDelivery,
} from './deliveries.ts';
import { entry } from './entries.ts';
import { finding, findings } from './findings.ts';
import {
  giveUpImport,
  importById,
  imports,
  openImport,
  putImportFile,
  removeImportFile,
  runImport,
  sayOfImport,
} from './imports.ts';
import { mappingPreviewed, mappingProposed, mappingSchema, mappings, putMapping } from './mappings.ts';
import { packageBytes } from './packages.ts';
import { postRecords } from './records.ts';
import { closeSession, openSession, session } from './session.ts';

/** Every route, once. The server mounts this list and the OpenAPI page is made from it. */
export const routes: readonly Route[] = [
  health,
  metrics,
  openSession,
  session,
  closeSession,
  postRecords,
  putBlob,
  findings,
  finding,
  chains,
  chain,
  chainPackage,
  packageBytes,
  entry,
  blobBytes,
  imports,
  openImport,
  importById,
  putImportFile,
  removeImportFile,
  sayOfImport,
  runImport,
  giveUpImport,
  mappings,
  putMapping,
  mappingProposed,
  mappingPreviewed,
  mappingSchema,
  deliveries,
  deliveryQuarantine,
  deliveryOriginal,
  reprocessDelivery,
  retractionOfDelivery,
  recordSchema,
  trust,
  events,
];
