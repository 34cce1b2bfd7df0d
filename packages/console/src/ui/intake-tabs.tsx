import { Link } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';
import './intake-tabs.css';

/** The three places of intake, above each of their pages. */
export function IntakeTabs() {
  const { t } = useWords();
  return (
    <nav className="intake-tabs" aria-label={t('intake.label')}>
      <Link to="/imports">{t('intake.imports')}</Link>
      <Link to="/deliveries">{t('intake.deliveries')}</Link>
      <Link to="/mappings">{t('intake.mappings')}</Link>
    </nav>
  );
}
