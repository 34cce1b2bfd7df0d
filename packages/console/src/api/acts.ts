import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Act, ActState, Decision, Payload, ProposalKind } from './access-types.ts';
import { post, read } from './client.ts';

const path = encodeURIComponent;

export const useActs = () =>
  useQuery({
    queryKey: ['acts'],
    queryFn: () => read<{ readonly acts: readonly Act[] }>('/acts'),
    refetchOnMount: 'always',
  });

type Outcome = { readonly id: string; readonly kind: string; readonly state: ActState };
export type Asked<K extends ProposalKind> = { readonly kind: K; readonly payload: Payload<K>; readonly reason: string };

/** An act that came about changes what may be seen and done: everything shown is read again when it is next looked at. */
function useForget() {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

export function usePropose<K extends ProposalKind>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked<K>) => post<Outcome>('/acts', asked),
    onSuccess: () => {
      for (const key of ['acts', 'accounts']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

export function useDecide() {
  const onSuccess = useForget();
  return useMutation({
    mutationFn: ({ id, ...body }: { readonly id: string; readonly decision: Decision; readonly reason: string }) =>
      post<Outcome>(`/acts/${path(id)}/decision`, body),
    onSuccess,
  });
}
