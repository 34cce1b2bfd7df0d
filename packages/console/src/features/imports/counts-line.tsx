import type { ImportReport } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';
import { countNames } from './reading.ts';

type Counts = Pick<ImportReport, (typeof countNames)[number]>;

/** Found, and what becomes of it; before an import in the words of what would become of it. */
export function CountsLine({ counts, isDry }: { readonly counts: Counts; readonly isDry: boolean }) {
  const { w } = useWords();
  const words = isDry ? w.imports.countsDry : w.imports.counts;
  return (
    <dl className="counts">
      {countNames.map((name) => (
        <div
          key={name}
          className={counts[name] === 0 ? 'count count-zero' : `count count-${name}`}
          title={w.imports.countsNote[name]}
        >
          <dt>{words[name]}</dt>
          <dd>{counts[name].toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}
