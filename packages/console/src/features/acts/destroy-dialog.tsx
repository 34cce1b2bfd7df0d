import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Field } from '../../ui/form.tsx';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { useWords } from '../../words/words.ts';

/** Proposes to destroy what one employee's month holds. */
export function DestroyDialog({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const [person, setPerson] = useState('');
  const [month, setMonth] = useState('');
  const [withConversations, setConversations] = useState(false);
  const [withOriginals, setOriginals] = useState(false);
  const isFull = person.trim() !== '' && /^\d{4}-\d{2}$/.test(month);
  return (
    <ProposeDialog
      kind="key.destroy"
      title={t('acts.destroy')}
      lead={t('acts.destroyLead')}
      payload={isFull ? { person: person.trim(), month, withConversations, withOriginals } : undefined}
      close={close}
    >
      <div className="form-pair">
        <Field label={t('acts.personRef')}>
          {(id) => <Input id={id} value={person} onChange={(event) => setPerson(event.target.value)} />}
        </Field>
        <Field label={t('acts.month')}>
          {(id) => (
            <Input
              id={id}
              type="month"
              placeholder="2026-03"
              value={month}
              onChange={(event) => setMonth(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Checkbox checked={withConversations} onChange={(event) => setConversations(event.target.checked)}>
        {t('acts.withConversations')}
      </Checkbox>
      <Checkbox checked={withOriginals} onChange={(event) => setOriginals(event.target.checked)}>
        {t('acts.withOriginals')}
      </Checkbox>
    </ProposeDialog>
  );
}
