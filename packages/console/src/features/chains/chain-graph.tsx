import { type Edge, type EdgeProps, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChainDetail, Strength } from '../../api/types.ts';
import { StrengthMark } from '../../ui/signs.tsx';
import { useWords, wordFor } from '../../words/words.ts';
import { graphOf, type Placed } from './graph-model.ts';
import { type GraphLayout, layoutGraph, type PlacedLine, type PlacedNode } from './layout-graph.ts';
import '@xyflow/react/dist/base.css';
import './chain-graph.css';

type OnLink = (place: number) => void;
type PartyNode = Node<{ node: PlacedNode; onLink: OnLink }, 'party'>;
type LabelNode = Node<{ links: readonly Placed[]; onLink: OnLink }, 'label'>;
type RunEdge = Edge<{ line: PlacedLine }, 'run'>;

/** Room under the drawing for the library's attribution, so that it never lies over a party. */
const attributionPx = 24;

function LinkButtons({ links, onLink }: { readonly links: readonly Placed[]; readonly onLink: OnLink }) {
  const { t, w } = useWords();
  return links.map(({ link, place }) => {
    const name = wordFor(w.link, link.type);
    return (
      <button
        key={place}
        type="button"
        className="graph-link nodrag nopan"
        title={`${name} · ${w.strength[link.strength]} · ${t('graph.toGrounds')}`}
        onClick={() => onLink(place)}
      >
        <span className="graph-link-number">{place + 1}</span>
        <span className="graph-link-name">{name}</span>
        <StrengthMark strength={link.strength} />
      </button>
    );
  });
}

function Party({ data: { node, onLink } }: NodeProps<PartyNode>) {
  const { t, w } = useWords();
  const fallback = node.role === 'outside' ? t('chains.outsideUnknown') : w.graph.unnamed[node.role];
  const name = node.name || fallback;
  return (
    <div className={`graph-party graph-${node.role}`}>
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="graph-caption">
        {w.graph.role[node.role]}
        {node.detail !== '' && node.detail !== name && ` · ${node.detail}`}
      </span>
      <span className="graph-name" title={name}>
        {name}
      </span>
      {node.own.length > 0 && (
        <div className="graph-own">
          <LinkButtons links={node.own} onLink={onLink} />
        </div>
      )}
    </div>
  );
}

function Label({ data: { links, onLink } }: NodeProps<LabelNode>) {
  return (
    <div className="graph-label">
      <LinkButtons links={links} onLink={onLink} />
    </div>
  );
}

const ranks: readonly Strength[] = ['strong', 'medium', 'weak'];

/** A line is drawn as its strongest link; one without links says only what a record itself names. */
const drawnAs = (links: readonly Placed[]): string =>
  ranks.find((strength) => links.some(({ link }) => link.strength === strength)) ?? 'plain';

function Run({ data, markerEnd }: EdgeProps<RunEdge>) {
  if (!data) return null;
  const { path, links } = data.line;
  return (
    <>
      <path d={path} className={`graph-run graph-run-${drawnAs(links)}`} markerEnd={markerEnd ?? ''} />
      {links.length > 0 && <path d={path} className="graph-run-touch" />}
    </>
  );
}

const nodeTypes = { party: Party, label: Label };
const edgeTypes = { run: Run };

/** Given along, so that lines are drawn at once and not only when the library has measured its nodes; paths are ours anyway. */
const handles = [
  { type: 'source' as const, position: Position.Right, x: 0, y: 0 },
  { type: 'target' as const, position: Position.Left, x: 0, y: 0 },
];

function nodesOf({ nodes, labels }: GraphLayout, onLink: OnLink): (PartyNode | LabelNode)[] {
  const at = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
    ...{ position: { x, y }, width, height },
  });
  return [
    ...nodes.map((node) => ({
      ...{ id: node.id, type: 'party' as const, ...at(node), handles, data: { node, onLink } },
    })),
    ...labels.map((label) => ({
      ...{ id: `label-${label.id}`, type: 'label' as const, zIndex: 2, ...at(label) },
      data: { links: label.links, onLink },
    })),
  ];
}

const edgesOf = ({ lines }: GraphLayout): RunEdge[] =>
  lines.map((line) => ({
    ...{ id: line.id, type: 'run', source: line.from, target: line.to, data: { line } },
    markerEnd: line.links.length > 0 ? 'graph-arrow' : 'graph-arrow-plain',
  }));

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

function Arrow({ id }: { readonly id: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 10 10"
      refX="3"
      refY="5"
      markerWidth="7"
      markerHeight="7"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0,0 L10,5 L0,10 z" />
    </marker>
  );
}

function Legend() {
  const { w } = useWords();
  return (
    <ul className="graph-legend">
      {[...ranks, 'plain' as const].map((kind) => (
        <li key={kind}>
          <svg width="34" height="8" aria-hidden="true">
            <path d="M1,4 H33" className={`graph-run graph-run-${kind}`} />
          </svg>
          {kind === 'plain' ? w.graph.plain : w.strength[kind]}
        </li>
      ))}
    </ul>
  );
}

/** Every party, deal, payment and clause and the links between them, at true size; each link opens its grounds. */
export function ChainGraph({ detail, onLink }: { readonly detail: ChainDetail; readonly onLink: OnLink }) {
  const { t } = useWords();
  const { frame, width } = useWidth();
  const graph = useMemo(() => graphOf(detail), [detail]);
  const layout = useMemo(() => (width > 0 ? layoutGraph(graph, width) : undefined), [graph, width]);
  /** The buttons of its label do the same by keyboard, for each link of the line. */
  const openFirst = (line: PlacedLine | undefined) => line?.links[0] && onLink(line.links[0].place);
  return (
    <figure ref={frame} className="graph-frame" aria-label={t('chain.graphLabel')}>
      <svg className="graph-markers" aria-hidden="true">
        <Arrow id="graph-arrow" />
        <Arrow id="graph-arrow-plain" />
      </svg>
      {layout && (
        <div style={{ height: layout.height + attributionPx }}>
          <ReactFlow
            key={width}
            nodes={nodesOf(layout, onLink)}
            edges={edgesOf(layout)}
            onEdgeClick={(_, { data }) => openFirst(data?.line)}
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
      <Legend />
    </figure>
  );
}
