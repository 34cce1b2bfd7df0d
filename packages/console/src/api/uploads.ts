import { useSyncExternalStore } from 'react';
import { ApiProblem, upload } from './client.ts';
import type { ImportState } from './types.ts';

/** A file of this computer on its way into an import; `path` is its place in the folder that was chosen. */
export type Upload = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused';
  readonly problem?: ApiProblem;
};

export type Chosen = { readonly path: string; readonly file: File };

/** Two at a time: one alone leaves the line idle between small files. */
const atOnce = 2;
const none: readonly Upload[] = [];
let uploads: ReadonlyMap<string, readonly Upload[]> = new Map();
let leftOut: ReadonlyMap<string, readonly string[]> = new Map();
const nothing: readonly string[] = [];
const watchers = new Set<() => void>();
const stops = new Map<string, AbortController>();

function become(id: string, next: readonly Upload[]): void {
  uploads = new Map(uploads).set(id, next);
  for (const tell of watchers) tell();
}

function note(id: string, place: number, change: Partial<Upload>): void {
  const now = uploads.get(id) ?? none;
  become(
    id,
    now.map((each, at) => (at === place ? { ...each, ...change } : each)),
  );
}

async function sendOne(id: string, place: number, { path, file }: Chosen, stop: AbortSignal) {
  note(id, place, { state: 'sending' });
  try {
    const to = `/imports/${encodeURIComponent(id)}/files?path=${encodeURIComponent(path)}`;
    const state = await upload<ImportState>(to, file, (sentBytes) => note(id, place, { sentBytes }), stop);
    note(id, place, { state: 'sent', sentBytes: file.size });
    return state;
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem('unexpected', 0, String(error));
    note(id, place, { state: 'refused', problem });
    return undefined;
  }
}

/** Asks before the page is closed, for as long as files are on their way. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/**
 * Sends files into an import, in their order; it goes on while other pages of the console are read. `arrived` is told
 * after each file, with the import as it is then.
 */
export async function sendFiles(
  id: string,
  files: readonly Chosen[],
  arrived: (state: ImportState) => void,
): Promise<void> {
  const first = uploads.get(id)?.length ?? 0;
  const waiting = files.map(
    ({ path, file }): Upload => ({ path, sizeBytes: file.size, sentBytes: 0, state: 'waiting' }),
  );
  become(id, [...(uploads.get(id) ?? none), ...waiting]);
  const stop = stops.get(id) ?? new AbortController();
  stops.set(id, stop);
  const queue = files.map((file, at) => ({ file, place: first + at }));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined && !stop.signal.aborted; next = queue.shift()) {
      const state = await sendOne(id, next.place, next.file, stop.signal);
      if (state && !stop.signal.aborted) arrived(state);
    }
  };
  window.addEventListener('beforeunload', warn);
  await Promise.all(Array.from({ length: atOnce }, work));
  if (![...uploads.values()].some((each) => each.some(isOnItsWay))) window.removeEventListener('beforeunload', warn);
}

export const isOnItsWay = ({ state }: Upload): boolean => state === 'waiting' || state === 'sending';

/** Remembers, for as long as this page is open, which files were chosen with the others and not sent. */
export function noteLeftOut(id: string, names: readonly string[]): void {
  leftOut = new Map(leftOut).set(id, names);
  for (const tell of watchers) tell();
}

export function useLeftOut(id: string): readonly string[] {
  return useSyncExternalStore(watch, () => leftOut.get(id) ?? nothing);
}

/** Ends what is on its way into an import and forgets it. */
export function stopUploads(id: string): void {
  stops.get(id)?.abort();
  stops.delete(id);
  become(id, none);
}

/** Takes away the notes of what has arrived or was refused, once nothing is on its way. */
export function clearUploads(id: string): void {
  become(id, none);
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** What is or was on its way from this page into an import. */
export function useUploads(id: string): readonly Upload[] {
  return useSyncExternalStore(watch, () => uploads.get(id) ?? none);
}
