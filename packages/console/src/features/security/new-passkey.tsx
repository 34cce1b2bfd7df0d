import { KeyOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Enrolled } from '../../api/access-types.ts';
import { canUsePasskeys } from '../../api/passkey.ts';
import type { SecurityActs } from '../../api/security.ts';
import { Field } from '../../ui/form.tsx';
import { Refused } from '../../ui/refused.tsx';
import { useWords } from '../../words/words.ts';

type Props = { readonly add: SecurityActs['addPasskey']; readonly done: (enrolled: Enrolled) => void };

/** A passkey of this device or of a security key, under a name its person will know it by. */
export function NewPasskey({ add, done }: Props) {
  const { t } = useWords();
  const [label, setLabel] = useState(t('security.passkeyDefault'));
  if (!canUsePasskeys()) return <p className="form-note">{t('session.passkeyNone')}</p>;
  return (
    <div className="form">
      <Field label={t('security.passkeyLabel')} note={t('security.passkeyLabelNote')}>
        {(id) => <Input id={id} maxLength={100} value={label} onChange={(event) => setLabel(event.target.value)} />}
      </Field>
      <Refused error={add.error} />
      <div className="form-actions">
        <Button
          icon={<KeyOutlined />}
          disabled={label.trim() === ''}
          loading={add.isPending}
          onClick={() => add.mutate(label.trim(), { onSuccess: done })}
        >
          {t('security.passkeyAdd')}
        </Button>
      </div>
    </div>
  );
}
