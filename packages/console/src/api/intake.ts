import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf, post, put, read, remove } from './client.ts';
import type {
  DeliveryList,
  ImportList,
  ImportReport,
  ImportState,
  MappingChoice,
  MappingKept,
  MappingList,
  MappingPreview,
  MappingProposal,
  Place,
  QuarantineList,
  RetractionMade,
  SettingsGiven,
} from './types.ts';

const path = encodeURIComponent;
/** Events tell of every step; asking now and then as well finds out about those that were missed. */
const pollMs = 2000;

const importKey = (id: string) => ['imports', 'one', id] as const;
const listKey = ['imports', 'list'] as const;
export const isMoving = (state: ImportState['state']) => state === 'rehearsing' || state === 'running';

export function useImports() {
  return useQuery({
    queryKey: listKey,
    queryFn: () => read<ImportList>('/imports'),
    refetchOnMount: 'always',
    refetchInterval: (query) => (query.state.data?.imports.some((each) => isMoving(each.state)) ? pollMs : false),
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: importKey(id),
    queryFn: () => read<ImportState>(`/imports/${path(id)}`),
    refetchOnMount: 'always',
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data.state) ? pollMs : false),
  });
}

export const openImport = () => post<ImportState>('/imports', {});

/** What is done to one import. Each answers its new state, which is shown at once. */
export function useImportActs(id: string) {
  const client = useQueryClient();
  // The answer may come behind the event that tells of what followed it, so the import is read once more.
  const onSuccess = (state: ImportState) => {
    client.setQueryData(importKey(id), state);
    void client.invalidateQueries({ queryKey: ['imports'] });
  };
  const at = `/imports/${path(id)}`;
  return {
    say: useMutation({
      mutationFn: (said: { readonly file?: number; readonly settings: SettingsGiven }) =>
        post<ImportState>(`${at}/settings`, said),
      onSuccess,
    }),
    drop: useMutation({ mutationFn: (n: number) => remove<ImportState>(`${at}/files/${n}`), onSuccess }),
    run: useMutation({ mutationFn: () => post<ImportState>(`${at}/run`, {}), onSuccess }),
    giveUp: useMutation({
      mutationFn: () => remove<unknown>(at),
      onSuccess: () => {
        client.removeQueries({ queryKey: importKey(id) });
        void client.invalidateQueries({ queryKey: listKey });
      },
    }),
  };
}

export type ImportActs = ReturnType<typeof useImportActs>;

export function useMappings() {
  return useQuery({
    queryKey: ['mappings'],
    queryFn: () => read<MappingList>('/mappings'),
    refetchOnMount: 'always',
  });
}

export function useKeepMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => put<MappingKept>('/mappings', { text }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mappings'] }),
  });
}

export function useProposal(id: string, file: number) {
  return useQuery({
    queryKey: ['proposal', id, file],
    queryFn: () => post<MappingProposal>('/mappings/propose', { import: id, file }),
    gcTime: 0,
  });
}

/** What a mapping makes of the first rows of a file; the answer before stays until the new one is there. */
export function usePreview(id: string, file: number, text: string | undefined) {
  return useQuery({
    queryKey: ['preview', id, file, text],
    queryFn: () => post<MappingPreview>('/mappings/preview', { import: id, file, text }),
    enabled: text !== undefined,
    placeholderData: (before) => before,
    gcTime: 0,
  });
}

const deliveriesQuery = queryOptions({
  queryKey: ['deliveries'],
  queryFn: () => read<DeliveryList>('/deliveries'),
  refetchOnMount: 'always',
});

export const useDeliveries = () => useQuery(deliveriesQuery);

const deliveryPath = ({ log, index }: Place) => `/deliveries/${path(log)}/${index}`;

/** Reading what was set aside is recorded, so it is read when it is opened and not again. */
export function useQuarantine(place: Place) {
  return useQuery({
    queryKey: ['quarantine', place.log, place.index],
    queryFn: () => read<QuarantineList>(`${deliveryPath(place)}/quarantine`),
    gcTime: 0,
  });
}

export function useDeliveryActs(place: Place) {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: ['deliveries'] });
    void client.invalidateQueries({ queryKey: ['quarantine', place.log, place.index] });
  };
  return {
    reprocess: useMutation({
      mutationFn: (mapping: MappingChoice | undefined) =>
        post<ImportReport>(`${deliveryPath(place)}/reprocess`, mapping === undefined ? {} : { mapping }),
      onSuccess,
    }),
    retract: useMutation({
      mutationFn: (why: string) => post<RetractionMade>(`${deliveryPath(place)}/retract`, { why }),
      onSuccess,
    }),
  };
}

/** The file of a delivery as it came; the browser saves it, whatever its size. */
export const originalAddress = (place: Place): string => addressOf(`${deliveryPath(place)}/original`);
