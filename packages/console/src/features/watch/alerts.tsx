import { Button } from 'antd';
import { useState } from 'react';
import type { WatchAlert } from '../../api/access-types.ts';
import { useReview, useWatchAlerts } from '../../api/oversight.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useActorName } from '../../ui/account-name.ts';
import { Fact } from '../../ui/fact.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';

type Of = { readonly alert: WatchAlert };

function Review({ alert, close }: Of & { readonly close: () => void }) {
  const { t, w } = useWords();
  const review = useReview();
  return (
    <ReasonDialog
      title={t('watch.reviewTitle', { kind: wordFor(w.watch.kind, alert.kind) })}
      lead={t('watch.reviewLead')}
      label={t('watch.reviewOutcome')}
      least={5}
      ok={t('watch.reviewSubmit')}
      doing={review}
      onOk={(outcome) => review.mutate({ id: alert.id, outcome }, { onSuccess: close })}
      close={close}
    />
  );
}

function Row({ alert }: Of) {
  const { t, w } = useWords();
  const may = useMay();
  const { data: session } = useSession();
  const nameOf = useActorName();
  const [isReviewing, setReviewing] = useState(false);
  const isOwn = alert.actor === `account:${session?.account.id}`;
  return (
    <li className="row" data-alert={alert.kind}>
      <h3 className="row-title">{wordFor(w.watch.kind, alert.kind)}</h3>
      <dl className="row-facts">
        <Fact label={t('watch.person')}>{nameOf(alert.actorName)}</Fact>
        <Fact label={t('watch.at')}>
          <Time at={alert.at} />
        </Fact>
        <Fact label={t('watch.items')}>{t('watch.alertItems', { count: alert.items })}</Fact>
        <Fact label={t('watch.entry')}>
          {alert.firstIndex === alert.lastIndex ? `#${alert.firstIndex}` : `#${alert.firstIndex}–#${alert.lastIndex}`}
        </Fact>
        {alert.reviewedAt !== null && (
          <Fact label={t('watch.reviewedBy', { name: alert.reviewerName ?? '' })}>
            <Time at={alert.reviewedAt} />
          </Fact>
        )}
      </dl>
      {alert.reviewedAt === null && may('watch.review') && !isOwn && (
        <div className="row-actions">
          <Button onClick={() => setReviewing(true)}>{t('watch.review')}</Button>
        </div>
      )}
      {isReviewing && <Review alert={alert} close={() => setReviewing(false)} />}
    </li>
  );
}

function Rows({ alerts }: { readonly alerts: readonly WatchAlert[] }) {
  return (
    <ul className="rows">
      {alerts.map((alert) => (
        <Row key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

/** Readings out of the ordinary: what waits for somebody to look at it, then what was looked at. */
export function Alerts() {
  const { t } = useWords();
  const { data, error, refetch } = useWatchAlerts();
  const open = data?.alerts.filter(({ reviewedAt }) => reviewedAt === null) ?? [];
  const reviewed = data?.alerts.filter(({ reviewedAt }) => reviewedAt !== null) ?? [];
  return (
    <Section id="alerts" title={t('watch.alerts')} lead={t('watch.alertsLead')}>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && open.length === 0 && <p className="quiet">{t('watch.alertsNone')}</p>}
      {open.length > 0 && <Rows alerts={open} />}
      {reviewed.length > 0 && (
        <details className="watch-reviewed">
          <summary>{t('watch.alertsReviewed', { count: reviewed.length })}</summary>
          <Rows alerts={reviewed} />
        </details>
      )}
    </Section>
  );
}
