import { Button, Input, QRCode } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Enrolled, TotpAsked } from '../../api/access-types.ts';
import type { SecurityActs } from '../../api/security.ts';
import { Field } from '../../ui/form.tsx';
import { codeOf } from '../../ui/refusal-sentence.ts';
import { Refused } from '../../ui/refused.tsx';
import { useWords } from '../../words/words.ts';
import './security.css';

type Props = { readonly acts: SecurityActs; readonly isChange: boolean; readonly done: (enrolled: Enrolled) => void };

function Confirm({ asked, acts, done }: Omit<Props, 'isChange'> & { readonly asked: TotpAsked }) {
  const { t } = useWords();
  const { setTotp } = acts;
  const [code, setCode] = useState('');
  const again = () => {
    setCode('');
    setTotp.reset();
    acts.askTotp.mutate();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTotp.mutate({ asked: asked.asked, code: code.trim() }, { onSuccess: done });
  };
  const wrong = codeOf(setTotp.error) === 'auth.sign_in_failed' ? t('security.totpWrong') : undefined;
  return (
    <form className="form" onSubmit={onSubmit}>
      <p>{t('security.totpLead')}</p>
      <div className="totp-secret">
        <QRCode value={asked.uri} size={168} bordered={false} />
        <div>
          <p className="form-note">{t('security.totpSecret')}</p>
          <code data-testid="totp-secret">{asked.secret}</code>
        </div>
      </div>
      <Field label={t('security.totpCode')}>
        {(id) => (
          <Input
            id={id}
            className="totp-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Refused error={setTotp.error} sentence={wrong} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!/^\d{6}$/.test(code.trim())} loading={setTotp.isPending}>
          {t('security.totpSubmit')}
        </Button>
        {setTotp.error && <Button onClick={again}>{t('security.totpNew')}</Button>}
      </div>
    </form>
  );
}

/** An authenticator app: its secret as a picture and as text, taken into use by a code of it. */
export function NewTotp({ acts, isChange, done }: Props) {
  const { t } = useWords();
  const { askTotp } = acts;
  if (askTotp.data) return <Confirm asked={askTotp.data} acts={acts} done={done} />;
  return (
    <>
      <Button loading={askTotp.isPending} onClick={() => askTotp.mutate()}>
        {isChange ? t('security.totpAgain') : t('security.totpBegin')}
      </Button>
      <Refused error={askTotp.error} />
    </>
  );
}
