import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Security } from '../../api/access-types.ts';
import { canSignIn, type SecurityActs, useMySessions, useSecurity, useSecurityActs } from '../../api/security.ts';
import { Refused } from '../../ui/refused.tsx';
import { goTo, Section } from '../../ui/section.tsx';
import { SessionList } from '../../ui/session-list.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { NewPasskey } from './new-passkey.tsx';
import { NewPassword } from './new-password.tsx';
import { NewTotp } from './new-totp.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import '../../ui/rows.css';
import './security.css';

type Part = { readonly security: Security; readonly acts: SecurityActs };
type Told = Part & { readonly tell: (codes: readonly string[]) => void };

function PasswordPart({ security, acts }: Part) {
  const { t } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <Section id="password" title={t('security.password')}>
      <div className="way">
        <p>{security.hasPassword ? t('security.have') : t('security.haveNot')}</p>
        {acts.setPassword.isSuccess && !isOpen && (
          <p className="said" role="status">
            {t('security.passwordDone')}
          </p>
        )}
        {isOpen ? (
          <NewPassword set={acts.setPassword} done={() => open(false)} />
        ) : (
          <Button onClick={() => open(true)}>
            {security.hasPassword ? t('security.passwordChange') : t('security.passwordSet')}
          </Button>
        )}
      </div>
    </Section>
  );
}

function TotpPart({ security, acts, tell }: Told) {
  const { t } = useWords();
  const [isDone, setDone] = useState(false);
  return (
    <Section id="totp" title={t('security.totp')}>
      <div className="way">
        <p>{security.hasTotp ? t('security.have') : t('security.haveNot')}</p>
        {isDone ? (
          <p className="said" role="status">
            {t('security.totpDone')}
          </p>
        ) : (
          <NewTotp
            acts={acts}
            isChange={security.hasTotp}
            done={({ recoveryCodes }) => {
              setDone(true);
              tell(recoveryCodes);
            }}
          />
        )}
      </div>
    </Section>
  );
}

function PasskeyPart({ security, acts, tell }: Told) {
  const { t } = useWords();
  return (
    <Section id="passkeys" title={t('security.passkeys')} lead={t('security.passkeyLead')}>
      <div className="way">
        <PasskeyList passkeys={security.passkeys} remove={acts.removePasskey} />
        {acts.addPasskey.isSuccess && (
          <p className="said" role="status">
            {t('security.passkeyDone')}
          </p>
        )}
        <NewPasskey add={acts.addPasskey} done={({ recoveryCodes }) => tell(recoveryCodes)} />
      </div>
    </Section>
  );
}

function CodesPart({ security, acts, codes, tell }: Told & { readonly codes: readonly string[] }) {
  const { t } = useWords();
  const { freshCodes } = acts;
  const make = () => freshCodes.mutate(undefined, { onSuccess: ({ recoveryCodes }) => tell(recoveryCodes) });
  return (
    <Section id="codes" title={t('security.codes')} lead={t('security.codesLead')}>
      {codes.length > 0 ? (
        <RecoveryCodes codes={codes} kept={() => tell([])} />
      ) : (
        <div className="way">
          <p>{t('security.codesLeft', { count: security.recoveryCodesLeft })}</p>
          <Popconfirm
            title={t('security.codesFreshAsk')}
            okText={t('security.codesFresh')}
            cancelText={t('propose.cancel')}
            onConfirm={make}
          >
            <Button loading={freshCodes.isPending}>{t('security.codesFresh')}</Button>
          </Popconfirm>
          <Refused error={freshCodes.error} />
        </div>
      )}
    </Section>
  );
}

function Sessions({ acts }: { readonly acts: SecurityActs }) {
  const { t } = useWords();
  const { data, error, refetch } = useMySessions();
  return (
    <Section id="sessions" title={t('security.sessions')}>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      <Refused error={acts.endSession.error} />
      {data && (
        <SessionList
          sessions={data.sessions}
          current={data.current}
          end={({ id }) => (
            <Popconfirm
              title={t('security.sessionEndAsk')}
              okText={t('security.sessionEnd')}
              cancelText={t('propose.cancel')}
              onConfirm={() => acts.endSession.mutate(id)}
            >
              <Button size="small">{t('security.sessionEnd')}</Button>
            </Popconfirm>
          )}
        />
      )}
    </Section>
  );
}

/** 我的安全: what one signs in with, and where one is signed in. */
export function SecurityPage() {
  const { t } = useWords();
  const { data, error, refetch } = useSecurity();
  const acts = useSecurityActs();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const tell = (fresh: readonly string[]) => {
    setCodes(fresh);
    if (fresh.length > 0) goTo('codes');
  };
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('security.title')}</h1>
        <p>{t('security.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p className={canSignIn(data) ? 'said' : 'refused'} role="status">
            {canSignIn(data) ? t('security.canSignIn') : t('security.cannotSignIn')}
          </p>
          <div className="ways">
            <PasskeyPart security={data} acts={acts} tell={tell} />
            <CodesPart security={data} acts={acts} codes={codes} tell={tell} />
            <PasswordPart security={data} acts={acts} />
            <TotpPart security={data} acts={acts} tell={tell} />
          </div>
        </>
      )}
      <Sessions acts={acts} />
    </div>
  );
}
