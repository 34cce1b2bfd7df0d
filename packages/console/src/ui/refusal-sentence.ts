import { ApiProblem } from '../api/client.ts';
import { useWords, type Words, wordFor } from '../words/words.ts';

type Weak = keyof Words['security']['weak'];

/** Which reason of a refused password is meant; the server states it as a sentence (`access/credentials/password.ts`). */
const weakBy: readonly (readonly [RegExp, Weak])[] = [
  [/^at least/, 'short'],
  [/^at most/, 'long'],
  [/control characters/, 'unprintable'],
  [/a name that belongs/, 'personal'],
  [/over and over/, 'repeated'],
  [/keyboard or the alphabet/, 'run'],
  [/leaked passwords/, 'well_known'],
];

export const weakReason = (detail: string): Weak | undefined => weakBy.find(([pattern]) => pattern.test(detail))?.[1];

export const waitSeconds = (detail: string): string | undefined => /(\d+) s$/.exec(detail)?.[1];

export const codeOf = (error: unknown): string => (error instanceof ApiProblem ? error.code : 'unexpected');
export const detailOf = (error: unknown): string => (error instanceof ApiProblem ? error.detail : String(error));

/** Why something was refused, in one sentence of the reader's language. */
export function useSentence(): (error: unknown) => string {
  const { t, w } = useWords();
  return (error) => {
    const [code, detail] = [codeOf(error), detailOf(error)];
    const seconds = waitSeconds(detail);
    if (code === 'auth.wait' && seconds !== undefined) return t('session.wait', { seconds });
    const weak = weakReason(detail);
    if (code === 'auth.password_weak' && weak !== undefined) return w.security.weak[weak];
    return Object.hasOwn(w.refusal, code) ? wordFor(w.refusal, code) : w.refusal.unexpected;
  };
}
