import { useWords } from '../../words/words.ts';
import type { VerifyAnswer } from './run-verify.ts';

/** What to say when there is no verdict: never anything that could be read as one. */
export function VerifyFailure({ answer }: { readonly answer: VerifyAnswer & { readonly ok: false } }) {
  const { t } = useWords();
  const { at, why } = answer;
  return (
    <p className="verify-failure" role="alert">
      {at === 'trust' ? t('verify.trustInvalid', { why }) : t('verify.failed', { why })}
    </p>
  );
}
