import { Link, useNavigate } from '@tanstack/react-router';
import { openImport, useImports } from '../../api/intake.ts';
import { useLive } from '../../api/live.ts';
import type { ImportListed } from '../../api/types.ts';
import { formatSize } from '../../ui/format-size.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { useWords } from '../../words/words.ts';
import { DropZone } from './drop-zone.tsx';
import { StateTag } from './state-tag.tsx';
import { useTaking } from './use-taking.ts';
import './imports.css';

function Row({ listed }: { readonly listed: ImportListed }) {
  const { t } = useWords();
  const progress = useLive().imports.get(listed.id);
  return (
    <li className="import-row">
      <Link className="import-open" to="/imports/$importId" params={{ importId: listed.id }}>
        <Time at={listed.at} />
      </Link>
      <span className="import-size">
        {t('imports.files', { count: listed.files })} · {formatSize(listed.sizeBytes)}
      </span>
      <StateTag state={listed.state} progress={progress} />
    </li>
  );
}

function Listed() {
  const { t } = useWords();
  const { data, error, refetch } = useImports();
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (data.imports.length === 0) return <Empty title={t('imports.emptyTitle')} next={t('imports.emptyNext')} />;
  return (
    <Section id="list" title={t('imports.list')} lead={t('imports.listLead')}>
      <ul className="import-rows">
        {data.imports.map((listed) => (
          <Row key={listed.id} listed={listed} />
        ))}
      </ul>
    </Section>
  );
}

/** Where files come in: dropping some opens an import; those before are listed beneath. */
export function ImportsPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { take, isEmpty, error } = useTaking(async () => {
    const { id } = await openImport();
    void navigate({ to: '/imports/$importId', params: { importId: id } });
    return id;
  });
  return (
    <div className="intake">
      <IntakeTabs />
      <header className="page-head">
        <h1>{t('imports.title')}</h1>
        <p>{t('imports.lead')}</p>
      </header>
      <DropZone take={take} title={t('imports.drop')}>
        <p className="drop-note">{t('imports.dropNote')}</p>
        {isEmpty && <p role="status">{t('imports.nothingChosen')}</p>}
      </DropZone>
      {error !== undefined && <Problem error={error} />}
      <Listed />
    </div>
  );
}
