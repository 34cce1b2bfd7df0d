import type { ImportState } from '../../api/types.ts';
import { useWords } from '../../words/words.ts';

const marks: Readonly<Record<ImportState['state'], string>> = {
  open: '○',
  rehearsing: '◌',
  rehearsed: '◐',
  running: '◌',
  done: '✓',
  failed: '✕',
};

/** What an import is at, with how far it is while it moves. */
export function StateTag(props: { readonly state: ImportState['state']; readonly progress?: number | undefined }) {
  const { w } = useWords();
  const { state, progress } = props;
  const isMoving = state === 'rehearsing' || state === 'running';
  return (
    <span className={`import-state import-state-${state}`}>
      <span aria-hidden="true">{marks[state]}</span> {w.imports.state[state]}
      {isMoving && progress !== undefined && ` ${Math.round(progress * 100)}%`}
    </span>
  );
}
