import { useNavigate } from '@tanstack/react-router';
import { Button, Input, InputNumber } from 'antd';
import { type FormEvent, useState } from 'react';
import { Field } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../words/words.ts';

/** Opens an entry by its place, upon this case. */
export function ReadEntry({ id }: { readonly id: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [log, setLog] = useState('main');
  const [index, setIndex] = useState<number | null>(null);
  const isFull = /^[a-z0-9-]{1,40}$/.test(log) && index !== null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFull) return;
    const search = { entry: `${log}:${index}`, ground: `case:${id}` };
    void navigate({ to: '.', search: (before) => ({ ...before, ...search }), resetScroll: false });
  };
  return (
    <Section id="read" title={t('cases.read')} lead={t('cases.readNote')}>
      <form className="form case-read" onSubmit={onSubmit}>
        <Field label={t('cases.readLog')}>
          {(field) => <Input id={field} value={log} onChange={(event) => setLog(event.target.value.trim())} />}
        </Field>
        <Field label={t('cases.readIndex')}>
          {(field) => <InputNumber id={field} min={0} precision={0} value={index} onChange={setIndex} />}
        </Field>
        <Button htmlType="submit" disabled={!isFull}>
          {t('cases.readOpen')}
        </Button>
      </form>
    </Section>
  );
}
