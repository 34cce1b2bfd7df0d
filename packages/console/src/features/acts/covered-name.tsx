import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useAccounts } from '../../api/accounts.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { Person } from '../../api/types.ts';
import { Field } from '../../ui/form.tsx';
import { isCovered, personLabel } from '../../ui/person.ts';
import { ProposeDialog } from '../../ui/propose-dialog.tsx';
import { useWords } from '../../words/words.ts';
import './covered-name.css';

const mostHours = 24 * 90;

function Propose(props: { readonly person: string; readonly label: string; readonly close: () => void }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const { data: known } = useAccounts();
  const me = session?.account.id ?? '';
  const [accounts, choose] = useState<readonly string[]>([me]);
  const [hours, setHours] = useState<number | null>(72);
  const others = (known?.accounts ?? []).filter(({ id, state }) => id !== me && state === 'active');
  const options = [
    { value: me, label: t('unmask.me', { name: session?.account.name ?? '' }) },
    ...others.map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` })),
  ];
  const isFull = accounts.length > 0 && accounts.length <= 20 && hours !== null;
  return (
    <ProposeDialog
      kind="name.unmask"
      title={t('unmask.title', { person: props.label })}
      lead={t('unmask.lead')}
      payload={isFull ? { person: props.person, accounts: [...accounts], hours } : undefined}
      close={props.close}
    >
      <Field label={t('unmask.accounts')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={[...accounts]}
            options={options}
            optionFilterProp="label"
            onChange={(chosen) => choose(chosen)}
          />
        )}
      </Field>
      <Field label={t('unmask.hours')} note={t('unmask.hoursNote')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={mostHours}
            precision={0}
            value={hours}
            onChange={(value) => setHours(value)}
          />
        )}
      </Field>
    </ProposeDialog>
  );
}

/** 姓名已遮盖: says so where a name is covered, and lets those who may propose to see it. */
export function CoveredName({ person, reload }: { readonly person: Person; readonly reload: () => unknown }) {
  const { t } = useWords();
  const may = useMay();
  const [isAsking, ask] = useState(false);
  if (!isCovered(person)) return null;
  return (
    <div className="covered">
      <EyeInvisibleOutlined aria-hidden="true" />
      <p>
        <strong>{t('unmask.covered')}</strong> <span className="quiet">{t('unmask.coveredNote')}</span>
      </p>
      {person.person !== null && may('name.unmask.propose') && (
        <Button size="small" onClick={() => ask(true)}>
          {t('unmask.propose')}
        </Button>
      )}
      <Button size="small" type="link" onClick={() => void reload()}>
        {t('unmask.reload')}
      </Button>
      {isAsking && person.person !== null && (
        <Propose person={person.person} label={personLabel(person)} close={() => ask(false)} />
      )}
    </div>
  );
}
