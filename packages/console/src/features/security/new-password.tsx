import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { SecurityActs } from '../../api/security.ts';
import { useSession } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { Refused } from '../../ui/refused.tsx';
import { useWords } from '../../words/words.ts';

type Set = SecurityActs['setPassword'];

/** A new password, typed twice. Why one is refused is said in words. */
export function NewPassword({ set, done }: { readonly set: Set; readonly done: () => void }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;
  const isReady = password !== '' && again === password;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) set.mutate(password, { onSuccess: done });
  };
  return (
    <form className="form" onSubmit={onSubmit}>
      {/* For password managers, which keep a password under its login. */}
      <input type="text" autoComplete="username" value={session?.account.login ?? ''} readOnly hidden />
      <Field label={t('security.passwordNew')} note={t('security.passwordRule')}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('security.passwordAgain')}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="new-password"
            value={again}
            status={differs ? 'error' : ''}
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
      {differs && <p className="form-note">{t('security.passwordDiffers')}</p>}
      <Refused error={set.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={set.isPending}>
          {t('security.passwordSubmit')}
        </Button>
      </div>
    </form>
  );
}
