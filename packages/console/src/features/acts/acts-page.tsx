import type { Act } from '../../api/access-types.ts';
import { useActs } from '../../api/acts.ts';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { ActRow } from './act-row.tsx';
import { MoreActs } from './more-acts.tsx';
import '../../ui/rows.css';

function Part({ id, title, acts }: { readonly id: string; readonly title: string; readonly acts: readonly Act[] }) {
  if (acts.length === 0) return null;
  return (
    <Section id={id} title={`${title} (${acts.length})`}>
      <ul className="rows">
        {acts.map((act) => (
          <ActRow key={act.id} act={act} />
        ))}
      </ul>
    </Section>
  );
}

function Listed({ acts }: { readonly acts: readonly Act[] }) {
  const { t } = useWords();
  const yours = acts.filter((act) => act.mayDecide);
  return (
    <>
      {yours.length === 0 && <p className="quiet">{t('acts.noneForYou')}</p>}
      <Part id="acts-yours" title={t('acts.forYou')} acts={yours} />
      <Part id="acts-open" title={t('acts.open')} acts={acts.filter((a) => a.state === 'open' && !a.mayDecide)} />
      <Part id="acts-closed" title={t('acts.closed')} acts={acts.filter((act) => act.state !== 'open')} />
    </>
  );
}

/** 双人办理事项: those that wait for the reader first. */
export function ActsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useActs();
  return (
    <div className="page-stack">
      <header className="page-head">
        <h1>{t('acts.title')}</h1>
        <p>{t('acts.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.acts.length === 0 && <Empty title={t('acts.emptyTitle')} next={t('acts.emptyNext')} />}
      {data && data.acts.length > 0 && <Listed acts={data.acts} />}
      <MoreActs />
    </div>
  );
}
