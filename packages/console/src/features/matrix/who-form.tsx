import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { SeenKind } from '../../api/oversight.ts';
import { Field } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';
import { Seers } from './who-sees.tsx';

const kinds: readonly SeenKind[] = ['finding', 'chain', 'entry'];
const isId = (kind: SeenKind, text: string) =>
  kind === 'entry' ? /^[a-z0-9-]{1,40}:\d{1,15}$/.test(text) : /^[0-9a-f]{32}$/.test(text);

/** 谁能看到,为什么, for somebody who was told an id and sees no content themselves. */
export function WhoForm() {
  const { t, w } = useWords();
  const [kind, setKind] = useState<SeenKind>('finding');
  const [text, setText] = useState('');
  const [asked, ask] = useState<{ readonly kind: SeenKind; readonly id: string }>();
  const id = text.trim();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isId(kind, id)) ask({ kind, id });
  };
  return (
    <Section id="who" title={t('matrix.who')} lead={t('matrix.whoLead')}>
      <form className="form" onSubmit={onSubmit}>
        <div className="who-form">
          <Field label={t('matrix.whoKind')}>
            {(field) => (
              <Select
                id={field}
                value={kind}
                options={kinds.map((value) => ({ value, label: w.matrix.seen[value] }))}
                onChange={setKind}
              />
            )}
          </Field>
          <Field label={t('matrix.whoId')} note={t('matrix.whoIdNote')}>
            {(field) => (
              <Input id={field} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
        </div>
        <div className="form-actions">
          <Button htmlType="submit" disabled={!isId(kind, id)}>
            {t('matrix.whoRun')}
          </Button>
        </div>
      </form>
      {asked && (
        <div className="who-answer">
          <Seers key={`${asked.kind} ${asked.id}`} {...asked} />
        </div>
      )}
    </Section>
  );
}
