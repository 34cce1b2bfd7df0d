import { useMay } from '../../api/session.ts';
import { useWords } from '../../words/words.ts';
import { Holds } from './holds.tsx';
import { Walls } from './walls.tsx';
import '../../ui/rows.css';

/** What protects content from destruction, and persons from those who must not see them. */
export function HoldsPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('holds.title')}</h1>
      </header>
      {may('hold.read') && <Holds />}
      {(may('account.read') || may('wall.set')) && <Walls />}
    </div>
  );
}
