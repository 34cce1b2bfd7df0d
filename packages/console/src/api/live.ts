import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { eventsPath } from './client.ts';
import type { Head, ImportState } from './types.ts';

export type Live = {
  readonly connected: boolean;
  readonly heads: readonly Head[];
  readonly news: number;
  /** How much of each import is done, from 0 to 1, by its id. */
  readonly imports: ReadonlyMap<string, number>;
};

const gatherMs = 1500;
let live: Live = { connected: false, heads: [], news: 0, imports: new Map() };
const watchers = new Set<() => void>();

function become(next: Live): void {
  live = next;
  for (const tell of watchers) tell();
}

function headOf(data: string): Head | undefined {
  const value: unknown = JSON.parse(data);
  if (typeof value !== 'object' || value === null || !('log' in value) || !('size' in value)) return undefined;
  return typeof value.log === 'string' && typeof value.size === 'number'
    ? { log: value.log, size: value.size }
    : undefined;
}

type ImportNews = { readonly id: string; readonly state: string; readonly progress: number };

function importNewsOf(data: string): ImportNews | undefined {
  const value: unknown = JSON.parse(data);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('id' in value && 'state' in value && 'progress' in value)) return undefined;
  const { id, state, progress } = value;
  return typeof id === 'string' && typeof state === 'string' && typeof progress === 'number'
    ? { id, state, progress }
    : undefined;
}

/** Progress is shown as it comes; the import is read again only when its state has become another. */
function noteImport(client: QueryClient, news: ImportNews): void {
  become({ ...live, imports: new Map(live.imports).set(news.id, news.progress) });
  const known = client.getQueryData<ImportState>(['imports', 'one', news.id]);
  if (known?.state !== news.state) void client.invalidateQueries({ queryKey: ['imports'] });
}

/** Lists with news are read again, at most once per gathering time; a page being read only says that there is news. */
function gather(client: QueryClient): {
  readonly note: (list: 'findings' | 'chains') => void;
  readonly stop: () => void;
} {
  const noted = new Set<'findings' | 'chains'>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    timer = undefined;
    for (const list of noted) void client.invalidateQueries({ queryKey: [list, 'list'] });
    if (noted.has('chains')) become({ ...live, news: live.news + 1 });
    noted.clear();
  };
  return {
    note(list) {
      noted.add(list);
      timer ??= setTimeout(release, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Listens to the server's events for as long as `on` holds; the browser reconnects by itself. */
export function useLiveEvents(on: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!on) return;
    const events = new EventSource(eventsPath);
    const news = gather(client);
    events.onopen = () => become({ ...live, connected: true });
    events.onerror = () => become({ ...live, connected: false });
    events.addEventListener('head', (event) => {
      const head = headOf(event.data);
      if (head) become({ ...live, heads: [...live.heads.filter((h) => h.log !== head.log), head].sort(byLog) });
    });
    events.addEventListener('findings', () => news.note('findings'));
    events.addEventListener('chains', () => news.note('chains'));
    events.addEventListener('import', (event) => {
      const told = importNewsOf(event.data);
      if (told) noteImport(client, told);
    });
    return () => {
      news.stop();
      events.close();
      become({ ...live, connected: false, heads: [], imports: new Map() });
    };
  }, [on, client]);
}

const byLog = (a: Head, b: Head) => (a.log < b.log ? -1 : 1);

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** What the event stream says now: connected or not, the heads of the logs, how often chains had news, how far imports are. */
export function useLive(): Live {
  return useSyncExternalStore(watch, () => live);
}
