import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Case, Hold, HoldQuery, Rules, Tried, Wall } from './access-types.ts';
import { post, read, tell } from './client.ts';
import { useMay } from './session.ts';

const path = encodeURIComponent;

export function useHolds() {
  const may = useMay();
  return useQuery({
    queryKey: ['holds'],
    queryFn: () => read<{ readonly holds: readonly Hold[] }>('/holds'),
    enabled: may('hold.read'),
    refetchOnMount: 'always',
  });
}

export function usePlaceHold() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { readonly query: HoldQuery; readonly why: string }) =>
      post<{ readonly id: string }>('/holds', given),
    onSuccess: () => client.invalidateQueries({ queryKey: ['holds'] }),
  });
}

export function useWalls() {
  const may = useMay();
  return useQuery({
    queryKey: ['walls'],
    queryFn: () => read<{ readonly walls: readonly Wall[] }>('/walls'),
    enabled: may('account.read'),
    refetchOnMount: 'always',
  });
}

export type NewWall = { readonly account: string; readonly employee: string; readonly why: string };

export function useSetWall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: NewWall) => post<{ readonly id: string }>('/walls', given),
    onSuccess: () => client.invalidateQueries({ queryKey: ['walls'] }),
  });
}

export function useCases() {
  const may = useMay();
  return useQuery({
    queryKey: ['cases'],
    queryFn: () => read<{ readonly cases: readonly Case[] }>('/cases'),
    enabled: may('case.read'),
    refetchOnMount: 'always',
  });
}

export type NewCase = {
  readonly title: string;
  readonly ground: string;
  readonly persons: readonly string[];
  readonly members: readonly string[];
  readonly why: string;
};

export function useCaseActs() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['cases'] });
  return {
    open: useMutation({ mutationFn: (given: NewCase) => post<{ readonly id: string }>('/cases', given), onSuccess }),
    setMember: useMutation({
      mutationFn: ({
        id,
        account,
        ...body
      }: {
        readonly id: string;
        readonly account: string;
        readonly member: boolean;
        readonly why: string;
      }) => tell('PUT', `/cases/${path(id)}/members/${path(account)}`, body),
      onSuccess,
    }),
  };
}

export const useRules = () =>
  useQuery({
    queryKey: ['rules'],
    queryFn: () => read<Rules>('/rules'),
    refetchOnMount: 'always',
  });

export const useTryRules = () =>
  useMutation({
    mutationFn: (given: { readonly text: string; readonly speaker: 'employee' | 'outside' }) =>
      post<Tried>('/rules/try', given),
  });
