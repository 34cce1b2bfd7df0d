import type { ReactNode } from 'react';
import type { Chain } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { personLabel, personNumber } from '../../ui/person.ts';
import { StrengthSign } from '../../ui/signs.tsx';
import { useWords } from '../../words/words.ts';
import { becauseOf, entriesUsed } from './because.ts';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ chain }: { readonly chain: Chain }) {
  const { t } = useWords();
  return (
    <dl className="facts">
      <Fact label={t('chains.employee')}>
        {personLabel(chain.employee)}{' '}
        <small>{chain.employee.ref === null ? t('common.unidentified') : personNumber(chain.employee)}</small>
      </Fact>
      <Fact label={t('chains.customers')}>
        {chain.customers.length === 0 && t('common.unknown')}
        {chain.customers.map((customer) => (
          <span key={customer.ref} className="fact-line">
            {customer.name || customer.ref} <small>{customer.name ? customer.ref : ''}</small>
          </span>
        ))}
      </Fact>
      <Fact label={t('chains.outside')}>
        {chain.outside.length === 0 && t('chains.outsideUnknown')}
        {chain.outside.map((company) => (
          <span key={company.name} className="fact-line">
            {company.name}
          </span>
        ))}
      </Fact>
      <Fact label={t('chains.promised')}>
        <span className="money">{chain.promised ? formatMoney(chain.promised) : t('chains.notFound')}</span>
      </Fact>
      <Fact label={t('chains.received')}>
        <span className="money">{chain.received ? formatMoney(chain.received) : t('chains.notFound')}</span>
      </Fact>
    </dl>
  );
}

function Why({ chain }: { readonly chain: Chain }) {
  const { t, w } = useWords();
  const parts = becauseOf(chain, w.because, w.common.semicolon);
  return (
    <div className="why">
      <div>
        <h2>{t('chain.why')}</h2>
        <p>{parts ? t('chain.whySentence', { parts }) : t('chain.whyNone')}</p>
        {parts && (
          <p className="quiet">{t('chain.whyCount', { links: chain.links.length, entries: entriesUsed(chain) })}</p>
        )}
      </div>
      <div>
        <h2>{t('chain.notProves')}</h2>
        <ul>
          {Object.values(w.chain.notProvesList).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Who, which customers, which outside company, spoken of and received; why it is shown and what it does not prove. */
export function ChainHeader({ chain }: { readonly chain: Chain }) {
  const { t, w } = useWords();
  const outside = chain.outside.map((company) => company.name).join(w.common.listSeparator);
  return (
    <header className="chain-head">
      <div className="chain-title">
        <h1>
          {t('chain.about', {
            employee: personLabel(chain.employee),
            outside: outside || t('chains.outsideUnknown'),
          })}
        </h1>
        <StrengthSign strength={chain.strength} />
      </div>
      <Facts chain={chain} />
      <Why chain={chain} />
    </header>
  );
}
