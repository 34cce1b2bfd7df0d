import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLive } from '../../api/live.ts';
import { useChain } from '../../api/queries.ts';
import type { Chain, ChainDetail } from '../../api/types.ts';
import { Ground } from '../../ui/ground.tsx';
import { momentAt } from '../../ui/moment.ts';
import { goTo, Section } from '../../ui/section.tsx';
import { Loading, Problem } from '../../ui/states.tsx';
import { useWords } from '../../words/words.ts';
import { AttributionList } from './attribution-list.tsx';
import { ChainHeader } from './chain-header.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { Laws } from './laws.tsx';
import type { ActOf } from './link-list.tsx';
import { LinkList } from './link-list.tsx';
import { RivalList } from './rival-list.tsx';
import { SufficiencyBoard } from './sufficiency-board.tsx';
import { TierBoard } from './tier-board.tsx';
import { Timeline } from './timeline.tsx';
import { WeighingPanel } from './weighing-panel.tsx';
import './chain-page.css';

const ChainGraph = lazy(async () => ({ default: (await import('./chain-graph.tsx')).ChainGraph }));

function Contents() {
  const { t } = useWords();
  const parts = [
    ['graph', t('chain.graph')],
    ['links', t('chain.links')],
    ['rivals', t('chain.rivals')],
    ['timeline', t('chain.timeline')],
    ['tiers', t('chain.tiers')],
    ['sufficiency', t('sufficiency.title')],
    ['attribution', t('attribution.title')],
    ['weighing', t('weighing.title')],
    ['history', t('history.title')],
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

/** The moment of the first words, else of the first deal or payment, to its second. */
function actOf({ chain, timeline }: ChainDetail): ActOf | undefined {
  const first =
    timeline.find(({ role }) => role === 'said') ?? timeline.find(({ role }) => role === 'deal') ?? timeline[0];
  return first === undefined ? undefined : { chain, at: momentAt(first.at) };
}

/** What links the records, and beside it whatever else could explain them: neither is read without the other. */
function Grounds({ detail }: { readonly detail: ChainDetail }) {
  const { chain, inputs } = detail;
  const { t } = useWords();
  return (
    <div className="chain-columns">
      <Section id="links" title={t('chain.links')} lead={t('chain.linksLead')}>
        <LinkList links={chain.links} inputs={inputs} act={actOf(detail)} />
      </Section>
      <Section id="rivals" title={t('chain.rivals')} lead={t('chain.rivalsLead')}>
        <RivalList rivals={chain.rivals} />
      </Section>
    </div>
  );
}

function Sheet(props: Added & { readonly detail: ChainDetail; readonly reload: () => unknown }) {
  const { t, w } = useWords();
  const { detail } = props;
  const { chain, timeline, reconstruction, withheld, laws = [] } = detail;
  return (
    <Ground of={`chain:${chain.id}`}>
      <ChainHeader detail={detail} />
      {props.tools(chain, props.reload)}
      {withheld > 0 && (
        <p className="chain-language" role="status">
          {t('chain.withheld', { count: withheld })}
        </p>
      )}
      <Contents />
      {w.chain.inChinese && <p className="chain-language">{w.chain.inChinese}</p>}
      <div className="chain-parts">
        <Section id="graph" title={t('chain.graph')} lead={t('chain.graphHint')}>
          <Suspense fallback={<div className="graph-frame" />}>
            <ChainGraph detail={detail} onLink={(place) => goTo(`link-${place}`)} />
          </Suspense>
        </Section>
        <Grounds detail={detail} />
        <Section id="timeline" title={t('chain.timeline')} lead={t('chain.timelineLead')}>
          <p className="timeline-zone">{t('app.zone')}</p>
          <Timeline items={timeline} links={chain.links} />
        </Section>
        <Section id="tiers" title={t('chain.tiers')} lead={t('chain.tiersLead')}>
          <TierBoard tiers={chain.tiers} />
        </Section>
        <Section id="sufficiency" title={t('sufficiency.title')} lead={t('sufficiency.lead')}>
          <SufficiencyBoard board={detail.sufficiency} />
        </Section>
        <AttributionList chainId={chain.id} />
        <WeighingPanel weighing={detail.weighing} />
        <Section id="history" title={t('history.title')} lead={t('history.lead')}>
          <ComparePanel id={chain.id} />
        </Section>
        {props.aside(chain)}
        <Laws laws={laws} />
        <p className="chain-registered">{t('chain.registered', reconstruction)}</p>
      </div>
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
