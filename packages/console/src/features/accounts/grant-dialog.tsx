import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Account, Payload, Role } from '../../api/access-types.ts';
import { dayEnd, dayStart } from '../../ui/day.ts';
import { Field } from '../../ui/form.tsx';
import { ListField } from '../../ui/list-field.tsx';
import { PeriodFields } from '../../ui/period-fields.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { useWords } from '../../words/words.ts';

type Lists = 'employers' | 'departments' | 'cases' | 'sources';
type Given = Readonly<Record<Lists, readonly string[]>> & { readonly first: string; readonly last: string };
const nothing: Given = { employers: [], departments: [], cases: [], sources: [], first: '', last: '' };
const lists: readonly Lists[] = ['employers', 'departments', 'cases', 'sources'];

function scopeOf(given: Given): Payload<'role.grant'>['scope'] {
  const [from, to] = [dayStart(given.first), dayEnd(given.last)];
  const named = lists.filter((name) => given[name].length > 0).map((name) => [name, [...given[name]]] as const);
  return {
    ...Object.fromEntries(named),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** Proposes a role for somebody, limited in scope and time. */
export function GrantDialog({ account, close }: { readonly account: Account; readonly close: () => void }) {
  const { t, w } = useWords();
  const [role, setRole] = useState<Role>();
  const [given, give] = useState(nothing);
  const [end, setEnd] = useState('');
  const payload = role && { account: account.id, role, scope: scopeOf(given), until: dayEnd(end) ?? null };
  // 员工 is who an account is, not a role that two persons give.
  const roles = Object.entries(w.roleName).filter(([value]) => value !== 'employee');
  return (
    <ProposeDialog
      kind="role.grant"
      title={t('accounts.proposeTitle', { name: account.name })}
      lead={t('accounts.proposeLead')}
      payload={payload}
      close={close}
    >
      <Field label={t('accounts.role')}>
        {(id) => (
          <Select
            id={id}
            value={role ?? null}
            options={roles.map(([value, label]) => ({ value: value as Role, label }))}
            onChange={(next) => setRole(next ?? undefined)}
          />
        )}
      </Field>
      <div className="form-pair">
        {lists.map((name) => (
          <ListField
            key={name}
            label={w.accounts[name]}
            note={t('accounts.listNote')}
            values={given[name]}
            set={(values) => give({ ...given, [name]: values })}
          />
        ))}
      </div>
      <PeriodFields
        label={t('accounts.period')}
        first={given.first}
        last={given.last}
        set={(first, last) => give({ ...given, first, last })}
      />
      <Field label={t('accounts.endDate')} note={t('accounts.endDateNote')}>
        {(id) => <Input id={id} type="date" value={end} onChange={(event) => setEnd(event.target.value)} />}
      </Field>
    </ProposeDialog>
  );
}
