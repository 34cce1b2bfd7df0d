import { Button } from 'antd';
import { useState } from 'react';
import { useKeepMapping, useMappings } from '../../api/intake.ts';
import type { MappingList } from '../../api/types.ts';
import { IntakeTabs } from '../../ui/intake-tabs.tsx';
import { Section } from '../../ui/section.tsx';
import { Tag } from '../../ui/signs.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { YamlEditor } from './yaml-editor.tsx';
import './mappings.css';

type Kept = MappingList['mappings'][number];
const noLines: ReadonlySet<number> = new Set();

function Change({ kept, close }: { readonly kept: Kept; readonly close: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState(kept.text);
  const keep = useKeepMapping();
  return (
    <div className="mapping-change">
      <YamlEditor text={text} change={setText} problemLines={noLines} goTo={undefined} />
      <div className="mapping-buttons">
        <Button
          type="primary"
          disabled={text === kept.text}
          loading={keep.isPending}
          onClick={() => keep.mutate(text, { onSuccess: close })}
        >
          {t('mappings.save')}
        </Button>
        <Button onClick={close}>{t('mappings.cancel')}</Button>
      </div>
      {keep.error && <Problem error={keep.error} />}
    </div>
  );
}

function Own({ kept }: { readonly kept: Kept }) {
  const { t } = useWords();
  const [isChanging, change] = useState(false);
  return (
    <li className="mapping-row">
      <div className="mapping-row-head">
        <strong>{kept.title || kept.name}</strong>
        <code>{kept.name}</code>
        <Tag>{t('mappings.version', { version: kept.version })}</Tag>
        <span className="mapping-digest" title={kept.digest}>
          {t('mappings.digest', { digest: kept.digest.slice(0, 12) })}
        </span>
        {!isChanging && (
          <Button size="small" aria-label={t('mappings.editing', { name: kept.name })} onClick={() => change(true)}>
            {t('mappings.edit')}
          </Button>
        )}
      </div>
      {isChanging ? (
        <Change kept={kept} close={() => change(false)} />
      ) : (
        <details>
          <summary>{t('mappings.text')}</summary>
          <pre className="mapping-yaml">{kept.text}</pre>
        </details>
      )}
    </li>
  );
}

function Lists({ data }: { readonly data: MappingList }) {
  const { t } = useWords();
  return (
    <>
      {data.mappings.length === 0 ? (
        <Empty title={t('mappings.emptyTitle')} next={t('mappings.emptyNext')} />
      ) : (
        <Section id="kept" title={t('mappings.kept')}>
          <ul className="mapping-rows">
            {data.mappings.map((kept) => (
              <Own key={`${kept.name} ${kept.version}`} kept={kept} />
            ))}
          </ul>
        </Section>
      )}
      <Section id="built-in" title={t('mappings.builtIn')} lead={t('mappings.builtInLead')}>
        <ul className="built-in">
          {data.builtIn.map(({ name, title }) => (
            <li key={name}>
              {title} <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** The mappings that are kept and those that come with the program. */
export function MappingsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useMappings();
  return (
    <div className="mapping-page">
      <IntakeTabs />
      <header className="page-head">
        <h1>{t('mappings.title')}</h1>
        <p>{t('mappings.lead')}</p>
      </header>
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Lists data={data} />}
    </div>
  );
}
