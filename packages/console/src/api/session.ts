import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Permission, Session } from './access-types.ts';
import { ApiProblem, addressOf, read, tell } from './client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    try {
      return await read<Session>('/session');
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'auth.required') return null;
      throw error;
    }
  },
});

export const useSession = () => useQuery(sessionQuery);

/** Whether whoever is signed in may do something, as the server says; it decides again when it is done. */
export function useMay(): (permission: Permission) => boolean {
  const { data: session } = useSession();
  return (permission) => session?.level === 'full' && session.permissions.includes(permission);
}

/** Whether the company's own sign-in is set up here. */
export const useOidc = () =>
  useQuery({ queryKey: ['oidc'], queryFn: () => read<{ readonly enabled: boolean }>('/oidc') });
export const oidcAddress = addressOf('/oidc/start');

export type Shown = { readonly password: string; readonly code: string };

export const signInByLink = (token: string) => tell('POST', '/session', { by: 'link', token });
export const signInByPassword = (login: string, shown: Shown) =>
  tell('POST', '/session', { by: 'password', login, ...shown });

/** Reads the session anew, after a sign-in or once it became another one. */
export function useSessionAgain() {
  const client = useQueryClient();
  return async () => {
    // The first look at the session may still be on its way with the answer from before the sign-in.
    await client.cancelQueries({ queryKey: sessionQuery.queryKey });
    return await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
  };
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut() {
  const client = useQueryClient();
  return async () => {
    await tell('DELETE', '/session');
    client.clear();
    client.setQueryData(sessionQuery.queryKey, null);
  };
}

export const proveByPassword = (shown: Shown) => tell('POST', '/session/proof', shown);
