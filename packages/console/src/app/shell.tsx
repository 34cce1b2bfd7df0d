import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useLive, useLiveEvents } from '../api/live.ts';
import { useProofAsked } from '../api/proof.ts';
import { useIsStranded } from '../api/security.ts';
import { useMay, useSession } from '../api/session.ts';
import { useWords } from '../words/words.ts';
import { Bar } from './bar.tsx';
import { EntryBeside } from './entry-beside.tsx';
import './shell.css';

const ProofDialog = lazy(async () => ({
  default: (await import('../features/session/proof-dialog.tsx')).ProofDialog,
}));

function Foot() {
  const { t } = useWords();
  const may = useMay();
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
          {may('events.read') && <span>{connected ? t('app.live') : t('app.offline')}</span>}
          <span>{t('app.version', { version: session.version })}</span>
          <span>{t('app.installation', { id: session.installation })}</span>
        </>
      )}
    </footer>
  );
}

/** Whoever came by a link and could not come again is told so until they can. */
function Stranded() {
  const { t } = useWords();
  const isStranded = useIsStranded();
  const isThere = useLocation({ select: ({ pathname }) => pathname === '/my' });
  if (!isStranded || isThere) return null;
  return (
    <div className="stranded" role="status">
      <p>{t('security.banner')}</p>
      <Link to="/my">{t('security.bannerGo')} →</Link>
    </div>
  );
}

/** Once the session has ended, whatever page that is, one is led to sign in again. */
function useLeave(signedIn: boolean, isKnown: boolean): void {
  const navigate = useNavigate();
  const was = useRef(false);
  useEffect(() => {
    if (was.current && isKnown && !signedIn) void navigate({ to: '/sign-in' });
    was.current = signedIn;
  }, [signedIn, isKnown, navigate]);
}

/** The frame of every page: brand, places, language; the page; what the server says of itself. */
export function Shell() {
  const { t, language } = useWords();
  const may = useMay();
  const { data: session } = useSession();
  const signedIn = session !== null && session !== undefined;
  const isAsked = useProofAsked();
  useLiveEvents(may('events.read'));
  useLeave(signedIn, session !== undefined);
  useEffect(() => {
    document.title = language === 'en' ? 'Zhenglian' : t('app.name');
  }, [language, t]);
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('app.skip')}
      </button>
      <Bar />
      <Stranded />
      <main id="main" className="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Foot />
      {signedIn && <EntryBeside />}
      {isAsked && (
        <Suspense fallback={null}>
          <ProofDialog />
        </Suspense>
      )}
    </>
  );
}
