import type { SuggestionDecision } from '../../api/suggestions.ts';
import { useDecideSuggestion } from '../../api/suggestions.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';

/** Asks why, and says what follows: confirming takes a second person, refusing holds at once. */
export function DecideDialog(props: {
  readonly id: string;
  readonly decision: SuggestionDecision;
  readonly close: () => void;
}) {
  const { t, w } = useWords();
  const decide = useDecideSuggestion();
  const { id, decision, close } = props;
  return (
    <ReasonDialog
      title={w.suggestions.decide[decision]}
      lead={w.suggestions.decideLead[decision]}
      label={t('suggestions.reason')}
      least={5}
      ok={w.suggestions.decide[decision]}
      doing={decide}
      onOk={(reason) => decide.mutate({ id, decision, reason }, { onSuccess: close })}
      close={close}
    />
  );
}
