import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useLive, useLiveEvents } from '../api/live.ts';
import { useSession, useSignOut } from '../api/queries.ts';
import { type Language, speak, useWords } from '../words/words.ts';
import { EntryBeside } from './entry-beside.tsx';
import './shell.css';

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

/** Deliveries and mappings are places of intake too. */
function ImportLink() {
  const { t } = useWords();
  const isWithin = useLocation({ select: ({ pathname }) => /^\/(deliveries|mappings)/.test(pathname) });
  return (
    <Link to="/imports" className={isWithin ? 'active' : ''}>
      {t('nav.imports')}
    </Link>
  );
}

function Bar({ signedIn }: { readonly signedIn: boolean }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const signOut = useSignOut();
  // When the server cannot be reached the session stands, and so does the page; the foot says that we are cut off.
  const onSignOut = () =>
    void signOut().then(
      () => navigate({ to: '/sign-in' }),
      () => undefined,
    );
  return (
    <header className="bar">
      <div className="bar-inner">
        <Link className="brand" to="/">
          <Mark />
          {t('app.name')}
        </Link>
        <nav className="nav" aria-label={t('nav.label')}>
          {signedIn && <Link to="/chains">{t('nav.chains')}</Link>}
          {signedIn && <Link to="/findings">{t('nav.findings')}</Link>}
          {signedIn && <ImportLink />}
          <Link to="/verify">{t('nav.verify')}</Link>
        </nav>
        <div className="bar-end">
          <LanguageSwitch />
          {signedIn && (
            <Button type="text" size="small" onClick={onSignOut}>
              {t('nav.signOut')}
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}

function Foot() {
  const { t } = useWords();
  const { data: session } = useSession();
  const { connected, heads } = useLive();
  return (
    <footer className="foot">
      <span>{t('app.zone')}</span>
      {session && (
        <>
          {heads.map((head) => (
            <span key={head.log}>{t('app.head', head)}</span>
          ))}
          <span>{connected ? t('app.live') : t('app.offline')}</span>
          <span>{t('app.version', { version: session.version })}</span>
          <span>{t('app.installation', { id: session.installation })}</span>
        </>
      )}
    </footer>
  );
}

/** The frame of every page: brand, places, language; the page; what the server says of itself. */
export function Shell() {
  const { t, language } = useWords();
  const { data: session } = useSession();
  const signedIn = session !== null && session !== undefined;
  useLiveEvents(signedIn);
  useEffect(() => {
    document.title = language === 'en' ? 'Zhenglian' : t('app.name');
  }, [language, t]);
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('app.skip')}
      </button>
      <Bar signedIn={signedIn} />
      <main id="main" className="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Foot />
      {signedIn && <EntryBeside />}
    </>
  );
}
