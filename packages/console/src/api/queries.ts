import {
  infiniteQueryOptions,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ApiProblem, post, read, readBytes, tell } from './client.ts';
import type {
  BuiltPackage,
  Chain,
  ChainDetail,
  EntryDetail,
  FindingDetail,
  FindingPage,
  Session,
  Strength,
} from './types.ts';

/**
 * Nothing is fetched again on focus or by age: each reading of content leaves an entry in the ledger, so the console
 * reads once per opening and again only when a person asks or a list has news.
 */
export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      // A session that ran out shows as signed out everywhere, not only on the page that noticed.
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null);
      },
    }),
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

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    try {
      return await read<Session>('/session');
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
});

const findingsQuery = infiniteQueryOptions({
  queryKey: ['findings', 'list'],
  queryFn: ({ pageParam }) => read<FindingPage>(`/findings?limit=100${pageParam ? `&cursor=${path(pageParam)}` : ''}`),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
});

export const useSession = () => useQuery(sessionQuery);
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

/** An entry is read anew each time it is opened, so that every opening is recorded by the server. */
export function useEntry(log: string, index: number) {
  return useQuery({
    queryKey: ['entry', log, index],
    queryFn: () => read<EntryDetail>(`/entries/${path(log)}/${index}`),
    gcTime: 0,
  });
}

export const buildPackage = (chainId: string, profile: string) =>
  post<BuiltPackage>(`/chains/${path(chainId)}/packages`, { profile });
export const fetchPackage = (id: string) => readBytes(`/packages/${path(id)}`);
export const fetchTrust = () => read<unknown>('/trust');
export const signIn = (token: string) => tell('POST', '/session', { token });

/** Ends the session and forgets everything that was read in it. */
export function useSignOut() {
  const client = useQueryClient();
  return async () => {
    await tell('DELETE', '/session');
    client.clear();
    client.setQueryData(sessionQuery.queryKey, null);
  };
}
