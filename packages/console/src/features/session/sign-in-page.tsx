import { KeyOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { canUsePasskeys, signInByPasskey } from '../../api/passkey.ts';
import { oidcAddress, signInByLink, useOidc } from '../../api/session.ts';
import { codeOf, useSentence } from '../../ui/refusal-sentence.ts';
import { Loading } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { LinkForm } from './link-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { type SignIn, useSignIn } from './use-sign-in.ts';
import './sign-in-page.css';

/** One sentence for whatever part did not fit; a spent link and a time to wait are told as such. */
function WhyNot({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  const sentence = useSentence();
  if (error === null) return null;
  const code = codeOf(error);
  const spent = code === 'auth.token_spent';
  const failed = code === 'auth.sign_in_failed';
  return (
    <div className="refused" role="alert">
      <p>{spent ? t('session.spentTitle') : failed ? t('session.failed') : sentence(error)}</p>
      {spent && <p className="quiet">{t('session.spentNext')}</p>}
      {failed && <p className="quiet">{t('session.failedNote')}</p>}
    </div>
  );
}

function OtherWays({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useWords();
  const { data: oidc } = useOidc();
  const hasPasskeys = canUsePasskeys();
  return (
    <div className="sign-in-ways">
      <p className="sign-in-or">
        <span>{t('session.or')}</span>
      </p>
      <Button
        size="large"
        block
        icon={<KeyOutlined />}
        disabled={!hasPasskeys}
        onClick={() => signIn.mutate(signInByPasskey)}
      >
        {t('session.passkey')}
      </Button>
      {!hasPasskeys && <p className="form-note">{t('session.passkeyNone')}</p>}
      {oidc?.enabled === true && (
        <Button size="large" block href={oidcAddress}>
          {t('session.oidc')}
        </Button>
      )}
      <LinkForm signIn={signIn} />
    </div>
  );
}

type Props = {
  readonly token: string | undefined;
  /** Why a sign-in elsewhere brought nobody back signed in. */
  readonly refused: string | undefined;
};

/** A link with a token signs in by itself; without one, every way of signing in is offered. */
export function SignInPage({ token, refused }: Props) {
  const { t } = useWords();
  const signIn = useSignIn();
  const { mutate } = signIn;
  const elsewhere = refused === undefined ? null : new ApiProblem(refused, 401, '');
  const sent = useRef<string>(undefined);
  useEffect(() => {
    if (!token || sent.current === token) return;
    sent.current = token;
    mutate(() => signInByLink(token));
  }, [token, mutate]);
  if (token && signIn.isPending) return <Loading />;
  return (
    <div className="sign-in">
      <div className="sign-in-card">
        <h1>{t('session.title')}</h1>
        <p className="quiet">{t('session.lead')}</p>
        <WhyNot error={signIn.error ?? elsewhere} />
        <PasswordForm signIn={signIn} />
        <OtherWays signIn={signIn} />
        <p className="quiet">{t('session.recorded')}</p>
      </div>
      <p className="sign-in-other">
        <Link to="/verify">{t('session.verifyOnly')}</Link>
      </p>
    </div>
  );
}
