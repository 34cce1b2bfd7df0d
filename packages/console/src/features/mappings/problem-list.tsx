import type { MappingProblem } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';

/** What is wrong in a mapping, each a way to its line. */
export function ProblemList(props: {
  readonly problems: readonly MappingProblem[];
  /** Whether anything was read by the mapping as it is. */
  readonly isAnyRead: boolean;
  readonly goTo: (line: number) => void;
}) {
  const { t } = useWords();
  const { problems } = props;
  if (problems.length === 0 && !props.isAnyRead)
    return (
      <p className="problems" role="status">
        {t('mappings.noneRead')}
      </p>
    );
  if (problems.length === 0)
    return (
      <p className="problems-none" role="status">
        <span aria-hidden="true">✓ </span>
        {t('mappings.noProblems')}
      </p>
    );
  return (
    <div className="problems" role="status">
      <p>{t('mappings.problems', { count: problems.length })}</p>
      <ul>
        {problems.map(({ path, line, why }) => (
          <li key={`${line} ${path} ${why}`}>
            <button
              type="button"
              className="problem-line"
              aria-label={t('mappings.goToLine', { line })}
              onClick={() => props.goTo(line)}
            >
              {t('mappings.problemAt', { line })}
            </button>
            <code>{path}</code> <span lang="en">{why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
