import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { ApiProblem, post, read, readBytes } from './client.ts';
import { sessionQuery } from './session.ts';
import type {
  AttributionFile,
  BuiltPackage,
  Chain,
  ChainCompared,
  ChainDetail,
  CustodianList,
  EntryDetail,
  FindingDetail,
  FindingPage,
  PastChain,
  Strength,
} from './types.ts';

/**
 * Nothing is fetched again on focus or by age: each reading of content leaves an entry in the ledger, so the console
 * reads once per opening and again only when a person asks or a list has news.
 */
export function makeQueryClient(): QueryClient {
  // A session that ran out shows as signed out everywhere, not only on the page that noticed.
  const onError = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    if (error.code === 'auth.required') client.setQueryData(sessionQuery.queryKey, null);
    if (error.code === 'auth.factor_needed') void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.status === 0,
      },
    },
  });
  return client;
}

const path = encodeURIComponent;

const findingsQuery = infiniteQueryOptions({
  queryKey: ['findings', 'list'],
  queryFn: ({ pageParam }) => read<FindingPage>(`/findings?limit=100${pageParam ? `&cursor=${path(pageParam)}` : ''}`),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
});

export const useFindings = () => useInfiniteQuery(findingsQuery);

export function useFinding(id: string) {
  return useQuery({ queryKey: ['findings', 'one', id], queryFn: () => read<FindingDetail>(`/findings/${path(id)}`) });
}

export function useChains(min: Strength) {
  return useQuery({
    queryKey: ['chains', 'list', min],
    queryFn: () => read<{ readonly items: readonly Chain[] }>(`/chains?min=${min}`),
    placeholderData: (before) => before,
  });
}

export function useChain(id: string) {
  return useQuery({ queryKey: ['chains', 'one', id], queryFn: () => read<ChainDetail>(`/chains/${path(id)}`) });
}

/** Read only when it is asked for: it is a reading of its own. */
export function useAttribution(chainId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['chains', 'attribution', chainId],
    queryFn: () => read<{ readonly items: readonly AttributionFile[] }>(`/chains/${path(chainId)}/attribution`),
    enabled: isAsked,
  });
}
/** Every reconstruction of a chain that was shown; asked for, never fetched along, since it is a reading. */
export const fetchHistory = (id: string) =>
  read<{ readonly items: readonly PastChain[] }>(`/chains/${path(id)}/history`);

export const fetchDiff = (id: string, from: number, to: number | 'now') =>
  read<ChainCompared>(`/chains/${path(id)}/diff?from=${from}&to=${to}`);

/** Upon what an entry is read; `urgent` needs a reason. */
export type Ground = { readonly ground?: string | undefined; readonly why?: string | undefined };

export function groundSearch({ ground, why }: Ground): string {
  const parts = [...(ground === undefined ? [] : [['ground', ground]]), ...(why === undefined ? [] : [['why', why]])];
  return new URLSearchParams(parts).toString();
}

/** An entry is read anew each time it is opened, so that every opening is recorded by the server with its ground. */
export function useEntry(log: string, index: number, upon: Ground) {
  return useQuery({
    queryKey: ['entry', log, index, upon.ground, upon.why],
    queryFn: () => read<EntryDetail>(`/entries/${path(log)}/${index}?${groundSearch(upon)}`),
    gcTime: 0,
  });
}

/** How it goes with the custodians, asked anew each time the page is opened or somebody asks. */
export const useCustodians = () =>
  useQuery({
    queryKey: ['custodians'],
    queryFn: () => read<CustodianList>('/custodians'),
    refetchOnMount: 'always',
  });

export const buildPackage = (chainId: string, profile: string) =>
  post<BuiltPackage>(`/chains/${path(chainId)}/packages`, { profile });
export const fetchPackage = (id: string) => readBytes(`/packages/${path(id)}`);
export const fetchTrust = () => read<unknown>('/trust');
