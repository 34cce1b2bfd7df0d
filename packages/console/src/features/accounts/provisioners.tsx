import { Button, Input, Popconfirm } from 'antd';
import { type FormEvent, useState } from 'react';
import { useProvisionerActs, useProvisioners } from '../../api/accounts.ts';
import { CopyOnce } from '../../ui/copy-once.tsx';
import { Field } from '../../ui/form.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Section } from '../../ui/section.tsx';
import { Loading } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';

type Acts = ReturnType<typeof useProvisionerActs>;

function Listed({ remove }: { readonly remove: Acts['remove'] }) {
  const { t } = useWords();
  const { data, error } = useProvisioners(true);
  if (error) return <Refused error={error} />;
  if (!data) return <Loading />;
  if (data.provisioners.length === 0) return <p className="quiet">{t('accounts.provisionersNone')}</p>;
  return (
    <ul className="rows">
      {data.provisioners.map(({ name, madeAt }) => (
        <li key={name} className="row">
          <div className="row-head">
            <h3>{name}</h3>
            <span className="row-quiet">
              {t('accounts.provisionerMade')} <Time at={madeAt} />
            </span>
            <span className="row-end">
              <Popconfirm
                title={t('accounts.provisionerRemoveAsk', { name })}
                okText={t('accounts.provisionerRemove')}
                cancelText={t('propose.cancel')}
                onConfirm={() => remove.mutate(name)}
              >
                <Button size="small">{t('accounts.provisionerRemove')}</Button>
              </Popconfirm>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Keep({ keep }: { readonly keep: Acts['keep'] }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const isName = /^[a-z0-9-]{1,40}$/.test(name);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isName) keep.mutate(name, { onSuccess: () => setName('') });
  };
  return (
    <form className="form" onSubmit={onSubmit}>
      <Field label={t('accounts.provisionerName')} note={t('accounts.provisionerNameNote')}>
        {(id) => (
          <Input
            id={id}
            className="provisioner-name"
            maxLength={40}
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value.trim())}
          />
        )}
      </Field>
      <div className="form-actions">
        <Button htmlType="submit" disabled={!isName} loading={keep.isPending}>
          {t('accounts.provisionerKeep')}
        </Button>
      </div>
    </form>
  );
}

/** Keys of directory services. The list takes a recent proof of who it is, so it is read when it is asked for. */
export function Provisioners() {
  const { t } = useWords();
  const [isShown, show] = useState(false);
  const { keep, remove } = useProvisionerActs();
  return (
    <Section id="provisioners" title={t('accounts.provisioners')} lead={t('accounts.provisionersLead')}>
      <div className="form">
        {isShown ? (
          <Listed remove={remove} />
        ) : (
          <div className="form-actions">
            <Button onClick={() => show(true)}>{t('accounts.provisionersShow')}</Button>
          </div>
        )}
        <Keep keep={keep} />
        <Refused error={keep.error ?? remove.error} />
        {keep.data && (
          <div className="said form" role="status">
            <p>{t('accounts.provisionerKey', { name: keep.data.name })}</p>
            <CopyOnce text={keep.data.key} label={t('accounts.provisionerKey', { name: keep.data.name })} />
          </div>
        )}
      </div>
    </Section>
  );
}
