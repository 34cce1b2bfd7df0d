import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session.ts';
import { Empty } from '../ui/states.tsx';
import { useWords } from '../words/words.ts';

/** Signed in, and nothing to see: who can change that, and what can be done meanwhile. */
export function NoRole() {
  const { t } = useWords();
  const { data: session } = useSession();
  return (
    <Empty title={t('home.noRole')} next={t('home.noRoleNext', { name: session?.account.name ?? '' })}>
      <p>
        {t('home.noRoleMy')} <Link to="/my">{t('nav.my')} →</Link>
      </p>
    </Empty>
  );
}
