import { Link } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../words/words.ts';
import '../../ui/intake-tabs.css';

/** The two places of the watcher's ledger, as far as they are open to the reader. */
export function WatchTabs() {
  const { t } = useWords();
  const may = useMay();
  if (!may('watch.read') || !may('watch.report')) return null;
  return (
    <nav className="intake-tabs" aria-label={t('watch.tabs')}>
      <Link to="/watch" activeOptions={{ exact: true }}>
        {t('watch.tabReadings')}
      </Link>
      <Link to="/watch/report">{t('watch.tabReport')}</Link>
    </nav>
  );
}
