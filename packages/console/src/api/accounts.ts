import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account, FreshLink, InvitationLink, Provisioner, SessionShown } from './access-types.ts';
import { post, put, read, tell } from './client.ts';
import { useMay } from './session.ts';

const path = encodeURIComponent;

export function useAccounts() {
  const may = useMay();
  return useQuery({
    queryKey: ['accounts', 'list'],
    queryFn: () => read<{ readonly accounts: readonly Account[] }>('/accounts'),
    enabled: may('account.read'),
    refetchOnMount: 'always',
  });
}

/** How accounts are called, for those who see what others decide. */
export function useAccountNames() {
  const may = useMay();
  return useQuery({
    queryKey: ['accounts', 'names'],
    queryFn: () => read<{ readonly names: Readonly<Record<string, string>> }>('/account-names'),
    enabled: may('act.read'),
    staleTime: 60_000,
  });
}

export const useAccountSessions = (id: string) =>
  useQuery({
    queryKey: ['accounts', 'sessions', id],
    queryFn: () => read<{ readonly sessions: readonly SessionShown[] }>(`/accounts/${path(id)}/sessions`),
    gcTime: 0,
  });

export type Invited = { readonly login: string; readonly name: string; readonly employee: string | null };

/** What an administrator does about accounts. */
export function useAccountActs() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['accounts'] });
  return {
    invite: useMutation({ mutationFn: (given: Invited) => post<InvitationLink>('/accounts', given), onSuccess }),
    link: useMutation({ mutationFn: (id: string) => post<FreshLink>(`/accounts/${path(id)}/link`, {}) }),
    setState: useMutation({
      mutationFn: ({
        id,
        ...body
      }: {
        readonly id: string;
        readonly state: 'active' | 'disabled';
        readonly why: string;
      }) => tell('PUT', `/accounts/${path(id)}/state`, body),
      onSuccess,
    }),
    endGrant: useMutation({
      mutationFn: ({ id, why }: { readonly id: string; readonly why: string }) =>
        tell('DELETE', `/grants/${path(id)}?why=${path(why)}`),
      onSuccess,
    }),
    endSessions: useMutation({
      mutationFn: (id: string) => tell('DELETE', `/accounts/${path(id)}/sessions`),
      onSuccess,
    }),
  };
}

export function useProvisioners(enabled: boolean) {
  return useQuery({
    queryKey: ['provisioners'],
    queryFn: () => read<{ readonly provisioners: readonly Provisioner[] }>('/provisioners'),
    enabled,
  });
}

export function useProvisionerActs() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['provisioners'] });
  return {
    keep: useMutation({
      mutationFn: (name: string) =>
        put<{ readonly name: string; readonly key: string }>(`/provisioners/${path(name)}`, {}),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (name: string) => tell('DELETE', `/provisioners/${path(name)}`), onSuccess }),
  };
}
