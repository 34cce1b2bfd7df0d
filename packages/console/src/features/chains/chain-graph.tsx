import {
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Chain } from '../../api/types.ts';
import { personLabel, personNumber } from '../../ui/person.ts';
import { StrengthMark } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { type GraphLayout, layoutGraph, type Placed, type Role } from './layout-graph.ts';
import '@xyflow/react/dist/base.css';
import './chain-graph.css';

type OnLink = (place: number) => void;
type PartyNode = Node<{ role: Role; chain: Chain; own: readonly Placed[]; onLink: OnLink }, 'party'>;
type RunEdge = Edge<
  { path: string; label: { x: number; y: number; width: number }; links: readonly Placed[]; onLink: OnLink },
  'run'
>;

const most = 5;
/** Room under the drawing for the library's attribution, so that it never lies over a party. */
const attributionPx = 18;

function LinkButtons({ links, onLink }: { readonly links: readonly Placed[]; readonly onLink: OnLink }) {
  const { w } = useWords();
  return links.map(({ link, place }) => (
    <button key={place} type="button" className="graph-link nodrag nopan" onClick={() => onLink(place)}>
      <span className="graph-link-number">{place + 1}</span>
      <span className="graph-link-name">{wordFor(w.link, link.type)}</span>
      <StrengthMark strength={link.strength} />
    </button>
  ));
}

function linesOf(role: Role, chain: Chain): readonly { readonly name: string; readonly ref: string }[] {
  if (role === 'employee') return [{ name: personLabel(chain.employee), ref: personNumber(chain.employee) }];
  if (role === 'outside') return chain.outside.map((company) => ({ name: company.name, ref: '' }));
  return chain.customers.map((customer) => ({
    name: customer.name || customer.ref,
    ref: customer.name ? customer.ref : '',
  }));
}

function Party({ data }: NodeProps<PartyNode>) {
  const { t } = useWords();
  const captions = {
    employee: 'chain.employeeIs',
    customers: 'chain.customersAre',
    outside: 'chain.outsideIs',
  } as const;
  const lines = linesOf(data.role, data.chain);
  const shown = lines.length > most ? lines.slice(0, most - 1) : lines;
  return (
    <div className={`graph-party graph-${data.role}`}>
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="graph-caption">{t(captions[data.role])}</span>
      {lines.length === 0 && <span className="graph-name">{t('common.unknown')}</span>}
      {shown.map((line) => (
        <span key={line.name + line.ref} className="graph-name" title={line.name}>
          {line.name} {line.ref && line.ref !== line.name && <small>{line.ref}</small>}
        </span>
      ))}
      {shown.length < lines.length && (
        <span className="quiet">{t('chain.more', { count: lines.length - shown.length })}</span>
      )}
      {data.own.length > 0 && (
        <div className="graph-own">
          <LinkButtons links={data.own} onLink={data.onLink} />
        </div>
      )}
    </div>
  );
}

function Run({ data, markerEnd }: EdgeProps<RunEdge>) {
  const { t } = useWords();
  if (!data) return null;
  const { path, label, links, onLink } = data;
  const place = `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`;
  return (
    <>
      <path
        d={path}
        className={links.length > 0 ? 'graph-run' : 'graph-run graph-run-none'}
        markerEnd={markerEnd ?? ''}
      />
      <EdgeLabelRenderer>
        <div className="graph-label" style={{ transform: place, width: label.width }}>
          {links.length === 0 ? (
            <span className="quiet">{t('chain.noLink')}</span>
          ) : (
            <LinkButtons links={links} onLink={onLink} />
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}

const nodeTypes = { party: Party };
const edgeTypes = { run: Run };

function nodesOf(layout: GraphLayout, chain: Chain, onLink: OnLink): PartyNode[] {
  return layout.nodes.map(({ role, own, x, y, width, height }) => ({
    id: role,
    type: 'party',
    position: { x, y },
    width,
    height,
    data: { role, chain, own, onLink },
  }));
}

function edgesOf(layout: GraphLayout, onLink: OnLink): RunEdge[] {
  return layout.edges.map(({ from, to, path, label, links }) => ({
    id: `${from}-${to}`,
    type: 'run',
    source: from,
    target: to,
    markerEnd: 'graph-arrow',
    data: { path, label, links, onLink },
  }));
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return { frame, width };
}

/** Three parties and the links between them, drawn at true size for the room there is; each link opens its grounds. */
export function ChainGraph({ chain, onLink }: { readonly chain: Chain; readonly onLink: OnLink }) {
  const { t } = useWords();
  const { frame, width } = useWidth();
  const layout = useMemo(() => (width > 0 ? layoutGraph(chain, width) : undefined), [chain, width]);
  return (
    <figure ref={frame} className="graph-frame" aria-label={t('chain.graphLabel')}>
      <svg className="graph-markers" aria-hidden="true">
        <marker
          id="graph-arrow"
          viewBox="0 0 10 10"
          refX="3"
          refY="5"
          markerWidth="6.5"
          markerHeight="6.5"
          orient="auto"
        >
          <path d="M0,0 L10,5 L0,10 z" />
        </marker>
      </svg>
      {layout && (
        <div style={{ height: layout.height + attributionPx }}>
          <ReactFlow
            key={width}
            nodes={nodesOf(layout, chain, onLink)}
            edges={edgesOf(layout, onLink)}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            defaultViewport={{ x: 0, y: 0, zoom: 1 }}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            panOnDrag={false}
            panOnScroll={false}
            zoomOnScroll={false}
            zoomOnPinch={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            disableKeyboardA11y
          />
        </div>
      )}
    </figure>
  );
}
