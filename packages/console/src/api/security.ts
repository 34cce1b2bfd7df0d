import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Enrolled, Security, SessionShown, TotpAsked } from './access-types.ts';
import { post, put, read, tell } from './client.ts';
import { enrolPasskey } from './passkey.ts';
import { useSession } from './session.ts';

const path = encodeURIComponent;

export const useSecurity = (enabled = true) =>
  useQuery({ queryKey: ['my', 'security'], queryFn: () => read<Security>('/my/security'), enabled });

/** Whether somebody could sign in again by themselves. */
export const canSignIn = ({ passkeys, hasPassword, hasTotp }: Security) =>
  passkeys.length > 0 || (hasPassword && hasTotp);

/** Whether this session came by a one-time link and would be the last of its person. */
export function useIsStranded(): boolean {
  const { data: session } = useSession();
  const byLink = session?.level === 'full' && session.method === 'link';
  const { data } = useSecurity(byLink);
  return byLink && data !== undefined && !canSignIn(data);
}

export const useMySessions = () =>
  useQuery({
    queryKey: ['my', 'sessions'],
    queryFn: () => read<{ readonly current: string; readonly sessions: readonly SessionShown[] }>('/my/sessions'),
    refetchOnMount: 'always',
  });

/** What somebody does about what they sign in with. */
export function useSecurityActs() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['my'] });
  return {
    setPassword: useMutation({
      mutationFn: (password: string) => tell('PUT', '/my/password', { password }),
      onSuccess,
    }),
    askTotp: useMutation({ mutationFn: () => post<TotpAsked>('/my/totp', {}) }),
    setTotp: useMutation({
      mutationFn: (given: { readonly asked: string; readonly code: string }) => put<Enrolled>('/my/totp', given),
      onSuccess,
    }),
    addPasskey: useMutation({ mutationFn: enrolPasskey, onSuccess }),
    removePasskey: useMutation({ mutationFn: (id: string) => tell('DELETE', `/my/passkeys/${path(id)}`), onSuccess }),
    freshCodes: useMutation({ mutationFn: () => post<Enrolled>('/my/recovery-codes', {}), onSuccess }),
    endSession: useMutation({ mutationFn: (id: string) => tell('DELETE', `/my/sessions/${path(id)}`), onSuccess }),
  };
}

export type SecurityActs = ReturnType<typeof useSecurityActs>;
