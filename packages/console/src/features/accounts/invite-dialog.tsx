import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { useAccountActs } from '../../api/accounts.ts';
import { Field } from '../../ui/form.tsx';
import { Refused } from '../../ui/refused.tsx';
import { useWords } from '../../words/words.ts';
import { LinkShown } from './link-shown.tsx';

type Invite = ReturnType<typeof useAccountActs>['invite'];

/** Invites somebody: who they are, and then the link that lets them set up how they sign in. */
export function InviteDialog({ invite, close }: { readonly invite: Invite; readonly close: () => void }) {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [employee, setEmployee] = useState('');
  if (invite.data) return <LinkShown path={invite.data.path} close={close} />;
  const isFull = login.trim() !== '' && !/\s/.test(login.trim()) && name.trim() !== '';
  const given = { login: login.trim(), name: name.trim(), employee: employee.trim() || null };
  return (
    <Modal
      open
      title={t('accounts.inviteTitle')}
      okText={t('accounts.inviteSubmit')}
      cancelText={t('propose.cancel')}
      okButtonProps={{ disabled: !isFull, loading: invite.isPending }}
      onOk={() => invite.mutate(given)}
      onCancel={close}
    >
      <div className="form">
        <p className="form-lead">{t('accounts.inviteLead')}</p>
        <Field label={t('accounts.name')}>
          {(id) => <Input id={id} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('accounts.login')} note={t('accounts.loginNote')}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('accounts.employeeRef')} note={t('accounts.employeeNote')}>
          {(id) => (
            <Input id={id} maxLength={256} value={employee} onChange={(event) => setEmployee(event.target.value)} />
          )}
        </Field>
        <Refused error={invite.error} />
      </div>
    </Modal>
  );
}
