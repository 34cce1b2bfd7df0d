import type { Rival, RivalOutcome } from '../../api/types.ts';
import { OutcomeSign } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { EntryLinks } from './link-list.tsx';

const outcomes: readonly RivalOutcome[] = ['explains', 'weakens', 'not-searchable', 'none-found'];

/** All rivals that were looked for, those in the employee's favour first; one that was not found is listed too. */
export function RivalList({ rivals: all }: { readonly rivals: readonly Rival[] }) {
  const { t, w } = useWords();
  if (all.length === 0) return <p>{t('chain.rivalsEmpty')}</p>;
  return outcomes.map((outcome) => {
    const rivals = all.filter((rival) => rival.outcome === outcome);
    if (rivals.length === 0) return null;
    return (
      <div key={outcome} className="rivals">
        <h3>
          <OutcomeSign outcome={outcome} />
        </h3>
        <ul>
          {rivals.map((rival) => (
            <li key={rival.kind}>
              <span className="rival-name">{wordFor(w.rival, rival.kind)}</span>
              <p lang="zh-CN">{rival.because}</p>
              <EntryLinks entries={rival.entries} />
            </li>
          ))}
        </ul>
        <p className="rivals-note">{w.rivalOutcomeNote[outcome]}</p>
      </div>
    );
  });
}
