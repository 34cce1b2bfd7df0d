import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Field } from '../../ui/form.tsx';
import { useGroundText } from '../../ui/ground-text.ts';
import { useWords } from '../../words/words.ts';
import './entry-drawer.css';

const least = 10;

/** An entry is read upon something. What that means, and the urgent way, of which the auditor is told. */
export function NeedsGround(props: { readonly ground: string | undefined; readonly open: (why: string) => void }) {
  const { t } = useWords();
  const groundText = useGroundText();
  const [why, setWhy] = useState('');
  const isEnough = [...why.trim()].length >= least;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isEnough) props.open(why.trim());
  };
  return (
    <div className="needs-ground" role="alert">
      <h3>{t('ground.needed')}</h3>
      <p>{t('ground.neededNote')}</p>
      {props.ground !== undefined && <p>{t('ground.notWithin', { ground: groundText(props.ground) })}</p>}
      <form className="form" onSubmit={onSubmit}>
        <h4>{t('ground.urgent')}</h4>
        <p className="form-note">{t('ground.urgentNote')}</p>
        <Field label={t('ground.urgentWhy')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
        <div className="form-actions">
          <Button htmlType="submit" danger disabled={!isEnough}>
            {t('ground.urgentOpen')}
          </Button>
        </div>
      </form>
    </div>
  );
}
