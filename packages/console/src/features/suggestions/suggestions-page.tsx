import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import type { Refused, Suggestion, SuggestionDecision } from '../../api/suggestions.ts';
import { useSuggestions } from '../../api/suggestions.ts';
import { useAccountName } from '../../ui/account-name.ts';
import { Fact } from '../../ui/fact.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { EntryLinks } from '../chains/link-list.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import '../../ui/rows.css';

type Asking = { readonly id: string; readonly decision: SuggestionDecision };
type Ask = (asking: Asking) => void;

function Row({ suggestion, ask }: { readonly suggestion: Suggestion; readonly ask: Ask }) {
  const { t, w } = useWords();
  const may = useMay();
  const { id, kind, reason, changes, entries, confirmable } = suggestion;
  return (
    <li className="row">
      <div className="row-head">
        <h3 lang="zh-CN">{reason}</h3>
        <Tag>{w.suggestions.kind[kind]}</Tag>
      </div>
      <p lang="zh-CN">{changes}</p>
      <EntryLinks entries={entries} />
      {may('relation.propose') && (
        <div className="row-actions">
          {confirmable && (
            <Button onClick={() => ask({ id, decision: 'confirmed' })}>{w.suggestions.decide.confirmed}</Button>
          )}
          <Button onClick={() => ask({ id, decision: 'refused' })}>{w.suggestions.decide.refused}</Button>
        </div>
      )}
      {!confirmable && <p>{t('suggestions.notConfirmable')}</p>}
    </li>
  );
}

function RefusedRow({ refused, ask }: { readonly refused: Refused; readonly ask: Ask }) {
  const { t, w } = useWords();
  const may = useMay();
  const nameOf = useAccountName();
  return (
    <li className="row">
      <div className="row-head">
        <h3>{w.suggestions.kind[refused.kind]}</h3>
      </div>
      <dl className="row-facts">
        <Fact label={t('suggestions.refusedBy')}>{nameOf(refused.actor)}</Fact>
        <Fact label={t('suggestions.refusedAt')}>
          <Time at={refused.at} />
        </Fact>
        <Fact label={t('acts.entry')}>#{refused.index}</Fact>
      </dl>
      {may('relation.propose') && (
        <div className="row-actions">
          <Button onClick={() => ask({ id: refused.id, decision: 'reopened' })}>{w.suggestions.decide.reopened}</Button>
        </div>
      )}
    </li>
  );
}

/** 归属建议: what looks as if it belonged together. Nobody is joined to anything here by themselves. */
export function SuggestionsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useSuggestions();
  const [asking, ask] = useState<Asking>();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('suggestions.title')}</h1>
        <p>{t('suggestions.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty title={t('suggestions.none')} next={t('suggestions.noneNext')} />}
      <ul className="rows">
        {data?.items.map((each) => (
          <Row key={each.id} suggestion={each} ask={ask} />
        ))}
      </ul>
      {data && data.refused.length > 0 && (
        <Section id="refused" title={t('suggestions.refused')} lead={t('suggestions.refusedLead')}>
          <ul className="rows">
            {data.refused.map((each) => (
              <RefusedRow key={each.id} refused={each} ask={ask} />
            ))}
          </ul>
        </Section>
      )}
      {asking && <DecideDialog key={asking.id} {...asking} close={() => ask(undefined)} />}
    </div>
  );
}
