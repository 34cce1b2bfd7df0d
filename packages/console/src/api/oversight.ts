import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Matrix, MonthlyReport, Reading, Seer, WatchAlert } from './access-types.ts';
import { read, tell } from './client.ts';
import { useMay } from './session.ts';

const path = encodeURIComponent;
const pageSize = 100;

export type ReadingFilter = { readonly actor?: string | undefined; readonly act?: string | undefined };
type Page = { readonly readings: readonly Reading[]; readonly next: number | null };

/** 查阅登记, newest first. Reading it is recorded too, so it is read when it is opened and when more is asked for. */
export function useReadings({ actor, act }: ReadingFilter) {
  const parts = [
    ...(actor === undefined ? [] : [`&actor=${path(actor)}`]),
    ...(act === undefined ? [] : [`&act=${path(act)}`]),
  ];
  return useInfiniteQuery({
    queryKey: ['watch', 'readings', actor, act],
    queryFn: ({ pageParam }) =>
      read<Page>(
        `/watch/readings?limit=${pageSize}${parts.join('')}${pageParam === null ? '' : `&before=${pageParam}`}`,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

export const useReading = (index: number) =>
  useQuery({
    queryKey: ['watch', 'reading', index],
    queryFn: () => read<{ readonly body: Readonly<Record<string, unknown>> }>(`/watch/readings/${index}`),
    gcTime: 0,
  });

export const useWatchAlerts = () =>
  useQuery({
    queryKey: ['watch', 'alerts'],
    queryFn: () => read<{ readonly alerts: readonly WatchAlert[] }>('/watch/alerts'),
    refetchOnMount: 'always',
  });

export function useReview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, outcome }: { readonly id: string; readonly outcome: string }) =>
      tell('POST', `/watch/alerts/${path(id)}/review`, { outcome }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['watch', 'alerts'] }),
  });
}

export const useMonthlyReport = (month: string) =>
  useQuery({
    queryKey: ['watch', 'report', month],
    queryFn: () => read<MonthlyReport>(`/watch/report?month=${month}`),
    gcTime: 0,
  });

export function useMatrix() {
  const may = useMay();
  return useQuery({
    queryKey: ['matrix'],
    queryFn: () => read<Matrix>('/matrix'),
    enabled: may('matrix.read'),
    refetchOnMount: 'always',
  });
}

export type SeenKind = 'finding' | 'chain' | 'entry';

export const useSeers = (kind: SeenKind, id: string) =>
  useQuery({
    queryKey: ['matrix', 'who', kind, id],
    queryFn: () => read<{ readonly accounts: readonly Seer[] }>(`/matrix/who?${kind}=${path(id)}`),
    gcTime: 0,
  });
