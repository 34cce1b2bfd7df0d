import { Input, Select } from 'antd';
import { useAccounts } from '../api/accounts.ts';
import { useMay } from '../api/session.ts';
import { useWords } from '../words/words.ts';
import { Field } from './form.tsx';

/** Chooses an account; whoever may not see accounts enters the id they were given. */
export function AccountField({ value, choose }: { readonly value: string; readonly choose: (id: string) => void }) {
  const { t } = useWords();
  const may = useMay();
  const { data } = useAccounts();
  if (!may('account.read'))
    return (
      <Field label={t('cases.memberId')} note={t('cases.memberIdNote')}>
        {(id) => <Input id={id} value={value} onChange={(event) => choose(event.target.value.trim())} />}
      </Field>
    );
  const accounts = data?.accounts.filter(({ state }) => state !== 'disabled') ?? [];
  return (
    <Field label={t('cases.memberAccount')}>
      {(id) => (
        <Select
          id={id}
          showSearch
          optionFilterProp="label"
          value={value === '' ? null : value}
          options={accounts.map((each) => ({ value: each.id, label: `${each.name} (${each.login})` }))}
          onChange={(chosen) => choose(chosen ?? '')}
        />
      )}
    </Field>
  );
}

export const isAccountId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);
