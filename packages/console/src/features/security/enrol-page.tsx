import { useNavigate } from '@tanstack/react-router';
import { Button, Steps } from 'antd';
import { useState } from 'react';
import { type SecurityActs, useSecurity, useSecurityActs } from '../../api/security.ts';
import { useSession, useSessionAgain } from '../../api/session.ts';
import { FieldGroup } from '../../ui/form.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { NewPasskey } from './new-passkey.tsx';
import { NewPassword } from './new-password.tsx';
import { NewTotp } from './new-totp.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import './security.css';

type At = 'password' | 'factor' | readonly string[];

function PasswordStep({ acts, next }: { readonly acts: SecurityActs; readonly next: () => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useSecurity();
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.hasPassword && (
        <div className="enrol-keep">
          <p>{t('enrol.passwordKept')}</p>
          <Button onClick={next}>{t('enrol.keepPassword')}</Button>
        </div>
      )}
      <NewPassword set={acts.setPassword} done={next} />
    </>
  );
}

function FactorStep({
  acts,
  next,
}: {
  readonly acts: SecurityActs;
  readonly next: (codes: readonly string[]) => void;
}) {
  const { t } = useWords();
  return (
    <div className="form">
      <p className="form-lead">{t('enrol.factorLead')}</p>
      <FieldGroup label={t('security.passkeys')}>
        <p className="form-note">{t('security.passkeyLead')}</p>
        <NewPasskey add={acts.addPasskey} done={({ recoveryCodes }) => next(recoveryCodes)} />
      </FieldGroup>
      <FieldGroup label={t('security.totp')}>
        <NewTotp acts={acts} isChange={false} done={({ recoveryCodes }) => next(recoveryCodes)} />
      </FieldGroup>
    </div>
  );
}

function CodesStep({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useWords();
  const again = useSessionAgain();
  const navigate = useNavigate();
  const enter = () => void again().then(() => navigate({ to: '/', replace: true }));
  if (codes.length > 0) return <RecoveryCodes codes={codes} kept={enter} />;
  return (
    <div className="form">
      <p>{t('enrol.codesEarlier')}</p>
      <div className="form-actions">
        <Button type="primary" onClick={enter}>
          {t('enrol.done')}
        </Button>
      </div>
    </div>
  );
}

/** What an invitation leads to: a password, a second factor, recovery codes. The session is a full one only afterwards. */
export function EnrolPage() {
  const { t, w } = useWords();
  const { data: session } = useSession();
  const acts = useSecurityActs();
  const [at, setAt] = useState<At>('password');
  const step = at === 'password' ? 0 : at === 'factor' ? 1 : 2;
  const { steps } = w.enrol;
  return (
    <div className="enrol">
      <h1>{t('enrol.title', { name: session?.account.name ?? '' })}</h1>
      <p className="quiet">{t('enrol.lead')}</p>
      <Steps
        size="small"
        current={step}
        items={[{ title: steps.password }, { title: steps.factor }, { title: steps.codes }]}
      />
      {at === 'password' && <PasswordStep acts={acts} next={() => setAt('factor')} />}
      {at === 'factor' && <FactorStep acts={acts} next={setAt} />}
      {typeof at !== 'string' && <CodesStep codes={at} />}
    </div>
  );
}
