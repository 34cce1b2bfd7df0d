import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { signInByLink } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { useWords } from '../../words/words.ts';
import { tokenIn } from './token-in.ts';
import type { SignIn } from './use-sign-in.ts';

/** A one-time link that was sent rather than opened. */
export function LinkForm({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const token = tokenIn(text);
    setMissing(token === undefined);
    if (token !== undefined) signIn.mutate(() => signInByLink(token));
  };
  return (
    <details className="sign-in-link">
      <summary>{t('session.link')}</summary>
      <form className="form" onSubmit={onSubmit}>
        <Field label={t('session.linkLabel')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              spellCheck={false}
              value={text}
              placeholder={t('session.linkPlaceholder')}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {isMissing && (
          <p className="refused" role="alert">
            {t('session.noToken')}
          </p>
        )}
        <Button htmlType="submit" block disabled={text.trim() === ''}>
          {t('session.linkSubmit')}
        </Button>
      </form>
    </details>
  );
}
