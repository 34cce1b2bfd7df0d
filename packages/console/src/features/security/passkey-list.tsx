import { Button, Popconfirm } from 'antd';
import type { Security } from '../../api/access-types.ts';
import type { SecurityActs } from '../../api/security.ts';
import { Fact } from '../../ui/fact.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';

type Props = { readonly passkeys: Security['passkeys']; readonly remove: SecurityActs['removePasskey'] };

export function PasskeyList({ passkeys, remove }: Props) {
  const { t } = useWords();
  if (passkeys.length === 0) return <p className="quiet">{t('security.passkeyNone')}</p>;
  return (
    <>
      <ul className="rows">
        {passkeys.map(({ id, label, madeAt, usedAt }) => (
          <li key={id} className="row">
            <div className="row-head">
              <h3>{label}</h3>
              <span className="row-end">
                <Popconfirm
                  title={t('security.passkeyRemoveAsk', { label })}
                  okText={t('security.passkeyRemove')}
                  cancelText={t('propose.cancel')}
                  onConfirm={() => remove.mutate(id)}
                >
                  <Button size="small" aria-label={`${t('security.passkeyRemove')} ${label}`}>
                    {t('security.passkeyRemove')}
                  </Button>
                </Popconfirm>
              </span>
            </div>
            <dl className="row-facts">
              <Fact label={t('security.passkeyMade')}>
                <Time at={madeAt} />
              </Fact>
              <Fact label={t('security.passkeyUsed')}>
                {usedAt === null ? t('security.passkeyUnused') : <Time at={usedAt} />}
              </Fact>
            </dl>
          </li>
        ))}
      </ul>
      <Refused error={remove.error} />
    </>
  );
}
