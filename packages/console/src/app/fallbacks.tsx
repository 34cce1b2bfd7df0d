import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../api/client.ts';
import { Empty, Problem } from '../ui/states.tsx';
import { useWords } from '../words/words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <Empty title={t('common.notFound')} next={t('common.notFoundNext')}>
      <Link to="/">{t('common.toHome')}</Link>
    </Empty>
  );
}

/** A page that failed: a refusal is told as such, anything else is a bug and shows its text for the administrator. */
export function Crash({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  if (error instanceof ApiProblem) return <Problem error={error} retry={() => window.location.reload()} />;
  return (
    <Empty title={t('common.crash')} next={t('common.crashNext')}>
      <p className="state-code">{String(error)}</p>
    </Empty>
  );
}
