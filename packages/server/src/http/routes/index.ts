import type { Route } from '../route.ts';
import { events, health, metrics, recordSchema, trust, verifier } from './about.ts';
import {
  accountNames,
  accountSessions,
  accounts,
  deleteGrant,
  deleteProvisioner,
  endAccountSessions,
  patchAccount,
  postAccount,
  postLink,
  provisionerList,
  putAccountState,
  putProvisioner,
} from './accounts.ts';
import { acts, decideOnAct, postAct } from './acts.ts';
import { customerThen, personThen } from './as-of.ts';
import { chainAttribution } from './attribution.ts';
import { blobBytes, putBlob } from './blobs.ts';
import { cases, postCase, putCaseMember } from './cases.ts';
import { chain, chainDiff, chainHistory, chainPackage, chains } from './chains.ts';
import { custodians } from './custodians.ts';
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
import { matrix, seers } from './matrix.ts';
import { oidc, oidcCallback, oidcStart } from './oidc.ts';
import { packageBytes } from './packages.ts';
import { holds, postHold, postWall, walls } from './protections.ts';
import { postRecords } from './records.ts';
import { rules, tryRules } from './rules.ts';
import { scim } from './scim.ts';
import {
  askOwnPasskey,
  askTotp,
  deletePasskey,
  endMySession,
  mySessions,
  postPasskey,
  postRecoveryCodes,
  putPassword,
  putTotp,
  security,
} from './security.ts';
import { askProof, askSession, closeSession, openSession, proveSession, session } from './session.ts';
import { decideOnSuggestion, suggestions } from './suggestions.ts';
import { postReview, readingByIndex, readings, watchAlerts, watchReport } from './watch.ts';

/** Every route, once. The server mounts this list and the OpenAPI page is made from it. */
export const routes: readonly Route[] = [
  health,
  metrics,
  openSession,
  askSession,
  session,
  askProof,
  proveSession,
  closeSession,
  oidc,
  oidcStart,
  oidcCallback,
  security,
  putPassword,
  askTotp,
  putTotp,
  askOwnPasskey,
  postPasskey,
  deletePasskey,
  postRecoveryCodes,
  mySessions,
  endMySession,
  accounts,
  accountNames,
  postAccount,
  patchAccount,
  postLink,
  putAccountState,
  accountSessions,
  endAccountSessions,
  deleteGrant,
  provisionerList,
  putProvisioner,
  deleteProvisioner,
  ...scim,
  matrix,
  seers,
  acts,
  postAct,
  decideOnAct,
  holds,
  postHold,
  walls,
  postWall,
  cases,
  postCase,
  putCaseMember,
  rules,
  tryRules,
  readings,
  readingByIndex,
  watchAlerts,
  postReview,
  watchReport,
  postRecords,
  putBlob,
  findings,
  finding,
  chains,
  chain,
  chainAttribution,
  chainHistory,
  chainDiff,
  chainPackage,
  suggestions,
  decideOnSuggestion,
  packageBytes,
  entry,
  customerThen,
  personThen,
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
  custodians,
  verifier,
  events,
];
