import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Account } from '../../api/access-types.ts';
import { useAccountActs, useAccounts } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { AccountActions } from './account-actions.tsx';
import { GrantList } from './grant-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Provisioners } from './provisioners.tsx';
import '../../ui/rows.css';
import './accounts.css';

function Row({ account }: { readonly account: Account }) {
  const { t, w } = useWords();
  const { name, login, employee, state, hasTotp } = account;
  return (
    <li className={`row account account-${state}`} data-login={login}>
      <div className="row-head">
        <h2 className="row-title">{name}</h2>
        <span className="row-quiet">{login}</span>
        {employee !== null && <span className="row-quiet">{t('accounts.employee', { ref: employee })}</span>}
        <Tag>{w.accounts.state[state]}</Tag>
        {hasTotp && <Tag>{t('accounts.totp')}</Tag>}
      </div>
      <GrantList account={account} />
      <AccountActions account={account} />
    </li>
  );
}

const isNamed = (text: string) => (account: Account) =>
  `${account.name} ${account.login} ${account.employee ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());

function Listed({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const shown = accounts.filter(isNamed(text));
  return (
    <div>
      <div className="bar-row">
        <Input
          className="account-search"
          allowClear
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="quiet" role="status">
          {t('accounts.count', { count: shown.length })}
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty title={t('accounts.emptySearch')} />
      ) : (
        <ul className="rows">
          {shown.map((account) => (
            <Row key={account.id} account={account} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who can sign in, and in which role. */
export function AccountsPage() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useAccounts();
  const { invite } = useAccountActs();
  const [isInviting, setInviting] = useState(false);
  const close = () => {
    setInviting(false);
    invite.reset();
  };
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('accounts.title')}</h1>
        <p>{t('accounts.lead')}</p>
        {may('account.invite') && (
          <Button type="primary" className="row-end" onClick={() => setInviting(true)}>
            {t('accounts.invite')}
          </Button>
        )}
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Listed accounts={data.accounts} />}
      {may('provisioner.keep') && <Provisioners />}
      {isInviting && <InviteDialog invite={invite} close={close} />}
    </div>
  );
}
