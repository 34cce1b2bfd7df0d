import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFinding } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { FindingDetail } from '../../api/types.ts';
import { EntryLink } from '../../ui/entry-link.tsx';
import { Ground } from '../../ui/ground.tsx';
import { MessageList } from '../../ui/message-list.tsx';
import { personLabel, personNumber } from '../../ui/person.ts';
import { Section } from '../../ui/section.tsx';
import { SeveritySign, Tag } from '../../ui/signs.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { Weighed } from '../../ui/weighed.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import './finding-page.css';

function Head({ finding }: { readonly finding: FindingDetail }) {
  const { w } = useWords();
  return (
    <header className="finding-head">
      <h1>{wordFor(w.findingKind, finding.kind)}</h1>
      <div className="finding-facts">
        <SeveritySign severity={finding.severity} />
        <span>
          {personLabel(finding.employee)} <small className="quiet">{personNumber(finding.employee)}</small>
        </span>
        <Time at={finding.at} />
        <Tag>{wordFor(w.findingStatus, finding.status)}</Tag>
      </div>
    </header>
  );
}

function Why({ finding }: { readonly finding: FindingDetail }) {
  const { t } = useWords();
  return (
    <Section id="why" title={t('finding.why')}>
      <p>{t('finding.whySentence', { title: finding.title, version: finding.version })}</p>
      <p className="finding-rule">
        {t('finding.rule')} <code>{finding.rule}</code>
      </p>
      {finding.explained === null ? (
        <p className="quiet">{t('finding.notExplained')}</p>
      ) : (
        <>
          <Weighed parts={finding.explained.why} />
          {finding.explained.normal !== '' && (
            <p>
              {t('finding.normal')} <q>{finding.explained.normal}</q>
            </p>
          )}
        </>
      )}
      <h3>{t('finding.blindSpots')}</h3>
      {finding.blindSpots.length === 0 ? (
        <p className="quiet">{t('finding.blindSpotsEmpty')}</p>
      ) : (
        <ul>
          {finding.blindSpots.map((spot) => (
            <li key={spot}>{spot}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Next() {
  const { t } = useWords();
  const may = useMay();
  return (
    <Section id="next" title={t('finding.next')}>
      <p>{t('finding.nextNote')}</p>
      {may('chain.read') && (
        <p>
          <Link to="/chains">{t('finding.toChains')} →</Link>
        </p>
      )}
    </Section>
  );
}

function Sheet({ finding, tools }: { readonly finding: FindingDetail; readonly tools: ReactNode }) {
  const { t } = useWords();
  return (
    <Ground of={`finding:${finding.id}`}>
      <Head finding={finding} />
      {tools}
      <div className="finding-columns-page">
        <Section id="words" title={t('finding.words')} lead={t('app.zone')}>
          {finding.context.length === 0 ? (
            <p className="quiet">{t('finding.noContext')}</p>
          ) : (
            <MessageList messages={finding.context} />
          )}
          <h3 className="finding-entries">{t('finding.entries')}</h3>
          <div className="entry-links">
            {finding.entries.map((entry) => (
              <EntryLink key={`${entry.log}:${entry.index}`} {...entry} />
            ))}
          </div>
        </Section>
        <div className="finding-side">
          <Why finding={finding} />
          <Next />
        </div>
      </div>
    </Ground>
  );
}

/** One finding: the words in their context, why it is shown, what the rule cannot see, and what to do next. */
export function FindingPage(props: {
  readonly id: string;
  readonly tools: (finding: FindingDetail, reload: () => unknown) => ReactNode;
}) {
  const { t } = useWords();
  const { data, error, refetch } = useFinding(props.id);
  return (
    <article className="finding">
      <p className="finding-back">
        <Link to="/findings">← {t('findings.title')}</Link>
      </p>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Sheet finding={data} tools={props.tools(data, refetch)} />}
    </article>
  );
}
