import { Link } from '@tanstack/react-router';
import type { Case } from '../../api/access-types.ts';
import { useCases } from '../../api/protections.ts';
import { Fact } from '../../ui/fact.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import '../../ui/rows.css';

function Row({ of }: { readonly of: Case }) {
  const { t, w } = useWords();
  return (
    <li className="row">
      <div className="row-head">
        <Link className="row-title" to="/cases/$caseId" params={{ caseId: of.id }}>
          {of.title}
        </Link>
        <Tag>{w.cases.state[of.state]}</Tag>
      </div>
      <dl className="row-facts">
        <Fact label={t('cases.persons')}>{of.persons.map(({ label }) => label).join(w.common.listSeparator)}</Fact>
        <Fact label={t('cases.openedAt')}>
          <Time at={of.openedAt} />
        </Fact>
        <Fact label={t('cases.members')}>{of.members.length}</Fact>
      </dl>
    </li>
  );
}

/** 调查事项 that one works on, the open ones first. */
export function CasesPage() {
  const { t } = useWords();
  const { data, error, refetch } = useCases();
  const cases = data?.cases.toSorted(
    (a, b) => Number(a.state === 'closed') - Number(b.state === 'closed') || b.openedAt - a.openedAt,
  );
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('cases.title')}</h1>
        <p>{t('cases.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!cases && !error && <Loading />}
      {cases?.length === 0 && <Empty title={t('cases.emptyTitle')} next={t('cases.emptyNext')} />}
      {cases && cases.length > 0 && (
        <ul className="rows">
          {cases.map((each) => (
            <Row key={each.id} of={each} />
          ))}
        </ul>
      )}
    </div>
  );
}
