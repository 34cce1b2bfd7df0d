import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Chain, ChainDetail } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { personLabel, personNumber } from '../../ui/person.ts';
import { goTo } from '../../ui/section.tsx';
import { OutcomeSign, StrengthSign } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
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

function Why({ detail }: { readonly detail: ChainDetail }) {
  const { t, w } = useWords();
  const { chain, strengthBecause } = detail;
  const parts = becauseOf(chain, w.because, w.common.semicolon);
  return (
    <div>
      <h2>{t('chain.why')}</h2>
      <p>{parts ? t('chain.whySentence', { parts }) : t('chain.whyNone')}</p>
      {parts && (
        <p className="quiet">{t('chain.whyCount', { links: chain.links.length, entries: entriesUsed(chain) })}</p>
      )}
      <p>
        <strong>{t('overview.strengthIs') + w.common.colon}</strong>
        <span lang="zh-CN">{strengthBecause}</span>
      </p>
    </div>
  );
}

/** What speaks for the employee stands on the first screen, with how much was looked for. */
function Favourable({ chain }: { readonly chain: Chain }) {
  const { t, w } = useWords();
  const of = (outcome: string) => chain.rivals.filter((rival) => rival.outcome === outcome);
  const found = [...of('explains'), ...of('weakens')];
  return (
    <div>
      <h2>{t('overview.favourable')}</h2>
      {found.length === 0 && <p>{chain.rivals.length === 0 ? t('chain.rivalsEmpty') : t('overview.foundNone')}</p>}
      <ul>
        {found.map(({ kind, outcome }) => (
          <li key={kind}>
            <OutcomeSign outcome={outcome} /> {wordFor(w.rival, kind)}
          </li>
        ))}
      </ul>
      {chain.rivals.length > 0 && (
        <p className="quiet">
          {t('overview.searched', { none: of('none-found').length, blind: of('not-searchable').length })}{' '}
          <Button type="link" size="small" onClick={() => goTo('rivals')}>
            {t('overview.favourableMore')}
          </Button>
        </p>
      )}
    </div>
  );
}

const mostMissing = 3;

function Missing({ chain: { tiers } }: { readonly chain: Chain }) {
  const { t } = useWords();
  const all = [tiers.core, tiers.basic, tiers.process];
  const lines = [...all.flatMap(({ missing }) => missing), ...all.flatMap(({ next }) => next)];
  const shown = [...all.flatMap(({ missing }) => missing.slice(0, 1)), ...all.flatMap(({ next }) => next.slice(0, 1))];
  const first = [...new Set(shown)].slice(0, mostMissing);
  return (
    <div>
      <h2>{t('overview.missing')}</h2>
      {lines.length === 0 && <p>{t('overview.missingNone')}</p>}
      <ul lang="zh-CN">
        {first.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > first.length && (
        <Button type="link" size="small" onClick={() => goTo('tiers')}>
          {t('overview.missingMore', { count: lines.length - first.length })}
        </Button>
      )}
    </div>
  );
}

function NotProven() {
  const { t, w } = useWords();
  return (
    <p className="not-proven">
      <strong>{t('chain.notProves') + w.common.colon}</strong>
      {Object.values(w.chain.notProvesList).join('')}
    </p>
  );
}

/** Who, whom, which company and which sums; why it is shown, what else could explain it, what is missing, what it does not prove. */
export function ChainHeader({ detail }: { readonly detail: ChainDetail }) {
  const { t, w } = useWords();
  const { chain } = detail;
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
      <div className="why">
        <Why detail={detail} />
        <Favourable chain={chain} />
        <Missing chain={chain} />
      </div>
      <NotProven />
    </header>
  );
}
