import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { sessionQuery, signIn } from '../../api/queries.ts';
import { useWords, wordFor } from '../../words/words.ts';
import { tokenIn } from './token-in.ts';
import './sign-in-page.css';

type State = { readonly at: 'waiting' | 'working' | 'no-token' } | { readonly at: 'refused'; readonly code: string };

function useSigningIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ at: 'waiting' });
  const submit = async (token: string | undefined) => {
    if (!token) return setState({ at: 'no-token' });
    setState({ at: 'working' });
    try {
      await signIn(token);
      // The first look at the session may still be on its way with the answer from before the sign-in.
      await client.cancelQueries({ queryKey: sessionQuery.queryKey });
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/chains', replace: true });
    } catch (error) {
      setState({ at: 'refused', code: error instanceof ApiProblem ? error.code : 'unexpected' });
    }
  };
  return { state, submit };
}

function Refused({ state }: { readonly state: State }) {
  const { t, w } = useWords();
  if (state.at === 'no-token')
    return (
      <p className="sign-in-note" role="alert">
        {t('session.noToken')}
      </p>
    );
  if (state.at !== 'refused') return null;
  const spent = state.code === 'auth.token_spent' || state.code === 'auth.required';
  return (
    <div className="sign-in-note" role="alert">
      <strong>{spent ? t('session.spentTitle') : wordFor(w.refusal, state.code)}</strong>
      {spent && <span>{t('session.spentNext')}</span>}
    </div>
  );
}

/** Sign-in by a one-time link. A link with a token signs in by itself; otherwise the link can be pasted. */
export function SignInPage({ token }: { readonly token: string | undefined }) {
  const { t } = useWords();
  const { state, submit } = useSigningIn();
  const [text, setText] = useState('');
  const sent = useRef(false);
  useEffect(() => {
    if (!token || sent.current) return;
    sent.current = true;
    void submit(token);
  }, [token, submit]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(tokenIn(text));
  };
  return (
    <div className="sign-in">
      <form className="sign-in-card" onSubmit={onSubmit}>
        <h1>{t('session.title')}</h1>
        <p>{t('session.lead')}</p>
        <Refused state={state} />
        <label htmlFor="sign-in-link">{t('session.label')}</label>
        <Input
          id="sign-in-link"
          size="large"
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={t('session.placeholder')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="primary" size="large" block htmlType="submit" loading={state.at === 'working'}>
          {state.at === 'working' ? t('session.working') : t('session.submit')}
        </Button>
        <p className="quiet">{t('session.recorded')}</p>
      </form>
      <p className="sign-in-other">
        <Link to="/verify">{t('session.verifyOnly')}</Link>
      </p>
    </div>
  );
}
