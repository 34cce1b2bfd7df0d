import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Payload, ProposalKind } from '../api/access-types.ts';
import { usePropose } from '../api/acts.ts';
import { useMay } from '../api/session.ts';
import { useWords } from '../words/words.ts';
import { ReasonDialog } from './reason-dialog.tsx';

function Proposed({ atOnce, close }: { readonly atOnce: boolean; readonly close: () => void }) {
  const { t } = useWords();
  const may = useMay();
  return (
    <Modal
      open
      title={t('propose.done')}
      onCancel={close}
      footer={
        <Button type="primary" onClick={close}>
          {t('propose.close')}
        </Button>
      }
    >
      <p role="status">{atOnce ? t('propose.doneAtOnce') : t('propose.doneNote')}</p>
      {may('act.read') && (
        <p>
          <Link to="/acts" onClick={close}>
            {t('propose.seeActs')} →
          </Link>
        </p>
      )}
    </Modal>
  );
}

/** Proposes an act of two persons: what is asked for, why, and then what happens next. `payload` is undefined while incomplete. */
export function ProposeDialog<K extends ProposalKind>(props: {
  readonly kind: K;
  readonly title: string;
  readonly lead: string;
  readonly payload: Payload<K> | undefined;
  readonly close: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const { kind, payload, close } = props;
  const propose = usePropose<K>();
  if (propose.data) return <Proposed atOnce={propose.data.state !== 'open'} close={close} />;
  return (
    <ReasonDialog
      title={props.title}
      lead={props.lead}
      label={t('propose.reason')}
      note={t('propose.reasonNote')}
      least={5}
      ok={t('propose.submit')}
      isReady={payload !== undefined}
      doing={propose}
      onOk={(reason) => payload !== undefined && propose.mutate({ kind, payload, reason })}
      close={close}
    >
      {props.children}
    </ReasonDialog>
  );
}
