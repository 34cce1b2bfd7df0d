import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Payload } from '../../api/access-types.ts';
import { Field } from '../../ui/form.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { useWords } from '../../words/words.ts';

type Given = {
  readonly system: string;
  readonly ref: string;
  readonly person: string;
  readonly company: string;
  readonly alias: string;
};
type Type = 'account' | 'company';

function payloadOf(type: Type, given: Given): Payload<'relation.confirm'> | undefined {
  const { system, ref, person, company, alias } = given;
  if (type === 'company') return company && alias ? { relation: { type, company, alias } } : undefined;
  return ref && person
    ? { relation: { type, handle: { system, ref }, person: { system: 'hr', ref: person } } }
    : undefined;
}

/** Proposes that an account belongs to an employee, or that a company has another name. */
export function RelationDialog({ close }: { readonly close: () => void }) {
  const { t, w } = useWords();
  const [type, setType] = useState<Type>('account');
  const [given, give] = useState<Given>({ system: 'wecom', ref: '', person: '', company: '', alias: '' });
  const text = (name: keyof Given, label: string) => (
    <Field label={label}>
      {(id) => (
        <Input
          id={id}
          maxLength={200}
          value={given[name]}
          onChange={(event) => give({ ...given, [name]: event.target.value.trim() })}
        />
      )}
    </Field>
  );
  const systems = Object.entries(w.system).filter(([value]) => value !== 'company' && value !== 'name');
  return (
    <ProposeDialog
      kind="relation.confirm"
      title={t('acts.relation')}
      lead={t('acts.relationLead')}
      payload={payloadOf(type, given)}
      close={close}
    >
      <Segmented
        aria-label={t('acts.relationType')}
        value={type}
        options={[
          { value: 'account' as const, label: t('acts.relationAccount') },
          { value: 'company' as const, label: t('acts.relationCompany') },
        ]}
        onChange={setType}
      />
      {type === 'account' && (
        <>
          <Field label={t('acts.handleSystem')}>
            {(id) => (
              <Select
                id={id}
                value={given.system}
                options={systems.map(([value, label]) => ({ value, label }))}
                onChange={(system) => give({ ...given, system })}
              />
            )}
          </Field>
          {text('ref', t('acts.handleRef'))}
          {text('person', t('acts.personRef'))}
        </>
      )}
      {type === 'company' && text('company', t('acts.company'))}
      {type === 'company' && text('alias', t('acts.alias'))}
    </ProposeDialog>
  );
}
