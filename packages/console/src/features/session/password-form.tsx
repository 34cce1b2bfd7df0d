import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { signInByPassword } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { useWords } from '../../words/words.ts';
import type { SignIn } from './use-sign-in.ts';

/** Login, password and code in one form, so that a password manager fills it and no answer tells which part was wrong. */
export function PasswordForm({ signIn }: { readonly signIn: SignIn }) {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const isFull = login.trim() !== '' && password !== '' && code.trim() !== '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isFull) signIn.mutate(() => signInByPassword(login.trim(), { password, code: code.trim() }));
  };
  return (
    <form className="form" onSubmit={onSubmit}>
      <Field label={t('session.login')}>
        {(id) => (
          <Input
            id={id}
            size="large"
            autoComplete="username"
            spellCheck={false}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('session.password')}>
        {(id) => (
          <Input.Password
            id={id}
            size="large"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('session.code')} note={t('session.codeNote')}>
        {(id) => (
          <Input
            id={id}
            size="large"
            autoComplete="one-time-code"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending} disabled={!isFull}>
        {signIn.isPending ? t('session.working') : t('session.submit')}
      </Button>
    </form>
  );
}
