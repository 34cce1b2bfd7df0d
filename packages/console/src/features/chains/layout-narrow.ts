import { arrowPx, gapPx, heightOf, labelHeight, middle, right, stackHeight } from './boxes.ts';
import type { Graph, GraphNode, Placed } from './graph-model.ts';
import type { GraphLayout, PlacedLabel, PlacedNode } from './layout-graph.ts';
import { linksIn } from './layout-graph.ts';

const railPx = 34;
const widest = 560;
/** How far from the edge of the frame each kind of line runs, and on which side. */
const rails: Readonly<Record<string, { readonly side: 'left' | 'right'; readonly at: number }>> = {
  clause: { side: 'left', at: 20 },
  care: { side: 'left', at: 14 },
  account: { side: 'left', at: 2 },
  'said-paid': { side: 'left', at: 8 },
  'paid-to': { side: 'left', at: 20 },
  said: { side: 'right', at: 20 },
  sold: { side: 'right', at: 14 },
  'paid-by': { side: 'right', at: 20 },
  'payer-of': { side: 'right', at: 20 },
  'deal-paid': { side: 'right', at: 5 },
};
const railOf = (bundle: string) =>
  rails[bundle] ?? rails[bundle.slice(0, bundle.indexOf('-'))] ?? { side: 'right' as const, at: 14 };

/** What stands under one another: nodes, and before some of them the names of the links that lead to them. */
type Step = { readonly node: GraphNode } | { readonly id: string; readonly links: readonly Placed[] };

function stepsOf({ nodes, bundles }: Graph): readonly Step[] {
  const of = (role: string): readonly Step[] => nodes.filter((node) => node.role === role).map((node) => ({ node }));
  const label = (id: string, ...names: readonly string[]): readonly Step[] => {
    const links = linksIn(bundles, ...names);
    return links.length === 0 ? [] : [{ id, links }];
  };
  const customers = nodes.filter(({ role }) => role === 'customer');
  const told = new Set<string>();
  const stories = customers.flatMap((customer): readonly Step[] => {
    const ref = customer.id.slice('customer-'.length);
    const [said] = bundles.filter(({ id }) => id === `said-${ref}`);
    const deals = nodes.filter(({ id }) => said?.lines.some(({ to }) => to === id));
    for (const { id } of deals) told.add(id);
    const named = (id: string): readonly Step[] => {
      const links = bundles.find((each) => each.id === id)?.links ?? [];
      return links.length === 0 ? [] : [{ id, links }];
    };
    return [...named(`care-${ref}`), { node: customer }, ...named(`said-${ref}`), ...deals.map((node) => ({ node }))];
  });
  const others = nodes.filter(({ id, role }) => role === 'deal' && !told.has(id)).map((node) => ({ node }));
  return [
    ...[...of('clause'), ...label('rules', 'clause-'), ...of('employee'), ...stories, ...others, ...of('outside')],
    ...[...label('payers', 'paid-by', 'payer-of'), ...of('payer'), ...label('said-paid', 'said-paid')],
    ...[...label('deal-paid', 'deal-paid'), ...of('transfer'), ...label('accounts', 'account-'), ...of('account')],
  ];
}

function pathOf(bundle: string, from: PlacedNode, to: PlacedNode, width: number): string {
  const { side, at } = railOf(bundle);
  const [leave, arrive] = from.y < to.y ? [8, -8] : [-8, 8];
  return side === 'left'
    ? `M${from.x},${middle(from) + leave} H${at} V${middle(to) + arrive} H${to.x - arrowPx}`
    : `M${right(from)},${middle(from) + leave} H${width - at} V${middle(to) + arrive} H${right(to) + arrowPx}`;
}

/** One under the other on a narrow screen; lines run along both sides, links are named above where they lead to. */
export function layoutNarrow(graph: Graph, given: number): GraphLayout {
  const width = Math.min(given, widest);
  const [x, inner] = [railPx, width - 2 * railPx];
  const nodes: PlacedNode[] = [];
  const labels: PlacedLabel[] = [];
  let y = 0;
  for (const step of stepsOf(graph)) {
    if ('node' in step) nodes.push({ ...step.node, x, y, width: inner, height: heightOf(step.node) });
    else labels.push({ ...step, x: x + 14, y, width: inner - 14, height: labelHeight(step.links) });
    y += ('node' in step ? stackHeight([step.node]) : labelHeight(step.links)) + gapPx;
  }
  const at = new Map(nodes.map((node) => [node.id, node]));
  const lines = graph.bundles.flatMap(({ id, lines: all, links }) =>
    all.flatMap((line) => {
      const [from, to] = [at.get(line.from), at.get(line.to)];
      if (from === undefined || to === undefined) return [];
      return [{ id: `${id} ${line.from} ${line.to}`, ...line, links, path: pathOf(id, from, to, width) }];
    }),
  );
  return { nodes, lines, labels, height: y - gapPx };
}
