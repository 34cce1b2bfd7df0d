import { Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.ts';
import { Field } from './form.tsx';
import { Refused } from './refused.tsx';

type Doing = { readonly isPending: boolean; readonly error: unknown };

/** Asks for a reason before something is done; what it does stands above. `least` characters are needed. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly label: string;
  readonly note?: string;
  readonly least: number;
  readonly ok: string;
  readonly danger?: boolean;
  readonly isReady?: boolean;
  readonly doing: Doing;
  readonly onOk: (reason: string) => void;
  readonly close: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const isShort = [...reason.trim()].length < props.least;
  return (
    <Modal
      open
      title={props.title}
      okText={props.ok}
      cancelText={t('propose.cancel')}
      okButtonProps={{
        danger: props.danger === true,
        disabled: isShort || props.isReady === false,
        loading: props.doing.isPending,
      }}
      onOk={() => props.onOk(reason.trim())}
      onCancel={props.close}
      destroyOnHidden
    >
      <div className="form">
        {props.lead && <p className="form-lead">{props.lead}</p>}
        {props.children}
        <Field label={props.label} {...(props.note !== undefined && { note: props.note })}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Refused error={props.doing.error} />
      </div>
    </Modal>
  );
}
