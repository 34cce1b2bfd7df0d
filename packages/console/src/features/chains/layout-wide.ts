import { arrowPx, bottom, gapPx, heightOf, labelHeight, middle, right, stack, stackHeight, sumOf } from './boxes.ts';
import type { Bundle, Graph, GraphNode } from './graph-model.ts';
import type { GraphLayout, PlacedLabel, PlacedNode } from './layout-graph.ts';
import { linksIn } from './layout-graph.ts';

const trunkPx = 16;
const indentPx = 22;

/** Measures that nodes and lines share: the left sides of the columns, and where the lower band of nodes begins. */
type Frame = {
  readonly node: number;
  readonly gap: number;
  readonly x: readonly [number, number, number, number];
  readonly clauses: number;
  readonly top: number;
  readonly low: number;
};

type Row = { readonly customer: readonly GraphNode[]; readonly deals: readonly GraphNode[]; readonly height: number };

/** A customer with its deals beside it; the last row has the deals whose customer is not known. */
function rowsOf({ nodes, bundles }: Graph): readonly Row[] {
  const deals = nodes.filter(({ role }) => role === 'deal');
  const rows = nodes
    .filter(({ role }) => role === 'customer')
    .map((customer): Row => {
      const ref = customer.id.slice('customer-'.length);
      const said = bundles.filter(({ id }) => id === `said-${ref}`);
      const own = deals.filter(({ id }) => said.some(({ lines }) => lines.some(({ to }) => to === id)));
      const care = bundles.filter(({ id }) => id === `care-${ref}`);
      const labels = [...said, ...care].map(({ links }) => labelHeight(links));
      return { customer: [customer], deals: own, height: Math.max(heightOf(customer), stackHeight(own), ...labels) };
    });
  const others = deals.filter((deal) => !rows.some((row) => row.deals.includes(deal)));
  return others.length === 0 ? rows : [...rows, { customer: [], deals: others, height: stackHeight(others) }];
}

function frameOf({ nodes, bundles }: Graph, rows: readonly Row[], width: number): Frame {
  const of = (role: string) => nodes.filter((node) => node.role === role);
  const node = Math.floor(Math.min(180, width * 0.125));
  const gap = (width - 4 * node) / 3;
  const rules = linksIn(bundles, 'clause-');
  const clauses = rules.length === 0 ? 0 : stackHeight(of('clause')) + labelHeight(rules) + 26;
  const top = Math.max(
    clauses + stackHeight(of('employee')),
    sumOf(rows.map(({ height }) => height)) + (rows.length - 1) * gapPx * 2,
    stackHeight(of('outside')),
  );
  const labels = [['said-paid'], ['deal-paid'], ['paid-by', 'payer-of'], ['account-']];
  const band = Math.max(...labels.map((names) => labelHeight(linksIn(bundles, ...names)))) + 36;
  const at = (n: number) => Math.round(n * (node + gap));
  return { node, gap, x: [0, at(1), at(2), width - node], clauses, top, low: top + band };
}

function place({ nodes }: Graph, rows: readonly Row[], { node, x, clauses, top, low }: Frame): readonly PlacedNode[] {
  const of = (role: string) => nodes.filter((each) => each.role === role);
  const centre = (role: string) => (top - stackHeight(of(role))) / 2;
  const spread = rows.flatMap(({ customer, deals, height }, at) => {
    const y = sumOf(rows.slice(0, at).map((row) => row.height + gapPx * 2));
    const inRow = (all: readonly GraphNode[], column: number) =>
      stack(all, column, y + (height - stackHeight(all)) / 2, node);
    return [...inRow(customer, x[1]), ...inRow(deals, x[2])];
  });
  return [
    ...stack(of('clause'), x[0] + indentPx, 0, node - indentPx),
    ...stack(of('employee'), x[0], Math.max(clauses, centre('employee')), node),
    ...spread,
    ...stack(of('outside'), x[3], centre('outside'), node),
    ...stack(of('account'), x[0] + indentPx, low, node - indentPx),
    ...stack(of('transfer'), x[2], low, node),
    ...stack(of('payer'), x[3] + indentPx, low, node - indentPx),
  ];
}

