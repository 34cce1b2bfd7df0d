import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useDeliveries } from '../../api/intake.ts';
import type { Delivery } from '../../api/types.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { deliveryState } from './delivery-state.ts';
import './deliveries.css';

const counted = ['accepted', 'repeated', 'changed', 'quarantined'] as const;

function Counts({ delivery }: { readonly delivery: Delivery }) {
  const { w } = useWords();
  const shown = counted.filter((name) => name === 'accepted' || delivery[name] > 0);
  return shown.map((name) => (
    <span key={name} className={`delivery-count delivery-count-${name}`}>
      {w.imports.counts[name]} {delivery[name].toLocaleString('en')}
    </span>
  ));
}

function Row({ delivery }: { readonly delivery: Delivery }) {
  const { t, w } = useWords();
  const { log, index, source, file, at, method } = delivery;
  const state = deliveryState(delivery);
  return (
    <li className={`delivery delivery-${state}`}>
      <div className="delivery-what">
        <Link
          className="delivery-open"
          to="/deliveries/$log/$index"
          params={{ log, index: String(index) }}
          aria-label={`${t('deliveries.open', { log, index })} ${file ?? ''}`}
        >
          {file ?? t('deliveries.noFile')}
        </Link>
        <span className="delivery-from">
          {source} · {wordFor(w.deliveries.methods, method)} · {log} #{index}
        </span>
      </div>
      <span className="delivery-counts">
        <Counts delivery={delivery} />
      </span>
      <Time at={at} />
      <span className="delivery-state">{w.deliveries.state[state]}</span>
    </li>
  );
}

function Listed({ all }: { readonly all: readonly Delivery[] }) {
  const { t } = useWords();
  const [source, setSource] = useState<string>();
  const sources = [...new Set(all.map((delivery) => delivery.source))].sort();
  const shown = source === undefined ? all : all.filter((delivery) => delivery.source === source);
  return (
    <>
      <div className="deliveries-bar">
        <Select
          aria-label={t('deliveries.source')}
          className="deliveries-source"
          allowClear
          showSearch
          placeholder={t('deliveries.allSources')}
          value={source ?? null}
          options={sources.map((value) => ({ value, label: value }))}
          onChange={(chosen) => setSource(chosen ?? undefined)}
        />
        <span className="quiet" role="status">
          {t('deliveries.count', { count: shown.length })}
        </span>
      </div>
      {shown.length === 0 && <Empty title={t('deliveries.emptySource')} />}
      <ul className="deliveries">
        {shown.map((delivery) => (
          <Row key={`${delivery.log}:${delivery.index}`} delivery={delivery} />
        ))}
      </ul>
    </>
  );
}

/** Every file, post and poll that was received, newest first. */
export function DeliveriesPage() {
  const { t } = useWords();
  const { data, error, refetch } = useDeliveries();
  return (
    <div className="delivery-page">
      <IntakeTabs />
      <header className="page-head">
        <h1>{t('deliveries.title')}</h1>
        <p>{t('deliveries.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.deliveries.length === 0 && <Empty title={t('deliveries.emptyTitle')} next={t('deliveries.emptyNext')} />}
      {data && data.deliveries.length > 0 && <Listed all={data.deliveries} />}
    </div>
  );
}
