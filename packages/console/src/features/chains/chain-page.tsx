import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLive } from '../../api/live.ts';
import { useChain } from '../../api/queries.ts';
import type { Chain, ChainDetail } from '../../api/types.ts';
import { Ground } from '../../ui/ground.tsx';
import { goTo, Section } from '../../ui/section.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { ChainHeader } from './chain-header.tsx';
import { Laws } from './laws.tsx';
import { LinkList } from './link-list.tsx';
import { RivalList } from './rival-list.tsx';
import { SufficiencyBoard } from './sufficiency-board.tsx';
import { TierBoard } from './tier-board.tsx';
import { Timeline } from './timeline.tsx';
import './chain-page.css';

const ChainGraph = lazy(async () => ({ default: (await import('./chain-graph.tsx')).ChainGraph }));

function Contents() {
  const { t } = useWords();
  const parts = [
    ['graph', t('chain.graph')],
    ['timeline', t('chain.timeline')],
    ['links', t('chain.links')],
    ['tiers', t('chain.tiers')],
    ['rivals', t('chain.rivals')],
    ['package', t('package.title')],
  ] as const;
  return (
    <nav className="contents" aria-label={t('chain.sections')}>
      {parts.map(([id, title]) => (
        <button key={id} type="button" onClick={() => goTo(id)}>
          {title}
        </button>
      ))}
    </nav>
  );
}

/** What the frame of the page adds, once the chain is there. */
type Added = {
  readonly tools: (chain: Chain, reload: () => unknown) => ReactNode;
  readonly aside: (chain: Chain) => ReactNode;
};

function Sheet(props: Added & { readonly detail: ChainDetail; readonly reload: () => unknown }) {
  const { t, w } = useWords();
  const { chain, timeline, reconstruction, withheld, laws = [] } = props.detail;
  return (
    <Ground of={`chain:${chain.id}`}>
      <ChainHeader chain={chain} />
      {props.tools(chain, props.reload)}
      {withheld > 0 && (
        <p className="chain-language" role="status">
          {t('chain.withheld', { count: withheld })}
        </p>
      )}
      <Contents />
      {w.chain.inChinese && <p className="chain-language">{w.chain.inChinese}</p>}
      <div className="chain-columns">
        <div className="chain-main">
          <Section id="graph" title={t('chain.graph')} lead={t('chain.graphHint')}>
            <Suspense fallback={<div className="graph-frame" />}>
              <ChainGraph chain={chain} onLink={(place) => goTo(`link-${place}`)} />
            </Suspense>
          </Section>
          <Section id="timeline" title={t('chain.timeline')} lead={t('chain.timelineLead')}>
            <p className="timeline-zone">{t('app.zone')}</p>
            <Timeline items={timeline} links={chain.links} />
          </Section>
          <Section id="links" title={t('chain.links')} lead={t('chain.linksLead')}>
            <LinkList links={chain.links} />
          </Section>
        </div>
        <aside className="chain-aside">
          <Section id="rivals" title={t('chain.rivals')} lead={t('chain.rivalsLead')}>
            <RivalList rivals={chain.rivals} />
          </Section>
          {props.aside(chain)}
          <Laws laws={laws} />
          <p className="chain-registered">{t('chain.registered', reconstruction)}</p>
        </aside>
      </div>
      <Section id="tiers" title={t('chain.tiers')} lead={t('chain.tiersLead')}>
        <TierBoard tiers={chain.tiers} />
      </Section>
      <Section id="sufficiency" title={t('sufficiency.title')} lead={t('sufficiency.lead')}>
        <SufficiencyBoard board={props.detail.sufficiency} />
      </Section>
    </Ground>
  );
}

/** News does not change the page under the reader's eyes: it is announced, and loaded when asked for. */
function News({ load }: { readonly load: () => unknown }) {
  const { t } = useWords();
  const { news } = useLive();
  const [seen, setSeen] = useState(news);
  if (news === seen) return null;
  const onLoad = () => {
    setSeen(news);
    void load();
  };
  return (
    <div className="chain-news" role="status">
      {t('common.updated')}
      <Button size="small" onClick={onLoad}>
        {t('common.reload')}
      </Button>
    </div>
  );
}

/** The chain page: why, who, when, on what grounds, what else could explain it, and what is still missing. */
export function ChainPage({ id, ...added }: Added & { readonly id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useChain(id);
  return (
    <article className="chain">
      <p className="chain-back">
        <Link to="/chains">← {t('chains.title')}</Link>
      </p>
      {data && <News load={refetch} />}
      {error && <Problem error={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Sheet detail={data} reload={refetch} {...added} />}
    </article>
  );
}
