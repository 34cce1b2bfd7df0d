import { useWords } from '../../words/words.ts';
import { Alerts } from './alerts.tsx';
import { Readings } from './readings.tsx';
import { WatchTabs } from './watch-tabs.tsx';
import '../../ui/rows.css';
import './watch.css';

/** 查阅登记: who reads over those who read. */
export function WatchPage() {
  const { t } = useWords();
  return (
    <div className="watch-page">
      <WatchTabs />
      <div className="page-stack">
        <header className="page-head">
          <h1>{t('watch.title')}</h1>
          <p>{t('watch.lead')}</p>
        </header>
        <Alerts />
        <Readings />
      </div>
    </div>
  );
}