/** Down the left margin, through the gaps between columns, and along the lower band: never through a node. */
function pathOf(bundle: string, from: PlacedNode, to: PlacedNode, { x, gap, top, low }: Frame): string {
  const lane = (top + low) / 2;
  if (bundle.startsWith('clause-')) return `M${from.x},${middle(from)} H8 V${to.y - arrowPx}`;
  if (bundle.startsWith('account-')) return `M${from.x},${middle(from)} H8 V${bottom(to) + arrowPx}`;
  if (bundle.startsWith('care-') || bundle.startsWith('said-c') || to.role === 'deal')
    return `M${right(from)},${middle(from)} H${right(from) + trunkPx} V${middle(to)} H${to.x - arrowPx}`;
  if (bundle === 'sold') return `M${right(from)},${middle(from)} H${to.x - trunkPx} V${middle(to)} H${to.x - arrowPx}`;
  if (bundle === 'said-paid')
    return `M${right(from)},${middle(from) + 12} H${right(from) + 8} V${lane} H${x[2] - gap / 3} V${middle(to) - 9} H${to.x - arrowPx}`;
  if (bundle === 'deal-paid')
    return `M${right(from)},${middle(from) + 10} H${right(from) + 14} V${middle(to) - 9} H${right(to) + arrowPx}`;
  if (bundle === 'payer-of') return `M${from.x + from.width / 2},${from.y} V${bottom(to) + arrowPx}`;
  if (bundle === 'paid-by' && from.role === 'outside')
    return `M${from.x + 10},${bottom(from)} V${middle(to) + 9} H${right(to) + arrowPx}`;
  if (bundle === 'paid-by')
    return `M${from.x},${middle(from)} H${x[3] - trunkPx} V${middle(to) + 9} H${right(to) + arrowPx}`;
  if (to.role === 'account')
    return `M${from.x},${middle(from) + 9} H${x[1] - gap / 3} V${middle(to)} H${right(to) + arrowPx}`;
  return `M${from.x},${middle(from) + 9} H24 V${bottom(to) + arrowPx}`;
}

function labelsOf({ bundles }: Graph, at: ReadonlyMap<string, PlacedNode>, frame: Frame): readonly PlacedLabel[] {
  const { node, gap, x, clauses, top, low } = frame;
  const run = gap - trunkPx - 24;
  const inRows = bundles
    .filter(({ id }) => id.startsWith('care-') || (id.startsWith('said-') && id !== 'said-paid'))
    .flatMap(({ id, lines, links }): readonly PlacedLabel[] => {
      const [line] = lines;
      const row = at.get((id.startsWith('care-') ? line?.to : line?.from) ?? '');
      if (row === undefined || links.length === 0) return [];
      const height = labelHeight(links);
      const left = id.startsWith('care-') ? row.x - arrowPx - 8 - run : right(row) + trunkPx + 6;
      return [{ id, links, x: left, y: middle(row) - height / 2, width: run, height }];
    });
  const inBand = (id: string, names: readonly string[], left: number, width: number): readonly PlacedLabel[] => {
    const links = linksIn(bundles, ...names);
    const height = labelHeight(links);
    return links.length === 0 ? [] : [{ id, links, x: left, y: (top + low - height) / 2, width, height }];
  };
  const rules = linksIn(bundles, 'clause-');
  const rulesHeight = labelHeight(rules);
  const own = indentPx - 6;
  const ownRun = Math.min(run, node);
  return [
    ...inRows,
    ...(rules.length === 0
      ? []
      : [{ id: 'rules', links: rules, x: own, y: clauses - rulesHeight - 13, width: ownRun, height: rulesHeight }]),
    ...inBand('accounts', ['account-'], own, node - own),
    ...inBand('said-paid', ['said-paid'], x[1] + 8, run),
    ...inBand('deal-paid', ['deal-paid'], x[2] + node - run / 2, run),
    ...inBand('payers', ['paid-by', 'payer-of'], x[3] + node - run, run),
  ];
}

const linesOf = (bundles: readonly Bundle[], at: ReadonlyMap<string, PlacedNode>, frame: Frame): GraphLayout['lines'] =>
  bundles.flatMap(({ id, lines, links }) =>
    lines.flatMap((line) => {
      const [from, to] = [at.get(line.from), at.get(line.to)];
      if (from === undefined || to === undefined) return [];
      return [{ id: `${id} ${line.from} ${line.to}`, ...line, links, path: pathOf(id, from, to, frame) }];
    }),
  );

/**
 * Clauses and the employee on the left, then customers, their deals, and the company on the right; below them the account,
 * the payments and whoever else paid. Labels stand in the gaps, where only lines are.
 */
export function layoutWide(graph: Graph, width: number): GraphLayout {
  const rows = rowsOf(graph);
  const frame = frameOf(graph, rows, width);
  const nodes = place(graph, rows, frame);
  const at = new Map(nodes.map((node) => [node.id, node]));
  return {
    nodes,
    lines: linesOf(graph.bundles, at, frame),
    labels: labelsOf(graph, at, frame),
    height: Math.max(...nodes.map(bottom)),
  };
}
