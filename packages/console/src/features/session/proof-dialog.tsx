import { KeyOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { canUsePasskeys, proveByPasskey } from '../../api/passkey.ts';
import { answerProof } from '../../api/proof.ts';
import { canSignIn, useSecurity } from '../../api/security.ts';
import { proveByPassword, useSessionAgain } from '../../api/session.ts';
import { Field } from '../../ui/form.tsx';
import { codeOf } from '../../ui/refusal-sentence.ts';
import { Refused } from '../../ui/refused.tsx';
import { Loading } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';

function useProving() {
  const again = useSessionAgain();
  return useMutation({
    mutationFn: (way: () => Promise<void>) => way(),
    onSuccess: async () => {
      answerProof(true);
      await again();
    },
  });
}

type Proving = ReturnType<typeof useProving>;

function ByPassword({ proving }: { readonly proving: Proving }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const isFull = password !== '' && code.trim() !== '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFull) proving.mutate(() => proveByPassword({ password, code: code.trim() }));
      }}
    >
      <Field label={t('session.password')}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('session.code')} note={t('session.codeNote')}>
        {(id) => (
          <Input id={id} autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
        )}
      </Field>
      <Button type="primary" htmlType="submit" block loading={proving.isPending} disabled={!isFull}>
        {t('proof.submit')}
      </Button>
    </form>
  );
}

function Ways({ proving }: { readonly proving: Proving }) {
  const { t } = useWords();
  const { data } = useSecurity();
  if (!data) return <Loading />;
  if (!canSignIn(data)) return <p className="refused">{t('proof.stranded')}</p>;
  return (
    <>
      {data.passkeys.length > 0 && canUsePasskeys() && (
        <Button
          type={data.hasPassword ? 'default' : 'primary'}
          icon={<KeyOutlined />}
          block
          onClick={() => proving.mutate(proveByPasskey)}
        >
          {t('proof.passkey')}
        </Button>
      )}
      {data.hasPassword && <ByPassword proving={proving} />}
    </>
  );
}

/** 再次验证身份. Opened by whatever was refused for want of a recent proof; what was refused goes on once it is given. */
export function ProofDialog() {
  const { t } = useWords();
  const proving = useProving();
  const failed = codeOf(proving.error) === 'auth.sign_in_failed' ? t('proof.failed') : undefined;
  return (
    <Modal
      open
      title={t('proof.title')}
      onCancel={() => answerProof(false)}
      zIndex={1200}
      footer={<Button onClick={() => answerProof(false)}>{t('proof.cancel')}</Button>}
    >
      <div className="form">
        <p className="form-lead">{t('proof.lead')}</p>
        <Refused error={proving.error} sentence={failed} />
        <Ways proving={proving} />
      </div>
    </Modal>
  );
}
