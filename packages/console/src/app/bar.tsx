import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMay, useSession, useSignOut } from '../api/session.ts';
import { type Language, speak, useWords } from '../words/words.ts';
import { type Place, placesFor } from './places.ts';

function Mark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.8">
        <rect x="3.5" y="10" width="14" height="12" rx="6" />
        <rect x="14.5" y="10" width="14" height="12" rx="6" />
      </g>
    </svg>
  );
}

const languages: readonly (readonly [Language, string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];

function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <fieldset className="languages" aria-label={t('app.language')}>
      {languages.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => void speak(code, localStorage)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

/** A place holds further places; it is marked on each of them. */
function PlaceLink({ place }: { readonly place: Place }) {
  const { w } = useWords();
  const isWithin = useLocation({ select: ({ pathname }) => place.within.test(pathname) });
  return (
    <Link to={place.to} className={isWithin ? 'active' : ''}>
      {w.nav[place.word]}
    </Link>
  );
}

function Own() {
  const { t } = useWords();
  const { data: session } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  // When the server cannot be reached the session stands, and so does the page; the foot says that we are cut off.
  const onSignOut = () =>
    void signOut().then(
      () => navigate({ to: '/sign-in' }),
      () => undefined,
    );
  if (!session) return null;
  return (
    <>
      {session.level === 'full' && (
        <Link className="bar-own" to="/my" title={t('nav.my')}>
          <span className="bar-name">{session.account.name}</span>
          <span className="bar-my">{t('nav.my')}</span>
        </Link>
      )}
      <Button type="text" size="small" onClick={onSignOut}>
        {t('nav.signOut')}
      </Button>
    </>
  );
}

/** Brand, the places one may go to, language, and oneself. */
export function Bar() {
  const { t } = useWords();
  const may = useMay();
  return (
    <header className="bar">
      <div className="bar-inner">
        <Link className="brand" to="/">
          <Mark />
          {t('app.name')}
        </Link>
        <nav className="nav" aria-label={t('nav.label')}>
          {placesFor(may).map((place) => (
            <PlaceLink key={place.word} place={place} />
          ))}
          <Link to="/verify">{t('nav.verify')}</Link>
        </nav>
        <div className="bar-end">
          <LanguageSwitch />
          <Own />
        </div>
      </div>
    </header>
  );
}
