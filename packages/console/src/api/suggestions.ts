import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { suggestionList } from '../../../server/src/http/routes/suggestions.ts';
import { post, read } from './client.ts';

type SuggestionList = (typeof suggestionList)['_output'];
export type Suggestion = SuggestionList['items'][number];
export type Refused = SuggestionList['refused'][number];
export type SuggestionDecision = 'confirmed' | 'refused' | 'reopened';

export function useSuggestions() {
  return useQuery({ queryKey: ['suggestions'], queryFn: () => read<SuggestionList>('/suggestions') });
}

/** What is kept apart or joined from now on changes chains too, so that everything is read anew when it is opened. */
export function useDecideSuggestion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      readonly id: string;
      readonly decision: SuggestionDecision;
      readonly reason: string;
    }) => post<{ readonly proposal: string | null }>(`/suggestions/${encodeURIComponent(id)}/decision`, body),
    onSuccess: () =>
      Promise.all(['suggestions', 'chains', 'acts'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
