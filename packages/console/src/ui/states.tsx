import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { codeOf, detailOf, useSentence } from './refusal-sentence.ts';
import './states.css';

export function Loading() {
  const { t } = useWords();
  return (
    <div className="state" role="status" aria-label={t('common.loading')}>
      <Skeleton active paragraph={{ rows: 5 }} />
    </div>
  );
}

/** Nothing here yet: what that means and what to do next. */
export function Empty(props: { readonly title: string; readonly next?: string; readonly children?: ReactNode }) {
  return (
    <div className="state state-empty">
      <h2 className="state-title">{props.title}</h2>
      {props.next && <p>{props.next}</p>}
      {props.children}
    </div>
  );
}

/** A refusal in the reader's words, with the server's own detail beneath it and a way to try again. */
export function Problem({ error, retry }: { readonly error: unknown; readonly retry?: () => unknown }) {
  const { t } = useWords();
  const sentence = useSentence();
  const [code, detail] = [codeOf(error), detailOf(error)];
  return (
    <div className="state state-problem" role="alert">
      <h2 className="state-title">{t('common.errorTitle')}</h2>
      <p>{sentence(error)}</p>
      <p className="state-code">
        {code}
        {detail && ` · ${detail}`}
      </p>
      {code === 'auth.required' && (
        <p>
          <Link to="/sign-in">{t('session.title')}</Link>
        </p>
      )}
      {retry && <Button onClick={() => void retry()}>{t('common.retry')}</Button>}
    </div>
  );
}
