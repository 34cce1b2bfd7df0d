import type { CustodianShown } from '../../api/types.ts';
import { Fact } from '../../ui/fact.tsx';
import { formatAge } from '../../ui/format-age.ts';
import { Tag } from '../../ui/signs.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { stateOf } from './state-of.ts';

const marks = { well: '✓', none: '○', waiting: '…', late: '▲' } as const;

/** The error by its code in words, and what was said in full beneath. */
function LastError({ error }: { readonly error: string }) {
  const { t, w } = useWords();
  const [code = ''] = error.split(':');
  return (
    <div className="custodian-error">
      <p>
        {t('custodians.error')}
        {w.common.colon}
        {Object.hasOwn(w.refusal, code) ? wordFor(w.refusal, code) : w.refusal.unexpected}
      </p>
      <p className="custodian-said" lang="en">
        {error}
      </p>
    </div>
  );
}

function Newest({ custodian: { epoch, attestedAt } }: { readonly custodian: CustodianShown }) {
  const { t } = useWords();
  return (
    <Fact label={t('custodians.newest')}>
      {epoch === null || attestedAt === null ? (
        t('custodians.newestNone')
      ) : (
        <>
          <Time at={attestedAt} /> <span className="quiet">{t('custodians.newestEpoch', { epoch })}</span>
        </>
      )}
    </Fact>
  );
}

/** One custodian: what it attested last, since when something waits for it, and what went wrong. */
export function CustodianRow({ custodian, now }: { readonly custodian: CustodianShown; readonly now: number }) {
  const { t, w, language } = useWords();
  const { name, host, neutral, waitingSince, failures, nextAt, error } = custodian;
  const state = stateOf(custodian, now);
  return (
    <li className="row" data-custodian={name} data-state={state}>
      <div className="row-head">
        <h3>{name}</h3>
        {!neutral && <Tag>{t('custodians.notNeutral')}</Tag>}
        <span className="row-quiet">{host}</span>
        <span className={`row-end custodian-state custodian-${state}`} {...(state === 'late' && { role: 'alert' })}>
          <span aria-hidden="true">{marks[state]}</span> {w.custodians.state[state]}
        </span>
      </div>
      <dl className="row-facts">
        <Newest custodian={custodian} />
        {waitingSince !== null && (
          <Fact label={t('custodians.waiting')}>
            <Time at={waitingSince} />{' '}
            <strong>{t('custodians.age', { age: formatAge(now - waitingSince, language) })}</strong>
          </Fact>
        )}
        {failures > 0 && <Fact label={t('custodians.failures')}>{t('custodians.times', { count: failures })}</Fact>}
        {nextAt !== null && (
          <Fact label={t('custodians.nextAt')}>
            <Time at={nextAt} />
          </Fact>
        )}
      </dl>
      {error !== null && <LastError error={error} />}
    </li>
  );
}
