import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { useDeliveryActs } from '../../api/intake.ts';
import type { Delivery } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { recordsOf } from './delivery-state.ts';

type Retract = ReturnType<typeof useDeliveryActs>['retract'];

/** Asks why, and says what undoing does and what it does not. */
function Ask(props: { readonly delivery: Delivery; readonly retract: Retract; readonly close: () => void }) {
  const { t } = useWords();
  const { delivery, retract, close } = props;
  const id = useId();
  const [why, setWhy] = useState('');
  return (
    <Modal
      open
      title={t('deliveries.retractTitle', delivery)}
      okText={retract.isPending ? t('deliveries.retracting') : t('deliveries.retractDo')}
      cancelText={t('deliveries.cancel')}
      okButtonProps={{ danger: true, disabled: why.trim() === '', loading: retract.isPending }}
      onOk={() => retract.mutate(why.trim(), { onSuccess: close })}
      onCancel={close}
    >
      <ul className="retract-what">
        <li>{t('deliveries.retractWhat.a', { count: recordsOf(delivery) })}</li>
        <li>{t('deliveries.retractWhat.b')}</li>
        <li>{t('deliveries.retractWhat.c')}</li>
      </ul>
      <label htmlFor={id}>{t('deliveries.retractWhy')}</label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={500}
        placeholder={t('deliveries.retractExample')}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      {retract.error && <Problem error={retract.error} />}
    </Modal>
  );
}

/** Undoes a delivery. */
export function RetractButton({ delivery, retract }: { readonly delivery: Delivery; readonly retract: Retract }) {
  const { t } = useWords();
  const [isAsking, ask] = useState(false);
  const done = retract.data;
  if (done)
    return (
      <p role="status">
        {t('deliveries.retractedDone', { count: done.records })}{' '}
        <EntryLink {...done.retraction} source="" externalId={t('deliveries.retractionEntry')} />
      </p>
    );
  return (
    <>
      <Button danger onClick={() => ask(true)}>
        {t('deliveries.retract')}
      </Button>
      {isAsking && <Ask delivery={delivery} retract={retract} close={() => ask(false)} />}
    </>
  );
}
