import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { originalAddress, useDeliveries, useDeliveryActs } from '../../api/intake.ts';
import type { Delivery, Place } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { deliveryState } from './delivery-state.ts';
import { Quarantine } from './quarantine.tsx';
import { Reprocess } from './reprocess.tsx';
import { RetractButton } from './retract.tsx';
import './deliveries.css';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="delivery-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ delivery }: { readonly delivery: Delivery }) {
  const { t, w } = useWords();
  const { source, file, at, method, accepted, repeated, changed, quarantined, taken } = delivery;
  return (
    <dl className="delivery-facts">
      <Fact label={t('deliveries.source')}>{source}</Fact>
      <Fact label={t('deliveries.file')}>{file ?? t('deliveries.noFile')}</Fact>
      <Fact label={t('deliveries.at')}>
        <Time at={at} />
      </Fact>
      <Fact label={t('deliveries.method')}>{wordFor(w.deliveries.methods, method)}</Fact>
      <Fact label={w.imports.counts.accepted}>{accepted.toLocaleString('en')}</Fact>
      <Fact label={w.imports.counts.repeated}>{repeated.toLocaleString('en')}</Fact>
      <Fact label={w.imports.counts.changed}>{changed.toLocaleString('en')}</Fact>
      <Fact label={w.imports.counts.quarantined}>
        {quarantined.toLocaleString('en')}
        {taken > 0 && <span className="quiet"> · {t('deliveries.taken', { count: taken })}</span>}
      </Fact>
    </dl>
  );
}

function State({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useWords();
  const state = deliveryState(delivery);
  if (delivery.retracted !== null)
    return (
      <div className="delivery-note delivery-note-retracted" role="status">
        <strong>{t('deliveries.retracted')}</strong>
        <p>
          {t('deliveries.retractedAt', {
            at: formatTime(delivery.retracted.at, 'second'),
            why: delivery.retracted.why,
          })}{' '}
          <EntryLink
            log={delivery.log}
            index={delivery.retracted.index}
            source=""
            externalId={t('deliveries.retractionEntry')}
          />
        </p>
      </div>
    );
  return state === 'unfinished' ? <p className="delivery-note">{t('deliveries.unfinishedNote')}</p> : null;
}

function Opened({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useWords();
  const acts = useDeliveryActs(delivery);
  const { log, index } = delivery;
  return (
    <>
      <header className="page-head">
        <h1>{delivery.file ?? t('deliveries.one', { log, index })}</h1>
        <p>{t('deliveries.one', { log, index })}</p>
      </header>
      <State delivery={delivery} />
      <div className="delivery-top">
        <Facts delivery={delivery} />
        <div className="delivery-acts">
          <EntryLink log={log} index={index} source="" externalId={t('deliveries.entry')} />
          <p>
            <a href={originalAddress(delivery)} download>
              {t('deliveries.download')}
            </a>
            <span className="quiet"> {t('deliveries.downloadNote')}</span>
          </p>
          {delivery.retracted === null && <RetractButton delivery={delivery} retract={acts.retract} />}
        </div>
      </div>
      <Section id="quarantine" title={t('deliveries.quarantine')} lead={t('deliveries.quarantineLead')}>
        {delivery.quarantined === 0 ? (
          <p className="quiet">{t('deliveries.quarantineNone')}</p>
        ) : (
          <>
            {delivery.retracted === null && <Reprocess reprocess={acts.reprocess} />}
            <Quarantine place={delivery} />
          </>
        )}
      </Section>
    </>
  );
}

/** One delivery: its counts, its original, what it could not read, and the ways to read again or undo it. */
export function DeliveryPage({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const { data, error, refetch } = useDeliveries();
  const delivery = data?.deliveries.find(({ log, index }) => log === place.log && index === place.index);
  return (
    <div className="delivery-page">
      <IntakeTabs />
      <p className="intake-back">
        <Link to="/deliveries">← {t('deliveries.back')}</Link>
      </p>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && !delivery && <Empty title={t('deliveries.notFound')} />}
      {delivery && <Opened delivery={delivery} />}
    </div>
  );
}
