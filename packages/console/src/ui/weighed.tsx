import { useWords } from '../words/words.ts';

/** What spoke for a finding and against it, each with its weight; ten points make a finding. */
export function Weighed({ parts }: { readonly parts: readonly { readonly why: string; readonly weight: number }[] }) {
  const { t } = useWords();
  return (
    <ul>
      {parts.map(({ why, weight }) => (
        <li key={`${why} ${weight}`}>
          {why}{' '}
          <small className="quiet">{t('rules.weight', { weight: weight > 0 ? `+${weight}` : `${weight}` })}</small>
        </li>
      ))}
    </ul>
  );
}
