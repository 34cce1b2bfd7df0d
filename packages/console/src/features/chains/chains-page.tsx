import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useChains } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Chain, Money, Strength } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { strongestFirst } from '../../ui/order.ts';
import { isCovered, personLabel, personNumber } from '../../ui/person.ts';
import { StrengthSign } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import '../../ui/person-tools.css';
import './chains-page.css';

function Sum({ label, money }: { readonly label: string; readonly money: Money | undefined }) {
  const { t } = useWords();
  return (
    <div className="card-fact">
      <dt>{label}</dt>
      <dd className={money ? 'money card-sum' : 'quiet'}>{money ? formatMoney(money) : t('chains.notFound')}</dd>
    </div>
  );
}

/** Rivals that speak for the employee by name; the others as counts, so that none is passed over. */
function RivalLine({ chain }: { readonly chain: Chain }) {
  const { t, w } = useWords();
  const of = (outcome: string) => chain.rivals.filter((rival) => rival.outcome === outcome);
  const name = (kind: string) => wordFor(w.rival, kind);
  const parts = [
    ...of('explains').map((rival) => ({ strong: true, text: t('chains.rivalsExplains', { name: name(rival.kind) }) })),
    ...of('weakens').map((rival) => ({ strong: true, text: t('chains.rivalsWeakens', { name: name(rival.kind) }) })),
  ];
  const [none, blind] = [of('none-found').length, of('not-searchable').length];
  if (none > 0) parts.push({ strong: false, text: t('chains.rivalsNone', { count: none }) });
  if (blind > 0) parts.push({ strong: false, text: t('chains.rivalsUnchecked', { count: blind }) });
  return (
    <p className="card-rivals">
      <span className="card-label">{t('chains.rivals')}</span>
      {parts.length === 0 && <span>{t('common.none')}</span>}
      {parts.map((part) => (
        <span key={part.text} className={part.strong ? 'card-rival-strong' : 'quiet'}>
          {part.text}
        </span>
      ))}
    </p>
  );
}

function Card({ chain }: { readonly chain: Chain }) {
  const { t, w } = useWords();
  const outside = chain.outside.map((company) => company.name).join(w.common.listSeparator);
  return (
    <li className="card">
      <div className="card-head">
        <h2>
          <Link className="card-open" to="/chains/$chainId" params={{ chainId: chain.id }}>
            {personLabel(chain.employee)}
            <span className="card-to" aria-hidden="true">
              —
            </span>
            {outside || t('chains.outsideUnknown')}
          </Link>
        </h2>
        <StrengthSign strength={chain.strength} />
      </div>
      <dl className="card-facts">
        <div className="card-fact">
          <dt>{t('chains.employee')}</dt>
          <dd>
            {personLabel(chain.employee)}{' '}
            <span className="quiet">
              {chain.employee.ref === null ? t('common.unidentified') : personNumber(chain.employee)}
            </span>
          </dd>
        </div>
        <div className="card-fact card-fact-wide">
          <dt>{t('chains.customers')}</dt>
          <dd>{chain.customers.map((c) => c.name || c.ref).join(w.common.listSeparator) || t('common.unknown')}</dd>
        </div>
        <Sum label={t('chains.promised')} money={chain.promised} />
        <Sum label={t('chains.received')} money={chain.received} />
      </dl>
      <RivalLine chain={chain} />
    </li>
  );
}

/** One card per story. The whole card opens its chain. */
export function ChainsPage() {
  const { t } = useWords();
  const [min, setMin] = useState<Strength>('weak');
  const { data, error, refetch } = useChains(min);
  const may = useMay();
  const next = may('import.make') ? t('chains.emptyNext') : t('chains.emptyWithin');
  const options = [
    { value: 'weak' as const, label: t('chains.minWeak') },
    { value: 'medium' as const, label: t('chains.minMedium') },
    { value: 'strong' as const, label: t('chains.minStrong') },
  ];
  return (
    <>
      <header className="page-head">
        <h1>{t('chains.title')}</h1>
        <p>{t('chains.lead')}</p>
      </header>
      <div className="chains-bar">
        <Segmented aria-label={t('chains.min')} options={options} value={min} onChange={setMin} />
        {data && <span className="quiet">{t('chains.count', { count: data.items.length })}</span>}
      </div>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && (
        <Empty title={t('chains.emptyTitle')} next={min === 'weak' ? next : t('chains.emptyMin')} />
      )}
      {data?.items.some(({ employee }) => isCovered(employee)) && (
        <p className="names-covered">{t('unmask.listNote')}</p>
      )}
      {data && data.items.length > 0 && (
        <ul className="cards">
          {strongestFirst(data.items).map((chain) => (
            <Card key={chain.id} chain={chain} />
          ))}
        </ul>
      )}
    </>
  );
}
