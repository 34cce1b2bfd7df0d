import { randomBytes } from 'node:crypto';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import type { ImportReport } from './report.ts';
import type { Sample } from './samples.ts';
import * as store from './store.ts';

/** What was said about a file or all files of an import; a mapping by the name it is kept under, or as text. */
export type FileSettings = {
  readonly source?: string;
  readonly basis?: string;
  readonly owner?: string;
  readonly zone?: string;
  readonly handover?: string;
  readonly password?: string;
  readonly mapping?: { readonly name: string } | { readonly text: string };
};

export type DeskFile = {
  readonly n: number;
  readonly path: string;
  readonly sizeBytes: number;
  /** Where it stands, sealed. */
  readonly address: string;
  readonly settings: FileSettings;
  /** Set when its reports are those of the settings as they are now. */
  readonly isFresh: boolean;
  readonly ran: boolean;
  readonly progress: number;
  readonly reports: readonly ImportReport[];
  readonly samples: readonly Sample[];
};

export const deskStates = ['open', 'rehearsing', 'rehearsed', 'running', 'done', 'failed'] as const;
export type DeskState = (typeof deskStates)[number];

/** Files on their way in, as one person brought them. */
export type DeskImport = {
  readonly id: string;
  readonly actor: Actor;
  readonly at: number;
  readonly state: DeskState;
  readonly error: { readonly code: string; readonly why: string } | undefined;
  readonly files: readonly DeskFile[];
};

/** How much of all its files is done, weighed by their sizes, from 0 to 1. */
export function howFar({ files }: Pick<DeskImport, 'files'>): number {
  const whole = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return whole === 0 ? 0 : files.reduce((sum, { sizeBytes, progress }) => sum + sizeBytes * progress, 0) / whole;
}

const sealedAs = (id: string): Buffer => Buffer.from(`import:${id}`);

export async function saveDeskImport(ledger: Ledger, value: DeskImport): Promise<void> {
  const { id, at, state, actor } = value;
  const plain = Buffer.from(JSON.stringify(value));
  const sealed = seal(ledger.secrets.cacheKey, randomBytes(12), sealedAs(id), plain);
  const row = { id, at, state, actor: `${actor.role}:${actor.id}`, sealed };
  await ledger.db.as(systemActor, (tx) => store.saveImport(tx, row));
}

export const dropDeskImport = (ledger: Ledger, id: string): Promise<void> =>
  ledger.db.as(systemActor, (tx) => store.deleteImport(tx, id));

/** The newest imports. */
export async function deskImports(ledger: Ledger, limit: number): Promise<readonly DeskImport[]> {
  return opened(ledger, await ledger.db.as(systemActor, (tx) => store.imports(tx, limit)));
}

export async function deskImport(ledger: Ledger, id: string): Promise<DeskImport | undefined> {
  const row = await ledger.db.as(systemActor, (tx) => store.importOf(tx, id));
  return row === undefined ? undefined : opened(ledger, [row])[0];
}

/** Those that a process left while it looked at them or took them in, oldest first. */
export async function unfinishedImports(ledger: Ledger): Promise<readonly DeskImport[]> {
  const states = ['rehearsing', 'running'];
  return opened(ledger, await ledger.db.as(systemActor, (tx) => store.importsIn(tx, states)));
}

/** One that does not open was sealed by another installation and is left out. */
function opened(ledger: Ledger, rows: readonly store.ImportRow[]): readonly DeskImport[] {
  return rows.flatMap(({ id, sealed }) => {
    const plain = unseal(ledger.secrets.cacheKey, sealedAs(id), sealed);
    return plain === undefined ? [] : [JSON.parse(plain.toString()) as DeskImport];
  });
}
