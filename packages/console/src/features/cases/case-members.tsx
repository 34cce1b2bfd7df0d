import { Button } from 'antd';
import { useState } from 'react';
import type { Case } from '../../api/access-types.ts';
import { useCaseActs } from '../../api/protections.ts';
import { useMay } from '../../api/session.ts';
import { useAccountName } from '../../ui/account-name.ts';
import { AccountField, isAccountId } from '../../ui/account-select.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';

type Change = { readonly id: string; readonly close: () => void };

function Add({ id, close }: Change) {
  const { t } = useWords();
  const { setMember } = useCaseActs();
  const [account, choose] = useState('');
  return (
    <ReasonDialog
      title={t('cases.addMember')}
      label={t('cases.memberWhy')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('cases.addMember')}
      isReady={isAccountId(account)}
      doing={setMember}
      onOk={(why) => setMember.mutate({ id, account, member: true, why }, { onSuccess: close })}
      close={close}
    >
      <AccountField value={account} choose={choose} />
    </ReasonDialog>
  );
}

function Remove({ id, account, close }: Change & { readonly account: string }) {
  const { t } = useWords();
  const nameOf = useAccountName();
  const { setMember } = useCaseActs();
  return (
    <ReasonDialog
      title={t('cases.removeMemberTitle')}
      lead={nameOf(account)}
      label={t('cases.memberWhy')}
      note={t('accounts.whyNote')}
      least={5}
      ok={t('cases.removeMember')}
      danger
      doing={setMember}
      onOk={(why) => setMember.mutate({ id, account, member: false, why }, { onSuccess: close })}
      close={close}
    />
  );
}

/** Who works on a case; its members let others in and out, each time with a reason. */
export function CaseMembers({ of }: { readonly of: Case }) {
  const { t } = useWords();
  const may = useMay();
  const nameOf = useAccountName();
  const [changing, change] = useState<string | 'add'>();
  const mayChange = of.state === 'open' && may('case.open');
  const close = () => change(undefined);
  return (
    <Section id="members" title={t('cases.members')}>
      <ul className="rows">
        {of.members.map((account) => (
          <li key={account} className="row">
            <div className="row-head">
              <span>{nameOf(account)}</span>
              {mayChange && of.members.length > 1 && (
                <Button className="row-end" size="small" onClick={() => change(account)}>
                  {t('cases.removeMember')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="form-actions case-add">
          <Button onClick={() => change('add')}>{t('cases.addMember')}</Button>
        </div>
      )}
      {changing === 'add' && <Add id={of.id} close={close} />}
      {changing !== undefined && changing !== 'add' && <Remove id={of.id} account={changing} close={close} />}
    </Section>
  );
}
