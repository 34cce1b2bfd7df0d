import { Button } from 'antd';
import { useState } from 'react';
import type { Account, Grant } from '../../api/access-types.ts';
import { useAccountActs } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { useRoleName } from '../../ui/account-name.ts';
import { dayOf, lastDayBefore } from '../../ui/day.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useScopeText } from '../../ui/scope-text.ts';
import { useWords } from '../../words/words.ts';

const hasLapsed = ({ until }: Grant) => until !== null && until <= Date.now();

function End({
  account,
  grant,
  close,
}: {
  readonly account: Account;
  readonly grant: Grant;
  readonly close: () => void;
}) {
  const { t } = useWords();
  const roleName = useRoleName();
  const { endGrant } = useAccountActs();
  return (
    <ReasonDialog
      title={t('accounts.endGrantTitle', { name: account.name, role: roleName(grant.role) })}
      lead={t('accounts.endGrantNote')}
      label={t('accounts.why')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('accounts.endGrant')}
      danger
      doing={endGrant}
      onOk={(why) => endGrant.mutate({ id: grant.id, why }, { onSuccess: close })}
      close={close}
    />
  );
}

function Line({ account, grant }: { readonly account: Account; readonly grant: Grant }) {
  const { t, w } = useWords();
  const may = useMay();
  const roleName = useRoleName();
  const scopeText = useScopeText();
  const [isEnding, end] = useState(false);
  const isOver = grant.endedAt !== null || hasLapsed(grant);
  const limits = [
    scopeText(grant.scope),
    t('accounts.since', { since: dayOf(grant.since) }),
    grant.until === null ? '' : t('accounts.until', { until: lastDayBefore(grant.until) }),
    grant.endedAt !== null ? t('accounts.ended') : isOver ? t('accounts.lapsed') : '',
  ].filter((part) => part !== '');
  return (
    <li className={isOver ? 'grant grant-over' : 'grant'}>
      <strong>{roleName(grant.role)}</strong>
      <span className="row-quiet">{limits.join(w.common.semicolon)}</span>
      {!isOver && may('role.end') && (
        <Button
          size="small"
          aria-label={`${t('accounts.endGrant')} ${account.name} ${roleName(grant.role)}`}
          onClick={() => end(true)}
        >
          {t('accounts.endGrant')}
        </Button>
      )}
      {isEnding && <End account={account} grant={grant} close={() => end(false)} />}
    </li>
  );
}

/** The roles an account holds, then those it held. */
export function GrantList({ account }: { readonly account: Account }) {
  const { t } = useWords();
  if (account.grants.length === 0) return <p className="row-quiet">{t('accounts.noRoles')}</p>;
  const sorted = account.grants.toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
  return (
    <ul className="grants">
      {sorted.map((grant) => (
        <Line key={grant.id} account={account} grant={grant} />
      ))}
    </ul>
  );
}
