import { Button, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Account } from '../../api/access-types.ts';
import { useAccountActs, useAccountSessions } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Refused } from '../../ui/refused.tsx';
import { SessionList } from '../../ui/session-list.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { LinkShown } from './link-shown.tsx';

type Of = { readonly account: Account };
type Asking = Of & { readonly close: () => void };

function State({ account, close }: Asking) {
  const { t } = useWords();
  const { setState } = useAccountActs();
  const isOff = account.state === 'disabled';
  const state = isOff ? ('active' as const) : ('disabled' as const);
  return (
    <ReasonDialog
      title={t(isOff ? 'accounts.enableTitle' : 'accounts.disableTitle', { name: account.name })}
      lead={t(isOff ? 'accounts.enableNote' : 'accounts.disableNote')}
      label={t('accounts.why')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t(isOff ? 'accounts.enable' : 'accounts.disable')}
      danger={!isOff}
      doing={setState}
      onOk={(why) => setState.mutate({ id: account.id, state, why }, { onSuccess: close })}
      close={close}
    />
  );
}

function Sessions({ account, close }: Asking) {
  const { t } = useWords();
  const { data, error, refetch } = useAccountSessions(account.id);
  const { endSessions } = useAccountActs();
  return (
    <Modal open title={t('accounts.sessionsTitle', { name: account.name })} footer={null} onCancel={close}>
      <div className="form">
        {error && <Problem error={error} retry={refetch} />}
        {!data && !error && <Loading />}
        {data?.sessions.length === 0 && <p className="quiet">{t('accounts.sessionsNone')}</p>}
        {data && data.sessions.length > 0 && (
          <>
            <SessionList sessions={data.sessions} />
            <div className="form-actions">
              <Popconfirm
                title={t('accounts.endSessionsAsk', { name: account.name })}
                okText={t('accounts.endSessions')}
                cancelText={t('propose.cancel')}
                onConfirm={() => endSessions.mutate(account.id)}
              >
                <Button danger loading={endSessions.isPending}>
                  {t('accounts.endSessions')}
                </Button>
              </Popconfirm>
            </div>
          </>
        )}
        <Refused error={endSessions.error} />
      </div>
    </Modal>
  );
}

function FreshLink({ account }: Of) {
  const { t } = useWords();
  const { link } = useAccountActs();
  return (
    <>
      <Popconfirm
        title={t('accounts.freshLinkTitle', { name: account.name })}
        description={t('accounts.freshLinkNote')}
        okText={t('accounts.freshLink')}
        cancelText={t('propose.cancel')}
        onConfirm={() => link.mutate(account.id)}
      >
        <Button loading={link.isPending}>{t('accounts.freshLink')}</Button>
      </Popconfirm>
      <Refused error={link.error} />
      {link.data?.proposal && <p role="status">{t('accounts.freshLinkAsked')}</p>}
      {link.data?.path && <LinkShown path={link.data.path} close={link.reset} />}
    </>
  );
}

/** What may be done about an account by whoever looks at it. */
export function AccountActions({ account }: Of) {
  const { t } = useWords();
  const may = useMay();
  const [asking, ask] = useState<'grant' | 'state' | 'sessions'>();
  const close = () => ask(undefined);
  const isOff = account.state === 'disabled';
  return (
    <div className="row-actions">
      {may('role.propose') && !isOff && <Button onClick={() => ask('grant')}>{t('accounts.propose')}</Button>}
      {may('session.end') && <Button onClick={() => ask('sessions')}>{t('accounts.sessions')}</Button>}
      {may('account.invite') && !isOff && <FreshLink account={account} />}
      {may('account.invite') && (
        <Button onClick={() => ask('state')}>{t(isOff ? 'accounts.enable' : 'accounts.disable')}</Button>
      )}
      {asking === 'grant' && <GrantDialog account={account} close={close} />}
      {asking === 'state' && <State account={account} close={close} />}
      {asking === 'sessions' && <Sessions account={account} close={close} />}
    </div>
  );
}
