import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { eventsPath } from './client.ts';
import type { Head } from './types.ts';

export type Live = { readonly connected: boolean; readonly heads: readonly Head[]; readonly news: number };

const gatherMs = 1500;
let live: Live = { connected: false, heads: [], news: 0 };
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
    return () => {
      news.stop();
      events.close();
      become({ connected: false, heads: [], news: live.news });
    };
  }, [on, client]);
}

const byLog = (a: Head, b: Head) => (a.log < b.log ? -1 : 1);

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** What the event stream says now: connected or not, the heads of the logs, and how often chains had news. */
export function useLive(): Live {
  return useSyncExternalStore(watch, () => live);
}
