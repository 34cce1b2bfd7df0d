import { Link } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { useWords } from '../words/words.ts';
import './intake-tabs.css';

/** The places of intake that one may see, above each of their pages. */
export function IntakeTabs() {
  const { t } = useWords();
  const may = useMay();
  return (
    <nav className="intake-tabs" aria-label={t('intake.label')}>
      {may('import.make') && <Link to="/imports">{t('intake.imports')}</Link>}
      {may('delivery.read') && <Link to="/deliveries">{t('intake.deliveries')}</Link>}
      {may('mapping.read') && <Link to="/mappings">{t('intake.mappings')}</Link>}
    </nav>
  );
}
